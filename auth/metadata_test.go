package auth

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestDiscoveryRefusals(t *testing.T) {
	for _, tt := range []struct {
		name    string
		changes map[string]any
		want    error
	}{
		{"as it should be", nil, nil},
		{"another issuer", map[string]any{"issuer": "https://other.test"}, ErrIssuer},
		{"issuer with a slash", map[string]any{"issuer": memoryIssuer + "/"}, ErrIssuer},
		{"issuer in capitals", map[string]any{"issuer": "https://LOGIN.test/fas/oauth2"}, ErrIssuer},
		{"no issuer", map[string]any{"issuer": nil}, ErrIssuer},
		{"no PKCE", map[string]any{"code_challenge_methods_supported": nil}, ErrUnsupported},
		{"plain PKCE only", map[string]any{"code_challenge_methods_supported": []string{"plain"}}, ErrUnsupported},
		{"no code flow", map[string]any{"response_types_supported": []string{"id_token"}}, ErrUnsupported},
		{"HMAC only", map[string]any{"id_token_signing_alg_values_supported": []string{"HS256", "none"}}, ErrUnsupported},
		{"ES256", map[string]any{"id_token_signing_alg_values_supported": []string{"ES256"}}, nil},
		{"no token endpoint", map[string]any{"token_endpoint": nil}, ErrMalformed},
		{"token endpoint over http", map[string]any{"token_endpoint": "http://login.test/x"}, ErrInsecure},
		{"token endpoint over http on loopback", map[string]any{"token_endpoint": "http://127.0.0.1/x"}, ErrInsecure},
		{"keys in a file", map[string]any{"jwks_uri": "file:///etc/passwd"}, ErrInsecure},
		{"authorization with a user name", map[string]any{"authorization_endpoint": "https://a@login.test/x"}, ErrInsecure},
		{"userinfo without a host", map[string]any{"userinfo_endpoint": "/userinfo"}, ErrInsecure},
		{"revocation is no address", map[string]any{"revocation_endpoint": "https://%zz"}, ErrMalformed},
		{"end of session as script", map[string]any{"end_session_endpoint": "javascript:alert(1)"}, ErrInsecure},
		{"wrong type", map[string]any{"token_endpoint": 7}, ErrMalformed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			p.discovery = tt.changes
			md, err := memoryClient(p, NewMemory()).Discover(t.Context())
			wantError(t, p, err, tt.want)
			if (md == nil) != (tt.want != nil) {
				t.Errorf("metadata %v with error %v", md, err)
			}
		})
	}
}

func TestConfigurationRefusals(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Config)
		want   error
	}{
		{"no issuer", func(c *Config) { c.Issuer = "" }, ErrConfig},
		{"no client", func(c *Config) { c.ClientID = "" }, ErrConfig},
		{"http", func(c *Config) { c.Issuer = "http://login.test" }, ErrInsecure},
		{"http on loopback outside the sandbox", func(c *Config) { c.Issuer = "http://127.0.0.1/x" }, ErrInsecure},
		{"http elsewhere in the sandbox", func(c *Config) { c.Issuer, c.Sandbox = "http://login.test", true }, ErrInsecure},
		{"loopback by another name", func(c *Config) { c.Issuer, c.Sandbox = "http://127.0.0.1.test", true }, ErrInsecure},
		{"issuer with a query", func(c *Config) { c.Issuer += "?x" }, ErrConfig},
		{"issuer that is none", func(c *Config) { c.Issuer = "https://%" }, ErrConfig},
		{"redirect path", func(c *Config) { c.RedirectPath = "callback?x" }, ErrConfig},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProvider(memoryIssuer)
			c := memoryClient(p, NewMemory(), tt.change)
			_, err := c.Begin(t.Context(), BeginOptions{})
			wantError(t, p, err, tt.want)
			_, err = c.Resume(t.Context())
			wantError(t, p, err, tt.want)
			if len(p.events) != 0 {
				t.Errorf("asked the server %v", p.events)
			}
		})
	}
}

func TestDiscoveryIsCached(t *testing.T) {
	p, clk := newProvider(memoryIssuer), newClock()
	p.now = clk.now
	c := memoryClient(p, NewMemory())
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{0, 1}, {time.Hour, 1}, {2 * time.Hour, 1}, {2 * time.Hour, 2}, {-24 * time.Hour, 3}} {
		clk.add(step.after)
		if _, err := c.Discover(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := p.count("/.well-known/openid-configuration"); n != step.want {
			t.Errorf("after %v more: fetched %d times, want %d", step.after, n, step.want)
		}
	}
}

func TestDiscoveryFailureIsNotCached(t *testing.T) {
	p := newProvider(memoryIssuer)
	down := true
	p.before = func(w http.ResponseWriter, _ *http.Request) bool {
		if down {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return down
	}
	c := memoryClient(p, NewMemory())
	_, err := c.Discover(t.Context())
	wantError(t, p, err, ErrServerDown)
	down = false
	_, err = c.Discover(t.Context())
	wantError(t, p, err, nil)
}

func TestOptionalEndpoints(t *testing.T) {
	p := newProvider(memoryIssuer)
	p.discovery = map[string]any{
		"device_authorization_endpoint": memoryIssuer + "/device",
		"mtls_endpoint_aliases":         map[string]any{"authorization_endpoint": "https://card.test/x"},
		"sandbox_test_person_endpoint":  "http://127.0.0.1/x",
	}
	md, err := memoryClient(p, NewMemory()).Discover(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if md.DeviceAuthorization != memoryIssuer+"/device" || md.MTLSAuthorization != "https://card.test/x" {
		t.Errorf("got %+v", md)
	}
	if md.TestPerson != "" {
		t.Error("the test person was believed outside the sandbox")
	}
}

// FuzzMetadata: whatever is accepted names our issuer and only addresses that may be used.
func FuzzMetadata(f *testing.F) {
	p := newProvider(memoryIssuer)
	good, err := json.Marshal(p.document())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(strings.ReplaceAll(string(good), "https:", "http:")))
	f.Add([]byte(`{"issuer":"https://login.test/fas/oauth2","code_challenge_methods_supported":["S256"]}`))
	f.Add([]byte(`{}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, b []byte) {
		md, err := parseMetadata(b, memoryIssuer, false)
		if err != nil {
			if !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrIssuer) && !errors.Is(err, ErrUnsupported) && !errors.Is(err, ErrInsecure) {
				t.Fatalf("untyped error %v", err)
			}
			return
		}
		if md.Issuer != memoryIssuer || md.TestPerson != "" {
			t.Fatalf("accepted %+v", md)
		}
		for _, a := range []string{md.Authorization, md.Token, md.Keys} {
			if !strings.HasPrefix(strings.ToLower(a), "https://") {
				t.Fatalf("accepted %q", a)
			}
		}
	})
}
