package fas

import (
	"context"
	"crypto/subtle"
	"net/http"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// client is a program that is known here: the public one of persons, or a registry that introspects.
type client struct {
	id     string
	secret string // "" for a public client
	device bool   // may use the device grant
}

// clientByID knows the clients. Companies' own software has a server of its own: package oauth.
func clientByID(id string) (client, bool) {
	switch id {
	case ClientID:
		return client{id: id}, true
	case RegistryClient:
		return client{id: id, secret: RegistrySecret}, true
	}
	return client{}, false
}

// The methods below make it an op.Client. Redirect addresses are checked by loopback and not by the library, whose
// rules for native clients let any loopback name and scheme pass.

func (c client) GetID() string                       { return c.id }
func (c client) RedirectURIs() []string              { return nil }
func (c client) PostLogoutRedirectURIs() []string    { return nil }
func (c client) ApplicationType() op.ApplicationType { return op.ApplicationTypeNative }
func (c client) ResponseTypes() []oidc.ResponseType {
	return []oidc.ResponseType{oidc.ResponseTypeCode}
}
func (c client) LoginURL(string) string              { return "" }
func (c client) AccessTokenType() op.AccessTokenType { return op.AccessTokenTypeBearer }

func (c client) IDTokenLifetime() time.Duration                               { return idTokenLifetime }
func (c client) DevMode() bool                                                { return false }
func (c client) IsScopeAllowed(string) bool                                   { return true }
func (c client) IDTokenUserinfoClaimsAssertion() bool                         { return false }
func (c client) ClockSkew() time.Duration                                     { return 0 }
func (c client) RestrictAdditionalIdTokenScopes() func([]string) []string     { return same }
func (c client) RestrictAdditionalAccessTokenScopes() func([]string) []string { return same }

func same(s []string) []string { return s }

func (c client) AuthMethod() oidc.AuthMethod {
	if c.secret == "" {
		return oidc.AuthMethodNone
	}
	return oidc.AuthMethodBasic
}

func (c client) GrantTypes() []oidc.GrantType {
	var grants []oidc.GrantType
	if c.secret == "" {
		grants = append(grants, oidc.GrantTypeCode, oidc.GrantTypeRefreshToken)
	}
	if c.device {
		grants = append(grants, oidc.GrantTypeDeviceCode)
	}
	return grants
}

// VerifyClient tells who calls the token, revocation and introspection endpoints (RFC 6749 section 2.3, 3.2.1).
func (s *server) VerifyClient(_ context.Context, r *op.Request[op.ClientCredentials]) (op.Client, error) {
	refused := oidc.ErrInvalidClient().WithDescription("client unknown or not authenticated")
	c, ok := clientByID(r.Data.ClientID)
	good := ok && r.Data.ClientAssertion == "" &&
		subtle.ConstantTimeCompare([]byte(c.secret), []byte(r.Data.ClientSecret)) == 1
	if good {
		c.device = s.p.cfg.Device && c.secret == ""
		return c, nil
	}
	if r.Header.Get("Authorization") != "" {
		return nil, op.NewStatusError(refused, http.StatusUnauthorized)
	}
	return nil, refused
}
