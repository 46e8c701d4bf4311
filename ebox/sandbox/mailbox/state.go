package mailbox

import (
	"slices"
	"time"
)

// state is what happened in a box, and what follows from the clock. Its box's mutex guards it.
type state struct {
	marked  map[int32]struct{} // read here, though delivered unread
	hidden  []int32            // in order
	gone    []int32            // expired, in order
	replies map[string]Reply   // by the id of the message that was answered
	visited time.Time          // last look into the box

	nextExpiry int64 // Unix seconds until which gone is right
	version    uint64
	out        []int32 // hidden or gone, in order; valid while outAt == version
	outAt      uint64
	unread     int // valid while unreadAt == version
	unreadAt   uint64
	chosen     chosen
}

func newState() state {
	return state{marked: map[int32]struct{}{}, replies: map[string]Reply{}, version: 1}
}

// changed makes everything that was derived from the state stale.
func (s *state) changed() { s.version++ }

func (s *state) read(g *glance) bool {
	if !g.unread {
		return true
	}
	_, ok := s.marked[int32(g.index)]
	return ok
}

func (s *state) markRead(i int) {
	s.marked[int32(i)] = struct{}{}
	s.changed()
}

func (s *state) isHidden(i int) bool {
	_, ok := slices.BinarySearch(s.hidden, int32(i))
	return ok
}

func (s *state) isGone(i int) bool {
	_, ok := slices.BinarySearch(s.gone, int32(i))
	return ok
}

// hide adds messages to the hidden ones.
func (s *state) hide(list ...int32) {
	m := map[int32]bool{}
	for _, i := range list {
		m[i] = true
	}
	s.setHidden(m)
}

// setHidden hides the messages that map to true and shows the others of the map.
func (s *state) setHidden(m map[int32]bool) {
	s.hidden = slices.DeleteFunc(s.hidden, func(i int32) bool { _, ok := m[i]; return ok })
	for i, hide := range m {
		if hide {
			s.hidden = append(s.hidden, i)
		}
	}
	slices.Sort(s.hidden)
	s.changed()
}

// excluded are the messages that are hidden or gone, in order.
func (s *state) excluded() []int32 {
	if s.outAt != s.version {
		s.out = append(append(s.out[:0], s.hidden...), s.gone...)
		slices.Sort(s.out)
		s.out = slices.Compact(s.out)
		s.outAt = s.version
	}
	return s.out
}

// newest is the first message, from number first on, that is not gone.
func (s *state) newest(first int) int { return nth(s.gone, first, 0) }

// nth is the number of the message that stands at place k (from 0), counted from number first on, when those in out,
// which is in order, are left out.
// It takes a time logarithmic in the length of out.
func nth(out []int32, first, k int) int {
	// out[j]-first-j messages that stay lie before out[j]; the answer lies behind the first j with more than k of them.
	lo, hi := 0, len(out)
	for lo < hi {
		if m := (lo + hi) / 2; int(out[m])-first-m > k {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return first + k + lo
}
