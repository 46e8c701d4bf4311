package outbox

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"myebox/ebox"
)

const (
	maxDraft = 1 << 20 // bytes of a sealed draft
	padding  = 1024    // drafts are a multiple of it, so that their length tells little
)

// draftText is an ebox.ReplyDraft before it is sealed; the message is what it is sealed for.
type draftText struct {
	Subject string     `json:"subject"`
	Sender  string     `json:"sender"`
	Choice  string     `json:"choice"`
	Answer  string     `json:"answer"`
	Comment string     `json:"comment"`
	Lang    string     `json:"lang"`
	Files   []fileText `json:"files"`
	Changed time.Time  `json:"changed"`
}

type fileText struct {
	Name      string `json:"name"`
	MediaType string `json:"mediaType"`
	Size      int64  `json:"size"`
	SHA256    string `json:"sha256"`
	Blob      string `json:"blob"`
}

func encodeDraft(d *ebox.ReplyDraft) ([]byte, error) {
	t := draftText{
		Subject: d.Subject.Raw(), Sender: d.Sender.Raw(), Choice: d.Choice, Answer: d.Answer.Raw(), Comment: d.Comment,
		Lang: d.Lang, Changed: d.Changed,
	}
	for _, f := range d.Files {
		t.Files = append(t.Files, fileText{f.Name, f.MediaType, f.Size, hex.EncodeToString(f.SHA256[:]), f.Blob})
	}
	b, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("writing the draft: %w", err)
	}
	return append(b, bytes.Repeat([]byte(" "), padding-len(b)%padding)...), nil
}

// parseDraft reads what encodeDraft wrote: ErrReplyDamaged.
func parseDraft(b []byte, k ebox.Key) (*ebox.ReplyDraft, error) {
	var t draftText
	if json.Unmarshal(b, &t) != nil {
		return nil, ebox.ErrReplyDamaged
	}
	d := &ebox.ReplyDraft{
		Key: k, Subject: ebox.Untrusted(t.Subject), Sender: ebox.Untrusted(t.Sender), Choice: t.Choice,
		Answer: ebox.Untrusted(t.Answer), Comment: t.Comment, Lang: t.Lang, Changed: local(t.Changed),
	}
	for _, f := range t.Files {
		sum, err := hex.DecodeString(f.SHA256)
		if err != nil || len(sum) != 32 {
			return nil, ebox.ErrReplyDamaged
		}
		d.Files = append(d.Files, ebox.ReplyFile{Name: f.Name, MediaType: f.MediaType, Size: f.Size, SHA256: [32]byte(sum), Blob: f.Blob})
	}
	return d, nil
}

// Draft is what was written or sent; nil: nothing. ErrReplyKey: it is there, sealed, and the key is not, or is another;
// ErrReplyDamaged: it is there and cannot be opened. Neither deletes anything.
func (o *Outbox) Draft(ctx context.Context, k ebox.Key) (*ebox.ReplyDraft, error) {
	o.mu.Lock()
	mem := o.drafts[k]
	o.mu.Unlock()
	if mem != nil {
		return clone(mem), nil
	}
	key, keyErr := o.secret(ctx) // also without a draft: then Kept is certain
	b, err := o.read(stem(k)+endDraft, maxDraft)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("reading the draft: %w: %w", ebox.ErrReplyDamaged, err)
	case keyErr != nil:
		return nil, fmt.Errorf("reading the draft: %w", keyErr)
	}
	plain, err := unseal(key, k, endDraft, b)
	if err != nil {
		return nil, fmt.Errorf("reading the draft: %w", err)
	}
	return parseDraft(plain, k)
}

// SaveDraft keeps d, whatever was kept before, and sets its Changed. ErrReplied, ErrReplyPerhaps and ErrReplyBusy: the
// message was answered, perhaps was, or is being answered.
func (o *Outbox) SaveDraft(ctx context.Context, d *ebox.ReplyDraft) error {
	unlock, err := o.lock(ctx, d.Key)
	if err != nil {
		return err
	}
	defer unlock()
	e, err := o.load(d.Key)
	if err == nil {
		err = e.mayWrite()
	}
	if err != nil {
		return err
	}
	return o.keep(ctx, d, e)
}

// keep writes a draft under the lock that the caller holds, and drops copies of files that it does not have any more.
func (o *Outbox) keep(ctx context.Context, d *ebox.ReplyDraft, e entry) error {
	c := clone(d)
	c.Changed = o.o.Now().Round(0)
	key, err := o.secret(ctx)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && o.exists(stem(d.Key)+endDraft): // one that is sealed must not be hidden by another
		return fmt.Errorf("keeping the draft: %w", err)
	case err != nil:
		o.mu.Lock()
		o.drafts[d.Key] = c
		o.mu.Unlock()
	default:
		if err := o.keepSealed(key, c, e); err != nil {
			return err
		}
	}
	o.drop(c)
	d.Changed = local(c.Changed)
	return nil
}

func (o *Outbox) keepSealed(key []byte, d *ebox.ReplyDraft, e entry) error {
	plain, err := encodeDraft(d)
	if err != nil {
		return err
	}
	b, err := seal(key, d.Key, endDraft, plain)
	if err != nil {
		return err
	}
	if e.State == state(ebox.ReplyNone) { // first, so that there is never a draft that nobody lists
		if err := o.save(d.Key, entry{State: state(ebox.ReplyDrafted), Changed: d.Changed}); err != nil {
			return err
		}
	}
	if err := o.write(stem(d.Key)+endDraft, b); err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.drafts, d.Key) // of before there was a key
	return nil
}

// Discard forgets a draft, for good. What was sent, or perhaps was, cannot be discarded.
func (o *Outbox) Discard(ctx context.Context, k ebox.Key) error {
	unlock, err := o.lock(ctx, k)
	if err != nil {
		return err
	}
	defer unlock()
	e, err := o.load(k)
	if err == nil {
		err = e.mayWrite()
	}
	if err != nil {
		return err
	}
	o.mu.Lock()
	delete(o.drafts, k)
	o.mu.Unlock()
	if err := o.remove(stem(k)+endDraft, stem(k)+endRecord); err != nil {
		return err
	}
	o.drop(&ebox.ReplyDraft{Key: k})
	return nil
}

func clone(d *ebox.ReplyDraft) *ebox.ReplyDraft {
	c := *d
	c.Files = slices.Clone(d.Files)
	return &c
}

// same tells whether two drafts say the same.
func same(a, b *ebox.ReplyDraft) bool {
	return a.Choice == b.Choice && a.Comment == b.Comment && a.Lang == b.Lang && slices.Equal(a.Files, b.Files)
}
