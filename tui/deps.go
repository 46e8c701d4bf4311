package tui

import (
	"time"

	"myebox/tui/backend"
	"myebox/tui/keymap"
)

// Deps is what the screens need from outside. Login is required, the rest has a sensible zero value.
type Deps struct {
	Login      backend.Login
	Cards      backend.Cards       // nil: identity cards are not offered
	Opener     backend.Opener      // nil: nothing can be opened from here; addresses and paths are shown instead
	Printer    backend.Printer     // nil: printing is not offered
	Now        func() time.Time    // nil: time.Now
	Lang       string              // "fr", "nl", "de" or "en"; anything else is English
	LangGuess  bool                // nobody asked for Lang: who logs in is spoken to in the language of their login
	Dir        string              // absolute directory that documents are saved in; shown before anything is saved
	Home       string              // absolute home directory of the person, written as ~ on the screen; "": paths are written whole
	Enterprise bool                // the box is a company's, not a citizen's
	Sandbox    bool                // marks every screen, and offers the test person
	NoColor    bool                // NO_COLOR is set to anything: no colours, whatever the terminal can do
	ASCII      bool                // the terminal shows no lines but those of ASCII
	VT100      bool                // the terminal is of that kind: it knows no titles, no clipboard and no colours to ask for
	Theme      Theme               // the colours
	Account    backend.Account     // the box that is open at the start; without a name it is called what its kind is called
	Accounts   backend.Accounts    // nil: there is no other box to change to
	Place      backend.Place       // where the inbox begins
	Keep       func(backend.Place) // keeps where it ended, after the program's end; nil: nothing is kept
	Keys       keymap.Table        // the person's own keys, as KeyRules leave them; nil: none
	Bell       bool                // a sound when there is new mail after the list was fetched again

	// Reader is the layout for screen readers and braille displays: the cursor alone says where the focus is, one item is
	// one row, nothing is drawn that is no word, and nothing is written that is no news.
	Reader       bool
	BrailleWidth int  // cells of the braille display that a row must make sense in; 0: as wide as the screen
	NoAltScreen  bool // what was on the screen stays in the terminal's memory
}
