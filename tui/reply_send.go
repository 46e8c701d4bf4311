package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// ask shows the last question. Only a walk through the review to its end leads here.
func (r *replier) ask() outcome {
	r.to(present.ReplyConfirm)
	return outcome{wipe: wipeAll, cmd: tea.Batch(r.save(), r.guard.begin())}
}

// send sends the reply if the word is there. From here on there is no way to send it a second time: the mode has
// changed before the command runs.
func (r *replier) send(k tea.KeyPressMsg) outcome {
	if !r.guard.armed || k.IsRepeat || r.field == nil || r.mode != replyStep || r.step != present.ReplyConfirm {
		return outcome{}
	}
	if !r.page.ReplyTyped(r.field.input.Value()) {
		wrong := r.kit.t.Reply.WordWrong
		if r.knowing {
			wrong = r.kit.t.Reply.Again.WordWrong
		}
		return told(noteWarn, sprintf(wrong, r.page.Word))
	}
	if counts, o := r.guard.enter(k, r.kit.t.Reply.WordPause); !counts {
		return o
	}
	// the program may end while the request is under way: it is not cut off then, and what is known of it is written down
	ctx, keep, n := context.WithoutCancel(r.kit.ctx), r.keep, r.edits
	m, d, knowing, work := r.replying.Message, copied(r.replying.Draft), r.knowing, r.kit.work
	subject := r.voice().Subject(m)
	r.show(replySending)
	return outcome{wipe: wipeAll, say: note{r.kit.t.Reply.Sending, noteInfo}, cmd: func() tea.Msg {
		work.Add(1)
		defer work.Done()
		rec, err := keep.send(ctx, n, m, d, knowing)
		return repliedMsg{r, subject, rec, err}
	}}
}

// replied shows what became of the reply.
func (r *replier) replied(msg repliedMsg) outcome {
	r.replying.Record, r.knowing = msg.rec, false
	switch msg.rec.State {
	case ebox.ReplyNone, ebox.ReplyDrafted: // the sender has nothing: it can be looked at and sent again
		r.to(present.ReplyReview)
		if msg.err == nil || ended(msg.err) != nil {
			return r.kit.replyFailed(r.voice(), msg.err)
		}
		f := r.voice().ReplyNotSent(msg.err)
		return outcome{say: r.kit.oneLine(f), push: newProblem(r.kit, f, nil)}
	}
	r.saved = r.edits
	r.show(replyState)
	o := outcome{say: r.kit.replyNote(r.voice(), msg.rec), login: ended(msg.err)}
	if errors.Is(msg.err, ebox.ErrReplyUnrecorded) {
		o.push = newProblem(r.kit, r.voice().ReplyTrouble(ebox.ErrReplyUnrecorded), nil)
	}
	return o
}

// replyNote is a state in one line for the status; all of it is on the page, and with the message.
func (k *kit) replyNote(v present.Voice, rec ebox.ReplyRecord) note {
	switch rec.State {
	case ebox.ReplySent:
		return note{v.ReplySentence(rec).Text, noteGood}
	case ebox.ReplyRefused, ebox.ReplyPerhaps:
		return note{lang.Capital(v.ReplyWord(rec)) + ".", noteWarn}
	}
	return note{lang.Capital(v.ReplyWord(rec)), noteInfo}
}
