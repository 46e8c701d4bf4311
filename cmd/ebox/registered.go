package main

import (
	"context"
	"errors"
	"fmt"

	"myebox/ebox"
	"myebox/tui/present"
)

// errNeedsConsent is registered mail that nobody agreed to open.
var errNeedsConsent = errors.New("registered mail: nobody agreed to open it")

// agree makes sure that the person wants what opening m does, before main content is fetched. The command itself is the
// act for ordinary messages: what it does is said. Registered mail that was not opened yet needs a word more: a flag, or
// an answer typed at a terminal.
func (w *wiring) agree(ctx context.Context, m *ebox.Message, registeredOK bool, what string) error {
	if m.ReadStatus {
		return nil
	}
	if !m.RegisteredMail || registeredOK {
		w.note(what)
		return nil
	}
	out, err := w.sys.talk()
	if err != nil {
		return errNeedsConsent
	}
	defer out.Close()
	printLines(out, present.Wrap(w.voice(nil).Subject(m)+"\n"+w.t.Reader.OpenRegistered, w.width()))
	yes, no := w.t.Words.Yes, w.t.Words.No
	ok, err := w.sys.confirm(ctx, out, fmt.Sprintf(w.words.TypeYes, yes, no), yes, no)
	switch {
	case errors.Is(err, errNoAnswer):
		return errDeclined
	case err != nil:
		return err
	case !ok:
		return errDeclined
	}
	return nil
}
