package tui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// rings is the sound for new mail, where the person chose to have one: when the newest list has an unread message that
// was not in the list before.
func (m *inbox) rings() tea.Cmd {
	before := m.heard
	m.heard = nil
	if before == nil || !slices.ContainsFunc(m.feed.view.Items, func(msg *ebox.Message) bool {
		return !msg.ReadStatus && msg.ReceiptDate.After(before.newest) && !before.keys[msg.Key]
	}) {
		return nil
	}
	return tea.Raw("\a")
}

// heard is what was in the list before it was fetched again.
type heard struct {
	keys   map[ebox.Key]bool
	newest time.Time
}

// listen remembers the list, if a sound is wanted. Without a list nothing can be new.
func (m *inbox) listen() {
	if !m.kit.deps.Bell || !m.feed.opened || m.lost != nil {
		return
	}
	m.heard = &heard{keys: map[ebox.Key]bool{}}
	for _, msg := range m.items {
		m.heard.keys[msg.Key] = true
		if msg.ReceiptDate.After(m.heard.newest) {
			m.heard.newest = msg.ReceiptDate
		}
	}
}
