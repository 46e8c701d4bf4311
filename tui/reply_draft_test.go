package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// TestReplyDraft keeps the draft through everything, and discards it when the person says so.
func TestReplyDraft(t *testing.T) {
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
		d.keys(toAdd...)
		if d.f.answers.drafts[answered].Choice != "o1" {
			t.Error("the choice is not saved")
		}
		d.keys("tab", "enter", "H", "i")
		d.wait(saveAfter + time.Millisecond)
		if got := d.f.answers.drafts[answered].Comment; got != "Hi" {
			t.Errorf("saved while typing: %q", got)
		}
		d.keys("!", "ctrl+c")
		d.app.kit.settle()
		if got := d.f.answers.drafts[answered].Comment; got != "Hi!" {
			t.Errorf("saved at the end: %q", got)
		}
	})
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
		d.keys(toMeaning...)
		d.keys("esc")
		d.says("Leave the reply?", "1. Keep the draft and leave", "2. Go on with the reply", "3. Discard the draft")
		d.keys("tab", "tab", "enter")
		d.says("Step 2 of 5")
		d.keys("esc", "tab", "enter")
		d.says("The draft is kept. Nothing was sent.", "There is a draft of a reply")
		d.keys("r")
		d.says("Step 2 of 5", "There is a draft of a reply, last changed on")
		d.keys("esc", "end", "enter")
		d.says("Discard the draft?")
		d.wait(grace)
		d.keys("y")
		d.says("The draft is discarded. Nothing was sent.", "The sender allows a reply")
		if len(d.f.answers.drafts) != 0 {
			t.Error("the draft is still there")
		}
		d.keys("r", "esc")
		if replierOf(d) != nil {
			t.Error("an empty draft is asked about")
		}
		d.count(0)
	})
}

// TestReplyNeedsTheDocument opens what is replied to first.
func TestReplyNeedsTheDocument(t *testing.T) {
	unread := func(r *fakeReplies) { r.f.message(1).ReadStatus = false }
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), unread), func(d *driver) {
		d.keys(toReply...)
		d.says("Open the document first.", "1. Open it now")
		d.keys("enter")
		if n := d.f.asked("!content"); n != 0 {
			t.Error("opened by the key that goes to the option")
		}
		d.keys("enter")
		if n := d.f.asked("!content finance/m000001 a0"); n != 1 {
			t.Errorf("%d fetches", n)
		}
		d.keys("esc", "r")
		d.says("Step 1 of 5")
		if _, ok := d.f.answers.drafts[answered]; ok {
			t.Error("a draft was saved before anything was written")
		}
	})
}

// TestReplyFreeText has no fixed answers; nothing is sent without words.
func TestReplyFreeText(t *testing.T) {
	drive(t, 80, 24, "en", withReplies(ebox.ReplyForm{Comment: true}, nil), func(d *driver) {
		d.keys(toReply...)
		d.says("Step 1 of 4: meaning and consequences", "in your own words", "The sender decides what the consequences")
		d.keys("end", "enter")
		d.says("Step 2 of 4: your answer and files")
		d.keys("end", "enter")
		d.says("not now: nothing is written yet")
		d.keys("home", "tab", "enter")
		d.send(tea.PasteMsg{Content: "Bonjour,\n\x1b[31mvoici"})
		d.keys("esc", "end", "enter")
		d.keys(reread...)
		d.says("You send your reply to")
		d.wait(grace)
		d.keys(word...)
		d.press("…", "enter")
		d.count(1)
	})
}

// TestReplyIsOffered has the key only where it can do something.
func TestReplyIsOffered(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("down", "enter", "r")
		d.silent("Reply to this message")
	})
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
		d.keys("enter", "r")
		d.says("not now: the sender does not allow it")
	})
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), func(r *fakeReplies) { r.memory = true }), func(d *driver) {
		d.keys(toReply...)
		d.says("kept in memory only")
	})
}

// TestKeeper never overwrites a newer draft, and saves nothing after it was sent.
func TestKeeper(t *testing.T) {
	src := &fakeReplies{form: ebox.ReplyForm{Comment: true}, records: map[ebox.Key]ebox.ReplyRecord{}, drafts: map[ebox.Key]ebox.ReplyDraft{}, state: ebox.ReplySent}
	k := &keeper{src: src}
	save := func(n int, text string) {
		t.Helper()
		if err := k.save(t.Context(), n, &ebox.ReplyDraft{Key: answered, Comment: text}); err != nil {
			t.Error(err)
		}
	}
	save(2, "second")
	save(1, "first")
	if got := src.drafts[answered].Comment; got != "second" {
		t.Errorf("kept %q", got)
	}
	rec, err := k.send(t.Context(), 3, &ebox.Message{Key: answered}, &ebox.ReplyDraft{Key: answered, Comment: "third"}, false)
	if err != nil || rec.State != ebox.ReplySent || src.drafts[answered].Comment != "third" {
		t.Errorf("sent %v, %v, kept %q", rec.State, err, src.drafts[answered].Comment)
	}
	save(4, "after that")
	if got := src.drafts[answered].Comment; got != "third" || src.saves != 2 {
		t.Errorf("kept %q after %d savings", got, src.saves)
	}
}

// TestReplyEndsWithTheProgram leaves the program while the request is under way: it is not cut off, and not repeated.
func TestReplyEndsWithTheProgram(t *testing.T) {
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), func(r *fakeReplies) { written(r); r.hold = make(chan struct{}) }), func(d *driver) {
		d.keys(toConfirmWritten...)
		d.sendReply()
		d.keys("ctrl+c")
		time.AfterFunc(time.Second, func() { close(d.f.answers.hold) })
		d.app.kit.settle()
		d.count(1)
		if got := d.f.answers.records[answered].State; got != ebox.ReplySent {
			t.Errorf("state %v", got)
		}
	})
}

// TestReplyCopyUnreadable shows what became of a reply although its copy cannot be read, and has a damaged draft discarded.
func TestReplyCopyUnreadable(t *testing.T) {
	in := func(state ebox.ReplyState, err error) setup {
		return withReplies(twoAnswers(true), func(r *fakeReplies) {
			r.records[answered] = ebox.ReplyRecord{Key: answered, State: state, Changed: today, ReplyID: "4711"}
			r.readErr = &ebox.ReplyProblem{Is: err}
		})
	}
	drive(t, 80, 24, "en", in(ebox.ReplySent, ebox.ErrReplyKey), func(d *driver) {
		d.keys(toReply...)
		d.says("You replied on 12 March 2026 at 11:30.", "Error: The draft cannot be opened.")
		d.silent("read what was written")
	})
	drive(t, 80, 24, "en", in(ebox.ReplyDrafted, ebox.ErrReplyDamaged), func(d *driver) {
		d.keys(toReply...)
		d.says("The draft is damaged.", "1. Discard the draft")
		d.keys("tab", "enter")
		d.wait(grace)
		d.keys("y")
		if len(d.f.answers.records) != 0 {
			t.Error("the draft is still there")
		}
	})
	drive(t, 80, 24, "en", in(ebox.ReplyDrafted, ebox.ErrReplyKey), func(d *driver) {
		d.keys(toReply...)
		d.says("The draft cannot be opened.", "Unlock the keyring")
		d.keys("esc")
		if replierOf(d) != nil {
			t.Error("a reply without its draft")
		}
		d.count(0)
	})
}
