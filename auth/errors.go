package auth

import (
	"errors"
	"strings"
)

// Conditions a caller can act on; test with errors.Is. An ended context is returned as it is (context.Canceled,
// context.DeadlineExceeded) and never counts as a refusal.
var (
	ErrLoginRequired  = errors.New("auth: login required")                                      // nothing stored, or refused, or too old
	ErrCancelled      = errors.New("auth: login cancelled")                                     // access_denied: the person said no
	ErrWeakKey        = errors.New("auth: digital key too weak")                                // see WeakKeyError
	ErrTimeout        = errors.New("auth: nobody logged in in time")                            // the attempt was given up
	ErrClosed         = errors.New("auth: login attempt closed")                                // Close, or a newer Begin
	ErrServerDown     = errors.New("auth: login service unavailable")                           // network, 429, 5xx, temporarily_unavailable
	ErrClock          = errors.New("auth: clock differs from the login server's")               // iat or exp out of range
	ErrCode           = errors.New("auth: login code refused")                                  // used twice or too late: start over
	ErrState          = errors.New("auth: answer does not belong to this login")                // unknown or used state
	ErrIssuer         = errors.New("auth: answer from another login server")                    // RFC 9207
	ErrToken          = errors.New("auth: identity token not acceptable")                       // see TokenError
	ErrMalformed      = errors.New("auth: answer of the login server not understood")           // broken or oversized
	ErrUnsupported    = errors.New("auth: login server lacks what this program needs")          // no S256, no code flow
	ErrInsecure       = errors.New("auth: address is not https")                                // nor loopback in sandbox mode
	ErrConfig         = errors.New("auth: incomplete configuration")                            // issuer, client id
	ErrPort           = errors.New("auth: no local port to be called back on")                  // fixed port taken
	ErrNotFound       = errors.New("auth: nothing stored")                                      // Store.Load, Store.Delete
	ErrKeyring        = errors.New("auth: no keyring")                                          // none there, or it failed
	ErrKeyringLocked  = errors.New("auth: keyring locked")                                      // unlocking was declined
	ErrKeyringTimeout = errors.New("auth: keyring does not answer")                             // probably waiting for a dialog
	ErrTooBig         = errors.New("auth: secret too big for the keyring")                      // more than MaxSecret bytes
	ErrAnotherLogin   = errors.New("auth: another login has taken the place of this session's") // comes with ErrLoginRequired
	ErrSessionExpired = errors.New("auth: session too old")                                     // idle or absolute limit; with ErrLoginRequired
)

// ProviderError is an error answer of the login server: in the redirect (RFC 6749 section 4.1.2.1, OpenID Connect
// Core 3.1.2.6) or at one of its endpoints (RFC 6749 section 5.2). All three fields are untrusted text as it came.
type ProviderError struct {
	Code        string // error
	Description string // error_description: untrusted, strip controls before showing it
	URI         string // error_uri: untrusted, never open it unasked
}

// Error names the code when it looks like one; description and address are left to the caller.
func (e *ProviderError) Error() string {
	if !plainCode(e.Code) {
		return "auth: login server refused"
	}
	return "auth: login server refused: " + e.Code
}

// Unwrap maps the code to the condition a caller can act on.
func (e *ProviderError) Unwrap() error {
	switch e.Code {
	case "access_denied":
		return ErrCancelled
	case "temporarily_unavailable", "temporary_unavailable", "server_error": // the second is itsme's spelling
		return ErrServerDown
	case "login_required", "interaction_required", "account_selection_required", "consent_required":
		return ErrLoginRequired
	case "unmet_authentication_requirements": // OpenID Connect Core Error Code 1.0
		return ErrWeakKey
	}
	return nil
}

// because is a condition with its cause: errors.Is and errors.As see both, the text has the package's name once.
func because(condition, cause error) error { return &causedError{condition, cause} }

type causedError struct{ condition, cause error }

func (e *causedError) Error() string {
	return e.condition.Error() + ": " + strings.TrimPrefix(e.cause.Error(), "auth: ")
}

func (e *causedError) Unwrap() []error { return []error{e.condition, e.cause} }

// plainCode tells whether s can be shown as it is: letters, digits and the punctuation that error codes have.
func plainCode(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("_-.:", r)
	}) < 0
}

// WeakKeyError tells that the login was done with a weaker key than was asked for. It is ErrWeakKey.
type WeakKeyError struct {
	Got  string // acr of the token, untrusted text; may be empty
	Want string // acr_values of the request
}

// Error names what was asked for, when it looks like names of levels: an API may have asked for it.
func (e *WeakKeyError) Error() string {
	if !plainCode(strings.ReplaceAll(e.Want, " ", "")) {
		return ErrWeakKey.Error()
	}
	return ErrWeakKey.Error() + ": at least " + e.Want + " is needed"
}

// Unwrap gives ErrWeakKey.
func (e *WeakKeyError) Unwrap() error { return ErrWeakKey }

// TokenError tells which check a signed token did not pass. It is ErrToken.
type TokenError struct {
	Which string // "identity token" or "user information"
	Check string // a fixed word, e.g. "signature", "audience", "nonce"
}

// Error names the token and the check, never a value.
func (e *TokenError) Error() string { return "auth: " + e.Which + " not acceptable: " + e.Check }

// Unwrap gives ErrToken.
func (e *TokenError) Unwrap() error { return ErrToken }
