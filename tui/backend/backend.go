// Package backend declares what a person's interface needs from outside: a session, a mailbox, cards, programs of the
// system. The full screen and the linear mode are built on the same interfaces, so that they can do the same; the program
// that wires them implements these.
package backend

import (
	"context"

	"myebox/ebox"
)

// Login gets a session.
type Login interface {
	// Resume goes on with the stored session without asking anybody. An error that is ErrLoginRequired means that there
	// is none: that is not shown as a failure.
	Resume(ctx context.Context) (*Session, error)
	// Begin prepares a login: when it returns, the address is ready and somebody listens for the answer.
	Begin(ctx context.Context, c Choice) (Attempt, error)
}

// Choice is how a person wants to log in.
type Choice struct {
	TestPerson bool // the sandbox's shortcut: nothing is opened, Attempt.Wait gets in by itself
	Fresh      bool // ask for a key again even if the browser still has a session: after a key that was too weak
}

// Attempt is a login under way.
type Attempt interface {
	// URL is the address that the person's browser must open.
	URL() string
	// Wait blocks until the person came back logged in, until ctx ends, or until it cannot succeed any more.
	Wait(ctx context.Context) (*Session, error)
	// Close stops listening; it may be called more than once and while Wait blocks.
	Close()
}

// Session is a person who is logged in, and the box that this opens.
type Session struct {
	Box    Box
	Person string // tells persons apart, is never shown; a login by the same one goes on where the screen was
	Name   string // of the person, safe to print; may be empty
	Lang   string // that the person has chosen at the login service: "fr", "nl", "de" or "en"; "" when that is not known
	Stored bool   // false: kept in memory only, gone when the program ends; the screen says so
	// Logout ends the session, here and at the login service; nil: that is not offered. With an error the session is over
	// all the same: a LoginError is said, anything else means that the login service did not confirm.
	Logout func(ctx context.Context) error
}

// Box is a federated mailbox. The fields that say nil may be nil, all others are required.
type Box struct {
	Lister      Lister
	Reader      Reader
	Fetcher     Fetcher
	Names       Names
	Hider       Hider
	Replies     Replies     // nil: replies are not offered
	NoCompany   bool        // it is a company's box and nobody knows the company number: no reply can be sent from it
	Profiles    Profiles    // nil: the server has no operations for consent; it is explained instead
	Preferences Preferences // nil: there is no choice about paper, or not for this box
	Letters     Letters     // nil: the letter that withdraws consent cannot be written
}

// Lister opens lists.
type Lister interface {
	// Open does no I/O.
	Open(q ebox.Query) List
}

// List is a merged list of messages that grows on demand: *ebox.Listing. Its methods are called one at a time, but for
// View, SetRead and Remove, which may come while Load or Wait blocks.
type List interface {
	// Load blocks until n messages are there, all lists have ended or the others have been waited for long enough. An
	// error means that there is nothing new at all; the View goes on being what is there.
	Load(ctx context.Context, n int) (ebox.View, error)
	// Wait blocks until a provider that was too slow answered or failed.
	Wait(ctx context.Context) (ebox.View, error)
	View() ebox.View
	// SetRead and Remove change the local copy after an act of the person.
	SetRead(k ebox.Key)
	Remove(k ebox.Key)
}

// Reader gets what a message says.
type Reader interface {
	// Message never marks as read.
	Message(ctx context.Context, k ebox.Key) (*ebox.Message, error)
	// Body marks as read when the message's BodyMainContent is set: then it is called after an explicit act only.
	Body(ctx context.Context, k ebox.Key) (ebox.Translated, error)
}

// Fetcher gets documents. Whatever it fetches of main content marks the message as read, so it is called after an
// explicit act only.
type Fetcher interface {
	// Content gives at most max bytes, digest checked.
	Content(ctx context.Context, m *ebox.Message, a *ebox.Attachment, max int64) ([]byte, error)
	// Save streams a document into dir. progress may be nil; it is called from other goroutines, at most about ten times
	// a second; total is -1 when unknown.
	Save(ctx context.Context, m *ebox.Message, a *ebox.Attachment, dir string, progress func(done, total int64)) (*ebox.Saved, error)
	// SaveBody fetches a message's body and writes what file makes of it under the same rules: a name without ending, and
	// the text. Nothing is fetched before there is a place for it.
	SaveBody(ctx context.Context, k ebox.Key, dir string, file func(ebox.Translated) (name string, text []byte)) (*ebox.Saved, error)
}

// Names looks up reference data by a provider's identifiers.
type Names interface {
	Organization(ctx context.Context, provider, id string) (*ebox.Organization, error)
	MessageType(ctx context.Context, provider, id string) (*ebox.MessageType, error)
	Application(ctx context.Context, provider, id string) (*ebox.Application, error)
	Provider(ctx context.Context, id string) (ebox.Provider, error)
}

// Hider moves messages between the inbox and the hidden folder.
type Hider interface {
	SetVisible(ctx context.Context, visible bool, keys ...ebox.Key) error
}

// Opener starts the system's own programs.
type Opener interface {
	OpenURL(ctx context.Context, url string) error
	OpenFile(ctx context.Context, path string) error
}

// Printer prints a file.
type Printer interface {
	Print(ctx context.Context, path string) error
}
