package main

import (
	"context"
	"errors"

	"myebox/auth"
)

// chosenAccount is the account that this command is about: --account, else EBOX_ACCOUNT, else the default, unless a
// profile was named. nil: the box of the profile itself.
func (w *wiring) chosenAccount() (*account, error) {
	name := w.flags.account
	if name == "" {
		name = w.sys.getenv("EBOX_ACCOUNT")
	}
	if name != "" && w.flags.profile != "" {
		return nil, onlyOne("--account", "--profile")
	}
	if name == "" && (w.flags.profile != "" || w.sys.getenv("EBOX_PROFILE") != "") {
		return nil, nil
	}
	a, err := readAccounts(w.accountsPath())
	if err != nil {
		return nil, err
	}
	if name == "" {
		name = a.Default
	}
	if name == "" {
		return nil, nil
	}
	return a.get(name)
}

// profileOf is the profile of an account, complete or as far as it goes. The variables that change a profile are not
// looked at: they would make one box of several.
func (w *wiring) profileOf(a *account) (*profile, error) {
	t := w.cfg.Profiles[a.Profile]
	t.Box = a.Box
	if a.Key != "" {
		t.ClientID, t.Company, t.Key, t.Certificate = a.ClientID, a.Company, a.Key, a.Certificate
	} else {
		t.Key = ""
	}
	c := *w.cfg
	c.Profiles = map[string]profileTable{}
	for name, other := range w.cfg.Profiles {
		c.Profiles[name] = other
	}
	if _, known := w.cfg.Profiles[a.Profile]; known || builtin[a.Profile].issuer != "" {
		c.Profiles[a.Profile] = t
	}
	p, err := resolveProfile(a.Profile, func(string) string { return "" }, &c)
	p.Account, p.Company = a.Name, a.Company
	return p, err
}

// checkKey looks whether the key of an account can be used. One that needs a passphrase can, as far as this looks.
func (w *wiring) checkKey(ctx context.Context, a *account) error {
	_, err := auth.LoadKey(ctx, a.Key, auth.KeyOptions{Certificate: a.Certificate, Now: w.sys.now})
	if err == nil || errors.Is(err, auth.ErrPassphraseNeeded) {
		return nil
	}
	return &keyError{a.Key, err}
}

// forgetSession ends the session of an account, here and at the login service; confirmed is false when that did not
// answer. Only a store that fails is an error: then the session may still be in it.
func (w *wiring) forgetSession(ctx context.Context, a *account) (confirmed bool, err error) {
	p, err := w.profileOf(a)
	if p.Software != nil {
		_, err := w.forgetPassphrase(ctx, p)
		return true, err
	}
	if err != nil { // nobody can be told: what was stored can only be forgotten
		err := w.store().Delete(ctx, p.account())
		if errors.Is(err, auth.ErrNotFound) {
			err = nil
		}
		return true, err
	}
	c, err := w.authClient(p, "")
	if err != nil {
		return false, err
	}
	_, err = c.Logout(ctx)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	for _, serious := range []error{auth.ErrKeyringLocked, auth.ErrKeyringTimeout} {
		if errors.Is(err, serious) {
			return false, err
		}
	}
	return err == nil, nil
}
