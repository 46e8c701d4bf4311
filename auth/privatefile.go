package auth

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// openPrivate opens a file that only its owner may read and reads it whole, at most limit bytes. Every check is done on
// the descriptor that is read, so that nothing can be put in its place in between. Errors: *FileError, or that of the
// system (fs.ErrNotExist, fs.ErrPermission).
func openPrivate(path string, limit int64) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|noFollow|noWait, 0)
	if err != nil {
		if isLink(err) {
			return nil, &FileError{path, ErrFileLink}
		}
		return nil, withoutPath(err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, withoutPath(err)
	}
	if err := checkPrivate(info, os.Geteuid()); err != nil {
		return nil, &FileError{path, err}
	}
	b, err := readAtMost(f, limit)
	return b, inFile(path, err)
}

// openPublic reads a plain file whole, at most limit bytes. It may belong to anybody and be a link.
func openPublic(path string, limit int64) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|noWait, 0)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, withoutPath(err)
	}
	if !info.Mode().IsRegular() {
		return nil, &FileError{path, ErrFileLink}
	}
	b, err := readAtMost(f, limit)
	return b, inFile(path, err)
}

// checkPrivate wants a plain file of user uid that nobody else may read or change.
func checkPrivate(info fs.FileInfo, uid int) error {
	if !info.Mode().IsRegular() {
		return ErrFileLink
	}
	return checkMine(info, uid)
}

// checkMine looks at mode and owner.
func checkMine(info fs.FileInfo, uid int) error {
	if owner, known := ownerOf(info); known && owner != uid {
		return ErrFileOwner
	}
	if modesCount && info.Mode().Perm()&0o077 != 0 {
		return ErrFileMode
	}
	return nil
}

// readAtMost reads everything; ErrFileSize if that is more than limit.
func readAtMost(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		clear(b)
		return nil, fmt.Errorf("reading the file: %w", withoutPath(err))
	}
	if int64(len(b)) > limit {
		clear(b)
		return nil, ErrFileSize
	}
	return b, nil
}

// withoutPath is what the system says, without the path, which the caller knows.
func withoutPath(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
