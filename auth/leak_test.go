package auth

import (
	"bytes"
	"encoding/json"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// TestEchoedSecrets: a server that throws back everything it was sent, in every form and at every endpoint, finds none
// of it in our errors or in the process's log.
func TestEchoedSecrets(t *testing.T) {
	var logged lockedBuffer
	oldLog, oldSlog := log.Writer(), slog.Default()
	log.SetOutput(&logged)
	slog.SetDefault(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() {
		slog.SetDefault(oldSlog)
		log.SetOutput(oldLog)
	})
	forms := map[string]func(w http.ResponseWriter, sent string){
		"description": func(w http.ResponseWriter, sent string) {
			writeJSON(w, 400, map[string]any{"error": "invalid_request", "error_description": sent, "error_uri": sent})
		},
		"code": func(w http.ResponseWriter, sent string) { writeJSON(w, 400, map[string]any{"error": sent}) },
		"grant": func(w http.ResponseWriter, sent string) {
			writeJSON(w, 400, map[string]any{"error": "invalid_grant", "error_description": sent})
		},
		"html": func(w http.ResponseWriter, sent string) {
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte("<p>" + sent))
		},
		"broken JSON": func(w http.ResponseWriter, sent string) { _, _ = w.Write([]byte(`{"access_token":` + sent)) },
		"wrong type": func(w http.ResponseWriter, sent string) {
			writeJSON(w, 200, map[string]any{"access_token": []string{sent}, "keys": sent})
		},
		"number": func(w http.ResponseWriter, sent string) {
			_, _ = w.Write([]byte(`{"expires_in":"` + jsonText(sent) + `"}`))
		},
		"token type": func(w http.ResponseWriter, sent string) {
			writeJSON(w, 200, map[string]any{"access_token": "x", "token_type": sent})
		},
		"query": func(w http.ResponseWriter, sent string) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = w.Write([]byte("%zz" + sent))
		},
		"media type": func(w http.ResponseWriter, sent string) {
			w.Header().Set("Content-Type", "application/jwt; "+url.QueryEscape(sent))
			_, _ = w.Write([]byte(sent))
		},
		"redirect": func(w http.ResponseWriter, sent string) {
			w.Header().Set("Location", "https://login.test/?"+url.QueryEscape(sent))
			w.WriteHeader(302)
		},
		"server error": func(w http.ResponseWriter, sent string) { w.WriteHeader(500); _, _ = w.Write([]byte(sent)) },
	}
	for _, path := range []string{"openid-configuration", "jwk_uri", "access_token", "userinfo", "revoke"} {
		for form, throw := range forms {
			t.Run(path+" "+form, func(t *testing.T) {
				p := newProvider(memoryIssuer)
				for _, err := range echoJourney(t, p, path, throw) {
					if err != nil {
						wantClean(t, p, err.Error())
					}
				}
				wantClean(t, p, logged.String())
			})
		}
	}
}

// echoJourney logs in, refreshes and logs out at a server that echoes at path, from the start and from after the login.
func echoJourney(t *testing.T, p *provider, path string, throw func(http.ResponseWriter, string)) (errs []error) {
	t.Helper()
	echo := func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, path) {
			return false
		}
		_ = r.ParseForm()
		sent := r.PostForm.Encode() + " " + r.Header.Get("Authorization")
		for _, v := range r.PostForm {
			sent += " " + strings.Join(v, " ")
		}
		throw(w, sent)
		return true
	}
	p.before = echo
	c := memoryClient(p, keptStore())
	_, err := logIn(t.Context(), c, BeginOptions{})
	errs = append(errs, err)
	p.before = nil
	store := keptStore()
	c = memoryClient(p, store)
	s, err := logIn(t.Context(), c, BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p.before = echo
	if path == "openid-configuration" {
		c.metadata = nil
	}
	_, err = s.renewed(t.Context(), s.access)
	errs = append(errs, err)
	_, err = s.HTTP(allowAll, &apiServer{p: p}).Get("https://api.test/")
	errs = append(errs, err)
	_, err = memoryClient(p, store).Resume(t.Context())
	errs = append(errs, err)
	_, err = s.Logout(t.Context())
	return append(errs, err)
}

func jsonText(s string) string {
	b, _ := json.Marshal(s)
	return strings.Trim(string(b), `"`)
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestBrokenHTTP: what the network library quotes of a broken answer stays out of our errors.
func TestBrokenHTTP(t *testing.T) {
	p := newProvider(memoryIssuer)
	const junk = "a secret that the server threw back"
	p.secrets = append(p.secrets, junk)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_, _ = conn.Write([]byte(junk + "\r\n\r\n"))
			_ = conn.Close()
		}
	}))
	t.Cleanup(srv.Close)
	_, err := New(Config{Issuer: srv.URL, ClientID: "client", Sandbox: true}, NewMemory()).Discover(t.Context())
	wantError(t, p, err, ErrServerDown)
}
