package main

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync/atomic"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// gate is auth as the screens see it.
type gate struct {
	w       *wiring
	p       *profile
	client  *auth.Client
	company *auth.Session          // of a company's software: no person logs in, and it renews itself; else nil
	wanted  atomic.Pointer[string] // acr_values that a provider asked for (RFC 9470); nil: the profile's are enough
}

// Resume implements backend.Login.
func (g *gate) Resume(ctx context.Context) (*backend.Session, error) {
	if g.company != nil {
		return g.session(g.company)
	}
	s, err := g.client.Resume(ctx)
	if err != nil {
		return nil, forScreen(err)
	}
	return g.session(s)
}

// Begin implements backend.Login.
func (g *gate) Begin(ctx context.Context, c backend.Choice) (backend.Attempt, error) {
	o := auth.BeginOptions{TestPerson: c.TestPerson}
	if c.Fresh {
		o.Prompt = "login"
	}
	if level := g.wanted.Load(); level != nil {
		o.ACRValues = *level
	}
	a, err := g.client.Begin(ctx, o)
	if err != nil {
		return nil, forScreen(err)
	}
	return &attempt{g, a, c.TestPerson}, nil
}

func (g *gate) session(s *auth.Session) (*backend.Session, error) {
	box, err := g.box(s)
	if err != nil {
		return nil, err
	}
	name := ebox.Sanitize(s.Identity().Name)
	if g.company != nil {
		name = present.CompanyNumber(ebox.Sanitize(s.Identity().Company))
	}
	person := name
	if person == "" { // nobody to compare with: every login is somebody else
		person = rand.Text()
	}
	return &backend.Session{
		Box: *box, Person: person, Name: name, Lang: s.Identity().Language, Stored: s.Stored(),
		Logout: func(ctx context.Context) error {
			_, err := s.Logout(ctx)
			return forScreen(err)
		},
	}, nil
}

// box is all that a session opens.
func (g *gate) box(s *auth.Session) (*backend.Box, error) {
	wrap := func(rt http.RoundTripper) http.RoundTripper { return &translator{rt, g, s} }
	fed, err := g.w.federation(g.p, s, fedOptions{wrap: wrap})
	if err != nil {
		return nil, err
	}
	return g.w.box(g.p, s, fed, wrap)
}

// box is what p's session opens. wrap goes around the transports that are made for it; it may be nil.
func (w *wiring) box(p *profile, s *auth.Session, fed *ebox.Federation, wrap func(http.RoundTripper) http.RoundTripper) (*backend.Box, error) {
	b := &backend.Box{Lister: lister{fed}, Reader: fed, Fetcher: fetcher{fed}, Names: fed, Hider: fed, Replies: w.repliesOf(p, s, fed)}
	b.NoCompany = p.Box == boxEnterprise && p.company(s) == ""
	if p.Box == boxCitizen {
		b.Letters = letters{w.sys.now}
	}
	var err error
	if b.Profiles, err = w.profiles(p, s, wrap); err != nil {
		return nil, err
	}
	if b.Preferences, err = w.preferences(p, s, wrap); err != nil {
		return nil, err
	}
	return b, nil
}

// translator turns what ends a session, noticed in the middle of a request, into what the screens understand.
type translator struct {
	next http.RoundTripper
	g    *gate
	s    *auth.Session
}

func (t *translator) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, forScreen(err)
	}
	level := t.s.StepUp()
	if resp.StatusCode != http.StatusUnauthorized || level == "" {
		return resp, nil
	}
	_ = resp.Body.Close()
	t.g.wanted.Store(&level)
	return nil, &backend.LoginError{Case: present.LoginStepUp, Err: ebox.ErrUnauthorized}
}

// forScreen gives an error of package auth the case that the screens have words for.
func forScreen(err error) error {
	if p, _, said, ok := loginCase(err); ok {
		return &backend.LoginError{Case: p, Said: said, Err: err}
	}
	return err
}

// attempt is a login as the screens see it.
type attempt struct {
	g          *gate
	a          *auth.Attempt
	testPerson bool
}

func (a *attempt) URL() string { return a.a.URL() }
func (a *attempt) Close()      { a.a.Close() }

// Wait implements backend.Attempt; the test person needs no browser.
func (a *attempt) Wait(ctx context.Context) (*backend.Session, error) {
	s, err := waitForLogin(ctx, a.a, a.testPerson)
	if err != nil {
		return nil, forScreen(err)
	}
	return a.g.session(s)
}

// waitForLogin waits for the answer of a login, whoever logs in.
func waitForLogin(ctx context.Context, a *auth.Attempt, testPerson bool) (*auth.Session, error) {
	if testPerson {
		if err := a.Follow(ctx, nil); err != nil {
			a.Close()
			return nil, err
		}
	}
	return a.Wait(ctx)
}
