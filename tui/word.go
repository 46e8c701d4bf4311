package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// wordGuard decides when Enter after a typed word counts. Keys that came before the question could be read are lost, and
// Enter counts only when the word has stood there for a while: what a terminal pastes as keys, or a key that is held
// down, confirms nothing.
type wordGuard struct {
	seen  *confirmToken
	armed bool // the question has been there long enough to be read
	ready bool // what is typed has been there long enough
	pause int  // tells the last pause from those before
}

// pauseMsg is the end of a pause after the word was typed.
type pauseMsg struct {
	of *confirmToken
	n  int
}

// begin starts the grace period. The message goes through the program's loop once, so that the question is drawn first.
func (g *wordGuard) begin() tea.Cmd {
	*g = wordGuard{seen: &confirmToken{}, pause: g.pause}
	seen := g.seen
	return func() tea.Msg { return confirmMsg{seen} }
}

// update goes on with the grace period, and with a pause.
func (g *wordGuard) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case confirmMsg:
		switch {
		case msg.token != g.seen:
		case g.seen.drawn:
			g.armed = true
		default:
			g.seen.drawn = true
			return tea.Tick(grace, func(time.Time) tea.Msg { return msg })
		}
	case pauseMsg:
		if msg.of == g.seen && msg.n == g.pause {
			g.ready = true
		}
	}
	return nil
}

// edited begins the pause anew: something else is typed now.
func (g *wordGuard) edited() tea.Cmd {
	g.ready = false
	g.pause++
	msg := pauseMsg{g.seen, g.pause}
	return tea.Tick(grace, func(time.Time) tea.Msg { return msg })
}

// enter tells whether Enter counts. When it comes too soon the pause begins anew, so that a key that is held down never
// gets to its end; soon is what is to be said then.
func (g *wordGuard) enter(k tea.KeyPressMsg, soon string) (counts bool, o outcome) {
	switch {
	case !g.armed, k.IsRepeat:
		return false, outcome{}
	case !g.ready:
		o = told(noteInfo, soon)
		o.cmd = g.edited()
		return false, o
	}
	return true, outcome{}
}
