package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// TestProfileStates says every state with what it means, and offers what can be done in it.
func TestProfileStates(t *testing.T) {
	for _, code := range lang.Codes() {
		c := lang.For(code).Consent
		for state, want := range map[ebox.BoxState][]string{
			ebox.BoxUnknown:     {c.State.Unknown, c.State.UnknownMeans},
			ebox.BoxInactive:    {c.State.Inactive, c.State.InactiveMeans, sign + c.Activation.Title},
			ebox.BoxActive:      {c.State.Active, c.State.ActiveMeans, sign + c.Notify.Change, sign + c.Withdrawal.Title, c.Notify.Never},
			ebox.BoxUnvalidated: {c.State.Unvalidated, c.State.UnvalidatedMeans, sign + c.Activation.CodeTitle, c.Notify.Never},
			ebox.BoxWithdrawn:   {c.State.Withdrawing, c.State.UntilThen, c.State.Afterwards, c.State.Keep, sign + c.Everything.Title},
		} {
			drive(t, 80, 24, code, withProfile(state, nil), func(d *driver) {
				d.keys("p")
				d.saysWhole(want...)
				d.saysWhole(c.Extension, c.About.What, c.Providers.Intro, c.Meaning.All)
				d.calls("profile", 2)
				d.keys("r")
				d.calls("profile", 3)
			})
		}
	}
	done := withProfile(ebox.BoxWithdrawn, func(p *fakeProfiles) { p.p.Effective = today.AddDate(0, 0, -1) })
	drive(t, 80, 24, "en", done, func(d *driver) {
		d.keys("p")
		d.saysWhole("State: consent withdrawn", "It was processed on", "> Activate My eBox")
	})
}

// TestProfileFails says why the state is not known; a server without the operation is like all the public ones.
func TestProfileFails(t *testing.T) {
	down := withProfile(ebox.BoxActive, func(p *fakeProfiles) { p.readErr = ebox.ErrUnavailable })
	drive(t, 80, 24, "en", down, func(d *driver) {
		d.keys("p")
		d.saysWhole("The service does not answer.", "Check your connection", "What My eBox is")
		profilesOf(d).readErr = nil
		d.keys("r")
		d.saysWhole("State: activated")
	})
	none := withProfile(ebox.BoxActive, func(p *fakeProfiles) { p.readErr = ebox.ErrNotOffered })
	drive(t, 80, 24, "en", none, func(d *driver) {
		d.keys("p")
		d.saysWhole("State: not known here", "The eBox does not let programs see")
	})
	over := withProfile(ebox.BoxActive, func(p *fakeProfiles) { p.readErr = loginFailure(present.LoginEnded) })
	drive(t, 80, 24, "en", over, func(d *driver) {
		d.keys("p")
		d.says("Your session has ended.")
		profilesOf(d).readErr = nil
		d.keys("enter", "enter")
		d.saysWhole("State: activated")
	})
}

// TestProfileLegal shows the two texts to read.
func TestProfileLegal(t *testing.T) {
	drive(t, 80, 24, "fr", withProfile(ebox.BoxActive, nil), func(d *driver) {
		d.keys("p", "tab", "tab", "tab", "enter")
		d.saysWhole("Fin de Conditions", "Version 2026-01 du 12/09/2025")
		d.keys("esc", "tab", "enter")
		d.saysWhole("Fin de Confidentialité")
		d.calls("terms", 2)
	})
}

// TestPaper changes a company's choice in both directions, each after a question that says what it means.
func TestPaper(t *testing.T) {
	for _, only := range []bool{true, false} {
		for _, code := range lang.Codes() {
			drive(t, 80, 24, code, withPaper(!only, nil), func(d *driver) {
				v := present.Voice{Texts: lang.For(code)}
				_, yes, means := v.PaperChange(only)
				d.keys("p")
				d.saysWhole(v.PaperChoice(!only), v.Texts.Consent.About.Enterprise)
				d.keys("tab", "enter")
				d.saysWhole(means)
				d.says(yes)
				d.keys("enter", "y")
				d.send(tea.PasteMsg{Content: "y"})
				d.calls("paper", 0)
				d.press("…", "y", "y")
				d.calls(sprintf("paper %v", only), 1)
				d.says(sprintf(v.Texts.Consent.Paper.Changed, v.PaperChoice(only)))
				d.press("…", "y", "enter")
				d.calls("paper", 1)
			})
		}
	}
}

func TestPaperFails(t *testing.T) {
	fails := func(f *fake, l *fakeLogin, d *Deps) {
		withPaper(false, nil)(f, l, d)
	}
	for _, f := range failures[3:8] {
		drive(t, 80, 40, "en", fails, func(d *driver) {
			d.keys("p")
			d.l.session.Box.Preferences.(*fakePaper).err = f.err
			d.press("tab", "enter", "…", "y")
			w := f.words(lang.For("en"))
			d.saysWhole(w.What, w.Means, w.Todo)
			d.calls("paper", 1)
		})
	}
	drive(t, 80, 24, "en", withPaper(false, ebox.ErrForbidden), func(d *driver) {
		d.keys("p")
		d.saysWhole("This is not permitted.", "What e-Box Enterprise is")
	})
	none := func(_ *fake, _ *fakeLogin, d *Deps) { d.Enterprise = true }
	drive(t, 80, 24, "en", none, func(d *driver) {
		d.keys("p")
		d.saysWhole("The service offers no choice about paper here.")
	})
}

// TestNotify changes notifications and the address. What is switched off, or moved, is asked about with its consequences.
func TestNotify(t *testing.T) {
	for _, code := range lang.Codes() {
		drive(t, 80, 24, code, withProfile(ebox.BoxActive, nil), func(d *driver) {
			c := lang.For(code).Consent
			d.press(toNotify...)
			d.keys("tab", "enter")
			d.says(c.Notify.Off)
			d.keys("tab", "tab", "tab", "tab", "enter")
			d.on(c.Activation.EmailField)
			d.press(letters("new@example.be")...)
			d.keys("enter", "tab", "enter")
			d.saysWhole(c.Notify.Off, c.Notify.Moved)
			d.keys("enter", "y")
			d.calls("notify", 0)
			d.press("…", "y")
			d.calls("notify", 1)
			want := ebox.Notifications{New: true, Expiry: true, Lang: "fr", HTML: true}
			if diff := cmp.Diff(want, profilesOf(d).notified); diff != "" || profilesOf(d).email != "new@example.be" {
				t.Errorf("%s, address %q", diff, profilesOf(d).email)
			}
			d.on(c.Activation.CodeField)
			d.says(c.Notify.Saved, "new@example.be")
		})
	}
	drive(t, 80, 24, "en", withProfile(ebox.BoxActive, nil), func(d *driver) {
		d.press(toNotify...)
		d.keys("end", "shift+tab", "enter")
		d.says("not now: there is nothing to choose here")
		d.keys("shift+tab", "enter", "x", "enter")
		d.says("This is not an email address.")
		d.keys("esc", "shift+tab", "enter", "esc")
		d.says("The changes were not saved.")
		d.calls("notify", 0)
	})
	drive(t, 80, 24, "en", withProfile(ebox.BoxActive, nil), func(d *driver) {
		d.press(toNotify...)
		d.keys("tab", "tab", "tab", "enter", "tab", "enter", "tab", "tab", "enter")
		d.calls("notify", 1)
		d.says("The notifications are changed.")
	})
}
