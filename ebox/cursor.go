package ebox

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// maxDry is how many pages in a row may bring nothing new before a provider is taken to repeat itself without end.
const maxDry = 5

// before is the order of a listing: newest receipt date first, then by key.
func before(a, b *Message) int {
	if c := b.ReceiptDate.Compare(a.ReceiptDate); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Key.Provider, b.Key.Provider), strings.Compare(a.Key.ID, b.Key.ID))
}

// cursor is a position in one provider's list. It is guarded by its Listing.
type cursor struct {
	p   Provider
	reg *Registry

	page    int                 // the last one that answered
	top     int                 // the highest one that answered
	buf     []*Message          // answered and not merged yet, in order
	seen    map[string]struct{} // ids that answered: pages shift when messages arrive
	total   int                 // as the registry said last; -1: not said
	kept    int                 // of seen: those that the dates of the query select
	removed int                 // of kept: those taken out of the listing
	gone    int                 // of seen: those no longer in the registry's list
	moved   int                 // of gone: those that the pages to come may have moved up for, unseen by us
	skipped int                 // items that could not be read
	dry     int                 // pages in a row without anything new

	flying  bool      // a page is under way
	since   time.Time // when it was asked for
	answers int       // pages and failures so far
	late    bool      // not waited for any more: merged in when it comes
	done    bool      // there are no further pages
	err     error     // it failed; what it gave before stays
}

// ended tells whether nothing more will come.
func (c *cursor) ended() bool { return c.done || c.err != nil }

// hungry tells whether the next page is needed to go on: the head ran out.
func (c *cursor) hungry() bool { return len(c.buf) == 0 && !c.ended() }

// next is the page to ask for. Messages that left the registry's list moved the following ones to earlier pages; since
// nobody knows whether the last page was made before or after that, one more is asked again. What is known is skipped.
func (c *cursor) next(size int) int {
	back := 0
	if c.moved > 0 {
		back = 1 + (c.moved+size-1)/size
	}
	return max(1, c.page+1-back)
}

// take adds a page, asked for when moved was as given, and returns what is new and selected, in order.
func (c *cursor) take(p *Page, page, moved int, q Query) []*Message {
	var fresh []*Message
	known := len(c.seen)
	for _, m := range p.Items {
		if _, ok := c.seen[m.Key.ID]; ok {
			continue
		}
		c.seen[m.Key.ID] = struct{}{}
		if q.selects(m) {
			fresh = append(fresh, m)
		}
	}
	slices.SortFunc(fresh, before) // the contract promises no order
	c.page, c.total = page, p.TotalItems
	c.moved -= moved
	c.kept += len(fresh)
	if page > c.top {
		c.top = page
		c.skipped += p.Skipped
	}
	c.dry++
	if len(c.seen) > known || p.Skipped > 0 {
		c.dry = 0
	}
	switch {
	case len(p.Items) == 0 && p.Skipped == 0, c.total >= 0 && len(c.seen)-c.gone+c.skipped >= c.total:
		c.done = true
	case c.dry >= maxDry:
		c.err = fmt.Errorf("ebox: %s: %w: the same messages on every page", calls21[resMessages][0], ErrMalformed)
	}
	return fresh
}

// leave notes that a message is no longer in the registry's list, and tells whether it was.
func (c *cursor) leave(id string) bool {
	if _, ok := c.seen[id]; !ok {
		return false
	}
	c.gone++
	c.moved++
	c.total = max(c.total-1, min(c.total, 0))
	return true
}

// count is how many messages there are, and whether that is a lower bound only. Dates are asked a day wider than
// meant, so that the registry's total is too high then, and only what was seen counts.
func (c *cursor) count(q Query) (n int, least bool) {
	shown := c.kept - c.removed
	switch {
	case c.page == 0 && !c.done:
		return 0, true
	case c.total >= 0 && !q.dated():
		return max(c.total, shown), false
	}
	return shown, !c.done
}
