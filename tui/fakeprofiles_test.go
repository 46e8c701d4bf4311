package tui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"myebox/ebox"
)

// fakeProfiles is a server's operations for consent: it counts what is asked, and does what it is told to.
type fakeProfiles struct {
	f        *fake
	p        ebox.Profile
	terms    ebox.Terms
	err      error         // of acts
	readErr  error         // of reading
	hold     chan struct{} // acts wait for it
	given    ebox.Activation
	notified ebox.Notifications
	email    string
}

// act is one call that changes something.
func (s *fakeProfiles) act(ctx context.Context, name string, do func()) (*ebox.Profile, error) {
	s.f.ask("%s", name)
	if s.hold != nil {
		select {
		case <-s.hold:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	do()
	p := s.p
	return &p, nil
}

func (s *fakeProfiles) Profile(context.Context) (*ebox.Profile, error) {
	s.f.ask("profile")
	if s.readErr != nil {
		return nil, s.readErr
	}
	p := s.p
	return &p, nil
}

func (s *fakeProfiles) Terms(context.Context) (*ebox.Terms, error) {
	s.f.ask("terms")
	t := s.terms
	return &t, s.readErr
}

func (s *fakeProfiles) Activate(ctx context.Context, a ebox.Activation) (*ebox.Profile, error) {
	return s.act(ctx, "activate", func() {
		s.given = a
		s.p = ebox.Profile{
			State: ebox.BoxUnvalidated, Email: ebox.Untrusted(a.Email), CodeSent: today, Consented: today,
			Terms: a.Terms, Notifications: a.Notifications,
		}
	})
}

func (s *fakeProfiles) SendCode(ctx context.Context) (*ebox.Profile, error) {
	return s.act(ctx, "sendcode", func() { s.p.CodeSent = today.Add(time.Hour) })
}

func (s *fakeProfiles) Validate(ctx context.Context, code string) (*ebox.Profile, error) {
	return s.act(ctx, "validate "+code, func() { s.p.State, s.p.CodeSent = ebox.BoxActive, time.Time{} })
}

func (s *fakeProfiles) Notify(ctx context.Context, n ebox.Notifications, email string) (*ebox.Profile, error) {
	return s.act(ctx, "notify", func() {
		s.notified, s.email, s.p.Notifications = n, email, n
		if email != "" {
			s.p.Email, s.p.State, s.p.CodeSent = ebox.Untrusted(email), ebox.BoxUnvalidated, today
		}
	})
}

func (s *fakeProfiles) Withdraw(ctx context.Context) (*ebox.Profile, error) {
	return s.act(ctx, "withdraw", func() {
		s.p.State, s.p.Withdrawn, s.p.Effective = ebox.BoxWithdrawn, today, today.AddDate(0, 0, 30)
	})
}

// fakePaper is a company's choice.
type fakePaper struct {
	f   *fake
	p   ebox.Preferences
	err error
}

func (s *fakePaper) Preferences(context.Context) (*ebox.Preferences, error) {
	s.f.ask("preferences")
	p := s.p
	return &p, s.err
}

func (s *fakePaper) SetExclusivelyEbox(_ context.Context, only bool) (*ebox.Preferences, error) {
	s.f.ask("paper %v", only)
	if s.err != nil {
		return nil, s.err
	}
	s.p.ExclusivelyEbox = only
	p := s.p
	return &p, nil
}

// fakeLetters writes nothing.
type fakeLetters struct {
	f   *fake
	err error
}

func (s fakeLetters) Write(_ context.Context, _, dir string) ([]string, error) {
	s.f.ask("letter %s", dir)
	if s.err != nil {
		return nil, s.err
	}
	return []string{dir + "/eBox letter.pdf", dir + "/eBox letter.txt"}, nil
}

// longText is a legal text that no screen holds at once.
func longText(what string) ebox.Translated {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "%d. %s, article %d. Test Specimen accepte ce qui est écrit dans cet article.\n\n", i+1, what, i+1)
	}
	return ebox.Translated{FR: ebox.Untrusted(b.String() + "Fin de " + what)}
}

// testProfile is a box in a state.
func testProfile(s ebox.BoxState) ebox.Profile {
	p := ebox.Profile{
		State: s, Email: ebox.Untrusted("test@example.be"), Consented: today.AddDate(0, -2, 0), Terms: "2026-01",
		Notifications: ebox.Notifications{New: true, Reminder: true, Expiry: true, Lang: "fr", HTML: true},
	}
	switch s {
	case ebox.BoxInactive, ebox.BoxUnknown:
		p = ebox.Profile{State: s}
	case ebox.BoxUnvalidated:
		p.CodeSent = today.Add(-time.Hour)
	case ebox.BoxWithdrawn:
		p.Withdrawn, p.Effective = today.Add(-time.Hour), today.AddDate(0, 0, 30)
	}
	return p
}

// withProfile offers the operations for consent, with the box in a state.
func withProfile(s ebox.BoxState, more func(p *fakeProfiles)) setup {
	return func(f *fake, l *fakeLogin, _ *Deps) {
		f.n = 9
		p := &fakeProfiles{f: f, p: testProfile(s), terms: ebox.Terms{
			Version: "2026-01", Date: today.AddDate(0, -6, 0), Text: longText("Conditions"), Privacy: longText("Confidentialité"),
		}}
		if more != nil {
			more(p)
		}
		l.session.Box.Profiles = p
		l.session.Box.Letters = fakeLetters{f: f}
	}
}

// profilesOf is what the screens were given.
func profilesOf(d *driver) *fakeProfiles { return d.l.session.Box.Profiles.(*fakeProfiles) }

// withoutProfile is what all public servers are like.
func withoutProfile(f *fake, l *fakeLogin, _ *Deps) {
	f.n = 9
	l.session.Box.Letters = fakeLetters{f: f}
}

// withPaper is a company's box.
func withPaper(only bool, err error) setup {
	return func(f *fake, l *fakeLogin, d *Deps) {
		d.Enterprise = true
		l.session.Box.Preferences = &fakePaper{f: f, err: err, p: ebox.Preferences{
			EnterpriseNumber: "0206731645", ExclusivelyEbox: only, LastConnectionDate: today.AddDate(0, 0, -3),
		}}
	}
}
