package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"myebox/auth"
)

// The first to ask makes the key, and everybody has that one, whoever comes at the same time.
func TestDraftKeyIsMadeOnce(t *testing.T) {
	store, lock := auth.NewMemory(), filepath.Join(t.TempDir(), "state", "drafts.lock")
	var (
		wg   sync.WaitGroup
		keys [16][]byte
	)
	for i := range keys {
		wg.Go(func() {
			key, err := draftKey(t.Context(), store, "drafts/x", lock)
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	wg.Wait()
	for i, k := range keys {
		if len(k) != draftKeyLen || !bytes.Equal(k, keys[0]) || bytes.Equal(k, make([]byte, draftKeyLen)) {
			t.Errorf("key %d is another one, or none", i)
		}
	}
	if other, err := draftKey(t.Context(), store, "drafts/y", lock); err != nil || bytes.Equal(other, keys[0]) {
		t.Errorf("two profiles share a key: %v", err)
	}
}

// failing is a keyring that gives an error, or has something else under the account.
type failing struct {
	auth.Store
	err  error
	text string
}

func (f failing) Load(ctx context.Context, account string) ([]byte, error) {
	if f.err != nil {
		return nil, f.err
	}
	return []byte(f.text), nil
}

func TestDraftKeyThatCannotBeHad(t *testing.T) {
	lock := filepath.Join(t.TempDir(), "drafts.lock")
	for _, c := range []struct {
		name    string
		store   auth.Store
		want    error
		instead bool // drafts stay in memory
	}{
		{"no keyring", failing{err: auth.ErrKeyring}, auth.ErrKeyring, true},
		{"locked", failing{err: auth.ErrKeyringLocked}, auth.ErrKeyringLocked, true},
		{"no answer", failing{err: auth.ErrKeyringTimeout}, auth.ErrKeyringTimeout, true},
		{"too short", failing{text: "c2hvcnQ="}, errDraftKey, false},
		{"no base64", failing{text: "#"}, errDraftKey, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := draftKey(t.Context(), c.store, "drafts/x", lock)
			if !errors.Is(err, c.want) || noKeyring(err) != c.instead {
				t.Errorf("got %v", err)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	unlock, err := lockFile(t.Context(), lock)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, err := draftKey(ctx, auth.NewMemory(), "drafts/x", lock); !errors.Is(err, context.Canceled) {
		t.Errorf("waited on in spite of the end: %v", err)
	}
}
