package linear

import (
	"errors"
	"fmt"
	"slices"

	"myebox/ebox"
)

// mark marks the message that one is at for hiding or showing, or takes its mark away.
func (m *inbox) mark() {
	msg, t := m.here(), m.s.t.Palette
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
	m.s.Say(fmt.Sprintf(text, m.s.voice().Subject(msg))+".", m.howManyMarked())
}

// howManyMarked is how many messages are marked.
func (m *inbox) howManyMarked() string {
	if len(m.marks) == 0 {
		return m.s.t.Palette.NoneMarked
	}
	return m.s.t.Count(m.s.t.Palette.HowMany, len(m.marks))
}

// unmark takes all marks away.
func (m *inbox) unmark() {
	m.marks = nil
	m.s.Say(m.s.t.Palette.NoneMarked)
}

// meant are the messages that an act is for: the marked ones, in the order of the list, else the one that one is at.
func (m *inbox) meant() []*ebox.Message {
	var out []*ebox.Message
	for _, msg := range m.items {
		if m.marks[msg.Key] {
			out = append(out, msg)
		}
	}
	if len(out) == 0 {
		out = append(out, m.here())
	}
	return out
}

// moved are the messages of h that a refusal leaves: those of the providers that did as they were asked.
func (h hiding) moved(err error) []ebox.Key {
	if err == nil {
		return h.keys
	}
	var partial *ebox.PartialError
	if !errors.As(err, &partial) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(h.keys), func(k ebox.Key) bool { return partial.Failed[k.Provider] != nil })
}

// told is what was done, in words.
func (h hiding) told(m *inbox, n int) string {
	t := m.s.t.Hiding
	one, many := t.Hidden, t.HiddenMany
	if h.visible {
		one, many = t.Shown, t.ShownMany
	}
	if len(h.keys) > 1 {
		return m.s.t.Count(many, n)
	}
	return fmt.Sprintf(one, h.subject)
}
