package tui

import (
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// counted keeps what the list says of how many messages there are. When all providers fail, what was last known stays.
func (m *inbox) counted() {
	v := m.feed.view
	m.count = count{true, v.Total, v.AtLeast || v.Waiting, v.More}
}

// Counts is how many messages there are and how many of them are unread, as far as that is known; then the same in fewer
// cells, with a plus sign for "at least". The number of all messages is the last to go.
func (m *inbox) Counts() []string {
	c, t := m.count, m.kit.t
	if !c.known {
		return nil
	}
	all, few := m.all(), m.plus(t.Inbox.Count, c.total, c.atLeast)
	number := t.Number(int64(c.total))
	if c.atLeast {
		number += "+"
	}
	least := c.atLeast || c.more
	if m.unread == 0 && least { // "at least none" says nothing
		return []string{all, few, number}
	}
	unread := t.Inbox.Unread
	if least {
		unread = t.Inbox.UnreadAtLeast
	}
	some := t.Count(unread, m.unread)
	return []string{all + " · " + some, few + " · " + m.plus(t.Inbox.Unread, m.unread, least), all, few, number}
}

// all is how many messages there are, in words.
func (m *inbox) all() string {
	t := m.kit.t
	if m.count.atLeast {
		return t.Count(t.Inbox.CountAtLeast, m.count.total)
	}
	return t.Count(t.Inbox.Count, m.count.total)
}

// plus is a number of something, with a plus sign when there may be more.
func (m *inbox) plus(p lang.Plural, n int, more bool) string {
	t := m.kit.t
	if !more {
		return t.Count(p, n)
	}
	number := t.Number(int64(n))
	return strings.Replace(t.Count(p, n), number, number+"+", 1)
}

// result is what a question to the servers brought, in one line.
func (m *inbox) result() note {
	t := m.kit.t
	if q := ebox.Sanitize(m.query.Q); q != "" {
		found := t.Filter.Found
		if m.count.atLeast {
			found = t.Filter.FoundAtLeast
		}
		return note{t.Count(found, m.count.total, q), noteInfo}
	}
	folder := t.Inbox.Title
	if m.query.Hidden {
		folder = t.Inbox.Hidden
	}
	return note{join(" · ", t.Label(folder, m.all()), m.filters()), noteInfo}
}

// refreshed is what fetching everything anew brought: what fails, or is new since before, comes before the good news.
func (m *inbox) refreshed(before []ebox.Notice) func() note {
	type known struct {
		provider string
		kind     ebox.NoticeKind
	}
	was := map[known]bool{}
	for _, n := range before {
		was[known{n.Provider.ID, n.Kind}] = true
	}
	return func() note {
		for _, n := range m.feed.view.Notices {
			if n.Kind == ebox.NoticeFailed || !was[known{n.Provider.ID, n.Kind}] {
				return note{m.voice().Notice(n), noteWarn}
			}
		}
		return note{m.kit.t.Inbox.Refreshed, noteGood}
	}
}

// endFetched tells that the end of the rows is not the end of the list.
func (m *inbox) endFetched() note {
	t := m.kit.t
	total := t.Number(int64(m.count.total))
	if m.count.atLeast {
		total = sprintf(t.Words.AtLeast, total)
	}
	return note{sprintf(t.Inbox.EndFetched, t.Number(int64(m.n)), total), noteInfo}
}

// providers are those that the notices name.
func (m *inbox) providers() []ebox.Provider {
	var out []ebox.Provider
	for _, n := range m.feed.view.Notices {
		out = append(out, n.Provider)
	}
	return out
}
