//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// fileRead is FREAD of sys/fcntl.h: the queue of what was typed.
const fileRead = 1

// flushTyped throws away what was typed at a terminal and not read yet. Where f is no terminal nothing happens.
func flushTyped(f *os.File) { _ = unix.IoctlSetPointerInt(int(f.Fd()), unix.TIOCFLUSH, fileRead) }
