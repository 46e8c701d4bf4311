package ebox

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// moveNew gives a file a new name in one step and never replaces another; fs.ErrExist: the name is taken.
func moveNew(from, to string, at func(string)) error {
	err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.ENOTSUP): // NFS, old systems
		return linkNew(from, to, at)
	}
	return &os.LinkError{Op: "renameat2", Old: from, New: to, Err: err}
}
