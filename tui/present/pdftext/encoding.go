package pdftext

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// simpleEncoding is what the codes of a simple font mean (section 9.6.5). A font without an encoding of its own in the
// dictionary is taken for Windows-1252 when it is TrueType, else for the standard encoding.
func (f *file) simpleEncoding(d dict, base string) *[256]string {
	e := f.resolve(d["Encoding"])
	which, _ := e.(name)
	ed, _ := e.(dict)
	if ed != nil {
		which, _ = f.resolve(ed["BaseEncoding"]).(name)
	}
	out := &[256]string{}
	symbols := strings.Contains(base, "Symbol") || strings.Contains(base, "Dingbats")
	switch {
	case which == "MacRomanEncoding":
		fill(out, charmap.Macintosh)
	case which == "WinAnsiEncoding", which == "" && f.resolve(d["Subtype"]) == name("TrueType"):
		fill(out, charmap.Windows1252)
	case !symbols && f.resolve(d["Subtype"]) != name("Type3"):
		for i := 32; i < 127; i++ {
			out[i] = string(rune(i))
		}
		for code, r := range standardUpper {
			out[code] = string(r)
		}
	}
	code := 0
	for _, o := range f.array(ed["Differences"]) {
		switch o := f.resolve(o).(type) {
		case int:
			code = o
		case name:
			if code >= 0 && code < 256 {
				out[code] = glyph(string(o))
			}
			code++
		}
	}
	return out
}

func fill(out *[256]string, m *charmap.Charmap) {
	for i := 32; i < 256; i++ {
		if r := m.DecodeByte(byte(i)); r != '\uFFFD' {
			out[i] = string(r)
		}
	}
}

// standardUpper is where the standard encoding differs from ASCII (annex D.2).
var standardUpper = map[byte]rune{
	0x27: '’', 0x60: '‘', 0xA1: '¡', 0xA2: '¢', 0xA3: '£', 0xA4: '⁄', 0xA5: '¥', 0xA6: 'ƒ', 0xA7: '§', 0xA8: '¤', 0xA9: '\'',
	0xAA: '“', 0xAB: '«', 0xAC: '‹', 0xAD: '›', 0xAE: 'ﬁ', 0xAF: 'ﬂ', 0xB1: '–', 0xB2: '†', 0xB3: '‡', 0xB4: '·', 0xB6: '¶',
	0xB7: '•', 0xB8: '‚', 0xB9: '„', 0xBA: '”', 0xBB: '»', 0xBC: '…', 0xBD: '‰', 0xBF: '¿', 0xC1: '`', 0xC2: '´', 0xC3: 'ˆ',
	0xC4: '˜', 0xC5: '¯', 0xC6: '˘', 0xC7: '˙', 0xC8: '¨', 0xCA: '˚', 0xCB: '¸', 0xCD: '˝', 0xCE: '˛', 0xCF: 'ˇ', 0xD0: '—',
	0xE1: 'Æ', 0xE3: 'ª', 0xE8: 'Ł', 0xE9: 'Ø', 0xEA: 'Œ', 0xEB: 'º', 0xF1: 'æ', 0xF5: 'ı', 0xF8: 'ł', 0xF9: 'ø', 0xFA: 'œ',
	0xFB: 'ß',
}

// accents are the combining marks that glyph names end in: "eacute" is e with an acute accent.
var accents = []struct {
	name string
	mark rune
}{
	{"hungarumlaut", 0x30B},
	{"commaaccent", 0x326},
	{"circumflex", 0x302},
	{"dotaccent", 0x307},
	{"dieresis", 0x308},
	{"cedilla", 0x327},
	{"macron", 0x304},
	{"ogonek", 0x328},
	{"acute", 0x301},
	{"grave", 0x300},
	{"tilde", 0x303},
	{"caron", 0x30C},
	{"breve", 0x306},
	{"ring", 0x30A},
}

// glyph is the text of a glyph's name, as fonts of Latin scripts use them; "" if it says nothing.
func glyph(n string) string {
	n, _, _ = strings.Cut(n, ".")
	if s, ok := glyphs[n]; ok {
		return s
	}
	if len(n) == 1 {
		return n
	}
	for _, prefix := range []string{"uni", "u"} {
		hex, ok := strings.CutPrefix(n, prefix)
		if !ok || len(hex) < 4 {
			continue
		}
		if prefix == "uni" {
			hex = hex[:4]
		}
		if r, err := strconv.ParseUint(hex, 16, 21); err == nil {
			return string(rune(r))
		}
	}
	for _, a := range accents {
		if letter, ok := strings.CutSuffix(n, a.name); ok && len(letter) == 1 {
			return norm.NFC.String(letter + string(a.mark))
		}
	}
	if parts := strings.Split(n, "_"); len(parts) > 1 && len(parts) < 6 {
		var s string
		for _, p := range parts {
			s += glyph(p)
		}
		return s
	}
	return ""
}

// plainLetter is the first letter of s without its accents.
func plainLetter(s string) rune {
	for _, r := range norm.NFD.String(s) {
		return r
	}
	return 0
}
