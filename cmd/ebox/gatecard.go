package main

import (
	"context"
	"iter"

	"myebox/cardreader"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// cardGate is package cardreader as the screens see it.
type cardGate struct {
	g *gate
	s *cardSource
}

// Watch implements backend.Cards.
func (c *cardGate) Watch(ctx context.Context) iter.Seq[backend.Readers] {
	return func(yield func(backend.Readers) bool) {
		for there := range c.s.watch(ctx) {
			r := backend.Readers{List: there.List}
			if there.Problem != nil {
				r.Problem, _, _, _ = cardProblem(there.Problem)
			}
			if !yield(r) {
				return
			}
		}
	}
}

// Login implements backend.Cards.
func (c *cardGate) Login(ctx context.Context, reader string, ask backend.AskPIN) (*backend.Session, error) {
	s, err := c.s.login(ctx, c.g.client, reader, "", func(ctx context.Context, p cardreader.Prompt) ([]byte, error) {
		return ask(ctx, backend.PINPrompt{Tries: p.Tries, Pad: p.Pad})
	})
	if err != nil {
		return nil, cardForScreen(err)
	}
	return c.g.session(s)
}

// Read implements backend.Cards.
func (c *cardGate) Read(ctx context.Context, reader string) (*present.Card, error) {
	card, err := c.s.read(ctx, present.CardReader{Name: reader})
	if err != nil {
		return nil, cardForScreen(err)
	}
	return card, nil
}

// ChangePIN implements backend.Cards.
func (c *cardGate) ChangePIN(ctx context.Context, reader string, ask backend.AskChange) error {
	err := c.s.changePIN(ctx, reader, func(ctx context.Context, p cardreader.Prompt) (oldPIN, newPIN []byte, err error) {
		return ask(ctx, backend.PINPrompt{Tries: p.Tries, Pad: p.Pad})
	})
	if err != nil {
		return cardForScreen(err)
	}
	return nil
}

// cardForScreen gives an error of a card, or of a login with it, the case that the screens have words for.
func cardForScreen(err error) error {
	if p, _, tries, ok := cardProblem(err); ok {
		return &backend.CardError{Case: p, Tries: tries, Err: err}
	}
	return forScreen(err)
}
