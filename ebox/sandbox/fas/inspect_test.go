package fas

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// asked is the whole answer to an introspection by the registry.
func (w *world) asked(token string) map[string]any {
	w.t.Helper()
	v := url.Values{"token": {token}}
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodPost, w.Issuer()+"/introspect", strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.SetBasicAuth(RegistryClient, RegistrySecret)
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, r)
	var got map[string]any
	if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil || rec.Code != http.StatusOK {
		w.t.Fatalf("%d %v", rec.Code, err)
	}
	return got
}

func TestIntrospection(t *testing.T) {
	person := DefaultPersons()[0]
	for _, tt := range []struct{ name, scope, attr, owner string }{
		{"citizen", "openid egovnrn", attrPerson, person.NationalNumber},
		{"company", "openid enterprise", attrCompany, person.Company.Number},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			_, r := w.quick("scope", tt.scope)
			now := float64(w.clock.now().Unix())
			want := map[string]any{
				"active": true, "client_id": ClientID, "token_type": "Bearer", "sub": person.subject(ClientID),
				"iss": w.Issuer(), "aud": []any{RegistryClient}, "iat": now, "nbf": now, "exp": now + 300, "scope": tt.scope,
				"acr": "urn:be:fedict:iam:fas:Level450", "principalAttributes": map[string]any{tt.attr: []any{tt.owner}},
			}
			got := w.asked(r.Access)
			if got["jti"] == "" || got["jti"] == nil {
				t.Error("no jti")
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreMapEntries(func(k string, _ any) bool { return k == "jti" })); diff != "" {
				t.Error(diff)
			}
			for name, token := range map[string]string{"refresh token": r.Refresh, "ID token": r.ID, "unknown": "x"} {
				if diff := cmp.Diff(map[string]any{"active": false}, w.asked(token)); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
			}
		})
	}
}

func TestIntrospectionRefusals(t *testing.T) {
	w := newWorld(t, Config{})
	_, r := w.quick()
	for _, tt := range []struct {
		name   string
		basic  []string
		form   url.Values
		want   string
		status int
	}{
		{"nobody", nil, url.Values{"token": {r.Access}}, "invalid_request", 400},
		{"the public client", nil, url.Values{"token": {r.Access}, "client_id": {ClientID}}, "invalid_client", 400},
		{"wrong secret", []string{RegistryClient, "x"}, url.Values{"token": {r.Access}}, "invalid_client", 401},
		{"public client with a secret", []string{ClientID, "x"}, url.Values{"token": {r.Access}}, "invalid_client", 401},
		{"assertion", nil, url.Values{
			"token": {r.Access}, "client_assertion": {"x"},
			"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		}, "invalid_client", 400},
		{"no token", []string{RegistryClient, RegistrySecret}, url.Values{}, "invalid_request", 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := w.in(t).form("/introspect", tt.form, tt.basic...)
			if got.Error != tt.want || got.status != tt.status {
				t.Errorf("%d %q, want %d %q", got.status, got.Error, tt.status, tt.want)
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	w := newWorld(t, Config{})
	b := w.browser().open(w.Issuer() + "/.well-known/openid-configuration")
	var got map[string]any
	if err := json.Unmarshal([]byte(b.body), &got); err != nil {
		t.Fatal(err)
	}
	iss := testBase + "/fas/oauth2"
	for name, want := range map[string]any{
		"issuer": iss, "authorization_endpoint": iss + "/authorize", "token_endpoint": iss + "/access_token",
		"userinfo_endpoint": iss + "/userinfo", "introspection_endpoint": iss + "/introspect",
		"revocation_endpoint": iss + "/revoke", "end_session_endpoint": iss + "/connect/endSession",
		"jwks_uri": iss + "/connect/jwk_uri", "authorization_response_iss_parameter_supported": true,
		"sandbox_test_person_endpoint": iss + "/sandbox_test_person", "response_types_supported": []any{"code"},
		"grant_types_supported": []any{"authorization_code", "refresh_token"}, "code_challenge_methods_supported": []any{"S256"},
		"token_endpoint_auth_methods_supported": []any{"none"}, "id_token_signing_alg_values_supported": []any{"RS256"},
		"userinfo_signing_alg_values_supported": []any{"RS256"}, "ui_locales_supported": []any{"fr", "nl", "de", "en"},
		"device_authorization_endpoint": nil, "mtls_endpoint_aliases": nil, "request_uri_parameter_supported": false,
	} {
		if diff := cmp.Diff(want, got[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for _, v := range got["acr_values_supported"].([]any) {
		if _, _, ok := ParseLevel(v.(string)); !ok {
			t.Errorf("announces %v and does not know it", v)
		}
	}
}

func TestBaseAddress(t *testing.T) {
	for _, tt := range []struct {
		base, issuer string
	}{
		{"http://127.0.0.1:4444", "http://127.0.0.1:4444/fas/oauth2"},
		{"http://127.0.0.1:4444/", "http://127.0.0.1:4444/fas/oauth2"},
		{"https://sandbox.invalid", "https://sandbox.invalid/fas/oauth2"},
		{"http://127.0.0.1:4444/x", ""},
		{"http://127.0.0.1:4444?x", ""},
		{"ftp://127.0.0.1", ""},
		{"127.0.0.1:4444", ""},
		{"http://x:y@127.0.0.1", ""},
		{":", ""},
	} {
		t.Run(tt.base, func(t *testing.T) {
			p, err := New(Config{BaseURL: tt.base, Keys: testKeys()})
			if (err == nil) != (tt.issuer != "") {
				t.Fatalf("error %v", err)
			}
			if err == nil && p.Issuer() != tt.issuer {
				t.Errorf("issuer %s", p.Issuer())
			}
		})
	}
	p, err := New(Config{Keys: testKeys()})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(p.Handler())
	defer srv.Close()
	status := func() int {
		resp, err := srv.Client().Get(srv.URL + "/fas/oauth2/.well-known/openid-configuration")
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		return resp.StatusCode
	}
	if got := status(); got != http.StatusServiceUnavailable {
		t.Errorf("before the address is known: %d", got)
	}
	if err := p.SetBaseURL(srv.URL); err != nil {
		t.Fatal(err)
	}
	if got := status(); got != http.StatusOK {
		t.Errorf("afterwards: %d", got)
	}
}
