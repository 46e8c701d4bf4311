package oauth

import (
	"encoding/json"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// maxLife is the longest time between now and exp of an assertion.
const maxLife = 300 * time.Second

// leeway is how far iat may lie in the future.
const leeway = 5 * time.Second

// claims of an assertion (RFC 7523 section 3).
type claims struct {
	Issuer    string   `json:"iss"`
	Subject   string   `json:"sub"`
	Audience  audience `json:"aud"`
	ID        string   `json:"jti"`
	IssuedAt  *float64 `json:"iat"`
	NotBefore *float64 `json:"nbf"`
	Expires   *float64 `json:"exp"`
}

// audience is one name; a list is accepted when it has one.
type audience string

// UnmarshalJSON implements json.Unmarshaler.
func (a *audience) UnmarshalJSON(b []byte) error {
	var list []string
	if json.Unmarshal(b, &list) == nil {
		if len(list) == 1 {
			*a = audience(list[0])
		}
		return nil
	}
	return json.Unmarshal(b, (*string)(a))
}

func invalid(why string) *refusal { return refuse("invalid_client", why) }

// verify finds the client that made an assertion.
func (s *Server) verify(raw, path string) (Client, *refusal) {
	if raw == "" {
		return Client{}, invalid("client_assertion is missing")
	}
	jws, err := jose.ParseSignedCompact(raw, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return Client{}, invalid("client_assertion is not a JWT with RS256")
	}
	if typ, ok := jws.Signatures[0].Protected.ExtraHeaders[jose.HeaderType]; ok && typ != "JWT" {
		return Client{}, invalid("client_assertion has another typ than JWT")
	}
	var c claims
	if json.Unmarshal(jws.UnsafePayloadWithoutVerification(), &c) != nil {
		return Client{}, invalid("the claims cannot be read")
	}
	_, faults := s.state()
	known, ok := s.client(c.Subject)
	if !ok || faults.Unknown {
		return Client{}, invalid("unknown client")
	}
	now := s.now()
	if faults.Certificate || now.After(known.Certificate.NotAfter) || now.Before(known.Certificate.NotBefore) {
		return Client{}, invalid("the registered certificate has expired")
	}
	if _, err := jws.Verify(known.Certificate.PublicKey); err != nil {
		return Client{}, invalid("the signature does not fit the registered certificate")
	}
	want := s.Audience(path)
	if faults.Audience {
		want += "/other"
	}
	if no := c.check(want, now); no != nil {
		return Client{}, no
	}
	if !s.first(known.ID, c.ID, s.cfg.Now().Add(maxLife)) || faults.Replayed {
		return Client{}, invalid("the jti was used before")
	}
	return known, nil
}

// check looks at the claims; the signature is good and the subject known.
func (c claims) check(audience string, now time.Time) *refusal {
	switch {
	case c.Issuer != c.Subject:
		return invalid("iss and sub differ")
	case string(c.Audience) != audience:
		return invalid("the audience is not this server's")
	case c.ID == "" || len(c.ID) > 200:
		return invalid("the jti is missing or too long")
	case c.IssuedAt == nil || c.Expires == nil:
		return invalid("the iat or exp is missing")
	}
	issued, expires := moment(*c.IssuedAt), moment(*c.Expires)
	switch {
	case !now.Before(expires):
		return invalid("the assertion has expired")
	case issued.After(now.Add(leeway)), c.NotBefore != nil && moment(*c.NotBefore).After(now.Add(leeway)):
		return invalid("the assertion is not yet valid: its iat lies in the future")
	case expires.Sub(now) > maxLife || expires.Sub(issued) > maxLife:
		return invalid("the lifetime of the assertion is more than 300 seconds")
	}
	return nil
}

func moment(seconds float64) time.Time {
	return time.Unix(int64(min(max(seconds, 0), 1<<40)), 0)
}
