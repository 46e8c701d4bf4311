package linear

import (
	"context"
	"fmt"
	"strconv"
)

// track is something to walk through, one line an item.
type track struct {
	n     func() int
	read  func(ctx context.Context, i int) (string, error)
	grow  func(ctx context.Context, n int) error // makes sure of n items, if there are so many; nil: all are there
	total func() (n int, atLeast bool)           // nil: n
	tail  func() string                          // said at the end; nil: end of list
	at    int
	was   []int // where one was before each jump
	// unheard is that the item that one is at came there by itself, after another went: the next step says it.
	unheard bool
}

// lines is a track of lines that are there.
func lines(get func() []string) *track {
	return &track{
		n:    func() int { return len(get()) },
		read: func(_ context.Context, i int) (string, error) { return get()[i], nil },
	}
}

// clamp keeps the place inside, after something went.
func (tr *track) clamp() { tr.at = max(min(tr.at, tr.n()-1), 0) }

// jump goes to i, and remembers where one was.
func (tr *track) jump(i int) {
	if i == tr.at {
		return
	}
	tr.was = append(tr.was, tr.at)
	if len(tr.was) > 100 {
		tr.was = tr.was[1:]
	}
	tr.at = i
}

// here says the item that one is at.
func (s *session) here(ctx context.Context, tr *track) error {
	tr.clamp()
	if tr.n() == 0 {
		return nil
	}
	text, err := tr.read(ctx, tr.at)
	if err != nil {
		return err
	}
	tr.unheard = false
	s.Item(text)
	return nil
}

// more makes sure of n items as far as there are so many.
func (tr *track) more(ctx context.Context, n int) error {
	if tr.grow == nil || n <= tr.n() {
		return nil
	}
	return tr.grow(ctx, n)
}

// atEnd says that there is nothing further.
func (s *session) atEnd(tr *track) {
	if tr.tail != nil {
		s.Say(tr.tail())
		return
	}
	s.Say(s.t.Inbox.EndOfList)
}

// walk does what a command of movement asks for; ok is false when it is none.
func (s *session) walk(ctx context.Context, tr *track, c command, arg string) (ok bool, err error) {
	switch c {
	case cmdNext:
		return true, s.step(ctx, tr)
	case cmdPrevious:
		if tr.at == 0 {
			s.Say(s.t.Inbox.StartOfList)
			return true, nil
		}
		tr.at--
	case cmdPage:
		return true, s.pageOn(ctx, tr, arg)
	case cmdPageBack:
		if tr.at == 0 {
			s.Say(s.t.Inbox.StartOfList)
			return true, nil
		}
		tr.jump(max(tr.at-s.page, 0))
	case cmdFirst:
		tr.jump(0)
	case cmdLast:
		tr.jump(max(tr.n()-1, 0))
	case cmdGoTo:
		return true, s.goTo(ctx, tr, arg)
	case cmdReturn:
		if len(tr.was) == 0 {
			s.Say(s.t.Linear.NoReturn)
			return true, nil
		}
		tr.at, tr.was = tr.was[len(tr.was)-1], tr.was[:len(tr.was)-1]
	case cmdPosition:
		s.Say(s.position(tr))
		return true, nil
	default:
		return false, nil
	}
	return true, s.here(ctx, tr)
}

// step goes to the next item.
func (s *session) step(ctx context.Context, tr *track) error {
	if tr.unheard && tr.n() > 0 {
		return s.here(ctx, tr)
	}
	if err := tr.more(ctx, tr.at+2); err != nil {
		return err
	}
	if tr.at+1 >= tr.n() {
		s.atEnd(tr)
		return nil
	}
	tr.at++
	return s.here(ctx, tr)
}

// pageOn reads the next items, one line each, as many as asked for. A key that is pressed meanwhile ends it at the next
// line. A number changes how many it is.
func (s *session) pageOn(ctx context.Context, tr *track, arg string) error {
	if arg != "" {
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 || n > mostPage {
			s.Say(fmt.Sprintf(s.t.Words.NotANumber, mostPage))
			return nil
		}
		s.page = n
	}
	if err := tr.more(ctx, tr.at+1+s.page); err != nil {
		return err
	}
	from := tr.at
	for range s.page {
		if tr.at+1 >= tr.n() {
			s.atEnd(tr)
			break
		}
		if !tr.unheard {
			tr.at++
		}
		if err := s.here(ctx, tr); err != nil {
			return err
		}
		if s.con.keys && s.con.interrupted() {
			break
		}
	}
	if to := tr.at; to != from { // the way back is to where the page began
		tr.at = from
		tr.jump(to)
	}
	return nil
}

// goTo goes to an item by its number.
func (s *session) goTo(ctx context.Context, tr *track, arg string) error {
	if arg == "" {
		var err error
		if arg, err = s.Line(ctx, s.t.Linear.GoToWhich); err != nil || arg == "" {
			return s.leftAlone(err)
		}
	}
	n, err := strconv.Atoi(arg)
	if err == nil && n > 0 {
		if err := tr.more(ctx, min(n, mostItems)); err != nil {
			return err
		}
	}
	if err != nil || n < 1 || n > tr.n() {
		s.Say(fmt.Sprintf(s.t.Words.NotANumber, tr.n()))
		return nil
	}
	tr.jump(n - 1)
	return s.here(ctx, tr)
}

// Limits of what a person may ask for.
const (
	mostPage  = 1000
	mostItems = 20_000
)

// position is where one is in numbers.
func (s *session) position(tr *track) string {
	if tr.n() == 0 {
		return s.t.Words.None
	}
	n, atLeast := tr.n(), false
	if tr.total != nil {
		n, atLeast = tr.total()
	}
	return s.t.Position(tr.at+1, n, atLeast)
}

// number reads a number from 1 on.
func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0
}
