package tui

import (
	"strings"
	"testing"
)

// TestHushed leaves text, colours, places and the old modes, and nothing that a screen reader would read aloud.
func TestHushed(t *testing.T) {
	for _, c := range []struct{ name, in, inline, want string }{
		{name: "text", in: "Début, 1\r\n", want: "Début, 1\r\n"},
		{name: "colours and places", in: "\x1b[1;31mé\x1b[m\x1b[5;1H\x1b[K\x1b[2J\x1b[3;22r\x1bM", want: "\x1b[1;31mé\x1b[m\x1b[5;1H\x1b[K\x1b[2J\x1b[3;22r\x1bM"},
		{name: "old modes", in: "\x1b[?1049h\x1b[?2004h", want: "\x1b[?1049h\x1b[?2004h"},
		{name: "questions", in: "a\x1b[?2026$p\x1b[?2027$p\x1b]11;?\x07\x1b[?u\x1b[>q\x1b[cb", want: "a\x1b[cb"},
		{name: "keyboards", in: "\x1b[>4;2m\x1b[>1u\x1b[=1;1u\x1b[<1u\x1b[>4mx", want: "x"},
		{name: "titles, cursors, mice, bars", in: "\x1b]2;ebox\x07\x1b[2 q\x1b[?1002h\x1b[?1006h\x1b]9;4;1;50\x07x", want: "x"},
		{name: "the clipboard works", in: "\x1b]52;c;QQ==\x07", want: "\x1b]52;c;QQ==\x07"},
		{name: "a cursor that only blinks", in: "\x1b[?25l\x1b[5;1Hx\x1b[?25h", want: "\x1b[5;1Hx"},
		{name: "a cursor that comes back", in: "\x1b[?25h", want: "\x1b[?25h"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(hushed([]byte(c.in), false)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	if got := string(hushed([]byte("\x1b[?1049hx\x1b[?1049l"), true)); got != "\x1b[999;1H"+strings.Repeat("\n", tallest)+"\rx\x1b[999;1H\r\n" {
		t.Errorf("without an alternate screen: %q", got)
	}
}
