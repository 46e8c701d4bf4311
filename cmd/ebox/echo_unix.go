//go:build unix

package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// terminalInput opens the terminal of the process for reading.
const terminalInput = "/dev/tty"

// noEcho hides what is typed, until restore. Lines and the keys for signals stay as they are.
func noEcho(f *os.File) (restore func(), err error) {
	fd := int(f.Fd())
	was, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, fmt.Errorf("hiding what is typed: %w", err)
	}
	now := *was
	now.Lflag &^= unix.ECHO
	now.Lflag |= unix.ICANON | unix.ISIG
	now.Iflag |= unix.ICRNL
	if err := unix.IoctlSetTermios(fd, setTermios, &now); err != nil {
		return nil, fmt.Errorf("hiding what is typed: %w", err)
	}
	return func() { _ = unix.IoctlSetTermios(fd, setTermios, was) }, nil
}
