package present

import (
	"myebox/ebox"
	"myebox/tui/lang"
)

// Problem is a case of a login that went wrong. Package auth knows the errors, this package the words; whoever knows
// both maps one to the other.
type Problem int

// The cases.
const (
	LoginCancelled Problem = iota + 1 // the person, or the key's app, said no: no failure
	LoginTimeout                      // nothing came back in the time there is
	LoginWeakKey                      // the level reached is below what was asked
	LoginStepUp                       // the service wants a stronger login for this
	LoginCode                         // the code was used already or came too late (invalid_grant)
	LoginDown                         // server_error, temporarily_unavailable, 5xx, no network
	LoginClock                        // the ID token's times do not fit this computer's clock
	LoginEnded                        // the refresh token was refused, or a session ended elsewhere
	LoginRequired                     // there is no session
	LoginRefused                      // an error code that has no words of its own
	LoginUntrusted                    // a check of the answer failed
	LoginSetup                        // metadata or registration do not fit
	LoginNoBrowser                    // no browser could be opened; the login goes on
	LoginListen                       // the loopback address cannot be opened
	LoginKeyring                      // the keyring does not answer
	LoginNoKeyring                    // there is no keyring
	LoginBusy                         // another process is logging in
)

// Said are the login service's own words for an error: untrusted.
type Said struct {
	Code        string // error
	Description string // error_description
	URI         string // error_uri
}

// Problem is a login's case in words. What the service said is in the details only.
func (v Voice) Problem(p Problem, said Said) Failure {
	f := advice(v.loginAdvice(p))
	e := v.Texts.LoginErrors
	for _, d := range []struct{ format, value string }{
		{e.ErrorCode, said.Code},
		{e.ErrorText, said.Description},
		{e.ErrorPage, said.URI},
	} {
		if s := ebox.Sanitize(d.value); s != "" {
			f.Details = append(f.Details, sprintf(d.format, Clip(s, 300)))
		}
	}
	return f
}

func (v Voice) loginAdvice(p Problem) lang.Advice {
	e := v.Texts.LoginErrors
	switch p {
	case LoginCancelled:
		return e.Cancelled
	case LoginTimeout:
		return e.Timeout
	case LoginWeakKey:
		return e.WeakKey
	case LoginStepUp:
		return e.StepUp
	case LoginCode:
		return e.CodeRefused
	case LoginDown:
		return e.ServerDown
	case LoginClock:
		return e.Clock
	case LoginEnded:
		return e.SessionEnded
	case LoginRequired:
		return e.LoginRequired
	case LoginUntrusted:
		return e.Untrusted
	case LoginSetup:
		return e.Setup
	case LoginNoBrowser:
		return e.NoBrowser
	case LoginListen:
		return e.Listen
	case LoginKeyring:
		return e.Keyring
	case LoginNoKeyring:
		return e.NoKeyring
	case LoginBusy:
		return e.Busy
	}
	return e.Refused
}

// LoginHints are what may be the matter when nothing comes back from the browser, one sentence each.
func (v Voice) LoginHints() []string {
	l := v.Texts.Login
	return []string{l.HintClosed, l.HintTimedOut, l.HintReader, l.HintCard, l.HintPIN}
}
