package tui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

func TestBoxes(t *testing.T) {
	var a *fakeAccounts
	set := withAccounts(func(f *fakeAccounts, _ *Deps) {
		a = f
		a.hold["me"], a.hold["specimen"] = make(chan struct{}), make(chan struct{})
	})
	drive(t, 100, 24, "en", set, func(d *driver) {
		d.says("me: eBox Citizen [SANDBOX]")
		d.keys("B")
		d.says("Your boxes", "specimen: e-Box Enterprise, 0123.456.749 Not counted yet")
		d.on("me: eBox Citizen, open now")
		if d.f.asked("overview") != 0 {
			t.Error("the boxes are counted before anybody wants it")
		}
		d.keys("down", "r")
		if d.f.asked("overview") != 3 {
			t.Errorf("asked %q", d.f.asks)
		}
		d.says("away: e-Box Enterprise Error: ", "No answer yet", "Asking 3 boxes.")
		d.on("specimen")
		close(a.hold["specimen"])
		d.send(nil)
		d.on("specimen: e-Box Enterprise, 0123.456.749")
		d.says("0123.456.749 7+ unread")
		d.says("me: eBox Citizen, open now No answer yet")
		close(a.hold["me"])
		d.send(nil)
		d.on("specimen")
		d.says("me: eBox Citizen, open now 12 unread, 4 about to expire, 3 registered", "2 boxes answered.")
		d.keys("d")
		d.says("Unread: at least 7", "Last received")
		d.keys("esc", "up", "enter")
		if len(d.app.stack) != 1 || d.f.asked("enter") != 0 {
			t.Error("the box that is open is opened again")
		}
	})
}

// TestBoxesLeave counts no more once the list is closed.
func TestBoxesLeave(t *testing.T) {
	var a *fakeAccounts
	set := withAccounts(func(f *fakeAccounts, _ *Deps) { a = f; a.hold["me"] = make(chan struct{}) })
	drive(t, 80, 24, "en", set, func(d *driver) {
		d.keys("B", "r", "esc")
		d.silent("answered")
		d.keys("B")
		d.says("Not counted yet")
	})
}

// TestAnotherBox opens the company's box: nothing of the person's one stays, and the header says which one is open.
func TestAnotherBox(t *testing.T) {
	var a *fakeAccounts
	drive(t, 80, 24, "en", withAccounts(func(f *fakeAccounts, _ *Deps) { a = f }), func(d *driver) {
		d.keys("v", "u", "enter", "esc", "B", "down", "enter")
		d.says("specimen: e-Box Enterprise, 0123.456.749", "5 messages", "You are logged in as")
		if n := len(d.app.stack); n != 1 {
			t.Errorf("%d screens", n)
		}
		m := inboxOf(d)
		if m.n != 5 || len(m.marks) != 0 || m.filters() != "" || m.undo != nil {
			t.Errorf("%d messages, filters %q", m.n, m.filters())
		}
		was := len(d.f.asks)
		d.keys("h", "enter", "r")
		if len(d.f.asks) != was || a.other.asked("visible false") != 1 {
			t.Errorf("the box before is asked: %q", d.f.asks[was:])
		}
		if !d.app.kit.deps.Enterprise || d.app.kit.deps.Cards != nil {
			t.Error("a company's box counts as a citizen's")
		}
	})
}

// TestAnotherBoxNotOpened stays where one is when there is no way in.
func TestAnotherBoxNotOpened(t *testing.T) {
	drive(t, 80, 24, "en", withAccounts(nil), func(d *driver) {
		d.keys("B", "down", "down", "enter")
		d.says("Not opened: away: e-Box Enterprise")
		d.keys("esc", "esc", "esc")
		d.says("me: eBox Citizen", "60 messages")
	})
}

// TestAnotherBoxLogin has no stored session for the other box: its login is shown, and a login there opens it.
func TestAnotherBoxLogin(t *testing.T) {
	var a *fakeAccounts
	set := withAccounts(func(f *fakeAccounts, _ *Deps) { a = f; a.login.resumeErr = loginFailure(present.LoginRequired) })
	drive(t, 80, 24, "en", set, func(d *driver) {
		d.keys("B", "down", "enter")
		d.says("specimen: e-Box Enterprise")
		d.silent("60 messages", "Avertissement")
		d.keys("enter")
		d.says("5 messages")
		if len(d.l.choices) != 0 || len(a.login.choices) != 1 {
			t.Error("the login of the box before was used")
		}
	})
}

// slowHider answers when it is told to.
type slowHider struct {
	*fake
	go1 chan struct{}
}

func (h slowHider) SetVisible(_ context.Context, _ bool, _ ...ebox.Key) error {
	<-h.go1
	return nil
}

// TestLateAnswersOfTheBoxBefore has a list, names and an act of the first box answer when the second one is open.
func TestLateAnswersOfTheBoxBefore(t *testing.T) {
	for _, reader := range []bool{false, true} {
		var f1 *fake
		h := slowHider{}
		set := func(f *fake, l *fakeLogin, d *Deps) {
			withAccounts(func(a *fakeAccounts, _ *Deps) {
				for i := range 5 {
					m := a.other.message(i)
					m.Subject = ebox.Translated{FR: ebox.Untrusted("Objet de la société")}
				}
			})(f, l, d)
			f1 = f
			h = slowHider{f, make(chan struct{})}
			l.session.Box.Hider = h
			d.Reader = reader
		}
		drive(t, 80, 24, "en", set, func(d *driver) {
			d.keys("h")
			f1.loading = make(chan struct{})
			d.keys("r", "B", "down", "enter")
			settled(d, patient)
			settled(d, patient)
			before := d.text()
			if !strings.Contains(before, "Objet de la société") || strings.Contains(before, "Avertissement") {
				t.Fatalf("the other box is not open:\n%s", before)
			}
			close(h.go1)
			close(f1.loading)
			settled(d, patient)
			if got := d.text(); got != before {
				t.Errorf("late answers changed the screen:\n%s\nwas:\n%s", got, before)
			}
			if m := inboxOf(d); m.undo != nil || m.n != 5 {
				t.Errorf("late answers reached the list: %d messages, undo %v", m.n, m.undo)
			}
			d.keys("z")
			settled(d, patient)
			d.says("nothing to undo")
		})
	}
}

// TestStampKeepsOrders: orders to the terminal stay what they are.
func TestStampKeepsOrders(t *testing.T) {
	a := &app{kit: &kit{deps: Deps{Accounts: &fakeAccounts{}}}, box: 3}
	for _, c := range []struct {
		msg  any
		late bool
	}{{hidMsg{}, true}, {keyPress("x"), false}, {nil, false}} {
		got := a.stamped(func() tea.Msg { return c.msg })()
		if l, ok := got.(lateMsg); ok != c.late || ok && l.box != 3 {
			t.Errorf("%T became %T", c.msg, got)
		}
	}
	if a.kit.deps.Accounts = nil; a.stamped(nil) != nil {
		t.Error("no command became one")
	}
	var _ backend.Accounts = &fakeAccounts{}
}
