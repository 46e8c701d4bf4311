package auth_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/auth"
	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// maze is a login server and three hosts with TLS that ask for a certificate, of which two are card hosts; a test says
// what each address answers. A login that comes to its end is ErrCode: no code is good here.
type maze struct {
	t                       *testing.T
	issuer                  *httptest.Server
	first, second, stranger *httptest.Server
	cfg                     auth.Config
	sim                     *cardtest.Card
	card                    *cardreader.Card
	pin                     typing

	mu      sync.Mutex
	answers map[string]http.HandlerFunc // by "host /path"
	log     []string                    // "host /path cookies", a + before the host when a certificate came
	conns   map[string]int
	alias   string
	query   url.Values // of the first request
}

func newMaze(t *testing.T) *maze {
	t.Helper()
	m := &maze{t: t, answers: map[string]http.HandlerFunc{}, conns: map[string]int{}, pin: typing{pin: "1234"}}
	roots := x509.NewCertPool()
	start := func(name string, withTLS bool) *httptest.Server {
		srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { m.serve(name, w, r) }))
		srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
			m.mu.Lock()
			defer m.mu.Unlock()
			if s == http.StateNew {
				m.conns[name]++
			}
		}
		if !withTLS {
			srv.Start()
			return srv
		}
		srv.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
		srv.StartTLS()
		roots.AddCert(srv.Certificate())
		return srv
	}
	m.issuer, m.first, m.second, m.stranger = start("issuer", false), start("first", true), start("second", true), start("stranger", true)
	for _, srv := range []*httptest.Server{m.issuer, m.first, m.second, m.stranger} {
		t.Cleanup(srv.Close)
	}
	m.alias = m.first.URL + "/enter"
	m.cfg = auth.Config{
		Issuer: m.issuer.URL, ClientID: "client", Account: "x", Sandbox: true, HTTP: &http.Client{Transport: &http.Transport{}},
		Card: auth.CardConfig{Hosts: []string{m.first.Listener.Addr().String(), m.second.Listener.Addr().String()}, Roots: roots},
	}
	var err error
	if m.sim, err = issuers[cardtest.Applet18]().NewCard(cardtest.Options{}); err != nil {
		t.Fatal(err)
	}
	m.card = cardreader.NewCard(m.sim, m.sim.ATR)
	return m
}

func (m *maze) serve(name string, w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/.well-known/openid-configuration" {
		doc := map[string]any{
			"issuer": m.issuer.URL, "authorization_endpoint": m.issuer.URL + "/authorize", "token_endpoint": m.issuer.URL + "/token",
			"jwks_uri": m.issuer.URL + "/keys", "code_challenge_methods_supported": []string{"S256"},
		}
		if m.alias != "" {
			doc["mtls_endpoint_aliases"] = map[string]string{"authorization_endpoint": m.alias}
		}
		_ = json.NewEncoder(w).Encode(doc)
		return
	}
	if r.URL.Path == "/token" {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_grant"}`))
		return
	}
	m.mu.Lock()
	entry := name + " " + r.URL.Path
	answer := m.answers[entry]
	if m.query == nil {
		m.query = r.URL.Query()
	}
	if r.TLS != nil && len(r.TLS.PeerCertificates) > 0 {
		entry = "+" + entry
	}
	for _, k := range r.Cookies() {
		entry += " " + k.String()
	}
	m.log = append(m.log, entry)
	m.mu.Unlock()
	if answer == nil {
		http.NotFound(w, r)
		return
	}
	answer(w, r)
}

// to answers with a redirect; cookies are set on the way.
func to(address string, cookies ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, c := range cookies {
			w.Header().Add("Set-Cookie", c)
		}
		http.Redirect(w, r, address, http.StatusFound)
	}
}

// home is the redirect to the client, with what it needs: over pairs replace parameters, an empty value removes one.
func (m *maze) home(over ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		m.mu.Lock()
		q := url.Values{"code": {"c"}, "state": {m.query.Get("state")}, "iss": {m.issuer.URL}}
		back := m.query.Get("redirect_uri")
		m.mu.Unlock()
		for i := 0; i < len(over); i += 2 {
			q.Set(over[i], over[i+1])
			if over[i+1] == "" {
				q.Del(over[i])
			}
		}
		http.Redirect(w, r, back+"?"+q.Encode(), http.StatusFound)
	}
}

func (m *maze) run(ctx context.Context) error {
	s, err := auth.New(m.cfg, auth.NewMemory()).Card(ctx, auth.CardOptions{
		Certificate: m.card.Login(ctx, nil, m.pin.ask).GetClientCertificate,
	})
	if s != nil {
		m.t.Error("a session")
	}
	return err
}

func status(code int, contentType string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(code)
		_, _ = w.Write([]byte("<html>"))
	}
}

// TestCardWalk: where a login by card goes, and where it does not.
func TestCardWalk(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers func(m *maze) map[string]http.HandlerFunc
		want    error
		log     []string
		signed  int
	}{
		{"straight home", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": m.home()}
		}, auth.ErrCode, []string{"+first /enter"}, 1},
		{"over the issuer, cookies stay where they were set", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{
				"first /enter": to("/more", "a=1; Path=/", "b=2; Path=/; Domain=127.0.0.1"), "first /more": to(m.issuer.URL + "/on"),
				"issuer /on": to(m.first.URL+"/again", "c=3; Path=/"), "first /again": to(m.issuer.URL + "/last"), "issuer /last": m.home(),
			}
		}, auth.ErrCode, []string{"+first /enter", "+first /more a=1 b=2", "issuer /on", "+first /again a=1 b=2", "issuer /last c=3"}, 1},
		{"a host that is not listed", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": to(m.stranger.URL+"/x", "a=1; Path=/")}
		}, auth.ErrHost, []string{"+first /enter"}, 1},
		{"a listed host without TLS", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": to("http://" + m.second.Listener.Addr().String() + "/x")}
		}, auth.ErrHost, []string{"+first /enter"}, 1},
		{"http on another machine", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": to("http://login.example.invalid/x")}
		}, auth.ErrInsecure, []string{"+first /enter"}, 1},
		{"another scheme", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": to("file:///etc/passwd")}
		}, auth.ErrInsecure, []string{"+first /enter"}, 1},
		{"somebody else's loopback address", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": to("http://127.0.0.1:1/callback?code=c")}
		}, auth.ErrHost, []string{"+first /enter"}, 1},
		{"a page", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": to(m.issuer.URL + "/page"), "issuer /page": status(200, "text/html")}
		}, auth.ErrNeedsBrowser, []string{"+first /enter", "issuer /page"}, 1},
		{"refused without a reason", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": status(403, "text/html")}
		}, auth.ErrRefused, []string{"+first /enter"}, 1},
		{"down", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": status(503, "text/html")}
		}, auth.ErrServerDown, []string{"+first /enter"}, 1},
		{"not found", func(m *maze) map[string]http.HandlerFunc { return nil }, auth.ErrMalformed, []string{"+first /enter"}, 1},
		{"nowhere", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": status(302, "text/html")}
		}, auth.ErrMalformed, []string{"+first /enter"}, 1},
		{"a second card host", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": to(m.second.URL + "/enter"), "second /enter": m.home()}
		}, auth.ErrAskedAgain, []string{"+first /enter"}, 1},
		{"hung up in between: resumed, not signed for again", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Connection", "close")
				to("/more")(w, r)
			}, "first /more": m.home()}
		}, auth.ErrCode, []string{"+first /enter", "+first /more"}, 1},
		{"access denied", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": m.home("error", "access_denied", "code", "")}
		}, auth.ErrRefused, []string{"+first /enter"}, 1},
		{"a key too weak", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": m.home("error", "unmet_authentication_requirements", "code", "")}
		}, auth.ErrWeakKey, []string{"+first /enter"}, 1},
		{"another state", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": m.home("state", "x")}
		}, auth.ErrState, []string{"+first /enter"}, 1},
		{"another issuer", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": m.home("iss", "https://x.example")}
		}, auth.ErrIssuer, []string{"+first /enter"}, 1},
		{"no code", func(m *maze) map[string]http.HandlerFunc {
			return map[string]http.HandlerFunc{"first /enter": m.home("code", "")}
		}, auth.ErrMalformed, []string{"+first /enter"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMaze(t)
			m.answers = c.answers(m)
			err := m.run(t.Context())
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if d := cmp.Diff(c.log, m.log); d != "" {
				t.Errorf("requests (-want +got):\n%s", d)
			}
			if n := verifies(m.sim); n != c.signed || m.pin.n.Load() != int32(c.signed) {
				t.Errorf("%d signatures, PIN asked %d times, want %d", n, m.pin.n.Load(), c.signed)
			}
			if m.conns["stranger"] != 0 {
				t.Error("the host that is not listed was spoken to")
			}
			for _, secret := range []string{m.query.Get("state"), m.query.Get("nonce"), "127.0.0.1"} {
				if err != nil && strings.Contains(err.Error(), secret) {
					t.Errorf("%q tells too much", err)
				}
			}
		})
	}
}

// TestCardConnections: one connection serves all requests for a card host.
func TestCardConnections(t *testing.T) {
	m := newMaze(t)
	m.answers = map[string]http.HandlerFunc{
		"first /enter": to("/2"), "first /2": to(m.issuer.URL + "/3"), "issuer /3": to(m.first.URL + "/4"), "first /4": m.home(),
	}
	if err := m.run(t.Context()); !errors.Is(err, auth.ErrCode) {
		t.Error(err)
	}
	if m.conns["first"] != 1 {
		t.Errorf("%d connections", m.conns["first"])
	}
}

// TestCardRedirects: ten redirects are followed, eleven are not.
func TestCardRedirects(t *testing.T) {
	for n, want := range map[int]error{10: auth.ErrCode, 11: auth.ErrMalformed} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			m := newMaze(t)
			m.answers = map[string]http.HandlerFunc{"first /enter": to(m.issuer.URL + "/1")}
			for i := 1; i < n; i++ {
				m.answers[fmt.Sprintf("issuer /%d", i)] = to(fmt.Sprintf("/%d", i+1))
			}
			m.answers[fmt.Sprintf("issuer /%d", n)] = m.home()
			if err := m.run(t.Context()); !errors.Is(err, want) {
				t.Errorf("got %v, want %v", err, want)
			}
			if len(m.log) != 11 {
				t.Errorf("%d requests", len(m.log))
			}
		})
	}
}

// TestCardEntry: where a card logs in, and when there is no such place.
func TestCardEntry(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(m *maze)
		want   error
		log    []string
	}{
		{"announced", func(*maze) {}, auth.ErrCode, []string{"+first /enter"}},
		{"announced comes before configured", func(m *maze) { m.cfg.Card.Entry = m.second.URL + "/direct" }, auth.ErrCode, []string{"+first /enter"}},
		{"configured", func(m *maze) { m.alias, m.cfg.Card.Entry = "", m.second.URL+"/direct" }, auth.ErrCode, []string{"+second /direct"}},
		{"by a parameter", func(m *maze) {
			m.alias, m.cfg.Card.Parameters = "", map[string]string{"key": "eid", "state": "mine"}
		}, auth.ErrCode, []string{"issuer /authorize", "+first /enter"}},
		{"nowhere", func(m *maze) { m.alias = "" }, auth.ErrUnsupported, nil},
		{"no card hosts", func(m *maze) { m.cfg.Card.Hosts = nil }, auth.ErrUnsupported, nil},
		{"on a host that is not listed", func(m *maze) { m.alias = m.stranger.URL + "/enter" }, auth.ErrHost, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMaze(t)
			m.answers = map[string]http.HandlerFunc{
				"first /enter": m.home(), "second /direct": m.home(), "issuer /authorize": to(m.first.URL + "/enter"),
			}
			c.change(m)
			if err := m.run(t.Context()); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if d := cmp.Diff(c.log, m.log); d != "" {
				t.Error(d)
			}
			if c.want != auth.ErrCode {
				return
			}
			q := m.query
			if q.Get("acr_values") != level500 || q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 ||
				len(q.Get("state")) != 43 || len(q.Get("nonce")) != 43 || q.Get("response_type") != "code" {
				t.Errorf("asked with %v", q)
			}
			if slices.Contains(c.log, "issuer /authorize") && q.Get("key") != "eid" {
				t.Error("the configured parameter is missing")
			}
		})
	}
}

// TestCardIssuerAsks: a certificate request of the login server itself, which is no card host, is answered without.
func TestCardIssuerAsks(t *testing.T) {
	m := newMaze(t)
	roots := x509.NewCertPool()
	roots.AddCert(m.stranger.Certificate())
	issuer := m.issuer
	m.issuer = m.stranger // which asks for certificates
	m.cfg.Issuer, m.cfg.HTTP = m.stranger.URL, &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	m.alias, m.cfg.Card.Parameters = "", map[string]string{"key": "eid"}
	m.answers = map[string]http.HandlerFunc{"stranger /authorize": m.home()}
	if err := m.run(t.Context()); !errors.Is(err, auth.ErrCode) {
		t.Error(err)
	}
	m.issuer = issuer
	if d := cmp.Diff([]string{"stranger /authorize"}, m.log); d != "" {
		t.Error(d)
	}
	if m.sim.Count() != 0 || m.pin.n.Load() != 0 {
		t.Errorf("the card was asked: % X", m.sim.Instructions())
	}
}
