package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"myebox/ebox"
)

// lookBack is how far before now every look reaches: a provider may tell of a message later than it says to have
// received it.
const lookBack = 3 * 24 * time.Hour

// watchState is what was told already. It holds no text and no identifier, only hashes.
type watchState struct {
	Version int                  `json:"version"`
	Since   time.Time            `json:"since"`  // what was received before is not new
	Told    map[string]time.Time `json:"told"`   // hash of a message's key, and when it was received
	Looked  map[string]time.Time `json:"looked"` // provider, hashed, and when it last answered
	path    string               // "": memory only
}

// watchVersion is the form of the file.
const watchVersion = 1

// errWatched is another process that watches the same box.
var errWatched = errors.New("the box is being watched already")

func hashed(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// openWatch reads what was told of a box; nothing of a box that nobody watched before, which begins at now. The lock is
// held until release: what is told twice is a nuisance, what two processes tell in turns is worse.
func openWatch(path string, now time.Time) (s *watchState, release func(), err error) {
	if err := private(filepath.Dir(path)); err != nil {
		return nil, nil, err
	}
	lock, err := tryLock(path + ".lock")
	if err != nil {
		return nil, nil, err
	}
	since := now.Truncate(time.Second) // as exact as registries tell when a message came
	s = &watchState{Version: watchVersion, Since: since, Told: map[string]time.Time{}, Looked: map[string]time.Time{}, path: path}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, lock, nil
	}
	if err == nil {
		err = parseWatch(b, s)
	}
	if err != nil {
		lock()
		return nil, nil, &configError{path, err}
	}
	return s, lock, nil
}

func parseWatch(b []byte, s *watchState) error {
	var read watchState
	if err := json.Unmarshal(b, &read); err != nil {
		return fmt.Errorf("reading what was told: %w", err)
	}
	if read.Version != watchVersion || read.Since.IsZero() || read.Told == nil || read.Looked == nil {
		return errors.New("reading what was told: not written by this program")
	}
	read.path = s.path
	*s = read
	return nil
}

// tryLock takes a lock that processes share, or tells that another one has it.
func tryLock(path string) (release func(), err error) {
	type locked struct {
		unlock func()
		err    error
	}
	got := make(chan locked, 1)
	go func() { // the system's call knows no end
		unlock, err := lockedfile.MutexAt(path).Lock()
		got <- locked{unlock, err}
	}()
	select {
	case l := <-got:
		if l.err != nil {
			return nil, fmt.Errorf("locking what was told: %w", l.err)
		}
		return l.unlock, nil
	case <-time.After(lockPatience):
		go func() { // it comes when the other process ends, if that is before this one
			if l := <-got; l.err == nil {
				l.unlock()
			}
		}()
		return nil, errWatched
	}
}

// lockPatience is how long another process that is just ending is waited for.
const lockPatience = 300 * time.Millisecond

// from is the oldest receipt that a look has to reach back to: lookBack, or further where a provider did not answer for
// longer than that.
func (s *watchState) from(now time.Time, providers []ebox.Provider) time.Time {
	from := now.Add(-lookBack)
	for _, p := range providers {
		if last, ok := s.Looked[hashed(p.ID)]; ok && last.Add(-lookBack).Before(from) {
			from = last.Add(-lookBack)
		}
	}
	if from.Before(s.Since) {
		return s.Since
	}
	return from
}

// isNew tells whether a message was not told yet.
func (s *watchState) isNew(m *ebox.Message) bool {
	_, told := s.Told[hashed(m.Key.Provider, m.Key.ID)]
	return !told && !m.ReceiptDate.Before(s.Since)
}

// tell notes that a message was told.
func (s *watchState) tell(m *ebox.Message) { s.Told[hashed(m.Key.Provider, m.Key.ID)] = m.ReceiptDate }

// looked notes which providers answered, and forgets what no look reaches back to any more.
func (s *watchState) looked(now time.Time, answered, all []ebox.Provider) {
	for _, p := range answered {
		s.Looked[hashed(p.ID)] = now
	}
	from := s.from(now, all)
	for k, received := range s.Told {
		if received.Before(from.Add(-24 * time.Hour)) {
			delete(s.Told, k)
		}
	}
}

// save writes the state whole or not at all.
func (s *watchState) save() error {
	if s.path == "" {
		return nil
	}
	b, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("writing what was told: %w", err)
	}
	return replaceFile(s.path, b)
}
