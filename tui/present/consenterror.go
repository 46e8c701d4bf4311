package present

import (
	"context"
	"errors"

	"myebox/ebox"
	"myebox/tui/lang"
)

// consentAdvice are the words for a refusal of an act on consent; ok is false for any other error.
func (v Voice) consentAdvice(err error) (a lang.Advice, ok bool) {
	e := v.Texts.Consent.Errors
	var code *ebox.CodeError
	switch {
	case errors.Is(err, ebox.ErrWrongCode):
		a = e.WrongCode
		if errors.As(err, &code) && code.Left > 0 {
			a.Means = v.Texts.Count(e.Tries, code.Left) + " " + a.Means
		}
		return a, true
	case errors.Is(err, ebox.ErrCodeOver):
		return e.CodeOver, true
	case errors.Is(err, ebox.ErrTermsChanged):
		return e.TermsChanged, true
	case errors.Is(err, ebox.ErrBadEmail):
		return e.BadEmail, true
	case errors.Is(err, ebox.ErrWrongState):
		return e.Refused, true
	}
	return a, false
}

// Unsure tells that an act may have been done although there is an error: no answer arrived, or one that cannot be
// understood. Then the profile is read again before anybody repeats the act. The end of the session is no such case: it
// was refused.
func Unsure(err error) bool {
	if err == nil {
		return false
	}
	var status *ebox.StatusError
	if errors.As(err, &status) && status.HTTP < 500 && !errors.Is(err, ebox.ErrMalformed) {
		return false
	}
	return errors.Is(err, ebox.ErrUnavailable) || errors.Is(err, ebox.ErrMalformed) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}

// Act is an error of an act that changes something (activate, send a code, validate, notify, withdraw, paper) in words:
// what Error says, but where it is not known whether the act was done it says that.
func (v Voice) Act(err error) Failure {
	if !Unsure(err) {
		return v.Error(err)
	}
	f := advice(v.Texts.Consent.Errors.Unsure)
	if d := v.Error(err); !d.IsZero() {
		f.Details = append([]string{d.What}, d.Details...)
	}
	return f
}

// NoLetter is a letter that could not be written.
func (v Voice) NoLetter(err error) Failure {
	if err == nil || errors.Is(err, context.Canceled) {
		return Failure{}
	}
	f := advice(v.Texts.Consent.Errors.NoLetter)
	f.Details = v.Error(err).Details
	return f
}
