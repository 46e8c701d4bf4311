package linear

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"myebox/tui/backend"
	"myebox/tui/present"
)

// cardWatch follows readers and cards while a place needs it. It belongs to the session's goroutine.
type cardWatch struct {
	s      *session
	cancel context.CancelFunc
	known  bool // something was told
	now    backend.Readers
	login  string             // reader whose card logs in; "": none
	stop   context.CancelFunc // of that login
	gone   present.CardProblem
}

// follow starts watching; nil without cards.
func (s *session) follow(ctx context.Context) *cardWatch {
	if s.d.Cards == nil {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	w := &cardWatch{s: s, cancel: cancel}
	go func() {
		for r := range s.d.Cards.Watch(ctx) {
			select {
			case s.events <- func() { w.take(r) }:
			case <-ctx.Done():
				return
			}
		}
	}()
	return w
}

// end stops watching.
func (w *cardWatch) end() {
	if w != nil {
		w.cancel()
	}
}

// take remembers what is there now, and says what came or went; nothing the first time. A card that goes while its PIN is
// being asked for ends the login.
func (w *cardWatch) take(r backend.Readers) {
	was, first := w.now, !w.known
	w.now, w.known = r, true
	if first {
		return
	}
	if said := w.news(was); said != "" {
		w.s.tell(said)
	}
	if w.login == "" || !w.s.asking {
		return
	}
	if at, has := find(r.List, w.login); !has {
		w.gone = present.CardReaderGone
	} else if at.Card != present.CardBelgian {
		w.gone = present.CardRemoved
	}
	if w.gone != 0 {
		w.stop()
	}
}

// news is the first difference in words.
func (w *cardWatch) news(was backend.Readers) string {
	t, v := w.s.t.Card, w.s.voice()
	for _, r := range w.now.List {
		old, had := find(was.List, r.Name)
		switch {
		case r.Card != present.CardNone && old.Card == present.CardNone:
			return fmt.Sprintf(t.CardIn, v.ReaderName(r))
		case r.Card == present.CardNone && old.Card != present.CardNone:
			return fmt.Sprintf(t.CardOut, v.ReaderName(r))
		case !had:
			return fmt.Sprintf(t.ReaderIn, v.ReaderName(r))
		}
	}
	for _, r := range was.List {
		if _, has := find(w.now.List, r.Name); !has {
			return fmt.Sprintf(t.ReaderOut, v.ReaderName(r))
		}
	}
	return ""
}

// state is what is there in one sentence, when no card can be used: why, or that nothing is known yet.
func (w *cardWatch) state() string {
	switch {
	case !w.known:
		return w.s.t.Card.Looking
	case w.now.Problem != 0:
		return w.s.voice().Card(w.now.Problem, -1).What
	case len(w.now.List) == 0:
		return w.s.t.Card.NoReader
	}
	return ""
}

func find(list []present.CardReader, name string) (present.CardReader, bool) {
	i := slices.IndexFunc(list, func(r present.CardReader) bool { return r.Name == name })
	if i < 0 {
		return present.CardReader{}, false
	}
	return list[i], true
}

// cardLine is one line of the place with readers and cards, and what can be done there.
type cardLine struct {
	text   string
	reader present.CardReader
	act    bool
	change bool // the PIN; else show the card
}

// lines are readers and cards as they are now.
func (w *cardWatch) lines() []cardLine {
	t, v := w.s.t.Card, w.s.voice()
	var out []cardLine
	add := func(texts ...string) {
		for _, x := range w.s.wrapped(texts...) {
			out = append(out, cardLine{text: x})
		}
	}
	add(w.state())
	if p := w.now.Problem; p != 0 {
		f := v.Card(p, -1)
		add(f.Means, f.Todo)
	}
	for _, r := range w.now.List {
		add(v.Reader(r))
		if r.Card == present.CardBelgian {
			name := v.ReaderName(r)
			out = append(out, cardLine{t.Show + ". " + name, r, true, false}, cardLine{t.Change + ". " + name, r, true, true})
		}
	}
	return out
}

// cards is the place with readers and cards.
func (s *session) cards(ctx context.Context) error {
	w := s.follow(ctx)
	if w == nil {
		s.Say(s.t.Why.NothingHere)
		return nil
	}
	defer w.end()
	sc := &scene{
		number: func(n int) int { return nth(n, len(w.lines()), func(i int) bool { return w.lines()[i].act }) },
		track: lines(func() []string {
			var out []string
			for _, l := range w.lines() {
				out = append(out, l.text)
			}
			return out
		}),
		where:  func() string { return s.t.Card.Title },
		offers: func() []offer { return on(cmdChoose, cmdBack) },
	}
	if err := s.looked(ctx, w); err != nil {
		return err
	}
	s.Say(s.t.Card.Title)
	if err := s.here(ctx, sc.track); err != nil {
		return err
	}
	for {
		c, _, err := s.choose(ctx, sc)
		switch {
		case err != nil:
			return err
		case c == cmdBack:
			return nil
		case c == cmdChoose:
			sc.track.clamp()
			if all := w.lines(); len(all) > 0 && all[sc.track.at].act {
				err = s.cardAct(ctx, all[sc.track.at])
			} else {
				s.Say(s.t.Why.NothingHere)
			}
			if err != nil {
				return err
			}
		}
	}
}

// looked waits a moment for the first word about the readers.
func (s *session) looked(ctx context.Context, w *cardWatch) error {
	limit := s.later(ctx, moment, func() { w.known = true })
	defer limit.Stop()
	for !w.known {
		select {
		case f := <-s.events:
			f()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// cardAct shows a card, or changes its PIN.
func (s *session) cardAct(ctx context.Context, l cardLine) error {
	if l.change {
		return s.changePIN(ctx, l.reader)
	}
	return s.showCard(ctx, l.reader)
}

// showCard reads what stands on a card. The national number is masked until a key asks for it.
func (s *session) showCard(ctx context.Context, r present.CardReader) error {
	var card *present.Card
	err := s.do(ctx, work{start: s.t.Card.Reading, run: func(ctx context.Context) (err error) {
		card, err = s.d.Cards.Read(ctx, r.Name)
		return err
	}})
	if err != nil {
		return s.failed(ctx, err)
	}
	p := &cardPlace{s: s, card: card, simulated: r.Simulated}
	return p.run(ctx)
}

// cardPlace is what stands on a card.
type cardPlace struct {
	s         *session
	card      *present.Card
	simulated bool
	number    bool
}

// lines are what the card says, each part with its title.
func (p *cardPlace) lines() []string {
	s := p.s
	var out []string
	if p.simulated {
		out = s.wrapped(s.t.Card.SimulatedAll)
	}
	for _, sec := range s.voice().CardSections(p.card, p.number) {
		out = append(out, sec.Title)
		for _, f := range sec.Facts {
			out = append(out, s.wrapped(s.t.Label(f.Label, f.Value))...)
		}
		out = append(out, s.wrapped(sec.Note)...)
	}
	return out
}

// run is the place. The photo is said, not drawn.
func (p *cardPlace) run(ctx context.Context) error {
	s := p.s
	sc := &scene{
		track:  lines(p.lines),
		where:  func() string { return s.t.Card.Show },
		offers: func() []offer { return on(cmdNumber, cmdPhoto, cmdBack) },
	}
	s.Say(s.t.Card.Show)
	if err := s.here(ctx, sc.track); err != nil {
		return err
	}
	for {
		c, _, err := s.choose(ctx, sc)
		if err != nil {
			return err
		}
		switch c {
		case cmdBack:
			s.Say(s.t.Card.Title)
			return nil
		case cmdNumber:
			p.number = !p.number
			s.Say(p.find(s.t.Card.NationalNumber))
		case cmdPhoto:
			s.Say(p.find(s.t.Card.Photo))
		}
	}
}

// find is the fact of that label, as a line.
func (p *cardPlace) find(label string) string {
	for _, sec := range p.s.voice().CardSections(p.card, p.number) {
		for _, f := range sec.Facts {
			if f.Label == label {
				return p.s.t.Label(f.Label, f.Value)
			}
		}
	}
	return p.s.t.Label(label, p.s.t.Words.None)
}

// errGone is a card that went while its PIN was being typed.
var errGone = errors.New("the card was taken out before the PIN was typed")
