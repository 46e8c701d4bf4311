package fas

import (
	"context"
	"crypto/subtle"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// idTokenLifetime is between iat and exp of an ID token.
const idTokenLifetime = 10 * time.Minute

// maxSpent is how many used refresh tokens of one login are remembered.
const maxSpent = 1000

// issued is what one answer of the token endpoint hands out.
type issued struct {
	family  *family
	nonce   string
	access  string
	refresh string
	scopes  []string
}

func invalidGrant(why string) error { return oidc.ErrInvalidGrant().WithDescription("%s", why) }

// CodeExchange is the authorization_code grant (RFC 6749 section 4.1.3).
func (s *server) CodeExchange(_ context.Context, r *op.ClientRequest[oidc.AccessTokenRequest]) (*op.Response, error) {
	out, err := s.p.redeem(r.Client.GetID(), r.Data)
	if err != nil {
		return nil, err
	}
	return s.p.tokenResponse(out)
}

// RefreshToken is the refresh_token grant (RFC 6749 section 6) with rotation (RFC 9700 section 4.14.2).
func (s *server) RefreshToken(_ context.Context, r *op.ClientRequest[oidc.RefreshTokenRequest]) (*op.Response, error) {
	scopes := strings.Fields(r.Data.Scopes.String()) // an empty scope comes as one empty word
	out, err := s.p.refresh(r.Client.GetID(), r.Data.RefreshToken, scopes)
	if err != nil {
		return nil, err
	}
	return s.p.tokenResponse(out)
}

// redeem exchanges a code. Any try uses it up; a second one ends what came from the first.
func (p *Provider) redeem(clientID string, r *oidc.AccessTokenRequest) (issued, error) {
	s, now := p.store, p.cfg.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.codes[hash(r.Code)]
	if !ok {
		return issued{}, invalidGrant("code unknown")
	}
	if c.used {
		s.kill(c.family)
		return issued{}, invalidGrant("code used before")
	}
	c.used = true
	challenge := oidc.NewSHACodeChallenge(r.CodeVerifier)
	switch {
	case !now.Before(c.expires):
		return issued{}, invalidGrant("code expired")
	case c.clientID != clientID:
		return issued{}, invalidGrant("code of another client")
	case c.redirectURI != r.RedirectURI:
		return issued{}, invalidGrant("redirect_uri differs")
	case subtle.ConstantTimeCompare([]byte(challenge), []byte(c.challenge)) != 1:
		return issued{}, invalidGrant("code_verifier does not fit")
	}
	return p.issue(c.family, c.nonce, c.family.scopes), nil
}

// refresh exchanges a refresh token for the next one. Using one twice ends the family: somebody else has it too.
func (p *Provider) refresh(clientID, token string, scopes []string) (issued, error) {
	s, now, h := p.store, p.cfg.Now(), hash(token)
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.families[h]
	if !ok || f.dead || f.clientID != clientID {
		return issued{}, invalidGrant("refresh token unknown")
	}
	if f.refresh != h || !now.Before(f.expires) {
		s.kill(f)
		return issued{}, invalidGrant("refresh token used before or expired")
	}
	granted := f.scopes
	if len(scopes) > 0 {
		for _, x := range scopes {
			if !slices.Contains(f.scopes, x) {
				return issued{}, oidc.ErrInvalidScope().WithDescription("scope was not granted")
			}
		}
		granted = scopes
	}
	return p.issue(f, "", granted), nil
}

// issue makes the next access and refresh token of a family. The caller holds the store's lock.
func (p *Provider) issue(f *family, nonce string, scopes []string) issued {
	s, now := p.store, p.cfg.Now()
	s.prune(now)
	out := issued{family: f, nonce: nonce, access: secret(), refresh: secret(), scopes: scopes}
	if f.refresh != (digest{}) {
		f.spent = append(f.spent, f.refresh)
	}
	if len(f.spent) > maxSpent {
		delete(s.families, f.spent[0])
		f.spent = f.spent[1:]
	}
	f.refresh = hash(out.refresh)
	s.families[f.refresh] = f
	s.tokens[hash(out.access)] = &accessToken{
		family: f, scopes: scopes, id: secret(), issued: now, expires: now.Add(p.cfg.AccessTokenLifetime),
	}
	s.saved()
	return out
}

// idClaims is the ID token; login.md section 4.
type idClaims struct {
	oidc.TokenClaims
	AccessTokenHash string `json:"at_hash,omitempty"`
}

// tokenResponse writes the token reply (OpenID Connect Core 3.1.3.3).
func (p *Provider) tokenResponse(out issued) (*op.Response, error) {
	id, err := p.idToken(out)
	if err != nil {
		return nil, err
	}
	return op.NewResponse(&oidc.AccessTokenResponse{
		AccessToken:  out.access,
		TokenType:    oidc.BearerToken,
		RefreshToken: out.refresh,
		ExpiresIn:    uint64(p.cfg.AccessTokenLifetime / time.Second),
		IDToken:      id,
		Scope:        out.scopes,
	}), nil
}

// idToken signs the ID token with whatever the fault knobs make of it.
func (p *Provider) idToken(out issued) (string, error) {
	f, faults := out.family, p.faults()
	atHash, err := oidc.ClaimHash(out.access, jose.RS256)
	if err != nil {
		return "", oidc.ErrServerError().WithParent(err)
	}
	now := p.cfg.Now().Add(faults.ClockSkew)
	c := idClaims{AccessTokenHash: atHash, TokenClaims: oidc.TokenClaims{
		Issuer:                              p.Issuer(),
		Subject:                             f.identity.person.subject(f.clientID),
		Audience:                            oidc.Audience{f.clientID},
		Expiration:                          oidc.FromTime(now.Add(idTokenLifetime)),
		IssuedAt:                            oidc.FromTime(now),
		AuthTime:                            oidc.FromTime(f.identity.at.Add(faults.ClockSkew)),
		Nonce:                               out.nonce,
		AuthenticationContextClassReference: f.acr,
		AuthenticationMethodsReferences:     f.identity.amr,
		AuthorizedParty:                     f.clientID,
		JWTID:                               secret(),
	}}
	if faults.WrongIssuer {
		c.Issuer += "/other"
	}
	if faults.WrongNonce {
		c.Nonce = secret()
	}
	if faults.WrongAudience {
		c.Audience, c.AuthorizedParty = oidc.Audience{"another-client"}, "another-client"
	}
	return p.sign(c)
}
