package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"myebox/ebox"
)

// progressNote is how often a download says how far it is: more often is noise by ear.
const progressNote = 10 * time.Second

// errNoDocument is a message, or a choice of attachments, without a document.
var errNoDocument = errors.New("there is no such document")

type downloadOptions struct {
	json, all, registeredOK, open, print bool
	ref, attachment, dir                 string
}

func newDownloadCmd(w *wiring, run func(context.Context, *downloadOptions) error) *cobra.Command {
	o := &downloadOptions{}
	c := &w.t.Commands
	cmd := &cobra.Command{
		Use: "download " + w.words.ArgRef, Short: c.Download, Args: exactly(1),
		Long:    c.Download + ".\n\n" + w.words.DownloadLong + "\n\n" + w.words.ArgRef + ": " + c.ArgMessage + ".",
		Example: "  ebox download 3b06011b\n  ebox download 3b06011b --attachment 2 --dir ~/tax\n  ebox download nsso/42 --all --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ref = args[0]
			if err := notBoth(cmd, "attachment", "all"); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, c.FlagJSON)
	f.Var(newText(&o.attachment, "", "N"), "attachment", w.words.FlagAttachment)
	f.BoolVar(&o.all, "all", false, c.FlagAll)
	f.Var(newText(&o.dir, ".", "DIR"), "dir", c.FlagDir)
	f.BoolVar(&o.registeredOK, "registered-ok", false, w.words.FlagRegisteredOK)
	f.BoolVar(&o.open, "open", false, c.FlagOpen)
	f.BoolVar(&o.print, "print", false, c.FlagPrint)
	return cmd
}

// target is one thing to save: an attachment, or the text of the message.
type target struct {
	att    *ebox.Attachment // nil: the text
	number int              // of the attachment, from 1
	title  string
	main   bool // saving it marks the message as read
}

// saved is a target on disk, or why it is not.
type saved struct {
	target
	file *ebox.Saved
	err  error
}

// saver is the part of the federation that saves.
type saver interface {
	Save(ctx context.Context, m *ebox.Message, a *ebox.Attachment, o ebox.SaveOptions) (*ebox.Saved, error)
	SaveBody(ctx context.Context, k ebox.Key, dir string, file func(ebox.Translated) (name string, text []byte)) (*ebox.Saved, error)
}

// download saves documents of a message. One that fails does not keep the others from being saved.
func (w *wiring) download(ctx context.Context, o *downloadOptions) error {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return fmt.Errorf("looking for the folder: %w", err)
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
	targets, err := w.targets(m, o)
	if err != nil {
		return err
	}
	marks := false
	for _, t := range targets {
		marks = marks || t.main
	}
	if marks {
		if err := w.agree(ctx, m, o.registeredOK, w.t.Download.MarksRead); err != nil {
			return err
		}
	}
	var results []saved
	for _, t := range targets {
		s := w.saveOne(ctx, d.fed, m, t, dir, o.json)
		if t.att == nil && !t.main && noText(s) {
			continue
		}
		results = append(results, s)
		if ctx.Err() != nil {
			break
		}
	}
	if err := w.showSaved(d, m, results, markOf(ctx, d.fed, m.Key, results), o); err != nil {
		return err
	}
	return w.handOn(ctx, results, o)
}

// noText tells that a message has no text to save, which is no failure: see fetchBody.
func noText(s saved) bool {
	return errors.Is(s.err, ebox.ErrNotFound) || errors.Is(s.err, ebox.ErrNotOffered) || errors.Is(s.err, errNoDocument)
}

// targets is what to save: the attachment named, everything, else the main content.
func (w *wiring) targets(m *ebox.Message, o *downloadOptions) ([]target, error) {
	text := target{title: w.t.Reader.Body, main: m.BodyMainContent}
	var all []target
	for i := range m.Attachments {
		f := w.voice(nil).File(m, i)
		all = append(all, target{&m.Attachments[i], f.Number, f.Title, f.Main})
	}
	switch {
	case o.all:
		return append(all, text), nil
	case o.attachment != "":
		for _, t := range all {
			if strconv.Itoa(t.number) == o.attachment || t.att.ID == o.attachment {
				return []target{t}, nil
			}
		}
		return nil, errNoDocument
	case m.BodyMainContent:
		return []target{text}, nil
	}
	for _, t := range all {
		if t.main {
			return []target{t}, nil
		}
	}
	return nil, errNoDocument
}

func (w *wiring) saveOne(ctx context.Context, src saver, m *ebox.Message, t target, dir string, quiet bool) saved {
	s := saved{target: t}
	if t.att == nil {
		s.file, s.err = w.saveText(ctx, src, m, dir)
		return s
	}
	var progress func(done, total int64)
	if w.sys.errTTY && !quiet {
		w.note(fmt.Sprintf(w.t.Download.Saving, t.title))
		progress = w.progress(w.sys.err)
	}
	s.file, s.err = src.Save(ctx, m, t.att, ebox.SaveOptions{Dir: dir, Progress: progress})
	return s
}

// saveText saves the text of the message in the person's language.
func (w *wiring) saveText(ctx context.Context, src saver, m *ebox.Message, dir string) (*ebox.Saved, error) {
	empty := false
	s, err := src.SaveBody(ctx, m.Key, dir, func(body ebox.Translated) (string, []byte) {
		text := strings.TrimRight(body.In(w.t.Code).Block(), "\n")
		if empty = strings.TrimSpace(text) == ""; empty {
			return "", nil
		}
		return w.t.Download.BodyName, []byte(text + "\n")
	})
	if empty {
		return nil, fmt.Errorf("%w: %w", errNoDocument, err)
	}
	return s, err
}

// progress says how far a download is, as a line from time to time. It is called from one goroutine at a time.
func (w *wiring) progress(out io.Writer) func(done, total int64) {
	last := w.sys.now()
	return func(done, total int64) {
		now := w.sys.now()
		if now.Sub(last) < progressNote {
			return
		}
		last = now
		fmt.Fprintln(out, w.progressLine(done, total))
	}
}

func (w *wiring) progressLine(done, total int64) string {
	t := &w.t.Download
	if total <= 0 {
		return fmt.Sprintf(t.ProgressUnknown, w.t.Size(done))
	}
	return fmt.Sprintf(t.Progress, w.t.Size(done), w.t.Size(max(done, total)))
}

// handOn opens and prints what was saved, if that was asked for, and gives the first error of all.
func (w *wiring) handOn(ctx context.Context, results []saved, o *downloadOptions) error {
	for _, s := range results {
		if s.err != nil {
			return s.err
		}
	}
	for _, s := range results {
		if o.open {
			if err := (desktop{}).OpenFile(ctx, s.file.Path); err != nil {
				return err
			}
			w.note(fmt.Sprintf(w.t.Download.Opened, filepath.Base(s.file.Path)))
		}
		if o.print {
			if err := (desktop{}).Print(ctx, s.file.Path); err != nil {
				return err
			}
			w.note(fmt.Sprintf(w.t.Download.Printed, filepath.Base(s.file.Path)))
		}
	}
	return nil
}
