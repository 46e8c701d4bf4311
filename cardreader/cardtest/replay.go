package cardtest

import (
	"bufio"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"testing"
)

// Replay is a Transport that plays a transcript: lines "> command" and "< answer" in hexadecimal, "#" starts a comment.
// A command that is not the next one fails the test, and so does a line that was never sent.
type Replay struct {
	t     testing.TB
	lines []line
	next  int
}

type line struct{ cmd, resp []byte }

// NewReplay reads a transcript and checks at the end of the test that all of it was used.
func NewReplay(t testing.TB, r io.Reader) *Replay {
	t.Helper()
	p := &Replay{t: t}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		text, _, _ := strings.Cut(s.Text(), "#")
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		b, err := hex.DecodeString(strings.ReplaceAll(text[1:], " ", ""))
		if err != nil {
			t.Fatalf("transcript line %d: %v", n, err)
		}
		switch {
		case text[0] == '>':
			p.lines = append(p.lines, line{cmd: b})
		case text[0] == '<' && len(p.lines) > 0 && p.lines[len(p.lines)-1].resp == nil:
			p.lines[len(p.lines)-1].resp = b
		default:
			t.Fatalf("transcript line %d: want > and < in turn", n)
		}
	}
	if err := s.Err(); err != nil || len(p.lines) == 0 {
		t.Fatalf("transcript: %d commands, %v", len(p.lines), err)
	}
	t.Cleanup(func() {
		if p.next != len(p.lines) && !t.Failed() {
			t.Errorf("transcript: %d of %d commands were sent", p.next, len(p.lines))
		}
	})
	return p
}

// Transmit answers the next command of the transcript.
func (p *Replay) Transmit(_ context.Context, cmd []byte) ([]byte, error) {
	p.t.Helper()
	if p.next >= len(p.lines) {
		p.t.Errorf("transcript is over, got %X", cmd)
		return nil, fmt.Errorf("transcript is over")
	}
	l := p.lines[p.next]
	p.next++
	if string(l.cmd) != string(cmd) {
		p.t.Errorf("command %d: want %X, got %X", p.next, l.cmd, cmd)
		return nil, fmt.Errorf("unexpected command")
	}
	return l.resp, nil
}
