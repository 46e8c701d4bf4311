package linear

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// hiding is messages moved to the other list: what undo takes back.
type hiding struct {
	keys    []ebox.Key // one at least
	subject string     // of the first
	visible bool       // where they were moved to
}

// hide moves the marked messages, or the one that one is at, to the other list; registered mail is asked about first.
func (m *inbox) hide(ctx context.Context) error {
	s, msgs := m.s, m.meant()
	h := hiding{subject: s.voice().Subject(msgs[0]), visible: m.query.Hidden}
	registered := 0
	for _, msg := range msgs {
		h.keys = append(h.keys, msg.Key)
		if msg.RegisteredMail && !m.query.Hidden {
			s.Say(s.voice().Subject(msg))
			registered++
		}
	}
	if registered > 0 {
		question := s.t.Hiding.Confirm
		if len(msgs) > 1 {
			question = s.t.Count(s.t.Palette.Registered, registered)
		}
		s.Say(s.t.Hiding.Explain)
		if ok, err := s.Confirm(ctx, question); err != nil || !ok {
			return s.refused(err)
		}
	}
	done, failed := m.setVisible(ctx, h)
	for _, k := range done {
		delete(m.marks, k)
		m.gone(k)
	}
	if len(done) > 0 {
		m.undo = &hiding{done, h.subject, h.visible}
		s.Item(h.told(m, len(done)))
	}
	return failed
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
	done, failed := m.setVisible(ctx, h)
	if len(done) < len(h.keys) {
		return failed
	}
	m.undo = nil
	err := m.fetch(ctx)
	what := h.subject
	if len(done) > 1 {
		what = h.told(m, len(done))
	}
	m.s.Item(m.s.t.Hiding.Undone + " " + what)
	for i, msg := range m.items {
		if msg.Key == h.keys[0] {
			m.track.at = i
		}
	}
	return err
}

// setVisible moves messages with one request to each provider: done are those that were moved. What did not work is said;
// failed leaves the list.
func (m *inbox) setVisible(ctx context.Context, h hiding) (done []ebox.Key, failed error) {
	s, box := m.s, m.s.session.Box
	var at []ebox.Provider
	err := s.do(ctx, work{start: s.t.Words.Loading, run: func(ctx context.Context) error {
		err := box.Hider.SetVisible(ctx, h.visible, h.keys...)
		if err != nil {
			done := h.moved(err)
			for _, k := range h.keys {
				if p, err := box.Names.Provider(ctx, k.Provider); err == nil && !slices.Contains(done, k) && !slices.ContainsFunc(at, func(o ebox.Provider) bool { return o.ID == p.ID }) {
					at = append(at, p)
				}
			}
		}
		return err
	}})
	done = h.moved(err)
	if err == nil {
		return done, nil
	}
	what := s.t.Hiding.NotHidden
	if h.visible {
		what = s.t.Hiding.NotShown
	}
	text := fmt.Sprintf(what, h.subject)
	if n := len(h.keys); n > 1 {
		text = strings.TrimSuffix(s.t.Count(s.t.Palette.NotMoved, n-len(done)), ".")
	}
	return done, s.failedTo(ctx, text, err, at...)
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
