package cardreader

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	present0 = 0x00010000 | statePresent | stateChanged
	empty1   = 0x00020000 | stateEmpty | stateChanged
	present2 = 0x00030000 | statePresent | stateChanged
	present4 = 0x00050000 | statePresent | stateChanged
)

// watchStep changes the world and says what must be told.
type watchStep struct {
	name  string
	do    func(f *fakeService)
	after time.Duration
	want  []Event
}

func runWatch(t *testing.T, f *fakeService, steps []watchStep) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f.states = make(chan []readerState)
		sys := newSystem(f)
		ctx, cancel := context.WithCancel(t.Context())
		var mu sync.Mutex
		var got []Event
		ended := make(chan error, 1)
		go func() {
			for e, err := range sys.Watch(ctx) {
				if err != nil {
					ended <- err
					return
				}
				mu.Lock()
				got = append(got, e)
				mu.Unlock()
			}
			ended <- nil
		}()
		for _, s := range steps {
			if s.do != nil {
				s.do(f)
			}
			time.Sleep(s.after)
			synctest.Wait()
			mu.Lock()
			if d := cmp.Diff(s.want, got); d != "" {
				t.Errorf("%s: %s", s.name, d)
			}
			got = nil
			mu.Unlock()
		}
		cancel()
		synctest.Wait()
		if err := <-ended; err != nil || f.open() != 0 {
			t.Errorf("ended with %v, %d sessions open", err, f.open())
		}
	})
}

func states(list ...readerState) func(*fakeService) {
	return func(f *fakeService) { f.states <- list }
}

func TestWatch(t *testing.T) {
	f := &fakeService{readers: []string{"A"}}
	plug := func(names ...string) func(*fakeService) {
		return func(f *fakeService) {
			f.mu.Lock()
			f.readers = names
			f.mu.Unlock()
			f.states <- []readerState{{name: notification, event: stateChanged}}
		}
	}
	runWatch(t, f, []watchStep{
		{"start", nil, 0, []Event{{Kind: ReaderAdded, Reader: "A"}}},
		{"a card", states(readerState{name: "A", event: present0, atr: atrOf17}), 0, []Event{{Kind: CardInserted, Reader: "A", ATR: atrOf17, BeID: true}}},
		{"another program uses it", states(readerState{name: "A", event: present0 | 0x100, atr: atrOf17}), 0, nil},
		{
			"swapped unseen", states(readerState{name: "A", event: present2, atr: []byte{0x3B}}), 0,
			[]Event{{Kind: CardRemoved, Reader: "A"}, {Kind: CardInserted, Reader: "A", ATR: []byte{0x3B}}},
		},
		{"a new reader", plug("A", "B"), 0, []Event{{Kind: ReaderAdded, Reader: "B"}}},
		{
			"upside down", states(readerState{name: "B", event: present4 | stateMute}), 0,
			[]Event{{Kind: CardInserted, Reader: "B", Mute: true}},
		},
		{"taken out", states(readerState{name: "A", event: empty1}), 0, []Event{{Kind: CardRemoved, Reader: "A"}}},
		{"unplugged", plug("A"), 0, []Event{{Kind: CardRemoved, Reader: "B"}, {Kind: ReaderRemoved, Reader: "B"}}},
		{"unusable", states(readerState{name: "A", event: stateUnavailable | stateChanged}), 0, nil},
		{"one of Windows", plug("A", "Windows Hello for Business 1"), 0, nil},
		{"the service ends", func(f *fakeService) {
			f.mu.Lock()
			f.establish = []error{codeNoService, codeNoService}
			f.mu.Unlock()
			old := f.states
			f.states = make(chan []readerState)
			close(old)
		}, serviceRetry / 2, []Event{{Kind: ReaderRemoved, Reader: "A"}, {Kind: ServiceGone}}},
		{"it is looked for without haste", nil, 2 * serviceRetry, nil},
		{"it is back", nil, serviceRetry, []Event{{Kind: ServiceBack}, {Kind: ReaderAdded, Reader: "A"}}},
	})
}

func TestWatchWithoutPermission(t *testing.T) {
	f := &fakeService{establish: []error{codeNotAllowed, codeNotAllowed, codeNotAllowed}}
	sys, _ := fakeSystem(f)
	n := 0
	for _, err := range sys.Watch(t.Context()) {
		n++
		if !errors.Is(err, ErrNotAllowed) {
			t.Errorf("got %v", err)
		}
	}
	if n != 1 {
		t.Errorf("%d events", n)
	}
}

// The consumer has heard enough.
func TestWatchStops(t *testing.T) {
	f := &fakeService{readers: []string{"A", "B"}}
	sys, _ := fakeSystem(f)
	for e, err := range sys.Watch(t.Context()) {
		if err != nil || e.Kind != ReaderAdded {
			t.Errorf("%+v, %v", e, err)
		}
		break
	}
	if f.open() != 0 {
		t.Error("a session is left open")
	}
}
