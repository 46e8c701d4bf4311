package ebox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// AttachmentsService reads what a message carries.
type AttachmentsService service

// Stream is a document on its way.
type Stream struct {
	Body   io.ReadCloser
	Length int64 // bytes to come as the server announced them; -1: not said
}

// List is the metadata of a message's attachments; operation getAttachmentByMessageId. It does not mark as read.
func (s *AttachmentsService) List(ctx context.Context, messageID string) ([]Attachment, error) {
	var list []Attachment
	if err := s.r.get(ctx, &list, maxItem, nil, resAttachments, messageID); err != nil {
		return nil, err
	}
	return list, nil
}

// Get is the metadata of one attachment; operation getAttachmentById. It does not mark as read.
func (s *AttachmentsService) Get(ctx context.Context, messageID, id string) (*Attachment, error) {
	var a Attachment
	if err := s.r.get(ctx, &a, maxItem, nil, resAttachment, messageID, id); err != nil {
		return nil, err
	}
	return &a, nil
}

// Content opens the bytes of an attachment; operation getAttachmentContentById. It MARKS THE MESSAGE AS READ when the
// attachment is its main content. The contentHref is followed on the provider's own origin only; one that leads
// elsewhere is passed over for the content path, or is ErrNotAllowed when the attachment has no id to make that of.
//
// There is no limit on the whole: a document may be long and the line slow. One that stays silent for three times the
// time limit of the client ends in ErrUnavailable. The caller closes the body.
func (s *AttachmentsService) Content(ctx context.Context, messageID string, a *Attachment) (*Stream, error) {
	op, path := s.r.wire.call(resContent, messageID, a.ID)
	r := request{op: op, path: path, accept: "application/octet-stream", plain: true}
	if u, ok := s.r.own(a.href); ok {
		r.url = u
	} else if a.ID == "" {
		return nil, fmt.Errorf("ebox: %s: %w", op, ErrNotAllowed)
	}
	watched, cancel := context.WithCancelCause(ctx)
	silence := 3 * s.r.c.timeout
	w := &watch{cancel: cancel, silence: silence}
	w.timer = time.AfterFunc(silence, func() { cancel(errSilent) })
	resp, err := s.r.c.open(watched, r)
	if err != nil {
		w.stop()
		return nil, s.r.c.explain(ctx, op, w.cause(watched, err))
	}
	if resp.StatusCode != http.StatusOK { // a part of a document is not what was asked for
		w.stop()
		resp.Body.Close()
		return nil, fmt.Errorf("ebox: %s: %w: HTTP %d", op, ErrMalformed, resp.StatusCode)
	}
	w.body, w.fail = resp.Body, func(err error) error { return s.r.c.explain(ctx, op, broken(w.cause(watched, err))) }
	return &Stream{Body: w, Length: resp.ContentLength}, nil
}

var errSilent = fmt.Errorf("%w: the document stopped coming", ErrUnavailable)

// watch is a body that gives up when nothing comes for too long.
type watch struct {
	body    io.ReadCloser
	timer   *time.Timer
	silence time.Duration
	cancel  context.CancelCauseFunc
	fail    func(error) error
}

// Read implements io.Reader; its errors are those of the package.
func (w *watch) Read(p []byte) (int, error) {
	n, err := w.body.Read(p)
	if n > 0 {
		w.timer.Reset(w.silence)
	}
	if err != nil && err != io.EOF {
		err = w.fail(err)
	}
	return n, err
}

// Close implements io.Closer.
func (w *watch) Close() error {
	w.stop()
	return w.body.Close()
}

func (w *watch) stop() {
	w.timer.Stop()
	w.cancel(nil)
}

// cause is err, or what made the watch cancel.
func (w *watch) cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); errors.Is(c, errSilent) {
		return c
	}
	return err
}
