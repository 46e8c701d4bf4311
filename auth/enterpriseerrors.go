package auth

import (
	"errors"
	"strings"
	"time"
)

// Conditions of a login of a company's software; test with errors.Is.
var (
	ErrClient        = errors.New("auth: the login server refused the company's software")             // see ClientError
	ErrClientUnknown = errors.New("auth: the login server does not know this client id")               // is ErrClient
	ErrAudience      = errors.New("auth: the login server expects another audience")                   // is ErrClient: configuration
	ErrSignature     = errors.New("auth: the login server has another certificate for this client id") // is ErrClient
	ErrReplayed      = errors.New("auth: the login server has seen this login before")                 // is ErrClient: jti
	ErrScope         = errors.New("auth: a scope was not granted to this client id")                   // is ErrClient: invalid_scope
)

// ClientError is a refusal by the token endpoint. It is ErrClient and its Reason.
type ClientError struct {
	// Reason is ErrClientUnknown, ErrAudience, ErrSignature, ErrReplayed, ErrScope or ErrKeyExpired; nil: it did not say.
	Reason error
	Answer *ProviderError // what it said, untrusted text
}

// Error is the reason's text, else what the server calls the error.
func (e *ClientError) Error() string {
	switch {
	case e.Reason != nil:
		return e.Reason.Error()
	case e.Answer != nil && plainCode(e.Answer.Code):
		return ErrClient.Error() + ": " + e.Answer.Code
	}
	return ErrClient.Error()
}

// Unwrap gives ErrClient and the reason; the answer is left out: its access_denied is not a person who cancelled.
func (e *ClientError) Unwrap() []error {
	if e.Reason == nil {
		return []error{ErrClient}
	}
	return []error{ErrClient, e.Reason}
}

// ClockError is a login that was refused because the clocks differ. It is ErrClock.
type ClockError struct {
	Difference time.Duration  // the server's clock minus ours, to the second; 0: the server did not tell its time
	Answer     *ProviderError // what it said, untrusted text
}

// Error tells by how much the clocks differ.
func (e *ClockError) Error() string {
	switch {
	case e.Difference > 0:
		return ErrClock.Error() + ": ours is " + e.Difference.String() + " behind"
	case e.Difference < 0:
		return ErrClock.Error() + ": ours is " + (-e.Difference).String() + " ahead"
	}
	return ErrClock.Error()
}

// Unwrap gives ErrClock.
func (e *ClockError) Unwrap() error { return ErrClock }

// clientReason looks for known words in error_description: RFC 6749 section 5.2 has one code for everything that may be
// wrong with an assertion, and no server documents its texts. nil: nothing known.
func clientReason(description string) error {
	d := strings.ToLower(description)
	has := func(words ...string) bool {
		for _, w := range words {
			if !strings.Contains(d, w) {
				return false
			}
		}
		return true
	}
	switch {
	case has("certificate", "expired"):
		return ErrKeyExpired
	case has("audience"), has(" aud "), strings.HasPrefix(d, "aud "):
		return ErrAudience
	case has("signature"):
		return ErrSignature
	case has("jti"), has("replay"), has("already used"):
		return ErrReplayed
	case has("expired"), has("not yet valid"), has("future"), has(" exp "), has(" iat "):
		return ErrClock
	case has("client", "unknown"), has("client", "not found"), has("client", "does not exist"):
		return ErrClientUnknown
	}
	return nil
}
