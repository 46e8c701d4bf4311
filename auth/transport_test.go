package auth

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func allowAll(*url.URL) bool { return true }

// apiServer takes the provider's tokens and notes what came.
type apiServer struct {
	p      *provider
	seen   []string // Authorization and body of each request
	status int      // instead of judging the token
	header http.Header
}

func (a *apiServer) RoundTrip(r *http.Request) (*http.Response, error) {
	body := []byte{}
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	kind, _, _ := strings.Cut(token, "-")
	a.seen = append(a.seen, kind+"|"+string(body))
	rec := httptest.NewRecorder()
	for k, v := range a.header {
		rec.Header()[k] = v
	}
	a.p.mu.Lock()
	defer a.p.mu.Unlock()
	switch {
	case a.status != 0:
		rec.WriteHeader(a.status)
	case !a.p.access[token]:
		rec.WriteHeader(http.StatusUnauthorized)
	}
	resp := rec.Result()
	resp.Request = r
	return resp, nil
}

// kill makes the server forget every access token.
func (p *provider) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.access)
}

func TestTokenGoesOnlyWhereAllowed(t *testing.T) {
	p := newProvider(memoryIssuer)
	s := mustLogIn(t, memoryClient(p, NewMemory()))
	for _, tt := range []struct {
		name  string
		allow func(*url.URL) bool
		given string
		want  string
	}{
		{"allowed", allowAll, "", "access|"},
		{"allowed, another header there", allowAll, "Basic abc", "access|"},
		{"not allowed", func(*url.URL) bool { return false }, "", "|"},
		{"not allowed, a header there", func(*url.URL) bool { return false }, "Bearer other", "|"},
		{"no rule", nil, "", "|"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			api := &apiServer{p: p, status: 200}
			req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://api.test/", nil)
			if tt.given != "" {
				req.Header.Set("Authorization", tt.given)
			}
			if _, err := s.HTTP(tt.allow, api).Do(req); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{tt.want}, api.seen); diff != "" {
				t.Error(diff)
			}
			if req.Header.Get("Authorization") != tt.given {
				t.Error("the caller's request was changed")
			}
		})
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	p := newProvider(memoryIssuer)
	s := mustLogIn(t, memoryClient(p, NewMemory()))
	api := &apiServer{p: p, status: 302, header: http.Header{"Location": {"https://other.test/"}}}
	resp, err := s.HTTP(allowAll, api).Get("https://api.test/")
	if err != nil || resp.StatusCode != 302 || len(api.seen) != 1 {
		t.Errorf("status %v, %d requests, %v", resp, len(api.seen), err)
	}
}

// TestUnauthorized: one refresh, one more try, and only when the body can be had again.
func TestUnauthorized(t *testing.T) {
	once := func() io.Reader { return io.MultiReader(strings.NewReader("body")) } // net/http cannot replay it
	for _, tt := range []struct {
		name      string
		body      io.Reader
		status    int // of every answer; 0: judged by token
		challenge string
		want      int
		seen      []string
		refreshes int
	}{
		{"no body", nil, 0, "", 200, []string{"access|", "access|"}, 1},
		{"body that can be had again", bytes.NewReader([]byte("body")), 0, "", 200, []string{"access|body", "access|body"}, 1},
		{"body that is gone", once(), 0, "", 401, []string{"access|body"}, 0},
		{"still refused", nil, 401, "", 401, []string{"access|", "access|"}, 1},
		{"forbidden", nil, 403, "", 403, []string{"access|"}, 0},
		{"a stronger login is wanted", nil, 401, `Bearer error="insufficient_user_authentication", acr_values="` + level + `500"`, 401, []string{"access|"}, 0},
		{"a stronger login is wanted, with 403", nil, 403, `Bearer error="insufficient_user_authentication", acr_values="` + level + `500"`, 403, []string{"access|"}, 0},
		{"another challenge", nil, 401, `Bearer error="invalid_token"`, 401, []string{"access|", "access|"}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			s := mustLogIn(t, memoryClient(p, NewMemory()))
			p.kill()
			api := &apiServer{p: p, status: tt.status, header: http.Header{"Www-Authenticate": {tt.challenge}}}
			before := p.count("/access_token")
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://api.test/", tt.body)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := s.HTTP(allowAll, api).Do(req)
			if err != nil || resp.StatusCode != tt.want {
				t.Fatalf("got %v, %v; want %d", resp, err, tt.want)
			}
			if diff := cmp.Diff(tt.seen, api.seen); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
			if n := p.count("/access_token") - before; n != tt.refreshes {
				t.Errorf("%d refreshes, want %d", n, tt.refreshes)
			}
			want := ""
			if strings.Contains(tt.challenge, "insufficient") {
				want = level + "500"
			}
			if got := s.StepUp(); got != want {
				t.Errorf("step-up %q, want %q", got, want)
			}
		})
	}
}

func TestRefreshRefusedDuringUse(t *testing.T) {
	p := newProvider(memoryIssuer)
	store := keptStore()
	s := mustLogIn(t, memoryClient(p, store))
	p.kill()
	p.mu.Lock()
	clear(p.live)
	p.mu.Unlock()
	api := &apiServer{p: p}
	client := s.HTTP(allowAll, api)
	for range 3 {
		_, err := client.Get("https://api.test/")
		wantError(t, p, err, ErrLoginRequired)
	}
	if n := p.count("/access_token"); n != 2 || len(api.seen) != 1 {
		t.Errorf("%d requests at the token endpoint and %d at the API, want the login, one refresh, and one", n, len(api.seen))
	}
	if _, err := store.Load(t.Context(), "test"); !errors.Is(err, ErrNotFound) {
		t.Errorf("the refused token is still stored: %v", err)
	}
}

func TestChallengeParameters(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want map[string]string
	}{
		{``, map[string]string{}},
		{`Basic realm="x"`, map[string]string{}},
		{`Bearer`, map[string]string{}},
		{`bearer error=invalid_token`, map[string]string{"error": "invalid_token"}},
		{`Bearer realm="a, b=\"c\"", Error="x" , acr_values="1 2"`, map[string]string{"realm": `a, b="c"`, "error": "x", "acr_values": "1 2"}},
		{`Bearer error="unfinished`, map[string]string{"error": "unfinished"}},
	} {
		t.Run(tt.in, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, challengeParameters(tt.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzChallenge: reading ends, and every value was in the header.
func FuzzChallenge(f *testing.F) {
	f.Add(`Bearer realm="a, b=\"c\"", error=x, acr_values="1 2"`)
	f.Add(`Bearer "=\`)
	f.Add("BeArer \xb4\xb4") // grows to replacement characters
	f.Fuzz(func(t *testing.T, s string) {
		for name, value := range challengeParameters(s) {
			if len(name)+len(value) > 3*len(s) || strings.Contains(name, "=") {
				t.Fatalf("%q gave %q=%q", s, name, value)
			}
		}
	})
}
