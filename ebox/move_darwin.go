package ebox

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// moveNew gives a file a new name in one step and never replaces another; fs.ErrExist: the name is taken.
func moveNew(from, to string, at func(string)) error {
	err := unix.RenamexNp(from, to, unix.RENAME_EXCL)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOTSUP):
		return linkNew(from, to, at)
	}
	return &os.LinkError{Op: "renamex_np", Old: from, New: to, Err: err}
}
