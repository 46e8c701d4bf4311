package cardreader

import (
	"context"
	"sync"
	"testing"
	"time"
)

// fakeService is PC/SC in memory: what each call gives is set by the test.
type fakeService struct {
	mu        sync.Mutex
	readers   []string
	establish []error // given in turn, then nil
	connect   []error
	card      func(cmd []byte) ([]byte, error)
	control   func(code uint32, in []byte) ([]byte, error)
	atr       []byte
	begin     []error

	states   chan []readerState // what StatusChange gives; closed: the service ends
	sessions int                // open
	log      []string           // of handles
}

func (f *fakeService) next(list *[]error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(*list) == 0 {
		return nil
	}
	err := (*list)[0]
	*list = (*list)[1:]
	return err
}

func (f *fakeService) note(s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.log = append(f.log, s)
}

func (f *fakeService) noted() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string{}, f.log...)
}

func (f *fakeService) open() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sessions
}

func (f *fakeService) Establish() (session, error) {
	if err := f.next(&f.establish); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sessions++
	return &fakeSession{f: f, cancel: make(chan struct{}, 1)}, nil
}

type fakeSession struct {
	f      *fakeService
	cancel chan struct{}
}

func (s *fakeSession) ListReaders() ([]string, error) {
	s.f.mu.Lock()
	defer s.f.mu.Unlock()
	return append([]string{}, s.f.readers...), nil
}

func (s *fakeSession) StatusChange(states []readerState, timeout time.Duration) error {
	if s.f.states == nil {
		for i := range states {
			states[i].event = statePresent
		}
		if states[0].current != 0 {
			return codeTimeout
		}
		return nil
	}
	select {
	case got, ok := <-s.f.states:
		if !ok {
			return codeNoService
		}
		for _, g := range got {
			for i := range states {
				if states[i].name == g.name {
					states[i].event, states[i].atr = g.event, g.atr
				}
			}
		}
		return nil
	case <-s.cancel:
		return codeCancelled
	}
}

func (s *fakeSession) Connect(string) (handle, error) {
	if err := s.f.next(&s.f.connect); err != nil {
		return nil, err
	}
	s.f.note("connect")
	return &fakeHandle{s.f}, nil
}

func (s *fakeSession) Cancel() error {
	select {
	case s.cancel <- struct{}{}:
	default:
	}
	return nil
}

func (s *fakeSession) Release() error {
	s.f.mu.Lock()
	defer s.f.mu.Unlock()
	s.f.sessions--
	return nil
}

type fakeHandle struct{ f *fakeService }

func (h *fakeHandle) ATR() ([]byte, error) { return h.f.atr, nil }

func (h *fakeHandle) Transmit(cmd []byte) ([]byte, error) { return h.f.card(cmd) }

func (h *fakeHandle) Control(code uint32, in []byte) ([]byte, error) {
	if h.f.control == nil {
		return nil, pcscError(0x8010001F)
	}
	return h.f.control(code, in)
}

func (h *fakeHandle) Begin() error {
	err := h.f.next(&h.f.begin)
	h.f.note("begin")
	return err
}

func (h *fakeHandle) End(reset bool) error        { h.f.note(said("end", reset)); return nil }
func (h *fakeHandle) Reconnect() error            { h.f.note("reconnect"); return nil }
func (h *fakeHandle) Disconnect(reset bool) error { h.f.note(said("disconnect", reset)); return nil }

func said(what string, reset bool) string {
	if reset {
		return what + " and reset"
	}
	return what
}

// fakeSystem does not wait between its tries, but counts them.
func fakeSystem(f *fakeService) (sys *System, pauses *int) {
	sys, pauses = newSystem(f), new(int)
	sys.pause = func(ctx context.Context, _ time.Duration) error { *pauses++; return ctx.Err() }
	return sys, pauses
}

// answers gives fixed answers by instruction; what is not in it is answered with 9000.
func answers(by map[byte][]byte) func([]byte) ([]byte, error) {
	return func(cmd []byte) ([]byte, error) {
		if a, ok := by[cmd[1]]; ok {
			return a, nil
		}
		return []byte{0x90, 0x00}, nil
	}
}

// cardData17 is a card's answer to GET CARD DATA.
func cardData17() []byte {
	d := append([]byte("SLIN............"), 0xF3, 0x36, 0x01, 0x25, 0x01, 0x17, 0x00, 0x03, 0x00, 0x21, 0x01, 0x0F)
	return append(d, 0x90, 0x00)
}

var atrOf17 = []byte{0x3B, 0x98, 0x13, 0x40, 0x0A, 0xA5, 0x03, 0x01, 0x01, 0x01, 0xAD, 0x13, 0x11}

func fakeCard(t *testing.T, f *fakeService) (*System, *Card) {
	t.Helper()
	sys, _ := fakeSystem(f)
	c, err := sys.Connect(t.Context(), "reader")
	if err != nil {
		t.Fatal(err)
	}
	return sys, c
}
