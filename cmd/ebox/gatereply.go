package main

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"reflect"

	"myebox/auth"
	"myebox/ebox"
	"myebox/ebox/outbox"
	"myebox/tui/backend"
)

// repliesStem names what belongs to the replies of a federation's boxes of one kind. Accounts and profiles share it: they
// may be names of the same box, and a message is answered once whatever it was called.
func (p *profile) repliesStem() string { return p.Box + "-" + hashed(p.Federation)[:16] }

// repliesDir is where the journal and the drafts are.
func (p *profile) repliesDir(d dirs) string {
	return filepath.Join(d.state, "replies", p.repliesStem())
}

// company is the CBE number of the company whose box is open; "" for a citizen's, or when nobody said it.
func (p *profile) company(s *auth.Session) string {
	if p.Box != boxEnterprise {
		return ""
	}
	number := p.Company
	if p.Software != nil {
		number = cmp.Or(number, p.Software.Company)
	}
	return cmp.Or(s.Identity().Company, number)
}

// newOutbox is the outbox of a profile's box. Nothing is touched, and no key asked for, before something is written.
func (w *wiring) newOutbox(p *profile, sender outbox.Sender, company string) *outbox.Outbox {
	o := outbox.Options{Dir: p.repliesDir(w.dirs), Sender: sender, Owner: p.account(), Company: company, Now: w.sys.now}
	if !w.keyringOff() {
		lock := filepath.Join(w.dirs.state, "drafts-"+p.repliesStem()+".lock")
		o.Key = func(ctx context.Context) ([]byte, error) { return draftKey(ctx, w.store(), p.draftsAccount(), lock) }
	}
	return outbox.New(o)
}

// repliesOf writes and sends replies in the name of a session.
func (w *wiring) repliesOf(p *profile, s *auth.Session, fed *ebox.Federation) backend.Replies {
	return &fresh{w.newOutbox(p, fed, p.company(s)), fed}
}

// replies is the same for a command.
func (w *wiring) replies(d *desk) backend.Replies { return w.repliesOf(d.profile, d.session, d.fed) }

// journal is what was written and sent, without a session: nothing can be sent with it.
func (w *wiring) journal() (*profile, *outbox.Outbox, error) {
	p, err := w.profile()
	if err != nil {
		return nil, nil, err
	}
	return p, w.newOutbox(p, nil, ""), nil
}

// messageSource is the part of the federation that reads one message.
type messageSource interface {
	Message(ctx context.Context, k ebox.Key) (*ebox.Message, error)
}

// fresh reads the message once more right before a reply. That renews a session that is about to end, which the one
// request that nothing repeats cannot do, and notices when the sender does not take the reply any more.
type fresh struct {
	backend.Replies
	from messageSource
}

// Send implements backend.Replies.
func (f *fresh) Send(ctx context.Context, m *ebox.Message, d *ebox.ReplyDraft, knowing bool) (ebox.ReplyRecord, error) {
	now, err := f.from.Message(ctx, m.Key)
	switch {
	case err != nil:
	case !now.ReplyAuthorized:
		err = &ebox.ReplyProblem{Is: ebox.ErrReplyNotAllowed}
	case !reflect.DeepEqual(f.Form(now), f.Form(m)): // not what was reviewed
		err = &ebox.ReplyProblem{Is: ebox.ErrReplyChoice}
	default:
		return f.Replies.Send(ctx, m, d, knowing)
	}
	rec, failed := f.Record(ctx, m.Key)
	return rec, errors.Join(err, failed)
}
