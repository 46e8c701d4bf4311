package tui

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
)

// saveAfter is how long the draft rests before it is saved while somebody types: what a crash can take.
const saveAfter = time.Second

// edited tells that the draft has changed; it is saved when it has not changed for a moment.
func (r *replier) edited() tea.Cmd {
	r.edits++
	msg := replySaveMsg{r, r.edits}
	return tea.Tick(saveAfter, func(time.Time) tea.Msg { return msg })
}

// unsaved tells whether there is anything to save: an empty draft that nobody wrote in is none.
func (r *replier) unsaved() bool {
	return r.replying.Draft != nil && r.edits > r.saved && r.mode != replySending && !r.over()
}

// over tells that nothing can be written any more.
func (r *replier) over() bool {
	switch r.replying.Record.State {
	case ebox.ReplySending, ebox.ReplySent, ebox.ReplyPerhaps:
		return true
	}
	return false
}

// save keeps the draft as it is now.
func (r *replier) save() tea.Cmd {
	if !r.unsaved() {
		return nil
	}
	ctx, keep, n, d, work := r.kit.ctx, r.keep, r.edits, copied(r.replying.Draft), r.kit.work
	return func() tea.Msg {
		work.Add(1)
		defer work.Done()
		err := keep.save(ctx, n, d)
		return replySavedMsg{r, n, d.Changed, keep.kept(), err}
	}
}

// keptNow says that the draft was saved, or not.
func (r *replier) keptNow(msg replySavedMsg) outcome {
	switch {
	case msg.err != nil:
		return told(noteBad, r.kit.t.Reply.NotSaved)
	case msg.edits <= r.saved:
		return outcome{}
	}
	r.saved = msg.edits
	if r.replying.Kept != msg.kept {
		r.replying.Kept = msg.kept
		r.layout()
	}
	if !msg.at.IsZero() {
		r.replying.Draft.Changed = msg.at
	}
	return outcome{}
}

// Close saves what is not saved yet. The program waits for it at its end.
func (r *replier) Close() {
	r.left = true
	if r.cancel != nil {
		r.cancel()
	}
	if !r.unsaved() {
		return
	}
	ctx, keep, n, d := context.WithoutCancel(r.kit.ctx), r.keep, r.edits, copied(r.replying.Draft)
	r.kit.work.Go(func() {
		_ = keep.save(ctx, n, d) // there is nobody left to tell
	})
}

// attach takes a copy of a file.
func (r *replier) attach(typed string) outcome {
	path := r.kit.resolve(typed)
	if path == "" {
		return outcome{}
	}
	ctx, cancel := context.WithCancel(r.kit.ctx)
	r.cancel = cancel
	r.edits++
	keep, n, d := r.keep, r.edits, copied(r.replying.Draft)
	r.mode = replyAdding
	r.layout()
	return outcome{say: note{r.kit.t.Reply.Adding, noteInfo}, cmd: func() tea.Msg {
		defer cancel()
		err := keep.change(n, func(src backend.Replies) error { return src.Attach(ctx, d, path) })
		return replyFileMsg{of: r, files: d.Files, err: err}
	}}
}

// detach takes the i-th file away.
func (r *replier) detach(i int) outcome {
	if i >= len(r.replying.Draft.Files) {
		return outcome{}
	}
	r.edits++
	name := ebox.Sanitize(r.replying.Draft.Files[i].Name)
	ctx, keep, n, d := r.kit.ctx, r.keep, r.edits, copied(r.replying.Draft)
	r.mode = replyAdding
	return outcome{cmd: func() tea.Msg {
		err := keep.change(n, func(src backend.Replies) error { return src.Detach(ctx, d, i) })
		return replyFileMsg{of: r, name: name, files: d.Files, err: err}
	}}
}

// filed takes what came of it. A file that was not added leaves its path to be corrected.
func (r *replier) filed(msg replyFileMsg) outcome {
	if msg.err != nil {
		if r.field != nil {
			r.mode = replyPath
		} else {
			r.mode = replyStep
		}
		r.layout()
		r.settleField()
		return r.kit.replyFailed(r.voice(), msg.err)
	}
	r.replying.Draft.Files = msg.files
	text := sprintf(r.kit.t.Reply.Removed, msg.name)
	if msg.name == "" && len(msg.files) > 0 {
		text = sprintf(r.kit.t.Reply.Added, r.voice().ReplyFile(len(msg.files)-1, msg.files[len(msg.files)-1]))
	}
	r.show(replyStep)
	return told(noteGood, text)
}

// resolve is a path that was typed or pasted as an absolute one: ~ is the person's home, which is also what a relative
// path begins at; quotation marks around it go.
func (k *kit) resolve(typed string) string {
	typed = strings.TrimSpace(typed)
	if n := len(typed); n > 1 && (typed[0] == '"' || typed[0] == '\'') && typed[n-1] == typed[0] {
		typed = typed[1 : n-1]
	}
	home := k.deps.Home
	if rest, ok := strings.CutPrefix(typed, "~"); ok && home != "" && (rest == "" || rest[0] == filepath.Separator) {
		typed = home + rest
	}
	switch {
	case typed == "":
		return ""
	case filepath.IsAbs(typed):
		return filepath.Clean(typed)
	case home != "":
		return filepath.Join(home, typed)
	}
	return filepath.Join(k.deps.Dir, typed)
}

// drop forgets the draft: the person was asked.
func (r *replier) drop() tea.Cmd {
	ctx, keep, key := r.kit.ctx, r.keep, r.replying.Message.Key
	return func() tea.Msg { return replyDroppedMsg{r, keep.discard(ctx, key)} }
}

func (r *replier) dropped(msg replyDroppedMsg) outcome {
	if msg.err != nil {
		o := r.kit.replyFailed(r.voice(), msg.err)
		o.say = note{r.kit.t.Reply.Leave.NotDropped, noteBad}
		return o
	}
	r.saved = r.edits
	return outcome{pop: true, act: bookMsg{}, say: note{r.kit.t.Reply.Leave.Discarded, noteGood}}
}
