package linear

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// key is a key that was pressed: a printed character, or the name of another key as the key tables write it ("up",
// "shift+tab", "ctrl+f"); "" is a sequence that means nothing here.
type key string

// finals are the keys of control sequences that end in a letter (ECMA-48; xterm, VT100 and the Linux console).
var finals = map[byte]key{
	'A': "up", 'B': "down", 'C': "right", 'D': "left", 'H': "home", 'F': "end", 'Z': "shift+tab",
	'M': "enter", // of the keypad in application mode, SS3 M
}

// numbers are the keys of control sequences that end in ~.
var numbers = map[string]key{
	"1": "home", "7": "home", "4": "end", "8": "end", "5": "pgup", "6": "pgdown",
}

// mostSequence is longer than any sequence that a terminal sends for a key.
const mostSequence = 32

// decode takes one key from the front of b and says how many bytes it was; 0 when the key is not whole yet: then more
// must come, or loneKey decides.
func decode(b []byte) (key, int) {
	switch {
	case len(b) == 0:
		return "", 0
	case b[0] == 0x1B:
		return escape(b)
	case b[0] < 0x20 || b[0] == 0x7F:
		return control(b[0]), 1
	case !utf8.FullRune(b):
		return "", 0
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError || !unicode.IsPrint(r) {
		return "", n
	}
	return key(b[:n]), n
}

// control is the key of a control character.
func control(c byte) key {
	switch c {
	case '\r', '\n':
		return "enter"
	case '\t':
		return "tab"
	case 0x7F, 0x08:
		return "backspace"
	case 0:
		return ""
	}
	if c <= 26 {
		return key("ctrl+" + string(rune('a'+c-1)))
	}
	return ""
}

// escape takes a sequence that begins with ESC. A sequence that is no key is taken whole, so that nothing of it is typed.
func escape(b []byte) (key, int) {
	if len(b) == 1 {
		return "", 0
	}
	switch b[1] {
	case '[':
		return sequence(b)
	case 'O':
		if len(b) == 2 {
			return "", 0
		}
		return finals[b[2]], 3
	}
	return "esc", 1 // the Escape key, and another one after it
}

// sequence takes ESC [ and what follows: parameters, and a final byte (ECMA-48 section 5.4).
func sequence(b []byte) (key, int) {
	if len(b) > 2 && b[2] == '[' { // function keys of the Linux console
		if len(b) == 3 {
			return "", 0
		}
		return "", 4
	}
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case 0x40 <= c && c <= 0x7E:
			return named(b[2:i], c), i + 1
		case c < 0x20 || c > 0x7E:
			return "", i // broken off: that byte is another key
		case i == mostSequence:
			return "", i
		}
	}
	return "", 0
}

// named is the key of a whole control sequence; modifiers are left aside.
func named(params []byte, final byte) key {
	number, _, _ := bytes.Cut(params, []byte(";"))
	if final == '~' {
		return numbers[string(number)]
	}
	if final == 'M' || len(number) > 1 {
		return ""
	}
	return finals[final]
}

// leaves tells whether a key leaves what is asked: Escape, or Ctrl+G, which there is because some screen readers never hand
// on a lone Escape.
func leaves(k key) bool { return k == "esc" || k == "ctrl+g" }

// loneKey is what an unfinished key is when nothing more came: ESC alone is the Escape key, anything else nothing.
func loneKey(b []byte) (key, int) {
	if len(b) == 1 && b[0] == 0x1B {
		return "esc", 1
	}
	return "", len(b)
}
