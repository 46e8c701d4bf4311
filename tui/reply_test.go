package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// Ways through a reply with fixed answers and a comment.
var (
	toReply   = []string{"down", "enter", "r"}
	toMeaning = append(toReply[:3:3], "1")
	toAdd     = append(toMeaning[:4:4], "tab", "enter")
	toReview  = append(toAdd[:6:6], "end", "enter")
	toConfirm = slices.Concat(toReview, reread)
)

// word types the word of the last question in English.
var word = []string{"s", "e", "n", "d"}

func replierOf(d *driver) *replier {
	r, _ := d.app.stack[len(d.app.stack)-1].(*replier)
	return r
}

// count fails unless that many replies were sent.
func (d *driver) count(want int) {
	d.t.Helper()
	if d.f.answers.sends != want {
		d.t.Errorf("%d replies sent, want %d:\n%s", d.f.answers.sends, want, d.text())
	}
}

// TestReplyOrder walks the steps in their order, back and on, and sends once.
func TestReplyOrder(t *testing.T) {
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
		d.keys("down", "enter")
		d.says("The sender allows a reply to this message.", "r Reply to this message")
		d.keys("r")
		d.says("Step 1 of 5: choose the answer", "1. La date est exacte", "2. La date n'est pas exacte", "nothing is sent by choosing")
		d.keys("1")
		d.says("Step 2 of 5: meaning and consequences", "Votre allocation s'arrête ce jour-là", "same legal value as a letter")
		d.keys("left")
		d.says("Step 1 of 5", "* 1. La date est exacte")
		d.keys("2")
		d.says("The sender does not say what this answer means")
		d.keys("left", "1", "enter", "enter")
		d.says("Step 3 of 5: comment and files", "(nothing yet)", "up to six files")
		d.keys("tab", "enter", "O", "K", "enter", "!")
		d.says("Comment of your own", "Esc ends the writing")
		d.keys("esc")
		d.says("OK", "!")
		d.keys("tab", "tab", "enter")
		d.says("Path of the file")
		for _, c := range "/x/bad.exe" {
			d.keys(string(c))
		}
		d.keys("enter")
		d.says("bad.exe: Files of this type cannot be sent.")
		d.keys("esc")
		d.on("bad.exe")
		for range "bad.exe" {
			d.keys("backspace")
		}
		d.send(tea.PasteMsg{Content: "plan.pdf"})
		d.keys("enter")
		d.says("1. plan.pdf, PDF document, 120 kB", "Added: 1. plan.pdf")
		d.keys("end", "enter")
		d.says("Step 4 of 5: re-read everything", "word for word")
		d.keys("enter")
		d.says("not now: read to the end first")
		d.keys("pgdown", "pgdown", "end")
		d.says("plan.pdf", "Continue")
		d.keys("enter")
		d.says("Step 5 of 5: confirm", "You reply “La date est exacte” to Service public fédéral Finances (SPF Finances).", "type the word SEND")
		d.wait(grace)
		d.keys(word...)
		d.count(0)
		d.press("…", "enter")
		d.count(1)
		d.says("You replied on 12 March 2026 at 11:31.", "Number of the reply: 4711", "cannot be answered again")
		if n := d.f.answers.known; len(n) != 1 || n[0] {
			t.Errorf("sent knowingly: %v", n)
		}
		d.keys("esc")
		d.says("You replied on 12 March 2026 at 11:31.", "r Your reply")
		d.keys("r")
		d.says("cannot be answered again")
		d.keys("esc", "esc")
		if row := d.row(); !strings.Contains(row, "S") || strings.Contains(row, "P ") {
			t.Errorf("the row does not say that there is a reply: %q", row)
		}
		d.keys("?", "end")
		d.says("S sent", "D draft reply", "? reply perhaps sent", "X reply refused")
	})
}

// TestReplyIsNotSent has everything that is no answer at the last question.
func TestReplyIsNotSent(t *testing.T) {
	tests := []struct {
		name string
		do   func(d *driver)
		want int
	}{
		{"the word before it could be read", func(d *driver) { d.keys(word...); d.keys("enter") }, 0},
		{"the word within the grace period", func(d *driver) { d.wait(grace - time.Millisecond); d.keys(word...); d.keys("enter") }, 0},
		{"keys that were swallowed do not count later", func(d *driver) { d.keys(word...); d.wait(time.Hour); d.keys("enter") }, 0},
		{"a held Enter", func(d *driver) {
			d.wait(grace)
			for range 200 {
				d.keys("enter")
				d.wait(30 * time.Millisecond)
			}
		}, 0},
		{"a pasted word", func(d *driver) { d.wait(grace); d.send(tea.PasteMsg{Content: "send\r"}); d.keys("enter") }, 0},
		{"a pasted word and typed ones", func(d *driver) {
			d.wait(grace)
			d.keys("s", "e")
			d.send(tea.PasteMsg{Content: "nd"})
			d.keys("enter")
		}, 0},
		{"another word", func(d *driver) { d.wait(grace); d.keys("y", "e", "s", "enter") }, 0},
		{"nothing", func(d *driver) { d.wait(grace); d.keys("enter", "space", "y", "right") }, 0},
		{"the word without Enter", func(d *driver) { d.wait(grace); d.keys(word...); d.wait(time.Hour) }, 0},
		{"a click", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			for y := range 24 {
				d.send(tea.MouseClickMsg{X: 4, Y: y, Button: tea.MouseLeft})
			}
		}, 0},
		{"another size with the word there", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			d.send(tea.WindowSizeMsg{Width: 40, Height: 12})
			d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
			d.says("SEND", "send")
		}, 0},
		{"back and forth", func(d *driver) { d.wait(grace); d.keys(word...); d.keys("esc"); d.says("Step 4 of 5") }, 0},
		{"the word, another size, Enter", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			d.send(tea.WindowSizeMsg{Width: 60, Height: 24})
			d.press("…", "enter")
		}, 1},
		{"the word, a pause and a held Enter", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			d.wait(grace)
			for range 200 {
				d.keys("enter")
			}
		}, 1},
		{"the word and Enter pasted as keys", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			d.keys("enter")
			d.says("Read it once more, then press Enter.")
		}, 0},
		{"the word and Enter, pasted as keys twice", func(d *driver) {
			d.wait(grace)
			for range 2 {
				d.keys(word...)
				d.keys("enter")
				d.wait(time.Hour)
			}
		}, 0},
		{"the word and a held Enter that comes as single keys", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			for range 200 {
				d.keys("enter")
				d.wait(30 * time.Millisecond)
			}
		}, 0},
		{"the word, a pause and an Enter that says it is held", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			d.wait(grace)
			held := keyPress("enter")
			held.IsRepeat = true
			for range 50 {
				d.send(held)
				d.wait(30 * time.Millisecond)
			}
		}, 0},
		{"Enter too soon, and once more", func(d *driver) {
			d.wait(grace)
			d.keys(word...)
			d.press("enter", "…", "enter")
		}, 1},
		{"everything typed again", func(d *driver) {
			for range 3 {
				d.wait(grace)
				d.keys(word...)
				d.press("…", "enter")
				d.keys(toReply...)
				d.keys("1", "tab", "enter", "end", "enter")
				d.keys(reread...)
			}
		}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
				d.keys(toConfirm...)
				d.says("Step 5 of 5")
				tt.do(d)
				d.count(tt.want)
			})
		})
	}
}

// TestReviewIsRead: going to the end is not reading what comes before it.
func TestReviewIsRead(t *testing.T) {
	drive(t, 80, 12, "en", withReplies(twoAnswers(true), written), func(d *driver) {
		d.keys("down", "enter", "r", "end", "enter", "end", "enter")
		d.says("not now: read to the end first")
		d.keys("home", "pgdown", "end", "enter")
		d.says("not now: read to the end first")
		d.send(tea.WindowSizeMsg{Width: 70, Height: 12})
		d.keys("enter")
		d.says("not now: read to the end first")
		d.keys("home")
		d.keys(reread...)
		d.says("Step 5 of 5")
		d.keys("esc", "enter")
		d.says("not now: read to the end first")
	})
}

// TestReplyNumbers: the number before an option takes it, on every page that shows numbers; none sends.
func TestReplyNumbers(t *testing.T) {
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), nil), func(d *driver) {
		d.keys(toReply...)
		d.keys("1", "1")
		d.says("Step 3 of 5")
		d.keys("1", "O", "K", "esc", "3")
		d.says("Step 4 of 5")
		d.keys("1")
		d.says("not now: read to the end first")
		d.keys("esc", "2", "9")
		d.says("not now: ", "Step 4 of 5")
		d.keys("esc", "1")
		d.says("The draft is kept.")
		d.count(0)
	})
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), perhaps), func(d *driver) {
		d.keys(toReply...)
		d.keys("4")
		d.says("Send a reply that was perhaps sent?")
		d.keys("3")
		d.says("re-read everything")
		d.count(0)
	})
}

// TestDamagedRecord: one record that cannot be read hides no other, and its message has perhaps been answered.
func TestDamagedRecord(t *testing.T) {
	damaged := func(r *fakeReplies) {
		r.bookErr = errors.Join(fmt.Errorf("%w: damaged", ebox.ErrReplyJournal), fmt.Errorf("%w: not understood", ebox.ErrReplyJournal))
		r.recordErr = r.bookErr
		r.records[r.f.message(0).Key] = ebox.ReplyRecord{Key: r.f.message(0).Key, State: ebox.ReplySent, Changed: today}
		r.records[answered] = ebox.ReplyRecord{Key: answered, State: ebox.ReplyPerhaps}
	}
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), damaged), func(d *driver) {
		d.says("What is known of this reply cannot be read.")
		if row := d.row(); !strings.Contains(row, "S ") {
			t.Errorf("the other reply is not known: %q", row)
		}
		d.keys("down")
		if row := d.row(); !strings.Contains(row, "? ") {
			t.Errorf("the row does not say perhaps: %q", row)
		}
		d.keys("enter", "r")
		d.says("What is known of this reply cannot be read.", "It may have been sent.", "1. Leave it as it is", "https://mycitizenebox.belgium.be/myebox/")
		d.keys("esc", "esc", "R")
		d.says("What is known of this reply cannot be read.")
		d.keys("d")
		d.says("damaged", "not understood")
		d.keys("esc")
		d.says("You replied", "perhaps sent")
	})
}

// TestReplyNoCompany: without a company number it is said before the first step.
func TestReplyNoCompany(t *testing.T) {
	set := func(f *fake, l *fakeLogin, d *Deps) {
		withReplies(twoAnswers(true), nil)(f, l, d)
		l.session.Box.NoCompany = true
	}
	drive(t, 80, 24, "en", set, func(d *driver) {
		d.keys(toReply...)
		d.says("No company number is known for this box.", "ebox accounts add --company")
		d.keys("esc")
		if replierOf(d) != nil {
			t.Error("a reply is begun")
		}
	})
}

// TestReplyKept: whether the draft is on the disk is certain only after the first look for one.
func TestReplyKept(t *testing.T) {
	late := func(r *fakeReplies) { r.late = true }
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), late), func(d *driver) {
		d.keys(toReply...)
		d.says("kept in memory only")
	})
}

// TestReplyOnceWhileUnderWay presses everything while the request is under way, and leaves.
func TestReplyOnceWhileUnderWay(t *testing.T) {
	hold := func(r *fakeReplies) { r.hold = make(chan struct{}) }
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), hold), func(d *driver) {
		d.keys(toConfirm...)
		d.wait(grace)
		d.keys(word...)
		d.press("…", "enter", "enter", "s", "e", "n", "d", "enter", "1", "space", "tab", "enter")
		d.count(1)
		d.says("The reply is being sent…", "neither stops it nor sends it a second time")
		d.keys("esc")
		d.says("The reply is on its way.")
		close(d.f.answers.hold)
		d.send(nil)
		d.says("You replied on 12 March 2026 at 11:31.")
		d.count(1)
	})
}

// TestReplyStates has every state that sending can lead to, and what is said of it.
func TestReplyStates(t *testing.T) {
	refusedBy := func(status int, code string) func(r *fakeReplies) {
		return func(r *fakeReplies) {
			r.state, r.http, r.code = ebox.ReplyRefused, status, code
			r.sendErr = &ebox.StatusError{Op: "publishMessage", HTTP: status, Code: ebox.Untrusted(code)}
		}
	}
	portal := "https://mycitizenebox.belgium.be/myebox/"
	tests := []struct {
		name string
		more func(r *fakeReplies)
		says []string
	}{
		{"sent", nil, []string{"You replied on 12 March 2026 at 11:31.", "4711"}},
		{"conflict", func(r *fakeReplies) { r.http, r.code = 409, "ALREADY" }, []string{"has been answered already. Nothing was sent a second time."}},
		{"400", refusedBy(400, "INVALID_INPUT"), []string{"refused the reply on 12 March 2026", "does not accept the reply as it is", portal}},
		{"403", refusedBy(403, ""), []string{"may not send replies to this provider", portal, "Reply on the official portal."}},
		{"404", refusedBy(404, ""), []string{"takes no replies here", portal}},
		{"not implemented", refusedBy(400, "NOT_IMPLEMENTED"), []string{"takes replies only on the official portal", portal}},
		{"perhaps", func(r *fakeReplies) { r.state, r.sendErr = ebox.ReplyPerhaps, errNoRoute }, []string{
			"The reply was perhaps sent", "can know whether the sender received it", "never sends it again by itself", portal,
		}},
		{"not begun", func(r *fakeReplies) { r.state, r.sendErr = ebox.ReplyDrafted, ebox.ErrUnavailable }, []string{
			"The reply was not sent.", "the sender has received nothing",
		}},
		{"not written down", func(r *fakeReplies) { r.sendErr = ebox.ErrReplyUnrecorded }, []string{"could not be written down", "counts as perhaps sent"}},
		{"busy", func(r *fakeReplies) {
			r.state, r.sendErr = ebox.ReplySending, &ebox.ReplyProblem{Is: ebox.ErrReplyBusy}
		}, []string{"has been on its way since"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 40, "en", withReplies(twoAnswers(false), tt.more), func(d *driver) {
				d.keys(toReply...)
				d.keys("1", "tab", "enter")
				d.keys(reread...)
				d.wait(grace)
				d.keys(word...)
				d.press("…", "enter")
				d.count(1)
				d.says(tt.says...)
				d.wait(time.Hour)
				d.keys("enter", "enter", "enter")
				d.count(1)
			})
		})
	}
}

// TestReplySessionEnds has the session end at the sending: after the login the draft is there, and nothing was sent again.
func TestReplySessionEnds(t *testing.T) {
	ends := func(r *fakeReplies) {
		r.state, r.sendErr = ebox.ReplyDrafted, &backend.LoginError{Case: present.LoginEnded, Err: errNoRoute}
	}
	drive(t, 80, 24, "en", withReplies(twoAnswers(true), ends), func(d *driver) {
		d.keys(toConfirm...)
		d.wait(grace)
		d.keys(word...)
		d.press("…", "enter")
		if !d.app.loggingIn() {
			t.Fatalf("no login:\n%s", d.text())
		}
		d.f.answers.state, d.f.answers.sendErr = ebox.ReplySent, nil
		for i := 0; i < 5 && d.app.loggingIn(); i++ {
			d.wait(time.Minute)
			d.keys("tab", "enter")
		}
		d.count(1)
		d.says("Step 4 of 5: re-read everything")
		d.keys(reread...)
		d.wait(grace)
		d.keys(word...)
		d.press("…", "enter")
		d.count(2)
		d.says("You replied on")
	})
}

// TestReplyAgain sends what was perhaps sent: by two deliberate steps and another word.
func TestReplyAgain(t *testing.T) {
	perhaps := func(r *fakeReplies) {
		r.records[answered] = ebox.ReplyRecord{Key: answered, State: ebox.ReplyPerhaps, Begun: today, Changed: today, Tries: 1}
		r.drafts[answered] = ebox.ReplyDraft{Key: answered, Choice: "o1", Lang: "fr"}
	}
	drive(t, 80, 24, "en", withReplies(twoAnswers(false), perhaps), func(d *driver) {
		d.keys(toReply...)
		d.says("perhaps sent", "1. Leave it as it is", "2. Open the official portal")
		d.keys("end")
		d.says("4. Send it again, knowing the risk")
		d.keys("enter")
		d.says("Send a reply that was perhaps sent?", "the sender receives the same reply twice")
		d.keys("end", "enter")
		d.says("re-read everything")
		d.keys("left")
		d.says("re-read everything", "not now: there is no other one")
		d.keys(reread...)
		d.says("type the word AGAIN")
		d.wait(grace)
		d.keys(word...)
		d.press("…", "enter")
		d.count(0)
		d.keys("backspace", "backspace", "backspace", "backspace", "a", "g", "a", "i", "n")
		d.press("…", "enter")
		d.count(1)
		if n := d.f.answers.known; len(n) != 1 || !n[0] {
			t.Errorf("sent knowingly: %v", n)
		}
		d.says("You replied on")
	})
}
