package ebox

import (
	"context"
	"errors"
	"sync"
)

// gaps are the reference data that were asked for and could not be had, nor were kept from before. A name that is had
// later closes its gap.
type gaps struct {
	mu   sync.Mutex
	open map[string]error // by cacheKey, at most maxEntries
	err  error            // the latest
}

// note takes down how asking for a name went. That the asker gave up says nothing.
func (g *gaps) note(key string, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if err == nil {
		delete(g.open, key)
		return
	}
	if g.open == nil {
		g.open = map[string]error{}
	}
	if _, known := g.open[key]; known || len(g.open) < maxEntries {
		g.open[key] = err
	}
	g.err = err
}

// last is why the latest of the names that are missing could not be had; nil when none is.
func (g *gaps) last() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.open) == 0 {
		return nil
	}
	return g.err
}
