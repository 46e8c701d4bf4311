package backend

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"myebox/ebox"
	"myebox/tui/present"
)

// Contents is what a box holds, part by part.
type Contents struct {
	Messages map[present.BoxPart][]*ebox.Message
	Missing  bool // a provider did not answer, or not all of its messages came
}

// Stocks are the parts in figures, in their order. read are messages that have been read since; it may be nil.
func (c *Contents) Stocks(read map[ebox.Key]bool) []present.Stock {
	var out []present.Stock
	for _, p := range present.BoxParts() {
		s := present.Stock{Part: p, Messages: len(c.Messages[p])}
		for _, m := range c.Messages[p] {
			if !m.ReadStatus && !read[m.Key] {
				s.Unread++
			}
		}
		out = append(out, s)
	}
	return out
}

// WholeBox is the folder below dir that a whole box is saved in: there are many messages, and dir holds other things too.
func WholeBox(dir string, v present.Voice) string { return filepath.Join(dir, v.Texts.App.Name) }

// step is how many messages more are asked for at a time.
const step = 200

// Everything lists the whole box, inbox and hidden folder; nothing is marked as read. said is called from time to time
// with how many messages there are so far; it may be nil. A provider that fails is Missing; an error means that nothing
// could be listed.
func (b Box) Everything(ctx context.Context, said func(n int)) (*Contents, error) {
	c := &Contents{Messages: map[present.BoxPart][]*ebox.Message{}}
	n := 0
	for _, hidden := range []bool{false, true} {
		l := b.Lister.Open(ebox.Query{Hidden: hidden})
		v, err := all(ctx, l, func(now int) {
			if said != nil {
				said(n + now)
			}
		})
		if err != nil {
			return nil, err
		}
		c.Missing = c.Missing || v.More || v.AtLeast
		for _, m := range v.Items {
			p := present.PartOf(m, hidden)
			c.Messages[p] = append(c.Messages[p], m)
		}
		n += len(v.Items)
	}
	return c, nil
}

// all loads a list to its end.
func all(ctx context.Context, l List, said func(n int)) (ebox.View, error) {
	was := -1
	for {
		v, err := l.Load(ctx, max(was, 0)+step)
		if err != nil {
			return v, fmt.Errorf("listing all messages: %w", err)
		}
		for v.Waiting {
			if v, err = l.Wait(ctx); err != nil {
				return v, fmt.Errorf("listing all messages: %w", err)
			}
		}
		said(len(v.Items))
		if !v.More || len(v.Items) == was { // a list that gives nothing more although it says so
			return v, nil
		}
		was = len(v.Items)
	}
}

// Kept is what came of saving one message whole. It is what a further try goes on from.
type Kept struct {
	Message *ebox.Message
	Folder  string // "": none was made
	Files   []*ebox.Saved
	Err     error // the first failure; nil: everything is saved
	Mark    ebox.Mark
	done    map[string]bool // attachments and the text that are saved, or are not there
}

// Everything of a message but its attachments.
const textOfMessage = " text"

// Keep saves all of a message into a folder of its own in WholeBox of dir: every attachment, and the text with its header. It
// marks the message as read, so it is called after an explicit act only. before is what an earlier try gave, or nil:
// what is saved already is not fetched again. One document that fails does not keep the others from being saved; the end
// of the session, or of ctx, does.
func (b Box) Keep(ctx context.Context, v present.Voice, m *ebox.Message, dir string, before *Kept) *Kept {
	k := &Kept{Message: m, done: map[string]bool{}}
	if before != nil {
		k.Folder, k.Files, k.Mark, k.done = before.Folder, before.Files, before.Mark, before.done
	}
	full, err := b.Reader.Message(ctx, m.Key)
	if err != nil {
		k.Err = fmt.Errorf("asking for the message: %w", err)
		return k
	}
	if o, err := b.Names.Organization(ctx, m.Key.Provider, m.SenderOrganizationID); err == nil {
		v.Names = sender{o}
	}
	if k.Folder == "" {
		if k.Folder, err = newFolder(WholeBox(dir, v), v, m); err != nil {
			k.Err = err
			return k
		}
	}
	for i := range full.Attachments {
		a := &full.Attachments[i]
		s, err := saveOnce(k, a.ID, func() (*ebox.Saved, error) { return b.Fetcher.Save(ctx, full, a, k.Folder, nil) })
		if k.take(s, err, a.ID, full.Marks(a)); over(ctx, err) {
			return k
		}
	}
	b.keepText(ctx, v, full, k)
	if k.Mark == ebox.MarkUnknown { // no answer told: the server is asked
		if now, err := b.Reader.Message(ctx, m.Key); err == nil && now.ReadStatus {
			k.Mark = ebox.MarkYes
		}
	}
	return k
}

// keepText saves the text of a message.
func (b Box) keepText(ctx context.Context, v present.Voice, full *ebox.Message, k *Kept) {
	s, err := saveOnce(k, textOfMessage, func() (*ebox.Saved, error) {
		return b.Fetcher.SaveBody(ctx, full.Key, k.Folder, func(body ebox.Translated) (string, []byte) {
			return v.Texts.Download.BodyName, v.BodyFile(full, body)
		})
	})
	if !full.BodyMainContent && (errors.Is(err, ebox.ErrNotFound) || errors.Is(err, ebox.ErrNotOffered)) {
		k.done[textOfMessage], err = true, nil // most messages have no text of their own
	}
	k.take(s, err, textOfMessage, full.BodyMainContent)
}

// sender is the one name that a message is saved under: present.Names.
type sender struct{ o *ebox.Organization }

// Organization is the sender.
func (s sender) Organization(string, string) *ebox.Organization { return s.o }

// MessageType is not known.
func (sender) MessageType(string, string) *ebox.MessageType { return nil }

// Application is not known.
func (sender) Application(string, string) *ebox.Application { return nil }

// saveOnce saves what is not saved yet.
func saveOnce(k *Kept, id string, save func() (*ebox.Saved, error)) (*ebox.Saved, error) {
	if k.done[id] {
		return nil, nil
	}
	return save()
}

// take notes what came of one document.
func (k *Kept) take(s *ebox.Saved, err error, id string, main bool) {
	if s == nil && err == nil {
		return
	}
	if main && k.Mark != ebox.MarkYes {
		k.Mark = ebox.MarkOf(err)
	}
	if err != nil {
		if k.Err == nil {
			k.Err = err
		}
		return
	}
	k.done[id] = true
	k.Files = append(k.Files, s)
}

// over tells that going on is of no use.
func over(ctx context.Context, err error) bool {
	var l *LoginError
	return ctx.Err() != nil || errors.As(err, &l) || errors.Is(err, ebox.ErrUnauthorized)
}

// newFolder makes the folder of a message: its day, sender and subject, for nobody else to read.
func newFolder(dir string, v present.Voice, m *ebox.Message) (string, error) {
	name := m.ReceiptDate.In(ebox.Brussels()).Format("2006-01-02") + " " + present.Clip(v.Sender(m), 40) + " " + present.Clip(v.Subject(m), 60)
	name = strings.NewReplacer("/", "-", `\`, "-", "…", "").Replace(name)
	name = ebox.SafeName(ebox.Untrusted(name), "")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("making the folder: %w", err)
	}
	for n := 1; ; n++ {
		path := filepath.Join(dir, name)
		if n > 1 {
			path += fmt.Sprintf(" (%d)", n)
		}
		err := os.Mkdir(path, 0o700)
		if err == nil {
			return path, nil
		}
		if !errors.Is(err, os.ErrExist) || n > 9999 {
			return "", fmt.Errorf("making the folder: %w", err)
		}
	}
}
