package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// sign stands before what can be acted on and looks like text. It is drawn before the focused one only; in the reader layout
// there is none.
const sign = "> "

// unsigned is as wide as the sign.
const unsigned = "  "

// line is one row of a flow.
type line struct {
	indent int    // cells before everything; the cursor stands after them
	label  string // before the text, in the look of labels
	text   string // fits the width that the flow was made for
	style  look
	link   string // the text is a part of this web address
	item   any    // what Enter acts on; nil: text only
}

// width is how many cells a line takes.
func (l line) width() int { return l.indent + ansi.StringWidth(l.label) + ansi.StringWidth(l.text) }

// look is how a line looks, whatever the theme.
type look int

const (
	lookPlain look = iota
	lookStrong
	lookLabel
	lookGood
	lookWarn
	lookBad
)

// style is the theme's style for it.
func (l look) style(th theme) lipgloss.Style {
	switch l {
	case lookStrong:
		return th.strong
	case lookLabel:
		return th.label
	case lookGood:
		return th.good
	case lookWarn:
		return th.warn
	case lookBad:
		return th.bad
	}
	return th.plain
}

// flow is text in rows to walk through line by line, with items in it to act on. The cursor is on a line, so that
// whoever follows it by ear or by finger reads line by line; only items are highlighted.
type flow struct {
	list
	lines []line
	cells int // of the screen, in the reader layout; else 0
}

// strip tells a flow that it is in the reader layout, on a screen of w cells.
func (f *flow) strip(w, _ int) { f.cells = w }

// set replaces the lines; the focus stays on its row as far as there is one.
func (f *flow) set(lines []line) {
	if f.cells > 0 {
		lines = parted(lines, f.cells)
	}
	f.lines = lines
	f.setLen(len(lines))
}

// item is what the focused line offers, or nil.
func (f *flow) item() any {
	if f.n == 0 {
		return nil
	}
	return f.lines[f.focus].item
}

// nextItem goes to the next line with an item, or the previous one if d is negative. It tells whether there was one.
func (f *flow) nextItem(d int) bool {
	for i := f.focus + d; i >= 0 && i < f.n; i += d {
		if f.lines[i].item != nil {
			f.moveTo(i)
			return true
		}
	}
	return false
}

// reveal scrolls so far that what belongs to the focused item is in sight, too: the lines up to the next item or to an
// empty line.
func (f *flow) reveal() {
	if f.item() == nil {
		return
	}
	end := f.focus + 1
	for end < f.n && f.lines[end].item == nil && f.lines[end].text != "" {
		end++
	}
	f.top = min(max(f.top, end-f.rows), f.focus)
}

// view draws the visible lines; x and y are the cursor's place in them.
func (f *flow) view(th theme, w int) (out []string, x, y int) {
	from, to := f.visible()
	for i := from; i < to; i++ {
		l := f.lines[i]
		st := l.style.style(th)
		if i == f.focus && l.item != nil {
			st = th.focused(st)
		}
		indent := min(l.indent, max(w-1, 0))
		lead := blanks(indent)
		if th.still {
			indent, l.text = 0, strings.TrimLeft(l.text, " ")
			if l.item != nil {
				l.text = th.words(l.text)
			}
		} else if l.item != nil {
			lead, l.text = signed(lead, l.text, i == f.focus)
		}
		s := ""
		if l.label != "" {
			s = th.label.Render(fit(l.label, w-indent))
		}
		if text := fit(l.text, w-indent-ansi.StringWidth(l.label)); text != "" {
			text = st.Render(text)
			if l.link != "" {
				text = ansi.SetHyperlink(l.link) + text + ansi.ResetHyperlink()
			}
			s += text
		}
		if s != "" {
			s = lead + s
		}
		if i == f.focus {
			x, y = indent, i-from
		}
		out = append(out, s)
	}
	return out, x, y
}

// signed is what stands before an item, and the item, with the sign if it has the focus and there is a place for it.
func signed(lead, text string, focused bool) (string, string) {
	switch rest, ok := strings.CutPrefix(text, sign); {
	case ok && !focused:
		return lead, unsigned + rest
	case ok || !focused:
		return lead, text
	}
	if rest, ok := strings.CutPrefix(text, unsigned); ok {
		return lead, sign + rest
	}
	if len(lead) >= len(sign) {
		return lead[len(sign):] + sign, text
	}
	return lead, text
}

// walk does what a key of movement asks for; ok is false when it is no such key.
func (l *list) walk(c command) (ok bool) {
	switch c {
	case cmdUp:
		l.move(-1)
	case cmdDown:
		l.move(1)
	case cmdPageUp:
		l.page(-1)
	case cmdPageDown:
		l.page(1)
	case cmdHome:
		l.moveTo(0)
	case cmdEnd:
		l.moveTo(l.n - 1)
	default:
		return false
	}
	return true
}
