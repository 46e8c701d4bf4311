package outbox

import (
	"context"
	"fmt"
	"time"

	"myebox/ebox"
)

const (
	lockWait = 2 * time.Second       // for who only looks or saves; a sending takes longer and is not waited for
	lockLook = 20 * time.Millisecond // between two tries
)

// lock takes the lock of a message and clears up after a process that died with it. ErrReplyBusy: another one has it.
func (o *Outbox) lock(ctx context.Context, k ebox.Key) (unlock func(), err error) {
	if err := o.prepare(); err != nil {
		return nil, err
	}
	f, err := openLock(o.path(stem(k) + endLock))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ebox.ErrReplyDisk, err)
	}
	limit := time.NewTimer(lockWait)
	defer limit.Stop()
	look := time.NewTicker(lockLook)
	defer look.Stop()
	for {
		ours, err := tryLock(f, false)
		switch {
		case err != nil:
			_ = f.Close()
			return nil, fmt.Errorf("%w: %w", ebox.ErrReplyDisk, err)
		case ours:
			o.at("locked")
			if old := o.names(k, endTemp); len(old) > 0 {
				_ = o.remove(old...) // best effort: they are in nobody's way
			}
			return func() { _ = f.Close() }, nil
		}
		select {
		case <-look.C:
		case <-limit.C:
			_ = f.Close()
			return nil, ebox.ErrReplyBusy
		case <-ctx.Done():
			_ = f.Close()
			return nil, ctx.Err()
		}
	}
}

// alive tells whether a process has the lock of a message. In doubt nobody has: what it was doing is then uncertain.
func (o *Outbox) alive(k ebox.Key) bool {
	f, err := openPlain(o.path(stem(k) + endLock))
	if err != nil {
		return false
	}
	defer f.Close()
	free, err := tryLock(f, true)
	return err == nil && !free
}
