package ebox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"time"
)

// maxDocument is the longest document that is saved, in bytes: a stream without end must not fill the disk.
const maxDocument = 2 << 30

// Saved is a document on disk.
type Saved struct {
	Path     string // absolute
	Bytes    int64
	SHA256   [32]byte
	Verified bool // the server announced a digest, and it is this one
}

// SaveOptions tells where a document goes.
type SaveOptions struct {
	Dir      string                  // existing directory; "": the current one
	Progress func(done, total int64) // bytes; total is approximate, -1: not known; about ten calls a second at most; nil: none
}

// Save writes an attachment into a directory, under SafeName of its file name or the next free name after it; never
// over another file. Operation getAttachmentContentById: it MARKS THE MESSAGE AS READ when the attachment is its main
// content (Message.Marks); call Listing.SetRead then. m itself is not changed.
//
// The file appears under its name complete, checked against its announced length and digest, and safe on disk, or not
// at all, even when the program is killed; what a killed program left behind is removed by the next Save into that
// directory. Errors are ErrDigest, ErrLength, ErrNotAllowed, those of the registry, and those of the disk (*fs.PathError,
// *os.LinkError), in which case nothing may have been fetched yet.
func (f *Federation) Save(ctx context.Context, m *Message, a *Attachment, o SaveOptions) (*Saved, error) {
	r, err := f.registry(ctx, m.Key.Provider)
	if err != nil {
		return nil, err
	}
	p, err := newPartial(o.Dir, f.step) // before the fetch, which cannot be undone
	if err != nil {
		return nil, err
	}
	defer p.discard()
	s, err := r.Attachments.Content(ctx, m.Key.ID, a)
	if err != nil {
		return nil, asked(err)
	}
	defer s.Body.Close()
	g := &gauge{total: expected(s, a), report: o.Progress, now: f.o.Now}
	n, sum, err := receive(io.MultiWriter(p.file, g), s, maxDocument)
	if err != nil {
		return nil, given(fmt.Errorf("saving document: %w", err))
	}
	g.last()
	p.at("received")
	verified, err := a.Digest.check(sum)
	if err != nil {
		return nil, given(fmt.Errorf("saving document: %w", err))
	}
	path, err := p.publish(SafeName(a.FileName, a.MediaType))
	if err != nil {
		return nil, given(err)
	}
	return &Saved{Path: path, Bytes: n, SHA256: sum, Verified: verified}, nil
}

// SaveBody fetches a message's body and writes it by the rules of Save, as what file makes of it: a name without
// ending, and the text; operation getBodyContent. It MARKS THE MESSAGE AS READ when the body is its main content, so
// it is fetched only when there is a place to keep it. Without text nothing is written: ErrNotFound. For errors see MarkOf.
func (f *Federation) SaveBody(ctx context.Context, k Key, dir string, file func(Translated) (name string, text []byte)) (*Saved, error) {
	p, err := newPartial(dir, f.step)
	if err != nil {
		return nil, err
	}
	defer p.discard()
	body, err := f.Body(ctx, k)
	if err != nil {
		return nil, err
	}
	name, text := file(body)
	if len(text) == 0 {
		return nil, given(fmt.Errorf("saving text: there is none: %w", ErrNotFound))
	}
	s, err := p.text(name, text)
	return s, given(err)
}

// SaveText writes text into a directory by the rules of Save, as "name.txt". It makes no request.
func (f *Federation) SaveText(dir, name string, text []byte) (*Saved, error) {
	p, err := newPartial(dir, f.step)
	if err != nil {
		return nil, err
	}
	defer p.discard()
	return p.text(name, text)
}

// text completes the file with a text.
func (p *partial) text(name string, text []byte) (*Saved, error) {
	return p.whole(name, "text/plain", text)
}

// whole completes the file with bytes of our own; mediaType gives the name its ending.
func (p *partial) whole(name, mediaType string, b []byte) (*Saved, error) {
	if _, err := p.file.Write(b); err != nil {
		return nil, fmt.Errorf("saving %s: %w", mediaType, err)
	}
	path, err := p.publish(SafeName(Untrusted(name), mediaType))
	if err != nil {
		return nil, err
	}
	return &Saved{Path: path, Bytes: int64(len(b)), SHA256: sha256.Sum256(b)}, nil
}

// Content is the bytes of an attachment for viewing, checked against its announced digest; operation
// getAttachmentContentById. It MARKS THE MESSAGE AS READ when the attachment is its main content (Message.Marks); call
// Listing.SetRead then. m itself is not changed. More than max bytes is ErrTooLarge, when that is announced without
// fetching them.
func (f *Federation) Content(ctx context.Context, m *Message, a *Attachment, max int64) ([]byte, error) {
	if a.SizeKB*1000 > float64(max) { // 1000: in doubt it fits
		return nil, fmt.Errorf("ebox: %w: about %.0f kB", ErrTooLarge, a.SizeKB)
	}
	r, err := f.registry(ctx, m.Key.Provider)
	if err != nil {
		return nil, err
	}
	s, err := r.Attachments.Content(ctx, m.Key.ID, a)
	if err != nil {
		return nil, asked(err)
	}
	defer s.Body.Close()
	var b bytes.Buffer
	_, sum, err := receive(&b, s, max)
	if err != nil {
		return nil, given(fmt.Errorf("fetching document: %w", err))
	}
	if _, err := a.Digest.check(sum); err != nil {
		return nil, given(fmt.Errorf("fetching document: %w", err))
	}
	return b.Bytes(), nil
}

// receive copies a document of at most limit bytes and hashes it on the way. ErrLength: it ended early.
func receive(dst io.Writer, s *Stream, limit int64) (n int64, sum [32]byte, err error) {
	if s.Length > limit {
		return 0, sum, fmt.Errorf("%w: %d bytes", ErrTooLarge, s.Length)
	}
	h := sha256.New()
	n, err = io.Copy(io.MultiWriter(dst, h), io.LimitReader(s.Body, limit+1))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return n, sum, fmt.Errorf("%w: %w", ErrLength, err)
	case err != nil:
		return n, sum, err
	case n > limit:
		return n, sum, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	case s.Length >= 0 && n != s.Length:
		return n, sum, fmt.Errorf("%w: %d bytes of %d", ErrLength, n, s.Length)
	}
	h.Sum(sum[:0])
	return n, sum, nil
}

// expected is how many bytes will come, -1 when nobody knows.
func expected(s *Stream, a *Attachment) int64 {
	if s.Length >= 0 {
		return s.Length
	}
	if a.SizeKB > 0 && a.SizeKB < maxDocument/1024 {
		return int64(a.SizeKB * 1024)
	}
	return -1
}

// gauge reports how far a copy is, about ten times a second.
type gauge struct {
	done, total int64
	report      func(done, total int64)
	now         func() time.Time
	told        time.Time
}

// Write implements io.Writer.
func (g *gauge) Write(p []byte) (int, error) {
	g.done += int64(len(p))
	if now := g.now(); g.report != nil && now.Sub(g.told) >= 100*time.Millisecond {
		g.told = now
		g.tell()
	}
	return len(p), nil
}

// last reports the end.
func (g *gauge) last() {
	if g.report != nil {
		g.total = g.done
		g.tell()
	}
}

func (g *gauge) tell() {
	if g.total >= 0 {
		g.total = max(g.total, g.done)
	}
	g.report(g.done, g.total)
}
