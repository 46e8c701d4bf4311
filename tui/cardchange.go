package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/present"
)

// cardChange gives a card another PIN: it asks in a prompt, waits and says what came of it.
type cardChange struct {
	panel
	kit    *kit
	reader present.CardReader
	desk   *pinDesk
	ctx    context.Context
	cancel context.CancelFunc
}

// cardChangedMsg is the end of a change.
type cardChangedMsg struct {
	by  *cardChange
	err error
}

func newCardChange(k *kit, r present.CardReader) *cardChange {
	c := &cardChange{kit: k, reader: r, desk: newPINDesk()}
	c.title = k.t.Card.Change
	c.foot = foot(c.Keys())
	c.fill = func(w int) []line { return paragraphs(w, lookPlain, k.t.Card.Changing) }
	return c
}

// Init begins the change.
func (c *cardChange) Init() outcome {
	c.ctx, c.cancel = context.WithCancel(c.kit.ctx)
	from := c.kit.deps.Cards
	run := func() tea.Msg { return cardChangedMsg{c, from.ChangePIN(c.ctx, c.reader.Name, c.desk.change)} }
	return outcome{cmd: tea.Batch(run, c.desk.next(c.ctx))}
}

// Update shows the prompt and takes the end.
func (c *cardChange) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case pinAskMsg:
		if msg.ask.desk == c.desk {
			return outcome{push: newPINPrompt(c.kit, msg.ask, c.kit.voice().ReaderName(c.reader)), cmd: c.desk.next(c.ctx)}
		}
	case pinCancelMsg:
		if msg.desk == c.desk {
			return outcome{pop: true, say: note{c.kit.t.Words.Cancelled, noteInfo}}
		}
	case cardChangedMsg:
		if msg.by != c {
			return outcome{}
		}
		if msg.err != nil {
			o := c.kit.failed(msg.err, nil)
			o.pop = true
			return o
		}
		return outcome{pop: true, say: note{c.kit.t.Card.Changed, noteGood}}
	case tea.KeyPressMsg:
		if cmd, _ := match(msg, c.Keys()); cmd == cmdCancel {
			return outcome{pop: true, say: note{c.kit.t.Words.Cancelled, noteInfo}}
		}
	}
	return outcome{}
}

// Keys is the one to give up.
func (c *cardChange) Keys() []binding { return c.kit.bind(on(cmdCancel)) }

// Close ends what is under way.
func (c *cardChange) Close() {
	if c.cancel != nil {
		c.cancel()
	}
}
