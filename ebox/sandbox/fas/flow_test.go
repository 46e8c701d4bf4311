package fas

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/google/go-cmp/cmp"
)

// verifier is a client of another make: go-oidc.
func (w *world) verifier() (*oidc.Provider, *oidc.IDTokenVerifier) {
	w.t.Helper()
	p, err := oidc.NewProvider(oidc.ClientContext(w.t.Context(), w.client()), w.Issuer())
	if err != nil {
		w.t.Fatal(err)
	}
	return p, p.Verifier(&oidc.Config{ClientID: ClientID, Now: w.clock.now})
}

func (w *world) verify(raw string) (*oidc.IDToken, error) {
	w.t.Helper()
	_, v := w.verifier()
	return v.Verify(oidc.ClientContext(w.t.Context(), w.client()), raw)
}

// userinfo fetches the claims and checks their signature with the key set.
func (w *world) info(access string) map[string]any {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodGet, w.Issuer()+"/userinfo", nil)
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+access)
	resp, err := w.client().Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "application/jwt" {
		w.t.Fatalf("userinfo: %d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	set := oidc.NewRemoteKeySet(oidc.ClientContext(w.t.Context(), w.client()), w.Issuer()+"/connect/jwk_uri")
	payload, err := set.VerifySignature(context.WithoutCancel(w.t.Context()), string(body))
	if err != nil {
		w.t.Fatal(err)
	}
	var claims map[string]any
	if err := json.Unmarshal(payload, &claims); err != nil {
		w.t.Fatal(err)
	}
	return claims
}

func TestKeysOnTheirPages(t *testing.T) {
	for _, tt := range []struct {
		key, asked string
		acr        string
		amr        []string
	}{
		{"eid", level400, "urn:be:fedict:iam:fas:Level500", []string{"eid", "urn:be:fedict:iam:fas:Level500"}},
		{"itsme", level400, "urn:be:fedict:iam:fas:Level450", []string{"bmid", "urn:be:fedict:iam:fas:Level450"}},
		{"totp", level400, level400, []string{"totp", level400}},
		{"password", "urn:be:fedict:iam:fas:Level200", "urn:be:fedict:iam:fas:Level200", []string{"pwd", "urn:be:fedict:iam:fas:Level200"}},
		{"itsme", "urn:be:fedict:iam:fas:citizen:Level450", "urn:be:fedict:iam:fas:citizen:Level450", []string{"bmid", "urn:be:fedict:iam:fas:Level450"}},
	} {
		t.Run(tt.key+" for "+tt.asked, func(t *testing.T) {
			w := newWorld(t, Config{})
			a := newAttempt("acr_values", tt.asked)
			b := w.browser().open(a.url(w))
			if got := b.at.Path; got != "/fas/XUI/" || !strings.HasPrefix(b.at.Query().Get("goto"), w.Issuer()+"/authorize?") {
				t.Errorf("the login page is %s", b.at)
			}
			w.clock.pass(7 * time.Second)
			got := b.click("key-" + tt.key).click(tt.key + "-success").arrived()
			if got.Get("state") != a.state || got.Get("iss") != w.Issuer() || got.Get("error") != "" {
				t.Fatalf("answer: %v", got)
			}
			r := w.form("/access_token", a.exchange(got.Get("code")))
			token, err := w.verify(r.ID)
			if err != nil {
				t.Fatal(err)
			}
			if err := token.VerifyAccessToken(r.Access); err != nil {
				t.Error(err)
			}
			var c struct {
				ACR      string   `json:"acr"`
				AMR      []string `json:"amr"`
				Party    string   `json:"azp"`
				AuthTime int64    `json:"auth_time"`
				ID       string   `json:"jti"`
			}
			if err := token.Claims(&c); err != nil {
				t.Fatal(err)
			}
			if c.ACR != tt.acr || c.Party != ClientID || c.AuthTime != w.clock.now().Unix() || c.ID == "" || token.Nonce != a.nonce {
				t.Errorf("claims %+v, nonce %q", c, token.Nonce)
			}
			if diff := cmp.Diff(tt.amr, c.AMR); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTokenReply(t *testing.T) {
	w := newWorld(t, Config{AccessTokenLifetime: 3 * time.Second})
	a, r := w.quick()
	if r.Type != "Bearer" || r.Expires != 3 || r.Scope != "openid profile egovnrn" || r.Refresh == "" {
		t.Errorf("reply: %s %d %q", r.Type, r.Expires, r.Scope)
	}
	if got := r.head.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q", got)
	}
	g, ok := w.Introspect(r.Access)
	want := Grant{
		BoxType: Citizen, Owner: DefaultPersons()[0].NationalNumber, Scopes: []string{"openid", "profile", "egovnrn"},
		Level: Level450, Subject: DefaultPersons()[0].subject(ClientID), Expires: w.clock.now().Add(3 * time.Second),
	}
	if diff := cmp.Diff(want, g); !ok || diff != "" {
		t.Error(diff)
	}
	w.clock.pass(3 * time.Second)
	if _, ok := w.Introspect(r.Access); ok {
		t.Error("the access token outlives its lifetime")
	}
	if _, ok := w.Introspect(a.state); ok {
		t.Error("any string is an access token")
	}
}

func TestUserinfo(t *testing.T) {
	person := DefaultPersons()[1]
	for _, tt := range []struct {
		scope string
		want  map[string]any
	}{
		{"openid", map[string]any{}},
		{"openid egovnrn", map[string]any{"egovNRN": person.NationalNumber}},
		{"openid profile", map[string]any{
			"surname": "Specimen", "givenName": "Test", "prefLanguage": "nl", "mail": person.Mail, "fedid": person.fedID(),
		}},
		{"openid roles unknown", map[string]any{"roles": []any{"citizen"}}},
	} {
		t.Run(tt.scope, func(t *testing.T) {
			w := newWorld(t, Config{})
			_, r := w.quick("scope", tt.scope, "login_hint", person.ID)
			got := w.info(r.Access)
			token, err := w.verify(r.ID)
			if err != nil {
				t.Fatal(err)
			}
			for k, v := range map[string]any{
				"iss": w.Issuer(), "aud": ClientID, "sub": token.Subject, "assurance_level": "urn:be:fedict:iam:fas:Level450",
			} {
				tt.want[k] = v
			}
			for _, k := range []string{"iat", "exp", "jti"} {
				if got[k] == nil {
					t.Errorf("%s is missing", k)
				}
				delete(got, k)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUserinfoNeedsTheHeader(t *testing.T) {
	w := newWorld(t, Config{})
	_, r := w.quick()
	for name, tt := range map[string]struct{ address, header, challenge string }{
		"none":           {"/userinfo", "", `Bearer realm="fas"`},
		"in the address": {"/userinfo?access_token=" + r.Access, "", `Bearer realm="fas"`},
		"unknown":        {"/userinfo", "Bearer nonsense", `Bearer realm="fas", error="invalid_token"`},
		"other scheme":   {"/userinfo", "Basic " + r.Access, `Bearer realm="fas"`},
	} {
		t.Run(name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.Issuer()+tt.address, nil)
			if err != nil {
				t.Fatal(err)
			}
			if tt.header != "" {
				req.Header.Set("Authorization", tt.header)
			}
			resp, err := w.client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = resp.Body.Close() }()
			if resp.StatusCode != http.StatusUnauthorized || resp.Header.Get("WWW-Authenticate") != tt.challenge {
				t.Errorf("%d %s", resp.StatusCode, resp.Header.Get("WWW-Authenticate"))
			}
		})
	}
}

func TestEndings(t *testing.T) {
	for _, tt := range []struct {
		name   string
		asked  string
		clicks []string
		code   string // error for the client
		acr    string // else what the ID token says
		stays  string // else the element that the last page has
	}{
		{"cancel at the choice", level400, []string{"login-cancel"}, "access_denied", "", ""},
		{"cancel at itsme", level400, []string{"key-itsme", "itsme-cancel"}, "access_denied", "", ""},
		{"cancel at eID", level400, []string{"key-eid", "eid-cancel"}, "access_denied", "", ""},
		{"time-out at itsme", level400, []string{"key-itsme", "itsme-timeout"}, "", "", "timed-out"},
		{"time-out at the code", level400, []string{"key-totp", "totp-timeout"}, "", "", "timed-out"},
		{"too weak at itsme", level400, []string{"key-itsme", "itsme-weak"}, "", "urn:be:fedict:iam:fas:Level200", ""},
		{"too weak at eID", "urn:be:fedict:iam:fas:Level500", []string{"key-eid", "eid-weak"}, "", "urn:be:fedict:iam:fas:Level450", ""},
		{"too weak at the choice", level400, []string{"weaker-level"}, "", "urn:be:fedict:iam:fas:Level200", ""},
		{"weaker than a password", "urn:be:fedict:iam:fas:Level200", []string{"weaker-level"}, "", "urn:be:fedict:iam:fas:Level100", ""},
		{"another key after all", level400, []string{"key-eid", "back", "key-totp", "totp-success"}, "", level400, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			a := newAttempt("acr_values", tt.asked)
			b := w.browser().open(a.url(w))
			for _, id := range tt.clicks {
				b.click(id)
			}
			if tt.stays != "" {
				if !b.has(tt.stays) || b.code != http.StatusOK {
					t.Errorf("%d, page without %s:\n%s", b.code, tt.stays, b.body)
				}
				return
			}
			got := b.arrived()
			if got.Get("error") != tt.code || got.Get("state") != a.state || got.Get("iss") != w.Issuer() {
				t.Fatalf("answer: %v", got)
			}
			if tt.code != "" {
				return
			}
			token, err := w.verify(w.form("/access_token", a.exchange(got.Get("code"))).ID)
			if err != nil {
				t.Fatal(err)
			}
			var c struct {
				ACR string `json:"acr"`
			}
			if err := token.Claims(&c); err != nil || c.ACR != tt.acr {
				t.Errorf("acr %q, %v; want %q", c.ACR, err, tt.acr)
			}
		})
	}
}

func TestWhichKeysAreOffered(t *testing.T) {
	for _, tt := range []struct {
		asked string
		want  []string
	}{
		{"urn:be:fedict:iam:fas:Level500", []string{"eid"}},
		{"urn:be:fedict:iam:fas:Level450", []string{"eid", "itsme"}},
		{level400, []string{"eid", "itsme", "totp"}},
		{"urn:be:fedict:iam:fas:Level300", []string{"eid", "itsme", "totp"}},
		{"urn:be:fedict:iam:fas:enterprise:Level200 urn:be:fedict:iam:fas:Level500", []string{"eid", "itsme", "totp", "password"}},
		{"urn:be:fedict:iam:fas:Level100", []string{"eid", "itsme", "totp", "password"}},
		{"", []string{"eid", "itsme", "totp"}},
		{"urn:be:fedict:iam:fas:Level999", []string{"eid", "itsme", "totp"}},
	} {
		t.Run(tt.asked, func(t *testing.T) {
			w := newWorld(t, Config{})
			b := w.browser().open(newAttempt("acr_values", tt.asked).url(w))
			var got []string
			for _, k := range Keys() {
				if b.has("key-" + k.ID) {
					got = append(got, k.ID)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if weakest := tt.asked == "urn:be:fedict:iam:fas:Level100"; b.has("weaker-level") == weakest {
				t.Errorf("button for a weaker level: %v", !weakest)
			}
		})
	}
}
