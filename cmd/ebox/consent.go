package main

import (
	"context"
	"errors"
	"fmt"

	"myebox/ebox"
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
	if !w.sys.inTTY || !w.sys.errTTY {
		return errNeedsConsent
	}
	w.note(w.voice(nil).Subject(m))
	w.note(w.t.Reader.OpenRegistered)
	yes, no := w.t.Words.Yes, w.t.Words.No
	ok, err := confirm(ctx, w.sys, fmt.Sprintf(w.words.TypeYes, yes, no), yes, no)
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
