package ebox

import (
	"context"
	"fmt"
	"net/url"
)

// Registry is one provider's Message Registry. Its services share it.
type Registry struct {
	Provider      Provider
	Box           *BoxService
	Messages      *MessagesService
	Attachments   *AttachmentsService
	ReferenceData *ReferenceDataService

	c     *client
	wire  wire
	size  int
	cache *memory
	gaps  gaps
}

// service is what all services are under different names.
type service struct{ r *Registry }

// NewRegistry makes a client of one provider. The error wraps ErrNotAllowed when no token may be sent to its address,
// ErrNotOffered when it speaks another version than 2.
func NewRegistry(p Provider, o Options) (*Registry, error) { return newRegistry(p, o, &lifeline{}) }

func newRegistry(p Provider, o Options, life *lifeline) (*Registry, error) {
	o = o.withDefaults()
	base, err := baseURL(p.URL, o.Sandbox)
	if err != nil {
		return nil, err
	}
	w, ok := wireFor(p.APIVersion)
	if !ok {
		return nil, fmt.Errorf("%w: version %q of the registry contract", ErrNotOffered, p.APIVersion)
	}
	r := &Registry{Provider: p, c: newClient(base, o), wire: w, size: o.PageSize, cache: newMemory(o.Now, life)}
	s := &service{r}
	r.Box, r.Messages = (*BoxService)(s), (*MessagesService)(s)
	r.Attachments, r.ReferenceData = (*AttachmentsService)(s), (*ReferenceDataService)(s)
	return r, nil
}

// get fetches a resource and reads it.
func (r *Registry) get(ctx context.Context, into any, limit int64, q url.Values, what resource, ids ...string) error {
	op, path := r.wire.call(what, ids...)
	a, err := r.c.do(ctx, request{op: op, path: path, query: q}, limit)
	if err != nil {
		return err
	}
	if err := r.wire.decode(a.body, into); err != nil {
		return fmt.Errorf("ebox: %s: %w", op, err)
	}
	return nil
}

// own gives the address behind a contentHref if it lies on the provider's own origin: a token goes nowhere else.
func (r *Registry) own(href string) (*url.URL, bool) {
	u, err := url.Parse(href)
	if err != nil || href == "" || originOf(u) == "" || originOf(u) != originOf(r.c.base) {
		return nil, false
	}
	u.Fragment, u.RawFragment = "", ""
	return u, true
}

// BoxService reads the summary of the box.
type BoxService service

// Get is the summary of the box, invisible messages included; operation getEBoxById. A box without messages may answer
// ErrNotFound, a provider without the operation ErrNotOffered.
func (s *BoxService) Get(ctx context.Context) (*Box, error) {
	var b Box
	if err := s.r.get(ctx, &b, maxItem, nil, resBox); err != nil {
		return nil, err
	}
	return &b, nil
}
