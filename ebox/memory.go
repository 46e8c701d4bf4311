package ebox

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	lifeUnsaid   = time.Hour           // of an answer without Cache-Control
	lifeMost     = 30 * 24 * time.Hour // max-age beyond it is cut
	pauseFailed  = 30 * time.Second    // after a failure, before the next try
	pauseMissing = 10 * time.Minute    // after a 404
	maxEntries   = 4096
)

// memory keeps reference data as the server's caching headers ask (RFC 9111), in this process only. One key is fetched
// by one call at a time. What has run out is given once more while it is refreshed in the background, and stays when
// the refresh fails.
type memory struct {
	now  func() time.Time
	life *lifeline
	mu   sync.Mutex
	m    map[string]*entry
}

type entry struct {
	value  any
	etag   string
	until  time.Time     // fresh before it
	again  time.Time     // after a failure: not before it
	err    error         // nothing came yet, because of this
	flight chan struct{} // closed when the fetch under way is over
}

// loaded is what a fetch brought.
type loaded struct {
	value any
	etag  string
	life  time.Duration
	same  bool // 304: the value kept is still right
}

func newMemory(now func() time.Time, life *lifeline) *memory {
	return &memory{now: now, life: life, m: map[string]*entry{}}
}

// get gives the value of key, loading it when needed. The load is not bound to the caller's context: others may be
// waiting for it, and it has its own time limit.
func (c *memory) get(ctx context.Context, key string, load func(ctx context.Context, etag string) (loaded, error)) (any, error) {
	c.mu.Lock()
	e, ok := c.m[key]
	if !ok {
		c.makeRoom()
		e = &entry{}
		c.m[key] = e
	}
	now := c.now()
	usable := e.value != nil
	idle := e.flight == nil && !now.Before(e.again)
	if idle && !(usable && now.Before(e.until)) {
		c.start(context.WithoutCancel(ctx), e, load)
	}
	flight, value, err := e.flight, e.value, e.err
	c.mu.Unlock()
	if usable {
		return value, nil
	}
	if flight == nil {
		return nil, err // failed a moment ago
	}
	select {
	case <-flight:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e.value == nil {
		return nil, e.err
	}
	return e.value, nil
}

// start fetches in the background; c.mu is held.
func (c *memory) start(ctx context.Context, e *entry, load func(context.Context, string) (loaded, error)) {
	flight := make(chan struct{})
	e.flight = flight
	etag := e.etag
	c.life.run(ctx, func(ctx context.Context) {
		defer close(flight)
		l, err := load(ctx, etag)
		c.mu.Lock()
		defer c.mu.Unlock()
		e.flight = nil
		now := c.now()
		switch {
		case errors.Is(err, ErrNotFound):
			e.err, e.again = err, now.Add(pauseMissing)
		case err != nil:
			e.err, e.again = err, now.Add(pauseFailed)
		default:
			if !l.same {
				e.value, e.etag = l.value, l.etag
			}
			e.err, e.again, e.until = nil, time.Time{}, now.Add(l.life)
		}
	})
}

// makeRoom drops an entry when there are too many: any that nobody is waiting for. c.mu is held.
func (c *memory) makeRoom() {
	if len(c.m) < maxEntries {
		return
	}
	for k, e := range c.m {
		if e.flight == nil {
			delete(c.m, k)
			return
		}
	}
}

// lifetime reads Cache-Control and Age (RFC 9111 sections 5.1 and 5.2) for a private cache.
func lifetime(cacheControl, age string) time.Duration {
	life, said := lifeUnsaid, false
	for _, d := range strings.Split(strings.ToLower(cacheControl), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(d), "=")
		switch strings.TrimSpace(name) {
		case "no-store", "no-cache":
			return 0
		case "max-age":
			n := seconds(strings.Trim(strings.TrimSpace(value), `"`))
			if !said || n < life { // of several the shortest
				life, said = n, true
			}
		}
	}
	if said && age != "" {
		life -= seconds(strings.TrimSpace(age))
	}
	return max(life, 0)
}

// seconds reads delta-seconds: 0 for what is no number, lifeMost for what is too large.
func seconds(s string) time.Duration {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > int64(lifeMost/time.Second) {
		return lifeMost
	}
	return time.Duration(n) * time.Second
}
