package linear

import (
	"context"
	"errors"
	"fmt"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// hiding is one message moved to the other list: what undo takes back.
type hiding struct {
	key     ebox.Key
	subject string
	visible bool // where it was moved to
}

// hide moves the message to the other list; registered mail is asked about first.
func (m *inbox) hide(ctx context.Context) error {
	s, msg := m.s, m.here()
	subject := s.voice().Subject(msg)
	if msg.RegisteredMail && !m.query.Hidden {
		s.Say(subject, s.t.Hiding.Explain)
		if ok, err := s.Confirm(ctx, s.t.Hiding.Confirm); err != nil || !ok {
			return s.refused(err)
		}
	}
	h := hiding{msg.Key, subject, m.query.Hidden}
	if done, err := m.setVisible(ctx, h); err != nil || !done {
		return err
	}
	m.gone(h.key)
	m.undo = &h
	text := s.t.Hiding.Hidden
	if h.visible {
		text = s.t.Hiding.Shown
	}
	s.Item(fmt.Sprintf(text, subject))
	return nil
}

// refused is what comes of a question that was not answered with yes.
func (s *session) refused(err error) error {
	if errors.Is(err, ErrNoTerminal) {
		s.Say(s.t.Label(s.t.Words.Error, s.t.Linear.NeedsPerson))
		return nil
	}
	return s.leftAlone(err)
}

// undoHiding takes the last move back.
func (m *inbox) undoHiding(ctx context.Context) error {
	h := *m.undo
	h.visible = !h.visible
	if done, err := m.setVisible(ctx, h); err != nil || !done {
		return err
	}
	m.undo = nil
	err := m.fetch(ctx)
	m.s.Item(m.s.t.Hiding.Undone + " " + h.subject)
	for i, msg := range m.items {
		if msg.Key == h.key {
			m.track.at = i
		}
	}
	return err
}

// setVisible moves a message; what did not work is said.
func (m *inbox) setVisible(ctx context.Context, h hiding) (done bool, err error) {
	s, box := m.s, m.s.session.Box
	var at []ebox.Provider
	err = s.do(ctx, work{start: s.t.Words.Loading, run: func(ctx context.Context) error {
		err := box.Hider.SetVisible(ctx, h.visible, h.key)
		if err != nil {
			if p, err := box.Names.Provider(ctx, h.key.Provider); err == nil {
				at = []ebox.Provider{p}
			}
		}
		return err
	}})
	if err == nil {
		return true, nil
	}
	what := s.t.Hiding.NotHidden
	if h.visible {
		what = s.t.Hiding.NotShown
	}
	return false, s.failedTo(ctx, fmt.Sprintf(what, h.subject), err, at...)
}

// logOut asks, says what that is not, and leaves everything that the session showed, whatever the server said.
func (m *inbox) logOut(ctx context.Context) error {
	s := m.s
	s.Say(s.t.Login.NotConsent)
	if ok, err := s.Confirm(ctx, lang.Capital(s.t.Keys.LogOut)+"?"); err != nil || !ok {
		return s.refused(err)
	}
	err := s.do(ctx, work{start: s.t.Login.LoggingOut, run: s.session.Logout})
	var l *backend.LoginError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil:
		s.Say(s.t.Login.LoggedOut)
	case errors.As(err, &l) && l.Case == present.LoginKeyring:
		s.fail(s.failure(err))
	default:
		s.Say(s.t.Login.LoggedOut + " " + s.t.Login.LogoutLocal)
	}
	return errLoggedOut
}
