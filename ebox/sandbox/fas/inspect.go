package fas

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// The attributes in which a registry finds whose box a token opens (ebox-api.md section 9; the person's is ours).
const (
	attrCompany = "urn:be:fgov:kbo-bce:organization:cbe-number"
	attrPerson  = "urn:be:fgov:person:ssin"
)

// introspection is the answer of RFC 7662 section 2.2 with the attributes of the real service.
type introspection struct {
	Active     bool                     `json:"active"`
	ClientID   string                   `json:"client_id,omitempty"`
	TokenType  string                   `json:"token_type,omitempty"`
	Subject    string                   `json:"sub,omitempty"`
	Audience   oidc.Audience            `json:"aud,omitempty"`
	Issuer     string                   `json:"iss,omitempty"`
	ID         string                   `json:"jti,omitempty"`
	IssuedAt   oidc.Time                `json:"iat,omitempty"`
	NotBefore  oidc.Time                `json:"nbf,omitempty"`
	Expiration oidc.Time                `json:"exp,omitempty"`
	Scope      oidc.SpaceDelimitedArray `json:"scope,omitempty"`
	ACR        string                   `json:"acr,omitempty"`
	Attributes map[string][]string      `json:"principalAttributes,omitempty"`
}

// Introspect answers a registry; the library has seen to it that it gave a secret.
func (s *server) Introspect(ctx context.Context, r *op.Request[op.IntrospectionRequest]) (*op.Response, error) {
	_, err := s.VerifyClient(ctx, &op.Request[op.ClientCredentials]{Header: r.Header, Data: r.Data.ClientCredentials})
	if err != nil {
		return nil, err
	}
	a, ok := s.p.store.access(r.Data.Token, s.p.cfg.Now())
	if !ok {
		return op.NewResponse(introspection{}), nil
	}
	g := a.grant()
	attr := attrPerson
	if g.BoxType == Enterprise {
		attr = attrCompany
	}
	return op.NewResponse(introspection{
		Active:     true,
		ClientID:   a.family.clientID,
		TokenType:  oidc.BearerToken,
		Subject:    g.Subject,
		Audience:   oidc.Audience{RegistryClient},
		Issuer:     s.p.Issuer(),
		ID:         a.id,
		IssuedAt:   oidc.FromTime(a.issued),
		NotBefore:  oidc.FromTime(a.issued),
		Expiration: oidc.FromTime(a.expires),
		Scope:      a.scopes,
		ACR:        a.family.acr,
		Attributes: map[string][]string{attr: {g.Owner}},
	}), nil
}

// Revocation ends a token (RFC 7009): an access token alone, a refresh token with all that came from its login. Unknown
// tokens, and those of other clients, are answered alike.
func (s *server) Revocation(_ context.Context, r *op.ClientRequest[oidc.RevocationRequest]) (*op.Response, error) {
	st, h := s.p.store, hash(r.Data.Token)
	st.mu.Lock()
	defer st.mu.Unlock()
	if a, ok := st.tokens[h]; ok && a.family.clientID == r.Client.GetID() {
		delete(st.tokens, h)
	}
	if f, ok := st.families[h]; ok && f.clientID == r.Client.GetID() {
		st.kill(f)
	}
	return op.NewResponse(nil), nil
}

// userinfoClaims are the claims of login.md section 4.
type userinfoClaims struct {
	Issuer         string    `json:"iss"`
	Audience       string    `json:"aud"`
	Subject        string    `json:"sub"`
	IssuedAt       oidc.Time `json:"iat"`
	Expiration     oidc.Time `json:"exp"`
	ID             string    `json:"jti"`
	NationalNumber string    `json:"egovNRN,omitempty"`
	Surname        string    `json:"surname,omitempty"`
	GivenName      string    `json:"givenName,omitempty"`
	PrefLanguage   string    `json:"prefLanguage,omitempty"`
	Mail           string    `json:"mail,omitempty"`
	FedID          string    `json:"fedid,omitempty"`
	AssuranceLevel string    `json:"assurance_level"`
	Roles          []string  `json:"roles,omitempty"`
}

// userinfo answers with a signed JWT (OpenID Connect Core 5.3.2). The token counts in the header only (RFC 6750).
func (p *Provider) userinfo(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		w.Header().Set("WWW-Authenticate", `Bearer realm="fas"`)
		http.Error(w, "access token missing", http.StatusUnauthorized)
		return
	}
	a, ok := p.store.access(token, p.cfg.Now())
	if !ok {
		w.Header().Set("WWW-Authenticate", `Bearer realm="fas", error="invalid_token"`)
		http.Error(w, "access token not accepted", http.StatusUnauthorized)
		return
	}
	jwt, err := p.sign(p.claims(a))
	if err != nil {
		p.cfg.Logger.ErrorContext(r.Context(), "signing userinfo", "error", err)
		http.Error(w, "no answer", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/jwt")
	_, _ = w.Write([]byte(jwt)) // the client went away: nobody to tell
}

// claims are what the token's scopes open.
func (p *Provider) claims(a *accessToken) userinfoClaims {
	faults, f := p.faults(), a.family
	person, now := f.identity.person, p.cfg.Now().Add(faults.ClockSkew)
	c := userinfoClaims{
		Issuer: p.Issuer(), Audience: f.clientID, Subject: person.subject(f.clientID), ID: secret(),
		IssuedAt: oidc.FromTime(now), Expiration: oidc.FromTime(now.Add(time.Minute)), AssuranceLevel: f.acr,
	}
	if faults.WrongSubject {
		c.Subject = person.subject("another-client")
	}
	for _, s := range a.scopes {
		switch s {
		case "egovnrn":
			c.NationalNumber = person.NationalNumber
		case oidc.ScopeProfile:
			c.Surname, c.GivenName, c.PrefLanguage = person.Surname, person.GivenName, person.Language
			c.Mail, c.FedID = person.Mail, person.fedID()
		case "roles":
			c.Roles = []string{f.box}
		}
	}
	return c
}
