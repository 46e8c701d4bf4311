package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// saysWhole fails unless the top screen says all of the texts, in sight or not.
func (d *driver) saysWhole(texts ...string) {
	d.t.Helper()
	joined := strings.NewReplacer("- ", "-") // dialogs break lines after a hyphen, too
	whole := joined.Replace(d.whole())
	for _, s := range texts {
		if !strings.Contains(whole, joined.Replace(flat(s))) {
			d.t.Errorf("it does not say %q:\n%s", s, whole)
		}
	}
}

// calls fails unless a call with that beginning was made so often.
func (d *driver) calls(prefix string, want int) {
	d.t.Helper()
	if n := d.f.asked(prefix); n != want {
		d.t.Errorf("%d calls of %s, want %d", n, prefix, want)
	}
}

func TestActivation(t *testing.T) {
	for _, code := range lang.Codes() {
		drive(t, 80, 24, code, withProfile(ebox.BoxInactive, nil), func(d *driver) {
			text := lang.For(code)
			c := text.Consent
			d.keys("p")
			d.saysWhole(c.Extension, c.State.Inactive, c.State.InactiveMeans, c.About.What, c.Meaning.Paper)
			d.press(toTerms[1:]...)
			d.saysWhole(c.Extension, c.Activation.Intro, c.Activation.ReadAll, "Fin de Conditions", c.Activation.AtEnd)
			d.keys("end", "a")
			d.saysWhole("Fin de Confidentialité")
			d.keys("end", "a")
			d.on(c.Activation.EmailField)
			d.saysWhole(c.Activation.EmailNeeded, c.Meaning.Email)
			d.press(letters("test@example.be")...)
			d.keys("enter")
			d.saysWhole(c.Notify.Never, c.Notify.Registered, c.Notify.Messages)
			d.keys("enter", "tab", "tab", "tab", "enter", "tab", "enter", "tab", "enter")
			d.saysWhole(c.Meaning.Receive, c.Meaning.Paper, c.Meaning.All, c.Meaning.Effects, c.Meaning.Terms, c.Meaning.Email, c.Meaning.Later, "test@example.be")
			d.keys("tab", "enter")
			d.saysWhole(c.Meaning.Receive, c.Meaning.Paper, c.Meaning.All, c.Meaning.Effects)
			d.calls("activate", 0)
			d.press("…", "y")
			d.calls("activate", 1)
			want := ebox.Activation{Terms: "2026-01", Email: "test@example.be", Notifications: ebox.Notifications{
				Reminder: true, Expiry: true, Lang: text.Next().Code,
			}}
			if diff := cmp.Diff(want, profilesOf(d).given); diff != "" {
				t.Error(diff)
			}
			d.on(c.Activation.CodeField)
			d.saysWhole(c.Meaning.Email)
			d.send(tea.PasteMsg{Content: "Code: 123 456.\n"})
			d.calls("validate", 0)
			d.keys("enter")
			d.calls("validate 123456", 1)
			d.says(c.Activation.Done)
			d.saysWhole(c.State.Active)
		})
	}
}

// TestTermsMustBeRead accepts nothing before the end of the text has been on the screen.
func TestTermsMustBeRead(t *testing.T) {
	drive(t, 80, 24, "en", withProfile(ebox.BoxInactive, nil), func(d *driver) {
		d.press(toTerms...)
		d.keys("a")
		d.says("not now: read to the end first", "Step 1 of 6")
		d.send(tea.WindowSizeMsg{Width: 80, Height: 200})
		d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		d.keys("pgdown", "a", "enter")
		d.says("not now: read to the end first")
		d.keys("end", "a")
		d.says("Step 2 of 6")
		d.keys("a")
		d.says("not now: read to the end first", "Step 2 of 6")
		d.keys("esc")
		d.says("Step 1 of 6")
		d.calls("activate", 0)
	})
	drive(t, 80, 24, "en", withProfile(ebox.BoxInactive, nil), func(d *driver) {
		d.press(toTerms...)
		d.keys("end", "home")
		d.exec(d.app.speak(lang.For("fr")))
		d.send(nil)
		d.keys("a")
		d.says("lisez d'abord jusqu'à la fin") // another text
	})
	empty := withProfile(ebox.BoxInactive, func(p *fakeProfiles) { p.terms.Privacy = ebox.Translated{} })
	drive(t, 80, 24, "en", empty, func(d *driver) {
		d.press(toTerms...)
		d.keys("end", "a")
		d.says("Fin de Conditions", "not now: there is nothing to choose here")
	})
}

// TestConsentIsGivenOnce has everything that may happen at the question, and how often consent is given then.
func TestConsentIsGivenOnce(t *testing.T) {
	held := keyPress("enter")
	held.IsRepeat = true
	tests := []struct {
		name string
		do   func(d *driver)
		want int
	}{
		{"yes too soon", func(d *driver) { d.wait(grace - time.Millisecond); d.keys("y"); d.wait(time.Hour) }, 0},
		{"a paste", func(d *driver) { d.wait(grace); d.send(tea.PasteMsg{Content: "y\n"}) }, 0},
		{"Enter held down", func(d *driver) {
			for range 50 {
				d.send(held)
				d.wait(30 * time.Millisecond)
			}
		}, 0},
		{"another size", func(d *driver) { d.wait(grace); d.send(tea.WindowSizeMsg{Width: 40, Height: 12}) }, 0},
		{"no", func(d *driver) { d.press("…", "n") }, 0},
		{"yes", func(d *driver) { d.press("…", "y") }, 1},
		{"yes, again and again", func(d *driver) { d.press("…", "y", "y", "y", "enter", "y") }, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set := withProfile(ebox.BoxInactive, func(p *fakeProfiles) { p.hold = make(chan struct{}) })
			drive(t, 80, 24, "en", set, func(d *driver) {
				d.press(toGive...)
				tt.do(d)
				d.calls("activate", tt.want)
				if tt.want > 0 {
					d.keys("esc", "tab", "enter")
					d.saysWhole("Your consent is sent…")
					close(profilesOf(d).hold)
					d.send(nil)
					d.on("Code:")
				}
				d.calls("activate", tt.want)
			})
		})
	}
}

// TestActivationCancelled goes back from every step: nothing is given.
func TestActivationCancelled(t *testing.T) {
	for _, keys := range [][]string{toTerms, toPrivacy, toEmail, toChoices, toMeaningOf, append(toGive[:len(toGive):len(toGive)], "…")} {
		drive(t, 80, 24, "en", withProfile(ebox.BoxInactive, nil), func(d *driver) {
			d.press(keys...)
			for range 6 {
				if _, ok := d.app.stack[len(d.app.stack)-1].(*profile); !ok {
					d.keys("esc")
				}
			}
			d.says("Cancelled: you have not given your consent.")
			d.calls("activate", 0)
		})
	}
}

// TestActivationAddress refuses what is no address, and keeps what was typed on the way back and forth.
func TestActivationAddress(t *testing.T) {
	drive(t, 80, 24, "en", withProfile(ebox.BoxInactive, nil), func(d *driver) {
		d.press(toEmail...)
		d.press(letters("test")...)
		d.keys("enter")
		d.says("This is not an email address.", "Step 3 of 6")
		d.send(tea.PasteMsg{Content: "@example.be"})
		d.keys("esc", "a")
		d.on("test@example.be")
		d.keys("enter")
		d.says("Step 4 of 6")
	})
}

// failures are the ways in which an act can fail, with what is said and whether the state is asked again.
var failures = []struct {
	name  string
	err   error
	words func(t *lang.Texts) lang.Advice
	again bool
}{
	{"terms changed", ebox.ErrTermsChanged, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.TermsChanged }, false},
	{"bad address", ebox.ErrBadEmail, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.BadEmail }, false},
	{"wrong state", ebox.ErrWrongState, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.Refused }, true},
	{"no answer", ebox.ErrUnavailable, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.Unsure }, true},
	{"too slow", context.DeadlineExceeded, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.Unsure }, true},
	{"nonsense", ebox.ErrMalformed, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.Unsure }, true},
	{"refused", &ebox.StatusError{Op: "test", HTTP: 403}, func(t *lang.Texts) lang.Advice { return t.Errors.Forbidden }, false},
	{"too many", &ebox.StatusError{Op: "test", HTTP: 429}, func(t *lang.Texts) lang.Advice { return t.Errors.Throttled }, false},
	{"wrong code", ebox.ErrWrongCode, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.WrongCode }, false},
	{"code over", ebox.ErrCodeOver, func(t *lang.Texts) lang.Advice { return t.Consent.Errors.CodeOver }, false},
}

// TestConsentActsFail has every act fail in every way, in every language: it was called once, and it is said what
// happened, what it means and what can be done.
func TestConsentActsFail(t *testing.T) {
	acts := []struct {
		call  string
		state ebox.BoxState
		do    func(d *driver)
	}{
		{"activate", ebox.BoxInactive, func(d *driver) { d.press(toCode...) }},
		{"validate", ebox.BoxUnvalidated, func(d *driver) { d.press("p", "tab", "enter", "1", "2", "3", "4", "5", "6", "enter") }},
		{"sendcode", ebox.BoxUnvalidated, func(d *driver) { d.press("p", "tab", "enter", "n") }},
		{"notify", ebox.BoxActive, func(d *driver) {
			d.press("p", "tab", "enter", "tab", "tab", "tab", "enter", "tab", "tab", "tab", "enter")
		}},
		{"withdraw", ebox.BoxActive, func(d *driver) { d.withdraw() }},
	}
	for _, a := range acts {
		for i, f := range failures {
			code := lang.Codes()[i%4]
			t.Run(a.call+" "+f.name+" "+code, func(t *testing.T) {
				drive(t, 80, 40, code, withProfile(a.state, func(p *fakeProfiles) { p.err = f.err }), func(d *driver) {
					a.do(d)
					d.calls(a.call, 1)
					w := f.words(lang.For(code))
					d.saysWhole(w.What, w.Means, w.Todo)
					d.calls("profile", map[bool]int{false: 2, true: 3}[f.again])
					d.keys("esc")
					d.calls(a.call, 1)
				})
			})
		}
	}
}

// TestActivationGoesBack has a refusal lead to the step that it is about.
func TestActivationGoesBack(t *testing.T) {
	for err, want := range map[error]string{ebox.ErrTermsChanged: "Step 1 of 6", ebox.ErrBadEmail: "Step 3 of 6"} {
		drive(t, 80, 24, "en", withProfile(ebox.BoxInactive, func(p *fakeProfiles) { p.err = err }), func(d *driver) {
			d.press(toCode...)
			d.keys("esc")
			d.says(want)
			if err == ebox.ErrTermsChanged {
				d.calls("terms", 2)
				d.keys("a")
				d.says("read to the end first")
			}
		})
	}
}

// TestConsentSessionEnds has the session end in the middle of every act: a new login goes on where it was, and nothing is
// repeated by itself.
func TestConsentSessionEnds(t *testing.T) {
	for _, a := range []struct {
		call  string
		state ebox.BoxState
		keys  []string
		on    string
	}{
		{"activate", ebox.BoxInactive, toCode, "What you send"},
		{"validate", ebox.BoxUnvalidated, []string{"p", "tab", "enter", "1", "2", "3", "4", "5", "6", "enter"}, "Verify the email address"},
		{"withdraw", ebox.BoxActive, nil, "Withdraw consent"},
	} {
		t.Run(a.call, func(t *testing.T) {
			set := withProfile(a.state, func(p *fakeProfiles) { p.err = loginFailure(present.LoginEnded) })
			drive(t, 80, 24, "en", set, func(d *driver) {
				d.press(a.keys...)
				if a.keys == nil {
					d.withdraw()
				}
				d.says("Your session has ended.")
				profilesOf(d).err = nil
				d.keys("enter", "enter")
				d.says(a.on)
				d.calls(a.call, 1)
			})
		})
	}
}

func TestCode(t *testing.T) {
	drive(t, 80, 24, "en", withProfile(ebox.BoxUnvalidated, nil), func(d *driver) {
		d.keys("p")
		d.saysWhole("Warning: as long as the email address is not verified, your consent is going to be removed.")
		d.keys("tab", "enter", "1", "x", "2")
		d.on("12")
		d.says("The code has 6 digits.")
		d.keys("enter")
		d.calls("validate", 0)
		d.keys("n")
		d.calls("sendcode", 1)
		d.says("Another code was mailed. The earlier one is of no use any more.")
		d.keys("esc")
		d.says("You can type the code later, under Profile.")
	})
}

// TestCodeIsNeverRepeated empties the field with every try: a second Enter sends nothing.
func TestCodeIsNeverRepeated(t *testing.T) {
	set := withProfile(ebox.BoxUnvalidated, func(p *fakeProfiles) { p.err = ebox.ErrWrongCode })
	drive(t, 80, 24, "en", set, func(d *driver) {
		d.press("p", "tab", "enter", "1", "2", "3", "4", "5", "6", "enter", "esc", "enter", "enter")
		d.calls("validate", 1)
	})
}
