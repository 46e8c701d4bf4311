//go:build unix

package main

import "os"

// flushTyped throws away what was typed at a terminal and not read yet. Where f is no terminal nothing happens.
func flushTyped(f *os.File) { _ = flushInput(int(f.Fd())) }
