//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package mailbox

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock keeps other processes from using the file, as long as it is open.
func lock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
