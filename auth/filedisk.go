package auth

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Names and limits of the store in a directory.
const (
	storeName    = "secrets"
	storeNewName = "secrets.new" // while it is written
	maxStore     = 4 << 20       // bytes of the file
)

// openDir opens the directory, which must be ours alone and no link.
func openDir(dir string, make bool) (*os.Root, error) {
	if make {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, withoutPath(err)
		}
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return nil, withoutPath(err)
	}
	if !info.IsDir() {
		return nil, &FileError{dir, ErrFileLink}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, withoutPath(err)
	}
	opened, err := root.Stat(".")
	if err == nil && !os.SameFile(info, opened) {
		err = ErrFileLink
	}
	if err == nil {
		err = checkMine(opened, os.Geteuid())
	}
	if err != nil {
		_ = root.Close()
		return nil, &FileError{dir, err}
	}
	return root, nil
}

// readStore reads the file, which must be ours alone and no link.
func readStore(root *os.Root) ([]byte, error) {
	info, err := root.Lstat(storeName)
	if err != nil {
		return nil, withoutPath(err)
	}
	if err := checkPrivate(info, os.Geteuid()); err != nil {
		return nil, &FileError{filepath.Join(root.Name(), storeName), err}
	}
	file, err := root.OpenFile(storeName, os.O_RDONLY|noFollow|noWait, 0)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer func() { _ = file.Close() }()
	opened, err := file.Stat()
	if err != nil {
		return nil, withoutPath(err)
	}
	if err := checkPrivate(opened, os.Geteuid()); err != nil || !os.SameFile(info, opened) {
		return nil, &FileError{filepath.Join(root.Name(), storeName), ErrFileLink}
	}
	b, err := readAtMost(file, maxStore)
	return b, inFile(filepath.Join(root.Name(), storeName), err)
}

// writeStore replaces the file in one step: new file, to the disk, over the old one, the directory to the disk.
func writeStore(root *os.Root, b []byte) error {
	if err := root.Remove(storeNewName); err != nil && !errors.Is(err, fs.ErrNotExist) { // somebody died over it
		return withoutPath(err)
	}
	file, err := root.OpenFile(storeNewName, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, 0o600)
	if err != nil {
		return withoutPath(err)
	}
	_, err = file.Write(b)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		_ = root.Remove(storeNewName)
		return err
	}
	if err := root.Rename(storeNewName, storeName); err != nil {
		_ = root.Remove(storeNewName)
		return withoutPath(err)
	}
	if dir, err := root.Open("."); err == nil { // not every system can do this; the file itself is on the disk
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}
