package outbox

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"myebox/ebox"
)

// Record is what is known of a reply to a message; the zero State: nothing. A record that cannot be read is ReplyPerhaps,
// with ErrReplyJournal: nothing is ever sent on top of it.
func (o *Outbox) Record(_ context.Context, k ebox.Key) (ebox.ReplyRecord, error) {
	e, err := o.look(k)
	return e.record(k), err
}

// Records are all those of this owner, the latest first. With ErrReplyJournal some could not be read; those whose message is known are
// in the list.
func (o *Outbox) Records(context.Context) ([]ebox.ReplyRecord, error) {
	var list []ebox.ReplyRecord
	keys, failed := o.keys()
	for _, k := range keys {
		e, err := o.look(k)
		failed = errors.Join(failed, err)
		if e.State != state(ebox.ReplyNone) && o.mine(e) {
			list = append(list, e.record(k))
		}
	}
	slices.SortStableFunc(list, func(a, b ebox.ReplyRecord) int { return b.Changed.Compare(a.Changed) })
	return list, failed
}

// mine tells whether this owner wrote the entry, or nobody knows who did.
func (o *Outbox) mine(e entry) bool { return o.o.Owner == "" || e.Owner == "" || e.Owner == o.owner() }

// owner is a hash of Options.Owner: names are not written down.
func (o *Outbox) owner() string {
	if o.o.Owner == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("owner\x00" + o.o.Owner))
	return hex.EncodeToString(sum[:16])
}

// keys are the messages that there are records or drafts in memory of.
func (o *Outbox) keys() (keys []ebox.Key, failed error) {
	all, err := os.ReadDir(o.o.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", ebox.ErrReplyJournal, err)
	}
	for _, f := range all {
		if !recordName.MatchString(f.Name()) {
			continue
		}
		b, err := o.read(f.Name(), maxRecord)
		var e entry
		if err == nil {
			e, err = parseEntry(b)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist): // discarded meanwhile
		case stem(e.key())+endRecord == f.Name():
			keys = append(keys, e.key())
		default:
			failed = errors.Join(failed, fmt.Errorf("%w: %s", ebox.ErrReplyJournal, f.Name()))
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for k := range o.drafts {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys, failed
}

// look is the entry as it has to be understood now, by somebody who does not hold the lock.
func (o *Outbox) look(k ebox.Key) (entry, error) {
	e, err := o.load(k)
	if err != nil || e.State != state(ebox.ReplySending) || o.alive(k) {
		return e, err
	}
	e, err = o.load(k) // it may have ended in between
	return e.orphaned(), err
}

// orphaned is the entry when nobody is sending: a request that was begun then has an unknown end.
func (e entry) orphaned() entry {
	if e.State == state(ebox.ReplySending) {
		e.State, e.Doubt = state(ebox.ReplyPerhaps), true
	}
	return e
}

// load reads the entry of a message; the zero one when there is none.
func (o *Outbox) load(k ebox.Key) (entry, error) {
	b, err := o.read(stem(k)+endRecord, maxRecord)
	// A record is written before its draft and removed after it: a draft alone is one whose record somebody else removed.
	// Whoever does not hold the lock may have looked in between, so this looks again.
	for n := 0; n < 3 && errors.Is(err, fs.ErrNotExist); n++ {
		if !o.exists(stem(k) + endDraft) {
			return o.remembered(k, entry{}), nil
		}
		b, err = o.read(stem(k)+endRecord, maxRecord)
	}
	e := entry{}
	if err == nil {
		e, err = parseEntry(b)
	} else {
		err = fmt.Errorf("%w: %w", ebox.ErrReplyJournal, err)
	}
	if err == nil && e.key() != k {
		err = fmt.Errorf("%w: of another message", ebox.ErrReplyJournal)
	}
	if err != nil {
		return entry{State: state(ebox.ReplyPerhaps), Doubt: true}, err
	}
	return o.remembered(k, e), nil
}

// remembered is e with what this process knows better: an outcome that could not be written, a draft in memory, or one that
// was never written.
func (o *Outbox) remembered(k ebox.Key, e entry) entry {
	o.mu.Lock()
	defer o.mu.Unlock()
	known, ok := o.told[k]
	mem := o.drafts[k]
	switch {
	case ok && e.State == state(ebox.ReplySending) && known.begun.Equal(e.Begun):
		return known.entry
	case mem != nil && (e.State == state(ebox.ReplyNone) || e.State == state(ebox.ReplyDrafted)):
		return entry{State: state(ebox.ReplyDrafted), Changed: mem.Changed}
	case e.State == state(ebox.ReplyDrafted) && !o.exists(stem(k)+endDraft): // its process died before the draft was kept
		return entry{}
	}
	return e
}

// save writes an entry, with the version and the message filled in; the one of no state is no file.
func (o *Outbox) save(k ebox.Key, e entry) error {
	if e.State == state(ebox.ReplyNone) {
		return o.remove(stem(k) + endRecord)
	}
	e.Version, e.Provider, e.Message, e.Owner = recordVersion, k.Provider, k.ID, cmp.Or(e.Owner, o.owner())
	b, err := e.encode()
	if err != nil {
		return err
	}
	return o.write(stem(k)+endRecord, b)
}

// mayWrite tells whether a draft may be changed: not once the sender has something, or may have.
func (e entry) mayWrite() error {
	switch ebox.ReplyState(e.State) {
	case ebox.ReplySent:
		return &ebox.ReplyProblem{Is: ebox.ErrReplied}
	case ebox.ReplyPerhaps, ebox.ReplySending:
		return &ebox.ReplyProblem{Is: ebox.ErrReplyPerhaps}
	}
	return nil
}
