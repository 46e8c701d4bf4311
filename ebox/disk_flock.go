//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package ebox

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// private tells whether nobody but its owner may change the file.
func private(fi fs.FileInfo) bool { return fi.Mode().Perm()&0o022 == 0 }

// lock marks the file as in use until it is closed or its process dies. It is false when another program holds it. A
// file system without locks counts as locked: nobody can sweep there either.
func lock(f *os.File) bool {
	return !errors.Is(unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB), unix.EWOULDBLOCK)
}

// release prepares the file for its new name; the lock goes on until it is closed.
func release(*os.File) error { return nil }

// isAt tells whether path still names this very file.
func isAt(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Lstat(path)
	return err == nil && os.SameFile(a, b)
}

// removeDead removes an unfinished file of ours unless a living program holds its lock.
func removeDead(path string) {
	f, err := os.OpenFile(path, os.O_RDWR|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if err != nil {
		return
	}
	defer f.Close()
	if unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil && isAt(f, path) {
		os.Remove(path)
	}
}

// syncDir puts a directory's names on disk. A file system that cannot do it has its own ways.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	err = d.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		return nil
	}
	return err
}

// linkNew gives a file a new name without replacing another: a second name first, then the old one goes.
func linkNew(from, to string, at func(string)) error {
	if err := os.Link(from, to); err != nil {
		return err
	}
	at("linked")
	return os.Remove(from)
}
