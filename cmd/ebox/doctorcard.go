package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"myebox/cardreader"
	"myebox/tui/present"
)

// doctorCards is how long doctor looks at readers and cards.
const doctorCards = 10 * time.Second

// cardChecks look at everything that cards need. A card is one of several keys, so nothing that is missing is a problem.
// Only what is public on the card is read, and no PIN is asked for.
func (w *wiring) cardChecks(ctx context.Context, p *profile) []check {
	ctx, cancel := context.WithTimeout(ctx, doctorCards)
	defer cancel()
	t := &w.t.CardChecks
	s := w.cards(ctx, p)
	out := []check{w.result("card-support", checkOK, t.BuiltIn, "")}
	if errors.Is(s.err, cardreader.ErrNoPCSC) {
		out[0] = w.result("card-support", checkWarning, t.NotBuiltIn, w.t.CardErrors.NoPCSC.Todo)
	}
	news, stop := next(ctx, s)
	defer stop()
	var there cardsThere
	select {
	case there = <-news:
	case <-ctx.Done():
		there.Problem = cardreader.ErrNoService
	}
	switch problem, _, tries, bad := cardProblem(there.Problem); {
	case s.sys == nil:
		out = append(out, w.skipped("card-service")...)
	case bad:
		f := w.voice(nil).Card(problem, tries)
		out = append(out, w.result("card-service", checkWarning, f.What, f.Todo))
	default:
		out = append(out, w.result("card-service", checkOK, t.Running, ""))
	}
	return append(out, w.readerChecks(ctx, s, there)...)
}

// readerChecks look at what is in the readers.
func (w *wiring) readerChecks(ctx context.Context, s *cardSource, there cardsThere) []check {
	if len(there.List) == 0 {
		if there.Problem != nil {
			return w.skipped("card-readers", "card", "card-certificate")
		}
		e := w.t.CardErrors.NoReader
		return append([]check{w.result("card-readers", checkWarning, e.What, e.Todo)}, w.skipped("card", "card-certificate")...)
	}
	var names []string
	for _, r := range there.List {
		names = append(names, w.readerFound(ctx, s, r))
	}
	out := []check{w.result("card-readers", checkOK, strings.Join(names, "; "), "")}
	if !slices.ContainsFunc(there.List, func(r present.CardReader) bool { return r.Card == present.CardBelgian }) {
		return append(append(out, w.result("card", checkWarning, w.voice(nil).Reader(there.List[0]), "")), w.skipped("card-certificate")...)
	}
	for _, r := range there.List {
		if r.Card == present.CardBelgian {
			out = append(out, w.checkCard(ctx, s, r)...)
		}
	}
	return out
}

// readerFound is a reader's name, and whether it has keys of its own.
func (w *wiring) readerFound(ctx context.Context, s *cardSource, r present.CardReader) string {
	name := w.voice(nil).ReaderName(r)
	pad := false
	if r.Card == present.CardBelgian {
		_ = s.with(ctx, r.Name, func(c *cardreader.Card) error { pad = c.HasPad(ctx); return nil }) // checkCard tells what is wrong
	}
	if pad {
		return fmt.Sprintf(w.t.CardChecks.WithPad, name)
	}
	return name
}

// checkCard looks at one card: who it is, and whether one can log in with it.
func (w *wiring) checkCard(ctx context.Context, s *cardSource, r present.CardReader) []check {
	v := w.voice(nil)
	var info *cardreader.Info
	var cert present.CardCertificate
	var certErr error
	err := s.with(ctx, r.Name, func(c *cardreader.Card) (err error) {
		if info, err = c.Info(ctx); err != nil {
			return err
		}
		x, err := c.Certificate(ctx, cardreader.CertAuthentication)
		if certErr = err; err == nil {
			cert.From, cert.Until = x.NotBefore, x.NotAfter
		}
		return nil
	})
	if err != nil {
		return append([]check{w.cardWarning("card", v.ReaderName(r), err)}, w.skipped("card-certificate")...)
	}
	card := w.result("card", checkOK, v.ReaderName(r)+", "+w.t.Label(w.t.Card.Applet, info.Applet.String()), "")
	if info.Applet < cardreader.Applet17 {
		card = w.cardWarning("card", v.ReaderName(r), cardreader.ErrTooOld)
	}
	if certErr != nil {
		return []check{card, w.cardWarning("card-certificate", v.ReaderName(r), certErr)}
	}
	dates, level := v.Certificate(cert)
	if level == present.Plain {
		return []check{card, w.result("card-certificate", checkOK, dates, "")}
	}
	todo := w.t.CardErrors.Expired.Todo
	if v.Now.Before(cert.From) {
		todo = w.t.CardErrors.NotYet.Todo
	}
	return []check{card, w.result("card-certificate", checkWarning, dates, todo)}
}

// cardWarning says what is wrong with the card in a reader.
func (w *wiring) cardWarning(name, reader string, err error) check {
	p, _, tries, ok := cardProblem(err)
	if !ok {
		return w.result(name, checkWarning, reader, w.english(err))
	}
	f := w.voice(nil).Card(p, tries)
	return w.result(name, checkWarning, reader+": "+f.What, f.Todo)
}
