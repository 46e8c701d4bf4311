package main

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/backend"
)

// sameOrigin lets a token go to the server of base and to nobody else.
func sameOrigin(base string) func(*url.URL) bool {
	b, err := url.Parse(base)
	return func(u *url.URL) bool {
		return err == nil && strings.EqualFold(u.Scheme, b.Scheme) && strings.EqualFold(u.Host, b.Host)
	}
}

// calling are the options of a client of one server, in the name of a session. wrap goes around the transport; it may be
// nil.
func (w *wiring) calling(p *profile, s *auth.Session, base string, wrap func(http.RoundTripper) http.RoundTripper) ebox.Options {
	hc := s.HTTP(sameOrigin(base), w.transport())
	if wrap != nil {
		hc.Transport = wrap(hc.Transport)
	}
	return ebox.Options{HTTP: hc, Now: w.sys.now, Sandbox: p.Sandbox}
}

// profiles is a citizen's consent at the server of p; nil where it has no operations for it, as all public ones.
func (w *wiring) profiles(p *profile, s *auth.Session, wrap func(http.RoundTripper) http.RoundTripper) (backend.Profiles, error) {
	if p.Box != boxCitizen || p.Consent == "" {
		return nil, nil
	}
	c, err := ebox.NewProfileService(p.Consent, w.calling(p, s, p.Consent, wrap))
	if err != nil {
		return nil, err
	}
	return c, nil
}

// preferences is the company's choice about paper; nil for a citizen, and where nobody said which company it is.
func (w *wiring) preferences(p *profile, s *auth.Session, wrap func(http.RoundTripper) http.RoundTripper) (backend.Preferences, error) {
	company := p.company(s)
	if company == "" {
		return nil, nil
	}
	c, err := ebox.NewPreferencesService(p.Federation, company, w.calling(p, s, p.Federation, wrap))
	if errors.Is(err, ebox.ErrNotFound) { // not a number: the box can be read all the same
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}
