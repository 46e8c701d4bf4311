package ebox

import (
	"errors"
	"net/http"
)

// ReplyOutcome is what is known after an attempt to reply.
type ReplyOutcome int

// The outcomes of an attempt to reply.
const (
	OutcomeUnknown  ReplyOutcome = iota // the request was begun and nobody knows what became of it
	OutcomeNotBegun                     // nothing left this computer
	OutcomeRefused                      // the provider did not take it: the sender has nothing of this attempt
	OutcomeAlready                      // the provider has a reply already: this one counts as sent
	OutcomeSent                         // the provider confirmed it
)

// ReplyOutcomeOf reads it off the error of Federation.Reply; nil is OutcomeSent. In doubt it is OutcomeUnknown, so only
// errors of that method tell anything else.
func ReplyOutcomeOf(err error) ReplyOutcome {
	var o *outcomeError
	switch {
	case err == nil:
		return OutcomeSent
	case errors.As(err, &o):
		return o.outcome
	}
	return OutcomeUnknown
}

// outcomeError is err with what is known of the reply; it says nothing of its own.
type outcomeError struct {
	err     error
	outcome ReplyOutcome
}

func (e *outcomeError) Error() string { return e.err.Error() }
func (e *outcomeError) Unwrap() error { return e.err }

// notBegun marks an error of before the request.
func notBegun(err error) error { return &outcomeError{err, OutcomeNotBegun} }

// answered marks an error of after it was begun. A refusal by status is one; what a gateway says of a server behind it
// (5xx), a time-out (408) or a redirect is none: the server may have got everything.
func answered(err error) error {
	o := OutcomeUnknown
	var s *StatusError
	switch {
	case errors.As(err, &s) && s.HTTP == http.StatusConflict:
		o = OutcomeAlready
	case errors.As(err, &s) && s.HTTP >= 400 && (s.HTTP < 500 && s.HTTP != http.StatusRequestTimeout || errors.Is(s, ErrNotOffered)):
		o = OutcomeRefused
	case s == nil && errors.Is(err, ErrUnauthorized): // the session's transport said so in words of its own
		o = OutcomeRefused
	}
	return &outcomeError{err, o}
}
