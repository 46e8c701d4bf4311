package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// logOutMsg is the decision to log out, loggedOutMsg what came of it.
type (
	logOutMsg    struct{}
	loggedOutMsg struct{ err error }
)

// logOut asks whether to log out, and says what that is not.
func (m *inbox) logOut() outcome {
	t := m.kit.t
	return opened(newConfirm(m.kit, lang.Capital(t.Keys.LogOut), t.Keys.LogOut, logOutMsg{}, t.Login.NotConsent))
}

func (m *inbox) logOutNow() outcome {
	ctx, end := m.kit.ctx, m.logout
	return outcome{
		cmd: func() tea.Msg { return loggedOutMsg{end(ctx)} },
		say: note{m.kit.t.Login.LoggingOut, noteInfo},
	}
}

// loggedOut leaves everything that the session showed, whatever the server said. A keyring that fails may still hold the
// session: then that is what is said.
func (m *inbox) loggedOut(err error) outcome {
	t, o := m.kit.t, outcome{out: true}
	var l *backend.LoginError
	switch {
	case err == nil:
		o.say = note{t.Login.LoggedOut, noteGood}
	case errors.As(err, &l) && l.Case == present.LoginKeyring:
		o.say = m.kit.oneLine(m.kit.failure(err))
	default:
		o.say = note{t.Login.LoggedOut + " " + t.Login.LogoutLocal, noteWarn}
	}
	return o
}

// loggedOut shows the way in and nothing else. The stored session is not looked for: there should be none.
func (a *app) loggedOut() tea.Cmd {
	for len(a.stack) > 0 {
		a.pop(nil)
	}
	a.forget()
	a.session = nil
	l := newLogin(a.kit, nil)
	a.stack = append(a.stack, l)
	l.Resize(a.room())
	l.choose()
	return a.do(from(l, outcome{cmd: l.cards.follow()}))
}
