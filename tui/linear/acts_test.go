package linear

import (
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
		d.keys("down", "enter", "r", "1", "enter", "end", "enter", ":", "page 100", "enter")
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
