package ebox

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Listing is one query over all providers: a k-way merge by receipt date with one cursor per provider, which asks for
// a provider's next page only when its messages run out. Its methods may be called from several goroutines.
type Listing struct {
	f *Federation
	q Query

	mu      sync.Mutex
	ctx     context.Context // of the pages under way: they outlive the call that asked for them
	cancel  context.CancelFunc
	cursors []*cursor
	notices []Notice // providers that are not asked
	missing bool     // one of them may hold messages
	merged  []*Message
	want    int           // the most that was asked for
	changed chan struct{} // closed and replaced at every change
}

// Open starts a query. It makes no request.
func (f *Federation) Open(q Query) *Listing {
	return &Listing{f: f, q: q, changed: make(chan struct{})}
}

// Load goes on until n messages are merged or everything has ended. A provider that takes longer than Options.Patience
// for a page is not waited for: it is merged in when it answers; see View.Waiting and Wait. One that fails costs a
// notice; only when none at all could be listed there is an error, a *PartialError or that of the provider list, and
// the next Load asks them again.
// Operation getMessagesByEBoxId: the first Load costs one page of each live provider as long as n is at most
// Options.PageSize.
func (l *Listing) Load(ctx context.Context, n int) (View, error) {
	if err := l.start(ctx); err != nil {
		return View{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed() != nil { // nobody could be listed last time: ask all of them again
		for _, c := range l.cursors {
			c.err = nil
		}
	}
	l.want = max(l.want, n)
	l.pump()
	for len(l.merged) < n {
		patience, waiting := l.giveUp()
		if !waiting {
			break
		}
		if err := l.sleep(ctx, patience); err != nil {
			return l.view(), err
		}
	}
	return l.result()
}

// Wait blocks until a provider that is being waited for has answered or failed, then gives the new View. When there is
// none it returns at once. Errors are those of Load.
func (l *Listing) Wait(ctx context.Context) (View, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := map[*cursor]int{}
	for _, c := range l.cursors {
		if c.late {
			before[c] = c.answers
		}
	}
	for len(before) > 0 {
		for c, n := range before {
			if c.answers != n {
				return l.result()
			}
		}
		if err := l.sleep(ctx, l.f.o.Timeout); err != nil {
			return l.view(), err
		}
	}
	return l.result()
}

// sleep waits for a change, at most d, without holding l.mu.
func (l *Listing) sleep(ctx context.Context, d time.Duration) error {
	changed := l.changed
	l.mu.Unlock()
	defer l.mu.Lock()
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-changed:
	case <-t.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// View is what is there by now. It makes no request.
func (l *Listing) View() View {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.view()
}

// Close gives up the pages under way. It is optional: they end by themselves after Options.Timeout.
func (l *Listing) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
}

// start finds out whom to ask, once.
func (l *Listing) start(ctx context.Context) error {
	l.mu.Lock()
	started := l.ctx != nil
	l.mu.Unlock()
	if started {
		return nil
	}
	providers, err := l.f.dir.get(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ctx != nil {
		return nil // another goroutine was faster
	}
	for _, p := range providers {
		n := l.f.State(p)
		if n.Kind == 0 {
			reg, err := l.f.registryOf(p)
			if err == nil {
				l.cursors = append(l.cursors, &cursor{p: p, reg: reg, seen: map[string]struct{}{}, total: -1})
				continue
			}
			n.Kind, n.Err = NoticeRefused, err
		}
		if n.Kind != NoticeEnded {
			l.notices = append(l.notices, n)
			l.missing = l.missing || n.Kind != NoticeNotYet
		}
	}
	l.ctx, l.cancel = context.WithCancel(context.WithoutCancel(ctx))
	return nil
}

// pump merges what can be merged and asks for the pages that are needed for more; l.mu is held.
func (l *Listing) pump() {
	l.merge()
	for _, c := range l.cursors {
		if c.hungry() && !c.flying && (c.late || len(l.merged) < l.want) {
			l.fetch(c)
		}
	}
}

// giveUp stops waiting for the providers whose page takes too long. It tells how long to wait for the others, and
// whether there are any; l.mu is held.
func (l *Listing) giveUp() (patience time.Duration, waiting bool) {
	patience = l.f.o.Patience
	for _, c := range l.cursors {
		if !c.flying || c.late {
			continue
		}
		if left := l.f.o.Patience - time.Since(c.since); left > 0 {
			patience, waiting = min(patience, left), true
			continue
		}
		c.late = true
		l.pump() // the others may go on now, or be asked for more
		return l.giveUp()
	}
	return patience, waiting
}

// fetch asks for the cursor's next page in the background; l.mu is held.
func (l *Listing) fetch(c *cursor) {
	c.flying, c.since = true, time.Now()
	page, moved, size := c.next(l.f.o.PageSize), c.moved, l.f.o.PageSize
	l.f.life.run(l.ctx, func(ctx context.Context) {
		var p *Page
		err := l.f.slot(ctx, func() (err error) {
			p, err = c.reg.Messages.List(ctx, ListOptions{Query: l.q, Page: page, PageSize: size})
			return err
		})
		l.mu.Lock()
		defer l.mu.Unlock()
		c.flying = false
		c.answers++
		if err != nil {
			c.err, c.late = err, false
		} else {
			l.insert(c, c.take(p, page, moved, l.q))
		}
		l.pump()
		close(l.changed)
		l.changed = make(chan struct{})
	})
}

// result is the view, and the error when nobody could be listed; l.mu is held.
func (l *Listing) result() (View, error) {
	if err := l.failed(); err != nil {
		return l.view(), fmt.Errorf("listing messages: %w", err)
	}
	return l.view(), nil
}

// failed is a *PartialError when none of those asked could be listed; l.mu is held.
func (l *Listing) failed() error {
	failed := map[string]error{}
	for _, c := range l.cursors {
		if c.err == nil || c.page > 0 {
			return nil
		}
		failed[c.p.ID] = c.err
	}
	if len(failed) == 0 {
		return nil
	}
	return &PartialError{failed}
}

// view makes a View; l.mu is held.
func (l *Listing) view() View {
	v := View{Items: l.merged[:len(l.merged):len(l.merged)], AtLeast: l.missing}
	if l.ctx == nil {
		v.More = true
		return v
	}
	if n, ok := l.f.dir.stale(); ok {
		v.Notices = append(v.Notices, n)
	}
	for _, c := range l.cursors {
		n, least := c.count(l.q)
		v.Total += n
		v.AtLeast = v.AtLeast || least
		v.More = v.More || len(c.buf) > 0 || !c.ended()
		v.Waiting = v.Waiting || c.late
		switch {
		case c.err != nil:
			v.Notices = append(v.Notices, Notice{Provider: c.p, Kind: NoticeFailed, Err: c.err})
		case c.late:
			v.Notices = append(v.Notices, Notice{Provider: c.p, Kind: NoticeWaiting})
		case c.skipped > 0:
			err := fmt.Errorf("%w: %d messages could not be read", ErrMalformed, c.skipped)
			v.Notices = append(v.Notices, Notice{Provider: c.p, Kind: NoticeFailed, Err: err})
		}
		if err := c.reg.gaps.last(); err != nil {
			v.Notices = append(v.Notices, Notice{Provider: c.p, Kind: NoticeNames, Err: err})
		}
	}
	v.Notices = append(v.Notices, l.notices...)
	return v
}
