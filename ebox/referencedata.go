package ebox

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// ReferenceDataService gives the names behind the ids in messages. What it gives is shared: do not change it. It is
// kept in memory as the provider's caching headers ask; see memory.
type ReferenceDataService service

// References is one page of reference data.
type References[T any] struct {
	Items      []*T
	TotalItems int // over all pages; -1: not said
	Skipped    int // items that could not be read
}

// Organization is one sender; operation getSenderOrganizationById.
func (s *ReferenceDataService) Organization(ctx context.Context, id string) (*Organization, error) {
	return kept[Organization](ctx, s.r, nil, resOrganization, id)
}

// MessageType is one message type; operation getMessageTypeById.
func (s *ReferenceDataService) MessageType(ctx context.Context, id string) (*MessageType, error) {
	return kept[MessageType](ctx, s.r, nil, resMessageType, id)
}

// Application is one sender application; operation getSenderApplicationById.
func (s *ReferenceDataService) Application(ctx context.Context, id string) (*Application, error) {
	return kept[Application](ctx, s.r, nil, resApplication, id)
}

// Organizations is a page of all senders, from 1; operation findAllSenderOrganizations.
func (s *ReferenceDataService) Organizations(ctx context.Context, page int) (*References[Organization], error) {
	return kept[References[Organization]](ctx, s.r, s.r.page(page), resOrganizations)
}

// MessageTypes is a page of all message types, from 1; operation getAllMessagesTypes.
func (s *ReferenceDataService) MessageTypes(ctx context.Context, page int) (*References[MessageType], error) {
	return kept[References[MessageType]](ctx, s.r, s.r.page(page), resMessageTypes)
}

// Applications is a page of all sender applications, from 1; operation findAllSenderApplications.
func (s *ReferenceDataService) Applications(ctx context.Context, page int) (*References[Application], error) {
	return kept[References[Application]](ctx, s.r, s.r.page(page), resApplications)
}

// OrganizationImage is the bytes of a sender's logo, at most 1 MiB; operation getImageForSenderOrganization.
func (s *ReferenceDataService) OrganizationImage(ctx context.Context, organizationID, imageID string) ([]byte, error) {
	return s.image(ctx, resOrganizationImage, organizationID, imageID)
}

// ApplicationImage is the bytes of an application's logo, at most 1 MiB; operation getImageForSenderApplication.
func (s *ReferenceDataService) ApplicationImage(ctx context.Context, applicationID, imageID string) ([]byte, error) {
	return s.image(ctx, resApplicationImage, applicationID, imageID)
}

func (s *ReferenceDataService) image(ctx context.Context, what resource, ids ...string) ([]byte, error) {
	op, path := s.r.wire.call(what, ids...)
	v, err := s.r.cache.get(ctx, cacheKey(path, nil), func(ctx context.Context, etag string) (loaded, error) {
		a, err := s.r.c.do(ctx, request{op: op, path: path, accept: "application/octet-stream", etag: etag}, maxImage)
		if err != nil {
			return loaded{}, err
		}
		return a.loaded(a.body), nil
	})
	if err != nil {
		return nil, err
	}
	return v.([]byte), nil
}

// kept gives a resource from memory, asking the registry when it must.
func kept[T any](ctx context.Context, r *Registry, q url.Values, what resource, ids ...string) (*T, error) {
	op, path := r.wire.call(what, ids...)
	v, err := r.cache.get(ctx, cacheKey(path, q), func(ctx context.Context, etag string) (loaded, error) {
		a, err := r.c.do(ctx, request{op: op, path: path, query: q, etag: etag}, maxList)
		if err != nil || a.same {
			return a.loaded(nil), err
		}
		value := new(T)
		if err := r.wire.decode(a.body, value); err != nil {
			return loaded{}, fmt.Errorf("ebox: %s: %w", op, err)
		}
		return a.loaded(value), nil
	})
	r.gaps.note(cacheKey(path, q), err)
	if err != nil {
		return nil, err
	}
	return v.(*T), nil
}

// loaded is the answer as memory takes it.
func (a *answer) loaded(value any) loaded {
	if a == nil {
		return loaded{}
	}
	h := a.header
	return loaded{value: value, etag: h.Get("ETag"), same: a.same, life: lifetime(strings.Join(h.Values("Cache-Control"), ","), h.Get("Age"))}
}

func (r *Registry) page(n int) url.Values {
	return url.Values{"page": {strconv.Itoa(max(n, 1))}, "pageSize": {strconv.Itoa(r.size)}}
}

// cacheKey is unambiguous: an element never holds a zero byte once it is escaped.
func cacheKey(path []string, q url.Values) string {
	return url.PathEscape(strings.Join(path, "\x00")) + "?" + q.Encode()
}
