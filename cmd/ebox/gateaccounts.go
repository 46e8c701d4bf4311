package main

import (
	"context"
	"errors"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/backend"
)

// accountGate is the person's accounts as the screens see them. Every box gets a gate, a client and a transport of its
// own: nothing is shared but the place where sessions are kept, which tells accounts apart by name.
type accountGate struct{ w *wiring }

// accountsOf is nil when there is no other box to change to.
func (w *wiring) accountsOf() (backend.Accounts, error) {
	a, err := readAccounts(w.accountsPath())
	if err != nil || len(a.Named) == 0 {
		return nil, err
	}
	return &accountGate{w}, nil
}

// account is a profile as the screens see it.
func (p *profile) accountForScreen() backend.Account {
	return backend.Account{Name: p.Account, Enterprise: p.Box == boxEnterprise, Company: p.Company, Sandbox: p.Sandbox}
}

// List implements backend.Accounts. An account whose profile is not complete is listed all the same: opening it says what
// is missing.
func (g *accountGate) List(context.Context) ([]backend.Account, error) {
	a, err := readAccounts(g.w.accountsPath())
	if err != nil {
		return nil, err
	}
	var out []backend.Account
	for _, name := range a.names() {
		one := a.Named[name]
		p, _ := g.w.profileOf(&one)
		out = append(out, backend.Account{Name: name, Enterprise: one.Box == boxEnterprise, Company: one.Company, Sandbox: p.Sandbox})
	}
	return out, nil
}

// profile is the account's, complete.
func (g *accountGate) profile(name string) (*profile, error) {
	a, err := readAccounts(g.w.accountsPath())
	if err != nil {
		return nil, err
	}
	one, err := a.get(name)
	if err != nil {
		return nil, err
	}
	return g.w.profileOf(one)
}

// quiet refuses a key whose passphrase would have to be asked for at the terminal, which shows something else now.
func (g *accountGate) quiet(ctx context.Context, p *profile) error {
	if p.Software == nil {
		return nil
	}
	_, err := auth.LoadKey(ctx, p.Software.Key, auth.KeyOptions{
		Certificate: p.Software.Certificate, Now: g.w.sys.now,
		Passphrase: func(ctx context.Context) ([]byte, error) {
			kept, err := auth.LoadPassphrase(ctx, g.w.store(), p.account())
			if errors.Is(err, auth.ErrNotFound) {
				return nil, auth.ErrPassphraseNeeded
			}
			return kept, err
		},
	})
	if err != nil {
		return &keyError{p.Software.Key, err}
	}
	return nil
}

// Overview implements backend.Accounts.
func (g *accountGate) Overview(ctx context.Context, name string) (*ebox.Overview, error) {
	p, err := g.profile(name)
	if err != nil {
		return nil, g.w.forPerson(err)
	}
	if err := g.quiet(ctx, p); err != nil {
		return nil, g.w.forPerson(err)
	}
	o, err := g.w.overview(ctx, p)
	if err != nil {
		return nil, g.w.forPerson(err)
	}
	return o, nil
}

// Enter implements backend.Accounts.
func (g *accountGate) Enter(ctx context.Context, name string) (*backend.Entrance, error) {
	p, err := g.profile(name)
	if err != nil {
		return nil, g.w.forPerson(err)
	}
	e, err := g.w.entrance(ctx, p, g.quiet)
	if err != nil {
		return nil, g.w.forPerson(err)
	}
	return e, nil
}

// entrance is the way into p's box. ready says beforehand whether p's key can be used; nil: whoever needs to be asked for
// its passphrase is there.
func (w *wiring) entrance(ctx context.Context, p *profile, ready func(context.Context, *profile) error) (*backend.Entrance, error) {
	c, err := w.authClient(p, "")
	if err != nil {
		return nil, err
	}
	gate := &gate{w: w, p: p, client: c}
	e := &backend.Entrance{Account: p.accountForScreen(), Login: gate}
	e.Place, e.Keep = w.lastPlace(p)
	if p.Software == nil {
		e.Cards = &cardGate{gate, w.cards(ctx, p)}
		return e, nil
	}
	if ready != nil {
		if err := ready(ctx, p); err != nil {
			return nil, err
		}
	}
	if gate.company, err = w.resume(ctx, p); err != nil {
		return nil, err
	}
	e.Account.Company = p.Company
	return e, nil
}

// forPerson gives an error the words that the screens need: they know nothing of accounts, keys and configuration.
func (w *wiring) forPerson(err error) error {
	err = forScreen(err)
	var l *backend.LoginError
	if errors.As(err, &l) || errors.Is(err, context.Canceled) {
		return err
	}
	return &backend.ToldError{Failure: w.explain(err).Failure, Err: err}
}
