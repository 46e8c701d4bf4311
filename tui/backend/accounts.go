package backend

import (
	"context"

	"myebox/ebox"
	"myebox/tui/present"
)

// Account is a box that the person gave a name, or that of the profile itself. It holds nothing of what is in it.
type Account struct {
	Name       string // "": the box of the profile itself
	Enterprise bool   // the box is a company's
	Company    string // CBE number, 10 digits; "": not known, or a citizen's box
	Sandbox    bool
}

// Accounts are the boxes that one can change to.
type Accounts interface {
	// List does not ask any server. The accounts come in the order in which they are shown.
	List(ctx context.Context) ([]Account, error)
	// Overview counts what is in one box, with a session of its own; nothing is marked as read and nobody is asked
	// anything. It may be called for several boxes at once.
	Overview(ctx context.Context, name string) (*ebox.Overview, error)
	// Enter prepares the way into a box. The Login and Cards are new ones, that know nothing of any other box.
	Enter(ctx context.Context, name string) (*Entrance, error)
}

// Entrance is the way into one box.
type Entrance struct {
	Account Account
	Login   Login
	Cards   Cards       // nil: identity cards are not offered
	Place   Place       // where the inbox begins
	Keep    func(Place) // keeps where it ended; nil: nothing is kept
}

// ToldError is an error that comes with its words: of what only the program that wires the screens knows about, such as
// its configuration.
type ToldError struct {
	Failure present.Failure
	Err     error
}

// Error is the cause.
func (e *ToldError) Error() string { return e.Err.Error() }

// Unwrap is the cause.
func (e *ToldError) Unwrap() error { return e.Err }
