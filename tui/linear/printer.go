package linear

import (
	"io"
	"strings"
	"unicode"

	"myebox/tui/present"
)

// Width is the most columns of a line: it fits every terminal, and braille rows of 40 cells twice. Of a line that wraps
// some readers only say the last row.
const Width = 79

// printer adds lines at the bottom, and remembers the last answer.
type printer struct {
	w     io.Writer
	after bool // the line break stands after the text: for input by lines
	fresh bool // the cursor is at the beginning of an empty line
	last  []string
	err   error // of the first write that failed
}

func newPrinter(w io.Writer, after bool) *printer { return &printer{w: w, after: after, fresh: true} }

// begin begins another answer.
func (p *printer) begin() { p.last = nil }

// raw writes one line as it is, but for what a terminal could obey.
func (p *printer) raw(s string) {
	p.last = append(p.last, s)
	p.write(s)
	if p.after {
		p.text("\n")
		p.fresh = true
	}
}

// write writes a line without what would come after it.
func (p *printer) write(s string) {
	s = strings.Map(printed, s)
	if !p.fresh { // in one breath with the line: a screen reader that looks in between hears an empty line, and then the line twice
		s = "\n" + s
	}
	p.fresh = false
	p.text(s)
}

func (p *printer) text(s string) {
	if _, err := io.WriteString(p.w, s); err != nil && p.err == nil {
		p.err = err
	}
}

// item writes one line, cut to the width.
func (p *printer) item(s string) { p.raw(present.Clip(spoken(s), Width)) }

// say writes sentences, broken between words into lines of the width.
func (p *printer) say(texts ...string) {
	for _, s := range texts {
		if s == "" {
			continue
		}
		for _, l := range present.Wrap(spoken(s), Width) {
			p.raw(l)
		}
	}
}

// prompt writes a question: its answer is typed on the same line.
func (p *printer) prompt(s string) {
	lines := present.Wrap(spoken(s), Width-10) // room to type in
	for _, l := range lines[:len(lines)-1] {
		p.raw(l)
	}
	s = lines[len(lines)-1]
	p.last = append(p.last, s)
	p.write(s + " ")
}

// typed tells that the person ended a line: the terminal has broken it when it showed what was typed.
func (p *printer) typed(echoed bool) { p.fresh = echoed || p.after }

// again writes the last answer once more.
func (p *printer) again() {
	last := p.last
	p.last = nil
	for _, l := range last {
		p.raw(l)
	}
}

// end leaves the cursor at the beginning of a line.
func (p *printer) end() {
	if !p.fresh {
		p.text("\n")
		p.fresh = true
	}
}

// printed drops what a terminal could obey, whatever it came from; everything was made safe long before.
func printed(r rune) rune {
	if r < 0x20 || 0x7F <= r && r < 0xA0 {
		return -1
	}
	return r
}

// spoken leaves out signs that are drawings: frames, blocks, braille patterns, pictures. A reader would spell them.
func spoken(s string) string {
	if strings.IndexFunc(s, drawing) < 0 {
		return s
	}
	return strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		if drawing(r) {
			return -1
		}
		return r
	}, s), func(r rune) bool { return r == ' ' }), " ")
}

// drawing tells whether r is a frame, a block, a braille pattern or a picture.
func drawing(r rune) bool {
	switch {
	case r < 0x2190:
		return false
	case r >= 0x2500 && r <= 0x25FF, r >= 0x2800 && r <= 0x28FF, r >= 0x2600 && r <= 0x27BF, r >= 0x1F000 && r <= 0x1FAFF:
		return true
	}
	return unicode.Is(unicode.So, r) && r >= 0x2B00
}
