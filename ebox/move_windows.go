package ebox

import (
	"os"

	"golang.org/x/sys/windows"
)

// moveNew gives a file a new name in one step and never replaces another; fs.ErrExist: the name is taken.
func moveNew(from, to string, _ func(string)) error {
	a, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	b, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	if err := windows.MoveFileEx(a, b, windows.MOVEFILE_WRITE_THROUGH); err != nil {
		return &os.LinkError{Op: "MoveFileEx", Old: from, New: to, Err: err}
	}
	return nil
}
