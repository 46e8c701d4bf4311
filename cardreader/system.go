package cardreader

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	busyTries    = 3                      // connects to a card that another program holds
	busyPause    = 300 * time.Millisecond // between them
	closeTime    = 2 * time.Second        // for LOG OFF of everything when the program ends
	removalTime  = 450 * time.Millisecond // the service notices within this time that a card or reader has gone
	deniedTries  = 3                      // a service that is just ending looks like one that refuses
	deniedPause  = 100 * time.Millisecond // between them
	windowsHello = "Windows Hello"        // not a reader for cards
)

// System is the computer's PC/SC: its readers and the cards in them. It is safe for concurrent use.
type System struct {
	svc   service
	pause func(ctx context.Context, d time.Duration) error

	mu    sync.Mutex
	conns map[*conn]bool
	done  bool
}

// Open prepares to use PC/SC. The service need not run yet: Readers and Connect tell ErrNoService, Watch waits for it.
// ErrNoPCSC when the program was built without.
func Open(ctx context.Context) (*System, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	svc, err := platform()
	if err != nil {
		return nil, err
	}
	return newSystem(svc), nil
}

func newSystem(svc service) *System {
	return &System{svc: svc, pause: pause, conns: map[*conn]bool{}}
}

// pause waits, or gives the error of ctx.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Readers are the names of the connected readers. ErrNoReader when there is none, ErrNoService, ErrNotAllowed.
func (s *System) Readers(ctx context.Context) ([]string, error) {
	names, err := inTime(ctx, func() (names []string, err error) {
		err = s.settled(ctx, func() error {
			ses, err := s.svc.Establish()
			if err != nil {
				return err
			}
			defer func() { _ = ses.Release() }() // only read from
			names, err = readers(ses)
			return err
		})
		return names, err
	}, nil)
	if err == nil && len(names) == 0 {
		err = ErrNoReader
	}
	if err != nil {
		return nil, fmt.Errorf("listing card readers: %w", err)
	}
	return names, nil
}

// readers lists what can hold a card; none is not an error.
func readers(ses session) ([]string, error) {
	names, err := ses.ListReaders()
	if errors.Is(err, ErrNoReader) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(names, hello), nil
}

// hello tells a reader of Windows that holds no cards.
func hello(name string) bool { return strings.HasPrefix(name, windowsHello) }

// inTime runs f, which may block, and gives up at the end of ctx; then late gets what f still gives.
func inTime[T any](ctx context.Context, f func() (T, error), late func(T)) (T, error) {
	type result struct {
		v   T
		err error
	}
	var zero T
	if err := ctx.Err(); err != nil {
		return zero, err
	}
	done := make(chan result, 1)
	go func() {
		v, err := f()
		done <- result{v, err}
	}()
	select {
	case r := <-done:
		return r.v, r.err
	case <-ctx.Done():
		go func() {
			if r := <-done; r.err == nil && late != nil {
				late(r.v)
			}
		}()
		return zero, ctx.Err()
	}
}

// Connect opens the card in a reader, shared with other programs. Call Card.Close when done. Errors: ErrNoCard, ErrMute,
// ErrBusy, ErrReaderGone, ErrNotBeID for a card of another protocol, ErrNoService, ErrNotAllowed. Whether it is a Belgian
// card is for Card.Info to say.
func (s *System) Connect(ctx context.Context, reader string) (*Card, error) {
	for try := 1; ; try++ {
		o, err := inTime(ctx, func() (*opened, error) { return s.open(ctx, reader) }, (*opened).close)
		if errors.Is(err, ErrBusy) && try < busyTries {
			if err := s.pause(ctx, busyPause); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("connecting to the card: %w", err)
		}
		return s.adopt(o, reader)
	}
}

// adopt makes a Card of a connection and remembers it for Close.
func (s *System) adopt(o *opened, reader string) (*Card, error) {
	c := &conn{sys: s, reader: reader, opened: *o, turn: make(chan struct{}, 1)}
	card := NewCard(c, o.atr)
	c.right = &card.right
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done {
		o.close()
		return nil, ErrClosed
	}
	s.conns[c] = true
	return card, nil
}

// opened is a connection with a session of its own.
type opened struct {
	ses session
	h   handle
	atr []byte
}

// settled repeats f while the service refuses: that may be the last of a service that ends.
func (s *System) settled(ctx context.Context, f func() error) error {
	for try := 1; ; try++ {
		err := f()
		if !errors.Is(err, ErrNotAllowed) || try == deniedTries {
			return err
		}
		if err := s.pause(ctx, deniedPause); err != nil {
			return err
		}
	}
}

func (s *System) establish(ctx context.Context) (ses session, err error) {
	err = s.settled(ctx, func() error { ses, err = s.svc.Establish(); return err })
	return ses, err
}

func (s *System) open(ctx context.Context, reader string) (o *opened, err error) {
	err = s.settled(ctx, func() error { o, err = s.openOnce(reader); return err })
	return o, err
}

func (s *System) openOnce(reader string) (*opened, error) {
	ses, err := s.svc.Establish()
	if err != nil {
		return nil, err
	}
	h, err := ses.Connect(reader)
	if err != nil {
		_ = ses.Release()
		return nil, err
	}
	atr, err := h.ATR()
	if err != nil {
		_ = h.Disconnect(false)
		_ = ses.Release()
		return nil, err
	}
	return &opened{ses, h, atr}, nil
}

// close lets go of a connection that nobody uses; there is nobody to tell an error.
func (o *opened) close() {
	_ = o.h.Disconnect(false)
	_ = o.ses.Release()
}

// Close logs off every card on which a PIN may still be in force and disconnects all, also those that another goroutine
// is using. It takes two seconds at most: call it when the program ends, on a signal too. What does not answer by then is
// reset by the service when the process is gone.
func (s *System) Close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, closeTime)
	defer cancel()
	s.mu.Lock()
	s.done = true
	var all []*conn
	for c := range s.conns {
		all = append(all, c)
	}
	s.mu.Unlock()
	errs := make(chan error, len(all))
	for _, c := range all {
		go func() { errs <- c.Close(ctx) }()
	}
	var err error
	for range all {
		err = errors.Join(err, <-errs)
	}
	return err
}

func (s *System) forget(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
}
