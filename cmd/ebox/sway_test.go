package main

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

// TestSway begins every second line with a blank, and leaves what goes on on a line alone.
func TestSway(t *testing.T) {
	var out bytes.Buffer
	w := &sway{w: &out}
	for _, s := range []string{"first", "\nunread. A", "\nunread. B", " typed", "\n", "\nunread. C", "\none\ntwo"} {
		if n, err := io.WriteString(w, s); n != len(s) || err != nil {
			t.Errorf("%q: %d, %v", s, n, err)
		}
	}
	if want := "first\n unread. A\nunread. B typed\n\n unread. C\none\ntwo"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	bad := &sway{w: goneTerminal{}}
	if n, err := io.WriteString(bad, "\nx"); n != 0 || err == nil {
		t.Errorf("%d, %v", n, err)
	}
}

// TestLinearOut sways on the kernel's console alone.
func TestLinearOut(t *testing.T) {
	for _, c := range []struct {
		term string
		tty  bool
		want bool
	}{{"linux", true, true}, {"linux-16color", true, true}, {"linux", false, false}, {"xterm-256color", true, false}} {
		w := newWiring(&system{getenv: func(string) string { return c.term }, out: io.Discard, outTTY: c.tty})
		if _, sways := w.linearOut().(*sway); sways != c.want {
			t.Errorf("TERM=%s, terminal %v: sways %v", c.term, c.tty, sways)
		}
	}
}

// goneTerminal is a terminal that is gone.
type goneTerminal struct{}

func (goneTerminal) Write([]byte) (int, error) { return 0, errors.New("gone") }
