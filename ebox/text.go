package ebox

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a string that came from a server, a token or a card. What fmt prints of it is safe for a terminal; the
// bytes as they came are only had by Raw.
type Text struct{ raw string }

// Untrusted marks s as text from outside.
func Untrusted(s string) Text { return Text{raw: s} }

// String is the text on one line, without anything a terminal could obey: see Sanitize.
func (t Text) String() string { return sanitize(t.raw, false) }

// Block is the text with its line breaks kept (as \n) and its spaces as they are, tabs as single ones; otherwise like
// String.
func (t Text) Block() string { return sanitize(t.raw, true) }

// Raw is the text as it came. It must not reach a terminal, a log or an error.
func (t Text) Raw() string { return t.raw }

// IsZero tells whether nothing came.
func (t Text) IsZero() bool { return t.raw == "" }

// Equal compares the texts as they came.
func (t Text) Equal(o Text) bool { return t.raw == o.raw }

// MarshalJSON writes the sanitized form: what scripts print ends up on terminals too. Line breaks are kept.
func (t Text) MarshalJSON() ([]byte, error) { return json.Marshal(t.Block()) }

// UnmarshalJSON takes a JSON string; null is no text.
func (t *Text) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &t.raw) }

// maxMarks is how many combining marks one character keeps: more than any script needs, too few to paint over the
// lines above and below.
const maxMarks = 8

// Sanitize makes one line of s that a terminal prints and nothing else:
//   - control characters (C0, DEL, C1) go, and with an escape sequence all of it;
//   - characters that cannot be seen or change how others are shown go: bidirectional controls, joiners and other
//     format characters, variation selectors, fillers, private and unassigned ones;
//   - combining marks beyond maxMarks go, and those with nothing to combine with;
//   - bytes that are no UTF-8 become U+FFFD;
//   - white space and line breaks of any kind become single spaces, none at the ends; the no-break spaces that amounts
//     hold stay.
//
// Sanitizing twice changes nothing.
func Sanitize(s string) string { return sanitize(s, false) }

func sanitize(s string, block bool) string {
	if isPlain(s) {
		return s
	}
	w := writer{block: block}
	w.out.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case introduces(r):
			n = escapeLen(s[i:])
		case r == '\r' && strings.HasPrefix(s[i+n:], "\n"):
			// the line feed is enough
		case r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			w.newline()
		case r == 0xA0, r == 0x202F:
			w.print(r)
		case unicode.IsSpace(r):
			w.space()
		case !unicode.IsGraphic(r), invisible(r):
		case stacks(r):
			w.mark(r)
		default:
			w.print(r)
		}
		i += n
	}
	return w.out.String()
}

// writer builds sanitized text.
type writer struct {
	out   strings.Builder
	block bool
	gap   bool // one line only: a space is due before the next character
	base  bool // there is a character on this line to combine with
	marks int  // on it
}

func (w *writer) newline() {
	if !w.block {
		w.space()
		return
	}
	w.out.WriteByte('\n')
	w.base = false
}

func (w *writer) space() {
	if w.block {
		w.print(' ')
		return
	}
	w.gap = w.out.Len() > 0
}

func (w *writer) print(r rune) {
	w.flush()
	w.out.WriteRune(r)
	w.base, w.marks = true, 0
}

func (w *writer) mark(r rune) {
	if w.flush(); w.base && w.marks < maxMarks {
		w.out.WriteRune(r)
		w.marks++
	}
}

func (w *writer) flush() {
	if w.gap {
		w.gap = false
		w.print(' ')
	}
}

// isPlain is the quick way out for the common case: printable ASCII without spaces to collapse.
func isPlain(s string) bool {
	prev := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < 0x20 || c >= 0x7F || c == ' ' && prev == ' ' {
			return false
		}
		prev = c
	}
	return prev != ' ' || s == ""
}

// invisible tells whether a graphic character shows nothing or changes how its neighbours are shown: what Unicode calls
// default ignorable (DerivedCoreProperties), and the blank Braille pattern.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) || r == 0x2800
}

// stacks tells whether a character takes no place of its own: combining marks, and the Hangul vowels and finals that
// join the syllable before them.
func stacks(r rune) bool {
	return unicode.IsMark(r) || 0x1160 <= r && r <= 0x11FF || 0xD7B0 <= r && r <= 0xD7FF
}

// introduces tells whether an escape sequence begins with r: ESC, or in one character DCS, SOS, CSI, OSC, PM, APC.
func introduces(r rune) bool {
	switch r {
	case 0x1B, 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F:
		return true
	}
	return false
}

// escapeLen is how many bytes of s, which starts with an introducer, belong to the escape sequence (ECMA-48 sections
// 5.3 to 5.6), so that its tail is not shown as text. What is no whole sequence loses its introducer only.
func escapeLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r == 0x1B {
		if n == len(s) {
			return n
		}
		switch c := s[n]; {
		case c == '[':
			r, n = 0x9B, n+1
		case strings.IndexByte("]PX^_", c) >= 0:
			r, n = 0x9D, n+1
		default:
			return n + run(s[n:], 0x20, 0x2F, 0x30, 0x7E)
		}
	}
	if r == 0x9B {
		return n + run(s[n:], 0x20, 0x3F, 0x40, 0x7E)
	}
	return n + stringLen(s[n:])
}

// run is the length of bytes from lo to hi and a final byte from first to last; 0 when the final one is missing.
func run(s string, lo, hi, first, last byte) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case first <= c && c <= last:
			return i + 1
		case c < lo || c > hi:
			return 0
		}
	}
	return 0
}

// stringLen is the length of a control string with its end (BEL or ST); 0 when it has none on this line, or another
// sequence begins first.
func stringLen(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == 0x07:
			return i + 1
		case c == 0x1B && strings.HasPrefix(s[i+1:], `\`), c == 0xC2 && strings.HasPrefix(s[i+1:], "\x9c"):
			return i + 2
		case c == 0x1B || c == '\n' || c == '\r':
			return 0
		case c == 0xC2 && i+1 < len(s) && introduces(rune(s[i+1])):
			return 0
		}
	}
	return 0
}
