package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
	"myebox/tui/present"
)

// readersMsg is what there is now.
type readersMsg struct {
	watch *cardWatch
	now   backend.Readers
}

// cardWatch follows readers and cards for one screen, while that is there.
type cardWatch struct {
	kit    *kit
	ctx    context.Context
	cancel context.CancelFunc
	came   chan backend.Readers
	known  bool // something was told
	now    backend.Readers
}

// newCardWatch is a watch that follow starts; nil without cards.
func newCardWatch(k *kit) *cardWatch {
	if k.deps.Cards == nil {
		return nil
	}
	w := &cardWatch{kit: k, came: make(chan backend.Readers)}
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
func (w *cardWatch) news(was backend.Readers) string {
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
