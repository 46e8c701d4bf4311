package auth

import (
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// ClientCredentials says as which company's software one logs in, and where (ebox-api.md 9; RFC 6749 section 4.4, RFC
// 7523). Everything up to Key is required: the audience is not computed from the address, since there are servers where
// the two differ, and scopes are always asked for.
type ClientCredentials struct {
	TokenEndpoint string
	Audience      string // aud of the assertion, as this server version wants it
	ClientID      string
	Scopes        []string
	Key           crypto.Signer // RSA, at least 2048 bits

	Company     string            // CBE number, 10 digits; "": the certificate's
	Certificate *x509.Certificate // that was registered for Key; nil: not known
	Sandbox     bool              // allow http, on loopback only
	HTTP        *http.Client      // as in Config
	Now         func() time.Time  // nil: time.Now
}

// Enterprise logs a company's software in: no person, no browser. It is safe for concurrent use.
type Enterprise struct {
	cfg     ClientCredentials
	company string
	c       *Client
	newID   func() string // jti
}

// NewEnterprise gives a client for cfg. It does no I/O; a configuration that cannot work is told by Login.
func NewEnterprise(cfg ClientCredentials) *Enterprise {
	base := Config{Issuer: cfg.TokenEndpoint, ClientID: cfg.ClientID, Sandbox: cfg.Sandbox, HTTP: cfg.HTTP, Now: cfg.Now}
	e := &Enterprise{cfg: cfg, c: New(base, NewMemory()), newID: randomText}
	e.company = cfg.Company
	if e.company == "" {
		e.company = CompanyOf(cfg.Certificate)
	}
	return e
}

// Login asks for an access token with a signed assertion. The session has no refresh token and nothing of it is stored:
// a minute before the token ends, and when an API refuses it, another one is asked for with a fresh assertion, in one
// flight for all requests. Errors: ErrConfig, ErrInsecure, ErrKeyKind, ErrKeyShort, ErrKeyExpired, ErrKeyNotYetValid,
// ErrKeyMismatch, *ClientError (is ErrClient), *ClockError (is ErrClock), ErrScope, ErrServerDown, ErrMalformed, the
// key's own error, or the end of ctx as it is.
func (e *Enterprise) Login(ctx context.Context) (*Session, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	s := &Session{
		c: e.c, enterprise: e, login: randomText(), created: e.c.cfg.Now(), store: e.c.store,
		identity: Identity{Company: e.company},
	}
	if _, err := s.renewed(ctx, secret{}); err != nil {
		return nil, err
	}
	return s, nil
}

// Settle waits until no request for a token is under way. See Client.Settle.
func (e *Enterprise) Settle(ctx context.Context) error { return e.c.Settle(ctx) }

func (e *Enterprise) check() error {
	u, err := url.Parse(e.cfg.TokenEndpoint)
	switch {
	case e.cfg.TokenEndpoint == "" || err != nil:
		return fmt.Errorf("%w: token endpoint", ErrConfig)
	case e.cfg.Audience == "":
		return fmt.Errorf("%w: audience missing", ErrConfig)
	case e.cfg.ClientID == "":
		return fmt.Errorf("%w: client id missing", ErrConfig)
	case len(e.cfg.Scopes) == 0:
		return fmt.Errorf("%w: scopes missing", ErrConfig)
	case e.cfg.Key == nil:
		return fmt.Errorf("%w: key missing", ErrConfig)
	}
	if err := checkAddress(u, e.cfg.Sandbox); err != nil {
		return fmt.Errorf("token endpoint: %w", err)
	}
	if err := checkCompany(e.company, e.cfg.Certificate); err != nil {
		return err
	}
	return checkKey(e.cfg.Key, e.cfg.Certificate, e.c.cfg.Now())
}

// checkCompany refuses a certificate of another company than the configuration names.
func checkCompany(company string, cert *x509.Certificate) error {
	if company != "" && !isCompany(company) {
		return fmt.Errorf("%w: company is not a CBE number of 10 digits", ErrConfig)
	}
	if named := CompanyOf(cert); named != "" && named != company {
		return fmt.Errorf("%w: the certificate is another company's", ErrConfig)
	}
	return nil
}

// obtain asks for a token and gives it to s.
func (e *Enterprise) obtain(ctx context.Context, s *Session) error {
	signed, err := e.assertion()
	if err != nil {
		return fmt.Errorf("signing the login: %w", err)
	}
	a, err := e.c.postToken(ctx, e.cfg.TokenEndpoint, url.Values{
		"grant_type":            {"client_credentials"},
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		"client_assertion":      {signed.reveal()},
		"scope":                 {strings.Join(e.cfg.Scopes, " ")},
	})
	if err != nil {
		return fmt.Errorf("logging in the company's software: %w", e.refusal(a, err))
	}
	g, err := a.grant()
	if err != nil {
		return fmt.Errorf("logging in the company's software: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep(g)
	s.scopes, s.skew = e.cfg.Scopes, a.skew
	if a.Scope != "" {
		s.scopes = strings.Fields(a.Scope)
	}
	return nil
}

// Scopes are what a company's software was granted; nil for a person. Untrusted text.
func (s *Session) Scopes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.scopes)
}

// ClockSkew is by how much the login server's clock was ahead of ours when it last gave a company's software a token,
// to the second; 0 when not known. More than a minute is worth a warning: the next server may refuse.
func (s *Session) ClockSkew() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.skew
}

// companyPrefix starts the OU of a certificate that names a company (ebox-api.md 9).
const companyPrefix = "urn:be:fgov:kbo-bce:organization:cbe-number:"

// CompanyOf reads the CBE number out of a certificate's OU, padded to 10 digits; "" when there is none.
func CompanyOf(cert *x509.Certificate) string {
	if cert == nil {
		return ""
	}
	for _, unit := range cert.Subject.OrganizationalUnit {
		number, ok := strings.CutPrefix(unit, companyPrefix)
		if len(number) == 9 {
			number = "0" + number
		}
		if ok && isCompany(number) {
			return number
		}
	}
	return ""
}

func isCompany(s string) bool {
	return len(s) == 10 && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// MinKeyBits is the shortest RSA key that is used.
const MinKeyBits = 2048

// checkKey refuses a key that no server would take. cert may be nil.
func checkKey(key crypto.Signer, cert *x509.Certificate, now time.Time) error {
	pub, ok := key.Public().(*rsa.PublicKey)
	switch {
	case !ok:
		return ErrKeyKind
	case pub.N.BitLen() < MinKeyBits:
		return ErrKeyShort
	case cert == nil:
		return nil
	case !pub.Equal(cert.PublicKey):
		return ErrKeyMismatch
	case now.After(cert.NotAfter):
		return ErrKeyExpired
	case now.Add(tolerance).Before(cert.NotBefore):
		return ErrKeyNotYetValid
	}
	return nil
}

// refusal says what a token endpoint's error means. a may be nil.
func (e *Enterprise) refusal(a *tokenAnswer, err error) error {
	var answer *ProviderError
	if a == nil || !errors.As(err, &answer) || errors.Is(err, ErrServerDown) {
		return err
	}
	if answer.Code == "invalid_scope" {
		return &ClientError{Reason: ErrScope, Answer: answer}
	}
	reason := clientReason(answer.Description)
	if reason == ErrClock || (a.skew.Abs() > tolerance && (reason == nil || reason == ErrReplayed)) {
		return &ClockError{Difference: a.skew, Answer: answer}
	}
	return &ClientError{Reason: reason, Answer: answer}
}
