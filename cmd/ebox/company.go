package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/present"
)

// resume opens p's box without asking a person to log in: by the company's key, or with the stored session;
// auth.ErrLoginRequired when there is none.
func (w *wiring) resume(ctx context.Context, p *profile) (*auth.Session, error) {
	if p.Software != nil {
		s, used, err := w.companySession(ctx, p)
		clear(used.typed)
		return s, err
	}
	c, err := w.authClient(p, "")
	if err != nil {
		return nil, err
	}
	return c.Resume(ctx)
}

// keyError is a key file that could not be used.
type keyError struct {
	Path string
	Err  error
}

func (e *keyError) Error() string { return fmt.Sprintf("using the key file: %v", e.Err) }
func (e *keyError) Unwrap() error { return e.Err }

// passphrases is what became of the passphrase of a key file.
type passphrases struct {
	needed bool
	kept   bool   // it came from the keyring
	typed  []byte // by a person; cleared by whoever asked for the session
}

// companySession logs the company's software in. The passphrase of the key comes from the keyring, else from a person at
// the terminal.
func (w *wiring) companySession(ctx context.Context, p *profile) (*auth.Session, *passphrases, error) {
	used := &passphrases{}
	o := auth.KeyOptions{
		Certificate: p.Software.Certificate, Now: w.sys.now,
		Passphrase: func(ctx context.Context) ([]byte, error) { return w.passphraseOf(ctx, p, used) },
	}
	key, err := auth.LoadKey(ctx, p.Software.Key, o)
	if used.kept && errors.Is(err, auth.ErrPassphrase) { // the file has another one now
		used.kept = false
		o.Passphrase = func(ctx context.Context) ([]byte, error) { return w.askPassphrase(ctx, p, used, nil) }
		key, err = auth.LoadKey(ctx, p.Software.Key, o)
	}
	if err != nil {
		return nil, used, &keyError{p.Software.Key, err}
	}
	company := p.Software.Company
	if company == "" {
		company = key.Company()
	}
	e := auth.NewEnterprise(auth.ClientCredentials{
		TokenEndpoint: p.Software.TokenEndpoint, Audience: p.Software.Audience, ClientID: p.Software.ClientID, Scopes: p.Software.Scopes,
		Key: key.Signer, Certificate: key.Certificate, Company: company, Sandbox: p.Sandbox, Now: w.sys.now,
		HTTP: &http.Client{Transport: w.transport(), Timeout: loginTimeout},
	})
	w.settling(e)
	s, err := e.Login(ctx)
	if err != nil {
		return nil, used, err
	}
	if p.Company == "" {
		p.Company = company
	}
	return s, used, nil
}

// passphraseOf gets the passphrase of p's key.
func (w *wiring) passphraseOf(ctx context.Context, p *profile, used *passphrases) ([]byte, error) {
	used.needed = true
	kept, err := auth.LoadPassphrase(ctx, w.store(), p.account())
	if err == nil {
		used.kept = true
		return kept, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if errors.Is(err, auth.ErrNotFound) {
		err = nil
	}
	return w.askPassphrase(ctx, p, used, err)
}

// askPassphrase asks a person for it; cause is why it was not found elsewhere, nil when it was never there.
func (w *wiring) askPassphrase(ctx context.Context, p *profile, used *passphrases, cause error) ([]byte, error) {
	w.asking.Lock() // several boxes are opened at once, and there is one terminal
	defer w.asking.Unlock()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	t, err := openPINTerminal()
	if err != nil {
		return nil, errors.Join(auth.ErrPassphraseNeeded, cause)
	}
	defer t.close()
	typed, err := t.line(ctx, fmt.Sprintf(w.t.Accounts.AskPassphrase, ebox.Sanitize(p.Software.Key)), false)
	if err != nil {
		return nil, err
	}
	used.typed = append([]byte(nil), typed...)
	return typed, nil
}

// forgetPassphrase deletes the passphrase of p's key from where it was kept, and tells whether there was one.
func (w *wiring) forgetPassphrase(ctx context.Context, p *profile) (was bool, err error) {
	err = auth.DeletePassphrase(ctx, w.store(), p.account())
	if errors.Is(err, auth.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// companyLogout forgets what companyLogin kept. The company's software has no session that could end.
func (w *wiring) companyLogout(ctx context.Context, p *profile, o *logoutOptions) error {
	was, err := w.forgetPassphrase(ctx, p)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(w.sys.out, logoutJSON{head: newHead(p), WasLoggedIn: was, LoggedOut: true, Confirmed: true})
	}
	if was {
		w.say(w.t.Accounts.PassphraseGone)
	}
	w.say(w.t.Accounts.NoSession)
	return nil
}

// settler ends what is under way at the login service before the program ends.
type settler interface {
	Settle(ctx context.Context) error
}

// settling has close wait for s.
func (w *wiring) settling(s settler) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clients = append(w.clients, s)
}

// companyLogin tries the company's key and keeps its passphrase in the keyring, so that nobody is asked again. Nobody's
// session begins: every command gets a token of its own.
func (w *wiring) companyLogin(ctx context.Context, p *profile, o *loginOptions) error {
	s, used, err := w.companySession(ctx, p)
	defer clear(used.typed)
	if err != nil {
		return err
	}
	stored := !used.needed || used.kept
	var storeErr error
	if len(used.typed) > 0 {
		storeErr = auth.SavePassphrase(ctx, w.store(), p.account(), used.typed)
		stored = storeErr == nil && !w.keyringOff()
	}
	if o.json {
		return writeJSON(w.sys.out, loginJSON{
			head: newHead(p), LoggedIn: true, Name: ebox.Sanitize(s.Identity().Company), Stored: stored,
			Expires: s.Identity().Expires.UTC().Truncate(time.Second),
		})
	}
	w.say(fmt.Sprintf(w.t.Accounts.KeyWorks, present.CompanyNumber(p.Company)))
	if skew := s.ClockSkew(); skew.Abs() > time.Minute {
		w.note(fmt.Sprintf(w.t.Accounts.Skew, w.t.Duration(roundSkew(skew))))
	}
	w.say(w.t.Accounts.ActsForCompany)
	switch {
	case !used.needed:
		w.say(w.t.Accounts.KeyIsPlain)
	case stored && w.storeInFile():
		w.say(w.t.Accounts.PassphraseInFile)
	case stored:
		w.say(w.t.Accounts.PassphraseKept)
	default:
		w.say(w.t.Accounts.PassphraseNotKept)
	}
	return nil
}
