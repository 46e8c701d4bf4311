package ebox

import "slices"

// merge appends the newest heads to what is merged, as far as it is wanted and as far as is certain: while a provider
// that is waited for has no head, its next message may be the newest. l.mu is held.
func (l *Listing) merge() {
	for len(l.merged) < l.want {
		var newest *cursor
		for _, c := range l.cursors {
			switch {
			case len(c.buf) > 0:
				if newest == nil || before(c.buf[0], newest.buf[0]) < 0 {
					newest = c
				}
			case c.hungry() && !c.late:
				return
			}
		}
		if newest == nil {
			return
		}
		l.merged = append(l.merged, newest.buf[0])
		newest.buf = newest.buf[1:]
	}
}

// insert takes in a page of c. What belongs among the messages merged already, because c is late or keeps no order, is
// put there at once; the rest waits for its turn. A late cursor has caught up when something is left waiting, or
// nothing is to come. l.mu is held.
func (l *Listing) insert(c *cursor, fresh []*Message) {
	n := 0
	if len(l.merged) > 0 {
		tail := l.merged[len(l.merged)-1]
		n, _ = slices.BinarySearchFunc(fresh, tail, before)
	}
	if n > 0 {
		l.merged = interleave(l.merged, fresh[:n])
	}
	c.buf = interleave(c.buf, fresh[n:])
	c.late = c.late && c.hungry()
}

// interleave merges two ordered lists without changing them: views given out keep theirs.
func interleave(a, b []*Message) []*Message {
	switch {
	case len(b) == 0:
		return a
	case len(a) == 0:
		return b
	}
	out := make([]*Message, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if before(a[0], b[0]) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// SetRead notes that a message's main content was fetched: views made from now on show it as read. Call it after
// Body, Content or Save did that.
func (l *Listing) SetRead(k Key) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.cursor(k); c != nil && l.q.ReadStatus != nil && !*l.q.ReadStatus && !l.isRead(k) {
		c.leave(k.ID) // the registry lists it no more; here it stays until the next query
	}
	read := func(list []*Message) []*Message {
		i := index(list, k)
		if i < 0 || list[i].ReadStatus {
			return list
		}
		m := *list[i]
		m.ReadStatus = true
		list = slices.Clone(list)
		list[i] = &m
		return list
	}
	l.merged = read(l.merged)
	for _, c := range l.cursors {
		c.buf = read(c.buf)
	}
}

// Remove takes a message out: it was hidden, shown again, or is gone.
func (l *Listing) Remove(k Key) {
	l.mu.Lock()
	defer l.mu.Unlock()
	remove := func(list []*Message) ([]*Message, bool) {
		i := index(list, k)
		if i < 0 {
			return list, false
		}
		return append(slices.Clone(list[:i]), list[i+1:]...), true
	}
	c := l.cursor(k)
	if c == nil {
		return
	}
	var inMerged, inBuf bool
	l.merged, inMerged = remove(l.merged)
	c.buf, inBuf = remove(c.buf)
	if inMerged || inBuf {
		c.leave(k.ID)
		c.removed++
	}
}

// cursor is the one of k's provider, or nil; l.mu is held.
func (l *Listing) cursor(k Key) *cursor {
	for _, c := range l.cursors {
		if c.p.ID == k.Provider {
			return c
		}
	}
	return nil
}

func (l *Listing) isRead(k Key) bool {
	for _, list := range [][]*Message{l.merged, l.cursor(k).buf} {
		if i := index(list, k); i >= 0 {
			return list[i].ReadStatus
		}
	}
	return true
}

func index(list []*Message, k Key) int {
	return slices.IndexFunc(list, func(m *Message) bool { return m.Key == k })
}
