package ebox

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"
)

const (
	lifeProviders  = 4 * time.Hour   // of the list of providers
	pauseProviders = 1 * time.Minute // after a failed refresh, before the next

	opProviders = "findAllMessageProviders" // operationId
)

// directory is the federation's list of providers: fetched once, refreshed in the background when it is hours old,
// replaced by the last good copy on disk in an outage.
type directory struct {
	c        *client
	life     *lifeline
	now      func() time.Time
	copy     providerCopy
	patience time.Duration // how long the first fetch may take before the copy on disk is used

	mu      sync.Mutex
	known   bool
	list    []Provider
	fetched time.Time
	tried   time.Time
	failed  error         // of the last try, nil when it worked
	flight  chan struct{} // closed when the fetch under way is over
}

// get gives the list. It waits only when there is none at all.
func (d *directory) get(ctx context.Context) ([]Provider, error) {
	d.mu.Lock()
	now := d.now()
	old := !d.known || d.failed != nil || now.Sub(d.fetched) >= lifeProviders
	rested := d.failed == nil || !d.known || now.Sub(d.tried) >= pauseProviders
	if old && rested && d.flight == nil {
		d.tried = now
		d.start(context.WithoutCancel(ctx))
	}
	known, list, flight := d.known, d.list, d.flight
	d.mu.Unlock()
	if known {
		return list, nil
	}
	return d.wait(ctx, flight)
}

// wait waits for the first list, or makes do with the copy on disk.
func (d *directory) wait(ctx context.Context, flight <-chan struct{}) ([]Provider, error) {
	patience := time.NewTimer(d.patience)
	defer patience.Stop()
	for {
		select {
		case <-flight:
			d.mu.Lock()
			defer d.mu.Unlock()
			if !d.known {
				return nil, d.failed
			}
			return d.list, nil
		case <-patience.C:
			kept, when := d.copy.read()
			d.mu.Lock()
			if kept != nil && !d.known && d.flight != nil {
				d.adopt(kept, when, fmt.Errorf("ebox: %s: %w: no answer yet", opProviders, ErrUnavailable))
				d.mu.Unlock()
				return kept, nil
			}
			d.mu.Unlock()
		case <-ctx.Done():
			return nil, fmt.Errorf("ebox: %s: %w", opProviders, ctx.Err())
		}
	}
}

// adopt makes a list the one in use; d.mu is held.
func (d *directory) adopt(list []Provider, fetched time.Time, failed error) {
	d.list, d.fetched, d.known, d.failed = list, fetched, true, failed
}

// start fetches in the background; d.mu is held.
func (d *directory) start(ctx context.Context) {
	flight := make(chan struct{})
	d.flight = flight
	d.life.run(ctx, func(ctx context.Context) {
		defer close(flight)
		list, raw, err := d.fetch(ctx)
		var kept []Provider
		var when time.Time
		if err == nil {
			d.copy.write(raw, d.now())
		} else if !errors.Is(err, ErrUnauthorized) && !errors.Is(err, ErrForbidden) {
			kept, when = d.copy.read()
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.flight, d.failed = nil, err
		switch {
		case err == nil:
			d.adopt(list, d.now(), nil)
		case !d.known && kept != nil:
			d.adopt(kept, when, err)
		}
	})
}

func (d *directory) fetch(ctx context.Context) ([]Provider, []byte, error) {
	a, err := d.c.do(ctx, request{op: opProviders, path: []string{"messageProviders"}}, maxItem)
	if errors.Is(err, ErrNotFound) {
		err = fmt.Errorf("%w: %w", ErrNoProviders, err)
	}
	if err != nil {
		return nil, nil, err
	}
	list, err := decodeProviders(a.body)
	if err != nil {
		return nil, nil, fmt.Errorf("ebox: %s: %w", opProviders, err)
	}
	return list, a.body, nil
}

// stale tells since when the list in use is, and why there is no newer one; false when all is well.
func (d *directory) stale() (Notice, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.known || d.failed == nil {
		return Notice{}, false
	}
	return Notice{Kind: NoticeStale, Until: d.fetched, Err: d.failed}, true
}

// allows tells whether a token may go to that origin: the federation's, or that of a provider it named.
func (d *directory) allows(u *url.URL, sandbox bool) bool {
	origin := originOf(u)
	if origin == "" {
		return false
	}
	if origin == originOf(d.c.base) {
		return true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.list {
		if base, err := baseURL(p.URL, sandbox); err == nil && originOf(base) == origin {
			return true
		}
	}
	return false
}
