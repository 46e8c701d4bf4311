package fas

import (
	"context"
	"net/http"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
	"golang.org/x/text/language"
)

// issuerPath is where FAS keeps its OpenID provider.
const issuerPath = "/fas/oauth2"

// testPersonPath, under the issuer, is the shortcut of the sandbox that needs no browser.
const testPersonPath = "/sandbox_test_person"

// devicePath, under the issuer, begins a login by another device (RFC 8628 section 3.1).
const devicePath = "/device_authorization"

// endpoints are the addresses under the issuer; login.md section 2. Authorize, userinfo and end of session are served
// beside the library: it knows no redirect for refused requests, no signed userinfo and no pages.
var endpoints = op.Endpoints{
	Token:         op.NewEndpoint("/access_token"),
	Introspection: op.NewEndpoint("/introspect"),
	Revocation:    op.NewEndpoint("/revoke"),
	JwksURI:       op.NewEndpoint("/connect/jwk_uri"),
}

// metadata is the discovery document with what the library's type lacks.
type metadata struct {
	oidc.DiscoveryConfiguration
	ResponseIss bool   `json:"authorization_response_iss_parameter_supported"` // RFC 9207
	TestPerson  string `json:"sandbox_test_person_endpoint"`
	TestDevice  string `json:"sandbox_test_device_endpoint,omitempty"`
	Aliases     *struct {
		Authorization string `json:"authorization_endpoint"`
	} `json:"mtls_endpoint_aliases,omitempty"` // RFC 8705 section 5
}

// scopes are what a request may ask for; others are ignored, as OpenID Connect Core 3.1.2.1 wants it.
var scopes = []string{"openid", "profile", "egovnrn", Citizen, Enterprise, "roles"}

// Discovery is the metadata (OpenID Connect Discovery 1.0 section 3, RFC 8414).
func (s *server) Discovery(_ context.Context, r *op.Request[struct{}]) (*op.Response, error) {
	faults := s.p.faults()
	if faults.DiscoveryStatus != 0 {
		return nil, op.NewStatusError(oidc.ErrServerError().WithDescription("sandbox fault"), faults.DiscoveryStatus)
	}
	iss := s.p.Issuer()
	m := metadata{ResponseIss: true, TestPerson: iss + testPersonPath}
	m.DiscoveryConfiguration = oidc.DiscoveryConfiguration{
		Issuer:                                    iss,
		AuthorizationEndpoint:                     iss + "/authorize",
		TokenEndpoint:                             endpoints.Token.Absolute(iss),
		IntrospectionEndpoint:                     endpoints.Introspection.Absolute(iss),
		UserinfoEndpoint:                          iss + "/userinfo",
		RevocationEndpoint:                        endpoints.Revocation.Absolute(iss),
		EndSessionEndpoint:                        iss + "/connect/endSession",
		JwksURI:                                   endpoints.JwksURI.Absolute(iss),
		ScopesSupported:                           scopes,
		ResponseTypesSupported:                    []string{string(oidc.ResponseTypeCode)},
		ResponseModesSupported:                    []string{string(oidc.ResponseModeQuery)},
		GrantTypesSupported:                       []oidc.GrantType{oidc.GrantTypeCode, oidc.GrantTypeRefreshToken},
		ACRValuesSupported:                        acrValues(),
		SubjectTypesSupported:                     []string{"pairwise"},
		IDTokenSigningAlgValuesSupported:          []string{string(jose.RS256)},
		UserinfoSigningAlgValuesSupported:         []string{string(jose.RS256)},
		TokenEndpointAuthMethodsSupported:         []oidc.AuthMethod{oidc.AuthMethodNone},
		RevocationEndpointAuthMethodsSupported:    []oidc.AuthMethod{oidc.AuthMethodNone},
		IntrospectionEndpointAuthMethodsSupported: []oidc.AuthMethod{oidc.AuthMethodBasic, oidc.AuthMethodPost},
		ClaimTypesSupported:                       []string{"normal"},
		ClaimsSupported: []string{
			"iss", "sub", "aud", "exp", "iat", "nonce", "acr", "amr", "auth_time", "azp", "at_hash", "jti",
			"egovNRN", "surname", "givenName", "prefLanguage", "mail", "fedid", "assurance_level", "roles",
		},
		CodeChallengeMethodsSupported: []oidc.CodeChallengeMethod{oidc.CodeChallengeMethodS256},
		UILocalesSupported:            oidc.Locales{language.French, language.Dutch, language.German, language.English},
	}
	if s.p.cfg.Device {
		m.DeviceAuthorizationEndpoint = iss + devicePath
		m.GrantTypesSupported = append(m.GrantTypesSupported, oidc.GrantTypeDeviceCode)
		m.TestDevice = iss + testDevicePath
	}
	if entry := s.p.cfg.CardEntry; entry != "" {
		m.Aliases = &struct {
			Authorization string `json:"authorization_endpoint"`
		}{entry}
	}
	if faults.NoS256 {
		m.CodeChallengeMethodsSupported = nil
	}
	if faults.MetadataIssuer {
		m.Issuer += "/other"
	}
	resp := op.NewResponse(m)
	resp.Header.Set("Cache-Control", "public, max-age=3600")
	return resp, nil
}

// Keys is the key set (RFC 7517): the key that signs and the one before it.
func (s *server) Keys(context.Context, *op.Request[struct{}]) (*op.Response, error) {
	resp := op.NewResponse(s.p.keys.public())
	resp.Header = http.Header{"Cache-Control": {"public, max-age=60"}}
	return resp, nil
}

// acrValues are all names of all levels, strongest first.
func acrValues() []string {
	var v []string
	for _, group := range []string{"", Citizen, Enterprise} {
		for i := len(levels) - 1; i >= 0; i-- {
			if group == "" {
				v = append(v, levels[i].URN())
				continue
			}
			v = append(v, levels[i].groupURN(group))
		}
	}
	return v
}
