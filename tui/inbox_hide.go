package tui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// hiding is messages moved to the other folder: what undo takes back.
type hiding struct {
	keys    []ebox.Key // one at least
	subject string     // of the first
	visible bool       // where they were moved to
}

// hideMsg is the decision to hide messages that were asked about.
type hideMsg struct{ msgs []*ebox.Message }

// hidMsg is the server's answer.
type hidMsg struct {
	hiding
	undone bool
	err    error
	at     []ebox.Provider // where it failed, if the name is known
}

// hide moves the marked messages, or else the focused one, to the other folder; registered mail is asked about first.
func (m *inbox) hide() outcome {
	msgs := m.meant()
	if len(msgs) == 0 {
		return outcome{}
	}
	t := m.kit.t
	var asked []string
	for _, msg := range msgs {
		if msg.RegisteredMail && !m.query.Hidden {
			asked = append(asked, m.voice().Subject(msg))
		}
	}
	switch {
	case len(asked) == 0:
		return m.hideNow(msgs)
	case len(msgs) == 1:
		return opened(newConfirm(m.kit, t.Hiding.Confirm, t.Keys.Hide, hideMsg{msgs}, asked[0], t.Hiding.Explain))
	}
	return opened(newConfirm(m.kit, t.Count(t.Palette.Registered, len(asked)), t.Keys.Hide, hideMsg{msgs}, append(asked, t.Hiding.Explain)...))
}

func (m *inbox) hideNow(msgs []*ebox.Message) outcome {
	h := hiding{subject: m.voice().Subject(msgs[0]), visible: m.query.Hidden}
	for _, msg := range msgs {
		h.keys = append(h.keys, msg.Key)
	}
	return outcome{cmd: m.setVisible(h, false)}
}

// undoHiding takes the last move back.
func (m *inbox) undoHiding() outcome {
	back := *m.undo
	back.visible = !back.visible
	return outcome{cmd: m.setVisible(back, true)}
}

// setVisible asks for all of them at once: that is one request to each provider.
func (m *inbox) setVisible(h hiding, undo bool) tea.Cmd {
	box, ctx := m.box, m.kit.ctx
	return func() tea.Msg {
		msg := hidMsg{hiding: h, undone: undo, err: box.Hider.SetVisible(ctx, h.visible, h.keys...)}
		if msg.err != nil {
			for _, id := range whoRefused(msg.err, h.keys) {
				if p, err := box.Names.Provider(ctx, id); err == nil {
					msg.at = append(msg.at, p)
				}
			}
		}
		return msg
	}
}

// whoRefused are the providers that did not do as they were asked.
func whoRefused(err error, keys []ebox.Key) []string {
	var partial *ebox.PartialError
	some := errors.As(err, &partial)
	var out []string
	for _, k := range keys {
		if (!some || partial.Failed[k.Provider] != nil) && !slices.Contains(out, k.Provider) {
			out = append(out, k.Provider)
		}
	}
	return out
}

// done are the messages that were moved.
func (msg hidMsg) done() []ebox.Key {
	if msg.err == nil {
		return msg.keys
	}
	not := whoRefused(msg.err, msg.keys)
	var out []ebox.Key
	for _, k := range msg.keys {
		if !slices.Contains(not, k.Provider) {
			out = append(out, k)
		}
	}
	return out
}

// notHid says what was not done, and why.
func (m *inbox) notHid(msg hidMsg, done int) outcome {
	t := m.kit.t
	text := t.Hiding.NotHidden
	if msg.visible {
		text = t.Hiding.NotShown
	}
	text = sprintf(text, msg.subject)
	if n := len(msg.keys); n > 1 {
		text = join(" ", m.howMany(msg.visible, done), t.Count(t.Palette.NotMoved, n-done))
	}
	o := m.kit.failed(msg.err, nil, msg.at...)
	o.say.text = text + " · " + o.say.text
	if p, ok := o.push.(*problem); ok {
		p.about = text
	}
	return o
}

// howMany says how many messages were moved; "" when none was.
func (m *inbox) howMany(visible bool, n int) string {
	t := m.kit.t
	many := t.Hiding.HiddenMany
	if visible {
		many = t.Hiding.ShownMany
	}
	if n == 0 {
		return ""
	}
	return t.Count(many, n)
}

// hid takes the answer: the messages leave this list, or come back to it.
func (m *inbox) hid(msg hidMsg) outcome {
	done := msg.done()
	m.dropMarks(done)
	if msg.visible == m.query.Hidden { // they went away from what is on the screen
		m.left(done)
	}
	if msg.err != nil {
		if len(done) > 0 && !msg.undone {
			m.undo = &hiding{done, msg.subject, msg.visible}
		}
		return m.notHid(msg, len(done))
	}
	t := m.kit.t.Hiding
	if msg.undone {
		m.undo, m.back = nil, done[0]
		o := m.open()
		m.then = nil
		o.say = note{t.Undone + " " + msg.subject, noteGood}
		if len(done) > 1 {
			o.say.text = t.Undone + " " + m.howMany(msg.visible, len(done))
		}
		return o
	}
	m.undo = &msg.hiding
	text := t.Hidden
	if msg.visible {
		text = t.Shown
	}
	text = sprintf(text, msg.subject)
	if len(done) > 1 {
		text = m.howMany(msg.visible, len(done))
	}
	undo := m.kit.bind(on(cmdUndo))[0]
	o := m.moved()
	o.say = note{text + " (" + undo.short() + ")", noteGood}
	return o
}

// marked keeps in the list that a message has been read.
func (m *inbox) marked(k ebox.Key) {
	m.feed.list.SetRead(k)
	m.changed()
}

// gone takes a message out of the list that is in the box no more.
func (m *inbox) gone(k ebox.Key) { m.left([]ebox.Key{k}) }

// left takes messages out of the list that are in it no more.
func (m *inbox) left(keys []ebox.Key) {
	for _, k := range keys {
		m.feed.list.Remove(k)
	}
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
