package ebox

import "time"

// Query selects messages in the whole federation; the zero Query is the inbox.
type Query struct {
	Hidden               bool  // the hidden folder instead of the inbox
	ReadStatus           *bool // nil: both
	RegisteredMail       *bool
	MessageTypeID        string
	SenderOrganizationID string
	SenderApplicationID  string
	ReceivedAfter        time.Time // dates in Europe/Brussels, exclusive; zero: no bound
	ReceivedBefore       time.Time
	ExpiredAfter         time.Time
	ExpiredBefore        time.Time
	Q                    string // substring, see the specification's search rules
	QLang                string // fr, nl or de: the language that Q is looked for in; needed with Q
}

// selects tells whether m lies within the dates of q: the registry is asked for a day more on either side, because
// the contract leaves open whether a boundary day is in or out. A message without an end never expires.
func (q Query) selects(m *Message) bool {
	within := func(t, after, before time.Time) bool {
		return (after.IsZero() || !t.Before(midnight(after, 1))) && (before.IsZero() || t.Before(midnight(before, 0)))
	}
	if m.NoLimit() && !q.ExpiredBefore.IsZero() {
		return false
	}
	return within(m.ReceiptDate, q.ReceivedAfter, q.ReceivedBefore) &&
		(m.NoLimit() || within(m.ExpirationDate, q.ExpiredAfter, q.ExpiredBefore))
}

// dated tells whether selects can refuse what the registry gave, so that the registry's total is too high.
func (q Query) dated() bool {
	return !q.ReceivedAfter.IsZero() || !q.ReceivedBefore.IsZero() || !q.ExpiredAfter.IsZero() || !q.ExpiredBefore.IsZero()
}

// midnight is the first moment in Belgium of the day that lies so many days after the one t falls on there.
func midnight(t time.Time, days int) time.Time {
	y, m, d := t.In(Brussels()).Date()
	return time.Date(y, m, d+days, 0, 0, 0, 0, Brussels())
}
