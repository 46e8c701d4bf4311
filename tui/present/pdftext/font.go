package pdftext

import (
	"strings"
	"unicode/utf16"
)

// char is one character code of a string: its value and how many bytes it took.
type char struct{ code, n int }

// font turns character codes into text and widths (sections 9.6 to 9.10).
type font struct {
	wide      bool           // codes of two bytes, unless spaces says otherwise
	spaces    []codespace    // of a CMap of the document's own
	unicode   map[int]string // ToUnicode
	utf16     bool           // the codes are UTF-16 themselves
	encoding  *[256]string   // of a simple font
	widths    map[int]float64
	usual     float64 // width of codes that widths has not
	base      *[95]int16
	monospace bool
	sure      bool // the document gives widths
}

// font is the font of that name in the resources.
func (f *file) font(o object, resources dict) *font {
	key, _ := o.(name)
	entry := f.dict(resources["Font"])[key]
	r, isRef := entry.(ref)
	if isRef && f.fonts[r.num] != nil {
		return f.fonts[r.num]
	}
	d := f.dict(entry)
	if d == nil || !f.step(100) {
		return nil
	}
	ft := f.simpleFont
	if f.resolve(d["Subtype"]) == name("Type0") {
		ft = f.compositeFont
	}
	out := ft(d)
	if s := f.stream(d["ToUnicode"]); s != nil {
		if b, ok := f.content(s); ok {
			c := f.readCMap(b)
			out.unicode = c.text
			if out.wide && out.spaces == nil {
				out.spaces = c.spaces
			}
		}
	}
	if isRef {
		f.fonts[r.num] = out
	}
	return out
}

func (f *file) simpleFont(d dict) *font {
	ft := &font{widths: map[int]float64{}, usual: 500}
	base, _ := f.resolve(d["BaseFont"]).(name)
	ft.encoding = f.simpleEncoding(d, string(base))
	scale := 1.0
	if f.resolve(d["Subtype"]) == name("Type3") { // its widths are in a space of its own
		if m := f.array(d["FontMatrix"]); len(m) == 6 {
			scale = number(f.resolve(m[0])) * 1000
		}
	}
	first, _ := f.resolve(d["FirstChar"]).(int)
	for i, w := range f.array(d["Widths"]) {
		ft.widths[first+i] = number(f.resolve(w)) * scale
		ft.sure = true
	}
	if w := f.resolve(f.dict(d["FontDescriptor"])["MissingWidth"]); w != nil {
		ft.usual = number(w)
	}
	if !ft.sure {
		ft.guessWidths(string(base))
	}
	return ft
}

// guessWidths takes the widths of the standard fonts, which documents need not give (section 9.6.2.2).
func (ft *font) guessWidths(base string) {
	switch {
	case strings.Contains(base, "Courier"):
		ft.monospace = true
	case strings.Contains(base, "Times"):
		ft.base = &timesWidths
	default:
		ft.base = &helveticaWidths
	}
}

func (f *file) compositeFont(d dict) *font {
	ft := &font{wide: true, widths: map[int]float64{}, usual: 1000, sure: true}
	switch e := f.resolve(d["Encoding"]).(type) {
	case name:
		ft.utf16 = strings.Contains(string(e), "UCS2") || strings.Contains(string(e), "UTF16")
	case *stream:
		if b, ok := f.content(e); ok {
			ft.spaces = f.readCMap(b).spaces
		}
	}
	var below dict
	if kids := f.array(d["DescendantFonts"]); len(kids) > 0 {
		below = f.dict(kids[0])
	}
	if w := f.resolve(below["DW"]); w != nil {
		ft.usual = number(w)
	}
	f.cidWidths(ft, f.array(below["W"]))
	return ft
}

// cidWidths reads "first [w w w]" and "first last w" (section 9.7.4.3).
func (f *file) cidWidths(ft *font, w array) {
	for len(w) >= 2 {
		first, _ := f.resolve(w[0]).(int)
		if list, ok := f.resolve(w[1]).(array); ok {
			for i, x := range list {
				ft.widths[first+i] = number(f.resolve(x))
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			return
		}
		last, _ := f.resolve(w[1]).(int)
		for c := first; c <= min(last, first+0xFFFF) && f.step(1); c++ {
			ft.widths[c] = number(f.resolve(w[2]))
		}
		w = w[3:]
	}
}

// codes splits a string into character codes.
func (ft *font) codes(s str) []char {
	out := make([]char, 0, len(s))
	for i := 0; i < len(s); {
		n := ft.length(s[i:])
		code := 0
		for _, c := range []byte(s[i : i+n]) {
			code = code<<8 | int(c)
		}
		out = append(out, char{code, n})
		i += n
	}
	return out
}

// length is how many bytes the code at the beginning of s takes.
func (ft *font) length(s str) int {
	for n := 1; n <= min(4, len(s)); n++ {
		for _, c := range ft.spaces {
			if c.n == n && c.has(s[:n]) {
				return n
			}
		}
	}
	if ft.wide {
		return min(2, len(s))
	}
	return 1
}

// char is the text of a code; ok is false when nobody knows it.
func (ft *font) char(c char) (string, bool) {
	if s, ok := ft.unicode[c.code]; ok {
		return s, true
	}
	if ft.utf16 && c.n == 2 {
		return string(utf16.Decode([]uint16{uint16(c.code)})), true
	}
	if ft.encoding != nil && c.code < 256 {
		if s := ft.encoding[c.code]; s != "" {
			return s, true
		}
	}
	return "", false
}

// width is the width of a code in thousandths of the font size.
func (ft *font) width(c char) float64 {
	if w, ok := ft.widths[c.code]; ok {
		return w
	}
	if ft.monospace {
		return 600
	}
	if ft.base != nil {
		s, _ := ft.char(c)
		if r := plainLetter(s); r >= 32 && r < 127 {
			return float64(ft.base[r-32])
		}
	}
	return ft.usual
}
