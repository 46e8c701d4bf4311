package linear

import (
	"testing"
	"unicode/utf8"
)

// TestDecode reads the sequences of xterm, VT100, the Linux console and others.
func TestDecode(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []key
	}{
		{"j", []key{"j"}},
		{"é", []key{"é"}},
		{"\x1b[A\x1b[B\x1b[C\x1b[D", []key{"up", "down", "right", "left"}},
		{"\x1bOA\x1bOH\x1bOF\x1bOM", []key{"up", "home", "end", "enter"}},
		{"\x1b[H\x1b[1~\x1b[7~\x1b[F\x1b[4~\x1b[8~", []key{"home", "home", "home", "end", "end", "end"}},
		{"\x1b[5~\x1b[6~\x1b[Z", []key{"pgup", "pgdown", "shift+tab"}},
		{"\x1b[1;2A\x1b[5;3~", []key{"up", "pgup"}},
		{"\x1b[[A\x1b[11~\x1b[3~j", []key{"", "", "", "j"}},
		{"\r\n\t \x7f\x08", []key{"enter", "enter", "tab", " ", "backspace", "backspace"}},
		{"\x06\x04\x03\x1c\x00", []key{"ctrl+f", "ctrl+d", "ctrl+c", "", ""}},
		{"\x1bj", []key{"esc", "j"}},
		{"\x1b\x1b[A", []key{"esc", "up"}},
		{"\x1b[12\x01j", []key{"", "ctrl+a", "j"}},
		{"\xff\xfej", []key{"", "", "j"}},
		{"\u200dj", []key{"", "j"}},
	} {
		b, got := []byte(c.in), []key(nil)
		for len(b) > 0 {
			k, n := decode(b)
			if n == 0 {
				t.Fatalf("%q: not whole at %q", c.in, b)
			}
			got, b = append(got, k), b[n:]
		}
		if len(got) != len(c.want) {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q: %q, want %q", c.in, got, c.want)
				break
			}
		}
	}
}

// TestDecodeSplit reads every sequence in two parts, cut anywhere: nothing is decided before the rest has come.
func TestDecodeSplit(t *testing.T) {
	for _, s := range []string{"\x1b[A", "\x1bOB", "\x1b[5~", "\x1b[1;2A", "\x1b[[A", "é", "€"} {
		want, _ := decode([]byte(s))
		for i := 1; i < len(s); i++ {
			if k, n := decode([]byte(s[:i])); n != 0 {
				t.Errorf("%q is already %q", s[:i], k)
			}
			if k, n := decode([]byte(s)); k != want || n != len(s) {
				t.Errorf("%q: %q, %d bytes", s, k, n)
			}
		}
	}
	if k, n := loneKey([]byte("\x1b")); k != "esc" || n != 1 {
		t.Errorf("ESC alone is %q, %d", k, n)
	}
	if k, n := loneKey([]byte("\x1b[1;")); k != "" || n != 4 {
		t.Errorf("a sequence that never ended is %q, %d", k, n)
	}
}

func TestEdited(t *testing.T) {
	for in, want := range map[string]string{
		"prime": "prime", "primx\x7fe": "prime", "é\x7fe": "e", "\x7fa": "a", "a\x1b[Ab": "ab", "\x1b": "\x1b", "\x1b\x1b": "\x1b", "a\x1b": "a",
	} {
		if got := edited(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// FuzzDecode: whatever comes, it is taken to its end, and no key is anything but a name or one printed character.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"j", "\x1b[A", "\x1b[1;5~", "\x1bO", "\x1b[[", "é\xff", "\x1b[999999999999999999999999999999999999999999"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for len(b) > 0 {
			k, n := decode(b)
			if n == 0 {
				if len(b) > mostSequence+2 {
					t.Fatalf("more is waited for after %d bytes", len(b))
				}
				k, n = loneKey(b)
			}
			if n < 1 || n > len(b) {
				t.Fatalf("%d of %d bytes", n, len(b))
			}
			if utf8.RuneCountInString(string(k)) == 1 && printed([]rune(k)[0]) < 0 {
				t.Fatalf("a key %q", k)
			}
			b = b[n:]
		}
		if s := edited(string(b)); !utf8.ValidString(s) && utf8.Valid(b) {
			t.Fatalf("%q", s)
		}
	})
}
