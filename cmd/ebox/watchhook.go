package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// hookTime is how long a hook may take for one message.
const hookTime = time.Minute

// errHook is a hook that did not end with 0.
var errHook = errors.New("running the hook")

// hook runs the person's own command for a message. What it is told comes on its input, as one line of JSON: an argument
// or a variable would be seen by everybody on the machine.
type hook struct {
	command string
	errs    io.Writer // its output and errors
}

// run starts the command and waits; an error when it did not end with 0.
func (h *hook) run(ctx context.Context, document []byte) error {
	ctx, cancel := context.WithTimeout(ctx, hookTime)
	defer cancel()
	shell, option := "/bin/sh", "-c"
	if runtime.GOOS == "windows" {
		shell, option = "cmd", "/c"
	}
	cmd := exec.CommandContext(ctx, shell, option, h.command)
	cmd.Stdin = bytes.NewReader(document)
	cmd.Stdout, cmd.Stderr = h.errs, h.errs
	cmd.Env = withoutOurs(os.Environ())
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%w: %w", errHook, err)
	}
	return nil
}

// withoutOurs is the environment without this program's own variables: a hook that starts ebox says itself which box it
// means.
func withoutOurs(env []string) []string {
	out := make([]string, 0, len(env))
	for _, e := range env {
		if !strings.HasPrefix(e, "EBOX_") {
			out = append(out, e)
		}
	}
	return out
}
