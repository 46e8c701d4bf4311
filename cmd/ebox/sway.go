package main

import (
	"bytes"
	"io"
	"strings"
)

// sway begins every second line with a blank. At the bottom of the kernel's console every answer comes on the same row,
// and of a row that changes BRLTTY says the cells that differ: of a message that is unread like the one before, not that
// it is unread. With the blank all cells differ; nobody hears it.
type sway struct {
	w   io.Writer
	odd bool
}

// linearOut is where the linear mode writes.
func (w *wiring) linearOut() io.Writer {
	if strings.HasPrefix(w.sys.getenv("TERM"), "linux") && w.sys.outTTY {
		return &sway{w: w.sys.out}
	}
	return w.sys.out
}

// Write takes a line, with the break before it, or what goes on on the same line.
func (s *sway) Write(b []byte) (int, error) {
	if len(b) < 2 || b[0] != '\n' || bytes.IndexByte(b[1:], '\n') >= 0 {
		return s.w.Write(b)
	}
	if s.odd = !s.odd; !s.odd {
		return s.w.Write(b)
	}
	n, err := s.w.Write(append([]byte("\n "), b[1:]...))
	return max(n-1, 0), err
}
