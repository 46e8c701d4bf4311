package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// errNoAnswer is a question that nobody can answer: no terminal, or the input ended. It is never taken for a yes.
var errNoAnswer = errors.New("no answer")

// ask puts a question on the terminal and reads one line. The question is the last thing on its line. There is no
// default, and the end of input is errNoAnswer.
func ask(ctx context.Context, s *system, question string) (string, error) {
	if !s.inTTY || !s.errTTY {
		return "", errNoAnswer
	}
	if _, err := fmt.Fprint(s.err, question+" "); err != nil {
		return "", fmt.Errorf("asking: %w", err)
	}
	type answer struct {
		line string
		err  error
	}
	got := make(chan answer, 1) // the reader may outlive a cancelled question; the process ends soon after
	go func() {
		line, err := bufio.NewReader(io.LimitReader(s.in, 4096)).ReadString('\n')
		got <- answer{line, err}
	}()
	select {
	case a := <-got:
		if a.err != nil {
			return "", errNoAnswer
		}
		return strings.TrimSpace(a.line), nil
	case <-ctx.Done():
		fmt.Fprintln(s.err)
		return "", ctx.Err()
	}
}

// confirm asks until it hears one of the words for yes or no; they are whole words, so that a stray key is no consent.
func confirm(ctx context.Context, s *system, question, yes, no string) (bool, error) {
	for {
		a, err := ask(ctx, s, question)
		switch {
		case err != nil:
			return false, err
		case strings.EqualFold(a, yes):
			return true, nil
		case strings.EqualFold(a, no):
			return false, nil
		}
	}
}
