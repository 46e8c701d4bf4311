package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"myebox/cardreader"
	"myebox/ebox"
	"myebox/tui/present"
)

type cardOptions struct {
	json, number bool
	reader       string
}

func newCardCmd(w *wiring, run, change func(context.Context, *cardOptions) error) *cobra.Command {
	o := &cardOptions{}
	t := &w.words.Card
	cmd := &cobra.Command{
		Use: "card", Short: t.Short, Long: t.Short + ".\n\n" + t.Long, Args: exactly(0),
		Example: "  ebox card\n  ebox card --json --show-number\n  ebox card pin change",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	cmd.Flags().BoolVar(&o.number, "show-number", false, t.FlagNumber)
	cmd.Flags().Var(newText(&o.reader, "", "NAME"), "reader", t.FlagReader)
	pin := &cobra.Command{Use: "pin", Short: t.PINShort, Long: t.PINShort + ".\n\n" + t.PINLong}
	pin.AddCommand(newPINChangeCmd(w, change))
	cmd.AddCommand(pin)
	return cmd
}

func newPINChangeCmd(w *wiring, run func(context.Context, *cardOptions) error) *cobra.Command {
	o := &cardOptions{}
	t := &w.words.Card
	cmd := &cobra.Command{
		Use: "change", Short: t.ChangeShort, Long: t.ChangeShort + ".\n\n" + t.ChangeLong, Args: exactly(0),
		Example: "  ebox card pin change\n  ebox card pin change --reader ACME",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	cmd.Flags().Var(newText(&o.reader, "", "NAME"), "reader", t.FlagReader)
	return cmd
}

// cardProfile is the profile as far as cards need it: a card can be read without a registration.
func (w *wiring) cardProfile() (*profile, error) {
	p, err := w.profile()
	if p == nil {
		return nil, err
	}
	return p, nil
}

// card prints what stands on a card.
func (w *wiring) card(ctx context.Context, o *cardOptions) error {
	p, err := w.cardProfile()
	if err != nil {
		return err
	}
	s := w.cards(ctx, p)
	r, err := w.pickCard(ctx, s, o.reader)
	if err != nil {
		return err
	}
	c, err := s.read(ctx, r)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(w.sys.out, newCardJSON(p, c, o.number, w.sys.now()))
	}
	w.simulatedNote(r)
	for i, section := range w.voice(nil).CardSections(c, o.number) {
		if i > 0 {
			fmt.Fprintln(w.sys.out)
		}
		w.say(section.Title)
		for _, f := range section.Facts {
			printLines(w.sys.out, present.Wrap("  "+w.t.Label(f.Label, f.Value), w.width()))
		}
		if section.Note != "" {
			w.say("  " + section.Note)
		}
	}
	return nil
}

// simulatedNote marks what comes from a simulated card.
func (w *wiring) simulatedNote(r present.CardReader) {
	if r.Simulated {
		w.note(w.t.Card.SimulatedAll)
	}
}

// pickCard finds the reader with the card to use: the only one, or the one that was named. A person at a terminal is
// waited for; a script waits no longer than a reader may need.
func (w *wiring) pickCard(ctx context.Context, s *cardSource, named string) (present.CardReader, error) {
	limit := time.NewTimer(cardGrace)
	defer limit.Stop()
	news, stop := next(ctx, s)
	defer stop()
	told, last := "", error(cardreader.ErrNoCard)
	for {
		var there cardsThere
		select {
		case there = <-news:
		case <-limit.C:
			if !w.sys.errTTY {
				return present.CardReader{}, last
			}
			continue
		case <-ctx.Done():
			return present.CardReader{}, ctx.Err()
		}
		r, err := chooseCard(there, named)
		if err == nil || !waitable(err) {
			return r, err
		}
		last = err
		if say := w.waitingFor(there, err); w.sys.errTTY && say != told {
			told = say
			w.note(say + " " + w.words.Card.Waiting)
		}
	}
}

// next is what there is in the readers, as it changes, until stop.
func next(ctx context.Context, s *cardSource) (news <-chan cardsThere, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ch := make(chan cardsThere)
	go func() {
		for there := range s.watch(ctx) {
			select {
			case ch <- there:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ch, cancel
}

// waitable tells whether a person can do something about err right now, or whether the reader may just not be ready yet.
func waitable(err error) bool {
	return slices.Contains([]error{cardreader.ErrNoCard, cardreader.ErrNoReader, cardreader.ErrMute, cardreader.ErrNotBeID}, err)
}

// waitingFor says why no card can be used yet.
func (w *wiring) waitingFor(there cardsThere, err error) string {
	for _, r := range there.List {
		if r.Card != present.CardBelgian {
			return w.voice(nil).Reader(r)
		}
	}
	p, _, tries, _ := cardProblem(err)
	return w.voice(nil).Card(p, tries).What
}

// chooseCard is the reader with the Belgian card, among those whose name holds what was typed.
func chooseCard(there cardsThere, named string) (present.CardReader, error) {
	var found []present.CardReader
	fits := 0
	worst := cardreader.ErrNoCard
	for _, r := range there.List {
		if !strings.Contains(strings.ToLower(r.Name), strings.ToLower(named)) {
			continue
		}
		fits++
		switch r.Card {
		case present.CardBelgian:
			found = append(found, r)
		case present.CardOther:
			worst = cardreader.ErrNotBeID
		case present.CardSilent:
			worst = cardreader.ErrMute
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return present.CardReader{}, errSeveralCards
	case fits == 0 && len(there.List) > 0:
		return present.CardReader{}, &noSuchReader{named, there.Problem}
	case there.Problem != nil:
		return present.CardReader{}, there.Problem
	case len(there.List) == 0:
		return present.CardReader{}, cardreader.ErrNoReader
	}
	return present.CardReader{}, worst
}

// noSuchReader is a name that no reader has; problem is why there may be readers that cannot be seen.
type noSuchReader struct {
	name    string
	problem error
}

func (e *noSuchReader) Error() string { return "no card reader has that name" }

// changePINResult is what pin change prints for a script.
type changePINResult struct {
	head
	Reader    string `json:"reader"`
	Simulated bool   `json:"simulated"`
	Changed   bool   `json:"changed"`
}

// changePIN gives a card another PIN.
func (w *wiring) changePIN(ctx context.Context, o *cardOptions) error {
	p, err := w.cardProfile()
	if err != nil {
		return err
	}
	s := w.cards(ctx, p)
	r, err := w.pickCard(ctx, s, o.reader)
	if err != nil {
		return err
	}
	w.simulatedNote(r)
	if err := s.changePIN(ctx, r.Name, w.askChange); err != nil {
		return err
	}
	if o.json {
		return writeJSON(w.sys.out, changePINResult{newHead(p), ebox.Sanitize(r.Name), r.Simulated, true})
	}
	w.say(w.t.Card.Changed)
	return nil
}

// changePIN asks for the PIN and a new one, and changes it; on the reader's keys where that is possible.
func (s *cardSource) changePIN(ctx context.Context, reader string, ask func(context.Context, cardreader.Prompt) (oldPIN, newPIN []byte, err error)) error {
	return s.with(ctx, reader, func(c *cardreader.Card) error {
		left, err := c.Tries(ctx)
		if err != nil {
			return err
		}
		if left == 0 {
			return &cardreader.PINError{}
		}
		if info, err := c.Info(ctx); err != nil {
			return err
		} else if info.Applet < cardreader.Applet17 {
			return cardreader.ErrTooOld
		}
		if done, err := padChange(ctx, c, left, ask); done {
			return err
		}
		oldPIN, newPIN, err := ask(ctx, cardreader.Prompt{Tries: left})
		if err != nil {
			return err
		}
		return c.ChangePIN(ctx, oldPIN, newPIN) // clears both
	})
}

// padChange has the PINs typed on the reader; done is false when the reader cannot.
func padChange(ctx context.Context, c *cardreader.Card, left int, ask func(context.Context, cardreader.Prompt) (oldPIN, newPIN []byte, err error)) (done bool, err error) {
	if !c.HasPad(ctx) {
		return false, nil
	}
	told, end := context.WithCancel(ctx)
	defer end()
	if _, _, err := ask(told, cardreader.Prompt{Tries: left, Pad: true}); err != nil {
		return true, err
	}
	err = c.ChangePINOnPad(ctx)
	return !isNoPad(err), err
}
