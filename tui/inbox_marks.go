package tui

import (
	"strings"

	"myebox/ebox"
	"myebox/tui/present"
)

// marksign stands before the sender of a marked message where rows are drawn; in the reader layout it is a word.
const marksign = "*"

// mark marks the focused message, or takes its mark away.
func (m *inbox) mark() outcome {
	msg, t := m.focused(), m.kit.t.Palette
	if msg == nil {
		return outcome{}
	}
	text := t.NowMarked
	if m.marks[msg.Key] {
		delete(m.marks, msg.Key)
		text = t.NoLonger
	} else {
		if m.marks == nil {
			m.marks = map[ebox.Key]bool{}
		}
		m.marks[msg.Key] = true
	}
	return told(noteInfo, join(". ", sprintf(text, m.voice().Subject(msg)), m.howManyMarked()))
}

// howManyMarked is how many messages are marked, in words.
func (m *inbox) howManyMarked() string {
	t := m.kit.t
	if len(m.marks) == 0 {
		return t.Palette.NoneMarked
	}
	return t.Count(t.Palette.HowMany, len(m.marks))
}

// unmark takes all marks away.
func (m *inbox) unmark() outcome {
	m.marks = nil
	return told(noteInfo, m.kit.t.Palette.NoneMarked)
}

// dropMarks takes marks away from messages that were moved.
func (m *inbox) dropMarks(keys []ebox.Key) {
	for _, k := range keys {
		delete(m.marks, k)
	}
}

// meant are the messages that an act is for: the marked ones, in the order of the list, else the focused one. A mark on
// a message that is not in the list any more is none.
func (m *inbox) meant() []*ebox.Message {
	var out []*ebox.Message
	for _, msg := range m.items {
		if m.marks[msg.Key] {
			out = append(out, msg)
		}
	}
	if msg := m.focused(); len(out) == 0 && msg != nil {
		out = append(out, msg)
	}
	return out
}

// worded is a row that says that it is marked, if it is.
func (m *inbox) worded(r present.Row) present.Row {
	if m.marks[r.Key] {
		return r.With(m.kit.t.Palette.Marked)
	}
	return r
}

// gap is what stands before the sender: a blank, or the sign of a mark.
func (m *inbox) gap(r present.Row) string {
	if m.marks[r.Key] {
		return marksign
	}
	return " "
}

// limits is what limits the list and what is marked in it, in one line.
func (m *inbox) limits() string {
	if len(m.marks) == 0 {
		return m.filters()
	}
	return join(" · ", m.filters(), strings.TrimSuffix(m.howManyMarked(), "."))
}
