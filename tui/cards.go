package tui

import (
	"context"
	"fmt"
	"iter"
	"slices"

	tea "charm.land/bubbletea/v2"

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

// readersMsg is what there is now.
type readersMsg struct {
	watch *cardWatch
	now   Readers
}

// cardWatch follows readers and cards for one screen, while that is there.
type cardWatch struct {
	kit    *kit
	ctx    context.Context
	cancel context.CancelFunc
	came   chan Readers
	known  bool // something was told
	now    Readers
}

// newCardWatch is a watch that follow starts; nil without cards.
func newCardWatch(k *kit) *cardWatch {
	if k.deps.Cards == nil {
		return nil
	}
	w := &cardWatch{kit: k, came: make(chan Readers)}
	w.ctx, w.cancel = context.WithCancel(k.ctx)
	return w
}

// follow starts watching.
func (w *cardWatch) follow() tea.Cmd {
	if w == nil {
		return nil
	}
	cards := w.kit.deps.Cards
	run := func() tea.Msg {
		for r := range cards.Watch(w.ctx) {
			select {
			case w.came <- r:
			case <-w.ctx.Done():
				return nil
			}
		}
		return nil
	}
	return tea.Batch(run, w.next())
}

func (w *cardWatch) next() tea.Cmd {
	return func() tea.Msg {
		select {
		case r := <-w.came:
			return readersMsg{w, r}
		case <-w.ctx.Done():
			return nil
		}
	}
}

// end stops watching.
func (w *cardWatch) end() {
	if w != nil {
		w.cancel()
	}
}

// take remembers what is there now, and says in words what came or went; nothing the first time.
func (w *cardWatch) take(msg readersMsg) (said string, ok bool) {
	if w == nil || msg.watch != w {
		return "", false
	}
	was, first := w.now, !w.known
	w.now, w.known = msg.now, true
	if first {
		return "", true
	}
	return w.news(was), true
}

// news is the first difference in words.
func (w *cardWatch) news(was Readers) string {
	t, v := w.kit.t.Card, w.kit.voice()
	for _, r := range w.now.List {
		old, had := find(was.List, r.Name)
		switch {
		case r.Card != present.CardNone && old.Card == present.CardNone:
			return sprintf(t.CardIn, v.ReaderName(r))
		case r.Card == present.CardNone && old.Card != present.CardNone:
			return sprintf(t.CardOut, v.ReaderName(r))
		case !had:
			return sprintf(t.ReaderIn, v.ReaderName(r))
		}
	}
	for _, r := range was.List {
		if _, has := find(w.now.List, r.Name); !has {
			return sprintf(t.ReaderOut, v.ReaderName(r))
		}
	}
	return ""
}

// card tells what a reader holds now.
func (w *cardWatch) card(reader string) present.CardState {
	r, _ := find(w.now.List, reader)
	return r.Card
}

// several tells whether a person has to choose.
func (w *cardWatch) several() bool {
	n := 0
	for _, r := range w.now.List {
		if r.Card == present.CardBelgian {
			n++
		}
	}
	return n > 1
}

func find(list []present.CardReader, name string) (present.CardReader, bool) {
	i := slices.IndexFunc(list, func(r present.CardReader) bool { return r.Name == name })
	if i < 0 {
		return present.CardReader{}, false
	}
	return list[i], true
}

// state is what is there in one sentence, when no card can be used: why, or that nothing is known yet.
func (w *cardWatch) state() string {
	switch {
	case !w.known:
		return w.kit.t.Card.Looking
	case w.now.Problem != 0:
		return w.kit.voice().Card(w.now.Problem, -1).What
	case len(w.now.List) == 0:
		return w.kit.t.Card.NoReader
	}
	return ""
}

// voice says domain values.
func (k *kit) voice() present.Voice { return present.Voice{Texts: k.t, Now: k.now()} }
