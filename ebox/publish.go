package ebox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	replyGrace = 3 * time.Second // for the answer to a reply that is on its way when the caller gives up
	maxUnasked = 64 << 10        // bytes of a reply that are sent without asking the server first
)

// Reply is an answer on its way out.
type Reply struct {
	Draft   *ReplyDraft
	Open    func(i int) (io.ReadCloser, error) // the bytes of Draft.Files[i]; it is called twice for each
	Company string                             // CBE number of the company that replies; "" for a citizen
	Key     string                             // Idempotency-Key, sent where the provider's version knows it; the same for every attempt at one reply
}

// Receipt is a provider's confirmation of a reply: PublicationStatusMessage of the registry specification.
type Receipt struct {
	ReplyID string    // messageId of the reply
	Expires time.Time // zero: not said
	Code    string    // a remark, for instance NO_DIGITAL_USER; "" none
	Message Text      // words for Code
}

// Reply sends an answer to m; operation postMessage. There is one request, which nothing repeats, whatever becomes of it.
// ReplyOutcomeOf tells what is known after an error: *ReplyProblem, *StatusError, or that of the connection. When ctx ends
// while the reply is on its way, its answer is waited for a moment longer.
func (f *Federation) Reply(ctx context.Context, m *Message, r *Reply) (*Receipt, error) {
	c := f.Choices()
	err := errors.Join(CheckReply(c, m, r.Draft), checkOutgoing(r))
	if err == nil {
		err = checkCopies(r)
	}
	if err != nil {
		return nil, notBegun(err)
	}
	reg, err := f.registry(ctx, m.Key.Provider)
	if err != nil {
		return nil, notBegun(err)
	}
	form := c.Form(m)
	p := publication{
		original: m.Key.ID, recipient: m.SenderOrganizationID, company: r.Company, lang: r.Draft.Lang,
		subject: ReplySubject(m, r.Draft.Lang), body: ReplyText(form, r.Draft), files: r.Draft.Files,
	}
	if choice, ok := form.Choice(r.Draft.Choice); ok {
		p.data = c.Data(choice, p.lang)
	}
	return reg.publish(ctx, p, r)
}

// publish makes the request and reads its answer.
func (r *Registry) publish(ctx context.Context, p publication, reply *Reply) (*Receipt, error) {
	op, path := r.wire.call(resPublication)
	description, err := r.wire.publication(p)
	if err != nil {
		return nil, notBegun(err)
	}
	body, err := newForm(description, reply)
	if err != nil {
		return nil, notBegun(err)
	}
	u, err := join(r.c.base, path, nil)
	if err != nil {
		return nil, notBegun(err)
	}
	if err := ctx.Err(); err != nil {
		return nil, notBegun(fmt.Errorf("ebox: %s: %w", op, err))
	}
	header := http.Header{
		"User-Agent": {"ebox"}, "Accept": {"application/json"}, "Content-Type": {body.mediaType},
	}
	if r.wire.idempotent() && reply.Key != "" {
		header.Set("Idempotency-Key", strconv.Quote(reply.Key)) // a string of RFC 8941 section 3.3.3
	}
	if body.length > maxUnasked {
		header.Set("Expect", "100-continue") // a refusal is then heard before megabytes are on their way
	}
	post := newOnce(ctx, body, 3*r.c.timeout)
	defer post.end()
	req, err := http.NewRequestWithContext(post.ctx, http.MethodPost, u.String(), nil)
	if err != nil {
		return nil, notBegun(errors.New("building the request"))
	}
	// Without GetBody nobody on the way, transport or session, can send the body a second time.
	req.Header, req.Body, req.ContentLength, req.GetBody = header, post, body.length, nil
	receipt, err := r.receipt(op, req, post.start)
	if err == nil {
		return receipt, nil
	}
	if post.bar() {
		return nil, notBegun(r.c.explain(ctx, op, post.cause(err)))
	}
	return nil, answered(r.c.explain(ctx, op, post.cause(err)))
}

// receipt does the request and reads the confirmation. Without one that can be read nothing is known. begun hears that there
// is an answer.
func (r *Registry) receipt(op string, req *http.Request, begun func()) (*Receipt, error) {
	resp, err := r.c.rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	begun()
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return nil, readError(op, resp)
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxItem))
	if err != nil {
		return nil, broken(err)
	}
	var receipt Receipt
	if err := r.wire.decode(b, &receipt); err != nil {
		return nil, err
	}
	return &receipt, nil
}

// once is the body of a request that is made once. It knows whether anything of the request left, and can see to it that
// nothing more does. It gives up when nothing moves for too long.
type once struct {
	ctx     context.Context // of the request
	cancel  context.CancelCauseFunc
	silence time.Duration
	timer   *time.Timer
	unhook  func() bool

	mu     sync.Mutex
	body   io.ReadCloser
	begun  bool // the request was begun to be written
	barred bool
}

var errUnanswered = fmt.Errorf("%w: no answer to the reply", ErrUnavailable)

// newOnce prepares a request whose context outlives ctx by replyGrace when it was begun before.
func newOnce(ctx context.Context, body *form, silence time.Duration) *once {
	o := &once{body: body, silence: silence}
	var inner context.Context
	inner, o.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
	o.ctx = httptrace.WithClientTrace(inner, &httptrace.ClientTrace{
		WroteHeaderField: func(key string, value []string) {
			// A renewal of the session may come in between, under the same trace: only this request has this boundary.
			if strings.EqualFold(key, "Content-Type") && len(value) == 1 && value[0] == body.mediaType {
				o.start()
			}
		},
	})
	o.timer = time.AfterFunc(silence, func() { o.cancel(errUnanswered) })
	o.unhook = context.AfterFunc(ctx, func() {
		if !o.bar() {
			grace := time.NewTimer(replyGrace)
			defer grace.Stop()
			select {
			case <-grace.C:
			case <-inner.Done():
			}
		}
		o.cancel(ctx.Err())
	})
	return o
}

func (o *once) start() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.begun = true
}

// bar tells whether nothing has left yet, and then nothing ever will: there is no body to be had any more.
func (o *once) bar() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.barred = o.barred || !o.begun
	return o.barred
}

// Read implements io.Reader.
func (o *once) Read(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.barred {
		return 0, errors.New("sending the reply: given up")
	}
	o.begun = true
	o.timer.Reset(o.silence)
	return o.body.Read(b)
}

// Close implements io.Closer.
func (o *once) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.body.Close()
}

// end lets go of everything that waits.
func (o *once) end() {
	o.timer.Stop()
	o.unhook()
	o.cancel(nil)
}

// cause is err, or why the request was given up.
func (o *once) cause(err error) error {
	if c := context.Cause(o.ctx); c != nil {
		return c
	}
	return err
}
