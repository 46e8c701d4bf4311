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
	Marks   string   // one letter or space each, always in this order: unread, registered, for action, reply
	States  []string // the same and the end of availability in words; nothing is said for what is ordinary
	Left    string   // how long it is still available, short: "3 d", "14 mo", "no limit"
	Urgency Level    // of Left: Notice from 15 days before the end, Warning from 7
	Sender  string
	Subject string
	Date    string   // of receipt: the time today, else the day
	spoken  string   // of receipt, for the ear: today, yesterday, else the day
	brief   []string // States without dates and without what matters least
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
	r.States, r.brief = v.States(m), v.brief(m)
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
		{v.replyMark(m) != "", v.replyMark(m)},
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
// there when that is about to end, how far a reply is, no limit.
func (v Voice) States(m *ebox.Message) []string {
	t := v.Texts
	due, action := m.ForAction()
	act := t.Row.Action
	if !due.IsZero() {
		act = sprintf(t.Row.ActionDue, t.Date(due))
	}
	s := v.mainStates(m, act, action)
	if reply := v.replyState(m); reply != "" {
		s = append(s, reply)
	}
	if m.NoLimit() {
		s = append(s, t.Row.NoLimit)
	}
	return s
}

// brief are the states for a narrow line.
func (v Voice) brief(m *ebox.Message) []string {
	_, action := m.ForAction()
	return v.mainStates(m, v.Texts.Row.Action, action)
}

func (v Voice) mainStates(m *ebox.Message, act string, action bool) []string {
	var s []string
	for _, state := range []struct {
		on   bool
		word string
	}{
		{!m.ReadStatus, v.Texts.Row.Unread},
		{m.RegisteredMail, v.Texts.Row.Registered},
		{action, act},
		{v.Urgency(m) != Plain, v.Texts.Left(m.ExpirationDate, v.Now)},
	} {
		if state.on {
			s = append(s, state.word)
		}
	}
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
// the message itself: first the subject and the sender are cut, then what matters least is left out.
func (r Row) Spoken(width int) string {
	if all := r.line(r.States, r.Sender, r.Subject, r.spoken); width <= 0 || ansi.StringWidth(all) <= width {
		return all
	}
	for _, try := range []struct {
		states          []string
		date            string
		sender, subject int // least columns of each
	}{
		{r.States, r.spoken, 16, 24},
		{r.brief, r.spoken, 16, 24},
		{r.brief, "", 12, 20},
		{r.brief, "", 8, 10},
	} {
		if s, ok := r.fit(width, try.states, try.date, try.sender, try.subject); ok {
			return s
		}
	}
	for n := len(r.brief) - 1; n > 0; n-- {
		if s, ok := r.fit(width, r.brief[:n], "", 8, 10); ok {
			return s
		}
	}
	return Clip(r.line(r.brief[:min(len(r.brief), 1)], r.Sender, r.Subject, ""), width)
}

// fit cuts the subject, then the sender, until the line has width columns; ok is false when they would get too short.
func (r Row) fit(width int, states []string, date string, sender, subject int) (string, bool) {
	who, what := r.Sender, r.Subject
	over := func() int { return ansi.StringWidth(r.line(states, who, what, date)) - width }
	for _, cut := range []struct {
		s     *string
		least int
	}{{&what, subject}, {&who, sender}} {
		if n := over(); n > 0 {
			*cut.s = Clip(*cut.s, max(ansi.StringWidth(*cut.s)-n, cut.least))
		}
	}
	return r.line(states, who, what, date), over() <= 0
}

// line joins the parts in the order of reading.
func (r Row) line(states []string, sender, subject, date string) string {
	var b strings.Builder
	for _, p := range []string{strings.Join(states, ", "), sender, subject, date} {
		switch {
		case p == "":
			continue
		case strings.HasSuffix(b.String(), "…"):
			b.WriteByte(' ')
		case b.Len() > 0:
			b.WriteString(". ")
		}
		b.WriteString(p)
	}
	return b.String()
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
