package tui

import (
	"context"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
	"myebox/tui/lang"
)

// screen is one thing that can be on top: a full page, or a dialog over one. It draws nothing but strings; only the root
// builds a tea.View.
type screen interface {
	// Init is called once, when the screen comes on the stack, after the first Resize.
	Init() outcome
	// Update takes a message. Keys, pastes and the mouse come to the top screen only; everything else comes to all of
	// them, and a screen leaves alone what it did not ask for.
	Update(msg tea.Msg) outcome
	// Resize says how much room there is. It may be none.
	Resize(w, h int)
	// View draws; it changes nothing.
	View(th theme) page
	// Keys are the bindings that work now, or could: each with the reason when it does not.
	Keys() []binding
	// Close ends what is still under way; nothing of it is awaited.
	Close()
}

// page is what a screen draws: lines that are no wider than it was told, and the real cursor, which stands on the first
// character of whatever has the focus.
type page struct {
	lines    []string
	x, y     int
	over     bool // a dialog: the screen below stays in sight
	marking  bool // the mouse is left to the terminal: there is text to mark and copy
	progress *tea.ProgressBar
}

// outcome is what a message leads to. The root carries it out at once, so that no key can slip in between.
type outcome struct {
	cmd     tea.Cmd
	say     note              // for the status line; the zero note leaves it
	also    string            // said beside what the status line says
	wipe    wipe              // what of the status line does not hold any more
	pop     bool              // the screen that answered goes
	session *backend.Session  // somebody has logged in
	push    screen            // goes on top
	act     any               // typed: what was chosen in a dialog, for the screens
	login   error             // why the session is of no use any more: log in again, over whatever is there
	out     bool              // the session is over: nothing of it stays on the screen
	enter   *backend.Entrance // another box: nothing of the one that is open stays
	quit    bool
	by      screen // the screen that answered; set by from
}

// wipe is how much of the status line goes.
type wipe int

const (
	wipeNothing wipe = iota
	wipeErrors       // what went wrong before: somebody went on to something else
	wipeAll          // something begins that will have its own news
)

// from is o as an answer of s.
func from(s screen, o outcome) outcome {
	o.by = s
	return o
}

// reopenMsg tells the screens that the same person logged in again: what they show may stay, what they fetch comes from
// the new box.
type reopenMsg struct {
	box    backend.Box
	logout func(context.Context) error
}

// note is one line of news. It stays until the next one.
type note struct {
	text string
	kind noteKind
}

// noteKind is how much a note matters. The words say it too.
type noteKind int

const (
	noteInfo noteKind = iota
	noteGood
	noteWarn
	noteBad
)

// kit is what every screen is given. After New only the language changes.
type kit struct {
	ctx  context.Context
	deps Deps
	t    *lang.Texts
	work *sync.WaitGroup // what must stop cleanly before the program ends
}

// now is the time of the injected clock.
func (k *kit) now() time.Time { return k.deps.Now() }

// opened is the screen pushed on top, and nothing else.
func opened(s screen) outcome { return outcome{push: s} }

// told is a note, and nothing else.
func told(kind noteKind, text string) outcome { return outcome{say: note{text, kind}} }

// launchedMsg tells that the system was asked to open or print something.
type launchedMsg struct {
	by  screen // who asked
	ok  note   // said when it worked
	err error
}

// launched says what came of it.
func (k *kit) launched(msg launchedMsg) outcome {
	if msg.err != nil {
		return k.failed(msg.err, nil)
	}
	return outcome{say: msg.ok}
}
