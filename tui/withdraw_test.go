package tui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// TestWithdrawal goes the whole way in every language: what the law wants to be said is there before each decision.
func TestWithdrawal(t *testing.T) {
	for _, code := range lang.Codes() {
		drive(t, 80, 24, code, withProfile(ebox.BoxActive, nil), func(d *driver) {
			c := lang.For(code).Consent
			v := present.Voice{Texts: lang.For(code)}
			d.press(toWithdrawal...)
			d.saysWhole(c.Extension)
			for _, i := range v.Withdrawal().Items {
				d.saysWhole(i.Text)
			}
			for _, w := range v.Ways() {
				d.saysWhole(w.Text, w.URL)
			}
			d.saysWhole(c.Providers.Manage, "Trusto", "MyGov.be", c.Everything.Item, c.Letter.Item)
			d.keys("tab", "tab", "enter")
			d.saysWhole(c.Withdrawal.Until, c.Withdrawal.After, c.Withdrawal.First, c.Withdrawal.NotLogout)
			d.press("…", "y", "…")
			d.saysWhole(c.Withdrawal.What, c.Withdrawal.Until, sprintf(c.Withdrawal.Type, c.Withdrawal.Word))
			d.on(c.Withdrawal.WordField)
			d.press(letters(strings.ToUpper(c.Withdrawal.Word))...)
			d.calls("withdraw", 0)
			d.press("…", "enter")
			d.calls("withdraw", 1)
			d.says(c.Withdrawal.Done, c.State.UntilThen)
			d.saysWhole(c.State.Withdrawing, c.State.UntilThen, c.State.Afterwards, c.State.Keep)
		})
	}
}

// TestWithdrawalConfirmations has everything that may happen at the two questions, and how often consent is withdrawn
// then.
func TestWithdrawalConfirmations(t *testing.T) {
	held := keyPress("enter")
	held.IsRepeat = true
	word := letters("withdraw")
	to := func(d *driver, keys ...[]string) {
		for _, k := range keys {
			d.press(k...)
		}
	}
	tests := []struct {
		name string
		do   func(d *driver)
		want int
	}{
		{"first: Enter", func(d *driver) { to(d, toFirst, []string{"…", "enter", "enter"}, word, []string{"…", "enter"}) }, 0},
		{"first: a paste", func(d *driver) {
			to(d, toFirst, []string{"…"})
			d.send(tea.PasteMsg{Content: "y"})
			to(d, word, []string{"…", "enter"})
		}, 0},
		{"first: too soon", func(d *driver) { to(d, toFirst, []string{"y", "…"}, word, []string{"…", "enter"}) }, 0},
		{"first: no", func(d *driver) { to(d, toFirst, []string{"…", "n"}, word, []string{"…", "enter"}) }, 0},
		{"second: the word too soon", func(d *driver) { to(d, toSecond[:len(toSecond)-1], word, []string{"…", "enter"}) }, 0},
		{"second: Enter at once", func(d *driver) { to(d, toSecond, word, []string{"enter"}) }, 0},
		{"second: Enter without the word", func(d *driver) { to(d, toSecond, []string{"enter", "…", "enter"}) }, 0},
		{"second: Enter held down", func(d *driver) {
			to(d, toSecond, word)
			for range 50 {
				d.send(held)
				d.wait(30 * time.Millisecond)
			}
		}, 0},
		{"second: a paste", func(d *driver) {
			to(d, toSecond)
			d.send(tea.PasteMsg{Content: "withdraw\n"})
			to(d, []string{"…", "enter"})
			d.says("That is not the word.")
		}, 0},
		{"second: pasted as keys", func(d *driver) { to(d, toSecond, word, []string{"enter"}) }, 0},
		{"second: another word", func(d *driver) { to(d, toSecond, letters("withdrew"), []string{"…", "enter"}) }, 0},
		{"second: y", func(d *driver) { to(d, toSecond, []string{"y", "…", "y", "enter"}) }, 0},
		{"second: another size", func(d *driver) {
			to(d, toSecond, word, []string{"…"})
			d.send(tea.WindowSizeMsg{Width: 40, Height: 12})
			d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		}, 0},
		{"second: a click", func(d *driver) {
			to(d, toSecond, word, []string{"…"})
			for y := range 24 {
				d.send(tea.MouseClickMsg{X: 12, Y: y, Button: tea.MouseLeft})
			}
		}, 0},
		{"second: left", func(d *driver) {
			to(d, toSecond, word, []string{"…", "esc", "enter"})
			d.press("esc")
		}, 0},
		{"the word, mended", func(d *driver) { to(d, toSecond, letters("withdrax"), []string{"backspace", "w", "…", "enter"}) }, 1},
		{"twice Enter", func(d *driver) { to(d, toSecond, word, []string{"…", "enter", "enter", "enter", "…", "enter"}) }, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set := withProfile(ebox.BoxActive, func(p *fakeProfiles) { p.hold = make(chan struct{}) })
			drive(t, 80, 24, "en", set, func(d *driver) {
				tt.do(d)
				d.calls("withdraw", tt.want)
				close(profilesOf(d).hold)
				d.send(nil)
				d.calls("withdraw", tt.want)
			})
		})
	}
}

// TestWithdrawalIsSaidToBeCancelled tells somebody who stops that nothing was withdrawn.
func TestWithdrawalIsSaidToBeCancelled(t *testing.T) {
	drive(t, 80, 24, "en", withProfile(ebox.BoxActive, nil), func(d *driver) {
		d.press(toSecond...)
		d.keys("esc")
		d.says("Nothing was withdrawn: your consent goes on.")
		d.press("enter", "…", "y", "…", "w", "esc")
		d.calls("withdraw", 0)
	})
}

// TestWithdrawalElsewhere is what all public servers are like: it is explained, the pages open, the letter is written.
func TestWithdrawalElsewhere(t *testing.T) {
	for _, code := range lang.Codes() {
		drive(t, 80, 24, code, withoutProfile, func(d *driver) {
			c := lang.For(code).Consent
			d.keys("p")
			d.saysWhole(c.State.NoOperations, c.Ways.Activate, c.Notify.Never, c.About.What, c.Providers.Repeat)
			d.keys("tab", "enter")
			d.calls("url "+present.PageMyEbox, 1)
			d.keys("c")
			if len(d.clip) != 1 || !strings.Contains(d.clip[0], present.PageMyEbox) {
				t.Errorf("copied %q", d.clip)
			}
			d.keys("tab", "enter")
			d.saysWhole(c.Ways.Intro, c.Withdrawal.NotLogout)
			d.silent(c.Extension, c.Withdrawal.Start)
			d.keys("tab", "tab", "tab", "enter")
			d.calls("url "+present.PageSelfManagement, 1)
			d.keys("tab", "enter")
			d.calls("letter /home/test/Documents", 1)
			d.says(sprintf(c.Letter.Written, "eBox letter.pdf, eBox letter.txt"))
			d.saysWhole("/home/test/Documents/eBox letter.pdf", c.Letter.Next)
		})
	}
}

func TestWithdrawalLetterFails(t *testing.T) {
	for err, what := range map[error]string{
		fs.ErrPermission:    "The letter could not be written.",
		errors.New("other"): "The letter could not be written.",
	} {
		set := func(f *fake, l *fakeLogin, d *Deps) {
			withoutProfile(f, l, d)
			l.session.Box.Letters = fakeLetters{f, err}
		}
		drive(t, 80, 24, "en", set, func(d *driver) {
			d.press(append(toElsewhere[:4:4], "tab", "tab", "tab", "tab", "enter")...)
			d.saysWhole(what, "Nothing was saved.")
			d.keys("esc", "enter")
			d.calls("letter", 2)
		})
	}
	none := func(f *fake, l *fakeLogin, d *Deps) {
		withoutProfile(f, l, d)
		l.session.Box.Letters, d.Opener = nil, nil
	}
	drive(t, 80, 24, "en", none, func(d *driver) {
		d.press(append(toElsewhere[:4:4], "tab", "tab", "enter")...)
		d.says("The address was sent to the clipboard of your terminal.")
		if whole := d.whole(); strings.Contains(whole, "Write the letter") {
			t.Errorf("a letter that nobody writes: %s", whole)
		}
	})
}

// in has documents go into a folder that is there.
func in(dir string, set setup) setup {
	return func(f *fake, l *fakeLogin, d *Deps) {
		set(f, l, d)
		d.Dir = dir
	}
}

// folders are what was made in a folder.
func folders(t *testing.T, dir string) []string {
	t.Helper()
	es, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range es {
		out = append(out, e.Name())
	}
	return out
}

func TestEverything(t *testing.T) {
	for _, code := range lang.Codes() {
		dir := filepath.Join(t.TempDir(), "new")
		drive(t, 80, 24, code, in(dir, withProfile(ebox.BoxActive, nil)), func(d *driver) {
			text := lang.For(code)
			e := text.Consent.Everything
			d.f.hid[d.f.message(0).Key] = true
			d.press(toEverything...)
			d.saysWhole(text.Count(e.Ordinary, 7)+", "+text.Count(e.Unread, 4), text.Count(e.Hidden, 1)+", "+text.Count(e.Unread, 1),
				text.Count(e.Registered, 1)+", "+text.Count(e.Unread, 1), e.Marks, e.ApartNote, e.HiddenNote)
			d.calls("!", 0)
			d.keys("tab", "enter")
			d.saysWhole(e.Marks)
			d.calls("!", 0)
			d.press("…", "y")
			d.saysWhole(text.Count(e.Ordinary, 7)+", "+e.NoneUnread, text.Count(e.Registered, 1)+", "+text.Count(e.Unread, 1), e.AllSaved)
			if n := len(folders(t, filepath.Join(dir, "My eBox"))); n != 7 {
				t.Errorf("%d folders, want 7", n)
			}
			d.calls("!save region/m000003", 0)
			d.keys("tab", "tab", "enter")
			d.saysWhole(e.ApartNote, e.Marks)
			d.press("…", "y")
			d.calls("!save region/m000003", 3)
			d.saysWhole(text.Count(e.Registered, 1) + ", " + e.NoneUnread)
			d.keys("esc", "esc", "esc")
			if n := inboxOf(d).unread; n != 0 {
				t.Errorf("%d unread in the inbox", n)
			}
		})
	}
}

// TestEverythingFails has messages that cannot be saved: the others are, each failure is named, and another try fetches
// only what is missing.
func TestEverythingFails(t *testing.T) {
	dir := t.TempDir()
	drive(t, 80, 40, "en", in(dir, withProfile(ebox.BoxActive, nil)), func(d *driver) {
		d.f.saveErr = ebox.ErrDigest
		d.press(toEverything...)
		d.press("tab", "enter", "…", "y")
		d.saysWhole("8 messages could not be saved whole.", "Not saved", "The document is not the one that was announced.", "Download the inbox: Try again what failed")
		d.f.saveErr = nil
		d.press("enter", "…", "y")
		d.says("Everything of it is saved.")
		calls := d.f.asked("!")
		d.press("tab", "enter")
		if d.f.asked("!") != calls {
			t.Error("something was fetched without a question")
		}
		if n := len(folders(t, filepath.Join(dir, "My eBox"))); n != 8 {
			t.Errorf("%d folders, want 8: another try goes on where it was", n)
		}
	})
}

func TestEverythingStops(t *testing.T) {
	dir := t.TempDir()
	set := func(f *fake, l *fakeLogin, d *Deps) {
		withProfile(ebox.BoxActive, nil)(f, l, d)
		f.hold = make(chan struct{})
	}
	drive(t, 80, 24, "en", in(dir, set), func(d *driver) {
		d.press(toEverything...)
		d.press("tab", "enter", "…", "y")
		d.saysWhole("Message 1 of 8")
		d.keys("enter", "esc")
		d.says("Stopped. What was saved stays.")
		d.wait(time.Minute)
		d.calls("stopped", 1)
		d.calls("!", 1)
	})
}

// TestEverythingSessionEnds stops at the end of the session, and goes on after a new login when it is asked to.
func TestEverythingSessionEnds(t *testing.T) {
	dir := t.TempDir()
	drive(t, 80, 24, "en", in(dir, withProfile(ebox.BoxActive, nil)), func(d *driver) {
		d.f.saveErr = loginFailure(present.LoginEnded)
		d.press(toEverything...)
		d.press("tab", "enter", "…", "y")
		d.says("Your session has ended.")
		d.calls("!", 1)
		d.f.saveErr = nil
		d.keys("enter", "enter")
		d.saysWhole("Download everything")
		d.calls("!", 1)
		d.press("tab", "shift+tab", "enter", "…", "y")
		d.says("Everything of it is saved.")
	})
}

// TestEverythingMissing says that providers are missing, and that a box can be empty or out of reach.
func TestEverythingMissing(t *testing.T) {
	missing := func(f *fake, l *fakeLogin, d *Deps) {
		withProfile(ebox.BoxActive, nil)(f, l, d)
		f.atLeast, f.n = true, 0
	}
	drive(t, 80, 24, "en", missing, func(d *driver) {
		d.press(toEverything...)
		d.saysWhole("There are no messages to download.", "Some providers do not answer: their messages are not among these.")
	})
	drive(t, 80, 24, "en", withProfile(ebox.BoxActive, nil), func(d *driver) {
		d.press(toWithdrawal...)
		d.f.listErr = ebox.ErrUnavailable
		d.keys("tab", "enter")
		d.saysWhole("The service does not answer.")
	})
}

// TestEverythingHostile has a list that never ends and names that want to be elsewhere: the list is given up, and every
// folder is below the one that was chosen.
func TestEverythingHostile(t *testing.T) {
	dir := t.TempDir()
	set := func(f *fake, l *fakeLogin, d *Deps) {
		withProfile(ebox.BoxActive, nil)(f, l, d)
		f.endless, f.n = true, 3
		f.message(0).Subject = ebox.Translated{FR: ebox.Untrusted("../../../etc/\x1b[31mpasswd")}
		f.message(1).Subject = ebox.Translated{FR: ebox.Untrusted(strings.Repeat("x/", 300))}
		f.message(2).Subject = ebox.Translated{}
	}
	drive(t, 80, 24, "en", in(filepath.Join(dir, "a"), set), func(d *driver) {
		d.press(toEverything...)
		d.saysWhole("3 messages in the inbox", "Some providers do not answer")
		d.press("tab", "enter", "…", "y")
		if got := folders(t, dir); len(got) != 1 || got[0] != "a" {
			t.Errorf("made outside: %q", got)
		}
		for _, name := range folders(t, filepath.Join(dir, "a", "My eBox")) {
			if strings.ContainsAny(name, "/\\\x1b") || !strings.HasPrefix(name, "2026-03-1") || len(name) > 200 {
				t.Errorf("folder %q", name)
			}
		}
	})
}

// TestPageDoesNotOpen has the address instead, where there is no browser.
func TestPageDoesNotOpen(t *testing.T) {
	for _, code := range lang.Codes() {
		set := func(f *fake, l *fakeLogin, d *Deps) {
			withoutProfile(f, l, d)
			f.openErr = errors.New("no browser")
		}
		drive(t, 80, 24, code, set, func(d *driver) {
			d.keys("p", "tab", "enter")
			d.says(lang.For(code).Consent.Ways.NotOpened)
			if len(d.clip) != 1 || !strings.Contains(d.clip[0], present.PageMyEbox) {
				t.Errorf("copied %q", d.clip)
			}
		})
	}
}

// TestWithdrawalInAnotherLanguage has the language change under the question: the word is that of the new one, and one
// that was typed before does not count.
func TestWithdrawalInAnotherLanguage(t *testing.T) {
	drive(t, 80, 24, "en", withProfile(ebox.BoxActive, nil), func(d *driver) {
		d.press(toSecond...)
		d.press(letters("withdraw")...)
		d.wait(grace)
		d.exec(d.app.speak(lang.For("fr")))
		d.send(nil)
		d.saysWhole("tapez le mot retirer")
		d.press("enter", "…", "enter")
		d.calls("withdraw", 0)
		for range 8 {
			d.keys("backspace")
		}
		d.press(letters("retirer")...)
		d.press("…", "enter")
		d.calls("withdraw", 1)
	})
}
