package auth

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/go-cmp/cmp"
)

func TestLoginGivesASession(t *testing.T) {
	p := newProvider(memoryIssuer)
	store := keptStore()
	s := mustLogIn(t, memoryClient(p, store))
	id := s.Identity()
	if diff := cmp.Diff([]string{"Test Specimen", "fr", "**.**.**-***.81", testNumber, level + "400"},
		[]string{id.Name, id.Language, id.NationalNumber.String(), id.NationalNumber.Raw(), id.ACR}); diff != "" {
		t.Error(diff)
	}
	if !s.Stored() || s.StoreErr() != nil {
		t.Errorf("stored %v, %v; want a stored session", s.Stored(), s.StoreErr())
	}
	if id.AuthTime.IsZero() || time.Until(id.Expires) < 29*24*time.Hour {
		t.Errorf("times %v, %v", id.AuthTime, id.Expires)
	}
	want := []string{"/.well-known/openid-configuration", "/authorize", "/access_token", "/connect/jwk_uri", "/userinfo"}
	if diff := cmp.Diff(want, p.events); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// TestLoginRefusals walks every answer of the token and userinfo endpoints that must not become a session.
func TestLoginRefusals(t *testing.T) {
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	id := func(changes map[string]any) func(*provider) {
		return func(p *provider) { p.idClaims = func(m map[string]any) { merge(m, changes) } }
	}
	info := func(changes map[string]any) func(*provider) {
		return func(p *provider) { p.info = func(m map[string]any) { merge(m, changes) } }
	}
	sign := func(alg jose.SignatureAlgorithm, key any, kid string) func(*provider) {
		return func(p *provider) { p.sign = func(b []byte) string { return signWith(alg, key, kid, b) } }
	}
	now := time.Now()
	for _, tt := range []struct {
		name   string
		change func(*provider)
		want   error
	}{
		{"as it should be", func(*provider) {}, nil},
		{"issuer", id(map[string]any{"iss": memoryIssuer + "/"}), ErrToken},
		{"audience", id(map[string]any{"aud": "another"}), ErrToken},
		{"audience of the wrong type", id(map[string]any{"aud": 7}), ErrToken},
		{"several audiences without azp", id(map[string]any{"aud": []string{"client", "other"}}), ErrToken},
		{"several audiences with azp", id(map[string]any{"aud": []string{"client", "other"}, "azp": "client"}), nil},
		{"azp of another", id(map[string]any{"azp": "other"}), ErrToken},
		{"no subject", id(map[string]any{"sub": ""}), ErrToken},
		{"nonce", id(map[string]any{"nonce": "another"}), ErrToken},
		{"no nonce", id(map[string]any{"nonce": nil}), ErrToken},
		{"at_hash", id(map[string]any{"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}), ErrToken},
		{"no at_hash", func(p *provider) { p.idClaims = func(m map[string]any) { delete(m, "at_hash") } }, nil},
		{"no exp", func(p *provider) { p.idClaims = func(m map[string]any) { delete(m, "exp") } }, ErrToken},
		{"no iat", func(p *provider) { p.idClaims = func(m map[string]any) { delete(m, "iat") } }, ErrToken},
		{"exp beyond all time", id(map[string]any{"exp": 1e300}), ErrToken},
		{"expired within the tolerance", id(map[string]any{"exp": now.Add(-50 * time.Second).Unix()}), nil},
		{"expired", id(map[string]any{"exp": now.Add(-2 * time.Minute).Unix()}), ErrClock},
		{"from the future within the tolerance", id(map[string]any{"iat": now.Add(50 * time.Second).Unix()}), nil},
		{"from the future", id(map[string]any{"iat": now.Add(2 * time.Minute).Unix()}), ErrClock},
		{"weak key", id(map[string]any{"acr": level + "200"}), ErrWeakKey},
		{"no acr", id(map[string]any{"acr": ""}), ErrWeakKey},
		{"stronger key", id(map[string]any{"acr": level + "500"}), nil},
		{"acr of a citizen", id(map[string]any{"acr": "urn:be:fedict:iam:fas:citizen:Level500"}), nil},
		{"acr that is not FAS's", id(map[string]any{"acr": "urn:be:fedict:iam:fas:other:Level500"}), ErrWeakKey},
		{"claims that are no object", func(p *provider) {
			p.sign = func([]byte) string { return signWith(jose.RS256, signingKey(), p.kid, []byte(`"x"`)) }
		}, ErrToken},
		{"foreign key under the known id", sign(jose.RS256, other, "key-1"), ErrToken},
		{"unknown key id", sign(jose.RS256, signingKey(), "key-9"), ErrToken},
		{"no key id", sign(jose.RS256, signingKey(), ""), ErrToken},
		{"RS512", sign(jose.RS512, signingKey(), "key-1"), ErrToken},
		{"PS256", sign(jose.PS256, signingKey(), "key-1"), ErrToken},
		{"HMAC with the public key", sign(jose.HS256, signingKey().N.Bytes(), "key-1"), ErrToken},
		{"no signature at all", func(p *provider) { p.sign = unsigned }, ErrToken},
		{"not a token", func(p *provider) { p.sign = func([]byte) string { return "rubbish" } }, ErrToken},
		{"no identity token", func(p *provider) { p.token = func(m map[string]any) { delete(m, "id_token") } }, ErrToken},
		{"no access token", func(p *provider) { p.token = func(m map[string]any) { delete(m, "access_token") } }, ErrMalformed},
		{"access token with a line break", func(p *provider) {
			p.token = func(m map[string]any) { m["access_token"] = "a\r\nX: y" }
		}, ErrMalformed},
		{"MAC token", func(p *provider) { p.token = func(m map[string]any) { m["token_type"] = "mac" } }, ErrUnsupported},
		{"no userinfo endpoint", func(p *provider) { p.discovery = map[string]any{"userinfo_endpoint": nil} }, nil},
		{"userinfo of another subject", info(map[string]any{"sub": "other"}), ErrToken},
		{"userinfo of another issuer", info(map[string]any{"iss": "https://other.test"}), ErrToken},
		{"userinfo for another client", info(map[string]any{"aud": "other"}), ErrToken},
		{"userinfo expired", info(map[string]any{"exp": now.Add(-time.Hour).Unix()}), ErrClock},
		{"userinfo number of the wrong type", info(map[string]any{"egovNRN": 59010100081}), ErrToken},
		{"assurance level too low", info(map[string]any{"assurance_level": 200}), ErrWeakKey},
		{"assurance level by name", info(map[string]any{"assurance_level": level + "200"}), ErrWeakKey},
		{"assurance level high enough", info(map[string]any{"assurance_level": "500"}), nil},
		{"assurance level in an unknown form", info(map[string]any{"assurance_level": []int{1}}), nil},
		{"userinfo unsigned", func(p *provider) {
			p.signInfo = func(b []byte) (string, string) { return string(b), "application/json" }
		}, ErrToken},
		{"userinfo without a media type", func(p *provider) {
			p.signInfo = func(b []byte) (string, string) { return string(b), "" }
		}, ErrToken},
		{"userinfo with a foreign signature", func(p *provider) {
			p.signInfo = func(b []byte) (string, string) { return signWith(jose.RS256, other, "key-1", b), "application/jwt" }
		}, ErrToken},
		{"userinfo without a signature", func(p *provider) {
			p.signInfo = func(b []byte) (string, string) { return unsigned(b), "application/jwt" }
		}, ErrToken},
		{"userinfo too long", func(p *provider) {
			p.signInfo = func([]byte) (string, string) { return strings.Repeat("a", maxAnswer+1), "application/jwt" }
		}, ErrMalformed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			tt.change(p)
			store := NewMemory()
			s, err := logIn(t.Context(), memoryClient(p, store), BeginOptions{})
			wantError(t, p, err, tt.want)
			if (s == nil) != (tt.want != nil) {
				t.Errorf("session %v with error %v", s, err)
			}
			_, loadErr := store.Load(t.Context(), "test")
			if (loadErr == nil) != (tt.want == nil) {
				t.Errorf("after error %v the store says %v", tt.want, loadErr)
			}
		})
	}
}

// unsigned is a token with alg none (RFC 7518 section 3.6).
func unsigned(payload []byte) string {
	e := base64.RawURLEncoding
	return e.EncodeToString([]byte(`{"alg":"none","kid":"key-1"}`)) + "." + e.EncodeToString(payload) + "."
}

// TestServerTrouble walks what endpoints can answer instead of what they should.
func TestServerTrouble(t *testing.T) {
	at := func(name string, h http.HandlerFunc) func(*provider) {
		return func(p *provider) {
			p.before = func(w http.ResponseWriter, r *http.Request) bool {
				if !strings.HasSuffix(r.URL.Path, name) {
					return false
				}
				h(w, r)
				return true
			}
		}
	}
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(code)
			_, _ = w.Write([]byte(body))
		}
	}
	elsewhere := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, memoryIssuer+"/collect", http.StatusTemporaryRedirect)
	}
	for _, tt := range []struct {
		name   string
		change func(*provider)
		want   error
	}{
		{"discovery down", at("openid-configuration", status(503, "")), ErrServerDown},
		{"discovery missing", at("openid-configuration", status(404, "")), ErrMalformed},
		{"discovery redirected", at("openid-configuration", elsewhere), ErrMalformed},
		{"token endpoint down", at("access_token", status(503, `{"error":"invalid_grant"}`)), ErrServerDown},
		{"too many requests", at("access_token", status(429, "")), ErrServerDown},
		{"code used twice", at("access_token", status(400, `{"error":"invalid_grant"}`)), ErrCode},
		{"temporarily unavailable", at("access_token", status(400, `{"error":"temporarily_unavailable"}`)), ErrServerDown},
		{"error with status 200", at("access_token", status(200, `{"error":"server_error"}`)), ErrServerDown},
		{"client unknown", at("access_token", status(401, `{"error":"invalid_client"}`)), &ProviderError{}},
		{"error without a code", at("access_token", status(400, "<html>")), ErrMalformed},
		{"token endpoint redirected", at("access_token", elsewhere), ErrMalformed},
		{"token answer no JSON", at("access_token", status(200, "{")), ErrMalformed},
		{"token answer too long", at("access_token", status(200, strings.Repeat(" ", maxAnswer+1))), ErrMalformed},
		{"keys down", at("jwk_uri", status(500, "")), ErrServerDown},
		{"keys no JSON", at("jwk_uri", status(200, "{")), ErrToken},
		{"keys redirected", at("jwk_uri", elsewhere), ErrToken},
		{"userinfo down", at("userinfo", status(502, "")), ErrServerDown},
		{"userinfo refused", at("userinfo", status(401, "")), ErrMalformed},
		{"userinfo redirected", at("userinfo", elsewhere), ErrMalformed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			tt.change(p)
			s, err := logIn(t.Context(), memoryClient(p, NewMemory()), BeginOptions{})
			if _, ok := tt.want.(*ProviderError); ok {
				var pe *ProviderError
				if !errors.As(err, &pe) || pe.Code != "invalid_client" {
					t.Errorf("error %v, want one of the provider", err)
				}
			} else {
				wantError(t, p, err, tt.want)
			}
			if s != nil || err == nil {
				t.Error("a session came of it")
			}
			if n := p.count("/collect"); n != 0 {
				t.Errorf("a redirect was followed %d times", n)
			}
		})
	}
}

func TestRefusedGrantsAreRevoked(t *testing.T) {
	p := newProvider(memoryIssuer)
	p.idClaims = func(m map[string]any) { m["acr"] = level + "200" }
	_, err := logIn(t.Context(), memoryClient(p, NewMemory()), BeginOptions{})
	wantError(t, p, err, ErrWeakKey)
	var weak *WeakKeyError
	if !errors.As(err, &weak) || weak.Got != level+"200" || weak.Want != level+"400" {
		t.Errorf("error %#v does not tell the levels", err)
	}
	if len(p.revoked) != 2 || !strings.HasPrefix(p.revoked[0], "refresh_token refresh-") ||
		!strings.HasPrefix(p.revoked[1], "access_token access-") {
		t.Errorf("revoked %.20q", p.revoked)
	}
}

func TestMaxAgeAndPrompt(t *testing.T) {
	for _, tt := range []struct {
		name string
		at   any
		want error
	}{
		{"fresh", time.Now().Unix(), nil},
		{"stale", time.Now().Add(-time.Hour).Unix(), ErrToken},
		{"not said", nil, ErrToken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			p.idClaims = func(m map[string]any) { m["auth_time"] = tt.at }
			c := memoryClient(p, NewMemory())
			a, err := c.Begin(t.Context(), BeginOptions{MaxAge: 5 * time.Minute, Prompt: "login"})
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			u, err := url.Parse(a.URL())
			if err != nil {
				t.Fatal(err)
			}
			if q := u.Query(); q.Get("max_age") != "300" || q.Get("prompt") != "login" {
				t.Errorf("query %v lacks what was asked for", q)
			}
			a.testPerson = true
			if err := a.Follow(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			_, err = a.Wait(t.Context())
			wantError(t, p, err, tt.want)
		})
	}
}

func TestKeysRotate(t *testing.T) {
	p := newProvider(memoryIssuer)
	c := memoryClient(p, NewMemory())
	mustLogIn(t, c)
	p.mu.Lock()
	p.kid = "key-2"
	p.mu.Unlock()
	mustLogIn(t, c)
	mustLogIn(t, c)
	if n := p.count("/connect/jwk_uri"); n != 2 {
		t.Errorf("keys were fetched %d times, want once and once more for the new key", n)
	}
	p.sign = func(b []byte) string { return signWith(jose.RS256, signingKey(), "key-9", b) }
	_, err := logIn(t.Context(), c, BeginOptions{})
	wantError(t, p, err, ErrToken)
	if n := p.count("/connect/jwk_uri"); n != 3 {
		t.Errorf("keys were fetched %d times for an unknown key, want once more", n)
	}
}

func TestPlainUserinfoOnlyWhenConfigured(t *testing.T) {
	p := newProvider(memoryIssuer)
	p.signInfo = func(b []byte) (string, string) { return string(b), "application/json" }
	s, err := logIn(t.Context(), memoryClient(p, NewMemory(), func(c *Config) { c.PlainUserinfo = true }), BeginOptions{})
	if err != nil || s.Identity().Name != "Test Specimen" {
		t.Errorf("got %v", err)
	}
}

func TestTestPersonOnlyWhereOffered(t *testing.T) {
	for _, tt := range []struct {
		name    string
		sandbox bool
		address any
		want    error
	}{
		{"offered", true, "http://127.0.0.1:1/x", nil},
		{"not a sandbox", false, "http://127.0.0.1:1/x", ErrUnsupported},
		{"not offered", true, nil, ErrUnsupported},
		{"not on loopback", true, "https://login.test/x", ErrInsecure},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			p.discovery = map[string]any{"sandbox_test_person_endpoint": tt.address}
			c := memoryClient(p, NewMemory(), func(c *Config) { c.Sandbox = tt.sandbox })
			a, err := c.Begin(t.Context(), BeginOptions{TestPerson: true})
			wantError(t, p, err, tt.want)
			if err == nil {
				defer a.Close()
				if !strings.HasPrefix(a.URL(), "http://127.0.0.1:1/x?") {
					t.Errorf("address %s", a.URL())
				}
			}
		})
	}
}

func TestFollow(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(w http.ResponseWriter, r *http.Request) bool
		want   error
	}{
		{"page instead of a redirect", func(w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte("<html>"))
			return true
		}, ErrMalformed},
		{"redirect elsewhere", func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "https://login.test/?"+r.URL.RawQuery, http.StatusFound)
			return true
		}, ErrState},
		{"redirect to another port", func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "http://127.0.0.1:1/callback?code=x&state="+r.URL.Query().Get("state"), http.StatusFound)
			return true
		}, ErrState},
		{"foreign state", func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"?code=x&state=y", http.StatusFound)
			return true
		}, ErrState},
		{"down", func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(503); return true }, ErrServerDown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			p.before = func(w http.ResponseWriter, r *http.Request) bool {
				return strings.HasSuffix(r.URL.Path, "/authorize") && tt.change(w, r)
			}
			a, err := memoryClient(p, NewMemory()).Begin(t.Context(), BeginOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			if err := a.Follow(t.Context(), nil); !errors.Is(err, ErrUnsupported) {
				t.Errorf("an ordinary login was followed: %v", err)
			}
			a.testPerson = true
			wantError(t, p, a.Follow(t.Context(), nil), tt.want)
		})
	}
}
