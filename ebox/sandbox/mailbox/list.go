package mailbox

import (
	"slices"
	"sync"
)

// listed is a message of a page, with the state it has at that moment.
type listed struct {
	glance
	read, visible bool
}

// List is a page (from 1) of the messages that f selects, newest first, and how many f selects over all pages. Beyond the
// end the page is empty, never nil. Without criteria, or with visible as the only one, it takes a time that depends on
// the page's size and on what is hidden, not on the size of the box.
func (b *Box) List(f Filter, page, pageSize int) (items []Message, total int) {
	rows, total := b.rows(f, page, pageSize)
	items = make([]Message, 0, len(rows))
	for i := range rows {
		items = append(items, b.message(&rows[i].glance, rows[i].read, rows[i].visible))
	}
	return items, total
}

func (b *Box) rows(f Filter, page, pageSize int) ([]listed, int) {
	if f.Q == "" {
		f.QLang = ""
	}
	var found []int32
	fixed := f.fixed()
	if fixed != (Filter{}) {
		found = b.found.get(fixed, b.scan)
	}
	now := b.world.now()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.state.visited = now
	b.expire(now)
	at, total := b.order(f, fixed != (Filter{}), found)
	page, pageSize = max(page, 1), max(pageSize, 0)
	first := min((int64(page)-1)*int64(pageSize), int64(total))
	rows := make([]listed, 0, min(pageSize, total-int(first)))
	for k := int(first); k < total && len(rows) < pageSize; k++ {
		g := b.glance(at(k))
		rows = append(rows, listed{g, b.state.read(&g), !b.state.isHidden(g.index)})
	}
	return rows, total
}

// order gives the messages that f selects: how many, and the number of the one at place k. The caller holds b.mu.
func (b *Box) order(f Filter, some bool, found []int32) (at func(k int) int, total int) {
	if !some && f.ReadStatus == Either {
		first := b.first()
		switch f.Visible {
		case Yes:
			out := b.state.excluded()
			return func(k int) int { return nth(out, first, k) }, b.time.n - first - len(out)
		case Either:
			out := b.state.gone
			return func(k int) int { return nth(out, first, k) }, b.time.n - first - len(out)
		}
	}
	list := b.state.chosen.get(f, b.state.version, func() []int32 { return b.choose(f, some, found) })
	return func(k int) int { return int(list[k]) }, len(list)
}

// choose keeps of the found messages, or of all, those that f's changing criteria allow. The caller holds b.mu.
func (b *Box) choose(f Filter, some bool, found []int32) []int32 {
	var list []int32
	keep := func(i int) {
		if !f.Visible.allows(!b.state.isHidden(i)) || b.state.isGone(i) {
			return
		}
		if f.ReadStatus != Either {
			if g := b.glance(i); !f.ReadStatus.allows(b.state.read(&g)) {
				return
			}
		}
		list = append(list, int32(i))
	}
	switch first := b.first(); {
	case some:
		b.scanArrivals(f, first, keep)
		for _, i := range found {
			keep(int(i))
		}
	case f.Visible == No:
		for _, i := range b.state.hidden {
			keep(int(i))
		}
	default:
		for i := first; i < b.time.n; i++ {
			keep(i)
		}
	}
	return list
}

// fixed are the criteria of f whose answer for a message never changes.
func (f Filter) fixed() Filter {
	f.ReadStatus, f.Visible = Either, Either
	return f
}

// kept is how many lists of matches a box remembers, for the next pages of the same query.
const kept = 8

// matches remembers which messages answer the fixed criteria of a filter. It is safe for concurrent use.
type matches struct {
	mu   sync.Mutex
	list []match
}

type match struct {
	filter Filter
	found  []int32
}

// get returns the remembered list, or makes it; others who want a list wait meanwhile.
func (m *matches) get(f Filter, scan func(Filter) []int32) []int32 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i := slices.IndexFunc(m.list, func(x match) bool { return x.filter == f }); i >= 0 {
		hit := m.list[i]
		m.list = append(slices.Delete(m.list, i, i+1), hit)
		return hit.found
	}
	if len(m.list) == kept {
		m.list = slices.Delete(m.list, 0, 1)
	}
	found := scan(f)
	m.list = append(m.list, match{f, found})
	return found
}

// chosen remembers the last list of a filter that depends on the state. Its box's mutex guards it.
type chosen struct {
	filter  Filter
	version uint64
	list    []int32
}

func (c *chosen) get(f Filter, version uint64, choose func() []int32) []int32 {
	if c.version != version || c.filter != f {
		*c = chosen{f, version, choose()}
	}
	return c.list
}
