package ebox

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Conditions a caller can act on; test with errors.Is.
var (
	ErrUnauthorized = errors.New("access token not accepted") // 401 that a refresh did not cure
	ErrForbidden    = errors.New("not permitted")             // 403: scope missing, retrying is useless
	ErrNotFound     = errors.New("not found")                 // 404: gone or never there
	ErrThrottled    = errors.New("too many requests")         // 429
	ErrUnavailable  = errors.New("service unavailable")       // 5xx, network
	ErrMalformed    = errors.New("answer not understood")     // broken or oversized body
	ErrDigest       = errors.New("document differs from its announced digest")
	ErrLength       = errors.New("document is shorter or longer than announced")
	ErrNotAllowed   = errors.New("address is not one of this provider")
	ErrTooLarge     = errors.New("document is too large to show") // nothing was fetched, or not all of it
	ErrNotOffered   = errors.New("not offered by this provider")  // 501, or the code NOT_IMPLEMENTED

	ErrNoBox       = errors.New("no box here")               // 404 for the list of messages: an empty one is no error
	ErrNoProviders = errors.New("no list of providers here") // 404 for the list of providers
)

// StatusError is a server's refusal. Everything but Op, HTTP and RetryAfter comes from the body: StatusMessage of the
// registry specification, or problem+json (RFC 9457) of the gateway; either may be missing.
type StatusError struct {
	Op         string        // operationId
	HTTP       int           // status code
	ID         Text          // the server's reference: show it, the help desk asks for it
	Code       Text          // stable: branch on this; the problem type for problem+json
	Message    Text          // English, for developers: under "details"
	Contact    Text          // help desk, may be empty
	RetryAfter time.Duration // 0: not said
	TriesLeft  int           // with a verification code, at the sandbox only; 0: not said
}

// Error gives operation, status, code and reference; never a URL or a body.
func (e *StatusError) Error() string {
	s := fmt.Sprintf("ebox: %s: HTTP %d", e.Op, e.HTTP)
	if code := e.Code.String(); code != "" {
		s += " " + code
	}
	if id := e.ID.String(); id != "" {
		s += " (" + id + ")"
	}
	return s
}

// Unwrap maps the status to the condition a caller can act on; nil when there is none but to show it.
func (e *StatusError) Unwrap() error {
	switch {
	case e.HTTP == 501 || e.Code.Raw() == "NOT_IMPLEMENTED": // the status that goes with the code is not settled
		return ErrNotOffered
	case e.HTTP < 400: // no success either: a redirect that nobody follows
		return ErrMalformed
	case e.HTTP == 401:
		return ErrUnauthorized
	case e.HTTP == 403:
		return ErrForbidden
	case e.HTTP == 404:
		return ErrNotFound
	case e.HTTP == 429:
		return ErrThrottled
	case e.HTTP >= 500:
		return ErrUnavailable
	}
	return nil
}

// PartialError tells which providers failed in an act over several; errors.Is looks at all of them.
type PartialError struct{ Failed map[string]error } // by messageProviderId

// Error counts; the screen names the providers.
func (e *PartialError) Error() string {
	if len(e.Failed) == 1 {
		return "ebox: 1 provider failed"
	}
	return fmt.Sprintf("ebox: %d providers failed", len(e.Failed))
}

// Unwrap gives all causes, in the order of the provider ids.
func (e *PartialError) Unwrap() []error {
	var errs []error
	for _, id := range slices.Sorted(maps.Keys(e.Failed)) {
		errs = append(errs, e.Failed[id])
	}
	return errs
}
