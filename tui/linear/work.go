package linear

import (
	"context"
	"errors"
	"time"
)

// Times of work that takes long.
const (
	moment = time.Second      // what is over by then is not announced
	pace   = 10 * time.Second // at most one sentence in that time
	settle = 3 * time.Second  // how long what was given up may take to stop cleanly
)

// work is something that takes a while.
type work struct {
	start  string        // said when it is not over in a moment; "": the caller said it
	still  func() string // said every pace; nil: that it is still under way
	pace   time.Duration // 0: pace
	offers []offer       // commands that work meanwhile, beside giving up
	act    func(ctx context.Context, c command) error
	firm   bool // it cannot be given up: Escape is kept for afterwards too
	run    func(ctx context.Context) error
}

// do does it, and says how it is going. The Escape key gives up: then the error is context.Canceled. Other keys are kept
// for afterwards. The result is the caller's to say.
func (s *session) do(ctx context.Context, w work) error {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var done bool
	var result error
	go func() {
		err := w.run(inner)
		s.post(func() { done, result = true, err })
	}()
	if w.pace == 0 {
		w.pace = pace
	}
	first := s.later(inner, moment, func() {
		if !done && w.start != "" {
			s.out.begin()
			s.Say(w.start)
		}
	})
	defer first.Stop()
	var tick *time.Timer
	tick = s.later(inner, w.pace, func() {
		if !done && !s.asking { // a question under way is not talked into
			s.Item(s.still(w))
		}
		tick.Reset(w.pace)
	})
	defer func() { tick.Stop() }()
	for !done {
		err := s.meanwhile(inner, w, cancel)
		if err != nil {
			cancel()
			s.wait(ctx, &done)
			if done {
				return result // perhaps it was over all the same
			}
			return err
		}
	}
	return result
}

// still is what is said of work that goes on.
func (s *session) still(w work) string {
	if w.still != nil {
		return w.still()
	}
	return s.t.Linear.Still
}

// later runs f as an event after a while, unless ctx ends before.
func (s *session) later(ctx context.Context, d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, func() {
		select {
		case s.events <- f:
		case <-ctx.Done():
		}
	})
}

// meanwhile waits for one event or key. An error is the end of waiting.
func (s *session) meanwhile(ctx context.Context, w work, cancel context.CancelFunc) error {
	if !s.con.keys {
		select {
		case f := <-s.events:
			f()
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	k, ok, err := s.con.key(ctx, s.events)
	if err != nil || !ok {
		return err
	}
	if leaves(k) && !w.firm {
		cancel()
		return context.Canceled
	}
	if o, known := s.pressed(k, w.offers); known && w.act != nil {
		s.out.begin()
		return w.act(ctx, o.cmd)
	}
	if len(s.ahead) < 100 {
		s.ahead = append(s.ahead, k)
	}
	return nil
}

// wait lets what was given up end: a download leaves nothing behind.
func (s *session) wait(ctx context.Context, done *bool) {
	limit := time.NewTimer(settle)
	defer limit.Stop()
	for !*done {
		select {
		case f := <-s.events:
			f()
		case <-limit.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// quick waits for something that is worth a short wait only, such as the name of a sender; nothing is said of it.
func (s *session) quick(ctx context.Context, c <-chan struct{}) {
	limit := time.NewTimer(nameWait)
	defer limit.Stop()
	for {
		select {
		case <-c:
			return
		case <-limit.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// nameWait is how long an item waits for the name of its sender.
const nameWait = 1500 * time.Millisecond

// cancelled tells whether err is something that the person gave up.
func cancelled(err error) bool { return errors.Is(err, context.Canceled) || errors.Is(err, ErrLeft) }
