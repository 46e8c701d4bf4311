package main

import (
	"context"
	"sync"

	"myebox/ebox"
)

// nameSource fetches reference data: *ebox.Federation, which caches.
type nameSource interface {
	Organization(ctx context.Context, provider, id string) (*ebox.Organization, error)
	MessageType(ctx context.Context, provider, id string) (*ebox.MessageType, error)
	Application(ctx context.Context, provider, id string) (*ebox.Application, error)
}

// nameFetches limits how many names are fetched at once.
const nameFetches = 8

type nameKey struct{ provider, id string }

// names are the names of senders, types and services that were fetched; it implements present.Names. What could not be
// fetched stays an identifier: a name that is missing must not cost the message.
type names struct {
	mu    sync.Mutex
	orgs  map[nameKey]*ebox.Organization
	types map[nameKey]*ebox.MessageType
	apps  map[nameKey]*ebox.Application
}

func newNames() *names {
	return &names{
		orgs: map[nameKey]*ebox.Organization{}, types: map[nameKey]*ebox.MessageType{}, apps: map[nameKey]*ebox.Application{},
	}
}

// Organization, MessageType and Application implement present.Names.
func (n *names) Organization(provider, id string) *ebox.Organization {
	return had(n, n.orgs, nameKey{provider, id})
}

func (n *names) MessageType(provider, id string) *ebox.MessageType {
	return had(n, n.types, nameKey{provider, id})
}

func (n *names) Application(provider, id string) *ebox.Application {
	return had(n, n.apps, nameKey{provider, id})
}

func had[T any](n *names, m map[nameKey]*T, k nameKey) *T {
	n.mu.Lock()
	defer n.mu.Unlock()
	return m[k]
}

// fetch gets the names of the messages' senders, and with all also of their types and services. The error is the end
// of ctx.
func (n *names) fetch(ctx context.Context, src nameSource, messages []*ebox.Message, all bool) error {
	g := &few{slots: make(chan struct{}, nameFetches)}
	for _, m := range messages {
		p := m.Key.Provider
		wantName(n, g, n.orgs, nameKey{p, m.SenderOrganizationID}, func(k nameKey) (*ebox.Organization, error) {
			return src.Organization(ctx, k.provider, k.id)
		})
		if !all {
			continue
		}
		wantName(n, g, n.types, nameKey{p, m.MessageTypeID}, func(k nameKey) (*ebox.MessageType, error) {
			return src.MessageType(ctx, k.provider, k.id)
		})
		wantName(n, g, n.apps, nameKey{p, m.SenderApplicationID}, func(k nameKey) (*ebox.Application, error) {
			return src.Application(ctx, k.provider, k.id)
		})
	}
	g.all.Wait()
	return ctx.Err()
}

// few runs a few functions at a time.
type few struct {
	all   sync.WaitGroup
	slots chan struct{}
}

// run starts do when there is room.
func (f *few) run(do func()) {
	f.slots <- struct{}{}
	f.all.Go(func() {
		defer func() { <-f.slots }()
		do()
	})
}

// wantName fetches one name, once.
func wantName[T any](n *names, g *few, m map[nameKey]*T, k nameKey, get func(nameKey) (*T, error)) {
	n.mu.Lock()
	_, asked := m[k]
	if !asked {
		m[k] = nil
	}
	n.mu.Unlock()
	if asked || k.id == "" {
		return
	}
	g.run(func() {
		v, err := get(k)
		if err == nil {
			n.mu.Lock()
			m[k] = v
			n.mu.Unlock()
		}
	})
}
