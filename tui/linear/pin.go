package linear

import (
	"bytes"
	"context"
	"errors"

	"myebox/tui/backend"
	"myebox/tui/present"
)

// Length of a PIN (Belpic manuals, section 3.2).
const (
	leastPIN = 4
	mostPIN  = 12
)

// byCard logs in with the card in a reader.
func (l *loginPlace) byCard(ctx context.Context, reader string) (*backend.Session, error) {
	s, w := l.s, l.watch
	r, ok := find(w.now.List, reader)
	if !ok {
		r.Name = reader
	}
	if r.Simulated {
		s.Say(s.t.Card.SimulatedAll)
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	w.login, w.stop, w.gone = reader, cancel, 0
	defer func() { w.login = "" }()
	var with *backend.Session
	err := s.do(inner, work{start: s.t.Card.LoggingIn, run: func(ctx context.Context) (err error) {
		with, err = s.d.Cards.Login(ctx, reader, func(ctx context.Context, p backend.PINPrompt) ([]byte, error) {
			typed, err := s.fromPerson(ctx, r, p, false)
			return typed[0], err
		})
		return err
	}})
	switch {
	case err == nil:
		return with, nil
	case w.gone != 0:
		return nil, &backend.CardError{Case: w.gone, Tries: -1, Err: errGone}
	}
	return nil, given(err)
}

// changePIN gives a card another PIN.
func (s *session) changePIN(ctx context.Context, r present.CardReader) error {
	err := s.do(ctx, work{start: s.t.Card.Changing, run: func(ctx context.Context) error {
		return s.d.Cards.ChangePIN(ctx, r.Name, func(ctx context.Context, p backend.PINPrompt) (oldPIN, newPIN []byte, err error) {
			typed, err := s.fromPerson(ctx, r, p, true)
			return typed[0], typed[1], err
		})
	}})
	switch {
	case err == nil:
		s.Say(s.t.Card.Changed)
		return nil
	case cancelled(err):
		s.Say(s.t.Words.Cancelled)
		return ctx.Err()
	}
	return s.failed(ctx, err)
}

// fromPerson puts a card's question, which comes from another goroutine, to the person. Where the PIN is typed on the
// reader the answer is not waited for.
func (s *session) fromPerson(ctx context.Context, r present.CardReader, p backend.PINPrompt, change bool) (typed [2][]byte, err error) {
	type answer struct {
		typed [2][]byte
		err   error
	}
	got := make(chan answer, 1)
	s.post(func() {
		s.asking = true
		defer func() { s.asking = false }()
		s.out.begin()
		t, err := s.askPIN(ctx, r, p, change)
		got <- answer{t, err}
	})
	select {
	case a := <-got:
		return a.typed, a.err
	case <-ctx.Done():
		return typed, ctx.Err()
	}
}

// askPIN says what a person must know, then asks. The last try wants a yes before anything is typed.
func (s *session) askPIN(ctx context.Context, r present.CardReader, p backend.PINPrompt, change bool) (typed [2][]byte, err error) {
	t, v := s.t.Card, s.voice()
	s.Item(v.ReaderName(r))
	s.Say(v.Tries(p.Tries))
	if p.Pad {
		if change {
			s.Say(t.PadChange, t.PadHint)
		} else {
			s.Say(t.Pad, t.PadHint)
		}
		return typed, nil
	}
	if p.Tries == 1 {
		sure, err := s.Confirm(ctx, t.LastTryYes+"?")
		if err != nil || !sure {
			return typed, errors.Join(err, context.Canceled)
		}
	}
	if s.con.keys {
		s.Say(t.Hidden + " " + s.t.Linear.PINKeys)
	}
	if !change {
		typed[0], err = s.pin(ctx, t.PINField)
		return typed, err
	}
	return s.newPIN(ctx)
}

// newPIN asks for the PIN and twice for the new one, until both are the same.
func (s *session) newPIN(ctx context.Context) (typed [2][]byte, err error) {
	t := s.t.Card
	if typed[0], err = s.pin(ctx, t.OldPIN); err != nil {
		return typed, err
	}
	for {
		if typed[1], err = s.pin(ctx, t.NewPIN); err != nil {
			break
		}
		again, err := s.pin(ctx, t.NewAgain)
		same := bytes.Equal(typed[1], again)
		clear(again)
		if err == nil && same {
			return typed, nil
		}
		clear(typed[1])
		if err != nil {
			clear(typed[0])
			return [2][]byte{}, err
		}
		s.Say(t.Differ)
	}
	clear(typed[0])
	return [2][]byte{}, err
}

// pin asks for one PIN until it is one. Nothing is shown; how many digits were typed is said on request.
func (s *session) pin(ctx context.Context, label string) ([]byte, error) {
	if !s.con.tty {
		return nil, &backend.CardError{Case: present.CardNoTerminal, Tries: -1, Err: ErrNoTerminal}
	}
	for {
		typed, err := s.digits(ctx, label)
		switch {
		case errors.Is(err, ErrLeft):
			return nil, context.Canceled
		case err != nil:
			return nil, err
		case len(typed) >= leastPIN && len(typed) <= mostPIN && len(bytes.Trim(typed, "0123456789")) == 0:
			return typed, nil
		}
		clear(typed)
		s.Say(s.t.Card.Length)
	}
}

// digits reads digits without showing them.
func (s *session) digits(ctx context.Context, label string) ([]byte, error) {
	t := s.t.Card
	return s.hidden(ctx, field{
		prompt: label, ask: "c", most: mostPIN, full: t.Length,
		count: func(n int) string { return s.t.Count(t.Typed, n) },
		refuse: func(k key) string {
			if k[0] < '0' || k[0] > '9' {
				return t.OnlyDigits
			}
			return ""
		},
	})
}
