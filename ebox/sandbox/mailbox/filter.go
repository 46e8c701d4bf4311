package mailbox

import (
	"fmt"
	"time"
)

// Date is a day without time or zone, YYYY-MM-DD; the zero Date is none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads YYYY-MM-DD and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("reading date: %w", err)
	}
	y, m, d := t.Date()
	return Date{y, m, d}, nil
}

// String is YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Wanted is a criterion that may be absent.
type Wanted int8

// The criteria a boolean parameter can be.
const (
	Either Wanted = iota
	Yes
	No
)

// Want is the criterion for a parameter that was given.
func Want(b bool) Wanted {
	if b {
		return Yes
	}
	return No
}

func (w Wanted) allows(b bool) bool { return w == Either || (w == Yes) == b }

// Filter selects messages; the zero Filter selects all, hidden ones included. The criteria are combined with AND.
//
// A day given as bound is itself outside: before is earlier than its 00:00, after is later than its end, in Brussels.
type Filter struct {
	ReadStatus, Visible, RegisteredMail Wanted
	ReceivedBefore, ReceivedAfter       Date
	ExpiredBefore, ExpiredAfter         Date
	MessageTypeID                       string
	SenderOrganizationID                string
	SenderApplicationID                 string
	Q                                   string // substring, case and accents ignored; empty: none
	QLang                               string // nl, fr or de; needed with Q
}
