package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/present"
)

// textWidth is how wide text is on a screen of w cells: in the reader layout no wider than a braille display, so that
// nobody has to push its window along a line.
func (k *kit) textWidth(w int) int {
	switch n := k.deps.BrailleWidth; {
	case !k.deps.Reader:
		return w - 2
	case n > 0:
		return min(w, n, readWidth)
	}
	return min(w-w/10, readWidth) // letters with accents take two bytes: see mostBytes
}

// plainView is the list in the reader layout: where one is and what limits it, then a row of words for every message.
func (m *inbox) plainView(th theme) page {
	var p page
	if m.head() > 0 {
		p.lines = append(p.lines, m.plainHeading(), m.plainConditions())
	}
	p.y = len(p.lines)
	if m.n == 0 {
		for _, l := range m.empty(th) {
			p.lines = append(p.lines, l)
		}
	}
	v := m.voice()
	from, to := m.visible()
	for _, msg := range m.items[from:to] {
		p.lines = append(p.lines, m.plainRow(m.worded(v.Row(msg))))
	}
	p.y += m.row()
	if m.search != nil {
		line, x := m.search.view(th)
		p.lines = append([]string{line}, p.lines[min(1, m.head()):]...)
		p.x, p.y = x, 0
	}
	return p
}

// plainRow is one message on one row.
func (m *inbox) plainRow(r present.Row) string {
	for n := mostBytes(m.w); n > 0; n-- {
		if s := r.Felt(m.kit.deps.BrailleWidth, n); len(s) <= mostBytes(m.w) {
			return s
		}
	}
	return ""
}

// stillWaiting keeps the rows that were there while a provider is waited for that had some of them: they would go, and be
// heard when they come again, though nothing is new.
func (m *inbox) stillWaiting(next tea.Cmd) outcome {
	return outcome{cmd: next, say: m.news()}
}

// plainHeading is the folder, how many messages there are, and their order. It does not change as one walks on.
func (m *inbox) plainHeading() string {
	t := m.kit.t
	folder, all := t.Inbox.Title, ""
	if m.query.Hidden {
		folder = t.Inbox.Hidden
	}
	if m.count.known {
		all = m.all()
	}
	return join(", ", folder, all, m.orderName(), helpHint(m))
}

// plainConditions is what limits the list, and who is missing in it.
func (m *inbox) plainConditions() string { return join(". ", m.filters(), m.missing()) }

// plainLayout is a message in the reader layout: two rows of what it is, then its text, then all the rest. The body's
// place stays empty while it is fetched, so that nothing is written twice.
func (r *reader) plainLayout() {
	w := max(r.kit.textWidth(r.w), 1)
	v := r.voice()
	row := v.Row(r.msg)
	out := []line{
		{text: short(v.Subject(r.msg), max(r.w, 2)), style: lookStrong},
		{text: short(join(". ", row.Sender, strings.Join(row.States, ", "), r.kit.t.DateTime(r.msg.ReceiptDate)), max(r.w, 2))},
	}
	r.first = len(out)
	var rest []line
	for _, s := range v.Message(r.msg, r.parts) {
		ls := r.section(v, s, w)
		switch {
		case len(ls) == 0:
		case s.Kind == present.Body:
			out = append(out, ls...)
		default:
			rest = append(rest, line{text: fit(s.Title, w), style: lookStrong})
			rest = append(rest, ls...)
		}
	}
	if reply := r.replyLine(w); reply.item != nil {
		rest = append(rest, reply)
	}
	if !r.busy {
		out = append(out, rest...)
	} else if r.slow {
		out = append(out, line{text: fit(r.kit.t.Reader.BodyLoading, w)})
	} else {
		out = append(out, line{}) // the text's place, where the cursor waits for it
	}
	r.set(out)
	r.reveal()
}

// slowly is when a text that has not come yet is said to be on its way.
const slowly = 2 * time.Second

// slowMsg is that moment for a message.
type slowMsg struct{ key ebox.Key }

// beginning is the line that the cursor stands on when a message is opened: the first one of its text, in the reader
// layout.
func (r *reader) beginning() int {
	if r.kit.deps.Reader {
		return r.first
	}
	return 0
}

// beginning is the same for a document.
func (v *viewer) beginning() int {
	if v.kit.deps.Reader {
		return v.first
	}
	return 0
}
