package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// metadataAge is how long the discovery document is used before it is fetched again.
const metadataAge = 4 * time.Hour

// algorithms are the signatures we accept, whatever the server offers: never none, never HMAC.
var algorithms = []string{oidc.RS256, oidc.ES256}

// Metadata is what the login server says about itself: OpenID Connect Discovery 1.0 section 3, RFC 8414, RFC 9207.
// An address that is not there is "". All of them passed the rule for addresses: https, or loopback in the sandbox.
type Metadata struct {
	Issuer              string
	Authorization       string
	Token               string
	Userinfo            string
	Keys                string // jwks_uri
	Revocation          string // RFC 7009
	EndSession          string // OpenID Connect RP-Initiated Logout 1.0
	DeviceAuthorization string // RFC 8628
	MTLSAuthorization   string // mtls_endpoint_aliases, RFC 8705 section 5: the card's way in
	TestPerson          string // sandbox_test_person_endpoint: only in the sandbox, only on loopback
	AlwaysIssuer        bool   // every answer carries iss, RFC 9207

	keys    *keySet
	fetched time.Time
}

type discoveryDocument struct {
	Issuer        string   `json:"issuer"`
	Authorization string   `json:"authorization_endpoint"`
	Token         string   `json:"token_endpoint"`
	Userinfo      string   `json:"userinfo_endpoint"`
	Keys          string   `json:"jwks_uri"`
	Revocation    string   `json:"revocation_endpoint"`
	EndSession    string   `json:"end_session_endpoint"`
	Device        string   `json:"device_authorization_endpoint"`
	TestPerson    string   `json:"sandbox_test_person_endpoint"`
	ResponseTypes []string `json:"response_types_supported"`
	Challenges    []string `json:"code_challenge_methods_supported"`
	Algorithms    []string `json:"id_token_signing_alg_values_supported"`
	AlwaysIssuer  bool     `json:"authorization_response_iss_parameter_supported"`
	Aliases       struct {
		Authorization string `json:"authorization_endpoint"`
	} `json:"mtls_endpoint_aliases"`
}

// Discover gives the server's metadata, from memory for some hours. It refuses (ErrIssuer) a document whose issuer
// is not the configured one character by character, (ErrUnsupported) a server without PKCE S256, and (ErrInsecure)
// addresses that are not https.
func (c *Client) Discover(ctx context.Context) (*Metadata, error) {
	if err := c.cfg.check(); err != nil {
		return nil, err
	}
	if err := c.discovery.lock(ctx); err != nil {
		return nil, err
	}
	defer c.discovery.unlock()
	if age := c.cfg.Now().Sub(c.fetchedAt()); c.metadata != nil && age >= 0 && age < metadataAge {
		return c.metadata, nil
	}
	b, err := c.get(ctx, strings.TrimSuffix(c.cfg.Issuer, "/")+"/.well-known/openid-configuration")
	if err != nil {
		return nil, fmt.Errorf("reading the login server's metadata: %w", err)
	}
	md, err := parseMetadata(b, c.cfg.Issuer, c.cfg.Sandbox)
	if err != nil {
		return nil, fmt.Errorf("reading the login server's metadata: %w", err)
	}
	md.fetched = c.cfg.Now()
	md.keys = newKeySet(oidc.ClientContext(ctx, c.http), md.Keys)
	c.metadata = md
	return md, nil
}

func (c *Client) fetchedAt() time.Time {
	if c.metadata == nil {
		return time.Time{}
	}
	return c.metadata.fetched
}

// get fetches a public JSON document of the login server.
func (c *Client) get(ctx context.Context, address string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, ErrConfig
	}
	req.Header.Set("Accept", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, cause(ctx, err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: HTTP %d", ErrMalformed, resp.StatusCode)
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, readError(ctx, err)
	}
	return b, nil
}

// parseMetadata reads a discovery document and applies every rule to it that needs no network.
func parseMetadata(b []byte, issuer string, sandbox bool) (*Metadata, error) {
	var d discoveryDocument
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, ErrMalformed // the parser's words would quote the document
	}
	if d.Issuer != issuer {
		return nil, fmt.Errorf("%w: the document names another issuer", ErrIssuer)
	}
	if !slices.Contains(d.Challenges, "S256") {
		return nil, fmt.Errorf("%w: PKCE with S256", ErrUnsupported)
	}
	if len(d.ResponseTypes) > 0 && !slices.Contains(d.ResponseTypes, "code") {
		return nil, fmt.Errorf("%w: authorization code flow", ErrUnsupported)
	}
	if len(d.Algorithms) > 0 && !slices.ContainsFunc(d.Algorithms, func(a string) bool { return slices.Contains(algorithms, a) }) {
		return nil, fmt.Errorf("%w: signatures with RS256 or ES256", ErrUnsupported)
	}
	md := &Metadata{
		Issuer: d.Issuer, Authorization: d.Authorization, Token: d.Token, Userinfo: d.Userinfo, Keys: d.Keys,
		Revocation: d.Revocation, EndSession: d.EndSession, DeviceAuthorization: d.Device,
		MTLSAuthorization: d.Aliases.Authorization, AlwaysIssuer: d.AlwaysIssuer,
	}
	if sandbox {
		md.TestPerson = d.TestPerson
	}
	if err := md.check(sandbox); err != nil {
		return nil, err
	}
	return md, nil
}

// check applies the rule for addresses to every endpoint.
func (m *Metadata) check(sandbox bool) error {
	for _, e := range []struct {
		name, address string
		required      bool
	}{
		{"authorization_endpoint", m.Authorization, true},
		{"token_endpoint", m.Token, true},
		{"jwks_uri", m.Keys, true},
		{"userinfo_endpoint", m.Userinfo, false},
		{"revocation_endpoint", m.Revocation, false},
		{"end_session_endpoint", m.EndSession, false},
		{"device_authorization_endpoint", m.DeviceAuthorization, false},
		{"mtls_endpoint_aliases", m.MTLSAuthorization, false},
		{"sandbox_test_person_endpoint", m.TestPerson, false},
	} {
		if e.address == "" && !e.required {
			continue
		}
		u, err := url.Parse(e.address)
		if err != nil || e.address == "" {
			return fmt.Errorf("%w: %s missing", ErrMalformed, e.name)
		}
		if err := checkAddress(u, sandbox); err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		if e.name == "sandbox_test_person_endpoint" && !isLoopback(u) {
			return fmt.Errorf("%s: %w", e.name, ErrInsecure)
		}
	}
	return nil
}
