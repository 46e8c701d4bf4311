package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// flushTyped throws away what was typed at a console and not read yet. Where f is no console nothing happens.
func flushTyped(f *os.File) { _ = windows.FlushConsoleInputBuffer(windows.Handle(f.Fd())) }
