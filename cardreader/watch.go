package cardreader

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"time"
)

// EventKind is what happened to readers and cards.
type EventKind int

// The kinds of events.
const (
	ReaderAdded EventKind = iota + 1
	ReaderRemoved
	CardInserted
	CardRemoved
	ServiceGone // pcscd does not run: everything was reported as removed before
	ServiceBack
)

// Event is a change of readers and cards.
type Event struct {
	Kind   EventKind
	Reader string // empty for the service
	ATR    []byte // of an inserted card
	BeID   bool   // the ATR is one of Belgian cards; Card.Info makes sure
	Mute   bool   // the card does not answer: upside down, or not a chip card
}

const (
	// notification is the pseudo reader that changes when readers come and go (PC/SC part 10; not on macOS).
	notification = `\\?PnP?\Notification`
	serviceRetry = time.Second           // between two looks for a service that does not run
	cancelRetry  = 10 * time.Millisecond // a cancel that comes before its wait is lost
	macRetry     = time.Second           // how often macOS is asked for readers
	lookAgain    = time.Minute           // in case a reader came between the list and the wait
)

// Watch tells what is there, and then what comes and goes, until ctx ends. It waits inside PC/SC, in a session of its
// own, and also survives the service. An error ends it: ErrNotAllowed, or ctx's own is not given but ends it silently.
func (s *System) Watch(ctx context.Context) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		w := &watcher{sys: s, pnp: runtime.GOOS != "darwin"}
		w.yield = func(e Event) bool { return ctx.Err() == nil && yield(e, nil) }
		if err := w.run(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, errStop) {
			yield(Event{}, err)
		}
	}
}

// errStop ends a watcher whose consumer wants no more.
var errStop = errors.New("stopped")

// watcher holds what the consumer was told.
type watcher struct {
	sys   *System
	pnp   bool
	yield func(Event) bool
	list  []readerState // by reader, as last seen
	plug  uint32        // the pseudo reader's state, as last seen
	gone  bool          // the service
}

func (w *watcher) run(ctx context.Context) error {
	for {
		ses, err := inTime(ctx, func() (session, error) { return w.sys.establish(ctx) }, func(s session) { _ = s.Release() })
		if errors.Is(err, ErrNotAllowed) {
			return err
		}
		if err == nil {
			err = w.follow(ctx, ses) // what ends it is the service's end, whatever it says
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errStop):
			return err
		}
		if err := w.lost(); err != nil {
			return err
		}
		if err := w.sys.pause(ctx, serviceRetry); err != nil {
			return err
		}
	}
}

// lost tells that the service is gone, once.
func (w *watcher) lost() error {
	for len(w.list) > 0 {
		if err := w.drop(0); err != nil {
			return err
		}
	}
	if w.gone {
		return nil
	}
	w.gone, w.plug = true, 0
	return w.tell(Event{Kind: ServiceGone})
}

func (w *watcher) tell(e Event) error {
	if !w.yield(e) {
		return errStop
	}
	return nil
}

// drop forgets a reader and the card in it.
func (w *watcher) drop(i int) error {
	r := w.list[i]
	w.list = slices.Delete(w.list, i, i+1)
	if r.current&statePresent != 0 {
		if err := w.tell(Event{Kind: CardRemoved, Reader: r.name}); err != nil {
			return err
		}
	}
	return w.tell(Event{Kind: ReaderRemoved, Reader: r.name})
}

// follow reports changes until the session fails.
func (w *watcher) follow(ctx context.Context, ses session) error {
	free := func() { _ = ses.Release() }
	for {
		names, err := inTime(ctx, ses.ListReaders, nil)
		if errors.Is(err, ErrNoReader) {
			names, err = nil, nil
		}
		if err != nil {
			go free() // may block when the service hangs
			return err
		}
		if w.gone {
			w.gone = false
			if err := w.tell(Event{Kind: ServiceBack}); err != nil {
				free()
				return err
			}
		}
		names = slices.DeleteFunc(names, hello)
		if err := w.names(names); err != nil {
			free()
			return err
		}
		states, err := w.wait(ctx, ses, free)
		if err != nil {
			return err
		}
		if err := w.compare(states); err != nil {
			free()
			return err
		}
	}
}

// names compares the list of readers with what the consumer knows.
func (w *watcher) names(names []string) error {
	for i := len(w.list) - 1; i >= 0; i-- {
		if !slices.Contains(names, w.list[i].name) {
			if err := w.drop(i); err != nil {
				return err
			}
		}
	}
	for _, n := range names {
		if !slices.ContainsFunc(w.list, func(r readerState) bool { return r.name == n }) {
			w.list = append(w.list, readerState{name: n})
			if err := w.tell(Event{Kind: ReaderAdded, Reader: n}); err != nil {
				return err
			}
		}
	}
	return nil
}

// wait blocks until something differs from what was seen last. It frees the session when it fails.
func (w *watcher) wait(ctx context.Context, ses session, free func()) ([]readerState, error) {
	states := slices.Clone(w.list)
	timeout := macRetry
	if w.pnp {
		timeout = lookAgain
		states = append(states, readerState{name: notification, current: w.plug})
	}
	done := make(chan error, 1)
	go func() { done <- ses.StatusChange(states, timeout) }()
	select {
	case err := <-done:
		switch {
		case err == nil:
			if w.pnp {
				w.plug = states[len(states)-1].event &^ stateChanged
			}
			return states, nil
		case errors.Is(err, codeTimeout), errors.Is(err, codeUnknownReader), errors.Is(err, codeReaderGone):
			return nil, nil // the list of readers tells
		}
		free()
		return nil, err
	case <-ctx.Done():
		t := time.NewTicker(cancelRetry)
		defer t.Stop()
		for range closeTime / cancelRetry {
			_ = ses.Cancel() // what it ends tells
			select {
			case <-done:
				free()
				return nil, ctx.Err()
			case <-t.C:
			}
		}
		return nil, ctx.Err()
	}
}

// compare reports what changed in the readers.
func (w *watcher) compare(states []readerState) error {
	for _, st := range states {
		i := slices.IndexFunc(w.list, func(r readerState) bool { return r.name == st.name })
		if i < 0 || st.event == 0 {
			continue
		}
		old := w.list[i].current
		w.list[i].current = st.event &^ stateChanged
		was, is := old&statePresent != 0, st.event&statePresent != 0
		// Both present, but the counter moved: taken out and another put in meanwhile.
		swapped := was && is && old>>16 != st.event>>16
		if was && (!is || swapped) {
			if err := w.tell(Event{Kind: CardRemoved, Reader: st.name}); err != nil {
				return err
			}
		}
		if is && (!was || swapped) {
			e := Event{Kind: CardInserted, Reader: st.name, ATR: st.atr, BeID: LooksBeID(st.atr), Mute: st.event&stateMute != 0}
			if err := w.tell(e); err != nil {
				return err
			}
		}
	}
	return nil
}
