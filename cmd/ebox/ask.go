package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// errNoAnswer is a question that nobody can answer: no terminal, or the input ended. It is never taken for a yes.
var errNoAnswer = errors.New("no answer")

// talk is where a question is put: the error output if it is a terminal, else the terminal itself. Without a terminal to
// read from there is nobody to ask: errNoAnswer. The caller closes what it gets.
func (s *system) talk() (io.WriteCloser, error) {
	if !s.inTTY {
		return nil, errNoAnswer
	}
	if s.errTTY {
		return keptOpen{s.err}, nil
	}
	tty, err := os.OpenFile(terminalName, os.O_WRONLY, 0)
	if err != nil {
		return nil, errNoAnswer
	}
	return tty, nil
}

type keptOpen struct{ io.Writer }

func (keptOpen) Close() error { return nil }

// confirm asks until it hears one of the words for yes or no; they are whole words, so that a stray key is no consent.
// The question is the last thing on its line. There is no default, and the end of input is errNoAnswer.
func (s *system) confirm(ctx context.Context, out io.Writer, question, yes, no string) (bool, error) {
	in := bufio.NewReader(io.LimitReader(s.in, 64<<10))
	for {
		if _, err := fmt.Fprint(out, question+" "); err != nil {
			return false, fmt.Errorf("asking: %w", err)
		}
		switch a, err := readLine(ctx, in); {
		case err != nil:
			fmt.Fprintln(out)
			return false, err
		case strings.EqualFold(a, yes):
			return true, nil
		case strings.EqualFold(a, no):
			return false, nil
		}
	}
}

// readLine reads one line or ends with ctx. The reading goroutine may outlive a cancelled question; the process ends
// soon after.
func readLine(ctx context.Context, in *bufio.Reader) (string, error) {
	type answer struct {
		line string
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		line, err := in.ReadString('\n')
		got <- answer{line, err}
	}()
	select {
	case a := <-got:
		if a.err != nil {
			return "", errNoAnswer
		}
		return strings.TrimSpace(a.line), nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
