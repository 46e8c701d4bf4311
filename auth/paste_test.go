package auth

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// pasted makes the address at which a browser ends that a opened elsewhere, with what change makes of it.
func pasted(t *testing.T, p *provider, a *Attempt, change func(url.Values)) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.URL(), nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := inMemory{p}.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	u, err := resp.Location()
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if change != nil {
		change(q)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// pasteOnly begins a login that nothing listens for.
func pasteOnly(t *testing.T, p *provider) *Attempt {
	t.Helper()
	a, err := memoryClient(p, NewMemory()).Begin(t.Context(), BeginOptions{PasteOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

func TestPaste(t *testing.T) {
	for name, make := range map[string]func(string) string{
		"as it is":          func(s string) string { return s },
		"with spaces":       func(s string) string { return "  \t" + s + "\r\n" },
		"in quotes":         func(s string) string { return `"` + s + `"` },
		"in brackets":       func(s string) string { return "<" + s + ">" },
		"broken into lines": func(s string) string { return s[:40] + "\n" + s[40:] },
		"without http":      func(s string) string { return strings.TrimPrefix(s, "http://") },
		"with a fragment":   func(s string) string { return s + "#_=_" },
	} {
		t.Run(name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			a := pasteOnly(t, p)
			if a.Port() != RemotePort {
				t.Errorf("port %d", a.Port())
			}
			address := pasted(t, p, a, nil)
			if err := a.Paste(make(address)); err != nil {
				t.Fatal(err)
			}
			if err := a.Paste(address); !errors.Is(err, ErrAnswered) {
				t.Errorf("a second time: %v", err)
			}
			s, err := a.Wait(t.Context())
			wantError(t, p, err, nil)
			if s.Identity().NationalNumber.Raw() != testNumber {
				t.Error("somebody else logged in")
			}
			if err := a.Paste(address); !errors.Is(err, ErrClosed) {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

// TestPasteRefused: nothing but a right answer counts, and the login goes on after everything else.
func TestPasteRefused(t *testing.T) {
	set := func(name, value string) func(url.Values) { return func(q url.Values) { q.Set(name, value) } }
	del := func(name string) func(url.Values) { return func(q url.Values) { q.Del(name) } }
	other := func(old, with string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, with, 1) }
	}
	for _, tt := range []struct {
		name   string
		change func(url.Values)
		text   func(string) string
		want   error
	}{
		{"nothing", nil, func(string) string { return " \n" }, ErrNotAddress},
		{"the code alone", nil, func(s string) string { u, _ := url.Parse(s); return u.Query().Get("code") }, ErrNotAddress},
		{"the query alone", nil, func(s string) string { _, q, _ := strings.Cut(s, "?"); return q }, ErrNotAddress},
		{"other text", nil, func(string) string { return "it says that the page cannot be reached" }, ErrNotAddress},
		{"two addresses", nil, func(s string) string { return s + " " + s }, ErrNotAddress},
		{"too long", nil, func(s string) string { return s + strings.Repeat("x", maxHeader) }, ErrPasteSize},
		{"another host", nil, other("127.0.0.1", "127.0.0.2"), ErrOtherAddress},
		{"a name", nil, other("127.0.0.1", "localhost"), ErrOtherAddress},
		{"another port", nil, other("8765", "8766"), ErrOtherAddress},
		{"another path", nil, other("/callback", "/callback/"), ErrOtherAddress},
		{"https", nil, other("http:", "https:"), ErrOtherAddress},
		{"with a password", nil, other("http://", "http://a:b@"), ErrOtherAddress},
		{"without an answer", nil, func(s string) string { base, _, _ := strings.Cut(s, "?"); return base }, ErrOtherAddress},
		{"another login's", set("state", "x"), nil, ErrState},
		{"cut before the state", nil, func(s string) string { base, _, _ := strings.Cut(s, "&state"); return base }, ErrState},
		{"another server's", set("iss", "https://other.test"), nil, ErrIssuer},
		{"without the server", del("iss"), nil, ErrIssuer},
		{"without the code", del("code"), nil, ErrMalformed},
		{"two codes", func(q url.Values) { q.Add("code", "x") }, nil, ErrMalformed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			a := pasteOnly(t, p)
			text := pasted(t, p, a, tt.change)
			if tt.text != nil {
				text = tt.text(text)
			}
			for range 2 { // it can be tried again
				wantError(t, p, a.Paste(text), tt.want)
			}
			if p.count("/access_token") != 0 {
				t.Error("the code was used")
			}
			if err := a.Paste(pasted(t, p, a, nil)); err != nil {
				t.Fatalf("a right one afterwards: %v", err)
			}
			if _, err := a.Wait(t.Context()); err != nil {
				t.Errorf("waiting: %v", err)
			}
		})
	}
	t.Run("the login page", func(t *testing.T) {
		a := pasteOnly(t, newProvider(memoryIssuer))
		if err := a.Paste(a.URL()); !errors.Is(err, ErrOtherAddress) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a cancelled login", func(t *testing.T) {
		p := newProvider(memoryIssuer)
		a := pasteOnly(t, p)
		if err := a.Paste(pasted(t, p, a, func(q url.Values) { q.Del("code"); q.Set("error", "access_denied") })); err != nil {
			t.Fatal(err)
		}
		_, err := a.Wait(t.Context())
		wantError(t, p, err, ErrCancelled)
	})
}

// TestPasteAndRedirectRace: of an answer that comes both ways, many times, one counts.
func TestPasteAndRedirectRace(t *testing.T) {
	p := startProvider(t)
	c := socketClient(p, NewMemory())
	a, err := c.Begin(t.Context(), BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	address := pasted(t, p, a, nil)
	result := waitAside(t.Context(), a)
	var took atomic.Int32
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			if i%2 == 0 {
				if a.Paste(address) == nil {
					took.Add(1)
				}
				return
			}
			resp, err := http.Get(address)
			if err == nil {
				if resp.StatusCode == http.StatusOK {
					took.Add(1)
				}
				_ = resp.Body.Close()
			}
		})
	}
	wg.Wait()
	if r := <-result; r.err != nil {
		t.Errorf("waiting: %v", r.err)
	}
	if took.Load() != 1 || p.count("/access_token") != 1 {
		t.Errorf("%d answers counted, %d exchanges", took.Load(), p.count("/access_token"))
	}
}

// TestPasteOnlyWaits: nobody pastes anything.
func TestPasteOnlyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, err := memoryClient(newProvider(memoryIssuer), NewMemory()).Begin(t.Context(), BeginOptions{PasteOnly: true, Port: 1234})
		if err != nil {
			t.Fatal(err)
		}
		if a.Port() != 1234 {
			t.Errorf("port %d", a.Port())
		}
		start := time.Now()
		if _, err := a.Wait(t.Context()); !errors.Is(err, ErrTimeout) || time.Since(start) != DefaultLoginTimeout {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// TestFixedPort: the port that was asked for, and ErrPort while somebody has it.
func TestFixedPort(t *testing.T) {
	p := startProvider(t)
	a, err := socketClient(p, NewMemory()).Begin(t.Context(), BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	port := a.Port()
	if _, err := socketClient(p, NewMemory()).Begin(t.Context(), BeginOptions{Port: port}); !errors.Is(err, ErrPort) {
		t.Errorf("taken: %v", err)
	}
	a.Close()
	b, err := socketClient(p, NewMemory()).Begin(t.Context(), BeginOptions{Port: port})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if b.Port() != port {
		t.Errorf("port %d, want %d", b.Port(), port)
	}
}

func TestSSHForward(t *testing.T) {
	for host, want := range map[string]string{
		"mail.example.invalid": "mail.example.invalid", "root@192.0.2.7": "root@192.0.2.7", "fe80::1%eth0": "fe80::1%eth0",
		"": "HOST", "-oProxyCommand=x": "HOST", "a;b": "HOST", "a b": "HOST", "$(x)": "HOST", "é": "HOST",
	} {
		if got := SSHForward(8765, host); !slices.Equal(got, []string{"ssh", "-L", "8765:127.0.0.1:8765", want}) {
			t.Errorf("%q: %q", host, got)
		}
	}
}

func FuzzPaste(f *testing.F) {
	p := newProvider(memoryIssuer)
	c := memoryClient(p, NewMemory())
	f.Add("http://127.0.0.1:8765/callback?code=x&state=y&iss=z")
	f.Add("127.0.0.1:8765/callback?state")
	f.Add("\x1b[200~http://[::1]:8765/callback?%zz\x1b[201~")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := c.Begin(t.Context(), BeginOptions{PasteOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		if a.Paste(text) == nil {
			t.Errorf("accepted %q", text)
		}
		if u, err := a.pastedAddress(text); err == nil && (u.Host != "127.0.0.1:8765" || u.Path != DefaultRedirectPath || u.User != nil) {
			t.Errorf("%q is at %s", text, u.Host)
		}
	})
}
