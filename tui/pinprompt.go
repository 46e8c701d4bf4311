package tui

import (
	"bytes"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// mark stands for a digit that was typed.
const mark = "*"

// pinPrompt asks for a PIN: how many tries are left first, then the field. On the last try the field comes after a key
// that says that the person is sure. Digits are never shown, and nothing is taken from a paste.
type pinPrompt struct {
	panel
	kit    *kit
	ask    pinAsk
	reader string
	step   int    // of a change: the PIN, the new one, the new one again
	sure   bool   // the field is there
	typed  secret // under way
	old    secret
	fresh  secret
	field  int // row of the field; -1: there is none
}

func newPINPrompt(k *kit, a pinAsk, reader string) *pinPrompt {
	p := &pinPrompt{kit: k, ask: a, reader: reader, sure: a.prompt.Tries != 1 || a.prompt.Pad}
	p.title = k.t.Card.PINTitle
	if a.change {
		p.title = k.t.Card.Change
	}
	p.fill = p.text
	p.refoot()
	return p
}

// refoot writes the keys anew.
func (p *pinPrompt) refoot() { p.foot = foot(p.Keys()) }

// Init waits for the end of the question.
func (p *pinPrompt) Init() outcome {
	p.toField()
	return outcome{cmd: p.ask.ended()}
}

// toField puts the cursor where typing goes; without a field on the first line.
func (p *pinPrompt) toField() { p.moveTo(max(p.field, 0)) }

// text is what a person must know, and the field.
func (p *pinPrompt) text(w int) []line {
	t, v := p.kit.t.Card, p.kit.voice()
	p.field = -1
	out := paragraphs(w, lookLabel, p.reader)
	if n := p.ask.prompt.Tries; n == 1 {
		out = append(out, paragraphs(w, lookBad, v.Tries(n))...)
	} else {
		out = append(out, paragraphs(w, lookPlain, v.Tries(n))...)
	}
	out = append(out, line{})
	switch {
	case p.ask.prompt.Pad && p.ask.change:
		return append(out, paragraphs(w, lookStrong, t.PadChange, t.PadHint)...)
	case p.ask.prompt.Pad:
		return append(out, paragraphs(w, lookStrong, t.Pad, t.PadHint)...)
	case !p.sure:
		return out
	}
	p.field = len(out)
	out = append(out, line{label: p.label() + " ", text: strings.Repeat(mark, p.typed.n)}, line{})
	return append(out, paragraphs(w, lookPlain, t.PINHint+" "+t.Hidden)...)
}

func (p *pinPrompt) label() string {
	t := p.kit.t.Card
	if !p.ask.change {
		return t.PINField
	}
	return [...]string{t.OldPIN, t.NewPIN, t.NewAgain}[p.step]
}

// View has the cursor after what is typed.
func (p *pinPrompt) View(th theme) page {
	pg := p.panel.View(th)
	if p.field >= 0 && p.focus == p.field {
		pg.x += min(ansi.StringWidth(p.label())+1+p.typed.n, max(p.inner-1, 0))
	}
	return pg
}

// Update takes digits and keys.
func (p *pinPrompt) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case pinEndMsg:
		if msg.ask == p.ask.answer {
			return outcome{pop: true}
		}
	case tea.PasteMsg:
		return told(noteWarn, p.kit.t.Card.NoPaste)
	case tea.KeyPressMsg:
		return p.key(msg)
	}
	return outcome{}
}

func (p *pinPrompt) key(k tea.KeyPressMsg) outcome {
	if p.field >= 0 && len(k.Text) == 1 && k.Text[0] >= '0' && k.Text[0] <= '9' {
		if !p.typed.add(k.Text[0]) {
			return told(noteWarn, p.kit.t.Card.Length)
		}
		p.layout()
		p.toField()
		return outcome{}
	}
	cmd, _ := match(k, p.Keys())
	switch {
	case cmd == cmdCancel:
		return outcome{pop: true, act: pinCancelMsg{p.ask.desk}}
	case cmd == cmdSure:
		p.sure = true
		p.refoot()
		p.layout()
		p.toField()
	case cmd == cmdSayDigits:
		return told(noteInfo, p.kit.t.Count(p.kit.t.Card.Typed, p.typed.n))
	case cmd == cmdErase:
		p.typed.drop()
		p.layout()
		p.toField()
	case cmd == cmdSend:
		return p.send()
	case p.walk(cmd):
	case p.field >= 0 && k.Text != "":
		return told(noteWarn, p.kit.t.Card.OnlyDigits)
	}
	return outcome{}
}

// send goes on with what was typed: to the next field, or to the card.
func (p *pinPrompt) send() outcome {
	if p.typed.n < leastPIN {
		return told(noteWarn, p.kit.t.Card.Length)
	}
	last := !p.ask.change || p.step == 2
	switch {
	case last && p.ask.change && !bytes.Equal(p.typed.digits[:], p.fresh.digits[:]):
		p.typed.wipe()
		p.fresh.wipe()
		p.step = 1
		p.layout()
		p.toField()
		return told(noteWarn, p.kit.t.Card.Differ)
	case last:
		got := pinAnswer{first: p.typed.take()}
		if p.ask.change {
			got = pinAnswer{p.old.take(), got.first}
		}
		p.fresh.wipe()
		return outcome{pop: true, cmd: p.ask.give(got)}
	}
	[]*secret{&p.old, &p.fresh}[p.step].wipe()
	*[]*secret{&p.old, &p.fresh}[p.step] = p.typed
	p.typed.wipe()
	p.step++
	p.layout()
	p.toField()
	return outcome{}
}

// Keys are those of a field, or of what comes before it.
func (p *pinPrompt) Keys() []binding {
	k := p.kit
	bs := k.bind(on(cmdCancel))
	switch {
	case p.ask.prompt.Pad:
	case !p.sure:
		bs = append(k.bind(on(cmdSure)), bs...)
	default:
		bs = append(k.bind(on(cmdSend)), bs...)
		bs = append(bs, k.bind(on(cmdErase), on(cmdSayDigits))...)
	}
	return append(bs, k.walking(true)...)
}

// Close forgets everything.
func (p *pinPrompt) Close() {
	p.typed.wipe()
	p.old.wipe()
	p.fresh.wipe()
}
