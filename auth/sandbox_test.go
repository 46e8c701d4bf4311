package auth_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"myebox/auth"
	"myebox/ebox/sandbox/fas"
)

const level400 = "urn:be:fedict:iam:fas:Level400"

// sandbox starts the sandbox's login server and gives a client of it.
func sandbox(t *testing.T, cfg fas.Config) (*fas.Provider, string, func(auth.Store) *auth.Client) {
	t.Helper()
	p, err := fas.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(p.Handler())
	t.Cleanup(srv.Close)
	if err := p.SetBaseURL(srv.URL); err != nil {
		t.Fatal(err)
	}
	return p, srv.URL, func(store auth.Store) *auth.Client {
		return auth.New(auth.Config{
			Issuer: p.Issuer(), ClientID: fas.ClientID, ACRValues: level400, Account: "sandbox/citizen", Sandbox: true,
			UILocales: "fr", LockDir: t.TempDir(), HTTP: &http.Client{Transport: &http.Transport{}},
		}, store)
	}
}

// testPerson logs the test person in.
func testPerson(ctx context.Context, c *auth.Client) (*auth.Session, error) {
	a, err := c.Begin(ctx, auth.BeginOptions{TestPerson: true})
	if err != nil {
		return nil, err
	}
	defer a.Close()
	if err := a.Follow(ctx, nil); err != nil {
		return nil, err
	}
	return a.Wait(ctx)
}

func TestSandboxJourney(t *testing.T) {
	p, base, client := sandbox(t, fas.Config{AccessTokenLifetime: time.Minute})
	store := auth.NewMemory()
	s, err := testPerson(t.Context(), client(store))
	if err != nil {
		t.Fatal(err)
	}
	want := fas.DefaultPersons()[0]
	if id := s.Identity(); id.Name != want.Name() || id.Language != want.Language || id.NationalNumber.Raw() != want.NationalNumber {
		t.Errorf("logged in as %v", id)
	}
	if err := p.Rotate(); err != nil {
		t.Fatal(err)
	}
	if s, err = client(store).Resume(t.Context()); err != nil {
		t.Fatalf("resuming: %v", err)
	}
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	// The userinfo endpoint is an API that wants the token.
	api := s.HTTP(func(a *url.URL) bool { return a.Host == u.Host }, nil)
	resp, err := api.Get(p.Issuer() + "/userinfo")
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("using the token: %v, %v", resp, err)
	}
	_ = resp.Body.Close()
	address, err := s.Logout(t.Context())
	if err != nil || !strings.HasPrefix(address, p.Issuer()+"/connect/endSession?client_id=") {
		t.Errorf("logout gave %q, %v", address, err)
	}
	if _, err := api.Get(p.Issuer() + "/userinfo"); !errors.Is(err, auth.ErrLoginRequired) {
		t.Errorf("after the logout: %v", err)
	}
	if _, err := client(store).Resume(t.Context()); !errors.Is(err, auth.ErrLoginRequired) {
		t.Errorf("resuming after the logout: %v", err)
	}
	resp, err = http.Get(address)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("the address for the browser: %v, %v", resp, err)
	}
	_ = resp.Body.Close()
}

// TestSandboxFaults: each knob of the sandbox's login server is told apart.
func TestSandboxFaults(t *testing.T) {
	for name, want := range map[string]error{
		"token-503": auth.ErrServerDown, "token-invalid-grant": auth.ErrCode, "wrong-issuer": auth.ErrToken,
		"wrong-nonce": auth.ErrToken, "wrong-audience": auth.ErrToken, "clock-ahead": auth.ErrClock,
		"clock-behind": auth.ErrClock, "unknown-key": auth.ErrToken, "alg-none": auth.ErrToken,
		"no-s256": auth.ErrUnsupported, "wrong-state": auth.ErrState, "wrong-response-iss": auth.ErrIssuer,
		"wrong-subject": auth.ErrToken, "metadata-issuer": auth.ErrIssuer, "discovery-503": auth.ErrServerDown,
		"revoke-503": nil,
	} {
		t.Run(name, func(t *testing.T) {
			var f fas.Faults
			if err := f.Set(name); err != nil {
				t.Fatal(err)
			}
			_, _, client := sandbox(t, fas.Config{Faults: f})
			s, err := testPerson(t.Context(), client(auth.NewMemory()))
			if !errors.Is(err, want) || (s == nil) != (want != nil) {
				t.Errorf("got %v, want %v", err, want)
			}
		})
	}
}

// TestSandboxReuse: a refresh token used twice ends the session everywhere, and the client says so once.
func TestSandboxReuse(t *testing.T) {
	_, _, client := sandbox(t, fas.Config{})
	store := auth.NewMemory()
	if _, err := testPerson(t.Context(), client(store)); err != nil {
		t.Fatal(err)
	}
	spent, err := store.Load(t.Context(), "sandbox/citizen")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client(store).Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	stolen := auth.NewMemory()
	if err := stolen.Save(t.Context(), "sandbox/citizen", spent); err != nil {
		t.Fatal(err)
	}
	for _, s := range []auth.Store{stolen, store} {
		if _, err := client(s).Resume(t.Context()); !errors.Is(err, auth.ErrLoginRequired) {
			t.Errorf("got %v", err)
		}
		if _, err := s.Load(t.Context(), "sandbox/citizen"); !errors.Is(err, auth.ErrNotFound) {
			t.Errorf("still stored: %v", err)
		}
	}
}
