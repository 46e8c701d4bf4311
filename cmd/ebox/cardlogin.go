package main

import (
	"context"
	"errors"
	"fmt"

	"myebox/auth"
	"myebox/cardreader"
)

// login logs in with the card in a reader, without a browser. pin is asked when the card has to sign, at most once.
func (s *cardSource) login(ctx context.Context, c *auth.Client, reader, prompt string, pin cardreader.PINFunc) (session *auth.Session, err error) {
	if _, err := c.Discover(ctx); err != nil {
		return nil, err
	}
	err = s.with(ctx, reader, func(card *cardreader.Card) error {
		l := card.Login(ctx, &s.known, pin)
		session, err = c.Card(ctx, auth.CardOptions{Certificate: l.GetClientCertificate, Prompt: prompt})
		switch e := l.Err(); {
		case err == nil:
			return nil
		case e != nil: // what the card said is nearer to the truth than what TLS made of it
			return e
		case errors.Is(err, auth.ErrUnsupported): // the discovery document is fine: it was read above
			return fmt.Errorf("%w: %w", errCardEntry, err)
		}
		return err
	})
	if err != nil && session != nil { // the card could not be let go of, but the login is done
		return session, nil
	}
	return session, err
}

// cardLogin has the person log in with a card, at the terminal.
func (w *wiring) cardLogin(ctx context.Context, c *auth.Client, p *profile, o *loginOptions) (*auth.Session, error) {
	s := w.cards(ctx, p)
	r, err := w.pickCard(ctx, s, o.reader)
	if err != nil {
		return nil, err
	}
	w.simulatedNote(r)
	w.note(w.t.Card.LoggingIn)
	prompt := ""
	if o.fresh {
		prompt = "login"
	}
	return s.login(ctx, c, r.Name, prompt, w.askPIN)
}
