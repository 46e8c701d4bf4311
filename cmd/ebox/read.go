package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/present"
)

type readOptions struct {
	json, open, registeredOK bool
	ref, format              string
}

func newReadCmd(w *wiring, run func(context.Context, *readOptions) error) *cobra.Command {
	o := &readOptions{}
	c := &w.t.Commands
	cmd := &cobra.Command{
		Use: "read " + w.words.ArgRef, Short: c.Read, Args: exactly(1),
		Long:    c.Read + ".\n\n" + w.words.ReadLong + "\n\n" + w.words.ArgRef + ": " + c.ArgMessage + ".",
		Example: "  ebox read 3b06011b\n  ebox read 3b06011b --open\n  ebox read nsso/42 --json --lang nl",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ref = args[0]
			if err := notBoth(cmd, "json", "format"); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, c.FlagJSON)
	f.BoolVar(&o.open, "open", false, w.words.FlagOpenMain)
	f.BoolVar(&o.registeredOK, "registered-ok", false, w.words.FlagRegisteredOK)
	addFormat(w, cmd, &o.format)
	return cmd
}

// reading is a message with what was fetched of it.
type reading struct {
	m       *ebox.Message
	parts   present.Parts
	main    *ebox.Attachment // opened: see doc
	doc     present.Document
	bodyErr error // the text could not be fetched; the rest is shown
	opened  bool  // main content was fetched: the message is marked as read
}

// read shows a message. Without --open nothing is fetched that marks it as read.
func (w *wiring) read(ctx context.Context, o *readOptions) error {
	format, err := w.formatter(o.format)
	if err != nil {
		return err
	}
	d, err := w.open(ctx, 0)
	if err != nil {
		return err
	}
	defer d.fed.Close()
	w.sandboxNote(d.profile)
	m, err := d.message(ctx, o.ref)
	if err != nil {
		return err
	}
	r := &reading{m: m}
	if !m.BodyMainContent {
		if err := r.fetchBody(ctx, d.fed); err != nil {
			return err
		}
	}
	n := newNames()
	if err := n.fetch(ctx, d.fed, []*ebox.Message{m}, true); err != nil {
		return err
	}
	if o.open {
		if err := w.openMain(ctx, d.fed, r, n, o.registeredOK); err != nil {
			if ebox.MarkOf(err) == ebox.MarkYes && !m.ReadStatus && !o.json {
				w.note(fmt.Sprintf(w.t.Inbox.MarkedRead, w.voice(n).Subject(m)))
			}
			return err
		}
	}
	switch {
	case o.json:
		return writeJSON(w.sys.out, w.readJSON(d, n, r))
	case format != nil:
		return each(w.sys.out, format, []readJSON{w.readJSON(d, n, r)})
	}
	w.printReading(r, n, o)
	return nil
}

// bodies is the part of the federation that fetches what a message says.
type bodies interface {
	Body(ctx context.Context, k ebox.Key) (ebox.Translated, error)
	Content(ctx context.Context, m *ebox.Message, a *ebox.Attachment, limit int64) ([]byte, error)
}

// fetchBody gets the text of a message. Many providers do not offer it, and many messages have none: that is nothing to
// speak of. The error is the end of ctx or of the session.
func (r *reading) fetchBody(ctx context.Context, src bodies) error {
	body, err := src.Body(ctx, r.m.Key)
	switch {
	case err == nil:
		r.parts.Body = &body
	case ctx.Err() != nil:
		return ctx.Err()
	case sessionGone(err):
		return err
	case !errors.Is(err, ebox.ErrNotFound) && !errors.Is(err, ebox.ErrNotOffered):
		r.bodyErr = err
	}
	return nil
}

// openMain fetches the main content, which marks the message as read. A document that cannot be shown as text is not
// fetched for it.
func (w *wiring) openMain(ctx context.Context, src bodies, r *reading, n *names, registeredOK bool) error {
	v, a := w.voice(n), r.m.Main()
	switch {
	case r.m.BodyMainContent:
	case a == nil:
		return nil
	case !present.CanView(a.MediaType):
		r.main, r.doc = a, v.Document(nil, a.MediaType)
		return nil
	}
	if err := w.agree(ctx, r.m, registeredOK, w.t.Reader.OpenMarks); err != nil {
		return err
	}
	if r.m.BodyMainContent {
		body, err := src.Body(ctx, r.m.Key)
		if err != nil {
			return err
		}
		r.parts.Body, r.opened = &body, true
		return nil
	}
	data, err := src.Content(ctx, r.m, a, present.MaxDocument)
	if err != nil {
		return err
	}
	r.main, r.doc, r.opened = a, v.Document(data, a.MediaType), true
	return nil
}

func (w *wiring) printReading(r *reading, n *names, o *readOptions) {
	v, m := w.voice(n), r.m
	was := m.ReadStatus
	if r.opened {
		read := *m
		read.ReadStatus = true
		m = &read
	}
	for i, s := range v.Message(m, r.parts) {
		if i > 0 {
			w.say("")
			w.say(w.t.Label(s.Title, ""))
		}
		printLines(w.sys.out, v.Lines(s, w.width()))
	}
	if r.bodyErr != nil {
		w.note(w.t.Label(w.t.Reader.Body, w.explain(r.bodyErr).What))
	}
	if r.main != nil {
		w.printDocument(r)
	}
	switch {
	case r.opened && !was:
		w.note(fmt.Sprintf(w.t.Inbox.MarkedRead, v.Subject(m)))
	case r.opened:
	case r.main != nil: // of a kind that is no text
		w.note(w.words.HowSave)
		printLines(w.sys.err, []string{"  ebox download " + o.ref})
	case m.BodyMainContent || m.Main() != nil:
		w.note(w.words.HowOpen)
		printLines(w.sys.err, []string{"  ebox read " + o.ref + " --open", "  ebox download " + o.ref})
	}
}

func (w *wiring) printDocument(r *reading) {
	w.say("")
	w.say(w.t.Label(w.t.Viewer.Title, r.main.FileName.String()))
	for _, note := range r.doc.Notes {
		w.say(note)
	}
	for _, l := range r.doc.Lines {
		printLines(w.sys.out, present.Wrap(l, w.width()))
	}
}
