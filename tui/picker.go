package tui

import (
	tea "charm.land/bubbletea/v2"
)

// option is one choice of a picker.
type option struct {
	text string
	act  any  // handed on when it is chosen
	on   bool // it is what holds now: said with a mark in front
}

// picker lets one choose from a short list. It is for what can be changed back, so Enter chooses.
type picker struct {
	panel
	kit *kit
}

// newPicker offers options under a title; notes are said above them. The focus is on the option that holds now.
func newPicker(k *kit, title string, options []option, notes ...string) *picker {
	p := &picker{kit: k}
	p.title = title
	p.foot = foot(p.Keys())
	p.fill = func(w int) []line {
		out := paragraphs(w, lookPlain, notes...)
		if len(out) > 0 {
			out = append(out, line{})
		}
		for _, o := range options {
			mark := sign + unsigned
			if o.on {
				mark = sign + held
			}
			out = append(out, line{text: fit(mark+o.text, w), item: o})
		}
		return out
	}
	return p
}

// Init puts the focus on what holds now, else on the first option.
func (p *picker) Init() outcome {
	p.first()
	for i, l := range p.lines {
		if o, ok := l.item.(option); ok && o.on {
			p.moveTo(i)
			break
		}
	}
	return outcome{}
}

// Update moves between options, chooses, or leaves all as it was.
func (p *picker) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, _ := match(msg, p.Keys())
		switch cmd {
		case cmdUp:
			p.nextItem(-1)
		case cmdDown:
			p.nextItem(1)
		case cmdChoose:
			return p.choose()
		case cmdBack:
			return outcome{pop: true}
		case cmdHome:
			p.first()
		default:
			p.walk(cmd)
		}
	case tea.MouseWheelMsg:
		p.wheel(msg)
	case tea.MouseClickMsg:
		if p.click(msg.Y) {
			return p.choose()
		}
	}
	return outcome{}
}

// first focuses the first option, with what is said above it in sight as far as there is room.
func (p *picker) first() {
	p.moveTo(0)
	if p.item() == nil {
		p.nextItem(1)
	}
}

func (p *picker) choose() outcome {
	o, ok := p.item().(option)
	if !ok {
		return p.kit.off(p.kit.t.Why.NothingHere)
	}
	return outcome{pop: true, act: o.act}
}

// click focuses the option on row y of the panel.
func (p *picker) click(y int) bool {
	i := p.top + y - p.frame() + 1
	if !p.bordered() {
		i--
	}
	if from, to := p.visible(); i < from || i >= to {
		return false
	}
	p.moveTo(i)
	return true
}

// Keys are those of a list.
func (p *picker) Keys() []binding {
	return append(p.kit.walking(true), p.kit.bind(on(cmdChoose), on(cmdBack))...)
}

// Close has nothing to end.
func (p *picker) Close() {}
