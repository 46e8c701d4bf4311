package outbox

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// modes: permissions are lists of access here, and the directory lies in the user's own.
const modes = false

func owned(fs.FileInfo) bool { return true }

// openPlain opens a file for reading, and no link.
func openPlain(path string) (*os.File, error) {
	if fi, err := os.Lstat(path); err != nil {
		return nil, err
	} else if !fi.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrInvalid}
	}
	return os.Open(path)
}

// openLock opens a lock's file, made when it is not there.
func openLock(path string) (*os.File, error) { return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) }

// tryLock takes the lock, for oneself or together with others, until f is closed or the process dies. It is false when
// somebody else has it.
func tryLock(f *os.File, shared bool) (bool, error) {
	how := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if !shared {
		how |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	err := windows.LockFileEx(windows.Handle(f.Fd()), how, 0, 1, 0, new(windows.Overlapped))
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, windows.ERROR_LOCK_VIOLATION), errors.Is(err, windows.ERROR_IO_PENDING):
		return false, nil
	}
	return false, &fs.PathError{Op: "lock", Path: f.Name(), Err: err}
}

// syncDir: names are put on disk with their files here.
func syncDir(string) error { return nil }
