package main

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// errReadFirst is a reply to something that nobody read yet: the document comes first.
var errReadFirst = errors.New("the document was not opened yet")

// readFirstError is errReadFirst with the message, as it was typed.
type readFirstError struct{ ref string }

func (e *readFirstError) Error() string { return errReadFirst.Error() }
func (e *readFirstError) Unwrap() error { return errReadFirst }

type replyOptions struct {
	json, dryRun, again, discard, show      bool
	ref, choice, commentFile, lang, confirm string
	attach                                  []string
}

// written tells whether the options say what the reply is.
func (o *replyOptions) written() bool {
	return o.choice != "" || o.commentFile != "" || o.lang != "" || len(o.attach) > 0
}

// asks tells whether a person is asked, line by line.
func (o *replyOptions) asks() bool { return !o.written() && !o.dryRun && o.confirm == "" && !o.json }

func newReplyCmd(w *wiring, run func(context.Context, *replyOptions) error) *cobra.Command {
	o := &replyOptions{}
	c, t := &w.t.Commands, &w.t.ReplyCommands
	cmd := &cobra.Command{
		Use: "reply " + w.words.ArgRef, Short: t.Reply, Args: exactly(1),
		Long:    t.Reply + ".\n\n" + t.ReplyLong + "\n\n" + w.words.ArgRef + ": " + c.ArgMessage + ".",
		Example: "  ebox reply 3b06011b\n  ebox reply 3b06011b --choice 1 --dry-run\n  ebox reply 3b06011b --comment-file note.txt --attach proof.pdf --dry-run\n  ebox reply nsso/42 --show --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ref = args[0]
			if err := o.check(cmd); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, c.FlagJSON)
	f.Var(newText(&o.choice, "", "N"), "choice", t.FlagChoice)
	f.Var(newText(&o.commentFile, "", "FILE"), "comment-file", t.FlagComment)
	f.Var(newList(&o.attach, "FILE"), "attach", t.FlagAttach)
	f.Var(newText(&o.lang, "", "LANG"), "reply-lang", t.FlagLang)
	f.BoolVar(&o.dryRun, "dry-run", false, t.FlagDryRun)
	f.Var(newText(&o.confirm, "", "TEXT"), "confirm", t.FlagConfirm)
	f.BoolVar(&o.again, "again", false, t.FlagAgain)
	f.BoolVar(&o.show, "show", false, t.FlagShow)
	f.BoolVar(&o.discard, "discard", false, t.FlagDiscard)
	return cmd
}

// check refuses options that contradict each other.
func (o *replyOptions) check(cmd *cobra.Command) error {
	acts := []string{"show", "discard", "dry-run", "confirm"}
	for i, a := range acts {
		for _, b := range acts[i+1:] {
			if err := notBoth(cmd, a, b); err != nil {
				return err
			}
		}
	}
	for _, act := range []string{"show", "discard"} {
		for _, other := range []string{"choice", "comment-file", "attach", "reply-lang", "again"} {
			if err := notBoth(cmd, act, other); err != nil {
				return err
			}
		}
	}
	if o.lang != "" && !slices.Contains([]string{"fr", "nl", "de"}, o.lang) {
		return notAmong("--reply-lang", o.lang, "fr", "nl", "de")
	}
	if len(o.attach) > ebox.MaxReplyFiles {
		return &ebox.ReplyProblem{Is: ebox.ErrReplyFiles, Most: ebox.MaxReplyFiles}
	}
	return nil
}

// replying is a reply at work: the message, and all that is known of an answer to it.
type replying struct {
	profile *profile
	box     backend.Replies
	m       *ebox.Message
	v       present.Voice
	form    ebox.ReplyForm
	rec     ebox.ReplyRecord
	draft   *ebox.ReplyDraft // nil: nothing was written
	ref     string           // as it was typed, for commands that are shown
}

// reply writes, shows, discards or sends a reply.
func (w *wiring) reply(ctx context.Context, o *replyOptions) error {
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
	n := newNames()
	if err := n.fetch(ctx, d.fed, []*ebox.Message{m}, false); err != nil {
		return err
	}
	r := &replying{profile: d.profile, box: w.replies(d), m: m, v: w.voice(n), ref: o.ref}
	if err := r.load(ctx); err != nil {
		return err
	}
	return w.replyWith(ctx, r, o)
}

// replyWith does what the options ask for.
func (w *wiring) replyWith(ctx context.Context, r *replying, o *replyOptions) error {
	switch {
	case o.show:
		return w.showReply(r, o)
	case o.discard:
		return w.discardReply(ctx, r, o)
	}
	if err := r.allowed(o.again); err != nil {
		return err
	}
	if o.asks() {
		return w.askReply(ctx, r, o)
	}
	if err := w.write(ctx, r, o); err != nil {
		return err
	}
	if err := r.box.Check(r.m, r.draft); err != nil {
		return err
	}
	if o.dryRun {
		return w.showOutgoing(r, o)
	}
	if err := r.confirmed(o); err != nil {
		return err
	}
	return w.send(ctx, r, o)
}

// load finds what is known of a reply.
func (r *replying) load(ctx context.Context) (err error) {
	r.form = r.box.Form(r.m)
	if r.rec, err = r.box.Record(ctx, r.m.Key); err != nil {
		return err
	}
	r.draft, err = r.box.Draft(ctx, r.m.Key)
	return err
}

// allowed tells whether a reply may be written now, the first reason first. again is the person's decision about one that
// was perhaps sent.
func (r *replying) allowed(again bool) error {
	var err error
	switch r.rec.State {
	case ebox.ReplySent:
		err = ebox.ErrReplied
	case ebox.ReplySending:
		err = ebox.ErrReplyBusy
	case ebox.ReplyPerhaps:
		if !again {
			err = ebox.ErrReplyPerhaps
		} else if r.draft == nil { // nobody can re-read what is not there
			return errNoReply
		}
	}
	switch {
	case err != nil:
		return r.stateError(err)
	case !r.m.ReplyAuthorized:
		return ebox.ErrReplyNotAllowed
	case !r.m.ReadStatus:
		return &readFirstError{r.ref}
	}
	return nil
}

// stateError is err with what is known of the reply.
func (r *replying) stateError(err error) *stateError {
	return &stateError{rec: r.rec, portal: present.ReplyPortal(r.profile.Box == boxEnterprise), ref: r.ref, err: err}
}

// again tells whether sending would be a second time, perhaps.
func (r *replying) again() bool { return r.rec.State == ebox.ReplyPerhaps }

// send sends the draft, once, and says what became of it. The record is true also when there is an error.
func (w *wiring) send(ctx context.Context, r *replying, o *replyOptions) error {
	rec, err := r.box.Send(ctx, r.m, r.draft, o.again)
	r.rec = rec
	if err != nil {
		e := r.stateError(err)
		e.sent, err = true, e
	}
	switch {
	case o.json:
		return errors.Join(writeJSON(w.sys.out, r.json(rec.State == ebox.ReplySent)), err)
	case rec.State == ebox.ReplySent:
		w.sayPage(r.v, r.v.ReplyState(r.page()))
	}
	return err
}

// discardReply forgets the draft. What was sent stays.
func (w *wiring) discardReply(ctx context.Context, r *replying, o *replyOptions) error {
	was := r.draft != nil && (r.rec.State <= ebox.ReplyDrafted || r.rec.State == ebox.ReplyRefused)
	if was {
		if err := r.box.Discard(ctx, r.m.Key); err != nil {
			return err
		}
	} else if r.rec.State > ebox.ReplyDrafted && r.rec.State != ebox.ReplyRefused {
		return r.allowed(false)
	}
	if err := r.load(ctx); err != nil {
		return err
	}
	if o.json {
		return writeJSON(w.sys.out, r.json(false))
	}
	if !was {
		w.say(w.t.ReplyCommands.NoDraft)
		return nil
	}
	w.say(w.t.ReplyCommands.Discarded)
	return nil
}
