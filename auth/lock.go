package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// sharedLock is held while the stored secret is read, used and replaced, by one goroutine of one process at a time
// (login.md 10). The file is empty; the system releases it when a process dies.
type sharedLock struct {
	gate gate
	path string // "": this process only
}

// newSharedLock names the file after everything that the secret depends on.
func newSharedLock(dir string, parts ...string) *sharedLock {
	l := &sharedLock{gate: newGate()}
	if dir != "" {
		sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
		l.path = filepath.Join(dir, "login-"+hex.EncodeToString(sum[:8])+".lock")
	}
	return l
}

// lock waits for the lock or for the end of ctx.
func (l *sharedLock) lock(ctx context.Context) (unlock func(), err error) {
	if err := l.gate.lock(ctx); err != nil {
		return nil, err
	}
	if l.path == "" {
		return l.gate.unlock, nil
	}
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		l.gate.unlock()
		return nil, fmt.Errorf("locking the session: %w", err)
	}
	type locked struct {
		file *lockedfile.File
		err  error
	}
	got := make(chan locked, 1)
	go func() { // the system's call knows no context
		f, err := lockedfile.OpenFile(l.path, os.O_RDWR|os.O_CREATE, 0o600)
		got <- locked{f, err}
	}()
	release := func(r locked) {
		if r.err == nil {
			_ = r.file.Close()
		}
		l.gate.unlock()
	}
	select {
	case r := <-got:
		if r.err != nil {
			l.gate.unlock()
			return nil, fmt.Errorf("locking the session: %w", r.err)
		}
		return func() { release(r) }, nil
	case <-ctx.Done():
		go func() { release(<-got) }()
		return nil, ctx.Err()
	}
}
