package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
)

// Length of a PIN (Belpic manuals, section 3.2).
const (
	leastPIN = 4
	mostPIN  = 12
)

// secret is digits that are being typed. They are in one place only, and cleared when they are handed over or given up.
type secret struct {
	digits [mostPIN]byte
	n      int
}

// add takes one more digit; false when there is no room.
func (s *secret) add(d byte) bool {
	if s.n == mostPIN {
		return false
	}
	s.digits[s.n] = d
	s.n++
	return true
}

// drop takes the last digit back.
func (s *secret) drop() {
	if s.n > 0 {
		s.n--
		s.digits[s.n] = 0
	}
}

// take hands the digits over: nothing of them stays.
func (s *secret) take() []byte {
	out := append(make([]byte, 0, mostPIN), s.digits[:s.n]...)
	s.wipe()
	return out
}

// wipe forgets the digits.
func (s *secret) wipe() {
	clear(s.digits[:])
	s.n = 0
}

// pinDesk hands the questions of a card that is at work on another goroutine to the screens.
type pinDesk struct{ asks chan pinAsk }

func newPINDesk() *pinDesk { return &pinDesk{make(chan pinAsk)} }

// pinAsk is one question.
type pinAsk struct {
	desk   *pinDesk
	ctx    context.Context // ends when nobody wants an answer any more
	prompt backend.PINPrompt
	change bool
	answer chan pinAnswer
}

// pinAnswer is what was typed; second is the new PIN of a change.
type pinAnswer struct{ first, second []byte }

// pinAskMsg brings a question to the screen that has the desk.
type pinAskMsg struct{ ask pinAsk }

// pinCancelMsg tells that the person does not want to type.
type pinCancelMsg struct{ desk *pinDesk }

// pinEndMsg tells a prompt that nobody waits for it any more.
type pinEndMsg struct{ ask chan pinAnswer }

// ask puts a question and waits for the answer, unless it is typed on the reader.
func (d *pinDesk) ask(ctx context.Context, p backend.PINPrompt, change bool) (pinAnswer, error) {
	a := pinAsk{desk: d, ctx: ctx, prompt: p, change: change, answer: make(chan pinAnswer)}
	if !p.Pad {
		var done context.CancelFunc
		a.ctx, done = context.WithCancel(ctx)
		defer done()
	}
	select {
	case d.asks <- a:
	case <-ctx.Done():
		return pinAnswer{}, ctx.Err()
	}
	if p.Pad {
		return pinAnswer{}, nil
	}
	select {
	case got := <-a.answer:
		return got, nil
	case <-ctx.Done():
		return pinAnswer{}, ctx.Err()
	}
}

// login is the desk as a login sees it.
func (d *pinDesk) login(ctx context.Context, p backend.PINPrompt) ([]byte, error) {
	a, err := d.ask(ctx, p, false)
	return a.first, err
}

// change is the desk as a change of the PIN sees it.
func (d *pinDesk) change(ctx context.Context, p backend.PINPrompt) (oldPIN, newPIN []byte, err error) {
	a, err := d.ask(ctx, p, true)
	return a.first, a.second, err
}

// next waits for a question.
func (d *pinDesk) next(ctx context.Context) tea.Cmd {
	return func() tea.Msg {
		select {
		case a := <-d.asks:
			return pinAskMsg{a}
		case <-ctx.Done():
			return nil
		}
	}
}

// give hands an answer over; if nobody takes it any more it is cleared.
func (a pinAsk) give(got pinAnswer) tea.Cmd {
	return func() tea.Msg {
		select {
		case a.answer <- got:
		case <-a.ctx.Done():
			clear(got.first)
			clear(got.second)
		}
		return nil
	}
}

// ended waits until nobody wants an answer any more.
func (a pinAsk) ended() tea.Cmd {
	return func() tea.Msg {
		<-a.ctx.Done()
		return pinEndMsg{a.answer}
	}
}
