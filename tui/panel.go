package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Widths of a panel's text: longer lines are hard to read, and a box that is much narrower than the others restless.
const (
	panelWidth = 68
	panelLeast = 36
)

// panel is what all dialogs look like: a title, lines to walk through, and what can be done at the bottom.
type panel struct {
	flow
	title string
	foot  string             // what the keys do; never cut off by long text
	fill  func(w int) []line // the lines for a width
	w, h  int                // room
	inner int                // width of the text
	feet  []string           // the foot, wrapped
	text  int                // how wide text is then
	bare  bool               // the reader layout: no border, no empty rows, and the page is the panel's alone
}

// strip leaves away what is no word: the reader layout, on a screen of w cells, with text of at most n.
func (p *panel) strip(w, n int) {
	p.bare, p.text = true, n
	p.flow.strip(w, n)
}

// Resize lays the panel out anew.
func (p *panel) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
}

// layout wraps the text for the room there is; the panel is no wider than what it says.
func (p *panel) layout() {
	w := p.most()
	lines := p.fill(w)
	p.feet = nil
	switch {
	case p.foot == "":
	case p.bare:
		p.feet = wrap(p.foot, w)
	default:
		p.feet = append([]string{""}, wrap(p.foot, w)...)
	}
	p.inner = min(max(ansi.StringWidth(p.title), width(p.feet), panelLeast), w)
	for _, l := range lines {
		p.inner = min(max(p.inner, l.width()), w)
	}
	p.set(lines)
	p.resize(p.h - p.frame() - len(p.feet))
}

// frame is how many rows border and title take.
func (p *panel) frame() int {
	n := 0
	if p.bordered() {
		n += 2
	}
	switch {
	case p.title == "":
	case p.bare:
		n++
	default:
		n += 2
	}
	return n
}

func (p *panel) bordered() bool { return !p.bare && p.w >= 24 && p.h >= 8 }

// most is how wide the text can be.
func (p *panel) most() int {
	switch {
	case p.bordered():
		return min(p.w-4, panelWidth)
	case p.bare:
		return max(p.text, 1)
	}
	return p.w
}

// View draws the panel as a page that goes over another.
func (p *panel) View(th theme) page {
	w := p.inner
	body, x, y := p.view(th, w)
	var lines []string
	if p.title != "" {
		lines = append(lines, th.strong.Render(fit(p.title, w)))
		if !p.bare {
			lines = append(lines, "")
		}
	}
	y += len(lines)
	lines = append(lines, body...)
	lines = append(lines, p.feet...)
	if p.bordered() {
		lines = boxed(th, lines, w)
		x, y = x+2, y+1
		lines[0] = p.edge(th, lines[0], p.top > 0, up)
		lines[len(lines)-1] = p.edge(th, lines[len(lines)-1], p.top+p.rows < p.n, down)
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

// Signs that there is more than what is on the screen.
const (
	up   = "^"
	down = "v"
)

// edge is a border, with a sign in it if the text goes on beyond.
func (p *panel) edge(th theme, border string, more bool, sign string) string {
	if !more {
		return border
	}
	b := th.border
	left, right := b.TopLeft, b.TopRight
	if sign == down {
		left, right = b.BottomLeft, b.BottomRight
	}
	n := p.inner - 2
	return th.rule.Render(left+strings.Repeat(b.Top, n)) + " " + th.key.Render(sign) + " " + th.rule.Render(b.Top+right)
}
