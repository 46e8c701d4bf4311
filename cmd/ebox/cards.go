package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"myebox/cardreader"
	"myebox/tui/present"
)

// Times of looking for cards.
const (
	cardQuiet = 150 * time.Millisecond // after the last change of readers, before it is told
	cardGrace = time.Second            // how long a command without a terminal looks for a card
	cardClose = 3 * time.Second        // for LOG OFF at the end
)

// simulatedReader is the name of the sandbox's card that sits in no reader.
const simulatedReader = "sandbox"

// virtualReader begins the names of the readers of vsmartcard, where the sandbox's card sits when it can.
const virtualReader = "Virtual PCD"

// cardSource is where cards are: the readers of this computer, and in a sandbox profile the simulated card. It is safe
// for concurrent use.
type cardSource struct {
	sys      *cardreader.System // nil: err tells why
	err      error
	socket   string // of the simulated card; "" when there is none
	virtual  bool   // the simulated card sits in a virtual reader
	language string // of the display of readers with keys
	known    cardreader.Certificates
}

// cards are those of p. What they hold is let go of when the program ends.
func (w *wiring) cards(ctx context.Context, p *profile) *cardSource {
	s := &cardSource{language: w.t.Code, virtual: p.Card.SimulatedCard == simulatedInReader}
	if !s.virtual {
		s.socket = p.Card.SimulatedCard
	}
	s.sys, s.err = cardreader.Open(ctx)
	w.cardSources = append(w.cardSources, s)
	return s
}

// close logs off all cards, whatever is under way.
func (s *cardSource) close(ctx context.Context) {
	if s.sys != nil {
		_ = s.sys.Close(ctx) // the service resets what does not answer
	}
}

// connect opens the card in a reader.
func (s *cardSource) connect(ctx context.Context, reader string) (*cardreader.Card, error) {
	if reader == simulatedReader && s.socket != "" {
		return dialCard(ctx, s.socket, s.language)
	}
	if s.sys == nil {
		return nil, s.err
	}
	c, err := s.sys.Connect(ctx, reader)
	if err != nil {
		return nil, err
	}
	c.Language = s.language
	return c, nil
}

// with opens the card in a reader for f, and logs off and lets go of it afterwards, also when ctx is over.
func (s *cardSource) with(ctx context.Context, reader string, f func(c *cardreader.Card) error) (err error) {
	c, err := s.connect(ctx, reader)
	if err != nil {
		return err
	}
	defer func() {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), cardClose)
		defer cancel()
		if e := c.Close(end); err == nil && e != nil && !errors.Is(e, cardreader.ErrClosed) {
			err = fmt.Errorf("letting go of the card: %w", e)
		}
	}()
	return f(c)
}

// cardsThere is what is in the readers at one moment.
type cardsThere struct {
	List    []present.CardReader
	Problem error // why no reader can be used
}

// watch tells what is there, and again after every change, until ctx ends.
func (s *cardSource) watch(ctx context.Context) iter.Seq[cardsThere] {
	return func(yield func(cardsThere) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		events := make(chan cardEvent)
		if s.sys != nil {
			go s.follow(ctx, events)
		}
		st := cardsThere{Problem: s.err}
		if s.socket != "" {
			st.List = append(st.List, present.CardReader{Name: simulatedReader, Card: present.CardBelgian, Simulated: true})
		}
		quiet := time.NewTimer(cardQuiet)
		defer quiet.Stop()
		if s.sys == nil {
			quiet.Reset(0)
		}
		for {
			select {
			case e := <-events:
				s.apply(&st, e)
				quiet.Reset(cardQuiet)
			case <-quiet.C:
				if !yield(cardsThere{slices.Clone(st.List), st.Problem}) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// cardEvent is a change, or why there will be none any more.
type cardEvent struct {
	cardreader.Event
	err error
}

func (s *cardSource) follow(ctx context.Context, to chan<- cardEvent) {
	for e, err := range s.sys.Watch(ctx) {
		select {
		case to <- cardEvent{e, err}:
		case <-ctx.Done():
			return
		}
	}
}

// apply changes what is there.
func (s *cardSource) apply(st *cardsThere, e cardEvent) {
	at := slices.IndexFunc(st.List, func(r present.CardReader) bool { return r.Name == e.Reader })
	if e.err == nil && at < 0 && (e.Kind == cardreader.ReaderAdded || e.Kind == cardreader.CardInserted) {
		st.List = append(st.List, present.CardReader{
			Name: e.Reader, Simulated: s.virtual && strings.HasPrefix(e.Reader, virtualReader),
		})
		at = len(st.List) - 1
	}
	switch {
	case e.err != nil:
		st.Problem = e.err
	case e.Kind == cardreader.ServiceGone:
		st.Problem = cardreader.ErrNoService
	case e.Kind == cardreader.ServiceBack:
		st.Problem = nil
	case at < 0:
	case e.Kind == cardreader.ReaderRemoved:
		st.List = slices.Delete(st.List, at, at+1)
	case e.Kind == cardreader.CardRemoved:
		st.List[at].Card = present.CardNone
	case e.Kind == cardreader.CardInserted:
		st.List[at].Card = cardState(e.Event)
	}
}

func cardState(e cardreader.Event) present.CardState {
	switch {
	case e.Mute:
		return present.CardSilent
	case e.BeID:
		return present.CardBelgian
	}
	return present.CardOther
}
