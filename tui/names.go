package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

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

// namedMsg is the answer for one name. An error is remembered too: the identifier is shown, and nobody asks again.
type namedMsg struct {
	key nameKey
	val any // *ebox.Organization, *ebox.MessageType or *ebox.Application, nil when it could not be had
}

// names is the reference data that the screens have asked for so far. It asks for each name once, and only for what is
// on the screen. It is present.Names.
type names struct {
	src   backend.Names
	known map[nameKey]any // nil value: asked for, or not to be had
}

func newNames(src backend.Names) *names { return &names{src: src, known: map[nameKey]any{}} }

// Organization is the sender, if it is known.
func (n *names) Organization(provider, id string) *ebox.Organization {
	o, _ := n.known[nameKey{nameOrganization, provider, id}].(*ebox.Organization)
	return o
}

// MessageType is the type of a message, if it is known.
func (n *names) MessageType(provider, id string) *ebox.MessageType {
	t, _ := n.known[nameKey{nameType, provider, id}].(*ebox.MessageType)
	return t
}

// Application is the sending service, if it is known.
func (n *names) Application(provider, id string) *ebox.Application {
	a, _ := n.known[nameKey{nameApplication, provider, id}].(*ebox.Application)
	return a
}

// ask gets one name unless it was asked for before.
func (n *names) ask(ctx context.Context, k nameKey) tea.Cmd {
	if _, asked := n.known[k]; asked || k.id == "" {
		return nil
	}
	n.known[k] = nil
	src := n.src
	return func() tea.Msg { return namedMsg{k, fetchName(ctx, src, k)} }
}

// fetchName is the value of a namedMsg. Interfaces that hold a nil pointer are kept out of it.
func fetchName(ctx context.Context, src backend.Names, k nameKey) any {
	switch k.kind {
	case nameOrganization:
		if o, err := src.Organization(ctx, k.provider, k.id); err == nil && o != nil {
			return o
		}
	case nameType:
		if t, err := src.MessageType(ctx, k.provider, k.id); err == nil && t != nil {
			return t
		}
	case nameApplication:
		if a, err := src.Application(ctx, k.provider, k.id); err == nil && a != nil {
			return a
		}
	}
	return nil
}

// take keeps an answer.
func (n *names) take(msg namedMsg) { n.known[msg.key] = msg.val }

// forget asks again for what could not be had: after the person wanted everything anew.
func (n *names) forget() {
	for k, v := range n.known {
		if v == nil {
			delete(n.known, k)
		}
	}
}
