package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
	"myebox/tui/present"
)

// cardWay is the login with the card in a reader, as an item of the login screen.
type cardWay struct{ reader string }

// cardsWay leads to readers and cards.
type cardsWay struct{}

// errGone is a card that went while its PIN was being typed.
var errGone = errors.New("the card was taken out before the PIN was typed")

// beginCard starts a login with the card in a reader.
func (l *login) beginCard(reader string) outcome {
	return l.begin(&loginTry{reader: reader, desk: newPINDesk()})
}

// useCard is what a try with a card does.
func (l *login) useCard(t *loginTry) outcome {
	cards := l.kit.deps.Cards
	run := func() tea.Msg {
		s, err := cards.Login(t.ctx, t.reader, t.desk.login)
		return loggedInMsg{t, s, err}
	}
	return outcome{cmd: tea.Batch(run, t.desk.next(t.ctx))}
}

// asked shows the question of the card that is at work.
func (l *login) asked(msg pinAskMsg) outcome {
	if l.try == nil || l.try.desk == nil || msg.ask.desk != l.try.desk {
		return outcome{}
	}
	l.try.prompt = &msg.ask
	l.layout()
	r, known := find(l.cards.now.List, l.try.reader)
	if !known {
		r.Name = l.try.reader
	}
	return outcome{push: newPINPrompt(l.kit, msg.ask, l.kit.voice().ReaderName(r)), cmd: l.try.desk.next(l.try.ctx)}
}

// unasked ends the try of a person who does not want to type.
func (l *login) unasked(msg pinCancelMsg) outcome {
	if l.try == nil || l.try.desk == nil || msg.desk != l.try.desk {
		return outcome{}
	}
	return l.failed(&backend.LoginError{Case: present.LoginCancelled, Err: errCancelled})
}

// readers takes what came or went. A card that goes while its PIN is being asked for ends the try; later on the card says
// so itself.
func (l *login) readers(msg readersMsg) outcome {
	said, ok := l.cards.take(msg)
	if !ok {
		return outcome{}
	}
	item := l.item()
	l.layout()
	if l.try == nil {
		l.toItem(item)
	}
	o := outcome{cmd: l.cards.next()}
	if said != "" {
		o.say = note{said, noteInfo}
	}
	if t := l.try; t != nil && t.desk != nil && l.prompting() && l.cards.card(t.reader) != present.CardBelgian {
		problem := present.CardRemoved
		if _, has := find(l.cards.now.List, t.reader); !has {
			problem = present.CardReaderGone
		}
		o.cmd = tea.Batch(o.cmd, l.failed(&backend.CardError{Case: problem, Tries: -1, Err: errGone}).cmd)
	}
	return o
}

// prompting tells whether a PIN is being asked for.
func (l *login) prompting() bool { return l.try.prompt != nil && l.try.prompt.ctx.Err() == nil }

// toItem puts the focus back on an item that may have moved.
func (l *login) toItem(item any) {
	if item == nil {
		return
	}
	for i, x := range l.lines {
		if x.item == item {
			l.moveTo(i)
			return
		}
	}
}

// cardWays are what there is of readers and cards, and the ways in with them.
func (l *login) cardWays(w int) []line {
	if l.cards == nil {
		return nil
	}
	t, v := l.kit.t.Card, l.kit.voice()
	var out []line
	if l.cards.several() {
		out = append(append(out, line{}), paragraphs(w, lookPlain, t.Several)...)
	}
	for _, r := range l.cards.now.List {
		out = append(out, line{})
		if r.Card != present.CardBelgian {
			out = append(out, indented(paragraphs(w-2, lookPlain, v.Reader(r)), 2)...)
			continue
		}
		text := "> " + t.LogIn
		if r.Simulated {
			text += " [" + t.Simulated + "]"
		}
		out = append(out, line{text: fit(text, w), item: cardWay{r.Name}})
		out = append(out, indented(paragraphs(w-2, lookPlain, v.Reader(r)), 2)...)
	}
	out = append(out, line{}, line{text: fit("> "+t.Readers, w), item: cardsWay{}})
	if l.kit.deps.Reader && !l.cards.known { // its place, so that nothing moves when it is known
		return append(out, line{})
	}
	return append(out, indented(paragraphs(w-2, lookPlain, l.cards.state()), 2)...)
}

// waitingCard is what is done with the card.
func (l *login) waitingCard(w int) []line {
	t := l.kit.t.Card
	out := paragraphs(w, lookStrong, t.LoggingIn)
	if l.try.prompt != nil && !l.prompting() {
		out = append(out, paragraphs(w, lookPlain, t.Signing)...)
	}
	if r, _ := find(l.cards.now.List, l.try.reader); r.Simulated {
		out = append(append(out, line{}), paragraphs(w, lookPlain, t.SimulatedAll)...)
	}
	return out
}
