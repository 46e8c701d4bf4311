package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// resumable is a provider and a store with a login of it in, as another process left them.
func resumable(t *testing.T, change ...func(*Config)) (*provider, *brokenStore, *clock) {
	t.Helper()
	p, store, clk := newProvider(memoryIssuer), keptStore(), newClock()
	p.now = clk.now
	mustLogIn(t, memoryClient(p, store, change...))
	p.mu.Lock()
	p.events = nil
	p.mu.Unlock()
	return p, store, clk
}

func TestResume(t *testing.T) {
	p, store, clk := resumable(t)
	clk.add(time.Hour)
	s, err := memoryClient(p, store).Resume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id := s.Identity()
	if id.Name != "Test Specimen" || id.Language != "fr" || id.ACR != level+"400" || !id.NationalNumber.IsZero() || !s.Stored() {
		t.Errorf("identity %+v, stored %v", id, s.Stored())
	}
	if want := clk.now().Add(-time.Hour + DefaultAbsoluteLimit); !id.Expires.Equal(want) {
		t.Errorf("expires %v, want %v", id.Expires, want)
	}
	if diff := cmp.Diff([]string{"/.well-known/openid-configuration", "/access_token"}, p.events); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// TestResumePolicy walks everything that can stand between a stored secret and a session.
func TestResumePolicy(t *testing.T) {
	with := func(code int, body string) func(*provider, *brokenStore, *clock) {
		return func(p *provider, _ *brokenStore, _ *clock) {
			p.before = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasSuffix(r.URL.Path, "/access_token") {
					w.Header().Set("Content-Type", "application/json")
					w.WriteHeader(code)
					_, _ = w.Write([]byte(body))
					return true
				}
				return false
			}
		}
	}
	put := func(b string) func(*provider, *brokenStore, *clock) {
		return func(_ *provider, s *brokenStore, _ *clock) { _ = s.Save(t.Context(), "test", []byte(b)) }
	}
	for _, tt := range []struct {
		name   string
		change func(*provider, *brokenStore, *clock)
		config func(*Config)
		want   error
		kept   bool // what was stored is still there
	}{
		{"nothing in the way", func(*provider, *brokenStore, *clock) {}, nil, nil, true},
		{"nothing stored", func(_ *provider, s *brokenStore, _ *clock) { _ = s.Delete(t.Context(), "test") }, nil, ErrLoginRequired, false},
		{"rubbish stored", put("{"), nil, ErrLoginRequired, true},
		{"stored by a newer version", put(`{"v":2,"refresh":"x"}`), nil, ErrLoginRequired, true},
		{"another issuer", func(*provider, *brokenStore, *clock) {}, func(c *Config) { c.Issuer = "https://other.test" }, ErrLoginRequired, true},
		{"another client", func(*provider, *brokenStore, *clock) {}, func(c *Config) { c.ClientID = "other" }, ErrLoginRequired, true},
		{"login too weak for what is asked now", func(*provider, *brokenStore, *clock) {}, func(c *Config) { c.ACRValues = level + "500" }, ErrWeakKey, true},
		{"unused for too long", func(_ *provider, _ *brokenStore, c *clock) { c.add(DefaultIdleLimit + time.Minute) }, nil, ErrSessionExpired, false},
		{"unused for nearly too long", func(_ *provider, _ *brokenStore, c *clock) { c.add(DefaultIdleLimit - time.Minute) }, nil, nil, true},
		{"too old", func(_ *provider, _ *brokenStore, c *clock) { c.add(time.Hour) }, func(c *Config) { c.AbsoluteLimit = time.Minute }, ErrSessionExpired, false},
		{"keyring locked", func(_ *provider, s *brokenStore, _ *clock) { s.set(ErrKeyringLocked, nil, nil) }, nil, ErrKeyringLocked, true},
		{"keyring hangs", func(_ *provider, s *brokenStore, _ *clock) { s.set(ErrKeyringTimeout, nil, nil) }, nil, ErrKeyringTimeout, true},
		{"refused", with(400, `{"error":"invalid_grant"}`), nil, ErrLoginRequired, false},
		{"server down", with(503, ""), nil, ErrServerDown, true},
		{"server busy", with(429, ""), nil, ErrServerDown, true},
		{"client refused", with(401, `{"error":"invalid_client"}`), nil, errProvider, true},
		{"rubbish answered", with(200, "<html>"), nil, ErrMalformed, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, store, clk := resumable(t)
			tt.change(p, store, clk)
			config := tt.config
			if config == nil {
				config = func(*Config) {}
			}
			s, err := memoryClient(p, store, config).Resume(t.Context())
			if pe := (*ProviderError)(nil); tt.want != errProvider {
				wantError(t, p, err, tt.want)
			} else if !errors.As(err, &pe) || errors.Is(err, ErrLoginRequired) {
				t.Errorf("error %v, want one of the provider that asks for no login", err)
			}
			if (s == nil) != (err != nil) {
				t.Errorf("session %v with error %v", s, err)
			}
			for _, is := range []error{ErrSessionExpired, ErrKeyringLocked, ErrKeyringTimeout, ErrWeakKey} {
				if tt.want == is && !errors.Is(err, ErrLoginRequired) {
					t.Errorf("error %v does not ask for a login", err)
				}
			}
			store.set(nil, nil, nil)
			if _, err := store.Load(t.Context(), "test"); (err == nil) != tt.kept {
				t.Errorf("afterwards the store says %v, want kept %v", err, tt.kept)
			}
		})
	}
}

var errProvider = errors.New("any error of the provider")

// TestCancelledIsNotRefused: a caller that goes away gets its context's error, keeps the stored secret, and the
// refresh that it started is finished and stored.
func TestCancelledIsNotRefused(t *testing.T) {
	p, store, _ := resumable(t)
	asked, goOn := make(chan struct{}), make(chan struct{})
	p.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/access_token") {
			close(asked)
			<-goOn
		}
		return false
	}
	c := memoryClient(p, store)
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan error, 1)
	go func() {
		_, err := c.Resume(ctx)
		got <- err
	}()
	<-asked
	cancel()
	if err := <-got; err != context.Canceled {
		t.Errorf("error %v, want the context's own", err)
	}
	settled, stop := context.WithCancel(t.Context())
	stop()
	if err := c.Settle(settled); err != context.Canceled {
		t.Errorf("settled while a refresh is under way: %v", err)
	}
	close(goOn)
	if err := c.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.before = nil
	if _, err := memoryClient(p, store).Resume(t.Context()); err != nil || p.reused != 0 {
		t.Errorf("after the cancelled one: %v, %d tokens used twice", err, p.reused)
	}
	_, err := memoryClient(p, store).Resume(ctx)
	if err != context.Canceled {
		t.Errorf("with a context that has ended: %v", err)
	}
}

// TestAnotherLogin: a session never goes on with the token of a later login, which may be another person's.
func TestAnotherLogin(t *testing.T) {
	p, store, clk := resumable(t)
	first, err := memoryClient(p, store).Resume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	second := memoryClient(p, store)
	mustLogIn(t, second)
	clk.add(time.Hour)
	_, err = first.token(t.Context())
	wantError(t, p, err, ErrLoginRequired)
	wantError(t, p, err, ErrAnotherLogin)
	if _, err := second.Resume(t.Context()); err != nil {
		t.Errorf("the later login was harmed: %v", err)
	}
	if _, err := first.Logout(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := store.Load(t.Context(), "test"); err != nil {
		t.Errorf("logging out of the first deleted the second: %v", err)
	}
}

func TestLoggedOutElsewhere(t *testing.T) {
	p, store, clk := resumable(t)
	s, err := memoryClient(p, store).Resume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := memoryClient(p, store).Logout(t.Context()); err != nil {
		t.Fatal(err)
	}
	clk.add(time.Hour)
	n := p.count("/access_token")
	for range 3 {
		_, err = s.token(t.Context())
		wantError(t, p, err, ErrLoginRequired)
	}
	if p.count("/access_token") != n {
		t.Error("the server was asked though nothing is stored")
	}
}

// TestStoreFails: a store that fails makes a session in memory and says why; a spent token is not left behind.
func TestStoreFails(t *testing.T) {
	for _, want := range []error{ErrKeyring, ErrKeyringLocked, ErrKeyringTimeout, ErrTooBig} {
		t.Run("at login: "+want.Error(), func(t *testing.T) {
			p, store := newProvider(memoryIssuer), keptStore()
			store.set(want, want, want)
			c := memoryClient(p, store)
			s := mustLogIn(t, c)
			if s.Stored() || !errors.Is(s.StoreErr(), want) {
				t.Errorf("stored %v, %v", s.Stored(), s.StoreErr())
			}
			if _, err := s.renewed(t.Context(), s.access); err != nil {
				t.Errorf("refreshing from memory: %v", err)
			}
		})
		t.Run("at a refresh: "+want.Error(), func(t *testing.T) {
			p, store, clk := resumable(t)
			s, err := memoryClient(p, store).Resume(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			store.set(nil, want, nil)
			for range 3 {
				clk.add(time.Hour)
				if _, err := s.token(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if s.Stored() || !errors.Is(s.StoreErr(), want) || p.reused != 0 {
				t.Errorf("stored %v, %v, %d tokens used twice", s.Stored(), s.StoreErr(), p.reused)
			}
			if _, err := store.Load(t.Context(), "test"); !errors.Is(err, ErrNotFound) {
				t.Errorf("a spent token is left in the store: %v", err)
			}
		})
	}
}

func TestNoRefreshToken(t *testing.T) {
	p, clk := newProvider(memoryIssuer), newClock()
	p.now, p.noRefresh = clk.now, true
	store := keptStore()
	s := mustLogIn(t, memoryClient(p, store))
	if s.Stored() {
		t.Error("said to be stored")
	}
	if _, err := store.Load(t.Context(), "test"); !errors.Is(err, ErrNotFound) {
		t.Errorf("something was stored: %v", err)
	}
}

// TestPrintedWhole: whatever is printed of our values, with any verb, shows no secret.
func TestPrintedWhole(t *testing.T) {
	p := newProvider(memoryIssuer)
	store := NewMemory()
	c := memoryClient(p, store)
	a, err := c.Begin(t.Context(), BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	a.testPerson = true
	if err := a.Follow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	s, err := a.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id := s.Identity()
	for _, v := range []any{s, id, &id, id.NationalNumber, s.access, &s.access, store, a.req.verifier} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			wantClean(t, p, fmt.Sprintf(verb, v))
		}
	}
	wantClean(t, p, fmt.Sprintf("%+v %#v", a.req, a.req))
	wantClean(t, p, fmt.Sprintf("%+v %#v", c.store, c.cfg))
}
