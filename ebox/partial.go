package ebox

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

const maxNumber = 9999 // of names tried for one document

// partialName is what unfinished files are called.
var partialName = regexp.MustCompile(`^\.ebox-[0-9a-f]{32}\.part$`)

// partial is a file that is not yet where it belongs. It lies in the target directory, so that publishing is one step
// of the file system. As long as its writer lives it is locked, which tells it from what a killed program left behind.
type partial struct {
	dir  string
	file *os.File
	step func(string) // tests stop here; nil: none
}

// newPartial makes an empty one, mode 0600, and removes those that dead programs left in that directory.
func newPartial(dir string, step func(string)) (*partial, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening directory: %w", err)
	}
	sweep(dir)
	for try := 1; ; try++ {
		var random [16]byte
		rand.Read(random[:]) // never fails
		path := filepath.Join(dir, ".ebox-"+hex.EncodeToString(random[:])+".part")
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, fmt.Errorf("making a file: %w", err)
		}
		p := &partial{dir: dir, file: file, step: step}
		if lock(file) && isAt(file, path) {
			p.at("made")
			return p, nil
		}
		p.discard() // another program's sweep came between
		if try == 3 {
			return nil, fmt.Errorf("making a file: %w", fs.ErrNotExist)
		}
	}
}

// at marks a step on the way, for tests.
func (p *partial) at(step string) {
	if p.step != nil {
		p.step(step)
	}
}

// publish gives the file its name, or the next free one after it, once its bytes are on disk.
func (p *partial) publish(name string) (string, error) {
	if err := p.file.Sync(); err != nil {
		return "", fmt.Errorf("writing to disk: %w", err)
	}
	p.at("synced")
	if err := release(p.file); err != nil {
		return "", fmt.Errorf("writing to disk: %w", err)
	}
	for n := 1; n <= maxNumber; n++ {
		path := filepath.Join(p.dir, numbered(name, n))
		err := moveNew(p.file.Name(), path, p.at)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("giving the file its name: %w", err)
		}
		p.at("published")
		if err := syncDir(p.dir); err != nil {
			return "", fmt.Errorf("writing to disk: %w", err)
		}
		return path, nil
	}
	return "", fmt.Errorf("giving the file its name: %w: %d of them", fs.ErrExist, maxNumber)
}

// discard removes what was not published; it is no error when there is nothing left.
func (p *partial) discard() {
	if isAt(p.file, p.file.Name()) {
		os.Remove(p.file.Name())
	}
	p.file.Close()
}

// sweep removes unfinished files whose writers are dead. It is best effort: whatever is odd about one, it stays.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.Type().IsRegular() && partialName.MatchString(e.Name()) {
			removeDead(filepath.Join(dir, e.Name()))
		}
	}
}
