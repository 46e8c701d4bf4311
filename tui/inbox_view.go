package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"myebox/ebox"
	"myebox/tui/present"
)

// columns are the widths of a row's parts; 0: there is no room for it. Between two there is a blank: every cell is written
// twice when the focus moves.
type columns struct{ marks, sender, subject, date, left int }

// spare are the cells at the end of a row with all parts that stay empty, for the same reason.
func (c columns) spare() int {
	if c.left == 0 {
		return 0
	}
	return 3
}

// newColumns shares w cells out. What matters most is the last to go.
func newColumns(w int) columns {
	c := columns{marks: present.MarksWidth}
	if w < 20 {
		return columns{subject: w}
	}
	if w >= 56 {
		c.date = present.DateWidth
	}
	if w >= 72 {
		c.left = present.LeftWidth
	}
	rest := w - c.marks - 1
	for _, n := range []int{c.date, c.left} {
		if n > 0 {
			rest -= n + 1
		}
	}
	rest -= c.spare()
	c.sender = min(max(rest/3, 6), 34)
	c.subject = rest - c.sender - 1
	return c
}

// head is how many rows are above the list: folders, filters and notices, column headings.
func (m *inbox) head() int {
	switch {
	case m.kit.deps.Reader && m.h >= 6:
		return 2
	case m.kit.deps.Reader:
		return 0
	case m.h >= 10:
		return 3
	case m.h >= 6:
		return 1
	}
	return 0
}

// Resize lays the columns out.
func (m *inbox) Resize(w, h int) {
	m.w, m.h = w, h
	m.cols = newColumns(max(w-2, 0))
	m.resize(h - m.head())
	if m.search != nil {
		m.search.resize(w)
	}
}

// View is the folders, the list, and the cursor on its focused row.
func (m *inbox) View(th theme) page {
	if m.kit.deps.Reader {
		return m.plainView(th)
	}
	var p page
	if m.head() > 0 {
		p.lines = append(p.lines, m.folders(th))
	}
	if m.head() > 1 {
		p.lines = append(p.lines, m.conditions(th), m.headings(th))
	}
	p.y = len(p.lines)
	if m.n == 0 {
		p.lines = append(p.lines, m.empty(th)...)
	} else {
		p.lines = append(p.lines, m.table(th)...)
		p.y += m.row()
	}
	p.x = min(1, max(m.w-1, 0))
	if m.search != nil {
		line, x := m.search.view(th)
		p.lines = append([]string{line}, p.lines[min(1, m.head()):]...)
		p.x, p.y = x, 0
	}
	return p
}

// folders is the row with the two folders, the one that is shown marked, and the order of the rows.
func (m *inbox) folders(th theme) string {
	t := m.kit.t
	folder := func(c command, text string, open bool) string {
		key := m.kit.bind(on(c))[0].names()[0]
		if open {
			return th.name.Render("[" + key + " " + text + "]")
		}
		return th.plain.Render(" " + key + " " + text + " ")
	}
	left := folder(cmdInbox, t.Inbox.Title, !m.query.Hidden) + " " + folder(cmdHidden, t.Inbox.Hidden, m.query.Hidden)
	right := m.orderName()
	if m.order != orderNewest {
		right = sprintf(t.Inbox.SortBy, right)
	}
	return ends(left, right+" ", m.w)
}

// conditions is the row with what limits the list: the filters, and the providers that are not in it.
func (m *inbox) conditions(th theme) string {
	left, right := "", ""
	if active := m.limits(); active != "" {
		left = " " + th.label.Render(active)
	}
	if missing := m.missing(); missing != "" {
		more := " (" + m.kit.keysOf(cmdNotices)[0] + ")"
		room := m.w - 3 - len(more)
		if w := lipgloss.Width(left); w > 0 && w+lipgloss.Width(missing) > room { // in few words, beside the filters
			if few := m.voice().Missing(m.feed.view.Notices); few != "" {
				missing = few
			}
			left = fit(left, max(room-lipgloss.Width(missing), 0))
		}
		right = th.warn.Render(fit(missing, room-lipgloss.Width(left))+more) + " "
	}
	return ends(left, right, m.w)
}

// missing is what is to be said of providers that are not in the list: in a sentence what is out of the ordinary, else
// how many they are.
func (m *inbox) missing() string {
	notices := m.feed.view.Notices
	for _, kind := range []ebox.NoticeKind{
		ebox.NoticeFailed, ebox.NoticeWaiting, ebox.NoticeRefused, ebox.NoticeStale, ebox.NoticeNames,
	} {
		var of []ebox.Notice
		for _, n := range notices {
			if n.Kind == kind {
				of = append(of, n)
			}
		}
		switch {
		case len(of) == 1:
			return m.voice().Notice(of[0])
		case len(of) > 1 && m.voice().Missing(of) != "":
			return m.voice().Missing(of)
		}
	}
	if len(notices) == 1 {
		return m.voice().Notice(notices[0])
	}
	return m.voice().Missing(notices)
}

// headings are the names of the columns.
func (m *inbox) headings(th theme) string {
	if m.n == 0 {
		return ""
	}
	t := m.kit.t.Row
	r := present.Row{Sender: t.ColSender, Subject: t.ColSubject, Date: t.ColReceived, Left: t.ColExpiry}
	return " " + th.label.Render(strings.TrimRight(pad(m.lead(r), m.leadWidth())+strings.Join(m.tail(r), ""), " "))
}

// leadWidth is how wide lead can be.
func (m *inbox) leadWidth() int {
	w := m.w - 2 - m.cols.spare()
	for _, n := range []int{m.cols.date, m.cols.left} {
		if n > 0 {
			w -= n + 1
		}
	}
	return max(w, 0)
}

// lead is the first part of a row: marks, sender and subject.
func (m *inbox) lead(r present.Row) string {
	if m.cols.sender == 0 {
		return fit(strings.TrimLeft(m.gap(r), " ")+r.Subject, m.cols.subject)
	}
	return pad(r.Marks, m.cols.marks) + m.gap(r) + pad(r.Sender, m.cols.sender) + " " + fit(r.Subject, m.cols.subject)
}

// tail is the rest of a row, from where the subject's column ends: the date, and how long the message stays.
func (m *inbox) tail(r present.Row) []string {
	date, left := "", ""
	if m.cols.date > 0 {
		date = " " + pad(r.Date, m.cols.date)
	}
	if m.cols.left > 0 {
		date, left = date+" ", fit(r.Left, m.cols.left)
	}
	return []string{date, left}
}

// markExpiring stands before the end of availability when that is near.
const markExpiring = "!"

// table is the visible rows. A sign before the focused one says where the focus is, also without reverse video.
func (m *inbox) table(th theme) []string {
	v := m.voice()
	from, to := m.visible()
	out := make([]string, 0, to-from)
	leadWidth := m.leadWidth()
	for i := from; i < to; i++ {
		r := v.Row(m.items[i])
		st, mark := th.plain, " "
		if !m.items[i].ReadStatus {
			st = th.strong
		}
		left := st
		if r.Urgency != present.Plain {
			r.Left, left = markExpiring+r.Left, m.urgency(th, r.Urgency)
		}
		if i == m.focus { // the whole row, so that all of its words are heard
			st, left, mark = th.focused(st), th.focused(left), ">"
		}
		tail := m.tail(r)
		out = append(out, strings.TrimRight(mark+st.Render(pad(m.lead(r), leadWidth)+tail[0])+left.Render(tail[1]), " "))
	}
	return out
}

// urgency is the look of the end of availability.
func (m *inbox) urgency(th theme, l present.Level) lipgloss.Style {
	switch l {
	case present.Notice:
		return th.warn
	case present.Warning:
		return th.bad
	}
	return th.plain
}

// empty is what stands in the place of rows when there are none: why, and what to do.
func (m *inbox) empty(th theme) []string {
	t := m.kit.t.Inbox
	w := max(min(m.w-2, panelWidth), 0)
	var ls []line
	switch {
	case m.lost != nil:
		ls = append(paragraphs(w, lookStrong, m.said.What), paragraphs(w, lookPlain, m.said.Means, m.said.Todo)...)
	case !m.feed.opened || m.feed.busy == workLoad:
		ls = paragraphs(w, lookPlain, t.Fetching)
	case m.filters() != "":
		ls = paragraphs(w, lookPlain, t.EmptyFiltered)
	case m.feed.view.Waiting || m.feed.view.AtLeast:
		ls = paragraphs(w, lookPlain, t.EmptyMissing)
	case m.query.Hidden:
		ls = paragraphs(w, lookPlain, t.EmptyHidden)
	default:
		ls = paragraphs(w, lookPlain, t.Empty)
	}
	var out []string
	for _, l := range ls {
		out = append(out, " "+l.style.style(th).Render(l.text))
	}
	return out[:min(len(out), m.rows)]
}

// click focuses a row, or opens it when it is focused already.
func (m *inbox) click(y int) outcome {
	from, to := m.visible()
	i := from + y - m.head()
	switch {
	case y < m.head() || i >= to || m.search != nil:
		return outcome{}
	case i == m.focus:
		return m.run(cmdOpen)
	}
	m.moveTo(i)
	return m.moved()
}

// step moves the focus by d and gives the message there: for a reader that goes on to the next one.
func (m *inbox) step(d int) (*ebox.Message, outcome) {
	if !m.move(d) {
		return nil, m.moved()
	}
	return m.items[m.focus], m.moved()
}
