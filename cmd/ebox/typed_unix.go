//go:build unix

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"

	"golang.org/x/sys/unix"

	"myebox/tui/linear"
)

// typed is what a person types, for the linear mode: with modes where it is a terminal, and such that a Read that blocks
// can be ended. It implements linear.Input.
type typed struct {
	fd         int
	wake, kick *os.File // the two ends of a pipe that ends a Read
	was        *unix.Termios
	mu         sync.Mutex
	now        *unix.Termios // nil: as it was
	stop, cont chan os.Signal
	done       chan struct{}
}

// openTyped takes over the input. The caller closes it: then a terminal is as it was.
func openTyped(f *os.File) (*typed, error) {
	wake, kick, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("preparing to read: %w", err)
	}
	t := &typed{fd: int(f.Fd()), wake: wake, kick: kick, done: make(chan struct{})}
	if was, err := unix.IoctlGetTermios(t.fd, getTermios); err == nil {
		t.was = was
		t.stop, t.cont = make(chan os.Signal, 1), make(chan os.Signal, 1)
		signal.Notify(t.stop, unix.SIGTSTP)
		signal.Notify(t.cont, unix.SIGCONT)
		go t.suspend()
	}
	return t, nil
}

// close puts the terminal back and ends a Read.
func (t *typed) close() {
	if t.was != nil {
		signal.Stop(t.stop)
		signal.Stop(t.cont)
		close(t.done)
		t.mu.Lock()
		_ = unix.IoctlSetTermios(t.fd, setTermios, t.was)
		t.now = nil
		t.mu.Unlock()
	}
	_ = t.kick.Close() // the reading end stays for the Read that may be under way
}

// Read implements linear.Input. After close it is io.EOF.
func (t *typed) Read(p []byte) (int, error) {
	fds := []unix.PollFd{{Fd: int32(t.fd), Events: unix.POLLIN}, {Fd: int32(t.wake.Fd()), Events: unix.POLLIN}}
	for {
		if _, err := unix.Poll(fds, -1); err != nil {
			if errors.Is(err, unix.EINTR) {
				continue
			}
			return 0, fmt.Errorf("waiting for input: %w", err)
		}
		if fds[1].Revents != 0 {
			return 0, io.EOF
		}
		n, err := unix.Read(t.fd, p)
		switch {
		case errors.Is(err, unix.EINTR), errors.Is(err, unix.EAGAIN):
			continue
		case err != nil:
			return 0, fmt.Errorf("reading input: %w", err)
		case n == 0:
			return 0, io.EOF
		}
		return n, nil
	}
}

// Set implements linear.Input. Signals, the translation of Enter and the output stay as they are in every mode.
func (t *typed) Set(m linear.Mode) error {
	if t.was == nil {
		return nil
	}
	to := *t.was
	to.Lflag |= unix.ICANON | unix.ECHO | unix.ISIG
	to.Iflag |= unix.ICRNL
	switch m {
	case linear.Keys:
		to.Lflag &^= unix.ICANON | unix.ECHO
		to.Cc[unix.VMIN], to.Cc[unix.VTIME] = 1, 0
	case linear.Secret:
		to.Lflag &^= unix.ECHO
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := unix.IoctlSetTermios(t.fd, setTermios, &to); err != nil {
		return fmt.Errorf("setting the terminal: %w", err)
	}
	t.now = &to
	return nil
}

// Flush implements linear.Input.
func (t *typed) Flush() error {
	if t.was == nil {
		return nil
	}
	if err := flushInput(t.fd); err != nil {
		return fmt.Errorf("throwing away what was typed ahead: %w", err)
	}
	return nil
}

// suspend is Ctrl-Z: the shell gets the terminal as it was, and the mode comes back with the program.
func (t *typed) suspend() {
	for {
		select {
		case <-t.done:
			return
		case <-t.stop:
		}
		t.mu.Lock()
		_ = unix.IoctlSetTermios(t.fd, setTermios, t.was)
		select { // an old one
		case <-t.cont:
		default:
		}
		_ = unix.Kill(unix.Getpid(), unix.SIGSTOP) // other threads may run on for a moment
		select {
		case <-t.cont:
		case <-t.done:
		}
		if t.now != nil {
			_ = unix.IoctlSetTermios(t.fd, setTermios, t.now)
		}
		t.mu.Unlock()
	}
}
