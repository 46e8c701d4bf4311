// Command ebox-sandbox is a federated eBox on the loopback, with a login, several document providers and knobs to make
// them fail. With --run it starts a client on itself and ends with it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

func main() {
	os.Exit(execute(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// exitError is an exit code without words: a command that was run has said its own.
type exitError int

// Error implements error; it is not printed.
func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// usageError is a mistake in the flags: exit code 2.
type usageError struct{ error }

// Unwrap gives the mistake.
func (e usageError) Unwrap() error { return e.error }

// execute runs the program and gives its exit code.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	cmd := newCommand(stdout, stderr)
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(ctx)
	var code exitError
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	}
	fmt.Fprintln(stderr, "ebox-sandbox:", err)
	if errors.As(err, &usage) {
		fmt.Fprintln(stderr, "hint: ebox-sandbox --help lists the flags")
		return 2
	}
	return 1
}
