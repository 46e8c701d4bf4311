package linear

import (
	"io"
	"time"

	"myebox/tui/backend"
	"myebox/tui/keymap"
)

// Deps is what the linear mode needs from outside: what the full screen needs, and where lines come from and go to. Login,
// In and Out are required, the rest has a sensible zero value.
type Deps struct {
	Login      backend.Login
	Cards      backend.Cards    // nil: identity cards are not offered
	Opener     backend.Opener   // nil: nothing can be opened from here; addresses and paths are said instead
	Printer    backend.Printer  // nil: printing is not offered
	Now        func() time.Time // nil: time.Now
	Lang       string           // "fr", "nl", "de" or "en"; anything else is English
	LangGuess  bool             // nobody asked for Lang: who logs in is spoken to in the language of their login
	Dir        string           // absolute directory that documents are saved in; said before anything is saved
	Home       string           // absolute home directory of the person, said as ~; "": paths are said whole
	Enterprise bool             // the box is a company's, not a citizen's
	Sandbox    bool             // said at the start, and offers the test person
	Braille    int              // cells of the braille display that an item must make sense in; 0: none

	Account  backend.Account  // the box that is open at the start
	Accounts backend.Accounts // nil: there is no other box to change to
	Own      keymap.Table     // the person's own keys, as the rules leave them; nil: none
	Bell     bool             // a sound when there is new mail after the list was fetched again

	In       Input
	Out      io.Writer
	Terminal bool   // In is a terminal
	Keys     bool   // one key is one command; else commands are lines
	Why      string // what turned the mode on, as the person wrote it: "--screen-reader"
	Full     bool   // there is a full screen to change to
}

// End is how a session ended.
type End int

// The ends.
const (
	Left       End = iota // the person left, or the input ended
	FullScreen            // the person wants the full screen
)
