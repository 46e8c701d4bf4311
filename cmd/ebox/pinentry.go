package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"myebox/cardreader"
)

// maxLine is more than a PIN or a passphrase takes; what is typed beyond it is thrown away.
const maxLine = 256

// badPINs is how often a PIN that is none is asked for again: the card is not asked in between.
const badPINs = 3

// pinTerminal is the terminal of the process, wherever its streams go: a PIN comes from a person, never from a pipe.
type pinTerminal struct {
	in  *os.File
	out *os.File
}

// openPINTerminal opens it; errNoPINEntry when there is none.
func openPINTerminal() (*pinTerminal, error) {
	in, err := os.OpenFile(terminalInput, os.O_RDONLY, 0)
	if err != nil {
		return nil, errNoPINEntry
	}
	out, err := os.OpenFile(terminalName, os.O_WRONLY, 0)
	if err != nil {
		_ = in.Close()
		return nil, errNoPINEntry
	}
	return &pinTerminal{in, out}, nil
}

// close lets go of the terminal. Its input may still be read by a question that was given up; it is not waited for.
func (t *pinTerminal) close() {
	_ = t.out.Close()
	go func() { _ = t.in.Close() }()
}

// line asks a question and reads the answer, whose bytes the caller clears. Without echo nothing that is typed shows,
// and the terminal is put back whatever happens. The end of input is errNoAnswer.
func (t *pinTerminal) line(ctx context.Context, question string, echo bool) ([]byte, error) {
	if !echo {
		restore, err := noEcho(t.in)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errNoPINEntry, err)
		}
		defer restore()
	}
	if _, err := fmt.Fprint(t.out, question+" "); err != nil {
		return nil, fmt.Errorf("asking: %w", err)
	}
	type answer struct {
		line []byte
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		line, err := readTyped(t.in)
		got <- answer{line, err}
	}()
	select {
	case a := <-got:
		if !echo || a.err != nil {
			fmt.Fprintln(t.out) // Enter did not show
		}
		return a.line, a.err
	case <-ctx.Done():
		fmt.Fprintln(t.out)
		return nil, ctx.Err()
	}
}

// readTyped reads up to the end of the line, into one place and no further.
func readTyped(in io.Reader) ([]byte, error) {
	line := make([]byte, 0, maxLine)
	var one [1]byte
	defer clear(one[:])
	for {
		n, err := in.Read(one[:])
		if n == 1 {
			switch {
			case one[0] == '\n':
				return bytes.TrimSuffix(line, []byte("\r")), nil
			case len(line) < maxLine:
				line = append(line, one[0])
			}
			continue
		}
		if err != nil {
			clear(line)
			return nil, errNoAnswer
		}
	}
}

// askPIN gets a PIN at the terminal; where the reader has keys it only tells the person to type there.
func (w *wiring) askPIN(ctx context.Context, p cardreader.Prompt) ([]byte, error) {
	if p.Pad {
		w.tellPad(p, w.t.Card.Pad)
		return nil, nil
	}
	t, err := openPINTerminal()
	if err != nil {
		return nil, err
	}
	defer t.close()
	if err := w.warnTries(ctx, t, p.Tries); err != nil {
		return nil, err
	}
	return w.typePIN(ctx, t, w.t.Card.PINField)
}

// tellPad says what to do at the reader.
func (w *wiring) tellPad(p cardreader.Prompt, what string) {
	w.note(w.voice(nil).Tries(p.Tries))
	w.note(what + " " + w.t.Card.PadHint)
}

// warnTries says how many tries are left. The last one wants a word more before anything is typed.
func (w *wiring) warnTries(ctx context.Context, t *pinTerminal, tries int) error {
	fmt.Fprintln(t.out, w.voice(nil).Tries(tries))
	for tries == 1 {
		answer, err := t.line(ctx, fmt.Sprintf(w.words.Card.TypeSure, w.t.Words.Yes, w.t.Words.No), true)
		if err != nil {
			return err
		}
		switch a := strings.TrimSpace(string(answer)); {
		case strings.EqualFold(a, w.t.Words.Yes):
			return nil
		case strings.EqualFold(a, w.t.Words.No):
			return errDeclined
		}
	}
	return nil
}

// typePIN reads a PIN; one that is none is asked for again.
func (w *wiring) typePIN(ctx context.Context, t *pinTerminal, label string) ([]byte, error) {
	for try := 1; ; try++ {
		pin, err := t.line(ctx, label, false)
		if err != nil {
			return nil, err
		}
		err = cardreader.CheckPIN(pin)
		if err == nil {
			return pin, nil
		}
		clear(pin)
		if try == badPINs {
			return nil, err
		}
		fmt.Fprintln(t.out, w.t.Card.Length)
	}
}

// askChange gets the PIN and twice the new one.
func (w *wiring) askChange(ctx context.Context, p cardreader.Prompt) (oldPIN, newPIN []byte, err error) {
	if p.Pad {
		w.tellPad(p, w.t.Card.PadChange)
		return nil, nil, nil
	}
	t, err := openPINTerminal()
	if err != nil {
		return nil, nil, err
	}
	defer t.close()
	if err := w.warnTries(ctx, t, p.Tries); err != nil {
		return nil, nil, err
	}
	var typed [3][]byte
	for i, label := range []string{w.t.Card.OldPIN, w.t.Card.NewPIN, w.t.Card.NewAgain} {
		if typed[i], err = w.typePIN(ctx, t, label); err != nil {
			break
		}
	}
	if err == nil && !bytes.Equal(typed[1], typed[2]) {
		err = errPINsDiffer
	}
	clear(typed[2])
	if err != nil {
		clear(typed[0])
		clear(typed[1])
		return nil, nil, err
	}
	return typed[0], typed[1], nil
}
