package outbox

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"myebox/ebox"
)

// Endings of the names of files; before them comes the hash of the message.
const (
	endRecord = ".json"
	endLock   = ".lock"
	endDraft  = ".draft"
	endCopy   = ".file"
	endTemp   = ".tmp"
)

var recordName = regexp.MustCompile(`^[0-9a-f]{32}\.json$`)

// stem is what the files of a message are named after: it tells nothing of it.
func stem(k ebox.Key) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d:%s%s", len(k.Provider), k.Provider, k.ID))
	return hex.EncodeToString(sum[:16])
}

func (o *Outbox) path(name string) string { return filepath.Join(o.o.Dir, name) }

// prepare makes the directory if it is not there, and makes sure that it is one that nobody else can look into.
func (o *Outbox) prepare() error {
	err := os.Mkdir(o.o.Dir, 0o700)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(o.o.Dir), 0o700); err == nil {
			err = os.Mkdir(o.o.Dir, 0o700)
		}
	}
	switch {
	case err == nil:
		err = syncDir(filepath.Dir(o.o.Dir))
	case errors.Is(err, fs.ErrExist):
		err = o.inspect()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ebox.ErrReplyDisk, err)
	}
	return nil
}

var errNotOurs = errors.New("not a directory of this user")

// inspect refuses a directory that is a link, somebody else's, or open to others when that cannot be changed.
func (o *Outbox) inspect() error {
	fi, err := os.Lstat(o.o.Dir)
	if err != nil {
		return err
	}
	if !fi.IsDir() || !owned(fi) {
		return &fs.PathError{Op: "open", Path: o.o.Dir, Err: errNotOurs}
	}
	if fi.Mode().Perm()&0o077 != 0 && modes {
		return os.Chmod(o.o.Dir, 0o700)
	}
	return nil
}

// read gives a file's bytes; fs.ErrNotExist when there is none. Links are refused.
func (o *Outbox) read(name string, limit int64) ([]byte, error) {
	if err := o.inspect(); err != nil {
		return nil, err
	}
	f, err := openPlain(o.path(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if fi, err := f.Stat(); err != nil || !fi.Mode().IsRegular() {
		return nil, errors.Join(err, &fs.PathError{Op: "read", Path: o.path(name), Err: ebox.ErrReplyNotFile})
	}
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = &fs.PathError{Op: "read", Path: o.path(name), Err: ebox.ErrReplyFileLarge}
	}
	return b, err
}

// exists tells whether there is something of that name.
func (o *Outbox) exists(name string) bool {
	_, err := os.Lstat(o.path(name))
	return !errors.Is(err, fs.ErrNotExist)
}

// write puts a file in its place, whole and on disk, or not at all: ErrReplyDisk. The caller holds the lock of its message.
func (o *Outbox) write(name string, b []byte) error {
	if err := o.replace(name, b); err != nil {
		return fmt.Errorf("%w: %w", ebox.ErrReplyDisk, err)
	}
	return nil
}

func (o *Outbox) replace(name string, b []byte) error {
	kind := strings.TrimPrefix(filepath.Ext(name), ".") // for the steps
	head, _, _ := strings.Cut(name, ".")
	temp := o.path(head + "." + token() + endTemp)
	o.at(kind + " making")
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	o.at(kind + " made")
	half := len(b) / 2
	_, err = f.Write(b[:half])
	if err == nil {
		o.at(kind + " half written")
		_, err = f.Write(b[half:])
	}
	if err == nil {
		o.at(kind + " written")
		err = f.Sync()
	}
	o.at(kind + " synced")
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(temp, o.path(name))
	}
	if err != nil {
		os.Remove(temp)
		return err
	}
	o.at(kind + " renamed")
	if err := syncDir(o.o.Dir); err != nil {
		return err
	}
	o.at(kind + " kept")
	return nil
}

// remove removes files, those that are not there too.
func (o *Outbox) remove(names ...string) error {
	for _, name := range names {
		o.at("removing " + strings.TrimPrefix(filepath.Ext(name), "."))
		if err := os.Remove(o.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: %w", ebox.ErrReplyDisk, err)
		}
	}
	o.at("removed")
	if err := syncDir(o.o.Dir); err != nil {
		return fmt.Errorf("%w: %w", ebox.ErrReplyDisk, err)
	}
	return nil
}

// names are the files of a message with that ending.
func (o *Outbox) names(k ebox.Key, end string) []string {
	all, _ := os.ReadDir(o.o.Dir) // what cannot be listed is not removed
	var list []string
	for _, e := range all {
		if strings.HasPrefix(e.Name(), stem(k)+".") && strings.HasSuffix(e.Name(), end) {
			list = append(list, e.Name())
		}
	}
	return list
}

// token is a name that nobody guesses.
func token() string {
	var b [8]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
