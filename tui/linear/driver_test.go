package linear

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"myebox/tui/backend"
	"myebox/tui/present"
)

// output is what was written, by several goroutines.
type output struct {
	mu sync.Mutex
	b  strings.Builder
}

// Write implements io.Writer.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

// String is all of it.
func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// take is all of it, and forgets it.
func (o *output) take() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	s := o.b.String()
	o.b.Reset()
	return s
}

// fakeInput is a terminal, or a pipe: what is typed is shown and edited as the mode says.
type fakeInput struct {
	mu    sync.Mutex
	out   *output
	tty   bool
	mode  Mode
	modes []Mode
	line  []byte      // under way, in the modes of lines
	typed chan []byte // closed at the end of the input
	flush int
}

func (f *fakeInput) Read(p []byte) (int, error) {
	b, ok := <-f.typed
	if !ok {
		return 0, io.EOF
	}
	return copy(p, b), nil
}

func (f *fakeInput) Set(m Mode) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.mode = m
	f.modes = append(f.modes, m)
	return nil
}

func (f *fakeInput) Flush() error {
	f.flush++
	return nil
}

// press types one byte sequence as the terminal's driver would.
func (f *fakeInput) press(s string) {
	f.mu.Lock()
	if f.tty && f.mode != Keys {
		f.line = append(f.line, s...)
		if f.mode == Lines {
			_, _ = io.WriteString(f.out, strings.ReplaceAll(s, "\x1b", "^["))
		} else if s == "\n" {
			_, _ = io.WriteString(f.out, s)
		}
		if s != "\n" {
			f.mu.Unlock()
			return
		}
		s, f.line = string(f.line), nil
	}
	f.mu.Unlock()
	f.typed <- []byte(s)
}

// sequences are the bytes of keys.
var sequences = map[string]string{
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~",
	"pgdown": "\x1b[6~", "enter": "\n", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
}

// driver runs a session and keeps what it says.
type driver struct {
	t      *testing.T
	f      *fake
	l      *fakeLogin
	c      *fakeCards
	in     *fakeInput
	out    *output
	log    strings.Builder // the script with its answers
	all    strings.Builder // everything that was written
	last   string          // since the last key
	end    End
	err    error
	over   chan struct{}
	cancel context.CancelFunc
}

// setup changes the world before the session begins; it runs in the bubble.
type setup func(f *fake, l *fakeLogin, d *Deps)

// drive runs a session in a language.
func drive(t *testing.T, code string, set setup, do func(d *driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		out := &output{}
		d := &driver{t: t, f: newFake(t, 20), out: out, over: make(chan struct{}), cancel: cancel}
		d.in = &fakeInput{out: out, tty: true, typed: make(chan []byte)}
		d.l = newFakeLogin(d.f)
		deps := Deps{
			Login: d.l, Opener: d.f, Printer: d.f, Now: func() time.Time { return today }, Lang: code, Dir: "/home/test/Documents",
			Home: "/home/test", Sandbox: true, In: d.in, Out: out, Terminal: true, Keys: true, Why: "--screen-reader", Full: true,
		}
		if set != nil {
			set(d.f, d.l, &deps)
		}
		d.c, _ = deps.Cards.(*fakeCards)
		d.in.tty = deps.Terminal
		d.in.mode = Lines
		go func() {
			defer close(d.over)
			d.end, d.err = Run(ctx, deps)
		}()
		synctest.Wait()
		d.note("")
		do(d)
		d.stop()
		checkOutput(t, d.said())
	})
}

// stop ends the session and everything that it started.
func (d *driver) stop() {
	d.cancel()
	close(d.in.typed)
	if d.f.hold != nil {
		select {
		case <-d.f.hold:
		default:
			close(d.f.hold)
		}
	}
	<-d.over
}

// said is the whole output so far.
func (d *driver) said() string { return d.all.String() + d.out.String() }

// note writes what was said since the last note into the script.
func (d *driver) note(key string) {
	all := d.out.take()
	if key != "" {
		fmt.Fprintf(&d.log, "> %s\n", key)
	}
	if all != "" {
		fmt.Fprintf(&d.log, "%s\n", strings.Trim(all, "\n"))
	}
	d.all.WriteString(all)
	d.last = all
}

// keys presses keys by their names, or types text.
func (d *driver) keys(names ...string) string {
	d.t.Helper()
	for _, n := range names {
		s, ok := sequences[n]
		switch {
		case n == "…":
			time.Sleep(wordPause)
		case ok:
			d.in.press(s)
		default:
			for _, r := range n {
				d.in.press(string(r))
				synctest.Wait()
			}
		}
		if n == "esc" {
			d.wait(2*escWait, "")
		}
		synctest.Wait()
		d.note(n)
	}
	return strings.Trim(d.last, "\n")
}

// wait lets time pass.
func (d *driver) wait(d2 time.Duration, name string) string {
	time.Sleep(d2)
	synctest.Wait()
	if name != "" {
		d.note(name)
	}
	return strings.Trim(d.last, "\n")
}

// checkOutput looks for what the linear mode never writes.
func checkOutput(t *testing.T, out string) {
	t.Helper()
	for line := range strings.SplitSeq(out, "\n") {
		for _, r := range line {
			if r < 0x20 || 0x7F <= r && r < 0xA0 || drawing(r) {
				t.Errorf("%q is written in %q", r, line)
			}
		}
		if n := ansi.StringWidth(line); n > Width && !strings.HasPrefix(line, "http") {
			t.Errorf("%d columns: %q", n, line)
		}
	}
	if !utf8.ValidString(out) {
		t.Error("not UTF-8")
	}
}

func loggedOut(_ *fake, l *fakeLogin, _ *Deps) { l.resumeErr = loginFailure(present.LoginRequired) }

func loginFailure(p present.Problem) error {
	return &backend.LoginError{Case: p, Err: errors.New("test")}
}

// withCards is a world whose readers hold that.
func withCards(set func(c *fakeCards), r backend.Readers) setup {
	return func(f *fake, l *fakeLogin, deps *Deps) {
		loggedOut(f, l, deps)
		c := &fakeCards{padDone: make(chan struct{}), session: l.session, tries: 3, now: &r}
		if set != nil {
			set(c)
		}
		deps.Cards = c
	}
}

// there tells the session what is in the readers.
func (d *driver) there(r backend.Readers) {
	d.c.mu.Lock()
	d.c.now = &r
	for _, ch := range d.c.watches {
		ch <- r
	}
	d.c.mu.Unlock()
	synctest.Wait()
	d.note("(readers)")
}
