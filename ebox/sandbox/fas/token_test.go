package fas

import (
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"time"
)

func (w *world) code(over ...string) (attempt, url.Values) {
	w.t.Helper()
	a := newAttempt(over...)
	return a, a.exchange(w.browser().open(a.shortcut(w)).arrived().Get("code"))
}

func TestCodeRefusals(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(w *world, v url.Values)
		want   string
		status int
	}{
		{"another verifier", func(_ *world, v url.Values) { v.Set("code_verifier", secret()) }, "invalid_grant", 400},
		{"no verifier", func(_ *world, v url.Values) { v.Del("code_verifier") }, "invalid_grant", 400},
		{"the challenge as verifier", func(_ *world, v url.Values) { v.Set("code_verifier", "x") }, "invalid_grant", 400},
		{"another port", func(_ *world, v url.Values) { v.Set("redirect_uri", "http://127.0.0.1:1/callback") }, "invalid_grant", 400},
		{"no redirect", func(_ *world, v url.Values) { v.Del("redirect_uri") }, "invalid_request", 400},
		{"no code", func(_ *world, v url.Values) { v.Del("code") }, "invalid_request", 400},
		{"unknown code", func(_ *world, v url.Values) { v.Set("code", secret()) }, "invalid_grant", 400},
		{"too late", func(w *world, _ url.Values) { w.clock.pass(codeLifetime) }, "invalid_grant", 400},
		{"no client", func(_ *world, v url.Values) { v.Del("client_id") }, "invalid_request", 400},
		{"unknown client", func(_ *world, v url.Values) { v.Set("client_id", "x") }, "invalid_client", 400},
		{"a secret from a public client", func(_ *world, v url.Values) { v.Set("client_secret", "x") }, "invalid_client", 400},
		{"another client's", func(_ *world, v url.Values) {
			v.Set("client_id", RegistryClient)
			v.Set("client_secret", RegistrySecret)
		}, "unauthorized_client", 400},
		{"no grant type", func(_ *world, v url.Values) { v.Del("grant_type") }, "invalid_request", 400},
		{"unknown grant type", func(_ *world, v url.Values) { v.Set("grant_type", "x") }, "unsupported_grant_type", 400},
		{"password grant", func(_ *world, v url.Values) { v.Set("grant_type", "password") }, "unsupported_grant_type", 400},
		{"client credentials", func(_ *world, v url.Values) { v.Set("grant_type", "client_credentials") }, "unauthorized_client", 400},
		{"device", func(_ *world, v url.Values) {
			v.Set("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
		}, "unauthorized_client", 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			_, v := w.code()
			tt.change(w, v)
			r := w.form("/access_token", v)
			if r.Error != tt.want || r.status != tt.status || r.Access != "" || r.ID != "" {
				t.Errorf("%d %q, want %d %q", r.status, r.Error, tt.status, tt.want)
			}
		})
	}
}

func TestCodeLivesLongEnough(t *testing.T) {
	w := newWorld(t, Config{})
	_, v := w.code()
	w.clock.pass(codeLifetime - time.Second)
	if r := w.form("/access_token", v); r.Access == "" {
		t.Errorf("%d %s after 59 s", r.status, r.Error)
	}
}

func TestWrongTryUsesTheCodeUp(t *testing.T) {
	w := newWorld(t, Config{})
	_, v := w.code()
	wrong := url.Values{}
	for k, x := range v {
		wrong[k] = x
	}
	wrong.Set("code_verifier", secret())
	w.form("/access_token", wrong)
	if r := w.form("/access_token", v); r.Error != "invalid_grant" {
		t.Errorf("%d %q after a try with another verifier", r.status, r.Error)
	}
}

func TestCodeReuseKillsItsTokens(t *testing.T) {
	w := newWorld(t, Config{})
	_, v := w.code()
	first := w.form("/access_token", v)
	second := w.refreshed(first.Refresh)
	w.clock.pass(10 * time.Minute) // long after the code expired
	third := w.refreshed(second.Refresh)
	if r := w.form("/access_token", v); r.Error != "invalid_grant" {
		t.Fatalf("second use of the code: %d %q", r.status, r.Error)
	}
	if _, ok := w.Introspect(third.Access); ok {
		t.Error("the access token survived")
	}
	if r := w.refreshed(third.Refresh); r.Error != "invalid_grant" {
		t.Errorf("the refresh token survived: %d", r.status)
	}
}

func TestRefreshRotates(t *testing.T) {
	w := newWorld(t, Config{AccessTokenLifetime: time.Minute})
	_, r := w.quick()
	first, err := w.verify(r.ID)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{r.Refresh: true, r.Access: true}
	for range 5 {
		w.clock.pass(time.Hour)
		r = w.refreshed(r.Refresh)
		if seen[r.Refresh] || seen[r.Access] || r.Access == "" {
			t.Fatal("a token came twice, or not at all")
		}
		seen[r.Refresh], seen[r.Access] = true, true
		token, err := w.verify(r.ID)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			AuthTime int64  `json:"auth_time"`
			ACR      string `json:"acr"`
		}
		if err := token.Claims(&c); err != nil {
			t.Fatal(err)
		}
		if token.Subject != first.Subject || token.Nonce != "" || c.AuthTime != first.IssuedAt.Unix() || c.ACR == "" {
			t.Errorf("refreshed ID token: nonce %q, auth_time %d, acr %q", token.Nonce, c.AuthTime, c.ACR)
		}
		if !token.IssuedAt.Equal(w.clock.now()) || token.VerifyAccessToken(r.Access) != nil {
			t.Error("refreshed ID token: iat or at_hash")
		}
	}
}

func TestRefreshReuseKillsTheFamily(t *testing.T) {
	w := newWorld(t, Config{})
	_, other := w.quick()
	_, first := w.quick()
	second := w.refreshed(first.Refresh)
	third := w.refreshed(second.Refresh)
	if r := w.refreshed(first.Refresh); r.Error != "invalid_grant" {
		t.Fatalf("reuse: %d %q", r.status, r.Error)
	}
	if r := w.refreshed(third.Refresh); r.Error != "invalid_grant" {
		t.Errorf("the good refresh token survived: %d", r.status)
	}
	for name, token := range map[string]string{"first": first.Access, "second": second.Access, "third": third.Access} {
		if _, ok := w.Introspect(token); ok {
			t.Errorf("the %s access token survived", name)
		}
	}
	if r := w.refreshed(other.Refresh); r.Access == "" {
		t.Error("another login's tokens went too")
	}
}

func TestRefreshRefusals(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(w *world, v url.Values)
		want   string
	}{
		{"unknown", func(_ *world, v url.Values) { v.Set("refresh_token", secret()) }, "invalid_grant"},
		{"missing", func(_ *world, v url.Values) { v.Del("refresh_token") }, "invalid_request"},
		{"more scopes", func(_ *world, v url.Values) { v.Set("scope", "openid roles") }, "invalid_scope"},
		{"over", func(w *world, _ url.Values) { w.clock.pass(time.Hour) }, "invalid_grant"},
		{"ended elsewhere", func(w *world, _ url.Values) { w.RevokeAll() }, "invalid_grant"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{RefreshTokenLifetime: time.Hour})
			_, r := w.quick()
			v := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {r.Refresh}, "client_id": {ClientID}}
			tt.change(w, v)
			if got := w.form("/access_token", v); got.Error != tt.want || got.Access != "" {
				t.Errorf("%d %q, want %q", got.status, got.Error, tt.want)
			}
		})
	}
}

func TestRefreshForLess(t *testing.T) {
	w := newWorld(t, Config{})
	_, r := w.quick()
	less := w.form("/access_token", url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {r.Refresh}, "client_id": {ClientID}, "scope": {"openid"},
	})
	if info := w.info(less.Access); less.Scope != "openid" || info["egovNRN"] != nil {
		t.Errorf("scope %q gives claims %v", less.Scope, info)
	}
	empty := w.form("/access_token", url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {less.Refresh}, "client_id": {ClientID}, "scope": {""},
	})
	if again := w.refreshed(empty.Refresh); again.Scope != "openid profile egovnrn" {
		t.Errorf("the next refresh gives %q", again.Scope)
	}
}

func TestSecretsInTheAddressDoNotCount(t *testing.T) {
	w := newWorld(t, Config{})
	_, v := w.code()
	b := w.browser().open(w.Issuer() + "/access_token?" + v.Encode())
	if b.code != http.StatusMethodNotAllowed || b.head.Get("Allow") != http.MethodPost {
		t.Errorf("GET: %d", b.code)
	}
	b.post(w.Issuer()+"/access_token?"+v.Encode(), url.Values{})
	if b.code != http.StatusBadRequest {
		t.Errorf("parameters in the address of a POST: %d", b.code)
	}
	if r := w.form("/access_token", v); r.Access == "" {
		t.Errorf("the right way: %d %s", r.status, r.Error)
	}
}

func TestRefreshInParallel(t *testing.T) {
	w := newWorld(t, Config{})
	_, r := w.quick()
	var good atomic.Int32
	t.Run("all", func(t *testing.T) {
		for range 16 {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				if w.in(t).refreshed(r.Refresh).Access != "" {
					good.Add(1)
				}
			})
		}
	})
	if n := good.Load(); n != 1 {
		t.Errorf("one refresh token was good %d times", n)
	}
}

func TestManyLoginsInParallel(t *testing.T) {
	shared := newWorld(t, Config{AskBox: true})
	for i := range 24 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			w, a := shared.in(t), newAttempt()
			b := w.browser().open(a.url(w)).click("key-itsme").click("itsme-success")
			box := []string{Citizen, Enterprise}[i%2]
			got := b.click("identity-" + box).arrived()
			r := w.form("/access_token", a.exchange(got.Get("code")))
			if i%8 == 0 {
				if err := w.Rotate(); err != nil {
					t.Error(err)
				}
			}
			g, ok := w.Introspect(w.refreshed(r.Refresh).Access)
			if !ok || g.BoxType != box || got.Get("state") != a.state {
				t.Errorf("login %d: %v, box %s", i, ok, g.BoxType)
			}
		})
	}
}
