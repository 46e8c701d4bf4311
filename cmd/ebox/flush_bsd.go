//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package main

import "golang.org/x/sys/unix"

// fread names the queue of input (FREAD of sys/file.h).
const fread = 1

// flushInput throws away what was typed and not read (tcflush of POSIX).
func flushInput(fd int) error { return unix.IoctlSetPointerInt(fd, unix.TIOCFLUSH, fread) }
