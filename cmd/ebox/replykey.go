package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"

	"myebox/auth"
)

// draftKeyLen is the bytes of the key that drafts are sealed with.
const draftKeyLen = 32

// errDraftKey is what is in the keyring in the place of the key, and is none. It is not replaced: drafts may be sealed
// with what was there.
var errDraftKey = errors.New("the key of the drafts in the keyring is damaged")

// draftsAccount is the keyring's account of the key that drafts are sealed with. It stays after a logout.
func (p *profile) draftsAccount() string { return "drafts/" + p.repliesStem() }

// draftKey gives the key that the drafts of a profile are sealed with. The first call of all processes makes it; the lock
// sees to it that there is one key only.
func draftKey(ctx context.Context, store auth.Store, account, lock string) ([]byte, error) {
	unlock, err := lockFile(ctx, lock)
	if err != nil {
		return nil, err
	}
	defer unlock()
	key, err := loadDraftKey(ctx, store, account)
	if !errors.Is(err, auth.ErrNotFound) {
		return key, err
	}
	key = make([]byte, draftKeyLen)
	_, _ = rand.Read(key) // never fails
	text := []byte(base64.StdEncoding.EncodeToString(key))
	defer clear(text)
	if err := store.Save(ctx, account, text); err != nil {
		return nil, fmt.Errorf("keeping the key of the drafts: %w", err)
	}
	return loadDraftKey(ctx, store, account) // what cannot be had back must not seal anything
}

func loadDraftKey(ctx context.Context, store auth.Store, account string) ([]byte, error) {
	text, err := store.Load(ctx, account)
	if err != nil {
		return nil, fmt.Errorf("reading the key of the drafts: %w", err)
	}
	defer clear(text)
	key := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(key, text)
	if err != nil || n != draftKeyLen {
		return nil, errDraftKey
	}
	return key[:n], nil
}

// lockFile holds a lock of all processes, until unlock. It waits for the lock or for the end of ctx.
func lockFile(ctx context.Context, path string) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := private(filepath.Dir(path)); err != nil {
		return nil, err
	}
	type locked struct {
		unlock func()
		err    error
	}
	got := make(chan locked, 1)
	go func() { // the system's call knows no context
		unlock, err := lockedfile.MutexAt(path).Lock()
		got <- locked{unlock, err}
	}()
	select {
	case l := <-got:
		if l.err != nil {
			return nil, fmt.Errorf("locking the key of the drafts: %w", l.err)
		}
		return l.unlock, nil
	case <-ctx.Done():
		go func() {
			if l := <-got; l.err == nil {
				l.unlock()
			}
		}()
		return nil, ctx.Err()
	}
}

// noKeyring tells errors of a keyring that is not there or does not open: then drafts stay in memory.
func noKeyring(err error) bool {
	for _, is := range []error{auth.ErrKeyring, auth.ErrKeyringLocked, auth.ErrKeyringTimeout, auth.ErrTooBig} {
		if errors.Is(err, is) {
			return true
		}
	}
	return false
}
