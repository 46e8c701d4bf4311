package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"myebox/ebox/sandbox/oauth"
)

// software is a token endpoint that verifies, without a socket, and a test company that is registered there.
type software struct {
	*oauth.Server
	creds  *oauth.Credentials
	clock  *clock
	before func(w http.ResponseWriter, r *http.Request) (done bool)

	mu     sync.Mutex
	forms  []url.Values // what was sent
	tokens []string     // what was given
}

const softwareBase = "http://127.0.0.1:4444"

func newSoftware(t *testing.T) *software {
	t.Helper()
	c := newClock()
	creds, err := oauth.IssueWith(signingKey(), 1, oauth.Validity{From: c.t.AddDate(-1, 0, 0), Until: c.t.AddDate(1, 0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return &software{
		Server: oauth.New(oauth.Config{BaseURL: softwareBase, Clients: creds.Clients, Now: c.now}), creds: creds, clock: c,
	}
}

// RoundTrip makes the server the whole network: the token endpoint, and an API that wants a token.
func (s *software) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	switch {
	case s.before != nil && s.before(rec, r):
	case r.URL.Path == "/api":
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if _, ok := s.Introspect(token); !ok {
			rec.WriteHeader(http.StatusUnauthorized)
		}
	default:
		_ = r.ParseForm()
		s.mu.Lock()
		s.forms = append(s.forms, r.PostForm)
		s.mu.Unlock()
		s.Handler().ServeHTTP(rec, r)
		var a struct {
			Token string `json:"access_token"`
		}
		if json.Unmarshal(rec.Body.Bytes(), &a) == nil && a.Token != "" {
			s.mu.Lock()
			s.tokens = append(s.tokens, a.Token)
			s.mu.Unlock()
		}
	}
	resp := rec.Result()
	resp.Request = r
	return resp, nil
}

// enterprise is a client that is registered there.
func (s *software) enterprise(change ...func(*ClientCredentials)) *Enterprise {
	c := s.creds.Clients[0]
	cfg := ClientCredentials{
		TokenEndpoint: s.TokenEndpoint(oauth.PathV5), Audience: s.Audience(oauth.PathV5), ClientID: c.ID, Scopes: c.Scopes[:2],
		Key: s.creds.Key, Certificate: c.Certificate, Sandbox: true, HTTP: &http.Client{Transport: s}, Now: s.clock.now,
	}
	for _, f := range change {
		f(&cfg)
	}
	return NewEnterprise(cfg)
}

// api asks the API with the session's client.
func (s *software) api(session *Session) (int, error) {
	resp, err := session.HTTP(func(*url.URL) bool { return true }, s).Get(softwareBase + "/api")
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func (s *software) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.forms)
}

func TestEnterprise(t *testing.T) {
	sw := newSoftware(t)
	s, err := sw.enterprise().Login(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if id := s.Identity(); id.Company != "1999999943" || id.Name != "" || !id.NationalNumber.IsZero() || !id.Expires.IsZero() {
		t.Errorf("identity %+v", id)
	}
	if s.Stored() || s.StoreErr() != nil || s.StepUp() != "" || len(s.Scopes()) != 2 || s.ClockSkew() != 0 {
		t.Errorf("stored %v, %v; step up %q; scopes %q; skew %v", s.Stored(), s.StoreErr(), s.StepUp(), s.Scopes(), s.ClockSkew())
	}
	if status, err := sw.api(s); status != 200 || err != nil {
		t.Errorf("the API says %d, %v", status, err)
	}
	if address, err := s.Logout(t.Context()); address != "" || err != nil {
		t.Errorf("logging out: %q, %v", address, err)
	}
	if _, err := sw.api(s); !errors.Is(err, ErrLoginRequired) {
		t.Errorf("after the logout: %v", err)
	}
	if n := sw.asked(); n != 1 {
		t.Errorf("%d requests for a token", n)
	}
}

// TestAssertion: what is signed, claim by claim.
func TestAssertion(t *testing.T) {
	sw := newSoftware(t)
	e := sw.enterprise(func(c *ClientCredentials) {
		c.TokenEndpoint, c.Audience = sw.TokenEndpoint(oauth.PathV3), sw.Audience(oauth.PathV3)
	})
	seen := map[string]bool{}
	for range 2 {
		if _, err := e.Login(t.Context()); err != nil {
			t.Fatal(err)
		}
		form := sw.forms[len(sw.forms)-1]
		part := strings.Split(form.Get("client_assertion"), ".")
		head, _ := base64.RawURLEncoding.DecodeString(part[0])
		body, _ := base64.RawURLEncoding.DecodeString(part[1])
		var c assertionClaims
		if err := json.Unmarshal(body, &c); err != nil {
			t.Fatal(err)
		}
		id, now := sw.creds.Clients[0].ID, sw.clock.now().Unix()
		want := assertionClaims{Issuer: id, Subject: id, Audience: oauth.AudienceV3, ID: c.ID, IssuedAt: now, Expiry: now + 60}
		if string(head) != `{"alg":"RS256","typ":"JWT"}` || c != want || len(c.ID) < 22 || seen[c.ID] {
			t.Errorf("header %s, claims %+v", head, c)
		}
		seen[c.ID] = true
		form.Del("client_assertion")
		if got := form.Encode(); got != "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"+
			"&grant_type=client_credentials&scope="+url.QueryEscape(strings.Join(sw.creds.Clients[0].Scopes[:2], " ")) {
			t.Errorf("the rest of the form: %s", got)
		}
	}
}

// TestEnterpriseRenewal: a minute before the end one request, however many wait for it, with a new assertion.
func TestEnterpriseRenewal(t *testing.T) {
	sw := newSoftware(t)
	e := sw.enterprise()
	s, err := e.Login(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	use := func(n int) {
		t.Helper()
		var wg sync.WaitGroup
		for range n {
			wg.Go(func() {
				if status, err := sw.api(s); status != 200 || err != nil {
					t.Errorf("the API says %d, %v", status, err)
				}
			})
		}
		wg.Wait()
	}
	sw.clock.add(4*time.Minute - time.Second)
	use(1)
	if n := sw.asked(); n != 1 {
		t.Errorf("renewed too early: %d requests", n)
	}
	sw.clock.add(time.Second)
	use(20)
	if n := sw.asked(); n != 2 {
		t.Errorf("%d requests, want one more", n)
	}
	sw.RevokeAll()
	use(1)
	if n := sw.asked(); n != 3 {
		t.Errorf("after a 401: %d requests", n)
	}
	// A server that is down does not matter while the token is good.
	sw.clock.add(4*time.Minute + 30*time.Second)
	sw.before = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/api" {
			return false
		}
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}
	use(1)
	sw.clock.add(time.Minute)
	if _, err := sw.api(s); !errors.Is(err, ErrServerDown) {
		t.Errorf("without a token: %v", err)
	}
	if err := e.Settle(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestShortTokens: a token that lives a minute is not asked for before every request.
func TestShortTokens(t *testing.T) {
	sw := newSoftware(t)
	sw.Server = oauth.New(oauth.Config{BaseURL: softwareBase, Clients: sw.creds.Clients, Now: sw.clock.now, Lifetime: time.Minute})
	s, err := sw.enterprise().Login(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		sw.clock.add(9 * time.Second)
		if _, err := sw.api(s); err != nil {
			t.Fatal(err)
		}
	}
	if n := sw.asked(); n != 1 {
		t.Errorf("%d requests", n)
	}
}

// TestEnterpriseRefusals: whatever can be wrong has an error of its own, and a text that says what to do about it.
func TestEnterpriseRefusals(t *testing.T) {
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	elliptical, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	knob := func(name string) func(*software) {
		return func(sw *software) {
			var f oauth.Faults
			if err := f.Set(name); err != nil {
				t.Fatal(err)
			}
			sw.SetFaults(f)
		}
	}
	answer := func(status int, body string) func(*software) {
		return func(sw *software) {
			sw.before = func(w http.ResponseWriter, _ *http.Request) bool {
				w.WriteHeader(status)
				_, _ = w.Write([]byte(body))
				return true
			}
		}
	}
	key := func(k crypto.Signer) func(*ClientCredentials) {
		return func(c *ClientCredentials) { c.Key, c.Certificate = k, nil }
	}
	for _, tt := range []struct {
		name   string
		server func(*software)
		client func(*ClientCredentials)
		want   []error
		text   string // of the error, after its gerund
	}{
		{"wrong audience", nil, func(c *ClientCredentials) { c.Audience = "https://oauth.other.invalid" }, []error{ErrClient, ErrAudience}, "auth: the login server expects another audience"},
		{"replayed jti", knob("software-replayed"), nil, []error{ErrClient, ErrReplayed}, "auth: the login server has seen this login before"},
		{"our clock an hour behind", knob("software-clock-ahead"), nil, []error{ErrClock}, "auth: clock differs from the login server's: ours is 1h0m0s behind"},
		{"our clock an hour ahead", knob("software-clock-behind"), nil, []error{ErrClock}, "auth: clock differs from the login server's: ours is 1h0m0s ahead"},
		{"registered certificate expired", knob("software-certificate-expired"), nil, []error{ErrClient, ErrKeyExpired}, "auth: the key's certificate has expired"},
		{"unknown client", nil, func(c *ClientCredentials) { c.ClientID = "x" }, []error{ErrClient, ErrClientUnknown}, "auth: the login server does not know this client id"},
		{"another key than the registered one", nil, key(stranger), []error{ErrClient, ErrSignature}, "auth: the login server has another certificate for this client id"},
		{"scope not granted", nil, func(c *ClientCredentials) { c.Scopes = []string{"x"} }, []error{ErrClient, ErrScope}, "auth: a scope was not granted to this client id"},
		{"refused without a reason", answer(401, `{"error":"invalid_client"}`), nil, []error{ErrClient}, "auth: the login server refused the company's software: invalid_client"},
		{"refused in other words", answer(400, `{"error":"access_denied","error_description":"\u001b[31mno"}`), nil, []error{ErrClient}, "auth: the login server refused the company's software: access_denied"},
		{"server down", answer(503, ""), nil, []error{ErrServerDown}, "auth: login service unavailable: HTTP 503"},
		{"server says it is down", answer(400, `{"error":"temporarily_unavailable"}`), nil, []error{ErrServerDown}, "auth: login server refused: temporarily_unavailable"},
		{"not JSON", answer(400, "<html>"), nil, []error{ErrMalformed}, "auth: answer of the login server not understood: HTTP 400"},
		{"not a bearer token", answer(200, `{"access_token":"x","token_type":"mac"}`), nil, []error{ErrUnsupported}, "auth: login server lacks what this program needs: token type"},
		{"a token that fits no header", answer(200, `{"access_token":"x\ny","token_type":"bearer"}`), nil, []error{ErrMalformed}, "auth: answer of the login server not understood"},
		{"certificate expired", nil, func(c *ClientCredentials) {
			c.Now = func() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }
		}, []error{ErrKeyExpired}, "auth: the key's certificate has expired"},
		{"certificate not yet valid", nil, func(c *ClientCredentials) {
			c.Now = func() time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }
		}, []error{ErrKeyNotYetValid}, "auth: the key's certificate is not valid yet"},
		{"key and certificate differ", nil, func(c *ClientCredentials) { c.Key = stranger }, []error{ErrKeyMismatch}, "auth: key and certificate do not belong together"},
		{"short key", nil, key(short), []error{ErrKeyShort}, "auth: the RSA key is too short"},
		{"elliptic key", nil, key(elliptical), []error{ErrKeyKind}, "auth: not an RSA key"},
		{"another company's certificate", nil, func(c *ClientCredentials) { c.Company = "1999999844" }, []error{ErrConfig}, "auth: incomplete configuration: the certificate is another company's"},
		{"company without digits", nil, func(c *ClientCredentials) { c.Company, c.Certificate = "x", nil }, []error{ErrConfig}, "auth: incomplete configuration: company is not a CBE number of 10 digits"},
		{"no endpoint", nil, func(c *ClientCredentials) { c.TokenEndpoint = "" }, []error{ErrConfig}, "auth: incomplete configuration: token endpoint"},
		{"no audience", nil, func(c *ClientCredentials) { c.Audience = "" }, []error{ErrConfig}, "auth: incomplete configuration: audience missing"},
		{"no client id", nil, func(c *ClientCredentials) { c.ClientID = "" }, []error{ErrConfig}, "auth: incomplete configuration: client id missing"},
		{"no scopes", nil, func(c *ClientCredentials) { c.Scopes = nil }, []error{ErrConfig}, "auth: incomplete configuration: scopes missing"},
		{"no key", nil, key(nil), []error{ErrConfig}, "auth: incomplete configuration: key missing"},
		{"not https", nil, func(c *ClientCredentials) { c.Sandbox = false }, []error{ErrInsecure}, "token endpoint: auth: address is not https"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sw := newSoftware(t)
			if tt.server != nil {
				tt.server(sw)
			}
			if tt.client == nil {
				tt.client = func(*ClientCredentials) {}
			}
			s, err := sw.enterprise(tt.client).Login(t.Context())
			if s != nil || err == nil {
				t.Fatal("logged in")
			}
			for _, want := range tt.want {
				if !errors.Is(err, want) {
					t.Errorf("%v is not %v", err, want)
				}
			}
			if errors.Is(err, ErrCancelled) || errors.Is(err, ErrLoginRequired) {
				t.Errorf("%v looks like a person's", err)
			}
			text := err.Error()
			if _, rest, ok := strings.Cut(text, "software: auth:"); ok {
				text = "auth:" + rest
			}
			if text != tt.text {
				t.Errorf("text %q, want %q", text, tt.text)
			}
			for _, f := range sw.forms {
				if all := fmt.Sprintf("%v|%+v|%#v", err, err, err); strings.Contains(all, f.Get("client_assertion")) {
					t.Errorf("the assertion is in %s", all)
				}
			}
		})
	}
}

// TestReplayedAssertion: the same jti twice, from our side.
func TestReplayedAssertion(t *testing.T) {
	e := newSoftware(t).enterprise()
	e.newID = func() string { return "once" }
	if _, err := e.Login(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Login(t.Context()); !errors.Is(err, ErrReplayed) {
		t.Errorf("got %v", err)
	}
}

// TestClockSkewIsTold: a server that puts up with it, and a difference that it does.
func TestClockSkewIsTold(t *testing.T) {
	sw := newSoftware(t)
	sw.SetFaults(oauth.Faults{ClockSkew: 30 * time.Second})
	s, err := sw.enterprise().Login(t.Context())
	if err != nil || s.ClockSkew() != 30*time.Second {
		t.Errorf("%v, %v", s, err)
	}
	var ce *ClockError
	sw.SetFaults(oauth.Faults{ClockSkew: -2 * time.Minute})
	if _, err := sw.enterprise().Login(t.Context()); !errors.As(err, &ce) || ce.Difference != -2*time.Minute || ce.Answer.Code != "invalid_client" {
		t.Errorf("got %v", err)
	}
	if got := (&ClockError{}).Error(); got != ErrClock.Error() {
		t.Errorf("without a time: %q", got)
	}
}
