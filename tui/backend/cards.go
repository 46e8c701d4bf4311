package backend

import (
	"context"
	"fmt"
	"iter"

	"myebox/tui/present"
)

// Cards are the identity cards in this computer's readers. Readers are told apart by their names.
type Cards interface {
	// Watch tells what there is, and again after every change, until ctx ends. It blocks in between: nobody is asked
	// again and again.
	Watch(ctx context.Context) iter.Seq[Readers]
	// Login logs in with the card in a reader. ask is called from other goroutines, as often as the card wants a PIN.
	Login(ctx context.Context, reader string, ask AskPIN) (*Session, error)
	// Read gives all that stands on the card: personal data, read after an explicit act only.
	Read(ctx context.Context, reader string) (*present.Card, error)
	// ChangePIN gives the card another PIN.
	ChangePIN(ctx context.Context, reader string, ask AskChange) error
}

// Readers are the readers that are connected, and what they hold.
type Readers struct {
	List    []present.CardReader
	Problem present.CardProblem // why no reader can be used; 0: nothing is wrong
}

// PINPrompt is what a person must know before a PIN is typed.
type PINPrompt struct {
	Tries int  // wrong PINs that the card still allows; negative: it does not tell
	Pad   bool // the PIN is typed on the reader: the answer is not waited for, and ctx ends when the reader is done
}

// AskPIN asks for the PIN. Whoever gets it clears it.
type AskPIN func(ctx context.Context, p PINPrompt) ([]byte, error)

// AskChange asks for the PIN and for a new one. Whoever gets them clears them.
type AskChange func(ctx context.Context, p PINPrompt) (oldPIN, newPIN []byte, err error)

// CardError is a card that could not be read or used, with the case that has words for it. Whoever wires the screens
// makes it of the reader's own errors.
type CardError struct {
	Case  present.CardProblem
	Tries int // that are left after a wrong PIN; negative: not known
	Err   error
}

// Error is the cause.
func (e *CardError) Error() string { return fmt.Sprintf("using the card: %v", e.Err) }

// Unwrap is the cause.
func (e *CardError) Unwrap() error { return e.Err }
