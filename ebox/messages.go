package ebox

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
)

// MessagesService reads one provider's messages and shows or hides them.
type MessagesService service

// ListOptions is one page of a query.
type ListOptions struct {
	Query
	Page     int // from 1; 0: 1
	PageSize int // 1 to 100; 0: that of the Registry
}

// Page is one page of messages, in the order of the registry, which promises none.
type Page struct {
	Items      []*Message
	TotalItems int // over all pages; -1: not said
	Skipped    int // items that could not be read
}

// List is one page of the messages that o selects; operation getMessagesByEBoxId. Dates are asked one day wider than
// given, since the contract leaves the boundary days open; filter the answer. ErrNoBox: the provider has no such list; an
// empty one is no error.
func (s *MessagesService) List(ctx context.Context, o ListOptions) (*Page, error) {
	o.Page = max(o.Page, 1)
	if o.PageSize <= 0 {
		o.PageSize = s.r.size
	}
	o.PageSize = min(o.PageSize, 100)
	var p Page
	err := s.r.get(ctx, &p, maxList, s.r.wire.query(o), resMessages)
	if errors.Is(err, ErrNotFound) && o.Page == 1 {
		err = fmt.Errorf("%w: %w", ErrNoBox, err)
	}
	if err != nil {
		return nil, err
	}
	for _, m := range p.Items {
		m.Key.Provider = s.r.Provider.ID
	}
	return &p, nil
}

// All walks every page of the messages that o selects, from page o.Page on, each message once, and stops at the first
// error, which it yields once; operation getMessagesByEBoxId. A page with nothing new is the end.
func (s *MessagesService) All(ctx context.Context, o ListOptions) iter.Seq2[*Message, error] {
	return func(yield func(*Message, error) bool) {
		seen, skipped := map[string]bool{}, 0
		for o.Page = max(o.Page, 1); ; o.Page++ {
			p, err := s.List(ctx, o)
			if err != nil {
				yield(nil, err)
				return
			}
			before := len(seen)
			skipped += p.Skipped
			for _, m := range p.Items {
				if seen[m.Key.ID] {
					continue // the pages shifted
				}
				seen[m.Key.ID] = true
				if o.selects(m) && !yield(m, nil) {
					return
				}
			}
			if len(seen) == before && p.Skipped == 0 || p.TotalItems >= 0 && len(seen)+skipped >= p.TotalItems {
				return
			}
		}
	}
}

// Get is one message; operation getMessageById. It does not mark it as read.
func (s *MessagesService) Get(ctx context.Context, id string) (*Message, error) {
	var m Message
	if err := s.r.get(ctx, &m, maxItem, nil, resMessage, id); err != nil {
		return nil, err
	}
	if m.Key.ID != id {
		return nil, fmt.Errorf("reading message: %w: another message than asked for", ErrMalformed)
	}
	m.Key.Provider = s.r.Provider.ID
	return &m, nil
}

// Body is the text of a message; operation getBodyContent. It MARKS THE MESSAGE AS READ when the body is its main
// content. ErrNotFound: there is none; ErrNotOffered: the provider has no such operation.
func (s *MessagesService) Body(ctx context.Context, id string) (Translated, error) {
	var t Translated
	err := s.r.get(ctx, &t, maxItem, nil, resBody, id)
	return t, err
}

// PaymentData is what a message asks to pay; operation getPaymentDataByMessageId.
func (s *MessagesService) PaymentData(ctx context.Context, id string) (*PaymentData, error) {
	var p PaymentData
	if err := s.r.get(ctx, &p, maxItem, nil, resPayment, id); err != nil {
		return nil, err
	}
	return &p, nil
}

// SetVisible shows or hides messages, all in one request; operation patchMessagesByEBoxId. Whether one unknown id
// spoils the whole list is up to the provider. Without ids nothing is sent.
func (s *MessagesService) SetVisible(ctx context.Context, visible bool, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	body, mediaType, err := s.r.wire.visibility(visible, ids)
	if err != nil {
		return err
	}
	op, path := s.r.wire.call(resVisibility)
	_, err = s.r.c.do(ctx, request{op: op, method: http.MethodPatch, path: path, body: body, mediaType: mediaType}, maxItem)
	return err
}
