package outbox

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"time"

	"myebox/ebox"
)

// Send sends d, at most once. The record is true also when there is an error: *ebox.ReplyProblem when nothing was sent
// because of the draft or of what is known of the message, ErrReplyJournal and ErrReplyDisk when nothing was sent because
// it could not be recorded, ErrReplyUnrecorded when the outcome could not be, else what the provider or the network said.
//
// knowing is the person's decision to send the same again although the state is ReplyPerhaps; it changes nothing in any
// other state. An attempt that is refused then leaves the state: the earlier one may be the reason.
func (o *Outbox) Send(ctx context.Context, m *ebox.Message, d *ebox.ReplyDraft, knowing bool) (ebox.ReplyRecord, error) {
	err := o.Check(m, d)
	if err == nil && d.Key != m.Key {
		err = errors.New("sending the reply: the draft is of another message")
	}
	var unlock func()
	if err == nil {
		unlock, err = o.lock(ctx, m.Key)
	}
	if err != nil {
		r, readErr := o.Record(ctx, m.Key)
		return r, errors.Join(err, readErr)
	}
	defer unlock()
	before, err := o.load(m.Key)
	before = before.orphaned()
	if err == nil {
		err = before.maySend(knowing)
	}
	if err == nil {
		before, err = o.review(ctx, d, before)
	}
	if err != nil {
		return before.record(m.Key), err
	}
	sending, err := o.begin(m.Key, before)
	if err != nil {
		return before.record(m.Key), err
	}
	o.at("request")
	receipt, err := o.o.Sender.Reply(ctx, m, &ebox.Reply{
		Draft: clone(d), Company: o.o.Company, Key: sending.Same,
		Open: func(i int) (io.ReadCloser, error) { return o.open(ctx, m.Key, d.Files[i].Blob) },
	})
	o.at("answer")
	e, err := sending.after(receipt, err, before, o.o.Now().Round(0))
	return o.end(m.Key, sending, e, err)
}

// maySend tells whether a reply may be sent on top of what is known.
func (e entry) maySend(knowing bool) error {
	err := e.mayWrite()
	if knowing && e.State == state(ebox.ReplyPerhaps) {
		return nil
	}
	return err
}

// review makes sure that what is sent is what is kept, and keeps it when nothing was. It gives the entry as it is then.
func (o *Outbox) review(ctx context.Context, d *ebox.ReplyDraft, e entry) (entry, error) {
	kept, err := o.Draft(ctx, d.Key)
	switch {
	case err != nil:
		return e, err
	case kept != nil && !same(kept, d):
		return e, &ebox.ReplyProblem{Is: ebox.ErrReplyChanged}
	case kept != nil:
		return e, nil
	}
	if err := o.keep(ctx, d, e); err != nil || e.State != state(ebox.ReplyNone) {
		return e, err
	}
	return o.load(d.Key)
}

// begin writes that a request is being made. When that fails none is, and the record is put back as well as it can be.
func (o *Outbox) begin(k ebox.Key, before entry) (entry, error) {
	e := before
	now := o.o.Now().Round(0)
	e.State, e.Changed, e.Begun, e.Tries = state(ebox.ReplySending), now, now, before.Tries+1
	e.ReplyID, e.HTTP, e.Code, e.Ref = "", 0, "", ""
	if !before.Doubt || e.Same == "" {
		e.Same = newKey()
	}
	if err := o.save(k, e); err != nil {
		_ = o.save(k, before)
		return before, err
	}
	return e, nil
}

// newKey is an Idempotency-Key: a random UUID (RFC 9562 section 5.4).
func newKey() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0F|0x40, b[8]&0x3F|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// after is the entry with the outcome of a request, and the error that is told.
func (e entry) after(receipt *ebox.Receipt, err error, before entry, now time.Time) (entry, error) {
	var said *ebox.StatusError
	if errors.As(err, &said) {
		e.HTTP, e.Code, e.Ref = said.HTTP, short(said.Code), short(said.ID)
	}
	e.Changed = now
	switch ebox.ReplyOutcomeOf(err) {
	case ebox.OutcomeSent:
		e.State, e.ReplyID, e.Doubt = state(ebox.ReplySent), receipt.ReplyID, false
	case ebox.OutcomeAlready:
		e.State, e.Doubt, err = state(ebox.ReplySent), false, nil
	case ebox.OutcomeNotBegun:
		return before, err
	case ebox.OutcomeRefused:
		e.State = state(ebox.ReplyRefused)
		if e.Doubt { // the refusal may come from the earlier attempt having counted
			e.State = state(ebox.ReplyPerhaps)
		}
	default:
		e.State, e.Doubt = state(ebox.ReplyPerhaps), true
	}
	return e, err
}

// short is a server's word of at most 200 characters, safe to print.
func short(t ebox.Text) string {
	s := []rune(t.String())
	return string(s[:min(len(s), 200)])
}

// end writes down the outcome of the request that sending records. It is told whatever happens to that.
func (o *Outbox) end(k ebox.Key, sending, e entry, err error) (ebox.ReplyRecord, error) {
	if failed := o.save(k, e); failed != nil {
		o.mu.Lock()
		o.told[k] = told{sending.Begun, e}
		o.mu.Unlock()
		err = errors.Join(err, fmt.Errorf("%w: %w", ebox.ErrReplyUnrecorded, failed))
	}
	o.at("recorded")
	return e.record(k), err
}

// told is an outcome that could not be written: of the request begun then.
type told struct {
	begun time.Time
	entry entry
}
