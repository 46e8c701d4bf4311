package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// flushTyped throws away what was typed at a terminal and not read yet. Where f is no terminal nothing happens.
func flushTyped(f *os.File) { _ = unix.IoctlSetInt(int(f.Fd()), unix.TCFLSH, unix.TCIFLUSH) }
