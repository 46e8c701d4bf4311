package linear

import (
	"context"
	"errors"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// failure is err in words; the zero Failure for what is none, such as something the person cancelled. known are providers
// whose names are to be said.
func (s *session) failure(err error, known ...ebox.Provider) present.Failure {
	v := s.voice()
	var l *backend.LoginError
	if errors.As(err, &l) {
		return v.Problem(l.Case, l.Said)
	}
	var told *backend.ToldError
	if errors.As(err, &told) {
		return told.Failure
	}
	var c *backend.CardError
	if errors.As(err, &c) && !errors.Is(err, context.Canceled) {
		return v.Card(c.Case, c.Tries)
	}
	return v.Error(err, known...)
}

// say says a failure: what happened and what to do; the rest on request. before is what was not done, if that is not
// plain. What was cancelled says no more than that.
func (s *session) fail(f present.Failure, before ...string) {
	if f.IsZero() {
		s.Say(s.t.Words.Cancelled)
		return
	}
	s.lost = f
	what := f.What
	for _, b := range before {
		what = b + ". " + what
	}
	text := s.t.Label(s.t.Words.Error, what)
	if f.Todo != "" {
		text += " " + f.Todo
	}
	s.Say(text)
}

// failed says why an act did not work. When only a new login helps, that comes next: nil then means that the same person
// is logged in again.
func (s *session) failed(ctx context.Context, err error, known ...ebox.Provider) error {
	return s.failedTo(ctx, "", err, known...)
}

// failedTo is failed with what was not done.
func (s *session) failedTo(ctx context.Context, what string, err error, known ...ebox.Provider) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if ended(err) {
		return s.login(ctx, s.ending(err))
	}
	if what != "" {
		s.fail(s.failure(err, known...), what)
	} else {
		s.fail(s.failure(err, known...))
	}
	return nil
}

// settled is an error of a place after it was said; ways out stay as they are.
func (s *session) settled(ctx context.Context, err error) error {
	switch {
	case err == nil, wayOut(err):
		return err
	}
	return s.failed(ctx, err)
}

// wayOut tells whether err leaves places instead of being said.
func wayOut(err error) bool {
	for _, way := range []error{errQuit, errFull, errLoggedOut, errOther, ErrAborted} {
		if errors.Is(err, way) {
			return true
		}
	}
	return false
}

// ended tells whether only a new login helps.
func ended(err error) bool {
	var l *backend.LoginError
	if errors.As(err, &l) {
		return l.Case == present.LoginEnded || l.Case == present.LoginRequired || l.Case == present.LoginStepUp
	}
	var p *ebox.PartialError
	return errors.Is(err, ebox.ErrUnauthorized) && !errors.As(err, &p)
}

// ending is the end of a session in words: a refused token that no refresh cured has none better than that it ended.
func (s *session) ending(err error) present.Failure {
	var l *backend.LoginError
	if errors.As(err, &l) {
		return s.failure(err)
	}
	return s.voice().Problem(present.LoginEnded, present.Said{})
}

// final tells that trying again is of no use: the right to do it is missing.
func final(err error) bool {
	var p *ebox.PartialError
	if !errors.As(err, &p) {
		return errors.Is(err, ebox.ErrForbidden)
	}
	for _, e := range p.Failed {
		if !errors.Is(e, ebox.ErrForbidden) {
			return false
		}
	}
	return len(p.Failed) > 0
}

// details says what else is known of the last failure: what it means, then codes and contacts.
func (s *session) details() {
	f := s.lost
	if f.IsZero() {
		s.Say(s.t.Linear.NoFailure)
		return
	}
	s.Say(f.Means)
	if len(f.Details) > 0 {
		s.Say(s.t.Label(s.t.Words.Details, f.Details[0]))
		s.Say(f.Details[1:]...)
	}
}
