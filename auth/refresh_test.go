package auth

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestLostReply: the server rotated, the answer was lost. The next refresh is refused: log in again, once.
func TestLostReply(t *testing.T) {
	p, store, _ := resumable(t)
	lose := true
	inner := inMemory{p}
	c := memoryClient(p, store, func(c *Config) {
		c.HTTP = &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			resp, err := inner.RoundTrip(r)
			if lose && strings.HasSuffix(r.URL.Path, "/access_token") {
				return nil, errors.New("connection reset with " + p.allSecrets()[0])
			}
			return resp, err
		})}
	})
	_, err := c.Resume(t.Context())
	wantError(t, p, err, ErrServerDown)
	lose = false
	_, err = c.Resume(t.Context())
	wantError(t, p, err, ErrLoginRequired)
	if _, err := store.Load(t.Context(), "test"); !errors.Is(err, ErrNotFound) {
		t.Errorf("the dead token is still stored: %v", err)
	}
	if n := p.count("/access_token"); n != 2 {
		t.Errorf("%d requests at the token endpoint, want 2: a refused token is not tried again", n)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestRotationIsWrittenBeforeUse: the new refresh token is stored before the new access token is used.
func TestRotationIsWrittenBeforeUse(t *testing.T) {
	p, store, clk := resumable(t)
	api := func(r *http.Request) (*http.Response, error) {
		p.event("api")
		return httptest.NewRecorder().Result(), nil
	}
	logged := &loggedStore{store, p}
	s, err := memoryClient(p, logged).Resume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	client := s.HTTP(allowAll, roundTrip(api))
	for range 2 {
		if _, err := client.Get("https://api.test/"); err != nil {
			t.Fatal(err)
		}
		clk.add(290 * time.Second) // the token is about to end
	}
	want := []string{
		"load", "/.well-known/openid-configuration", "load", "/access_token", "save", "api",
		"load", "/access_token", "save", "api",
	}
	if diff := cmp.Diff(want, p.events); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

type loggedStore struct {
	Store
	p *provider
}

func (l *loggedStore) Load(ctx context.Context, a string) ([]byte, error) {
	l.p.event("load")
	return l.Store.Load(ctx, a)
}

func (l *loggedStore) Save(ctx context.Context, a string, b []byte) error {
	l.p.event("save")
	return l.Store.Save(ctx, a, b)
}

// TestOneFlight: any number of goroutines whose token has ended share one refresh.
func TestOneFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, store, clk := resumable(t)
		s, err := memoryClient(p, store).Resume(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p.before = func(_ http.ResponseWriter, _ *http.Request) bool {
			time.Sleep(time.Second) // virtual: everybody comes while the server thinks
			return false
		}
		clk.add(time.Hour)
		client := s.HTTP(allowAll, roundTrip(func(*http.Request) (*http.Response, error) { return httptest.NewRecorder().Result(), nil }))
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				if _, err := client.Get("https://api.test/"); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := p.count("/access_token"); n != 2 {
			t.Errorf("%d refreshes, want 1 to resume and 1 for everybody", n)
		}
	})
}

// TestStoreUnreadableInBetween: without the store nobody knows whether our copy is spent, so it is not used.
func TestStoreUnreadableInBetween(t *testing.T) {
	p, store, clk := resumable(t)
	s, err := memoryClient(p, store).Resume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	clk.add(time.Hour)
	n := p.count("/access_token")
	store.set(ErrKeyringTimeout, nil, nil)
	_, err = s.token(t.Context())
	wantError(t, p, err, ErrKeyringTimeout)
	if errors.Is(err, ErrLoginRequired) || p.count("/access_token") != n {
		t.Errorf("error %v, or the server was asked", err)
	}
	store.set(nil, nil, nil)
	if _, err := s.token(t.Context()); err != nil {
		t.Errorf("once it is readable again: %v", err)
	}
}

func TestServerThatDoesNotRotate(t *testing.T) {
	p, store, clk := resumable(t)
	p.rotate = false
	for range 3 {
		clk.add(time.Hour)
		if _, err := memoryClient(p, store).Resume(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRefreshedIdentityToken: OpenID Connect Core 12.2.
func TestRefreshedIdentityToken(t *testing.T) {
	for _, tt := range []struct {
		name    string
		changes map[string]any
		want    error
	}{
		{"as it should be", nil, nil},
		{"another subject", map[string]any{"sub": "other"}, ErrToken},
		{"another issuer", map[string]any{"iss": "https://other.test"}, ErrToken},
		{"weaker", map[string]any{"acr": level + "200"}, ErrWeakKey},
		{"level not repeated", map[string]any{"acr": ""}, nil},
		{"expired", map[string]any{"exp": 1}, ErrClock},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, clk := newProvider(memoryIssuer), newClock()
			p.now, p.refreshID = clk.now, true
			c := memoryClient(p, keptStore())
			s := mustLogIn(t, c)
			p.idClaims = func(m map[string]any) { merge(m, tt.changes) }
			clk.add(time.Hour)
			_, err := s.token(t.Context())
			wantError(t, p, err, tt.want)
			p.idClaims = nil
			if _, err := s.token(t.Context()); err != nil || p.reused != 0 {
				t.Errorf("afterwards: %v, %d tokens used twice", err, p.reused)
			}
		})
	}
}

// TestServerDownWithTimeLeft: a token that is about to end is still used when it cannot be renewed.
func TestServerDownWithTimeLeft(t *testing.T) {
	p, store, clk := resumable(t)
	s, err := memoryClient(p, store).Resume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.before = func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(503); return true }
	clk.add(280 * time.Second)
	if got, err := s.token(t.Context()); err != nil || got.empty() {
		t.Errorf("20 s before the end: %v", err)
	}
	clk.add(30 * time.Second)
	_, err = s.token(t.Context())
	wantError(t, p, err, ErrServerDown)
}
