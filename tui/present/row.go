package present

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Widths of the columns of a row, in terminal columns.
const (
	MarksWidth = 4  // Row.Marks
	LeftWidth  = 8  // Row.Left, at most
	DateWidth  = 11 // Row.Date, at most
)

// warnDays and urgentDays are when the end of availability is said: from 15 days before, and stronger from 7.
const (
	warnDays   = 15
	urgentDays = 7
)

// Row is one message in a list, in parts. The order of reading is: states, sender, subject, date.
type Row struct {
	Key     ebox.Key
	Marks   string   // one letter or space each, always in this order: unread, registered, for action, reply possible
	States  []string // the same and the end of availability in words; nothing is said for what is ordinary
	Left    string   // how long it is still available, short: "3 d", "14 mo", "no limit"
	Urgency Level    // of Left: Notice from 15 days before the end, Warning from 7
	Sender  string
	Subject string
	Date    string // of receipt: the time today, else the day
	spoken  string // of receipt, for the ear: today, yesterday, else the day
}

// Row is m as one row.
func (v Voice) Row(m *ebox.Message) Row {
	t := v.Texts
	r := Row{Key: m.Key, Sender: v.Sender(m), Subject: v.Subject(m)}
	r.Date, r.spoken = t.DateShort(m.ReceiptDate), t.Date(m.ReceiptDate)
	switch lang.Days(v.Now, m.ReceiptDate) {
	case 0:
		r.Date, r.spoken = t.Time(m.ReceiptDate), t.Dates.Today
	case -1:
		r.spoken = t.Dates.Yesterday
	}
	r.Marks = v.marks(m)
	r.States = v.States(m)
	r.Left, r.Urgency = v.left(m)
	return r
}

func (v Voice) marks(m *ebox.Message) string {
	_, action := m.ForAction()
	var b strings.Builder
	for _, mark := range []struct {
		on     bool
		letter string
	}{
		{!m.ReadStatus, v.Texts.Row.MarkUnread},
		{m.RegisteredMail, v.Texts.Row.MarkRegistered},
		{action, v.Texts.Row.MarkAction},
		{m.ReplyAuthorized, v.Texts.Row.MarkReply},
	} {
		if mark.on {
			b.WriteString(mark.letter)
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// States are the states of m in words, the most important first: unread, registered, for action, how long it is still
// there when that is about to end, reply possible, no limit.
func (v Voice) States(m *ebox.Message) []string {
	var s []string
	add := func(on bool, word string) {
		if on {
			s = append(s, word)
		}
	}
	t := v.Texts
	add(!m.ReadStatus, t.Row.Unread)
	add(m.RegisteredMail, t.Row.Registered)
	due, action := m.ForAction()
	add(action && due.IsZero(), t.Row.Action)
	add(action && !due.IsZero(), sprintf(t.Row.ActionDue, t.Date(due)))
	urgency := v.Urgency(m)
	add(urgency != Plain, t.Left(m.ExpirationDate, v.Now))
	add(m.ReplyAuthorized, t.Row.Reply)
	add(m.NoLimit(), t.Row.NoLimit)
	return s
}

// Urgency is how near the end of availability is: Notice from 15 days before it, Warning from 7.
func (v Voice) Urgency(m *ebox.Message) Level {
	if m.NoLimit() {
		return Plain
	}
	switch n := lang.Days(v.Now, m.ExpirationDate); {
	case n <= urgentDays:
		return Warning
	case n <= warnDays:
		return Notice
	}
	return Plain
}

func (v Voice) left(m *ebox.Message) (string, Level) {
	if m.NoLimit() {
		return v.Texts.Row.NoLimitShort, Plain
	}
	return v.Texts.LeftShort(m.ExpirationDate, v.Now), v.Urgency(m)
}

// Spoken is the row as one line for the ear, at most width columns (0: as long as it is). What does not fit is left to
// the message itself: first the subject and sender are cut, then the states that matter least are left out.
func (r Row) Spoken(width int) string {
	states, sender, subject := r.States, r.Sender, r.Subject
	line := func() string {
		parts := []string{strings.Join(states, ", "), sender, subject, r.spoken}
		if parts[0] == "" {
			parts = parts[1:]
		}
		return strings.Join(parts, ". ")
	}
	over := func() int { return ansi.StringWidth(line()) - width }
	if width <= 0 || over() <= 0 {
		return line()
	}
	cut := func(s *string, least int) {
		if n := over(); n > 0 {
			*s = Clip(*s, max(ansi.StringWidth(*s)-n, least))
		}
	}
	cut(&subject, 24)
	cut(&sender, 16)
	for over() > 0 && len(states) > 1 {
		states = states[:len(states)-1]
	}
	cut(&subject, 12)
	cut(&sender, 8)
	return Clip(line(), width)
}

// Clip cuts s to width columns, with an ellipsis in the last one when something is cut.
func Clip(s string, width int) string {
	if width <= 0 {
		return ""
	}
	return ansi.Truncate(s, width, "…")
}

// Expiring is the day from which on a message is about to expire, seen from now: what a filter asks the servers for.
func Expiring(now time.Time) time.Time { return now.AddDate(0, 0, warnDays) }
