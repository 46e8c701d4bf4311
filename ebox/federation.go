package ebox

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
)

// maxParallel is how many providers are asked at a time.
const maxParallel = 16

// Federation is all document providers together: it knows which there are, asks them in parallel, and merges what they
// say. Its methods may be called from several goroutines.
type Federation struct {
	o     Options
	dir   *directory
	life  *lifeline
	slots chan struct{} // limits calls to several providers
	step  func(string)  // tests stop a download here; nil: none

	mu         sync.Mutex
	registries map[string]*Registry // by provider id
}

// NewFederation makes a client of the federation at base; no request is made yet. The error wraps ErrNotAllowed when
// no token may be sent to that address.
func NewFederation(base string, o Options) (*Federation, error) {
	o = o.withDefaults()
	u, err := baseURL(base, o.Sandbox)
	if err != nil {
		return nil, err
	}
	life := &lifeline{}
	return &Federation{
		o:    o,
		life: life,
		dir: &directory{
			c: newClient(u, o), life: life, now: o.Now, patience: 3 * o.Patience,
			copy: providerCopy{path: o.Cache, base: u.String()},
		},
		slots:      make(chan struct{}, maxParallel),
		registries: map[string]*Registry{},
	}, nil
}

// Close ends what is under way in the background, waits for it, and closes idle connections. Calls made afterwards may
// fail with context.Canceled.
func (f *Federation) Close() {
	f.life.close()
	if f.o.HTTP != nil {
		f.o.HTTP.CloseIdleConnections()
	}
}

// Providers lists the document providers, those that cannot be called now included: see State. Operation
// findAllMessageProviders. The list is kept for hours and refreshed in the background; in an outage the last good copy
// on disk stands in, which every View then says. The error is ErrUnauthorized or ErrForbidden when it is the token's.
func (f *Federation) Providers(ctx context.Context) ([]Provider, error) {
	list, err := f.dir.get(ctx)
	if err != nil {
		return nil, err
	}
	return append([]Provider(nil), list...), nil
}

// Provider is one of Providers; ErrNotFound when the federation names none of that id. It makes no request of its own.
func (f *Federation) Provider(ctx context.Context, id string) (Provider, error) {
	list, err := f.dir.get(ctx)
	if err != nil {
		return Provider{}, err
	}
	for _, p := range list {
		if p.ID == id {
			return p, nil
		}
	}
	return Provider{}, fmt.Errorf("looking for provider %s: %w", Sanitize(id), ErrNotFound)
}

// State tells whether p may be called now: Kind is 0 then, else the reason why not.
func (f *Federation) State(p Provider) Notice { return p.state(f.o.Now(), f.o.Sandbox) }

// Stale tells whether the list of providers in use is an old copy because of an outage: Kind is NoticeStale then,
// Until when it was fetched, Err why there is no newer one.
func (f *Federation) Stale() (Notice, bool) { return f.dir.stale() }

// Allows tells whether a token may be sent to u: it lies on the origin of the federation or of a provider that the
// federation has named over https (in the sandbox also over http on this machine).
func (f *Federation) Allows(u *url.URL) bool {
	if _, err := baseURL(originOf(u), f.o.Sandbox); err != nil {
		return false
	}
	return f.dir.allows(u, f.o.Sandbox)
}

// registry gives the client of a live provider; a *NoticeError when it may not be called now.
func (f *Federation) registry(ctx context.Context, id string) (*Registry, error) {
	p, err := f.Provider(ctx, id)
	if err != nil {
		return nil, err
	}
	if n := f.State(p); n.Kind != 0 {
		return nil, &NoticeError{n}
	}
	return f.registryOf(p)
}

func (f *Federation) registryOf(p Provider) (*Registry, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r, ok := f.registries[p.ID]; ok && r.Provider.URL == p.URL && r.Provider.APIVersion == p.APIVersion {
		return r, nil
	}
	r, err := newRegistry(p, f.o, f.life)
	if err != nil {
		return nil, err
	}
	f.registries[p.ID] = r
	return r, nil
}

// each calls do for every id, in parallel but for the limit, and gathers the failures in a *PartialError.
func (f *Federation) each(ctx context.Context, ids []string, do func(ctx context.Context, id string) error) error {
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		failed = map[string]error{}
	)
	for _, id := range ids {
		wg.Go(func() {
			err := f.slot(ctx, func() error { return do(ctx, id) })
			if err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed[id] = err
			}
		})
	}
	wg.Wait()
	if len(failed) > 0 {
		return &PartialError{failed}
	}
	return nil
}

// slot runs do when fewer than maxParallel calls are under way.
func (f *Federation) slot(ctx context.Context, do func() error) error {
	select {
	case f.slots <- struct{}{}:
		defer func() { <-f.slots }()
		return do()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// SetVisible shows or hides messages, with one request to each provider concerned; operation patchMessagesByEBoxId.
// The error is a *PartialError that tells which providers did not do it; the others did.
func (f *Federation) SetVisible(ctx context.Context, visible bool, keys ...Key) error {
	byProvider := map[string][]string{}
	var ids []string
	for _, k := range keys {
		if _, ok := byProvider[k.Provider]; !ok {
			ids = append(ids, k.Provider)
		}
		byProvider[k.Provider] = append(byProvider[k.Provider], k.ID)
	}
	return f.each(ctx, ids, func(ctx context.Context, id string) error {
		r, err := f.registry(ctx, id)
		if err != nil {
			return err
		}
		return r.Messages.SetVisible(ctx, visible, byProvider[id]...)
	})
}

// Summary is the summary of every live provider's box, by provider id; operation getEBoxById. An empty box may have
// no counters but zero. With a *PartialError the map holds those that answered.
func (f *Federation) Summary(ctx context.Context) (map[string]*Box, error) {
	list, err := f.dir.get(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, p := range list {
		if f.State(p).Kind == 0 {
			ids = append(ids, p.ID)
		}
	}
	var mu sync.Mutex
	boxes := map[string]*Box{}
	err = f.each(ctx, ids, func(ctx context.Context, id string) error {
		r, err := f.registry(ctx, id)
		if err != nil {
			return err
		}
		b, err := r.Box.Get(ctx)
		if errors.Is(err, ErrNotFound) {
			b, err = &Box{}, nil
		}
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		boxes[id] = b
		return nil
	})
	return boxes, err
}
