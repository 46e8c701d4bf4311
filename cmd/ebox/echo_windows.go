package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// terminalInput opens the console of the process for reading.
const terminalInput = "CONIN$"

// noEcho hides what is typed, until restore. Lines and Ctrl-C stay as they are.
func noEcho(f *os.File) (restore func(), err error) {
	h := windows.Handle(f.Fd())
	var was uint32
	if err := windows.GetConsoleMode(h, &was); err != nil {
		return nil, fmt.Errorf("hiding what is typed: %w", err)
	}
	now := was&^windows.ENABLE_ECHO_INPUT | windows.ENABLE_LINE_INPUT | windows.ENABLE_PROCESSED_INPUT
	if err := windows.SetConsoleMode(h, now); err != nil {
		return nil, fmt.Errorf("hiding what is typed: %w", err)
	}
	return func() { _ = windows.SetConsoleMode(h, was) }, nil
}
