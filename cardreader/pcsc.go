//go:build cgo || windows

package cardreader

import (
	"errors"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/ebfe/scard"
)

// platform is the PC/SC of the system.
func platform() (service, error) { return scardService{}, nil }

type scardService struct{}

// Establish implements service.
func (scardService) Establish() (session, error) {
	ctx, err := scard.EstablishContext()
	if err != nil {
		return nil, coded(err)
	}
	return &scardSession{ctx: ctx, slot: slots.take()}, nil
}

type scardSession struct {
	ctx  *scard.Context
	slot int
}

// ListReaders implements session.
func (s *scardSession) ListReaders() ([]string, error) {
	names, err := s.ctx.ListReaders()
	return names, coded(err)
}

// StatusChange implements session.
func (s *scardSession) StatusChange(states []readerState, timeout time.Duration) error {
	list := make([]scard.ReaderState, len(states))
	for i, st := range states {
		list[i] = scard.ReaderState{Reader: s.unique(st.name), CurrentState: scard.StateFlag(st.current)}
	}
	if err := s.ctx.GetStatusChange(list, timeout); err != nil {
		return coded(err)
	}
	for i := range list {
		states[i].event, states[i].atr = uint32(list[i].EventState), list[i].Atr
	}
	return nil
}

// unique is a reader's name that no other session uses. The binding keeps the C string alive in a map by name: two
// sessions that wait for the same reader would take it from each other. C reads up to the zero byte.
func (s *scardSession) unique(name string) string {
	if runtime.GOOS == "windows" {
		return name
	}
	return name + "\x00" + strconv.Itoa(s.slot)
}

// slots numbers the sessions, lowest free number first, so that the binding's map stays small.
var slots slotSet

type slotSet struct {
	mu   sync.Mutex
	used map[int]bool
}

func (s *slotSet) take() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.used == nil {
		s.used = map[int]bool{}
	}
	n := 0
	for s.used[n] {
		n++
	}
	s.used[n] = true
	return n
}

func (s *slotSet) give(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.used, n)
}

// Connect implements session: shared, T=0 only, as both generations speak nothing else.
func (s *scardSession) Connect(reader string) (handle, error) {
	card, err := s.ctx.Connect(reader, scard.ShareShared, scard.ProtocolT0)
	if err != nil {
		return nil, coded(err)
	}
	return scardHandle{card}, nil
}

// Cancel implements session.
func (s *scardSession) Cancel() error { return coded(s.ctx.Cancel()) }

// Release implements session.
func (s *scardSession) Release() error {
	slots.give(s.slot)
	return coded(s.ctx.Release())
}

type scardHandle struct{ card *scard.Card }

// ATR implements handle.
func (h scardHandle) ATR() ([]byte, error) {
	st, err := h.card.Status()
	if err != nil {
		return nil, coded(err)
	}
	return st.Atr, nil
}

// Transmit implements handle.
func (h scardHandle) Transmit(cmd []byte) ([]byte, error) {
	resp, err := h.card.Transmit(cmd)
	return resp, coded(err)
}

// Control implements handle.
func (h scardHandle) Control(code uint32, in []byte) ([]byte, error) {
	out, err := h.card.Control(code, in)
	return out, coded(err)
}

// Begin implements handle.
func (h scardHandle) Begin() error { return coded(h.card.BeginTransaction()) }

// End implements handle.
func (h scardHandle) End(reset bool) error { return coded(h.card.EndTransaction(disposition(reset))) }

// Reconnect implements handle.
func (h scardHandle) Reconnect() error {
	return coded(h.card.Reconnect(scard.ShareShared, scard.ProtocolT0, scard.LeaveCard))
}

// Disconnect implements handle.
func (h scardHandle) Disconnect(reset bool) error {
	return coded(h.card.Disconnect(disposition(reset)))
}

func disposition(reset bool) scard.Disposition {
	if reset {
		return scard.ResetCard
	}
	return scard.LeaveCard
}

// coded takes the code out of the binding's error.
func coded(err error) error {
	var e scard.Error
	if errors.As(err, &e) {
		return pcscError(e)
	}
	return err
}
