package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/present"
)

// clockTolerance is how far the clocks may differ: a login allows 60 seconds, and the Date header is exact to one or two.
const clockTolerance = 55 * time.Second

// networkChecks ask the login server and the federation.
func (w *wiring) networkChecks(ctx context.Context, p *profile) []check {
	c, err := w.authClient(p, "")
	if err != nil {
		return append([]check{w.failed("login-service", err)}, w.skipped("clock", "session", "federation", "providers")...)
	}
	var checks []check
	if _, err := c.Discover(ctx); err != nil {
		checks = append(checks, w.failed("login-service", err))
	} else {
		checks = append(checks, w.result("login-service", checkOK, p.Issuer, ""))
	}
	checks = append(checks, w.checkClock())
	s, err := c.Resume(ctx)
	switch {
	case err != nil && sessionGone(err):
		t := w.explain(err)
		checks = append(checks, w.result("session", checkWarning, t.What, t.Todo))
	case err != nil:
		checks = append(checks, w.failed("session", err))
	default:
		checks = append(checks, w.sessionCheck(s))
	}
	checks = append(checks, w.checkFederation(ctx, p))
	if s == nil {
		return append(checks, w.skipped("providers")...)
	}
	return append(checks, w.checkProviders(ctx, p, s)...)
}

// failed is a check that ended in an error.
func (w *wiring) failed(name string, err error) check {
	t := w.explain(err)
	found := t.What
	if len(t.Details) > 0 {
		found += " (" + t.Details[len(t.Details)-1] + ")"
	}
	return w.result(name, checkProblem, found, t.Todo)
}

// checkClock compares our clock with the one of the server that was just asked.
func (w *wiring) checkClock() check {
	diff, ok := w.clock.offset()
	switch {
	case !ok:
		return w.skipped("clock")[0]
	case diff.Abs() > clockTolerance:
		return w.result("clock", checkProblem, fmt.Sprintf(w.t.Doctor.ClockOff, w.t.Duration(diff.Abs())), w.t.LoginErrors.Clock.Todo)
	}
	return w.result("clock", checkOK, "", "")
}

func (w *wiring) sessionCheck(s *auth.Session) check {
	found := w.t.Login.LoggedInUnnamed
	if name := ebox.Sanitize(s.Identity().Name); name != "" {
		found = fmt.Sprintf(w.t.Login.LoggedIn, name)
	}
	if !s.Stored() {
		return w.result("session", checkWarning, found, w.t.Login.MemoryOnly)
	}
	return w.result("session", checkOK, found, "")
}

// checkFederation asks for the list of providers without a token: any answer at all means that somebody is there.
func (w *wiring) checkFederation(ctx context.Context, p *profile) check {
	ctx, cancel := context.WithTimeout(ctx, loginTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(p.Federation, "/")+"/messageProviders", nil)
	if err != nil {
		return w.failed("federation", err)
	}
	resp, err := w.transport().RoundTrip(req)
	if err != nil {
		return w.failed("federation", fmt.Errorf("%w: %w", ebox.ErrUnavailable, err))
	}
	_ = resp.Body.Close()
	u, err := url.Parse(p.Federation)
	if err != nil {
		return w.failed("federation", err)
	}
	if resp.StatusCode >= 500 {
		return w.result("federation", checkProblem, fmt.Sprintf("%s, HTTP %d", u.Host, resp.StatusCode), w.t.Errors.Unavailable.Todo)
	}
	return w.result("federation", checkOK, u.Host, "")
}

// checkProviders is one line a provider: its announced state, and for an active one whether it lists messages.
func (w *wiring) checkProviders(ctx context.Context, p *profile, s *auth.Session) []check {
	fed, err := w.federation(p, s, fedOptions{pageSize: 1, patience: patient})
	if err != nil {
		return []check{w.failed("providers", err)}
	}
	defer fed.Close()
	providers, err := fed.Providers(ctx)
	if err != nil {
		return []check{w.failed("providers", err)}
	}
	view, err := load(ctx, fed.Open(ebox.Query{}), 1)
	if err != nil && len(view.Notices) == 0 {
		return []check{w.failed("providers", err)}
	}
	v := w.voice(nil)
	var out []check
	for _, pr := range providers {
		out = append(out, w.checkProvider(v, pr, view.Notices))
	}
	return out
}

func (w *wiring) checkProvider(v present.Voice, p ebox.Provider, notices []ebox.Notice) check {
	c := w.result("provider/"+ebox.Sanitize(p.ID), checkOK, v.ProviderState(p), "")
	c.Title = v.Provider(p)
	for _, n := range notices {
		if n.Provider.ID != p.ID {
			continue
		}
		if n.Kind == ebox.NoticeFailed || n.Kind == ebox.NoticeWaiting {
			t := w.explain(n.Err)
			c.Result, c.Found, c.Todo = checkProblem, v.Notice(n), t.Todo
		}
	}
	return c
}
