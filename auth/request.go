package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
)

// request is one authorization request and all that binds its answer to it: used by every way to get the answer
// (loopback, test person, card). It is made once and answered once.
type request struct {
	md          *Metadata
	conf        *oauth2.Config
	redirectURI string
	acrValues   string
	prompt      string
	locales     string
	maxAge      time.Duration // 0: not asked for
	started     time.Time

	state, nonce, verifier secret
	used                   atomic.Bool
}

// newRequest draws state, nonce and verifier: 32 random bytes each (login.md 9.3 and 9.4 ask for 16, 16 and 32).
func (c *Client) newRequest(md *Metadata, redirectURI string, o BeginOptions) *request {
	r := &request{
		md: md, conf: c.oauth2(md, redirectURI), redirectURI: redirectURI,
		acrValues: c.cfg.ACRValues, prompt: o.Prompt, locales: c.cfg.UILocales, maxAge: o.MaxAge, started: c.cfg.Now(),
		state: newSecret(randomText()), nonce: newSecret(randomText()), verifier: newSecret(oauth2.GenerateVerifier()),
	}
	if o.ACRValues != "" {
		r.acrValues = o.ACRValues
	}
	return r
}

// randomText is 32 random bytes in base64url; crypto/rand.Read never fails (Go 1.24).
func randomText() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// url is the address that starts the login at endpoint: the authorization endpoint or one that takes the same
// parameters (OpenID Connect Core 3.1.2.1, RFC 7636 section 4.3).
func (r *request) url(endpoint string) string {
	conf := *r.conf
	conf.Endpoint.AuthURL = endpoint
	options := []oauth2.AuthCodeOption{
		oauth2.S256ChallengeOption(r.verifier.reveal()),
		oauth2.SetAuthURLParam("nonce", r.nonce.reveal()),
	}
	for name, value := range map[string]string{"acr_values": r.acrValues, "prompt": r.prompt, "ui_locales": r.locales} {
		if value != "" {
			options = append(options, oauth2.SetAuthURLParam(name, value))
		}
	}
	if r.maxAge > 0 {
		options = append(options, oauth2.SetAuthURLParam("max_age", strconv.Itoa(int(r.maxAge/time.Second))))
	}
	return conf.AuthCodeURL(r.state.reveal(), options...)
}

// answer is what the redirect brings: RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2. All of it is
// untrusted text.
type answer struct {
	state, code, issuer     string
	errorCode               string
	errorText, errorAddress string
	hasIssuer               bool
}

// parseAnswer reads the query of a redirect. A parameter that comes twice makes it ErrMalformed (RFC 6749 section
// 3.1); the state is given even then when it came once, since it decides whose answer this is.
func parseAnswer(rawQuery string) (answer, error) {
	q, err := url.ParseQuery(rawQuery)
	if err != nil {
		return answer{}, ErrMalformed // its text would quote the query
	}
	var a answer
	for name, field := range map[string]*string{
		"state": &a.state, "code": &a.code, "iss": &a.issuer,
		"error": &a.errorCode, "error_description": &a.errorText, "error_uri": &a.errorAddress,
	} {
		switch values := q[name]; len(values) {
		case 0:
		case 1:
			*field = values[0]
		default:
			err = ErrMalformed
		}
	}
	a.hasIssuer = q.Has("iss")
	return a, err
}

// check takes the query of a redirect and gives the code. ErrState means that the answer belongs to another login or
// came before: the wait goes on. Any other error ends this login. Whatever the answer is, the state comes first.
func (r *request) check(rawQuery string) (code secret, err error) {
	code, err = r.examine(rawQuery)
	if errors.Is(err, ErrState) || r.used.Swap(true) {
		return secret{}, ErrState
	}
	return code, err
}

// examine does every check of an answer but that of its being the first.
func (r *request) examine(rawQuery string) (code secret, err error) {
	a, err := parseAnswer(rawQuery)
	if subtle.ConstantTimeCompare([]byte(a.state), []byte(r.state.reveal())) != 1 {
		return secret{}, ErrState
	}
	if err != nil {
		return secret{}, err
	}
	if (a.hasIssuer || r.md.AlwaysIssuer) && a.issuer != r.md.Issuer {
		return secret{}, ErrIssuer // also for errors: RFC 9207 section 2.4
	}
	if a.errorCode != "" {
		return secret{}, &ProviderError{Code: a.errorCode, Description: a.errorText, URI: a.errorAddress}
	}
	if a.code == "" {
		return secret{}, ErrMalformed
	}
	return newSecret(a.code), nil
}

// isRedirect tells whether address is the request's own redirect address with an answer in its query.
func (r *request) isRedirect(address *url.URL) bool {
	base, _, _ := strings.Cut(address.String(), "?")
	return base == r.redirectURI && address.Fragment == ""
}
