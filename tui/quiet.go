package tui

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// writer is the terminal that the program writes to, with a filter before it.
type writer struct {
	*os.File
	filter func([]byte) []byte
}

// Write hands on what the filter leaves. The renderer writes whole sequences.
func (w *writer) Write(b []byte) (int, error) {
	if _, err := w.File.Write(w.filter(b)); err != nil {
		return 0, fmt.Errorf("writing to the terminal: %w", err)
	}
	return len(b), nil
}

// output is the terminal as a layout wants it.
func output(d Deps) *writer {
	filter := steady
	if d.Reader {
		filter = func(b []byte) []byte { return hushed(b, d.NoAltScreen) }
	}
	if !d.VT100 {
		return &writer{os.Stdout, filter}
	}
	return &writer{os.Stdout, func(b []byte) []byte { return filter(oldSequences(b)) }}
}

// systemCommands are operating system commands (ECMA-48 8.3.89): titles, colours that are asked for, the clipboard.
var systemCommands = regexp.MustCompile("\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)")

// oldSequences is b without what a terminal of the VT100's kind would print on the screen instead of carrying it out.
func oldSequences(b []byte) []byte { return systemCommands.ReplaceAll(b, nil) }

// Sequences that hide the cursor and show it again.
var (
	hideCursor = []byte("\x1b[?25l")
	showCursor = []byte("\x1b[?25h")
)

// steady is b without hiding a cursor that is shown again in the same breath: the renderer does that at every change,
// which nobody sees but whoever pays for the bytes.
func steady(b []byte) []byte {
	hide, show := bytes.Index(b, hideCursor), bytes.LastIndex(b, showCursor)
	if hide < 0 || show < hide {
		return b
	}
	out := append([]byte{}, b[:hide]...)
	out = append(out, b[hide+len(hideCursor):show]...)
	return append(out, b[show+len(showCursor):]...)
}

// Sequences that others stand for when the alternate screen stays closed: its opening makes room by scrolling, so that
// what was there goes into the terminal's memory, and its end goes below what was written.
const (
	openAlt  = "\x1b[?1049h"
	closeAlt = "\x1b[?1049l"
)

// hushed is b without what is for modern terminals only: questions, modes, titles. Screen readers read these aloud, since
// they know what every terminal has understood for decades and nothing else.
// inline leaves the alternate screen closed.
func hushed(b []byte, inline bool) []byte {
	b = steady(b)
	var out bytes.Buffer
	var state byte
	for len(b) > 0 {
		seq, width, n, next := ansi.DecodeSequence(b, state, nil)
		state = next
		if width > 0 || n == 0 || seq[0] != ansi.ESC || plainSequence(seq) {
			out.Write(stand(seq, inline))
		}
		b = b[max(n, 1):]
	}
	return out.Bytes()
}

// tallest is at least how many rows nearly every terminal has.
const tallest = 60

// stand is what is written for a sequence.
func stand(seq []byte, inline bool) []byte {
	if !inline {
		return seq
	}
	switch string(seq) {
	case openAlt:
		return []byte("\x1b[999;1H" + strings.Repeat("\n", tallest) + "\r")
	case closeAlt:
		return []byte("\x1b[999;1H\r\n")
	}
	return seq
}

// plainSequence tells whether a sequence is one that terminals have always had: no private marker but the question mark
// of modes, no blank or dollar, no strings but the one for the clipboard.
func plainSequence(seq []byte) bool {
	if bytes.HasPrefix(seq, []byte("\x1b]52;")) {
		return true
	}
	if len(seq) < 3 || seq[1] != '[' {
		return len(seq) > 1 && seq[1] != ']' && seq[1] != 'P' && seq[1] != '_' && seq[1] != '^' && seq[1] != 'X'
	}
	if bytes.ContainsAny(seq[2:len(seq)-1], "<=> $!\"'*") {
		return false
	}
	if seq[2] != '?' {
		return true
	}
	switch string(seq[3 : len(seq)-1]) {
	case "25", "1049", "2004":
		return true
	}
	return false
}
