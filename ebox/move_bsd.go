//go:build freebsd || netbsd || openbsd || dragonfly

package ebox

// moveNew gives a file a new name and never replaces another; fs.ErrExist: the name is taken.
func moveNew(from, to string, at func(string)) error { return linkNew(from, to, at) }
