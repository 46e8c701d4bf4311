// Package tui is the full screen of the client: log in, inbox, reader, download. It is one Bubble Tea program whose root
// holds a stack of screens; it does no I/O of its own but through the interfaces in deps.go, and says nothing that
// package present did not word.
package tui
