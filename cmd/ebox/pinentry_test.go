//go:build unix

package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"myebox/cardreader"
	"myebox/tui/lang"
)

// person at a terminal: what the program writes is kept, and answers are typed when a question is there.
type typist struct {
	t    *testing.T
	far  *os.File
	term *pinTerminal
	mu   sync.Mutex
	seen strings.Builder
}

func newTypist(t *testing.T) *typist {
	t.Helper()
	far, near, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	p := &typist{t: t, far: far, term: &pinTerminal{near, near}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 1024)
		for {
			n, err := far.Read(b)
			p.mu.Lock()
			p.seen.Write(b[:n])
			p.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		_, _ = far.WriteString("\n") // whoever still reads there ends
		_ = near.Close()
		<-done
		_ = far.Close()
	})
	return p
}

func (p *typist) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen.String()
}

// await waits until n questions with those words were asked.
func (p *typist) await(words string, n int) {
	p.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(10 * time.Second)
	for strings.Count(p.text(), words) < n {
		select {
		case <-tick.C:
		case <-limit:
			p.t.Fatalf("%q was not asked: %q", words, p.text())
		}
	}
}

func (p *typist) types(s string) {
	p.t.Helper()
	if _, err := p.far.WriteString(s); err != nil {
		p.t.Fatal(err)
	}
}

func TestPINIsNotEchoed(t *testing.T) {
	for _, code := range lang.Codes() {
		p, w := newTypist(t), testWiring(t, code)
		got := make(chan []byte, 1)
		go func() {
			pin, err := w.typePIN(t.Context(), p.term, w.t.Card.PINField)
			if err != nil {
				t.Error(err)
			}
			got <- pin
		}()
		p.await(w.t.Card.PINField, 1)
		p.types("12\n")
		p.await(w.t.Card.Length, 1)
		p.await(w.t.Card.PINField, 2)
		p.types("56789\n")
		if pin := string(<-got); pin != "56789" {
			t.Errorf("%s: got %q", code, pin)
		}
		if s := p.text(); strings.Contains(s, "56789") || strings.Contains(s, "12\r") {
			t.Errorf("%s: what was typed shows: %q", code, s)
		}
	}
}

// TestPINGivesUp does not ask for ever, and never asks the card.
func TestPINGivesUp(t *testing.T) {
	p, w := newTypist(t), testWiring(t, "en")
	end := make(chan error, 1)
	go func() { _, err := w.typePIN(t.Context(), p.term, "PIN:"); end <- err }()
	for i := range badPINs {
		p.await("PIN:", i+1)
		p.types("abcd\n")
	}
	if err := <-end; !errors.Is(err, cardreader.ErrBadPIN) {
		t.Errorf("got %v", err)
	}
}

// TestEchoComesBack has the terminal echo again after the question, however it ended.
func TestEchoComesBack(t *testing.T) {
	p, w := newTypist(t), testWiring(t, "en")
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan error, 1)
	go func() { _, err := w.typePIN(ctx, p.term, "PIN:"); end <- err }()
	p.await("PIN:", 1)
	cancel()
	if err := <-end; !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	p.types("seen")
	p.await("seen", 1)
}

func TestLastTryWantsAWord(t *testing.T) {
	for answer, want := range map[string]error{"yes": nil, "YES": nil, "no": errDeclined} {
		p, w := newTypist(t), testWiring(t, "en")
		end := make(chan error, 1)
		go func() { end <- w.warnTries(t.Context(), p.term, 1) }()
		p.await("This is the last try.", 1)
		p.await("to stop:", 1)
		p.types("y\n")
		p.await("to stop:", 2)
		p.types(answer + "\n")
		if err := <-end; !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", answer, err, want)
		}
	}
	p, w := newTypist(t), testWiring(t, "en")
	if err := w.warnTries(t.Context(), p.term, 2); err != nil {
		t.Error(err)
	}
	p.await("2 tries left.", 1)
}

func TestReadTyped(t *testing.T) {
	for _, c := range []struct {
		in, want string
		err      error
	}{
		{"1234\n", "1234", nil},
		{"1234\r\nrest", "1234", nil},
		{strings.Repeat("1", maxLine+44) + "\n", strings.Repeat("1", maxLine), nil},
		{"1234", "", errNoAnswer},
		{"", "", errNoAnswer},
	} {
		got, err := readTyped(strings.NewReader(c.in))
		if string(got) != c.want || !errors.Is(err, c.err) {
			t.Errorf("%q: %q, %v", c.in, got, err)
		}
	}
}

// TestPadIsOnlyTold has nothing typed here when the reader has keys.
func TestPadIsOnlyTold(t *testing.T) {
	w := testWiring(t, "en")
	pin, err := w.askPIN(t.Context(), cardreader.Prompt{Tries: 2, Pad: true})
	_, errs := output(t, w)
	if pin != nil || err != nil || !strings.Contains(errs, "2 tries left.") || !strings.Contains(errs, "on the card reader") {
		t.Errorf("%q, %v: %s", pin, err, errs)
	}
	_, _, err = w.askChange(t.Context(), cardreader.Prompt{Tries: 3, Pad: true})
	if _, errs := output(t, w); err != nil || !strings.Contains(errs, "twice the new one") {
		t.Errorf("%v: %s", err, errs)
	}
}
