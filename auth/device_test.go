package auth

import (
	"context"
	"crypto/rsa"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"myebox/ebox/sandbox/fas"
)

// deviceWorld is the sandbox's login server without a socket, and when its token endpoint was asked.
type deviceWorld struct {
	p      *fas.Provider
	before func(w http.ResponseWriter, r *http.Request) (done bool)

	mu    sync.Mutex
	polls []time.Duration // since start
	start time.Time
}

func newDeviceWorld(t *testing.T, cfg fas.Config) *deviceWorld {
	t.Helper()
	cfg.Device, cfg.BaseURL, cfg.Keys = true, softwareBase, []*rsa.PrivateKey{signingKey(), signingKey()}
	p, err := fas.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return &deviceWorld{p: p, start: time.Now()}
}

func (d *deviceWorld) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/access_token") {
		d.mu.Lock()
		d.polls = append(d.polls, time.Since(d.start))
		d.mu.Unlock()
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	rec := httptest.NewRecorder()
	if d.before == nil || !d.before(rec, r) {
		d.p.Handler().ServeHTTP(rec, r)
	}
	resp := rec.Result()
	resp.Request = r
	return resp, nil
}

// asked is how often the token endpoint was.
func (d *deviceWorld) asked() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.polls)
}

func (d *deviceWorld) client(change ...func(*Config)) *Client {
	cfg := Config{
		Issuer: d.p.Issuer(), ClientID: fas.ClientID, ACRValues: level + "400", Account: "test", Sandbox: true,
		HTTP: &http.Client{Transport: d},
	}
	for _, f := range change {
		f(&cfg)
	}
	return New(cfg, NewMemory())
}

// person finishes the login of a code, or cancels it, after a time.
func (d *deviceWorld) person(t *testing.T, code, result string, after time.Duration) {
	time.AfterFunc(after, func() {
		form := url.Values{"user_code": {code}, "result": {result}}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.p.Issuer()+"/sandbox_test_device", strings.NewReader(form.Encode()))
		if err != nil {
			t.Error(err)
			return
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if resp, err := d.RoundTrip(req); err != nil || resp.StatusCode != http.StatusNoContent {
			t.Errorf("the person: %v, %v", resp, err)
		}
	})
}

func TestDevice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newDeviceWorld(t, fas.Config{})
		d, err := w.client().Device(t.Context(), DeviceOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if d.URL != softwareBase+"/fasui/device" || d.FullURL != d.URL+"?user_code="+d.UserCode || len(d.UserCode) != 9 ||
			d.Interval() != 5*time.Second || !d.Expires.Equal(w.start.Add(10*time.Minute)) {
			t.Errorf("device login %+v", d)
		}
		w.person(t, d.UserCode, "", 12*time.Second)
		s, err := d.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := fas.DefaultPersons()[0]
		if id := s.Identity(); id.Name != want.Name() || id.NationalNumber.Raw() != want.NationalNumber || id.ACR != level+"450" {
			t.Errorf("identity %+v", id)
		}
		if len(w.polls) != 3 || w.polls[2] != 15*time.Second {
			t.Errorf("asked at %v", w.polls)
		}
	})
}

func TestDeviceEnds(t *testing.T) {
	for _, tt := range []struct {
		name   string
		result string // of the person after 12 s; "-": nobody comes
		act    func(d *Device, cancel context.CancelFunc)
		want   error
		after  time.Duration
	}{
		{"cancelled by the person", "cancel", nil, ErrCancelled, 15 * time.Second},
		{"nobody comes", "-", nil, ErrDeviceExpired, 10 * time.Minute},
		{"closed", "-", func(d *Device, _ context.CancelFunc) { d.Close(); d.Close() }, ErrClosed, 7 * time.Second},
		{"cancelled by the caller", "-", func(_ *Device, cancel context.CancelFunc) { cancel() }, context.Canceled, 7 * time.Second},
		{"another login begun", "-", func(d *Device, _ context.CancelFunc) { d.c.begun(nil) }, ErrClosed, 7 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newDeviceWorld(t, fas.Config{})
				d, err := w.client().Device(t.Context(), DeviceOptions{})
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if tt.act != nil {
					time.AfterFunc(7*time.Second, func() { tt.act(d, cancel) })
				}
				if tt.result != "-" {
					w.person(t, d.UserCode, tt.result, 12*time.Second)
				}
				s, err := d.Wait(ctx)
				if s != nil || !errors.Is(err, tt.want) || time.Since(w.start) != tt.after {
					t.Errorf("%v after %v, want %v after %v", err, time.Since(w.start), tt.want, tt.after)
				}
			})
		})
	}
}

// TestDevicePace: slow_down counts for good, a server that is down is asked less often, and neither ends the login.
func TestDevicePace(t *testing.T) {
	script := []string{"slow_down", "down", "down", "authorization_pending", "slow_down", "authorization_pending"}
	want := []time.Duration{5, 15, 35, 75, 85, 100, 115}
	synctest.Test(t, func(t *testing.T) {
		w := newDeviceWorld(t, fas.Config{})
		w.before = func(rw http.ResponseWriter, r *http.Request) bool {
			if !strings.HasSuffix(r.URL.Path, "/access_token") {
				return false
			}
			n := w.asked()
			if n > len(script) {
				return false
			}
			if script[n-1] == "down" {
				rw.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
			writeJSON(rw, http.StatusBadRequest, map[string]any{"error": script[n-1]})
			return true
		}
		d, err := w.client().Device(t.Context(), DeviceOptions{})
		if err != nil {
			t.Fatal(err)
		}
		w.person(t, d.UserCode, "", time.Second)
		if _, err := d.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if d.Interval() != 15*time.Second {
			t.Errorf("interval %v", d.Interval())
		}
		for i, at := range want {
			if i >= len(w.polls) || w.polls[i] != at*time.Second {
				t.Fatalf("asked at %v, want %v", w.polls, want)
			}
		}
	})
}

// TestDeviceServerStaysDown: when the time is over and the last try failed, that is the reason.
func TestDeviceServerStaysDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newDeviceWorld(t, fas.Config{})
		d, err := w.client().Device(t.Context(), DeviceOptions{})
		if err != nil {
			t.Fatal(err)
		}
		w.before = func(rw http.ResponseWriter, _ *http.Request) bool { rw.WriteHeader(503); return true }
		if _, err := d.Wait(t.Context()); !errors.Is(err, ErrServerDown) || time.Since(w.start) != 10*time.Minute {
			t.Errorf("%v after %v", err, time.Since(w.start))
		}
		if n := len(w.polls); n > 12 {
			t.Errorf("a server that is down was asked %d times", n)
		}
	})
}

func TestDeviceAnswers(t *testing.T) {
	good := func() map[string]any {
		return map[string]any{
			"device_code": "x", "user_code": "BCDF-GHJK", "verification_uri": "https://login.test/device", "expires_in": 600, "interval": 5,
		}
	}
	set := func(name string, v any) map[string]any { m := good(); m[name] = v; return m }
	for _, tt := range []struct {
		name   string
		status int
		answer map[string]any
		want   error
	}{
		{"good", 200, good(), nil},
		{"no interval", 200, set("interval", nil), nil},
		{"no device code", 200, set("device_code", ""), ErrMalformed},
		{"no user code", 200, set("user_code", ""), ErrMalformed},
		{"a user code that a terminal obeys", 200, set("user_code", "\x1b[2J"), ErrMalformed},
		{"a user code that nobody types", 200, set("user_code", strings.Repeat("x", 65)), ErrMalformed},
		{"no lifetime", 200, set("expires_in", 0), ErrMalformed},
		{"no address", 200, set("verification_uri", nil), ErrInsecure},
		{"address without https", 200, set("verification_uri", "http://login.test/device"), ErrInsecure},
		{"address that a terminal obeys", 200, set("verification_uri", "https://login.test/\x1b[2J"), ErrMalformed},
		{"full address elsewhere", 200, set("verification_uri_complete", "javascript:x"), ErrInsecure},
		{"refused", 400, map[string]any{"error": "unauthorized_client"}, new(ProviderError)},
		{"down", 503, nil, ErrServerDown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newDeviceWorld(t, fas.Config{})
			w.before = func(rw http.ResponseWriter, r *http.Request) bool {
				if !strings.HasSuffix(r.URL.Path, "/device_authorization") {
					return false
				}
				writeJSON(rw, tt.status, tt.answer)
				return true
			}
			d, err := w.client().Device(t.Context(), DeviceOptions{})
			var pe *ProviderError
			if _, refused := tt.want.(*ProviderError); refused && errors.As(err, &pe) {
				return
			}
			if !errors.Is(err, tt.want) || (d == nil) != (tt.want != nil) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if d != nil {
				d.Close()
			}
		})
	}
}

// TestDeviceTokenChecks: what the server answers is checked as after every login, but for the nonce.
func TestDeviceTokenChecks(t *testing.T) {
	for name, want := range map[string]error{
		"wrong-issuer": ErrToken, "wrong-audience": ErrToken, "unknown-key": ErrToken, "alg-none": ErrToken, "clock-ahead": ErrClock,
		"wrong-subject": ErrToken, "token-invalid-grant": ErrCode,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newDeviceWorld(t, fas.Config{})
				d, err := w.client().Device(t.Context(), DeviceOptions{ACRValues: level + "400"})
				if err != nil {
					t.Fatal(err)
				}
				var f fas.Faults
				if err := f.Set(name); err != nil {
					t.Fatal(err)
				}
				w.p.SetFaults(f)
				w.person(t, d.UserCode, "", time.Second)
				if s, err := d.Wait(t.Context()); s != nil || !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
			})
		})
	}
}

// TestDeviceWeakKey: a weaker key than was asked for is refused by rank.
func TestDeviceWeakKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newDeviceWorld(t, fas.Config{})
		w.before = func(_ http.ResponseWriter, r *http.Request) bool { // the server does not hear what is asked for
			if strings.HasSuffix(r.URL.Path, "/device_authorization") {
				_ = r.ParseForm()
				r.Form.Set("acr_values", level+"400")
			}
			return false
		}
		d, err := w.client().Device(t.Context(), DeviceOptions{ACRValues: level + "500"})
		if err != nil {
			t.Fatal(err)
		}
		w.person(t, d.UserCode, "", time.Second)
		if _, err := d.Wait(t.Context()); !errors.Is(err, ErrWeakKey) {
			t.Errorf("got %v", err)
		}
	})
}

func TestDeviceNotOffered(t *testing.T) {
	p := newProvider(memoryIssuer)
	if _, err := memoryClient(p, NewMemory()).Device(t.Context(), DeviceOptions{}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("got %v", err)
	}
}
