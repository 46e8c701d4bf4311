package tui

import (
	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// maxReach is how many messages are fetched at most to find the one that had the focus when the program ended.
const maxReach = 500

// here is where the person is in this list.
func (m *inbox) here() backend.Place {
	q := m.query
	p := backend.Place{
		Hidden: q.Hidden, Unread: q.ReadStatus != nil, Registered: q.RegisteredMail != nil, Expiring: !q.ExpiredBefore.IsZero(),
		Sender: q.SenderOrganizationID, Type: q.MessageTypeID, Order: int(m.order),
	}
	switch msg := m.focused(); {
	case m.last.Message != "": // still on the way there
		p.Message, p.Before = m.last.Message, m.last.Before
	case msg != nil && m.focus > 0:
		p.Message, p.Before = backend.PlaceOf(msg.Key), m.focus
	}
	return p
}

// resume has the list begin at p.
func (m *inbox) resume(p backend.Place) {
	m.query = ebox.Query{Hidden: p.Hidden, SenderOrganizationID: p.Sender, MessageTypeID: p.Type}
	if p.Unread {
		m.query.ReadStatus = flip(nil, false)
	}
	if p.Registered {
		m.query.RegisteredMail = flip(nil, true)
	}
	if p.Expiring {
		m.query.ExpiredBefore = present.Expiring(m.asof).AddDate(0, 0, 1)
	}
	if o := order(p.Order); o > orderNewest && o <= orderExpiry {
		m.order = o
	}
	m.last = p
}

// reach is how many messages have to be fetched to come to where the person was.
func (m *inbox) reach() int {
	if m.last.Message == "" {
		return 0
	}
	return min(m.last.Before+1, maxReach)
}

// wasHere tells whether the program ended with the focus on that message, and forgets it then.
func (m *inbox) wasHere(k ebox.Key) bool {
	if m.last.Message == "" || backend.PlaceOf(k) != m.last.Message {
		return false
	}
	m.last = backend.Place{}
	return true
}

// arrived ends the search for where the person was, once all that was asked for has come: a message that is gone gives its
// place to the one that is there now.
func (m *inbox) arrived() {
	if m.last.Message != "" && m.last.Before < m.n {
		m.moveTo(m.last.Before)
	}
	m.last = backend.Place{}
}

// note remembers where the person is in the box that is open.
func (a *app) note(m *inbox) {
	if a.left == nil {
		a.left = map[string]left{}
	}
	a.left[a.kit.deps.Account.Name] = left{m.here(), a.kit.deps.Keep}
}

// left is a box that was open, and who keeps where the person was in it.
type left struct {
	place backend.Place
	keep  func(backend.Place)
}

// begin is where the inbox of the box that was just opened begins.
func (a *app) begin() backend.Place {
	if was, ok := a.left[a.kit.deps.Account.Name]; ok {
		return was.place
	}
	return a.kit.deps.Place
}

// forget has the next start begin at the top: after a logout it may be somebody else's.
func (a *app) forget() {
	if a.left == nil {
		a.left = map[string]left{}
	}
	a.left[a.kit.deps.Account.Name] = left{keep: a.kit.deps.Keep}
}

// keepPlaces hands out where the person was, at the end of the program, however it ended.
func (a *app) keepPlaces() {
	for _, s := range a.stack {
		if m, ok := s.(*inbox); ok {
			a.note(m)
		}
	}
	for _, l := range a.left {
		if l.keep != nil {
			l.keep(l.place)
		}
	}
}
