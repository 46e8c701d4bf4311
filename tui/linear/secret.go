package linear

import (
	"context"
	"unicode/utf8"
)

// mostSecret is the most bytes of a secret: far more than any passphrase.
const mostSecret = 1024

// Secret asks for something that must not be seen: nothing of what is typed is shown. Tab says how much was typed, as
// count words it. Whoever gets it clears it. Enter hands over, ErrLeft is the Escape key. Without a terminal it is
// ErrNoTerminal: a secret comes from a person, never from a pipe.
func (a *Asker) Secret(ctx context.Context, prompt string, count func(n int) string) ([]byte, error) {
	return a.hidden(ctx, field{prompt: prompt, count: count, most: mostSecret})
}

// field is something that is typed without being shown.
type field struct {
	prompt string
	count  func(n int) string // how much was typed, in words
	ask    key                // the key that asks for it, beside Tab; "": no other
	refuse func(k key) string // why a character does not belong here; nil, and "": it does
	most   int                // bytes
	full   string             // said when there is no more room
}

// hidden reads a field.
func (a *Asker) hidden(ctx context.Context, f field) ([]byte, error) {
	if !a.con.tty {
		return nil, ErrNoTerminal
	}
	a.drain()
	if !a.con.keys {
		s, err := a.line(ctx, f.prompt, Secret)
		return []byte(s), err
	}
	a.out.prompt(f.prompt)
	typed := make([]byte, 0, f.most)
	for {
		k, ok, err := a.next(ctx)
		if err == nil && ok && leaves(k) {
			err = ErrLeft
		}
		if err != nil {
			clear(typed)
			return nil, err
		}
		if ok && k == "enter" {
			return typed, nil
		}
		if ok {
			typed = a.hide(typed, k, f)
		}
	}
}

// hide takes one key of a field.
func (a *Asker) hide(typed []byte, k key, f field) []byte {
	switch {
	case k == "tab", k != "" && k == f.ask:
		a.Say(f.count(utf8.RuneCount(typed)))
	case k == "backspace":
		_, w := utf8.DecodeLastRune(typed)
		clear(typed[len(typed)-w:])
		typed = typed[:len(typed)-w]
		a.Say(f.count(utf8.RuneCount(typed)))
	case utf8.RuneCountInString(string(k)) != 1:
	case f.refuse != nil && f.refuse(k) != "":
		a.Say(f.refuse(k))
	case len(typed)+len(k) > f.most:
		a.Say(f.full)
	default:
		typed = append(typed, k...)
	}
	return typed
}
