package ebox

import (
	"context"
	"sync"
)

// lifeline is what work in the background hangs on: it outlives the call that started it, and ends with the client.
type lifeline struct {
	mu     sync.Mutex
	wg     sync.WaitGroup
	closed bool
	last   int
	cancel map[int]context.CancelFunc
}

// run does work on a goroutine of its own. The context it gets ends with ctx, or when the lifeline is closed; after
// that it has ended already.
func (l *lifeline) run(ctx context.Context, work func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		cancel()
		go work(ctx) // it has callers to tell
		return
	}
	if l.cancel == nil {
		l.cancel = map[int]context.CancelFunc{}
	}
	l.last++
	id := l.last
	l.cancel[id] = cancel
	l.wg.Go(func() {
		work(ctx)
		cancel()
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.cancel, id)
	})
}

// close ends all work and waits for it.
func (l *lifeline) close() {
	l.mu.Lock()
	l.closed = true
	for _, cancel := range l.cancel {
		cancel()
	}
	l.mu.Unlock()
	l.wg.Wait()
}
