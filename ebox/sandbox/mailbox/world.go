package mailbox

import (
	"errors"
	"time"
)

// ErrNotFound tells that a box has no such message, or a message no such part.
var ErrNotFound = errors.New("mailbox: not found")

// Config describes a world of boxes.
type Config struct {
	Seed uint64
	Size int              // messages of one owner over all live providers together, hidden ones included
	Lang string           // language of the messages: nl, fr, de; empty: mixed
	Now  func() time.Time // nil: time.Now
	Dir  string           // directory of the journal that keeps what happened; empty: memory only
	// PlainReference makes the communication of payments bare text, as seen in practice, instead of the contract's object.
	PlainReference bool
}

// World is all boxes of all owners. It is safe for concurrent use.
type World struct{ cfg Config }

// New opens a world in constant time, whatever Size is; with Dir it reads back what happened before.
func New(cfg Config) (*World, error) { return &World{cfg}, nil }

// Close closes the journal.
func (w *World) Close() error { return nil }

// Providers is the federation's list, live ones and others, as of now.
func (w *World) Providers() []Provider { return nil }

// Box is the box of an owner (SSIN or CBE number) of boxType "citizen" or "enterprise" at a provider, false when there is
// no such provider or type. Every owner has a box.
func (w *World) Box(provider, boxType, owner string) (*Box, bool) { return &Box{}, true }

// MessageTypes is a provider's reference data in order of id; false when there is no such provider.
func (w *World) MessageTypes(provider string) ([]MessageType, bool) { return nil, false }

// MessageType is one entry of MessageTypes.
func (w *World) MessageType(provider, id string) (MessageType, bool) { return MessageType{}, false }

// Organizations is a provider's reference data in order of id; false when there is no such provider.
func (w *World) Organizations(provider string) ([]SenderOrganization, bool) { return nil, false }

// Organization is one entry of Organizations.
func (w *World) Organization(provider, id string) (SenderOrganization, bool) {
	return SenderOrganization{}, false
}

// Applications is a provider's reference data in order of id; false when there is no such provider.
func (w *World) Applications(provider string) ([]SenderApplication, bool) { return nil, false }

// Application is one entry of Applications.
func (w *World) Application(provider, id string) (SenderApplication, bool) {
	return SenderApplication{}, false
}

// Image is the bytes of a logo named in the provider's reference data.
func (w *World) Image(provider, imageID string) (data []byte, mediaType string, ok bool) {
	return nil, "", false
}
