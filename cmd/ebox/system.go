package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// plainWidth is the columns of a line when the output is no terminal: it fits every terminal and braille rows of 40
// cells twice (80 would wrap on terminals that wrap early).
const plainWidth = 79

// system is what the program gets from the operating system, so that tests can give it something else.
type system struct {
	in       *os.File
	out, err io.Writer
	inTTY    bool // somebody can be asked
	outTTY   bool
	errTTY   bool
	columns  int // of the terminal that out is; plainWidth when it is none
	getenv   func(string) string
	now      func() time.Time
}

// newSystem describes the process it runs in.
func newSystem() *system {
	s := &system{in: os.Stdin, out: os.Stdout, err: os.Stderr, columns: plainWidth, getenv: os.Getenv, now: time.Now}
	_, s.inTTY = terminalColumns(os.Stdin)
	_, s.errTTY = terminalColumns(os.Stderr)
	var cols int
	if cols, s.outTTY = terminalColumns(os.Stdout); s.outTTY && cols >= 40 {
		s.columns = cols - 1
	}
	return s
}

// untilSignal is a context that an interrupt, a termination request or a lost terminal cancels. A second signal ends
// the process at once, as if nobody listened; but a lost terminal is told several times, by the shell and by the system,
// and what is being saved then must be saved.
func untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, func() {
		signal.Ignore(syscall.SIGHUP)
		stop()
	})
	return ctx, stop
}
