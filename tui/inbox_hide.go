package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// hiding is one message moved to the other folder: what undo takes back.
type hiding struct {
	key     ebox.Key
	subject string
	visible bool // where it was moved to
}

// hideMsg is the decision to hide a message that was asked about.
type hideMsg struct{ msg *ebox.Message }

// hidMsg is the server's answer.
type hidMsg struct {
	hiding
	undone bool
	err    error
	at     []ebox.Provider // where it failed, if the name is known
}

// hide moves the focused message to the other folder; registered mail is asked about first.
func (m *inbox) hide() outcome {
	msg := m.focused()
	if msg == nil {
		return outcome{}
	}
	if t := m.kit.t.Hiding; msg.RegisteredMail && !m.query.Hidden {
		return opened(newConfirm(m.kit, t.Confirm, m.kit.t.Keys.Hide, hideMsg{msg}, m.voice().Subject(msg), t.Explain))
	}
	return m.hideNow(msg)
}

func (m *inbox) hideNow(msg *ebox.Message) outcome {
	return outcome{cmd: m.setVisible(hiding{msg.Key, m.voice().Subject(msg), m.query.Hidden}, false)}
}

// undoHiding takes the last move back.
func (m *inbox) undoHiding() outcome {
	back := *m.undo
	back.visible = !back.visible
	return outcome{cmd: m.setVisible(back, true)}
}

func (m *inbox) setVisible(h hiding, undo bool) tea.Cmd {
	box, ctx := m.box, m.kit.ctx
	return func() tea.Msg {
		msg := hidMsg{hiding: h, undone: undo, err: box.Hider.SetVisible(ctx, h.visible, h.key)}
		if msg.err != nil {
			if p, err := box.Names.Provider(ctx, h.key.Provider); err == nil {
				msg.at = []ebox.Provider{p}
			}
		}
		return msg
	}
}

// notHid says what was not done, and why.
func (m *inbox) notHid(msg hidMsg) outcome {
	text := m.kit.t.Hiding.NotHidden
	if msg.visible {
		text = m.kit.t.Hiding.NotShown
	}
	text = sprintf(text, msg.subject)
	o := m.kit.failed(msg.err, nil, msg.at...)
	o.say.text = text + " · " + o.say.text
	if p, ok := o.push.(*problem); ok {
		p.about = text
	}
	return o
}

// hid takes the answer: the message leaves this list, or comes back to it.
func (m *inbox) hid(msg hidMsg) outcome {
	if msg.err != nil {
		return m.notHid(msg)
	}
	t := m.kit.t.Hiding
	if msg.visible == m.query.Hidden { // it went away from what is on the screen
		m.gone(msg.key)
	}
	if msg.undone {
		m.undo, m.back = nil, msg.key
		o := m.open()
		m.then = nil
		o.say = note{t.Undone + " " + msg.subject, noteGood}
		return o
	}
	m.undo = &msg.hiding
	text := t.Hidden
	if msg.visible {
		text = t.Shown
	}
	undo := m.kit.bind(on(cmdUndo))[0]
	o := m.moved()
	o.say = note{sprintf(text, msg.subject) + " (" + undo.short() + ")", noteGood}
	return o
}

// marked keeps in the list that a message has been read.
func (m *inbox) marked(k ebox.Key) {
	m.feed.list.SetRead(k)
	m.changed()
}

// gone takes a message out of the list that is in the box no more.
func (m *inbox) gone(k ebox.Key) {
	m.feed.list.Remove(k)
	m.changed()
}

// changed looks at the list again after a local change. A list that failed as a whole has nothing to look at.
func (m *inbox) changed() {
	m.feed.refresh()
	if m.lost == nil || len(m.feed.view.Items) > 0 {
		m.arrange()
		m.counted()
	}
}
