package pdftext

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is text on one baseline.
type line struct {
	x, end, y, size float64
	text            string
	sure            bool
}

// block is lines that follow each other, from the top down.
type block struct {
	lines             []line
	left, right       float64
	top, bottom, size float64
}

// maxBlocks bounds the ordering of blocks, which looks at pairs.
const maxBlocks = 3_000

// layOut puts fragments in reading order. Documents mostly write what belongs together one after the other, so their
// own order counts; a block is moved up only when it stands wholly above one that came earlier and they share columns
// (page headers and footers are often written out of turn).
func layOut(frags []fragment) string {
	var out []string
	for turn := range 4 {
		var lines []line
		for _, f := range frags {
			if f.turn == turn {
				lines = addFragment(lines, f)
			}
		}
		for _, b := range order(blocks(lines)) {
			if s := b.String(); s != "" {
				out = append(out, s)
			}
		}
	}
	return strings.Join(out, "\n\n")
}

// addFragment goes on with the last line, or begins a new one.
func addFragment(lines []line, f fragment) []line {
	if len(lines) == 0 {
		return append(lines, newLine(f))
	}
	l := &lines[len(lines)-1]
	size := max(l.size, f.size)
	if math.Abs(f.y-l.y) > size*0.4 || f.x < l.x-size*0.1 || f.x < l.end-size*3 {
		return append(lines, newLine(f))
	}
	gap := f.x - l.end
	word := size * 0.17
	if !l.sure || !f.sure {
		word = size * 0.3
	}
	switch {
	case gap > size*1.5:
		l.text = strings.TrimRight(l.text, " ") + "   " + strings.TrimLeft(f.text, " ")
	case gap > word && !blankAround(l.text, f.text):
		l.text += " " + f.text
	default:
		l.text += f.text
	}
	l.end, l.size, l.sure = max(l.end, f.end), size, f.sure
	return lines
}

func newLine(f fragment) line { return line{f.x, f.end, f.y, f.size, f.text, f.sure} }

func blankAround(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return unicode.IsSpace(last) || unicode.IsSpace(first)
}

// blocks joins lines to blocks: a line belongs to the block before it when it stands a little below its last line and
// over the same columns, or on the same row further to the right, as the cells of a table do.
func blocks(lines []line) []*block {
	var out []*block
	for _, l := range lines {
		if strings.TrimSpace(l.text) == "" {
			continue
		}
		if len(out) > 0 && out[len(out)-1].take(l) {
			continue
		}
		out = append(out, &block{lines: []line{l}, left: l.x, right: l.end, top: l.y + l.size, bottom: l.y, size: l.size})
	}
	return out
}

func (b *block) take(l line) bool {
	last := &b.lines[len(b.lines)-1]
	size := max(last.size, l.size)
	down := last.y - l.y
	switch {
	case math.Abs(down) <= size*0.4 && l.x >= last.end:
		last.text, last.end = strings.TrimRight(last.text, " ")+"   "+strings.TrimLeft(l.text, " "), l.end
	case down > 0 && down <= size*2.6 && l.x < b.right && l.end > b.left:
		b.lines = append(b.lines, l)
	default:
		return false
	}
	b.left, b.right, b.bottom = min(b.left, l.x), max(b.right, l.end), min(b.bottom, l.y)
	return true
}

// order is the reading order of blocks.
func order(in []*block) []*block {
	if len(in) > maxBlocks {
		return in
	}
	out := make([]*block, 0, len(in))
	for _, b := range in {
		at := slices.IndexFunc(out, func(o *block) bool {
			return b.bottom >= o.top-o.size*0.3 && b.left < o.right && b.right > o.left
		})
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, b)
	}
	return out
}

// String is the block's lines; a gap of more than a line and a half becomes an empty one.
func (b *block) String() string {
	var s strings.Builder
	for i, l := range b.lines {
		if i > 0 {
			s.WriteByte('\n')
			if b.lines[i-1].y-l.y > max(l.size, b.lines[i-1].size)*1.75 {
				s.WriteByte('\n')
			}
		}
		s.WriteString(strings.Trim(l.text, " "))
	}
	return s.String()
}
