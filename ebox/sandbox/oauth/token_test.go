package oauth

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

func TestToken(t *testing.T) {
	for _, path := range []string{PathV3, PathV5} {
		t.Run(path, func(t *testing.T) {
			w := newWorld(t)
			r := w.good(path, nil)
			if r.status != 200 || r.TokenType != "Bearer" || r.ExpiresIn != 300 || len(strings.Fields(r.Scope)) != len(defaultScopes) {
				t.Fatalf("got %+v", r)
			}
			if got := r.head.Get("Date"); got != "Sun, 22 Nov 2026 09:00:00 GMT" {
				t.Errorf("date %q", got)
			}
			g, ok := w.Introspect(r.AccessToken)
			if !ok || g.Owner != "1999999943" || g.Client != w.creds.Clients[0].ID || len(g.Scopes) != len(defaultScopes) {
				t.Errorf("grant %+v", g)
			}
			w.at = w.at.Add(5 * time.Minute)
			if _, ok := w.Introspect(r.AccessToken); ok {
				t.Error("good for longer than it said")
			}
		})
	}
}

func TestRevokeAll(t *testing.T) {
	w := newWorld(t)
	r := w.good(PathV5, nil)
	w.RevokeAll()
	if _, ok := w.Introspect(r.AccessToken); ok {
		t.Error("still good")
	}
}

// TestClaims: each claim counts, exactly.
func TestClaims(t *testing.T) {
	set := func(name string, v any) func(map[string]any) { return func(c map[string]any) { c[name] = v } }
	w := newWorld(t)
	unix := func(d time.Duration) int64 { return w.at.Add(d).Unix() }
	for _, tt := range []struct {
		name   string
		change func(map[string]any)
		want   string // description; "": granted
	}{
		{"good", nil, ""},
		{"audience in a list", set("aud", []string{testBase + PathV5}), ""},
		{"no typed extras", set("nbf", unix(0)), ""},
		{"times with fractions", set("iat", float64(unix(0))+0.5), ""},
		{"five minutes", set("exp", unix(300*time.Second)), ""},
		{"clock a little ahead", set("iat", unix(5*time.Second)), ""},
		{"another audience", set("aud", testBase), "the audience is not this server's"},
		{"audience with a slash", set("aud", testBase+PathV5+"/"), "the audience is not this server's"},
		{"the other version's", set("aud", AudienceV3), "the audience is not this server's"},
		{"two audiences", set("aud", []string{testBase + PathV5, "x"}), "the audience is not this server's"},
		{"no audience", func(c map[string]any) { delete(c, "aud") }, "the audience is not this server's"},
		{"another issuer", set("iss", "x"), "iss and sub differ"},
		{"unknown client", set("sub", "x"), "unknown client"},
		{"no jti", func(c map[string]any) { delete(c, "jti") }, "the jti is missing or too long"},
		{"long jti", set("jti", strings.Repeat("x", 201)), "the jti is missing or too long"},
		{"no exp", func(c map[string]any) { delete(c, "exp") }, "the iat or exp is missing"},
		{"no iat", func(c map[string]any) { delete(c, "iat") }, "the iat or exp is missing"},
		{"expired", set("exp", unix(0)), "the assertion has expired"},
		{"from the future", set("iat", unix(6*time.Second)), "the assertion is not yet valid: its iat lies in the future"},
		{"not before", set("nbf", unix(time.Minute)), "the assertion is not yet valid: its iat lies in the future"},
		{"too long", set("exp", unix(301*time.Second)), "the lifetime of the assertion is more than 300 seconds"},
		{"too long since iat", func(c map[string]any) { c["iat"], c["exp"] = unix(-250*time.Second), unix(60*time.Second) }, "the lifetime of the assertion is more than 300 seconds"},
		{"claims of the wrong type", set("exp", "soon"), "the claims cannot be read"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.t = t
			r := w.good(PathV5, tt.change)
			if r.Description != tt.want || (r.status == 200) != (tt.want == "") {
				t.Errorf("%d %q %q, want %q", r.status, r.Code, r.Description, tt.want)
			}
			if tt.want != "" && (r.status != 401 || r.Code != "invalid_client") {
				t.Errorf("%d %q", r.status, r.Code)
			}
		})
	}
}

// TestReplay: a jti counts once for each client, until the assertion could not be used any more.
func TestReplay(t *testing.T) {
	w := newWorld(t)
	same := func(c map[string]any) { c["jti"] = "once" }
	if r := w.good(PathV5, same); r.status != 200 {
		t.Fatalf("first: %+v", r)
	}
	if r := w.good(PathV5, same); r.Description != "the jti was used before" {
		t.Errorf("second: %+v", r)
	}
	other := w.creds.Clients[1]
	if r := w.good(PathV5, func(c map[string]any) { c["jti"], c["iss"], c["sub"] = "once", other.ID, other.ID }); r.status != 200 {
		t.Errorf("another client's: %+v", r)
	}
	w.at = w.at.Add(maxLife)
	if r := w.good(PathV5, same); r.status != 200 {
		t.Errorf("much later: %+v", r)
	}
}

func TestSignatures(t *testing.T) {
	w := newWorld(t)
	stranger, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		t.Fatal(err)
	}
	c := w.claims(PathV5)
	good := sign(t, w.creds.Key, jose.RS256, "JWT", c)
	head, rest, _ := strings.Cut(good, ".")
	body, signature, _ := strings.Cut(rest, ".")
	claims, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	forged := strings.Replace(string(claims), w.creds.Clients[0].ID, w.creds.Clients[1].ID, 2)
	for _, tt := range []struct {
		name, assertion, want string
	}{
		{"stranger's key", sign(t, stranger, jose.RS256, "JWT", c), "the signature does not fit the registered certificate"},
		{"changed claims", head + "." + base64.RawURLEncoding.EncodeToString([]byte(forged)) + "." + signature, "the signature does not fit the registered certificate"},
		{"PS256", sign(t, w.creds.Key, jose.PS256, "JWT", c), "client_assertion is not a JWT with RS256"},
		{"RS512", sign(t, w.creds.Key, jose.RS512, "JWT", c), "client_assertion is not a JWT with RS256"},
		{"HMAC", sign(t, []byte(strings.Repeat("k", 32)), jose.HS256, "JWT", c), "client_assertion is not a JWT with RS256"},
		{"none", base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + body + ".", "client_assertion is not a JWT with RS256"},
		{"another typ", sign(t, w.creds.Key, jose.RS256, "at+jwt", c), "client_assertion has another typ than JWT"},
		{"rubbish", "x", "client_assertion is not a JWT with RS256"},
		{"nothing", "", "client_assertion is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.t = t
			if r := w.post(PathV5, w.form(tt.assertion), false); r.status != 401 || r.Description != tt.want {
				t.Errorf("%d %q, want %q", r.status, r.Description, tt.want)
			}
		})
	}
}

func TestRequests(t *testing.T) {
	set := func(name, v string) func(url.Values) { return func(f url.Values) { f.Set(name, v) } }
	for _, tt := range []struct {
		name   string
		form   func(url.Values)
		change func(*http.Request)
		code   string
		status int
	}{
		{"the client's id as well", func(f url.Values) { f.Set("client_id", "self_service_chaman_000001_sandbox") }, nil, "", 200},
		{"fewer scopes", set("scope", defaultScopes[0]), nil, "", 200},
		{"another client's id", set("client_id", "x"), nil, "invalid_client", 401},
		{"no scope", set("scope", ""), nil, "invalid_scope", 400},
		{"scope of others", set("scope", defaultScopes[0]+" x"), nil, "invalid_scope", 400},
		{"no grant type", set("grant_type", ""), nil, "invalid_request", 400},
		{"another grant type", set("grant_type", "authorization_code"), nil, "unsupported_grant_type", 400},
		{"another assertion type", set("client_assertion_type", "x"), nil, "invalid_client", 401},
		{"a secret", set("client_secret", "x"), nil, "invalid_client", 401},
		{"twice", func(f url.Values) { f.Add("scope", "x") }, nil, "invalid_request", 400},
		{"basic", nil, func(r *http.Request) { r.SetBasicAuth("a", "b") }, "invalid_client", 401},
		{"in the address", nil, func(r *http.Request) { r.URL.RawQuery = "scope=x" }, "invalid_request", 400},
		{"JSON", nil, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") }, "invalid_request", 400},
		{"too much", set("x", strings.Repeat("x", maxBody)), nil, "invalid_request", 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			f := w.form(sign(t, w.creds.Key, jose.RS256, "JWT", w.claims(PathV5)))
			if tt.form != nil {
				tt.form(f)
			}
			if tt.change == nil {
				tt.change = func(*http.Request) {}
			}
			if r := w.post(PathV5, f, false, tt.change); r.Code != tt.code || r.status != tt.status {
				t.Errorf("%d %q %q", r.status, r.Code, r.Description)
			}
		})
	}
}

func TestExpiredCertificate(t *testing.T) {
	for _, d := range []time.Duration{-2 * 366 * 24 * time.Hour, 366 * 24 * time.Hour} {
		w := newWorld(t)
		w.at = w.at.Add(d)
		if r := w.good(PathV5, nil); r.Description != "the registered certificate has expired" {
			t.Errorf("after %v: %+v", d, r)
		}
	}
}

// TestFaults: every knob does what it says.
func TestFaults(t *testing.T) {
	want := map[string]string{
		"software-clock-ahead": "the assertion has expired", "software-replayed": "the jti was used before",
		"software-clock-behind": "the assertion is not yet valid: its iat lies in the future",
		"software-audience":     "the audience is not this server's", "software-unknown": "unknown client",
		"software-certificate-expired": "the registered certificate has expired",
		"software-scope":               "a scope is not granted to this client",
	}
	for _, name := range FaultNames() {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			var f Faults
			if err := f.Set(name); err != nil {
				t.Fatal(err)
			}
			w.SetFaults(f)
			r := w.good(PathV5, nil)
			if r.Description != want[name] {
				t.Errorf("%+v, want %q", r, want[name])
			}
			date, err := http.ParseTime(r.head.Get("Date"))
			if err != nil || date.Sub(w.at) != f.ClockSkew {
				t.Errorf("date %v, %v", date, err)
			}
		})
	}
	if err := new(Faults).Set("x"); err == nil || !strings.Contains(err.Error(), "software-replayed") {
		t.Errorf("unknown knob: %v", err)
	}
}

func TestNotReady(t *testing.T) {
	w := newWorld(t)
	w.SetBaseURL("")
	if r := w.post(PathV5, url.Values{}, false); r.status != 503 {
		t.Errorf("status %d", r.status)
	}
}

func TestCompanies(t *testing.T) {
	var seen []string
	for i := range 40 {
		n := Company(i)
		if len(n) != 10 || slices.Contains(seen, n) {
			t.Errorf("company %d is %q", i, n)
		}
		seen = append(seen, n)
	}
	if seen[0] != "1999999943" {
		t.Errorf("the first company is %s", seen[0])
	}
}

func FuzzAssertion(f *testing.F) {
	w := newWorld(f)
	f.Add(w.form("x").Get("client_assertion"))
	f.Add("eyJhbGciOiJSUzI1NiJ9.e30.AA")
	f.Add("eyJhbGciOiJub25lIn0.e30.")
	f.Fuzz(func(t *testing.T, raw string) {
		if c, no := w.verify(raw, PathV5); no == nil {
			t.Errorf("accepted %q for %s", raw, c.ID)
		} else if no.Code != "invalid_client" {
			t.Errorf("%+v", no)
		}
	})
}
