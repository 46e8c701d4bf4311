package linear

import (
	"fmt"
	"strings"
	"testing"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// TestNothingIsMarkedByItself: walking, searching, opening and reading mark nothing as read; an explicit command does, once.
func TestNothingIsMarkedByItself(t *testing.T) {
	drive(t, "en", nil, func(d *driver) {
		d.keys("down", "down", "enter", ":", "page 200", "enter", "esc", "up", "up", "up", "enter", "space", "n", "p", "tab", "tab")
		if n := d.f.asked("!"); n != 0 {
			t.Errorf("%d calls that mark: %q", n, d.f.asks)
		}
		d.keys("enter")
		if n := d.f.asked("!content"); n != 1 {
			t.Errorf("the document was fetched %d times", n)
		}
	})
}

// TestCardGone: a card that goes while its PIN is typed ends the login, and says why.
func TestCardGone(t *testing.T) {
	drive(t, "en", withCards(nil, oneCard(belgian(fakeReader))), func(d *driver) {
		d.keys("3", "enter", "12")
		d.there(oneCard(present.CardReader{Name: fakeReader}))
		if !strings.Contains(d.last, "The card was taken out of the reader") || !strings.Contains(d.last, "Error: The card was taken out.") {
			t.Errorf("said %q", d.last)
		}
		if len(d.c.pins) != 0 {
			t.Errorf("the card got %q", d.c.pins)
		}
		d.keys("down")
		if d.last == "" {
			t.Error("keys are dead")
		}
	})
}

// TestPINIsCleared: what was typed is in one place, which the card clears.
func TestPINIsCleared(t *testing.T) {
	drive(t, "en", withCards(nil, oneCard(belgian(fakeReader))), func(d *driver) {
		d.keys("3", "enter", "1234", "enter")
		if len(d.c.got) != 1 || strings.Trim(string(d.c.got[0][:cap(d.c.got[0])]), "\x00") != "" {
			t.Errorf("left over: %q", d.c.got)
		}
		if strings.Contains(d.said(), "1234") {
			t.Error("the PIN was shown")
		}
	})
}

// TestReplyIsSentOnce: by the word, and by nothing that was typed before it.
func TestReplyIsSentOnce(t *testing.T) {
	drive(t, "en", withReplies(twoAnswers(false), nil), func(d *driver) {
		d.keys("down", "enter", "r", "1", "enter", ":", "page 100", "enter", "end", "enter", ":", "page 100", "enter")
		// in one piece, as typed ahead: Enter leads to the question, the rest must not answer it
		d.in.typed <- []byte("\nsend\n")
		d.wait(0, "(typed ahead)")
		if n := d.f.answers.sends; n != 0 {
			t.Fatalf("sent %d times by what was typed ahead", n)
		}
		d.in.typed <- []byte("send\r") // pasted
		d.wait(0, "(pasted)")
		d.keys("…", "send", "enter")
		if n := d.f.answers.sends; n != 0 {
			t.Fatalf("sent %d times by a paste", n)
		}
		d.keys("send", "…", "enter")
		if n := d.f.answers.sends; n != 1 {
			t.Errorf("sent %d times", n)
		}
		d.keys("esc", "r", "down", "enter")
		if n := d.f.answers.sends; n != 1 {
			t.Errorf("sent %d times in the end", n)
		}
	})
}

// toSent leads to the moment after the sending.
var toSent = []string{
	"down", "enter", "r", "1", "enter", ":", "page 100", "enter", "end", "enter", ":", "page 100", "enter", "enter", "send", "…", "enter",
}

// TestReplyMeaningIsHeard: nobody goes on from the meaning before it was said to its end.
func TestReplyMeaningIsHeard(t *testing.T) {
	drive(t, "en", withReplies(twoAnswers(false), nil), func(d *driver) {
		d.keys("down", "enter", "r", "1", "enter", "end", "enter")
		if !strings.Contains(d.last, "read to the end first") {
			t.Errorf("said %q", d.last)
		}
		d.keys("home", ":", "page 100", "enter", "end", "enter")
		if !strings.Contains(d.last, "re-read everything") {
			t.Errorf("said %q", d.last)
		}
	})
}

// TestReplyOutcome: what an error adds to what became of a reply is said too.
func TestReplyOutcome(t *testing.T) {
	for _, c := range []struct {
		name string
		more func(r *fakeReplies)
		says []string
		keys []string
		then string
	}{
		{"not written down", func(r *fakeReplies) { r.sendErr = ebox.ErrReplyUnrecorded }, []string{"You replied on", "could not be written down"}, nil, ""},
		{"refused", func(r *fakeReplies) {
			r.state, r.http = ebox.ReplyRefused, 403
			r.sendErr = &ebox.StatusError{Op: "publishMessage", HTTP: 403, Message: ebox.Untrusted("not for software")}
		}, []string{"refused the reply"}, []string{"d"}, "not for software"},
		{"a login is needed", func(r *fakeReplies) {
			r.state, r.sendErr = ebox.ReplyPerhaps, &backend.LoginError{Case: present.LoginEnded, Err: ebox.ErrUnauthorized}
		}, []string{"perhaps sent", "Log in."}, nil, ""},
		{"not sent", func(r *fakeReplies) { r.state, r.sendErr = ebox.ReplyDrafted, ebox.ErrUnavailable }, []string{"The reply was not sent."}, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			drive(t, "en", withReplies(twoAnswers(false), c.more), func(d *driver) {
				d.keys(toSent...)
				for _, want := range c.says {
					if !strings.Contains(d.last, want) {
						t.Errorf("%q is missing: %q", want, d.last)
					}
				}
				if n := d.f.answers.sends; n != 1 {
					t.Errorf("sent %d times", n)
				}
				if d.keys(c.keys...); !strings.Contains(d.last, c.then) {
					t.Errorf("%q is missing: %q", c.then, d.last)
				}
			})
		})
	}
}

// TestDamagedRecord: one record that cannot be read hides no other, and its message has perhaps been answered.
func TestDamagedRecord(t *testing.T) {
	damaged := func(r *fakeReplies) {
		r.bookErr = fmt.Errorf("%w: damaged", ebox.ErrReplyJournal)
		r.recordErr = r.bookErr
		r.records[r.f.message(0).Key] = ebox.ReplyRecord{Key: r.f.message(0).Key, State: ebox.ReplySent, Changed: today}
		r.records[answered] = ebox.ReplyRecord{Key: answered, State: ebox.ReplyPerhaps}
	}
	drive(t, "en", withReplies(twoAnswers(true), damaged), func(d *driver) {
		if !strings.Contains(d.said(), "What is known of this reply cannot be read.") {
			t.Errorf("said %q", d.said())
		}
		d.keys("down", "enter", "r", "tab")
		if !strings.Contains(d.last, "1. Leave it as it is") {
			t.Errorf("said %q", d.last)
		}
		d.keys("esc", "esc", "R", "d")
		if !strings.Contains(d.last, "damaged") {
			t.Errorf("said %q", d.last)
		}
		d.keys("down", "up")
		for _, want := range []string{"You replied on", "Reply perhaps sent"} {
			if !strings.Contains(d.said(), want) {
				t.Errorf("%q is missing: %q", want, d.said())
			}
		}
	})
}

// TestReplyNoCompany: without a company number it is said before the first step.
func TestReplyNoCompany(t *testing.T) {
	set := func(f *fake, l *fakeLogin, d *Deps) {
		withReplies(twoAnswers(true), nil)(f, l, d)
		l.session.Box.NoCompany = true
	}
	drive(t, "en", set, func(d *driver) {
		d.keys("down", "enter", "r")
		if !strings.Contains(d.last, "No company number is known") || strings.Contains(d.last, "Step") {
			t.Errorf("said %q", d.last)
		}
	})
}

// TestWithdrawalIsAskedTwice: neither a yes alone nor the end of the input withdraws.
func TestWithdrawalIsAskedTwice(t *testing.T) {
	drive(t, "en", withProfile(ebox.BoxActive, nil), func(d *driver) {
		d.keys("p", "2", "enter", "2", "enter", "y")
		close(d.in.typed)
		d.wait(0, "(end of the input)")
		d.in.typed = make(chan []byte)
		if n := d.f.asked("withdraw"); n != 0 {
			t.Errorf("withdrawn %d times", n)
		}
		if profilesOf(d).p.State != ebox.BoxActive {
			t.Error("the consent is gone")
		}
	})
}

// TestNews: what a slow provider adds is one line, and none while news is off.
func TestNews(t *testing.T) {
	late := func(f *fake, _ *fakeLogin, _ *Deps) {
		f.late, f.hold = []ebox.Message{*f.message(21)}, make(chan struct{})
	}
	for _, quiet := range []bool{false, true} {
		drive(t, "en", late, func(d *driver) {
			if quiet {
				d.keys("N")
			}
			close(d.f.hold)
			d.wait(0, "(news)")
			if said := d.last; (said == "") != quiet || strings.Count(said, "\n") > 1 {
				t.Errorf("quiet %t: %q", quiet, said)
			}
			if quiet && !strings.Contains(d.keys("N"), "Inbox: ") {
				t.Errorf("asked for: %q", d.last)
			}
		})
	}
}

// TestSessionEnds: an expired session asks for a login and goes on with the same person's box; another person starts anew.
func TestSessionEnds(t *testing.T) {
	for _, same := range []bool{true, false} {
		drive(t, "en", nil, func(d *driver) {
			d.keys("down", "down")
			d.f.hideErr = &backend.LoginError{Case: present.LoginEnded, Err: ebox.ErrUnauthorized}
			d.keys("h")
			if !strings.Contains(d.last, "Log in. How do you want to log in?") {
				t.Fatalf("said %q", d.last)
			}
			d.f.hideErr = nil
			if !same {
				other := *d.l.session
				other.Person = "other"
				d.l.session = &other
			}
			d.keys("2", "enter")
			if !strings.Contains(d.last, "You are logged in as Test Specimen.") || !strings.Contains(d.last, "Inbox: ") {
				t.Errorf("same %t: %q", same, d.last)
			}
		})
	}
}

// TestByLines: commands are words, keys and numbers; every answer ends with a line break.
func TestByLines(t *testing.T) {
	pipe := func(_ *fake, _ *fakeLogin, d *Deps) { d.Terminal, d.Keys, d.Full = false, false, false }
	drive(t, "fr", pipe, func(d *driver) {
		d.in.typed <- []byte("suivant\nj\n5\nposition\n\nouvrir\nb\nretour\nnext\n")
		d.wait(0, "(lines)")
		for _, want := range []string{"5 sur 20\n5 sur 20\n", "Message\u00a0: "} {
			if !strings.Contains(d.last, want) {
				t.Errorf("%q is missing: %q", want, d.last)
			}
		}
		if !strings.HasSuffix(d.last, "\n") {
			t.Errorf("ends with %q", d.last)
		}
	})
}

// TestConsentWarning: a box that is not in order is said in one line after the start; one that is in order is not.
func TestConsentWarning(t *testing.T) {
	for state, want := range map[ebox.BoxState]int{ebox.BoxInactive: 1, ebox.BoxUnvalidated: 1, ebox.BoxWithdrawn: 1, ebox.BoxActive: 0} {
		drive(t, "en", withProfile(state, nil), func(d *driver) {
			if n := strings.Count(d.said(), "your box is not in order"); n != want {
				t.Errorf("%v: said %d times: %q", state, n, d.said())
			}
			if n := d.f.asked("profile"); n != 1 {
				t.Errorf("%v: %d requests", state, n)
			}
		})
	}
}
