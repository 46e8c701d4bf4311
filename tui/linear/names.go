package linear

import (
	"context"
	"sync"

	"myebox/ebox"
	"myebox/tui/backend"
)

// nameKind is what a name belongs to.
type nameKind int

const (
	nameOrganization nameKind = iota
	nameType
	nameApplication
)

// nameKey identifies reference data.
type nameKey struct {
	kind         nameKind
	provider, id string
}

// names is the reference data that was asked for so far: each once, in the background. It is present.Names.
type names struct {
	src   backend.Names
	mu    sync.Mutex
	known map[nameKey]any           // nil value: not to be had
	asked map[nameKey]chan struct{} // closed when there is an answer
}

func newNames(src backend.Names) *names {
	return &names{src: src, known: map[nameKey]any{}, asked: map[nameKey]chan struct{}{}}
}

// Organization is the sender, if it is known.
func (n *names) Organization(provider, id string) *ebox.Organization {
	o, _ := n.get(nameKey{nameOrganization, provider, id}).(*ebox.Organization)
	return o
}

// MessageType is the type of a message, if it is known.
func (n *names) MessageType(provider, id string) *ebox.MessageType {
	t, _ := n.get(nameKey{nameType, provider, id}).(*ebox.MessageType)
	return t
}

// Application is the sending service, if it is known.
func (n *names) Application(provider, id string) *ebox.Application {
	a, _ := n.get(nameKey{nameApplication, provider, id}).(*ebox.Application)
	return a
}

func (n *names) get(k nameKey) any {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.known[k]
}

// ask asks for a name unless that was done before. The channel is closed when there is an answer.
func (n *names) ask(ctx context.Context, k nameKey) <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	if c, ok := n.asked[k]; ok {
		return c
	}
	c := make(chan struct{})
	n.asked[k] = c
	if k.id == "" {
		close(c)
		return c
	}
	go func() {
		defer close(c)
		v := n.fetch(ctx, k)
		n.mu.Lock()
		defer n.mu.Unlock()
		n.known[k] = v
	}()
	return c
}

// fetch is a name; nil when it cannot be had. Interfaces that hold a nil pointer are kept out.
func (n *names) fetch(ctx context.Context, k nameKey) any {
	switch k.kind {
	case nameOrganization:
		if o, err := n.src.Organization(ctx, k.provider, k.id); err == nil && o != nil {
			return o
		}
	case nameType:
		if t, err := n.src.MessageType(ctx, k.provider, k.id); err == nil && t != nil {
			return t
		}
	case nameApplication:
		if a, err := n.src.Application(ctx, k.provider, k.id); err == nil && a != nil {
			return a
		}
	}
	return nil
}

// forget asks again for what could not be had: after the person wanted everything anew.
func (n *names) forget() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for k := range n.asked {
		if n.known[k] == nil {
			delete(n.asked, k)
		}
	}
}

// provider is a provider at which an identifier has a name; "" if none is known.
func (n *names) provider(kind nameKind, id string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	for k, v := range n.known {
		if k.kind == kind && k.id == id && v != nil {
			return k.provider
		}
	}
	return ""
}

// sender is the key of a message's sender.
func sender(m *ebox.Message) nameKey {
	return nameKey{nameOrganization, m.Key.Provider, m.SenderOrganizationID}
}

// getNames makes sure that the names of a message are known, or had their time.
func (s *session) getNames(ctx context.Context, m *ebox.Message, all bool) {
	keys := []nameKey{sender(m)}
	if all {
		keys = append(keys, nameKey{nameType, m.Key.Provider, m.MessageTypeID}, nameKey{nameApplication, m.Key.Provider, m.SenderApplicationID})
	}
	for _, k := range keys {
		s.names.ask(s.ctx, k)
	}
	for _, k := range keys {
		s.quick(ctx, s.names.ask(s.ctx, k))
	}
}
