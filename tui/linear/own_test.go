package linear

import (
	"context"
	"errors"
	"strings"
	"testing"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/keymap"
	"myebox/tui/present"
)

// TestOwnKeys has keys of a person's own: they work, the help names them, and the old ones do nothing.
func TestOwnKeys(t *testing.T) {
	own := keymap.Table{"hide": {"H"}, "next": {"+"}, "help": {"%"}, "page": {"space"}}
	drive(t, "en", func(_ *fake, _ *fakeLogin, d *Deps) { d.Own = own }, func(d *driver) {
		if !strings.Contains(d.said(), "%: help") {
			t.Errorf("the start does not name the key for help:\n%s", d.said())
		}
		d.keys("h", "down")
		if d.f.asked("visible") != 0 {
			t.Errorf("an old key works: %q", d.f.asks)
		}
		if got := d.keys("+"); !strings.Contains(got, "Avertissement") {
			t.Errorf("+ says %q", got)
		}
		if got := d.keys("H"); !strings.Contains(got, "Hidden: Avertissement") {
			t.Errorf("H says %q", got)
		}
		d.keys("%", ":", "page 300", "enter", "home", "space")
		if got := flat(d.said()); !strings.Contains(got, "capital H: hide") || !strings.Contains(got, "+: ") {
			t.Errorf("the help does not name the keys:\n%s", got)
		}
	})
}

func TestMarks(t *testing.T) {
	drive(t, "en", nil, func(d *driver) {
		if got := d.keys("v"); !strings.Contains(got, "Marked: Votre attestation") || !strings.Contains(got, "1 message is marked.") {
			t.Errorf("v says %q", got)
		}
		d.keys("down", "down", "down", "v", "up")
		if got := d.keys("down"); !strings.HasPrefix(strings.TrimSpace(got), "marked, ") {
			t.Errorf("a marked message is %q", got)
		}
		if got := d.keys("h"); !strings.Contains(got, "1 of the marked messages is registered mail. Hide it too?") || !strings.Contains(got, "Décision") {
			t.Errorf("h says %q", got)
		}
		if got := d.keys("y"); !strings.Contains(d.said(), "2 messages hidden.") {
			t.Errorf("yes says %q", got)
		}
		if d.f.asked("visible false [nsso/m000000 region/m000003]") != 1 || d.f.asked("visible") != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
		if got := d.keys("z"); !strings.Contains(got, "Undone. 2 messages shown again.") {
			t.Errorf("z says %q", got)
		}
		d.f.hideErr = &ebox.PartialError{Failed: map[string]error{"finance": ebox.ErrUnavailable}}
		d.keys("v", "down", "v", "down", "v")
		d.keys("h", "y")
		if got := d.said(); d.f.asked("visible") == 3 && !strings.Contains(got, "stay") {
			t.Errorf("a refusal is not said:\n%s", got)
		}
		if got := d.keys("V"); !strings.Contains(got, "No message is marked any more.") && !strings.Contains(got, "no message is marked") {
			t.Errorf("V says %q", got)
		}
	})
}

// fakeAccounts are a person's box and a company's.
type fakeAccounts struct {
	f     *fake
	other *fake
	err   error
}

var fakeBoxes = []backend.Account{{Name: "me", Sandbox: true}, {Name: "specimen", Enterprise: true, Company: "0123456749", Sandbox: true}}

func (a *fakeAccounts) List(context.Context) ([]backend.Account, error) { return fakeBoxes, nil }

func (a *fakeAccounts) Overview(_ context.Context, name string) (*ebox.Overview, error) {
	a.f.ask("overview %s", name)
	if name == "me" {
		return &ebox.Overview{Unread: ebox.Count{N: 12}, Registered: ebox.Count{N: 3}}, nil
	}
	return nil, ebox.ErrUnavailable
}

func (a *fakeAccounts) Enter(_ context.Context, name string) (*backend.Entrance, error) {
	a.f.ask("enter %s", name)
	if a.err != nil {
		return nil, a.err
	}
	return &backend.Entrance{Account: fakeBoxes[1], Login: newFakeLogin(a.other)}, nil
}

func TestBoxes(t *testing.T) {
	var a *fakeAccounts
	set := func(f *fake, _ *fakeLogin, d *Deps) {
		a = &fakeAccounts{f: f, other: newFake(t, 3)}
		d.Account, d.Accounts = fakeBoxes[0], a
	}
	drive(t, "en", set, func(d *driver) {
		d.keys("h")
		if got := d.keys("B"); !strings.Contains(got, "Your boxes") || !strings.Contains(got, "me: eBox Citizen, open now. Not counted yet") {
			t.Errorf("B says %q", got)
		}
		if d.f.asked("overview") != 0 {
			t.Error("counted before anybody wanted it")
		}
		if got := d.keys("r"); !strings.Contains(got, "1 box answered.") || !strings.Contains(got, "12 unread, 3 registered") {
			t.Errorf("r says %q", got)
		}
		if got := d.keys("down"); !strings.Contains(got, "specimen: e-Box Enterprise, 0123.456.749. Error: ") {
			t.Errorf("down says %q", got)
		}
		a.err = &backend.LoginError{Case: present.LoginKeyring, Err: errors.New("test")}
		if got := d.keys("enter"); !strings.Contains(got, "Not opened: specimen") {
			t.Errorf("a box without a way in: %q", got)
		}
		a.err = nil
		if got := d.keys("enter"); !strings.Contains(got, "Now open: specimen: e-Box Enterprise") || !strings.Contains(got, "3 messages") {
			t.Errorf("enter says %q", got)
		}
		was := len(d.f.asks)
		if got := d.keys("z"); !strings.Contains(got, "nothing to undo") {
			t.Errorf("what was done in the other box can be undone here: %q", got)
		}
		d.keys("h", "r")
		if len(d.f.asks) != was || a.other.asked("visible") != 1 {
			t.Errorf("the box before is asked: %q", d.f.asks[was:])
		}
	})
}
