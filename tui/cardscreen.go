package tui

import (
	"context"
	"image"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/present"
)

// cards lists readers and cards as they come and go, with what can be done with each card.
type cards struct {
	panel
	kit   *kit
	watch *cardWatch
}

// cardAct is something to do with the card in a reader.
type cardAct struct {
	reader string
	change bool // the PIN; else show the card
}

func newCards(k *kit) *cards {
	c := &cards{kit: k, watch: newCardWatch(k)}
	c.title = k.t.Card.Title
	c.foot = foot(c.Keys())
	c.fill = c.text
	return c
}

// Init starts the watch.
func (c *cards) Init() outcome { return outcome{cmd: c.watch.follow()} }

func (c *cards) text(w int) []line {
	v, t := c.kit.voice(), c.kit.t.Card
	out := paragraphs(w, lookPlain, c.watch.state())
	if p := c.watch.now.Problem; p != 0 {
		f := v.Card(p, -1)
		out = append(append(out, line{}), paragraphs(w, lookPlain, f.Means, f.Todo)...)
	}
	for _, r := range c.watch.now.List {
		if len(out) > 0 {
			out = append(out, line{})
		}
		out = append(out, paragraphs(w, lookPlain, v.Reader(r))...)
		if r.Card == present.CardBelgian {
			out = append(out, line{text: fit("> "+t.Show, w), item: cardAct{r.Name, false}},
				line{text: fit("> "+t.Change, w), item: cardAct{r.Name, true}})
		}
	}
	return out
}

// Update walks, chooses and takes what came or went.
func (c *cards) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case readersMsg:
		return c.readers(msg)
	case tea.KeyPressMsg:
		cmd, _ := match(msg, c.Keys())
		switch {
		case c.walk(cmd):
		case cmd == cmdChoose:
			return c.choose()
		case cmd == cmdBack:
			return outcome{pop: true}
		}
	case tea.MouseWheelMsg:
		c.wheel(msg)
	}
	return outcome{}
}

func (c *cards) readers(msg readersMsg) outcome {
	first := !c.watch.known
	said, ok := c.watch.take(msg)
	if !ok {
		return outcome{}
	}
	item := c.item()
	c.layout()
	for i, l := range c.lines {
		if l.item != nil && l.item == item {
			c.moveTo(i)
		}
	}
	if first && c.item() == nil {
		c.nextItem(1)
	}
	o := outcome{cmd: c.watch.next()}
	if said != "" {
		o.say = note{said, noteInfo}
	}
	return o
}

func (c *cards) choose() outcome {
	a, ok := c.item().(cardAct)
	if !ok {
		c.nextItem(1)
		return outcome{}
	}
	r, _ := find(c.watch.now.List, a.reader)
	if a.change {
		return opened(newCardChange(c.kit, r))
	}
	return opened(newCardView(c.kit, r))
}

// Keys are those of a list.
func (c *cards) Keys() []binding {
	return append(c.kit.bind(on(cmdChoose), on(cmdBack)), c.kit.walking(true)...)
}

// Close ends the watch.
func (c *cards) Close() { c.watch.end() }

// cardView shows what stands on a card. The national number is masked until a key asks for it.
type cardView struct {
	panel
	kit    *kit
	reader present.CardReader
	cancel context.CancelFunc
	card   *present.Card // nil: being read
	number bool
	photo  image.Image // nil: none that can be drawn
	drawn  bool
}

// cardReadMsg is what stands on the card.
type cardReadMsg struct {
	by   *cardView
	card *present.Card
	err  error
}

func newCardView(k *kit, r present.CardReader) *cardView {
	v := &cardView{kit: k, reader: r}
	v.title = k.t.Card.Show
	if r.Simulated {
		v.title += " [" + k.t.Card.Simulated + "]"
	}
	v.foot = foot(v.Keys())
	v.fill = v.text
	return v
}

// Init reads the card.
func (v *cardView) Init() outcome {
	ctx, cancel := context.WithCancel(v.kit.ctx)
	v.cancel = cancel
	from := v.kit.deps.Cards
	return outcome{cmd: func() tea.Msg {
		c, err := from.Read(ctx, v.reader.Name)
		return cardReadMsg{v, c, err}
	}}
}

func (v *cardView) text(w int) []line {
	t := v.kit.t.Card
	if v.card == nil {
		return paragraphs(w, lookPlain, t.Reading)
	}
	var out []line
	if v.reader.Simulated {
		out = paragraphs(w, lookWarn, t.SimulatedAll)
	}
	looks := map[present.Level]look{present.Notice: lookWarn, present.Warning: lookBad}
	for _, s := range v.kit.voice().CardSections(v.card, v.number) {
		if len(out) > 0 {
			out = append(out, line{})
		}
		out = append(out, line{text: fit(s.Title, w), style: lookStrong})
		for _, f := range s.Facts {
			for i, part := range wrap(v.kit.t.Label(f.Label, f.Value), w) {
				out = append(out, line{text: part, style: looks[f.Level], indent: min(i, 1)})
			}
		}
		out = append(out, paragraphs(w, lookPlain, s.Note)...)
		if s.Title == t.Photo && v.drawn && v.photo != nil {
			for _, row := range drawPhoto(v.photo, w, max(v.h-v.frame()-4, 1)) {
				out = append(out, line{text: row})
			}
		}
	}
	return out
}

// Update walks, shows the number and takes the card.
func (v *cardView) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case cardReadMsg:
		if msg.by != v {
			return outcome{}
		}
		if msg.err != nil {
			o := v.kit.failed(msg.err, nil)
			o.pop = true
			return o
		}
		v.card, v.photo = msg.card, decodePhoto(msg.card.Picture)
		v.foot = foot(v.Keys())
		v.layout()
	case tea.KeyPressMsg:
		cmd, why := match(msg, v.Keys())
		switch {
		case why != "":
			return v.kit.off(why)
		case v.walk(cmd):
		case cmd == cmdNumber:
			v.number = !v.number
			v.foot = foot(v.Keys())
			v.layout()
		case cmd == cmdPhoto:
			v.drawn = !v.drawn
			v.layout()
			v.toPhoto()
		case cmd == cmdBack:
			return outcome{pop: true}
		}
	case tea.MouseWheelMsg:
		v.wheel(msg)
	}
	return outcome{}
}

// toPhoto puts the cursor on the words about the photo, with the drawing in sight below.
func (v *cardView) toPhoto() {
	for i, l := range v.lines {
		if l.text == v.kit.t.Card.Photo && l.style == lookStrong {
			v.moveTo(v.n - 1)
			v.moveTo(i)
		}
	}
}

// Keys are those of a text, and the ones for the number and the photo.
func (v *cardView) Keys() []binding {
	why := v.kit.t.Card.Reading
	if v.card != nil {
		why = v.kit.t.Card.NoPhoto
	}
	greys := v.photo != nil && !v.kit.deps.NoColor && !v.kit.deps.ASCII && !v.kit.deps.Reader
	bs := v.kit.bind(when(v.card != nil, cmdNumber, v.kit.t.Card.Reading), when(greys, cmdPhoto, why))
	if v.number {
		bs[0].text = v.kit.t.Card.MaskNumber
	}
	bs = append(bs, v.kit.bind(on(cmdBack))...)
	return append(bs, v.kit.walking(true)...)
}

// Close ends the reading and forgets the card.
func (v *cardView) Close() {
	if v.cancel != nil {
		v.cancel()
	}
	v.card, v.photo = nil, nil
}
