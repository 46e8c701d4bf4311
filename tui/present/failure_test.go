package present

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
)

// status is a refusal with everything that a server can say.
func status(code int) *ebox.StatusError {
	return &ebox.StatusError{
		Op: "getMessage", HTTP: code, ID: ebox.Untrusted("6f1c0f5e-2c7d-4f0e-9a51-2f1d3b0c7a11"), Code: ebox.Untrusted("SOME_CODE\x1b[2J"),
		Message: ebox.Untrusted("qlang is required\nwhen q is given"), Contact: ebox.Untrusted("helpdesk@registry.example"),
	}
}

// failures are all errors that this program can tell apart, by name.
func failures() map[string]error {
	wrap := func(err error) error { return fmt.Errorf("reading message: %w", err) }
	busy := status(429)
	busy.RetryAfter = 90 * time.Second
	missing := status(400)
	missing.Code = ebox.Untrusted("NOT_IMPLEMENTED")
	return map[string]error{
		"unauthorized":   wrap(status(401)),
		"forbidden":      wrap(status(403)),
		"notfound":       wrap(status(404)),
		"nobox":          fmt.Errorf("%w: %w", ebox.ErrNoBox, status(404)),
		"noproviders":    fmt.Errorf("%w: %w", ebox.ErrNoProviders, status(404)),
		"throttled":      wrap(busy),
		"unavailable":    wrap(status(503)),
		"badrequest":     wrap(status(400)),
		"notoffered":     wrap(missing),
		"notimplemented": wrap(status(501)),
		"network":        wrap(ebox.ErrUnavailable),
		"timeout":        wrap(context.DeadlineExceeded),
		"malformed":      wrap(ebox.ErrMalformed),
		"digest":         wrap(ebox.ErrDigest),
		"length":         wrap(ebox.ErrLength),
		"notallowed":     wrap(ebox.ErrNotAllowed),
		"toolarge":       wrap(ebox.ErrTooLarge),
		"nospace":        &fs.PathError{Op: "write", Path: "/x\x1b[1m", Err: syscall.ENOSPC},
		"nowrite":        &fs.PathError{Op: "open", Path: "/x", Err: fs.ErrPermission},
		"unknown":        errors.New("something\x1b]0;evil\x07 else"),
		"partial":        &ebox.PartialError{Failed: map[string]error{"pensions": status(503), "finance": ebox.ErrMalformed}},
		"partialone":     &ebox.PartialError{Failed: map[string]error{"pensions": wrap(status(403))}},
	}
}

func TestErrors(t *testing.T) {
	for _, code := range lang.Codes() {
		v := voice(t, code)
		for name, err := range failures() {
			t.Run(code+"/"+name, func(t *testing.T) {
				f := v.Error(err, provider())
				if f.What == "" || f.Means == "" || f.Todo == "" || len(f.Details) == 0 {
					t.Errorf("something is not said: %+v", f)
				}
				lines := v.FailureLines(f, 79)
				for _, l := range lines {
					if ansi.StringWidth(l) > 79 || strings.ContainsAny(l, "\x1b\x07\n") {
						t.Errorf("%q", l)
					}
				}
				golden.RequireEqual(t, strings.Join(lines, "\n")+"\n")
			})
		}
	}
}

func TestEveryErrorHasItsOwnWords(t *testing.T) {
	v := voice(t, "en")
	same := map[string]string{"notimplemented": "notoffered", "network": "unavailable", "partialone": "forbidden"}
	seen := map[string]string{}
	for name, err := range failures() {
		if first, ok := same[name]; ok {
			if got, want := v.Error(err).What, v.Error(failures()[first]).What; got != want {
				t.Errorf("%s says %q, %s %q", name, got, first, want)
			}
			continue
		}
		what := v.Error(err).What
		if other, ok := seen[what]; ok {
			t.Errorf("%s and %s both say %q", name, other, what)
		}
		seen[what] = name
	}
}

func TestCodesAreInTheDetailsOnly(t *testing.T) {
	for _, code := range lang.Codes() {
		for name, err := range failures() {
			f := voice(t, code).Error(err)
			for _, s := range []string{f.What, f.Means, f.Todo} {
				if strings.ContainsAny(s, "_{}") || strings.Contains(s, "HTTP") || strings.Contains(s, "ebox:") || strings.Contains(s, "getMessage") {
					t.Errorf("%s/%s: %q", code, name, s)
				}
			}
		}
	}
}

func TestCancelledIsNoFailure(t *testing.T) {
	v := voice(t, "en")
	for _, err := range []error{nil, context.Canceled, fmt.Errorf("listing: %w", context.Canceled)} {
		f := v.Error(err)
		if !f.IsZero() || v.FailureLines(f, 79) != nil {
			t.Errorf("%v: %+v", err, f)
		}
	}
}

func TestRetryAfterIsSaid(t *testing.T) {
	f := voice(t, "nl").Error(failures()["throttled"])
	if f.Todo != "Probeer het opnieuw over 90 seconden." {
		t.Errorf("%q", f.Todo)
	}
}

func TestProblems(t *testing.T) {
	for _, code := range lang.Codes() {
		t.Run(code, func(t *testing.T) {
			v := voice(t, code)
			var b strings.Builder
			seen := map[string]bool{}
			for p := LoginCancelled; p <= LoginBusy; p++ {
				f := v.Problem(p, Said{})
				if f.What == "" || f.Means == "" || f.Todo == "" || f.Details != nil || seen[f.What] {
					t.Errorf("problem %d: %+v", p, f)
				}
				seen[f.What] = true
				b.WriteString(f.What + "\n" + f.Means + "\n" + f.Todo + "\n\n")
			}
			for _, h := range v.LoginHints() {
				b.WriteString(h + "\n")
			}
			golden.RequireEqual(t, b.String())
		})
	}
}

func TestProblemKeepsTheServersWordsApart(t *testing.T) {
	f := voice(t, "en").Problem(Problem(999), Said{
		Code: "invalid_scope", Description: "scope\x1b[31m unknown\nhere " + strings.Repeat("x", 1000), URI: "https://login.example/err",
	})
	if f.What != "The login service refused the login." {
		t.Errorf("an unknown problem says %q", f.What)
	}
	want := []string{
		"Code of the login service: invalid_scope",
		"Message of the login service: scope unknown here " + strings.Repeat("x", 300-len("scope unknown here ")-1) + "…",
		"Page about it: https://login.example/err",
	}
	if diff := cmp.Diff(want, f.Details); diff != "" {
		t.Error(diff)
	}
}
