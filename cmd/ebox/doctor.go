package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"myebox/tui/present"
)

type doctorOptions struct{ json, offline bool }

func newDoctorCmd(w *wiring, run func(context.Context, *doctorOptions) error) *cobra.Command {
	o := &doctorOptions{}
	c := &w.t.Commands
	cmd := &cobra.Command{
		Use: "doctor", Short: c.Doctor, Long: c.Doctor + ".\n\n" + w.words.DoctorLong, Args: exactly(0),
		Example: "  ebox doctor\n  ebox doctor --offline\n  ebox doctor --json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, c.FlagJSON)
	cmd.Flags().BoolVar(&o.offline, "offline", false, w.words.FlagOffline)
	return cmd
}

// verdict is how a check ended.
type verdict string

const (
	checkOK      verdict = "ok"
	checkWarning verdict = "warning" // something is less comfortable, nothing is broken
	checkProblem verdict = "problem"
	checkSkipped verdict = "skipped" // not looked at: what it needs is missing
)

// check is one line of doctor.
type check struct {
	Name   string  `json:"name"` // stable
	Result verdict `json:"result"`
	Title  string  `json:"title"`
	Found  string  `json:"found"`          // what was seen
	Todo   string  `json:"todo,omitempty"` // what the person can do
}

// doctorJSON is the result of doctor.
type doctorJSON struct {
	Version  int     `json:"version"`
	Profile  string  `json:"profile"`
	Sandbox  bool    `json:"sandbox"`
	Problems int     `json:"problems"`
	Checks   []check `json:"checks"`
}

// doctor looks at everything the program needs and says what to do about what is missing. Nothing that it does changes
// anything but the session's refresh token, which is renewed.
func (w *wiring) doctor(ctx context.Context, o *doctorOptions) error {
	p, perr := w.profile()
	if p == nil {
		p = &profile{}
	}
	checks := append(w.localChecks(ctx, p, perr), w.cardChecks(ctx, p)...)
	if o.offline || perr != nil {
		checks = append(checks, w.skipped("login-service", "clock", "session", "federation", "providers")...)
	} else {
		checks = append(checks, w.networkChecks(ctx, p)...)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	problems := 0
	for _, c := range checks {
		if c.Result == checkProblem {
			problems++
		}
	}
	if o.json {
		if err := writeJSON(w.sys.out, doctorJSON{schemaVersion, p.Name, p.Sandbox, problems, checks}); err != nil {
			return err
		}
	} else {
		w.printChecks(p, checks, problems)
	}
	if problems > 0 {
		return errTold
	}
	return nil
}

func (w *wiring) printChecks(p *profile, checks []check, problems int) {
	w.sandboxNote(p)
	t := &w.t.Doctor
	results := map[verdict]string{checkOK: t.OK, checkWarning: t.Warn, checkProblem: t.Fail, checkSkipped: t.Skipped}
	for _, c := range checks {
		line := w.t.Label(c.Title, results[c.Result])
		if c.Found != "" {
			line += ". " + c.Found
		}
		first, rest, _ := strings.Cut(line, "\n")
		w.say(first)
		for _, text := range []string{rest, c.Todo} {
			if text != "" {
				for _, l := range present.Wrap(text, w.width()-2) {
					fmt.Fprintln(w.sys.out, "  "+l)
				}
			}
		}
	}
	if problems == 0 {
		w.say(t.AllGood)
		return
	}
	w.say(w.t.Count(t.Problems, problems))
}

// title is the name of a check for people.
func (w *wiring) title(name string) string {
	t := &w.t.Doctor
	switch name {
	case "config":
		return t.Config
	case "profile":
		return t.Profile
	case "directories":
		return w.words.Directories
	case "terminal":
		return t.Terminal
	case "language":
		return t.Locale
	case "keyring":
		return t.Keyring
	case "browser":
		return t.Browser
	case "viewer":
		return t.Viewer
	case "printing":
		return t.Printing
	case "folder":
		return t.Folder
	case "drafts":
		return w.t.ReplyCommands.Drafts
	case "card-support":
		return w.t.CardChecks.Support
	case "card-service":
		return w.t.CardChecks.Service
	case "card-readers":
		return w.t.CardChecks.Readers
	case "card":
		return w.t.CardChecks.Card
	case "card-certificate":
		return w.t.CardChecks.Cert
	case "login-service":
		return t.LoginService
	case "clock":
		return t.Clock
	case "session":
		return t.Session
	case "federation":
		return w.words.Federation
	}
	return t.Providers
}

func (w *wiring) skipped(names ...string) []check {
	var out []check
	for _, n := range names {
		out = append(out, check{Name: n, Result: checkSkipped, Title: w.title(n)})
	}
	return out
}
