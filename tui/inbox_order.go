package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"myebox/ebox"
	"myebox/tui/lang"
)

// order is how the rows that were fetched are arranged. The servers give the newest first and cannot do otherwise.
type order int

const (
	orderNewest order = iota
	orderSender
	orderSubject
	orderExpiry
)

// orderMsg is an order chosen.
type orderMsg struct{ order order }

// arrange shows what the feed holds, in the order chosen; the focus stays on its message, and the message on its row.
func (m *inbox) arrange() {
	was, row, unscrolled := m.focused(), m.row(), m.top == 0
	m.items = m.sorted(m.feed.view.Items)
	m.unread = 0
	at := -1
	for i, msg := range m.items {
		if !msg.ReadStatus {
			m.unread++
		}
		if was != nil && msg.Key == was.Key && at < 0 {
			at = i
		}
		if m.wasHere(msg.Key) {
			at = i
		}
		if msg.Key == m.back {
			at, m.back = i, ebox.Key{}
		}
	}
	m.setLen(len(m.items))
	switch {
	case at < 0:
	case unscrolled && at < m.rows:
		m.place(at, at) // the top of the list stays in sight
	default:
		m.place(at, row)
	}
}

// sorted is items in the order chosen; items itself when that is the servers' own.
func (m *inbox) sorted(items []*ebox.Message) []*ebox.Message {
	if m.order == orderNewest {
		return items
	}
	out := slices.Clone(items)
	if m.order == orderExpiry {
		slices.SortStableFunc(out, byExpiry)
		return out
	}
	v := m.voice()
	text := v.Subject
	if m.order == orderSender {
		text = v.Sender
	}
	c := collate.New(language.Make(m.kit.t.Code), collate.IgnoreCase)
	var buf collate.Buffer
	keys := make(map[*ebox.Message]string, len(out))
	for _, msg := range out {
		keys[msg] = string(c.KeyFromString(&buf, text(msg)))
		buf.Reset()
	}
	slices.SortStableFunc(out, func(a, b *ebox.Message) int { return strings.Compare(keys[a], keys[b]) })
	return out
}

// byExpiry puts first what goes first, and last what stays without end.
func byExpiry(a, b *ebox.Message) int {
	switch an, bn := a.NoLimit(), b.NoLimit(); {
	case an && bn:
		return 0
	case an:
		return 1
	case bn:
		return -1
	}
	return a.ExpirationDate.Compare(b.ExpirationDate)
}

// reorder arranges the rows anew, and says that only what was fetched is.
func (m *inbox) reorder(o order) outcome {
	m.order = o
	m.arrange()
	m.moveTo(0)
	out := m.moved()
	t := m.kit.t
	out.say = note{t.Inbox.SortNewest, noteInfo}
	if o == orderNewest {
		return out
	}
	if m.feed.view.More {
		out.say.text = sprintf(t.Inbox.SortLoaded, t.Number(int64(m.n)))
	} else {
		out.say.text = sprintf(t.Inbox.SortBy, m.orderName())
	}
	if o == orderSender {
		out.cmd = tea.Batch(out.cmd, m.askSenders())
	}
	return out
}

// askSenders asks for the names of all senders: an order by names that are not known is none.
func (m *inbox) askSenders() tea.Cmd {
	var cmds []tea.Cmd
	for _, msg := range m.items {
		cmds = append(cmds, m.names.ask(m.kit.ctx, nameKey{nameOrganization, msg.Key.Provider, msg.SenderOrganizationID}))
	}
	return tea.Batch(cmds...)
}

// named puts a name that came in to use.
func (m *inbox) named(msg namedMsg) tea.Cmd {
	if m.order == orderSender && msg.key.kind == nameOrganization {
		m.arrange()
	}
	return nil
}

// orderName is the order in words.
func (m *inbox) orderName() string {
	t := m.kit.t.Inbox
	return [...]string{t.SortNewest, t.SortSender, t.SortSubject, t.SortExpiry}[m.order]
}

// pickOrder offers the orders.
func (m *inbox) pickOrder() outcome {
	t := m.kit.t.Inbox
	var opts []option
	for o, text := range []string{t.SortNewest, t.SortSender, t.SortSubject, t.SortExpiry} {
		opts = append(opts, option{text, orderMsg{order(o)}, m.order == order(o)})
	}
	var notes []string
	if m.feed.view.More {
		notes = append(notes, sprintf(t.SortLoaded, m.kit.t.Number(int64(m.n))))
	}
	return opened(newPicker(m.kit, lang.Capital(m.kit.t.Keys.Sort), opts, notes...))
}
