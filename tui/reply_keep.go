package tui

import (
	"context"
	"slices"
	"sync"

	"myebox/ebox"
	"myebox/tui/backend"
)

// keeper saves one draft. Savings come from several commands, and from the end of the program; a newer one is never
// overwritten by an older one, and nothing is saved any more once the draft was discarded or sent.
type keeper struct {
	mu      sync.Mutex
	src     backend.Replies
	newest  int
	stopped bool
}

// copied is a draft that a command may keep while the screen goes on with the other.
func copied(d *ebox.ReplyDraft) *ebox.ReplyDraft {
	c := *d
	c.Files = slices.Clone(d.Files)
	return &c
}

// save keeps d, the n-th state of the draft.
func (k *keeper) save(ctx context.Context, n int, d *ebox.ReplyDraft) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.stopped || n <= k.newest {
		return nil
	}
	if err := k.src.SaveDraft(ctx, d); err != nil {
		return err
	}
	k.newest = n
	return nil
}

// change has something else done to the draft, which saves it as its n-th state.
func (k *keeper) change(n int, do func(backend.Replies) error) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := do(k.src); err != nil {
		return err
	}
	k.newest = max(k.newest, n)
	return nil
}

// discard forgets the draft for good.
func (k *keeper) discard(ctx context.Context, key ebox.Key) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.src.Discard(ctx, key); err != nil {
		return err
	}
	k.stopped = true
	return nil
}

// send saves the n-th state of the draft and sends it. After that nothing is saved, unless the sender has nothing of it.
func (k *keeper) send(ctx context.Context, n int, m *ebox.Message, d *ebox.ReplyDraft, knowing bool) (ebox.ReplyRecord, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if n > k.newest && !knowing {
		if err := k.src.SaveDraft(ctx, d); err != nil {
			return ebox.ReplyRecord{Key: d.Key, State: ebox.ReplyDrafted}, err
		}
		k.newest = n
	}
	if err := k.src.Check(m, d); err != nil {
		return ebox.ReplyRecord{Key: d.Key, State: ebox.ReplyDrafted}, err
	}
	rec, err := k.src.Send(ctx, m, d, knowing)
	k.stopped = rec.State != ebox.ReplyDrafted && rec.State != ebox.ReplyRefused && rec.State != ebox.ReplyNone
	return rec, err
}

// kept tells whether drafts are on the disk.
func (k *keeper) kept() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.src.Kept()
}

// reopen goes on with the replies of a new session.
func (k *keeper) reopen(src backend.Replies) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.src = src
}
