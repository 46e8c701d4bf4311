package auth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"slices"
	"time"
)

// tolerance is how far the clocks may differ.
const tolerance = 60 * time.Second

const (
	whichID       = "identity token"
	whichUserinfo = "user information"
)

// claims are those of an identity token or of user information that we look at; names after login.md 4.
type claims struct {
	Issuer    string       `json:"iss"`
	Subject   string       `json:"sub"`
	Audience  audience     `json:"aud"`
	Party     string       `json:"azp"`
	Nonce     string       `json:"nonce"`
	ACR       string       `json:"acr"`
	Hash      string       `json:"at_hash"`
	Expiry    *json.Number `json:"exp"`
	IssuedAt  *json.Number `json:"iat"`
	AuthTime  *json.Number `json:"auth_time"`
	Surname   string       `json:"surname"`
	GivenName string       `json:"givenName"`
	Language  string       `json:"prefLanguage"`
	Number    string       `json:"egovNRN"`
	Assurance assurance    `json:"assurance_level"`
}

// audience is one name or several (RFC 7519 section 4.1.3).
type audience []string

// UnmarshalJSON implements json.Unmarshaler.
func (a *audience) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		var s string
		err := json.Unmarshal(b, &s)
		*a = audience{s}
		return err
	}
	return json.Unmarshal(b, (*[]string)(a))
}

func parseClaims(payload []byte, which string) (*claims, error) {
	var cl claims
	if err := json.Unmarshal(payload, &cl); err != nil {
		return nil, &TokenError{which, "claims"} // the parser's words may quote a value
	}
	return &cl, nil
}

// seconds reads a NumericDate, which may have a fraction (RFC 7519 section 2).
func seconds(n *json.Number) (time.Time, bool) {
	if n == nil {
		return time.Time{}, false
	}
	f, err := n.Float64()
	if err != nil || f < 0 || f > 1<<40 {
		return time.Time{}, false
	}
	return time.Unix(int64(f), 0), true
}

// idTokenRules are the expectations that come from the request.
type idTokenRules struct {
	nonce     string        // "": none was sent (refresh)
	subject   string        // "": not known yet
	acrValues string        // "": any
	maxAge    time.Duration // 0: not asked for
	required  bool          // an identity token must be there
}

// checkIDToken does the checks of OpenID Connect Core 3.1.3.7 and login.md 9.7; for a refreshed one those of 12.2.
// Without a token that is not required it gives nil and no error.
func (c *Client) checkIDToken(ctx context.Context, md *Metadata, g *grant, want idTokenRules) (*claims, error) {
	if g.id.empty() {
		if want.required {
			return nil, &TokenError{whichID, "missing"}
		}
		return nil, nil
	}
	payload, err := md.keys.verify(ctx, g.id.reveal(), whichID)
	if err != nil {
		return nil, err
	}
	cl, err := parseClaims(payload, whichID)
	if err != nil {
		return nil, err
	}
	if err := c.checkParties(cl, whichID); err != nil {
		return nil, err
	}
	if err := checkTimes(cl, c.cfg.Now(), want.maxAge); err != nil {
		return nil, err
	}
	switch {
	case want.nonce != "" && subtle.ConstantTimeCompare([]byte(cl.Nonce), []byte(want.nonce)) != 1:
		return nil, &TokenError{whichID, "nonce"}
	case want.subject != "" && cl.Subject != want.subject:
		return nil, &TokenError{whichID, "subject"}
	case cl.Hash != "" && cl.Hash != accessHash(g.access):
		return nil, &TokenError{whichID, "at_hash"}
	case cl.ACR == "" && !want.required: // a refreshed one need not repeat it
		return cl, nil
	}
	return cl, checkLevel(cl.ACR, want.acrValues)
}

// checkParties: who issued the token and for whom.
func (c *Client) checkParties(cl *claims, which string) error {
	switch {
	case cl.Issuer != c.cfg.Issuer:
		return &TokenError{which, "issuer"}
	case !slices.Contains(cl.Audience, c.cfg.ClientID):
		return &TokenError{which, "audience"}
	case cl.Party != "" && cl.Party != c.cfg.ClientID, cl.Party == "" && len(cl.Audience) > 1:
		return &TokenError{which, "authorized party"}
	case cl.Subject == "":
		return &TokenError{which, "subject"}
	}
	return nil
}

// checkTimes: iat and exp must be there and fit our clock; auth_time when its age was limited.
func checkTimes(cl *claims, now time.Time, maxAge time.Duration) error {
	expiry, ok := seconds(cl.Expiry)
	issued, ok2 := seconds(cl.IssuedAt)
	if !ok || !ok2 {
		return &TokenError{whichID, "times missing"}
	}
	if !now.Before(expiry.Add(tolerance)) || issued.After(now.Add(tolerance)) {
		return ErrClock
	}
	if maxAge > 0 {
		at, ok := seconds(cl.AuthTime)
		if !ok || now.Sub(at) > maxAge+tolerance {
			return &TokenError{whichID, "time of the login"}
		}
	}
	return nil
}

// accessHash is at_hash for the two algorithms we accept, which both go with SHA-256 (OpenID Connect Core 3.1.3.6).
func accessHash(access secret) string {
	sum := sha256.Sum256([]byte(access.reveal()))
	return base64.RawURLEncoding.EncodeToString(sum[:len(sum)/2])
}
