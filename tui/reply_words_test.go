package tui

import (
	"strings"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
)

// TestRepliesAreReadOnce walks through the list: what is known of replies is not read again for it.
func TestRepliesAreReadOnce(t *testing.T) {
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
		was := d.f.answers.reads
		for range 30 {
			d.keys("down")
		}
		if d.f.answers.reads != was || was != 1 {
			t.Errorf("read %d times, then %d", was, d.f.answers.reads)
		}
	})
}

// TestJournal lists the replies and shows the copy of one.
func TestJournal(t *testing.T) {
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
		d.keys("R")
		d.says("You have written no reply with this program yet.")
		d.keys("esc")
	})
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), journalled), func(d *driver) {
		d.keys("R")
		d.on("Avertissement-extrait")
		d.says("1. You replied on 12 March 2026. SPF Finances. Avertissement-extrait de rôle", "Reply perhaps sent. message nsso/m000009")
		d.keys("enter")
		d.says("Copy of what was sent", "La date est exacte", "Bien à vous")
		d.keys("end")
		d.says("1. plan.pdf, PDF document, 4.0 kB")
		d.keys("esc", "down", "enter")
		d.says("There is no copy of the text here.", "perhaps sent")
		d.count(0)
	})
}

// journalled has one reply with a copy and one without.
func journalled(r *fakeReplies) {
	other := ebox.Key{Provider: "nsso", ID: "m000009"}
	r.records[answered] = ebox.ReplyRecord{Key: answered, State: ebox.ReplySent, Changed: today, ReplyID: "4711"}
	r.records[other] = ebox.ReplyRecord{Key: other, State: ebox.ReplyPerhaps, Changed: today, Begun: today}
	r.drafts[answered] = ebox.ReplyDraft{
		Key: answered, Subject: ebox.Untrusted("Avertissement-extrait de rôle"), Sender: ebox.Untrusted("SPF Finances"), Lang: "fr",
		Choice: "o1", Answer: ebox.Untrusted("La date est exacte"), Comment: "Bien à vous",
		Files: []ebox.ReplyFile{{Name: "plan.pdf", MediaType: "application/pdf", Size: 4096}},
	}
}

// TestReplyWords has every required sentence on the screen of 80 by 24 in four languages, by scrolling at most.
func TestReplyWords(t *testing.T) {
	for _, code := range lang.Codes() {
		t.Run(code, func(t *testing.T) {
			r := lang.For(code).Reply
			drive(t, 80, 24, code, withReplies(twoAnswers(true), nil), func(d *driver) {
				d.keys(toReply...)
				d.reads(r.Choose, r.Once, r.Until, r.KeptSealed)
				d.keys("1")
				d.reads(r.SenderSays, r.Once, r.Legal, r.Until)
				d.keys("tab", "enter")
				d.reads(r.AddBoth, r.Types, r.Copied)
				d.keys("end", "enter")
				d.reads(r.ReviewIntro, r.SenderSays, r.Once, r.Legal, r.Until)
				d.keys("end", "enter")
				d.says(r.ConfirmOnce, sprintf(r.ConfirmType, strings.ToUpper(r.Word)))
				d.on(r.WordLabel)
				d.keys("esc", "esc")
				d.says(r.Leave.Title, r.Leave.Nothing, r.KeptSealed, lang.Capital(r.Options.Discard))
			})
			perhaps := func(f *fakeReplies) {
				f.records[answered] = ebox.ReplyRecord{Key: answered, State: ebox.ReplyPerhaps, Begun: today}
				f.drafts[answered] = ebox.ReplyDraft{Key: answered, Choice: "o1", Lang: "fr"}
			}
			drive(t, 80, 24, code, withReplies(twoAnswers(true), perhaps), func(d *driver) {
				d.keys(toReply...)
				d.reads(r.States.PerhapsMeans, r.States.PerhapsNever, r.States.PerhapsTodo, lang.Capital(r.Options.Again))
				d.keys("end", "enter")
				d.reads(r.Again.Title, r.Again.Risk, r.Again.Look, lang.Capital(r.Again.Yes))
			})
		})
	}
}

// reads fails unless walking through the screen meets all the words, line by line.
func (d *driver) reads(words ...string) {
	d.t.Helper()
	var lines []string
	r := replierOf(d)
	if r == nil {
		d.t.Fatalf("no reply on the screen:\n%s", d.text())
	}
	f := &r.flow
	for i := range f.n {
		f.moveTo(i)
		row := strings.TrimRight(d.row(), " ")
		lines = append(lines, strings.TrimSuffix(strings.TrimSuffix(row, down), up))
	}
	f.moveTo(0)
	text := flat(strings.Join(lines, "\n"))
	for _, w := range words {
		if !strings.Contains(text, flat(w)) {
			d.t.Errorf("nowhere on the screen: %q\n%s", w, strings.Join(lines, "\n"))
		}
	}
}

// TestReplyByEar walks through a reply in the layout for screen readers: the same steps, no sign and no empty row.
func TestReplyByEar(t *testing.T) {
	plain := withReplies(twoAnswers(true), written)
	drive(t, 80, 24, "en", func(f *fake, l *fakeLogin, deps *Deps) {
		plain(f, l, deps)
		deps.Reader = true
	}, func(d *driver) {
		d.wait(time.Minute)
		for _, k := range toConfirmWritten {
			d.keys(k)
			d.wait(time.Second)
		}
		d.says("Step 5 of 5: confirm", "type the word SEND")
		r := replierOf(d)
		for _, l := range r.lines {
			if l.text == "" && l.item == nil {
				t.Errorf("an empty row: %q", d.text())
			}
		}
		if x := d.app.View().Cursor.X; x != len("Word: ") {
			t.Errorf("the cursor is at %d, on %q", x, d.row())
		}
		d.sendReply()
		for range 5 {
			d.wait(time.Second)
		}
		d.count(1)
		d.says("You replied on 12 March 2026 at 11:31.")
	})
}
