package tui

import (
	"errors"

	"myebox/tui/backend"
	"myebox/tui/lang"
)

// What follows are the screens that keep words, and how each says them anew. was is the language before.

// retell says anew why the last try failed.
func (l *login) retell(*lang.Texts) {
	if l.why == nil {
		return
	}
	var known *backend.LoginError
	if errors.As(l.why, &known) || ended(l.why) == nil {
		l.lost = l.kit.failure(l.why)
		return
	}
	l.lost = l.kit.ending(l.why)
}

// retell says anew why the list did not come.
func (m *inbox) retell(*lang.Texts) {
	m.said = m.kit.failure(m.lost, m.providers()...)
	if m.search != nil {
		m.search.label = m.kit.t.Filter.Search + ": "
	}
}

// retell says anew what there is to save, and why it is not.
func (d *download) retell(*lang.Texts) {
	d.voice.Texts = d.kit.t
	for _, j := range d.jobs {
		if j.att != nil {
			f := d.voice.File(d.msg, j.index)
			j.title, j.about = f.Title, join(", ", f.Type, f.Size, j.name)
		} else {
			j.title = d.voice.Subject(d.msg)
		}
		if j.why != nil {
			j.lost = d.kit.failure(j.why)
		}
	}
}

// retell looks into the document again: what is said about it is part of it.
func (v *viewer) retell(*lang.Texts) {
	v.voice.Texts = v.kit.t
	v.info = v.voice.File(v.msg, v.index)
	if v.doc != nil {
		doc := v.voice.Document(v.raw, v.msg.Attachments[v.index].MediaType)
		v.doc = &doc
	}
}

// retell says anew what is under way, and why the state is not known.
func (p *profile) retell(was *lang.Texts) {
	p.busy = p.kit.inWords(p.busy, was, func(t *lang.Texts) []string {
		return []string{t.Consent.State.Loading, t.Consent.Paper.Changing}
	})
	if !p.lost.IsZero() {
		p.lost = p.kit.failure(p.why)
	}
}

// retell says anew what is under way.
func (d *withdrawal) retell(was *lang.Texts) {
	d.busy = d.kit.inWords(d.busy, was, func(t *lang.Texts) []string {
		return []string{t.Consent.Withdrawal.Running, t.Consent.Letter.Writing}
	})
}

// retell says anew what is under way, and what is to be typed.
func (c *codeScreen) retell(was *lang.Texts) {
	c.busy = c.kit.inWords(c.busy, was, func(t *lang.Texts) []string {
		return []string{t.Consent.Activation.CodeChecking, t.Consent.Activation.Sending}
	})
	c.field.label = c.kit.t.Consent.Activation.CodeField + " "
}

// inWords is a text in the language of the kit that was said in another one.
func (k *kit) inWords(said string, was *lang.Texts, in func(*lang.Texts) []string) string {
	now := in(k.t)
	for i, s := range in(was) {
		if s == said {
			return now[i]
		}
	}
	return said
}

// spot is where the focus of a flow is, whatever the language: on an item, or so many lines after an empty one.
type spot struct {
	item      int // from 1; 0: on no item
	part, off int
}

func (f *flow) spot() spot {
	var p spot
	for i := 0; i <= f.focus && i < f.n; i++ {
		switch l := f.lines[i]; {
		case l.item != nil:
			p.item++
			p.off++
		case l.text == "" && l.label == "":
			p.part, p.off = p.part+1, 0
		default:
			p.off++
		}
	}
	if f.item() == nil {
		p.item = 0
	}
	return p
}

// toSpot puts the focus back.
func (f *flow) toSpot(p spot) {
	var at spot
	best := 0
	for i, l := range f.lines {
		if l.item != nil {
			at.item++
		}
		if l.text == "" && l.label == "" {
			at.part, at.off = at.part+1, 0
		} else {
			at.off++
		}
		switch {
		case p.item > 0 && l.item != nil && at.item == p.item:
			f.moveTo(i)
			return
		case p.item == 0 && at.part == p.part && at.off <= p.off:
			best = i
		}
	}
	if p.item == 0 {
		f.moveTo(best)
	}
}

// walker is a screen made of a flow.
type walker interface {
	spot() spot
	toSpot(p spot)
}
