package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// errNoReply is a reference of a message that no reply here belongs to.
var errNoReply = errors.New("nothing is known here of a reply to this message")

type repliesOptions struct {
	json bool
	ref  string
}

func newRepliesCmd(w *wiring, run, show func(context.Context, *repliesOptions) error) *cobra.Command {
	o := &repliesOptions{}
	t := &w.t.ReplyCommands
	cmd := &cobra.Command{
		Use: "replies", Short: t.Replies, Long: t.Replies + ".\n\n" + t.RepliesLong, Args: exactly(0),
		Example: "  ebox replies\n  ebox replies show 3b06011b\n  ebox replies --json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	cmd.AddCommand(newReplyCopyCmd(w, show))
	return cmd
}

func newReplyCopyCmd(w *wiring, run func(context.Context, *repliesOptions) error) *cobra.Command {
	o := &repliesOptions{}
	t := &w.t.ReplyCommands
	cmd := &cobra.Command{
		Use: "show " + w.words.ArgRef, Short: t.RepliesShow, Args: exactly(1),
		Long:    t.RepliesShow + ".\n\n" + t.RepliesShowLong + "\n\n" + w.words.ArgRef + ": " + w.t.Commands.ArgMessage + ".",
		Example: "  ebox replies show 3b06011b\n  ebox replies show nsso/42 --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.ref = args[0]
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	return cmd
}

// repliesJSON is the result of replies.
type repliesJSON struct {
	head
	Kept    bool             `json:"kept"`    // drafts are on the disk, encrypted; false: in memory only
	Replies []replyEntryJSON `json:"replies"` // the latest first
}

// replyEntryJSON is one reply of the list.
type replyEntryJSON struct {
	Ref      string          `json:"ref"`
	Short    string          `json:"short"`
	Provider string          `json:"provider"`
	Subject  string          `json:"subject,omitempty"` // left out: there is no copy
	Sender   string          `json:"sender,omitempty"`
	Record   replyRecordJSON `json:"record"`
}

// replyCopyJSON is the result of replies show.
type replyCopyJSON struct {
	head
	replyEntryJSON
	Draft *replyDraftJSON `json:"draft,omitempty"` // what was written, or sent; left out: there is no copy
}

// listReplies prints the journal. No session is needed.
func (w *wiring) listReplies(ctx context.Context, o *repliesOptions) error {
	p, box, err := w.journal()
	if err != nil {
		return err
	}
	w.sandboxNote(p)
	records, err := box.Records(ctx)
	if err != nil {
		return err
	}
	j := repliesJSON{head: newHead(p), Kept: box.Kept(), Replies: []replyEntryJSON{}}
	v := w.voice(nil)
	for _, rec := range records {
		d, err := readableDraft(ctx, box, rec.Key)
		if err != nil {
			return err
		}
		j.Replies = append(j.Replies, newReplyEntryJSON(v, rec, d))
		if !o.json {
			fmt.Fprintln(w.sys.out, replyLine(v.ReplyLine(rec, d), rec.Key, w.sys.columns))
		}
	}
	if o.json {
		return writeJSON(w.sys.out, j)
	}
	if len(records) == 0 {
		w.note(w.t.ReplyCommands.NoReplies)
	}
	w.note(w.t.Reply.Journal.Note)
	return nil
}

// replyLine is one reply on one line, with the short reference of its message in the last columns, as in list.
func replyLine(text string, k ebox.Key, columns int) string {
	room := columns - shortLen - 2
	text = present.Clip(text, room)
	return text + strings.Repeat(" ", max(room-ansi.StringWidth(text), 0)) + "  " + shortRef(k)
}

func newReplyEntryJSON(v present.Voice, rec ebox.ReplyRecord, d *ebox.ReplyDraft) replyEntryJSON {
	e := replyEntryJSON{
		Ref: rec.Key.String(), Short: shortRef(rec.Key), Provider: ebox.Sanitize(rec.Key.Provider), Record: newReplyRecordJSON(v, rec),
	}
	if d != nil {
		e.Subject, e.Sender = d.Subject.String(), d.Sender.String()
	}
	return e
}

// readableDraft is the copy of a reply; nil when there is none or it cannot be opened: the record is worth more.
func readableDraft(ctx context.Context, box backend.Replies, k ebox.Key) (*ebox.ReplyDraft, error) {
	d, err := box.Draft(ctx, k)
	if err != nil {
		d = nil
	}
	return d, ctx.Err()
}

// showCopy prints one reply.
func (w *wiring) showCopy(ctx context.Context, o *repliesOptions) error {
	p, box, err := w.journal()
	if err != nil {
		return err
	}
	w.sandboxNote(p)
	records, err := box.Records(ctx)
	if err != nil {
		return err
	}
	rec, err := findRecord(records, o.ref)
	if err != nil {
		return err
	}
	d, err := box.Draft(ctx, rec.Key)
	if err != nil {
		return err
	}
	v := w.voice(nil)
	if o.json {
		return writeJSON(w.sys.out, replyCopyJSON{newHead(p), newReplyEntryJSON(v, rec, d), newReplyDraftJSON(d)})
	}
	w.sayPage(v, v.ReplyCopy(present.Replying{Draft: d, Record: rec, Kept: box.Kept(), Enterprise: p.Box == boxEnterprise}))
	return nil
}

// findRecord finds what a person typed among the replies: a full reference or a short one.
func findRecord(records []ebox.ReplyRecord, typed string) (ebox.ReplyRecord, error) {
	fits := func(k ebox.Key) bool { return shortRef(k) == typed }
	if !isShortRef(typed) {
		want, err := ebox.ParseKey(typed)
		if err != nil {
			return ebox.ReplyRecord{}, &badReference{typed}
		}
		fits = func(k ebox.Key) bool { return k == want }
	}
	if i := slices.IndexFunc(records, func(r ebox.ReplyRecord) bool { return fits(r.Key) }); i >= 0 {
		return records[i], nil
	}
	return ebox.ReplyRecord{}, errNoReply
}
