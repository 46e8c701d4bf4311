package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/windows"

	"myebox/tui/linear"
)

// typed is what a person types, for the linear mode: with modes where it is a console, and such that a Read that blocks
// can be ended. It implements linear.Input.
type typed struct {
	f    *os.File
	h    windows.Handle
	kick windows.Handle // an event that ends a Read
	was  uint32
	tty  bool
}

// openTyped takes over the input. The caller closes it: then a console is as it was.
func openTyped(f *os.File) (*typed, error) {
	kick, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return nil, fmt.Errorf("preparing to read: %w", err)
	}
	t := &typed{f: f, h: windows.Handle(f.Fd()), kick: kick}
	t.tty = windows.GetConsoleMode(t.h, &t.was) == nil
	return t, nil
}

// close puts the console back and ends a Read.
func (t *typed) close() {
	if t.tty {
		_ = windows.SetConsoleMode(t.h, t.was)
	}
	_ = windows.SetEvent(t.kick)
}

// Read implements linear.Input. After close it is io.EOF.
func (t *typed) Read(p []byte) (int, error) {
	if t.tty {
		n, err := windows.WaitForMultipleObjects([]windows.Handle{t.kick, t.h}, false, windows.INFINITE)
		if err != nil {
			return 0, fmt.Errorf("waiting for input: %w", err)
		}
		if n == windows.WAIT_OBJECT_0 {
			return 0, io.EOF
		}
	}
	return t.f.Read(p)
}

// Set implements linear.Input. Ctrl-C stays a signal in every mode.
func (t *typed) Set(m linear.Mode) error {
	if !t.tty {
		return nil
	}
	to := t.was | windows.ENABLE_PROCESSED_INPUT
	switch m {
	case linear.Keys:
		to = to&^(windows.ENABLE_LINE_INPUT|windows.ENABLE_ECHO_INPUT) | windows.ENABLE_VIRTUAL_TERMINAL_INPUT
	case linear.Secret:
		to = to&^windows.ENABLE_ECHO_INPUT | windows.ENABLE_LINE_INPUT
	default:
		to |= windows.ENABLE_LINE_INPUT | windows.ENABLE_ECHO_INPUT
	}
	if err := windows.SetConsoleMode(t.h, to); err != nil {
		return fmt.Errorf("setting the console: %w", err)
	}
	return nil
}

// Flush implements linear.Input.
func (t *typed) Flush() error {
	if !t.tty {
		return nil
	}
	if err := windows.FlushConsoleInputBuffer(t.h); err != nil {
		return fmt.Errorf("throwing away what was typed ahead: %w", err)
	}
	return nil
}
