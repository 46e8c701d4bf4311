package fas

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const testGone = "http://127.0.0.1:8765/logged-out"

func (w *world) still(b *browser) bool {
	w.t.Helper()
	return b.open(newAttempt("prompt", "none").url(w)).arrived().Has("code")
}

func TestLogout(t *testing.T) {
	for _, tt := range []struct {
		name   string
		params url.Values
		hint   bool // with an ID token of who is logged in
		asks   bool
		ends   string // where the browser ends
	}{
		{"with the ID token", url.Values{}, true, false, testBase + "/fasui/logged-out?lang=fr"},
		{"with it, and back", url.Values{"post_logout_redirect_uri": {testGone}, "state": {"s t"}}, true, false, testGone + "?state=s+t"},
		{"without", url.Values{"client_id": {ClientID}}, false, true, testBase + "/fasui/logged-out?lang=fr"},
		{"without, and back", url.Values{"post_logout_redirect_uri": {testGone}, "state": {"s"}}, false, true, testGone + "?state=s"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			b := w.loggedIn()
			a := newAttempt()
			r := w.form("/access_token", a.exchange(b.open(a.url(w)).arrived().Get("code")))
			if tt.hint {
				tt.params.Set("id_token_hint", r.ID)
			}
			b.open(w.Issuer() + "/connect/endSession?" + tt.params.Encode())
			if b.has("logout-confirm") != tt.asks {
				t.Fatalf("asks: %v", !tt.asks)
			}
			if tt.asks {
				b.click("logout-confirm")
			}
			if b.at.String() != tt.ends {
				t.Errorf("ends at %s, want %s", b.at, tt.ends)
			}
			if w.still(b) {
				t.Error("the browser is still logged in")
			}
			if w.refreshed(r.Refresh).Access == "" {
				t.Error("the client's tokens went too: it revokes them itself")
			}
		})
	}
}

func TestLogoutRefusals(t *testing.T) {
	w := newWorld(t, Config{})
	_, other := w.quick("login_hint", "specimen-de")
	for name, tt := range map[string]struct {
		params url.Values
		shows  string
	}{
		"foreign address": {url.Values{"post_logout_redirect_uri": {"https://example.org/"}}, "refused"},
		"callback":        {url.Values{"post_logout_redirect_uri": {testCallback}}, "refused"},
		"broken hint":     {url.Values{"id_token_hint": {"x.y.z"}}, "refused"},
		"unsigned hint":   {url.Values{"id_token_hint": {"eyJhbGciOiJub25lIn0." + strings.Split(other.ID, ".")[1] + "."}}, "refused"},
		"somebody else's": {url.Values{"id_token_hint": {other.ID}}, "logout-confirm"},
	} {
		t.Run(name, func(t *testing.T) {
			w := w.in(t)
			b := w.loggedIn()
			if b.open(w.Issuer() + "/connect/endSession?" + tt.params.Encode()); !b.has(tt.shows) {
				t.Errorf("%d without %s", b.code, tt.shows)
			}
			if !w.still(b) {
				t.Error("the browser is logged out")
			}
		})
	}
	b := w.loggedIn()
	b.post(w.BaseURL()+"/fasui/logout", url.Values{"post_logout_redirect_uri": {"https://example.org/"}})
	if !b.has("refused") {
		t.Errorf("the form leads to %s", b.at)
	}
}

func TestLogoutOfNobody(t *testing.T) {
	w := newWorld(t, Config{})
	if b := w.browser().open(w.Issuer() + "/connect/endSession"); !b.has("logged-out") {
		t.Errorf("%d at %s", b.code, b.at)
	}
}

func TestRevocation(t *testing.T) {
	for _, tt := range []struct {
		name            string
		which           func(reply) string
		access, refresh bool // still good afterwards
	}{
		{"access token", func(r reply) string { return r.Access }, false, true},
		{"refresh token", func(r reply) string { return r.Refresh }, false, false},
		{"unknown token", func(reply) string { return secret() }, true, true},
	} {
		for _, hint := range []string{"", "access_token", "refresh_token", "x"} {
			t.Run(tt.name+" "+hint, func(t *testing.T) {
				w := newWorld(t, Config{})
				_, r := w.quick()
				got := w.form("/revoke", url.Values{"token": {tt.which(r)}, "token_type_hint": {hint}, "client_id": {ClientID}})
				if got.status != http.StatusOK {
					t.Errorf("status %d", got.status)
				}
				if _, ok := w.Introspect(r.Access); ok != tt.access {
					t.Errorf("access token good: %v", ok)
				}
				if again := w.refreshed(r.Refresh); (again.Access != "") != tt.refresh {
					t.Errorf("refresh token: %d", again.status)
				}
			})
		}
	}
}

func TestRevocationRefusals(t *testing.T) {
	w := newWorld(t, Config{})
	_, r := w.quick()
	for name, tt := range map[string]struct {
		v    url.Values
		want string
	}{
		"no client":      {url.Values{"token": {r.Refresh}}, "invalid_request"},
		"unknown client": {url.Values{"token": {r.Refresh}, "client_id": {"x"}}, "invalid_client"},
		"no token":       {url.Values{"client_id": {ClientID}}, "invalid_request"},
		"not its own":    {url.Values{"token": {r.Refresh}, "client_id": {RegistryClient}, "client_secret": {RegistrySecret}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := w.in(t).form("/revoke", tt.v); got.Error != tt.want {
				t.Errorf("%d %q, want %q", got.status, got.Error, tt.want)
			}
		})
	}
	if w.refreshed(r.Refresh).Access == "" {
		t.Error("the token is gone all the same")
	}
}
