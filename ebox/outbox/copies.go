package outbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"myebox/ebox"
)

// maxCopy is the bytes of a sealed copy.
const maxCopy = ebox.MaxReplyFile + 1024

// copyName is the file that holds the copy of a file of a reply.
func copyName(k ebox.Key, blob string) string { return stem(k) + "." + blob + endCopy }

// Attach checks a file, takes a copy of it, and adds it to d, which is saved. The error is a *ebox.ReplyProblem, one of
// reading the file, or one of SaveDraft; d is as it was then.
func (o *Outbox) Attach(ctx context.Context, d *ebox.ReplyDraft, path string) error {
	f, b, err := readUpload(path)
	if err != nil {
		return err
	}
	files, err := ebox.AddReplyFile(d.Files, f)
	if err != nil {
		return err
	}
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
	added := &files[len(files)-1]
	added.Blob = token()
	if err := o.keepCopy(ctx, d.Key, added.Blob, b); err != nil {
		return err
	}
	c := clone(d)
	c.Files = files
	if err := o.keep(ctx, c, e); err != nil {
		return err
	}
	*d = *c
	return nil
}

// Detach takes the i-th file away again.
func (o *Outbox) Detach(ctx context.Context, d *ebox.ReplyDraft, i int) error {
	if i < 0 || i >= len(d.Files) {
		return fmt.Errorf("taking a file away: there is no number %d", i)
	}
	c := clone(d)
	c.Files = slices.Delete(c.Files, i, i+1)
	if err := o.SaveDraft(ctx, c); err != nil {
		return err
	}
	*d = *c
	return nil
}

// readUpload reads a file that a person chose.
func readUpload(path string) (f ebox.ReplyFile, b []byte, err error) {
	name := filepath.Base(path)
	fi, err := os.Stat(path) // before it is opened: a pipe would be waited for
	switch {
	case err != nil:
		return f, nil, fmt.Errorf("adding a file: %w", err)
	case !fi.Mode().IsRegular():
		return f, nil, &ebox.ReplyProblem{Is: ebox.ErrReplyNotFile, File: ebox.SafeName(ebox.Untrusted(name), "")}
	}
	file, err := os.Open(path)
	if err != nil {
		return f, nil, fmt.Errorf("adding a file: %w", err)
	}
	defer file.Close()
	if fi.Size() <= ebox.MaxReplyFile {
		if b, err = io.ReadAll(io.LimitReader(file, ebox.MaxReplyFile+1)); err != nil {
			return f, nil, fmt.Errorf("adding a file: %w", err)
		}
	}
	size := max(fi.Size(), int64(len(b)))
	if f, err = ebox.NewReplyFile(name, size, b[:min(len(b), 1024)]); err != nil {
		return f, nil, err
	}
	if int64(len(b)) != size { // it was written to meanwhile
		return f, nil, &ebox.ReplyProblem{Is: ebox.ErrReplyChanged, File: f.Name}
	}
	f.SHA256 = sha256.Sum256(b)
	return f, b, nil
}

// keepCopy keeps the bytes of a file under the lock that the caller holds.
func (o *Outbox) keepCopy(ctx context.Context, k ebox.Key, blob string, b []byte) error {
	name := copyName(k, blob)
	key, err := o.secret(ctx)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		o.mu.Lock()
		o.copies[name] = b
		o.mu.Unlock()
		return nil
	}
	if b, err = seal(key, k, name, b); err != nil {
		return err
	}
	return o.write(name, b)
}

// open gives the bytes of a file's copy.
func (o *Outbox) open(ctx context.Context, k ebox.Key, blob string) (io.ReadCloser, error) {
	name := copyName(k, blob)
	o.mu.Lock()
	b, ok := o.copies[name]
	o.mu.Unlock()
	if ok {
		return io.NopCloser(bytes.NewReader(b)), nil
	}
	key, err := o.secret(ctx)
	if err == nil {
		b, err = o.read(name, maxCopy)
	}
	if err == nil {
		b, err = unseal(key, k, name, b)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the copy of a file: %w", err)
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

// drop removes the copies that d does not name. It is best effort: what stays is sealed and in nobody's way.
func (o *Outbox) drop(d *ebox.ReplyDraft) {
	has := func(name string) bool {
		return slices.ContainsFunc(d.Files, func(f ebox.ReplyFile) bool { return copyName(d.Key, f.Blob) == name })
	}
	o.mu.Lock()
	for name := range o.copies {
		if strings.HasPrefix(name, stem(d.Key)+".") && !has(name) {
			delete(o.copies, name)
		}
	}
	o.mu.Unlock()
	old := slices.DeleteFunc(o.names(d.Key, endCopy), has)
	if len(old) > 0 {
		_ = errors.Join(o.remove(old...))
	}
}
