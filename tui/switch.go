package tui

import (
	"context"
	"reflect"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
)

// lateMsg is an answer to something that was asked for one box. When another one is open by then it is dropped: it may
// hold what is in the box before.
type lateMsg struct {
	box int
	msg tea.Msg
}

// ours is the package of the messages that are answers; those of the framework are orders to the terminal.
var ours = reflect.TypeFor[lateMsg]().PkgPath()

// stamped is a command whose answers say which box they are for. With one box only there is nothing to tell apart.
func (a *app) stamped(c tea.Cmd) tea.Cmd {
	if c == nil || a.kit.deps.Accounts == nil {
		return c
	}
	box := a.box
	return func() tea.Msg { return stamp(box, c()) }
}

func stamp(box int, msg tea.Msg) tea.Msg {
	switch m := msg.(type) {
	case nil:
		return nil
	case lateMsg:
		return m
	case tea.BatchMsg:
		out := make(tea.BatchMsg, len(m))
		for i, c := range m {
			if c != nil {
				out[i] = func() tea.Msg { return stamp(box, c()) }
			}
		}
		return out
	}
	if reflect.TypeOf(msg).PkgPath() == ours {
		return lateMsg{box, msg}
	}
	return msg
}

// enter goes to another box. All screens of the one that was open go, what they asked for ends, and what comes all the
// same is dropped. The new box begins as the program does: with its own stored session, or with its login.
func (a *app) enter(e *backend.Entrance) tea.Cmd {
	for len(a.stack) > 0 {
		a.pop(nil)
	}
	a.leave()
	a.box++
	a.session = nil
	k := *a.kit
	k.ctx, a.leave = context.WithCancel(a.ctx)
	k.deps.Login, k.deps.Cards = e.Login, e.Cards
	k.deps.Place, k.deps.Keep = e.Place, e.Keep
	k.deps.Account, k.deps.Enterprise, k.deps.Sandbox = e.Account, e.Account.Enterprise, e.Account.Sandbox
	a.kit = &k
	a.status = note{}
	a.say(told(noteInfo, sprintf(k.t.Palette.Switched, k.accountTitle(e.Account))))
	return a.push(newLogin(a.kit, nil))
}
