package tui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// replyMode is what the screen of a reply is doing.
type replyMode int

const (
	replyLoading replyMode = iota // what is known of the reply is being read
	replyStep                     // a step is shown
	replyWriting                  // the text is typed
	replyPath                     // the path of a file is typed
	replyAdding                   // the file is checked and copied
	replyLeaving                  // what becomes of the draft is asked
	replySending                  // the request is under way
	replyState                    // how far the reply is
	replyAgain                    // the first question before what was perhaps sent is sent again
)

// replier writes one reply, step by step, and shows what became of it. It sends on one way only: the word typed to the
// last question, which takes no paste and no key that was typed before it could be read.
type replier struct {
	kit   *kit
	box   backend.Box
	names *names
	book  *book
	keep  *keeper

	replying present.Replying
	mode     replyMode
	step     present.ReplyStep
	before   replyMode // of the question that leaving asks
	knowing  bool      // the person decided to send what was perhaps sent
	edits    int       // states of the draft so far
	saved    int       // the one that is kept
	read     bool      // every line of the review has been on the screen
	shown    []bool    // the lines of the review that were, as they are wrapped now

	page   present.ReplyPage
	editor *editor   // nil: nothing is being typed
	field  *field    // the path or the word; nil: neither
	at     int       // row of the field
	guard  wordGuard // of the last question
	cancel context.CancelFunc
	left   bool // the screen is gone
	flow
	w, h int
}

// Messages of a reply.
type (
	replyLoadedMsg struct {
		of    *replier
		rec   ebox.ReplyRecord
		draft *ebox.ReplyDraft
		kept  bool // drafts are on the disk: certain now
		err   error
	}
	replySaveMsg struct {
		of    *replier
		edits int
	} // the moment to save has come
	replySavedMsg struct {
		of    *replier
		edits int
		at    time.Time
		kept  bool
		err   error
	}
	replyFileMsg struct {
		of    *replier
		name  string // of the file that was taken away; "": one was added
		files []ebox.ReplyFile
		err   error
	}
	replyDropMsg    struct{ of *replier } // the decision to discard the draft
	replyDroppedMsg struct {
		of  *replier
		err error
	}
	repliedMsg struct {
		of      *replier
		subject string
		rec     ebox.ReplyRecord
		err     error
	}
	replyOpenMsg struct{ key ebox.Key } // the decision to open the document first
)

func newReplier(k *kit, b backend.Box, n *names, bk *book, m *ebox.Message) *replier {
	r := &replier{kit: k, box: b, names: n, book: bk, keep: &keeper{src: b.Replies}}
	r.replying = present.Replying{
		Message: m, Form: b.Replies.Form(m), Kept: b.Replies.Kept(), Enterprise: k.deps.Enterprise,
		Record: bk.replies()[m.Key],
	}
	return r
}

// Init reads what is known.
func (r *replier) Init() outcome {
	r.layout()
	return outcome{cmd: r.load(), wipe: wipeAll}
}

func (r *replier) load() tea.Cmd {
	ctx, src, key := r.kit.ctx, r.box.Replies, r.replying.Message.Key
	return func() tea.Msg {
		rec, err := src.Record(ctx, key)
		d, none := src.Draft(ctx, key)
		return replyLoadedMsg{r, rec, d, src.Kept(), errors.Join(err, none)}
	}
}

// loaded takes it: a reply that was begun goes on where it was, one that is over is shown.
func (r *replier) loaded(msg replyLoadedMsg) outcome {
	damaged := errors.Is(msg.err, ebox.ErrReplyDamaged) && msg.rec.State == ebox.ReplyDrafted
	over := msg.rec.State != ebox.ReplyNone && msg.rec.State != ebox.ReplyDrafted
	if msg.err != nil && !damaged && !over {
		o := r.kit.replyFailed(r.voice(), msg.err)
		o.pop = true
		return o
	}
	r.replying.Record, r.replying.Draft, r.replying.Kept = msg.rec, msg.draft, msg.kept
	if over {
		r.book.set(msg.rec)
	}
	switch {
	case msg.err != nil: // the copy cannot be read; what became of the reply is known all the same
		r.replying.Draft = nil
		r.show(replyState)
		return outcome{say: r.kit.oneLine(r.voice().ReplyTrouble(msg.err))}
	case over:
		r.show(replyState)
		return outcome{}
	case r.replying.Draft == nil:
		r.replying.Draft = r.voice().NewReplyDraft(r.replying.Message)
		return r.begin(outcome{})
	}
	return r.begin(told(noteInfo, sprintf(r.kit.t.Reply.States.DraftSince, r.kit.t.DateTime(msg.draft.Changed))))
}

// begin goes to the first step, or where the draft was; to none before the document was opened.
func (r *replier) begin(o outcome) outcome {
	if !r.replying.Message.ReadStatus {
		r.to(present.ReplyOpen)
		return outcome{}
	}
	r.to(present.ResumeReplyStep(r.replying.Form, r.replying.Draft))
	return o
}

// to goes to a step.
func (r *replier) to(s present.ReplyStep) {
	r.step, r.read, r.shown = s, false, nil
	r.show(replyStep)
}

// show changes the mode, and begins at its top.
func (r *replier) show(m replyMode) {
	r.mode, r.field, r.editor, r.guard = m, nil, nil, wordGuard{pause: r.guard.pause}
	if m == replyStep && r.step == present.ReplyConfirm {
		r.field = newField(r.kit.fieldLabel(r.kit.t.Reply.WordLabel), "", r.w)
		r.field.input.CharLimit = 40
	}
	r.top, r.focus = 0, 0
	r.layout()
	r.settleField()
	r.looked()
}

// Update takes keys and answers.
func (r *replier) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return r.key(msg)
	case tea.PasteMsg:
		return r.paste(msg)
	case tea.MouseWheelMsg:
		if r.field == nil && r.editor == nil {
			r.wheel(msg)
			r.looked()
		}
	case confirmMsg, pauseMsg:
		return outcome{cmd: r.guard.update(msg)}
	case readMsg:
		r.replying.Message = nowRead(r.replying.Message, msg.key)
		r.layout()
	case namedMsg:
		r.layout()
	case launchedMsg:
		if msg.by == r {
			return r.kit.launched(msg)
		}
	case reopenMsg:
		if msg.box.Replies != nil {
			r.box = msg.box
			r.keep.reopen(msg.box.Replies)
		}
	}
	return r.take(msg)
}

// take takes the answers to what this screen itself began.
func (r *replier) take(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case replyLoadedMsg:
		if msg.of == r {
			return r.loaded(msg)
		}
	case replySaveMsg:
		if msg.of == r && msg.edits == r.edits {
			return outcome{cmd: r.save()}
		}
	case replySavedMsg:
		if msg.of == r {
			return r.keptNow(msg)
		}
	case replyFileMsg:
		if msg.of == r {
			return r.filed(msg)
		}
	case replyDropMsg:
		if msg.of == r {
			return outcome{cmd: r.drop()}
		}
	case replyDroppedMsg:
		if msg.of == r {
			return r.dropped(msg)
		}
	case repliedMsg:
		if msg.of == r {
			return r.replied(msg)
		}
	}
	return outcome{}
}

// voice is how the reply speaks.
func (r *replier) voice() present.Voice {
	return present.Voice{Texts: r.kit.t, Now: r.kit.now(), Names: r.names, Replies: r.book.replies()}
}

// replyFailed is the outcome of something that did not work: said in the words of replies, or a new login.
func (k *kit) replyFailed(v present.Voice, err error) outcome {
	if ended(err) != nil {
		return outcome{say: k.oneLine(k.ending(err)), login: err}
	}
	f := v.ReplyTrouble(err)
	if f.IsZero() {
		return outcome{say: k.oneLine(f)}
	}
	return outcome{say: k.oneLine(f), push: newProblem(k, f, nil)}
}
