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

// String is the text on one line, without anything a terminal could obey: see Sanitize. Line breaks and tabs become
// single spaces.
func (t Text) String() string { return sanitize(t.raw, false) }

// Block is the text with its line breaks kept (as \n) and tabs as spaces; otherwise like String.
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

// Sanitize makes one line of s that a terminal prints and nothing else: C0 and C1 controls (so every escape
// sequence's introducer), bidirectional overrides, invisible format characters and broken UTF-8 are dropped or
// replaced; white space of any kind becomes single spaces.
func Sanitize(s string) string { return sanitize(s, false) }

func sanitize(s string, block bool) string {
	if printable(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	skip := 0
	for i, r := range s {
		if i < skip {
			continue
		}
		switch {
		case r == utf8.RuneError:
			b.WriteRune(utf8.RuneError)
		case r == 0x1B || r == 0x9B || r == 0x9D || r == 0x90:
			skip = i + escapeLen(s[i:])
		case r == '\r' && block:
			if !strings.HasPrefix(s[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == '\n' && block:
			b.WriteByte('\n')
		case unicode.IsSpace(r):
			if r == 0x202F || r == 0xA0 { // no-break spaces of amounts
				b.WriteRune(r)
			} else {
				b.WriteByte(' ')
			}
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != 0xAD || r == 0xAD || !unicode.IsGraphic(r):
			// dropped: controls, bidi overrides and isolates, zero-width and soft hyphens, unassigned and private
		default:
			b.WriteRune(r)
		}
	}
	if block {
		return b.String()
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " ")
}

// printable is the quick way out for the common case: nothing to change on one line.
func printable(s string) bool {
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

// escapeLen is how many bytes of s, which starts with an introducer, belong to the escape sequence (ECMA-48 5.3, 5.4,
// 5.6), so that its tail is not shown as text. An unfinished string control takes its introducer only.
func escapeLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r == 0x1B {
		if n >= len(s) {
			return n
		}
		switch s[n] {
		case '[':
			r, n = 0x9B, n+1
		case ']', 'P', 'X', '^', '_':
			r, n = 0x9D, n+1
		default:
			if s[n] >= 0x20 && s[n] < 0x7F {
				return n + 1
			}
			return n
		}
	}
	if r == 0x9B {
		for n < len(s) && s[n] >= 0x20 && s[n] < 0x40 {
			n++
		}
		if n < len(s) && s[n] >= 0x40 && s[n] < 0x7F {
			n++
		}
		return n
	}
	for i := n; i < len(s); i++ {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == 0x1B && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case s[i] == 0xC2 && i+1 < len(s) && s[i+1] == 0x9C:
			return i + 2
		case s[i] == '\n':
			return n
		}
	}
	return n
}
