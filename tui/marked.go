package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// fetched is the answer to fetching something of a message, whatever came of it: the message as it was before, whether
// it was its main content, and the error. The inbox looks at every one, also when the screen that asked is gone.
type fetched interface {
	fetched() (m *ebox.Message, main bool, err error)
}

// markedMsg tells that a message has been found to be read now.
type markedMsg struct{ msg *ebox.Message }

// learn takes what a fetch says about the read mark. A fetch that failed may have marked the message all the same; where
// nobody knows, the server is asked.
func (m *inbox) learn(f fetched) outcome {
	msg, main, err := f.fetched()
	if msg == nil || !main || msg.ReadStatus {
		return outcome{}
	}
	switch ebox.MarkOf(err) {
	case ebox.MarkYes:
		return outcome{cmd: func() tea.Msg { return markedMsg{msg} }} // after the screens have said what happened
	case ebox.MarkUnknown:
		ctx, src := m.kit.ctx, m.box.Reader
		return outcome{cmd: func() tea.Msg {
			if now, err := src.Message(ctx, msg.Key); err == nil && now.ReadStatus {
				return markedMsg{msg}
			}
			return nil
		}}
	}
	return outcome{}
}

// told makes it known, beside what was said about the fetch.
func (m *inbox) told(msg markedMsg) outcome {
	return outcome{act: readMsg{msg.msg.Key}, also: sprintf(m.kit.t.Inbox.MarkedRead, m.voice().Subject(msg.msg))}
}
