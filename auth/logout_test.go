package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLogout(t *testing.T) {
	p, store := newProvider(memoryIssuer), keptStore()
	s := mustLogIn(t, memoryClient(p, store, func(c *Config) { c.UILocales = "nl" }))
	// Another process has refreshed meanwhile: the newest token is the stored one.
	if _, err := memoryClient(p, store).Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	var newest string
	for token, live := range p.live {
		if live {
			newest = token
		}
	}
	access := s.access.reveal()
	address, err := s.Logout(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"refresh_token " + newest, "access_token " + access}, p.revoked); diff != "" {
		t.Errorf("revoked (-want +got):\n%s", diff)
	}
	if address != memoryIssuer+"/connect/endSession?client_id=client&ui_locales=nl" {
		t.Errorf("address %s", address)
	}
	wantClean(t, p, address)
	if _, err := store.Load(t.Context(), "test"); !errors.Is(err, ErrNotFound) {
		t.Errorf("still stored: %v", err)
	}
	_, err = s.HTTP(allowAll, &apiServer{p: p}).Get("https://api.test/")
	wantError(t, p, err, ErrLoginRequired)
}

// TestLogoutWhateverTheServerSays: the local copy goes in every case.
func TestLogoutWhateverTheServerSays(t *testing.T) {
	at := func(path string, status int) func(*provider) {
		return func(p *provider) {
			p.before = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasSuffix(r.URL.Path, path) {
					w.WriteHeader(status)
					return true
				}
				return false
			}
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*provider)
		want   error
		asked  int // requests for revocation
	}{
		{"works", func(*provider) {}, nil, 1},
		{"later, please", at("/revoke", 503), ErrServerDown, 1},
		{"refused", at("/revoke", 400), ErrMalformed, 1},
		{"server down", at("", 500), ErrServerDown, 0},
		{"no revocation offered", func(p *provider) { p.discovery = map[string]any{"revocation_endpoint": nil} }, nil, 0},
		{"no end of session offered", func(p *provider) { p.discovery = map[string]any{"end_session_endpoint": nil} }, nil, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, store, _ := resumable(t)
			tt.change(p)
			address, err := memoryClient(p, store).Logout(t.Context())
			wantError(t, p, err, tt.want)
			if n := p.count("/revoke"); n != tt.asked {
				t.Errorf("asked %d times for revocation, want %d", n, tt.asked)
			}
			if u, err := url.Parse(address); err != nil || u.Query().Has("id_token_hint") {
				t.Errorf("address %s", address)
			}
			if _, err := store.Load(t.Context(), "test"); !errors.Is(err, ErrNotFound) {
				t.Errorf("still stored: %v", err)
			}
		})
	}
}

func TestLogoutWithNothingStored(t *testing.T) {
	p := newProvider(memoryIssuer)
	address, err := memoryClient(p, keptStore()).Logout(t.Context())
	if err != nil || !strings.Contains(address, "client_id=client") || p.count("/revoke") != 0 {
		t.Errorf("got %q, %v", address, err)
	}
}

func TestLogoutOfASessionInMemory(t *testing.T) {
	p, store := newProvider(memoryIssuer), keptStore()
	store.set(ErrKeyring, ErrKeyring, ErrKeyring)
	s := mustLogIn(t, memoryClient(p, store))
	_, err := s.Logout(t.Context())
	wantError(t, p, err, nil)
	if len(p.revoked) != 2 {
		t.Errorf("revoked %d tokens, want both", len(p.revoked))
	}
}

// TestLogoutTellsOfAKeyringThatFails: the secret may still be there, and the person has to know.
func TestLogoutTellsOfAKeyringThatFails(t *testing.T) {
	p, store := newProvider(memoryIssuer), keptStore()
	s := mustLogIn(t, memoryClient(p, store))
	store.set(ErrKeyringTimeout, nil, ErrKeyringTimeout)
	_, err := s.Logout(t.Context())
	wantError(t, p, err, ErrKeyringTimeout)
	if len(p.revoked) != 2 {
		t.Errorf("revoked %d tokens, want our own copies", len(p.revoked))
	}
}

func TestLogoutWaitsForARefresh(t *testing.T) {
	p, store := newProvider(memoryIssuer), keptStore()
	c := memoryClient(p, store)
	s := mustLogIn(t, c)
	asked, goOn := make(chan struct{}), make(chan struct{})
	first := true
	p.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if first && strings.HasSuffix(r.URL.Path, "/access_token") {
			first = false
			close(asked)
			<-goOn
		}
		return false
	}
	go func() { _, _ = s.renewed(context.WithoutCancel(t.Context()), s.access) }()
	<-asked
	done := make(chan error, 1)
	go func() {
		_, err := s.Logout(t.Context())
		done <- err
	}()
	close(goOn)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if _, err := store.Load(t.Context(), "test"); !errors.Is(err, ErrNotFound) {
		t.Errorf("the refresh put it back: %v", err)
	}
	for token, live := range p.live {
		if live {
			t.Errorf("token %.10s is alive after the logout", token)
		}
	}
}
