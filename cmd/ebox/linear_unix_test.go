//go:build unix

package main

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestFirstStart: who has said nothing is asked once, before any screen is drawn, and is not asked again.
func TestFirstStart(t *testing.T) {
	f := startFullScreen(t, "EBOX_SCREEN_READER=")
	f.see("Do you use a screen reader or braille display? y or n, default n: ")
	if out, _ := f.output(); strings.Contains(out, "\x1b") {
		t.Errorf("before the answer: %q", out)
	}
	f.key("y\n")
	f.see("This is remembered.")
	f.see("Linear mode (your answer).")
	f.see("1. Log in with the browser.")
	f.key("q")
	if got := f.wait(); got != exitOK {
		t.Errorf("exit code %d", got)
	}
	if out, _ := f.output(); strings.Contains(out, "\x1b") {
		t.Errorf("an escape sequence was written: %q", out)
	}
}

// TestLinearEnds: the terminal is as it was on every way out.
func TestLinearEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(f *fullScreen)
		code int
	}{
		{"by the person", func(f *fullScreen) { f.key("q") }, exitOK},
		{"by Ctrl-C", func(f *fullScreen) { f.key("\x03") }, exitCancelled},
		{"by a request to end", func(f *fullScreen) { _ = f.cmd.Process.Signal(unix.SIGTERM) }, exitCancelled},
		{"in a question", func(f *fullScreen) { f.key(":"); f.see("Command: "); f.key("\x03") }, exitCancelled},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := startFullScreen(t, "EBOX_SCREEN_READER=on")
			was, err := unix.IoctlGetTermios(int(f.tty.Fd()), getTermios)
			if err != nil {
				t.Fatal(err)
			}
			f.see("1. Log in with the browser.")
			now, err := unix.IoctlGetTermios(int(f.tty.Fd()), getTermios)
			if err != nil {
				t.Fatal(err)
			}
			if now.Lflag&(unix.ICANON|unix.ECHO) != 0 || now.Lflag&unix.ISIG == 0 || now.Oflag&unix.OPOST == 0 {
				t.Errorf("modes of the session: %x %x", now.Lflag, now.Oflag)
			}
			f.key("\x1b[B")
			f.see("2. Log in as the test person.")
			c.end(f)
			if got := f.wait(); got != c.code {
				t.Errorf("exit code %d, want %d", got, c.code)
			}
			now, err = unix.IoctlGetTermios(int(f.tty.Fd()), getTermios)
			if err != nil {
				t.Fatal(err)
			}
			if now.Lflag|unix.ICANON|unix.ECHO != now.Lflag || was.Oflag != now.Oflag {
				t.Errorf("modes afterwards: %x %x", now.Lflag, now.Oflag)
			}
		})
	}
}

// TestLinearToFullScreen: a key changes to the full screen, with the session that there is.
func TestLinearToFullScreen(t *testing.T) {
	f := startFullScreen(t, "EBOX_SCREEN_READER=on")
	f.see("1. Log in with the browser.")
	f.key("2")
	f.see("2. Log in as the test person.")
	f.key("\n")
	f.see("SANDBOX. Inbox: ")
	f.key("F")
	f.see("\x1b[?1049h")
	f.see("newest first")
	f.key("q")
	if got := f.wait(); got != exitOK {
		t.Errorf("exit code %d", got)
	}
}
