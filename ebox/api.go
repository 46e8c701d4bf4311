package ebox

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Options is what a Federation or a Registry needs beside an address; the zero value of every field has a meaning.
type Options struct {
	HTTP     *http.Client     // authenticates by itself (its Transport adds the bearer token); redirects are never followed
	Now      func() time.Time // nil: time.Now
	Sandbox  bool             // allow http, on loopback only
	Cache    string           // file for the last good provider list ("" none): public data only
	PageSize int              // items per list page, 1 to 100; 0: 25
	Timeout  time.Duration    // per provider and page; 0: 10 s
	Patience time.Duration    // how long Listing.Load waits for the slowest before it shows the others; 0: 1 s
}

// Federation is all document providers together.
type Federation struct{}

// Listing is one query over all providers.
type Listing struct{}

// Registry is one provider.
type Registry struct{}

// SaveOptions tells where a document goes.
type SaveOptions struct {
	Dir      string                  // existing directory
	Progress func(done, total int64) // bytes; total -1: not known; at most about ten calls a second; nil: none
}

var errPending = errors.New("ebox: not built yet")

func NewFederation(base string, o Options) (*Federation, error)         { return nil, errPending }
func (f *Federation) Close()                                            {}
func (f *Federation) Providers(ctx context.Context) ([]Provider, error) { return nil, errPending }
func (f *Federation) Provider(ctx context.Context, id string) (Provider, error) {
	return Provider{}, errPending
}

// State tells whether p may be called now: Kind is 0 then, else the reason.
func (f *Federation) State(p Provider) Notice                    { return Notice{} }
func (f *Federation) Allows(u *url.URL) bool                     { return false }
func (f *Federation) Open(q Query) *Listing                      { return nil }
func (l *Listing) Load(ctx context.Context, n int) (View, error) { return View{}, errPending }
func (l *Listing) Wait(ctx context.Context) (View, error)        { return View{}, errPending }
func (l *Listing) View() View                                    { return View{} }
func (l *Listing) SetRead(k Key)                                 {}
func (l *Listing) Remove(k Key)                                  {}

// Close gives up pages under way; optional, they end by themselves after Options.Timeout.
func (l *Listing) Close()                                                  {}
func (f *Federation) Message(ctx context.Context, k Key) (*Message, error) { return nil, errPending }
func (f *Federation) Body(ctx context.Context, k Key) (Translated, error) {
	return Translated{}, errPending
}
func (f *Federation) PaymentData(ctx context.Context, k Key) (*PaymentData, error) {
	return nil, errPending
}
func (f *Federation) Content(ctx context.Context, m *Message, a *Attachment, max int64) ([]byte, error) {
	return nil, errPending
}
func (f *Federation) Save(ctx context.Context, m *Message, a *Attachment, o SaveOptions) (*Saved, error) {
	return nil, errPending
}
func (f *Federation) SaveText(dir, name string, text []byte) (*Saved, error) { return nil, errPending }
func (f *Federation) SetVisible(ctx context.Context, visible bool, keys ...Key) error {
	return errPending
}
func (f *Federation) Organization(ctx context.Context, provider, id string) (*Organization, error) {
	return nil, errPending
}
func (f *Federation) MessageType(ctx context.Context, provider, id string) (*MessageType, error) {
	return nil, errPending
}
func (f *Federation) Application(ctx context.Context, provider, id string) (*Application, error) {
	return nil, errPending
}
func (f *Federation) Summary(ctx context.Context) (map[string]*Box, error) { return nil, errPending }
func NewRetry(next http.RoundTripper) http.RoundTripper                    { return next }
func NewRegistry(p Provider, o Options) (*Registry, error)                 { return nil, errPending }
func SafeName(fileName Text, mediaType string) string                      { return "document" }
