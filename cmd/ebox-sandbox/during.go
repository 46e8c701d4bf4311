package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/charmbracelet/x/term"
)

// during runs a command in the foreground, with the profile in its environment, and passes on how it ended.
func (s *server) during(ctx context.Context, command []string, stdout, stderr io.Writer) error {
	dir, err := os.MkdirTemp("", "ebox-sandbox-")
	if err != nil {
		return fmt.Errorf("making profile directory: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "config.toml")
	b, err := s.profile()
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, b, 0o600); err != nil {
		return fmt.Errorf("writing profile: %w", err)
	}
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, stdout, stderr
	cmd.Env = append(os.Environ(), "EBOX_CONFIG="+file, "EBOX_PROFILE="+profileName)
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	if err := cmd.Start(); err != nil {
		return notStarted(err, stderr)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case sig := <-signals:
			if !sentByTerminal(sig) {
				cmd.Process.Signal(sig) // it may have ended meanwhile
			}
		case err := <-ended:
			return ending(err)
		}
	}
}

// sentByTerminal tells whether a terminal has sent the signal to the command too: it signals the whole foreground group.
func sentByTerminal(sig os.Signal) bool {
	if sig != syscall.SIGINT && sig != syscall.SIGQUIT {
		return false
	}
	return term.IsTerminal(os.Stdin.Fd())
}

// notStarted gives the exit codes of a shell.
func notStarted(err error, stderr io.Writer) error {
	fmt.Fprintln(stderr, "ebox-sandbox: starting the command:", err)
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return exitError(127)
	}
	return exitError(126)
}

// ending turns how a command ended into an exit code: 128 and the number for a signal, as shells do.
func ending(err error) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return exitError(128 + int(status.Signal()))
	}
	return exitError(exit.ExitCode())
}
