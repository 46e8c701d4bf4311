package linear

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// Input is where everything that a person types comes from. There is one for the whole session.
type Input interface {
	// Read blocks until something was typed; io.EOF is the end of the input.
	io.Reader
	// Set says how the input is to arrive. It is called on a terminal only.
	Set(m Mode) error
	// Flush throws away what was typed and not read yet. It is called on a terminal only.
	Flush() error
}

// Mode is how a terminal hands over what is typed. Signals (Ctrl-C, Ctrl-Z) and output stay as they are in all of them.
type Mode int

// The modes.
const (
	Keys   Mode = iota // every key at once, without echo
	Lines              // whole lines, with the terminal's own echo and editing
	Secret             // whole lines, without echo
)

// Errors of questions.
var (
	// ErrAborted is a question that got no answer: the input ended.
	ErrAborted = errors.New("the input ended without an answer")
	// ErrLeft is a question that the person left without an answer.
	ErrLeft = errors.New("left by the person")
)

// escWait is how long the rest of a key may take after ESC; slow lines split sequences.
const escWait = 100 * time.Millisecond

// pasteBegins is what a terminal puts before what is pasted, where a program asked for it (xterm, mode 2004).
const pasteBegins = "\x1b[200~"

// console is the one reader of the input. Its methods are called from one goroutine.
type console struct {
	in     Input
	tty    bool // modes can be set, and what was typed ahead thrown away
	keys   bool // keys come one by one between questions
	chunks chan chunk
	more   chan struct{} // go on reading after the end of the input
	buf    []byte        // typed and not taken yet
	ended  bool
	reads  int // how often something came
	pastes int // how often the terminal said that something is being pasted
}

// chunk is what one Read gave.
type chunk struct {
	b   []byte
	err error
}

// newConsole starts reading; the reading ends with ctx, or with the input.
func newConsole(ctx context.Context, in Input, tty, keys bool) *console {
	c := &console{in: in, tty: tty, keys: keys, chunks: make(chan chunk), more: make(chan struct{})}
	go c.read(ctx)
	return c
}

func (c *console) read(ctx context.Context) {
	for {
		b := make([]byte, 1024)
		n, err := c.in.Read(b)
		select {
		case c.chunks <- chunk{b[:n], err}:
		case <-ctx.Done():
			return
		}
		if err == nil {
			continue
		}
		select { // a terminal's end of input is one answer only: somebody may ask again
		case <-c.more:
		case <-ctx.Done():
			return
		}
	}
}

// take keeps what was read, and wipes the place that it came in.
func (c *console) take(ch chunk) {
	c.reads++
	c.buf = append(c.buf, ch.b...)
	clear(ch.b)
	c.ended = ch.err != nil
}

// resume goes on reading after the end of the input.
func (c *console) resume(ctx context.Context) {
	c.ended = false
	select {
	case c.more <- struct{}{}:
	case <-ctx.Done():
	}
}

// drop forgets n bytes that were taken.
func (c *console) drop(n int) {
	clear(c.buf[:n])
	c.buf = append(c.buf[:0], c.buf[n:]...)
}

// key waits for a key, or for an event, which it runs: then ok is false. The end of the input is ErrAborted.
func (c *console) key(ctx context.Context, events <-chan func()) (k key, ok bool, err error) {
	for {
		if k, n := decode(c.buf); n > 0 {
			if string(c.buf[:n]) == pasteBegins {
				c.pastes++
			}
			c.drop(n)
			return k, true, nil
		}
		var late <-chan time.Time
		if len(c.buf) > 0 {
			late = time.After(escWait)
		}
		if c.ended {
			return "", false, ErrAborted
		}
		select {
		case <-ctx.Done():
			return "", false, ctx.Err()
		case f := <-events:
			f()
			return "", false, nil
		case ch := <-c.chunks:
			c.take(ch)
		case <-late:
			k, n := loneKey(c.buf)
			c.drop(n)
			return k, true, nil
		}
	}
}

// interrupted tells whether something was typed that is waiting.
func (c *console) interrupted() bool {
	if len(c.buf) == 0 && !c.ended {
		select {
		case ch := <-c.chunks:
			c.take(ch)
		default:
		}
	}
	return len(c.buf) > 0
}

// line waits for a whole line. What was typed ahead is its beginning. events may be nil; without keys news may come while
// nothing has been typed yet.
func (c *console) line(ctx context.Context, events <-chan func()) (s string, ok bool, err error) {
	for {
		for i, b := range c.buf {
			if b == '\n' || b == '\r' {
				line := string(c.buf[:i])
				if b == '\r' && i+1 < len(c.buf) && c.buf[i+1] == '\n' {
					i++
				}
				c.drop(i + 1)
				return edited(line), true, nil
			}
		}
		if c.ended {
			last := string(c.buf)
			c.drop(len(c.buf))
			if last != "" {
				return edited(last), true, nil
			}
			if c.tty {
				c.resume(ctx)
			}
			return "", false, ErrAborted
		}
		select {
		case <-ctx.Done():
			return "", false, ctx.Err()
		case f := <-events:
			f()
			return "", false, nil
		case ch := <-c.chunks:
			c.take(ch)
		}
	}
}

// ask is line in the mode that a question needs, and back.
func (c *console) ask(ctx context.Context, m Mode) (string, error) {
	if c.tty && (c.keys || m == Secret) {
		if err := c.in.Set(m); err != nil {
			return "", err
		}
		defer func() { _ = c.in.Set(c.rest()) }()
	}
	s, _, err := c.line(ctx, nil)
	return s, err
}

// rest is the mode between questions.
func (c *console) rest() Mode {
	if c.keys {
		return Keys
	}
	return Lines
}

// drain throws away what was typed ahead: it was no answer to what is asked now. Of a pipe nothing is thrown away.
func (c *console) drain() {
	if !c.tty {
		return
	}
	for c.interrupted() {
		c.drop(len(c.buf))
	}
	_ = c.in.Flush()
}

// edited is a line as it was meant: without escape sequences of keys that mean nothing in a line, with characters taken
// back that were erased. A line of the Escape key alone, or of Ctrl+G, is Escape.
func edited(s string) string {
	if !strings.ContainsAny(s, "\x1b\a\x7f\x08") {
		return s
	}
	if strings.Trim(s, "\x1b\a") == "" {
		return "\x1b"
	}
	var out []byte
	for b := []byte(s); len(b) > 0; {
		k, n := decode(b)
		if n == 0 {
			k, n = loneKey(b)
		}
		switch {
		case k == "backspace":
			_, w := utf8.DecodeLastRune(out)
			out = out[:len(out)-w]
		case b[0] != 0x1B:
			out = append(out, b[:n]...)
		}
		b = b[n:]
	}
	return string(out)
}
