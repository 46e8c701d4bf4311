package auth

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestLevels(t *testing.T) {
	const fas = "urn:be:fedict:iam:fas:"
	for _, tt := range []struct {
		name, got, asked string
		ok               bool
	}{
		{"nothing asked", "", "", true},
		{"same", fas + "Level400", fas + "Level400", true},
		{"higher", fas + "Level500", fas + "Level450", true},
		{"lower", fas + "Level300", fas + "Level400", false},
		{"none", "", fas + "Level400", false},
		{"one of several", fas + "Level400", fas + "Level500 " + fas + "Level400", true},
		{"group asked, plain got", fas + "Level500", fas + "citizen:Level400", true},
		{"plain asked, group got", fas + "enterprise:Level500", fas + "Level400", true},
		{"groups agree", fas + "citizen:Level400", fas + "citizen:Level400", true},
		{"groups differ", fas + "enterprise:Level500", fas + "citizen:Level400", false},
		{"unknown group", fas + "robot:Level500", fas + "Level400", false},
		{"four digits", fas + "Level5000", fas + "Level400", false},
		{"signed digits", fas + "Level+50", fas + "Level400", false},
		{"another provider, same", "http://itsme.services/v2/claim/acr_advanced", "http://itsme.services/v2/claim/acr_advanced", true},
		{"another provider, other", "http://itsme.services/v2/claim/acr_basic", "http://itsme.services/v2/claim/acr_advanced", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := checkLevel(tt.got, tt.asked); (err == nil) != tt.ok || err != nil && !errors.Is(err, ErrWeakKey) {
				t.Errorf("got %v, want accepted %v", err, tt.ok)
			}
		})
	}
}

func TestNationalNumber(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"eleven digits", testNumber, "**.**.**-***.81"},
		{"empty", "", ""},
		{"short", "5901010008", ""},
		{"letters", "5901010008x", ""},
		{"other digits", "5901010008٣", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := newNationalNumber(tt.in)
			var log strings.Builder
			slog.New(slog.NewTextHandler(&log, nil)).Info("x", "n", n)
			b, err := json.Marshal(n)
			if err != nil {
				t.Fatal(err)
			}
			if n.String() != tt.want || n.IsZero() != (tt.want == "") || string(b) != `"`+tt.want+`"` {
				t.Errorf("got %q and %s, want %q", n, b, tt.want)
			}
			if strings.Contains(log.String()+fmt.Sprintf("%v%+v%#v%d%x", n, n, n, n, n), testNumber) {
				t.Errorf("printed: %s", &log)
			}
		})
	}
}

func TestSecretsHide(t *testing.T) {
	s := newSecret("hush")
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "s", s)
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(b) + fmt.Sprintf("%v %+v %#v %s %q %x", s, s, s, s, s, s)
	if strings.Contains(all, "hush") || strings.Contains(all, "68757368") || !strings.Contains(all, hidden) {
		t.Errorf("printed %s", all)
	}
}

func TestDisplayName(t *testing.T) {
	for _, tt := range []struct{ name, given, surname, want string }{
		{"both", "Test", "Specimen", "Test Specimen"},
		{"surname only", "", "Specimen", "Specimen"},
		{"none", "", "", ""},
		{"cut between characters", strings.Repeat("é", 100), "", strings.Repeat("é", 64)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, displayName(tt.given, tt.surname)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestKnownLanguage(t *testing.T) {
	for in, want := range map[string]string{"fr": "fr", "NL": "nl", "de-BE": "de", "en": "en", "it": "", "": "", "\x1b[": ""} {
		if got := knownLanguage(in); got != want {
			t.Errorf("%q gave %q, want %q", in, got, want)
		}
	}
}

func TestMemoryStore(t *testing.T) {
	m := NewMemory()
	secret := []byte("x")
	if err := m.Save(t.Context(), "a", secret); err != nil {
		t.Fatal(err)
	}
	secret[0] = 'y'
	got, err := m.Load(t.Context(), "a")
	if err != nil || string(got) != "x" {
		t.Errorf("got %q, %v: the store must keep a copy", got, err)
	}
	for _, want := range []error{nil, ErrNotFound} {
		if err := m.Delete(t.Context(), "a"); !errors.Is(err, want) {
			t.Errorf("deleting: %v, want %v", err, want)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, loadErr := m.Load(ended, "a")
	for _, err := range []error{loadErr, m.Save(ended, "a", nil), m.Delete(ended, "a")} {
		if err != context.Canceled {
			t.Errorf("with a context that has ended: %v", err)
		}
	}
}

func TestErrorTexts(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"provider", &ProviderError{Code: "access_denied", Description: "x\x1b[0m"}, "auth: login server refused: access_denied"},
		{"provider with an odd code", &ProviderError{Code: "a\x1b[31m"}, "auth: login server refused"},
		{"provider without a code", &ProviderError{}, "auth: login server refused"},
		{"caused", because(ErrCode, &ProviderError{Code: "invalid_grant"}), "auth: login code refused: login server refused: invalid_grant"},
		{"weak", &WeakKeyError{Got: "x", Want: level + "400"}, "auth: digital key too weak: at least " + level + "400 is needed"},
		{"weak, odd demand", &WeakKeyError{Want: "\x1b[31m"}, "auth: digital key too weak"},
		{"token", &TokenError{"identity token", "nonce"}, "auth: identity token not acceptable: nonce"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	for _, tt := range []struct {
		address       string
		sandbox, want bool
	}{
		{"https://login.test/x", false, true},
		{"http://login.test/x", true, false},
		{"http://127.0.0.1:1/x", false, false},
		{"http://127.0.0.1:1/x", true, true},
		{"http://[::1]:1/x", true, true},
		{"http://localhost/x", true, true},
		{"http://localhost.test/x", true, false},
		{"http://127.0.0.1.test/x", true, false},
		{"http://[::ffff:10.0.0.1]/x", true, false},
		{"ftp://127.0.0.1/x", true, false},
		{"https:x", true, false},
		{"https:///x", true, false},
		{"https://a:b@login.test/", true, false},
		{"https://login.test/#x", true, false},
	} {
		u, err := url.Parse(tt.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := checkAddress(u, tt.sandbox) == nil; got != tt.want {
			t.Errorf("%s in sandbox %v: %v, want %v", tt.address, tt.sandbox, got, tt.want)
		}
	}
}

// TestUnreachable: what the network said is told in our words; the cause stays for errors.As.
func TestUnreachable(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&tls.CertificateVerificationError{Err: errors.New("x")}, "certificate not trusted"},
		{&net.DNSError{Err: "no such host", Name: "x"}, "name not found"},
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, "no connection"},
		{context.DeadlineExceeded, "no answer in time"},
		{errors.New(`malformed HTTP response "eyJhb\x1b"`), "connection broken"},
		{io.ErrUnexpectedEOF, "connection broken"},
	} {
		err := unreachable(tt.err)
		if err.Error() != ErrServerDown.Error()+": "+tt.want || !errors.Is(err, ErrServerDown) || !errors.Is(err, tt.err) {
			t.Errorf("%v gave %v", tt.err, err)
		}
	}
}

// TestServerHangs: the login server gets its time and not more, and the caller's own limit is told apart from it.
func TestServerHangs(t *testing.T) {
	hang := roundTrip(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	for _, tt := range []struct {
		name  string
		limit time.Duration // the caller's
		after time.Duration
		want  error
	}{
		{"for ever", time.Hour, serverTimeout, ErrServerDown},
		{"longer than the caller waits", time.Second, time.Second, context.DeadlineExceeded},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := New(Config{Issuer: memoryIssuer, ClientID: "client", HTTP: &http.Client{Transport: hang}}, NewMemory())
				ctx, cancel := context.WithTimeout(t.Context(), tt.limit)
				defer cancel()
				start := time.Now()
				_, err := c.Discover(ctx)
				if !errors.Is(err, tt.want) || time.Since(start) != tt.after {
					t.Errorf("got %v after %v", err, time.Since(start))
				}
			})
		})
	}
}

func TestLimitedBody(t *testing.T) {
	for _, tt := range []struct {
		name string
		size int
		want error
	}{{"at the limit", 10, nil}, {"above it", 11, ErrMalformed}, {"far above it", 1000, ErrMalformed}} {
		t.Run(tt.name, func(t *testing.T) {
			l := &limited{io.NopCloser(strings.NewReader(strings.Repeat("x", tt.size))), 10}
			if _, err := io.ReadAll(l); !errors.Is(err, tt.want) {
				t.Errorf("got %v", err)
			}
			if _, err := l.Read(make([]byte, 1)); tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("read on: %v", err)
			}
		})
	}
}

func TestLockCanBeGivenUp(t *testing.T) {
	for _, dir := range []string{"", t.TempDir()} {
		l, other := newSharedLock(dir, "x"), newSharedLock(dir, "x")
		if dir == "" {
			other = l
		}
		unlock, err := l.lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if _, err := other.lock(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("locked twice: %v", err)
		}
		cancel()
		unlock()
		again, err := other.lock(t.Context())
		if err != nil {
			t.Fatalf("after it was given up: %v", err)
		}
		again()
	}
}

func TestPageEscapes(t *testing.T) {
	w := httptest.NewRecorder()
	writePage(w, `"><script>`, "<b>", "<script>alert(1)</script>")
	if body := w.Body.String(); strings.Contains(body, "<script") || strings.Contains(body, "<b>") || w.Result().ContentLength != int64(len(body)) {
		t.Errorf("page is %s", body)
	}
}
