//go:build unix

package auth

import (
	"errors"
	"io/fs"
	"syscall"

	"golang.org/x/sys/unix"
)

const (
	noFollow   = syscall.O_NOFOLLOW // refuses a link in the last part of a path
	noWait     = syscall.O_NONBLOCK // does not wait for somebody to write into a pipe
	modesCount = true
)

// isLink tells whether opening with noFollow failed because of a link: ELOOP, on some systems EMLINK.
func isLink(err error) bool { return errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.EMLINK) }

// ownerOf is the user id of a file's owner.
func ownerOf(info fs.FileInfo) (uid int, known bool) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return int(st.Uid), true
}

// keepInMemory asks the system not to write b to the swap. Without the right to it nothing is lost.
func keepInMemory(b []byte) { _ = unix.Mlock(b) }
