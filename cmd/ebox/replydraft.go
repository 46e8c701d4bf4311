package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"

	"myebox/ebox"
	"myebox/tui/present"
)

// maxComment is the most bytes of a comment that are read: more than any comment may have.
const maxComment = 4*ebox.MaxReplyComment + 1

// write puts what the options say into the draft. What they do not name stays as it was.
func (w *wiring) write(ctx context.Context, r *replying, o *replyOptions) error {
	if r.draft == nil {
		r.draft = r.v.NewReplyDraft(r.m)
	}
	if !o.written() {
		return nil
	}
	r.draft.Lang = cmp.Or(o.lang, r.draft.Lang)
	if o.choice != "" {
		id, err := r.pick(o.choice)
		if err != nil {
			return err
		}
		r.draft.Choice = id
	}
	present.ChooseReply(r.form, r.draft, r.draft.Choice) // the words follow the language
	if o.commentFile != "" {
		text, err := w.readComment(o.commentFile)
		if err != nil {
			return err
		}
		r.draft.Comment = text
	}
	if err := r.box.SaveDraft(ctx, r.draft); err != nil {
		return err
	}
	if len(o.attach) == 0 {
		return nil
	}
	return r.attachOnly(ctx, o.attach)
}

// pick finds a fixed answer by its number, from 1, or its identifier.
func (r *replying) pick(typed string) (string, error) {
	if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(r.form.Choices) {
		return r.form.Choices[n-1].ID, nil
	}
	if c, ok := r.form.Choice(typed); ok {
		return c.ID, nil
	}
	if len(r.form.Choices) == 0 {
		return "", &ebox.ReplyProblem{Is: ebox.ErrReplyChoice}
	}
	var all []string
	for i := range r.form.Choices {
		all = append(all, strconv.Itoa(i+1))
	}
	return "", notAmong("--choice", typed, all...)
}

// attachOnly makes the files of the draft those named, and no others.
func (r *replying) attachOnly(ctx context.Context, paths []string) error {
	for len(r.draft.Files) > 0 {
		if err := r.box.Detach(ctx, r.draft, len(r.draft.Files)-1); err != nil {
			return err
		}
	}
	for _, p := range paths {
		if err := r.box.Attach(ctx, r.draft, p); err != nil {
			return &fileError{p, err}
		}
	}
	return nil
}

// fileError is a file of the person's that cannot be sent.
type fileError struct {
	Path string
	Err  error
}

func (e *fileError) Error() string { return "adding a file to the reply: " + e.Err.Error() }
func (e *fileError) Unwrap() error { return e.Err }

// readComment reads the comment from a file, or from the input for "-".
func (w *wiring) readComment(path string) (string, error) {
	text, err := w.readInput(path, maxComment)
	if err != nil {
		return "", &fileError{path, err}
	}
	if len(text) == maxComment {
		return "", &ebox.ReplyProblem{Is: ebox.ErrReplyTooLong, Most: ebox.MaxReplyComment}
	}
	return string(text), nil
}

// readInput reads at most most bytes of a file, or of the input for "-".
func (w *wiring) readInput(path string, most int64) ([]byte, error) {
	in := io.Reader(w.sys.in)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("opening the file: %w", unwrapPath(err))
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return nil, fmt.Errorf("reading the file: %w", unwrapPath(err))
	}
	return text, nil
}

// unwrapPath drops the path from an error of the file system: it is said apart, cleaned.
func unwrapPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
