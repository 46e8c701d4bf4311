package tui

import "strings"

// panelWidth is the most cells of text a panel is wide: longer lines are hard to read.
const panelWidth = 68

// panel is what all dialogs look like: a title, lines to walk through, and what can be done at the bottom.
type panel struct {
	flow
	title string
	foot  string             // what the keys do; never cut off by long text
	fill  func(w int) []line // the lines for a width
	w, h  int                // room
	feet  []string           // the foot, wrapped
}

// Resize lays the panel out anew.
func (p *panel) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
}

// layout wraps the text for the room there is.
func (p *panel) layout() {
	w := p.inner()
	p.set(p.fill(w))
	p.feet = nil
	if p.foot != "" {
		p.feet = append([]string{""}, wrap(p.foot, w)...)
	}
	p.resize(p.h - p.frame() - len(p.feet))
}

// frame is how many rows border and title take.
func (p *panel) frame() int {
	n := 0
	if p.bordered() {
		n += 2
	}
	if p.title != "" {
		n += 2
	}
	return n
}

func (p *panel) bordered() bool { return p.w >= 24 && p.h >= 8 }

// inner is the width of the text.
func (p *panel) inner() int {
	if p.bordered() {
		return min(p.w-4, panelWidth)
	}
	return p.w
}

// View draws the panel as a page that goes over another.
func (p *panel) View(th theme) page {
	w := p.inner()
	body, x, y := p.view(th, w)
	var lines []string
	if p.title != "" {
		lines = append(lines, th.strong.Render(fit(p.title, w)), "")
	}
	y += len(lines)
	lines = append(lines, body...)
	lines = append(lines, p.feet...)
	if p.bordered() {
		lines = boxed(th, lines, w)
		x, y = x+2, y+1
	}
	return page{lines: lines, x: x, y: y, over: true}
}

// paragraphs are lines of text in one look, wrapped to w, with an empty line between paragraphs; empty ones are left out.
func paragraphs(w int, st look, texts ...string) []line {
	var out []line
	for _, t := range texts {
		if t == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, line{})
		}
		for _, s := range wrap(t, w) {
			out = append(out, line{text: strings.TrimRight(s, " "), style: st})
		}
	}
	return out
}
