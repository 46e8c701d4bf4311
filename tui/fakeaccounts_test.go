package tui

import (
	"context"
	"errors"
	"time"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// fakeAccounts are three boxes: a person's, a company's, and one that does not answer.
type fakeAccounts struct {
	f     *fake
	hold  map[string]chan struct{} // Overview waits
	other *fake                    // the company's box
	login *fakeLogin
	err   error // of List
}

var fakeBoxes = []backend.Account{
	{Name: "me", Sandbox: true},
	{Name: "specimen", Enterprise: true, Company: "0123456749", Sandbox: true},
	{Name: "away", Enterprise: true, Sandbox: true},
}

func (a *fakeAccounts) List(context.Context) ([]backend.Account, error) { return fakeBoxes, a.err }

func (a *fakeAccounts) Overview(ctx context.Context, name string) (*ebox.Overview, error) {
	a.f.ask("overview %s", name)
	if c := a.hold[name]; c != nil {
		select {
		case <-c:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	switch name {
	case "away":
		return nil, ebox.ErrUnavailable
	case "me":
		return &ebox.Overview{Unread: ebox.Count{N: 12}, Registered: ebox.Count{N: 3}, Urgent: ebox.Count{N: 1}, Expiring: ebox.Count{N: 4}}, nil
	}
	return &ebox.Overview{Unread: ebox.Count{N: 7, Least: true}, LastReceipt: today.Add(-time.Hour)}, nil
}

func (a *fakeAccounts) Enter(_ context.Context, name string) (*backend.Entrance, error) {
	a.f.ask("enter %s", name)
	for _, b := range fakeBoxes {
		switch {
		case b.Name != name:
		case name == "away":
			return nil, &backend.LoginError{Case: present.LoginKeyring, Err: errors.New("test")}
		default:
			return &backend.Entrance{Account: b, Login: a.login}, nil
		}
	}
	return nil, errors.New("no such box")
}

// withAccounts opens the person's box, with two others beside it.
func withAccounts(set func(a *fakeAccounts, d *Deps)) setup {
	return func(f *fake, l *fakeLogin, d *Deps) {
		a := &fakeAccounts{f: f, hold: map[string]chan struct{}{}, other: newFake(f.t, 5)}
		a.other.asks = nil
		a.login = newFakeLogin(a.other)
		a.login.session.Person = l.session.Person // the same person may represent the company
		d.Account, d.Accounts = fakeBoxes[0], a
		if set != nil {
			set(a, d)
		}
	}
}
