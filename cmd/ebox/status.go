package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/present"
)

// maxBoxes is how many boxes are asked at a time.
const maxBoxes = 8

type statusOptions struct {
	json, all bool
	format    string
}

func newStatusCmd(w *wiring, run func(context.Context, *statusOptions) error) *cobra.Command {
	t, o := &w.t.Accounts, &statusOptions{}
	cmd := &cobra.Command{
		Use: "status", Short: t.Status, Long: t.Status + ".\n\n" + t.StatusLong, Args: exactly(0),
		Example: "  ebox status\n  ebox status --account acme\n  ebox status --json | jq '.boxes[] | select(.unread.count > 0) | .account'",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := notBoth(cmd, "json", "format"); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	cmd.Flags().BoolVar(&o.all, "all", false, t.FlagEveryBox)
	addFormat(w, cmd, &o.format)
	return cmd
}

// statusJSON is the result of status.
type statusJSON struct {
	Version  int       `json:"version"`
	Complete bool      `json:"complete"` // every box and every provider answered: false is exit code 3
	Boxes    []boxJSON `json:"boxes"`
}

// boxJSON is a box in numbers. Without an answer only account, profile, box and error are said.
type boxJSON struct {
	Account   string       `json:"account"` // empty: the box of the profile itself
	Profile   string       `json:"profile"`
	Sandbox   bool         `json:"sandbox"`
	Box       string       `json:"box"` // citizen or enterprise
	Company   string       `json:"company,omitempty"`
	Answered  bool         `json:"answered"`
	Unread    countJSON    `json:"unread"`
	Register  countJSON    `json:"registered"`
	Action    countJSON    `json:"forAction"` // among the newest 100 messages of each provider
	Expiring  countJSON    `json:"expiring"`  // within 15 days, those within 7 included
	Urgent    countJSON    `json:"urgent"`    // within 7 days
	LastMail  time.Time    `json:"lastReceipt,omitzero"`
	Notices   []noticeJSON `json:"notices"`
	ErrorCode string       `json:"errorCode,omitempty"`
	Error     string       `json:"error,omitempty"`
}

// countJSON is a number of messages.
type countJSON struct {
	Count   int  `json:"count"`
	AtLeast bool `json:"atLeast"` // there may be more: a provider is missing, or has more than one page
}

func newCountJSON(c ebox.Count) countJSON { return countJSON{c.N, c.Least} }

// boxStatus is what became of one box.
type boxStatus struct {
	p        *profile
	overview *ebox.Overview // nil: nothing answered
	err      error
}

// status counts what is in the boxes: those of all accounts, or the one that is meant.
func (w *wiring) status(ctx context.Context, o *statusOptions) error {
	out, err := w.formatter(o.format)
	if err != nil {
		return err
	}
	profiles, err := w.boxes(o)
	if err != nil {
		return err
	}
	all := w.statusOf(ctx, profiles)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(all) == 1 && all[0].overview == nil {
		return all[0].err // nothing else is told: an error as of any command
	}
	j := statusJSON{Version: schemaVersion, Complete: true, Boxes: []boxJSON{}}
	for _, one := range all {
		b := w.boxJSON(one)
		j.Complete = j.Complete && b.Answered && complete(one.overview)
		j.Boxes = append(j.Boxes, b)
	}
	switch {
	case o.json:
		err = writeJSON(w.sys.out, j)
	case out != nil:
		err = each(w.sys.out, out, j.Boxes)
	default:
		w.printStatus(w.sys.out, all)
	}
	if err == nil && !j.Complete {
		return errPartial
	}
	return err
}

// boxes are the profiles that status is about. One that cannot be used is told in its place.
func (w *wiring) boxes(o *statusOptions) ([]boxStatus, error) {
	if w.cfgErr != nil {
		return nil, w.cfgErr
	}
	named := w.flags.account != "" || w.flags.profile != "" || w.sys.getenv("EBOX_ACCOUNT") != "" || w.sys.getenv("EBOX_PROFILE") != ""
	a, err := readAccounts(w.accountsPath())
	if err != nil {
		return nil, err
	}
	if named && !o.all || len(a.Named) == 0 {
		p, err := w.profile()
		if err != nil {
			return nil, err
		}
		return []boxStatus{{p: p}}, nil
	}
	var all []boxStatus
	for _, name := range a.names() {
		one := a.Named[name]
		p, err := w.profileOf(&one)
		all = append(all, boxStatus{p: p, err: err})
	}
	return all, nil
}

// statusOf asks all boxes at once, but for the limit.
func (w *wiring) statusOf(ctx context.Context, all []boxStatus) []boxStatus {
	var wg sync.WaitGroup
	slots := make(chan struct{}, maxBoxes)
	for i := range all {
		if all[i].err != nil {
			continue
		}
		wg.Go(func() {
			select {
			case slots <- struct{}{}:
				defer func() { <-slots }()
			case <-ctx.Done():
				return
			}
			all[i].overview, all[i].err = w.overview(ctx, all[i].p)
		})
	}
	wg.Wait()
	return all
}

func (w *wiring) overview(ctx context.Context, p *profile) (*ebox.Overview, error) {
	d, err := w.openProfile(ctx, p, 0)
	if err != nil {
		return nil, err
	}
	defer d.fed.Close()
	o, err := d.fed.Overview(ctx)
	if err != nil {
		return nil, err
	}
	return o, nil
}

// complete tells whether every provider that should have answered did.
func complete(o *ebox.Overview) bool { return o != nil && !incomplete(ebox.View{Notices: o.Notices}) }

func (w *wiring) boxJSON(s boxStatus) boxJSON {
	j := boxJSON{
		Account: s.p.Account, Profile: s.p.Name, Sandbox: s.p.Sandbox, Box: s.p.Box, Company: s.p.Company,
		Answered: s.overview != nil, Notices: []noticeJSON{},
	}
	if s.err != nil {
		t := w.explain(s.err)
		j.ErrorCode, j.Error = t.Code, t.What
	}
	if o := s.overview; o != nil {
		j.Unread, j.Register, j.Action = newCountJSON(o.Unread), newCountJSON(o.Registered), newCountJSON(o.ForAction)
		j.Expiring, j.Urgent, j.LastMail = newCountJSON(o.Expiring), newCountJSON(o.Urgent), belgian(o.LastReceipt)
		j.Notices = w.noticesJSON(w.voice(nil), o.Notices)
	}
	return j
}

// printStatus says each box in a few lines: which one it is, then what is in it, the most urgent first.
func (w *wiring) printStatus(out io.Writer, all []boxStatus) {
	v := w.voice(nil)
	for i, s := range all {
		if i > 0 {
			fmt.Fprintln(out)
		}
		printLines(out, present.Wrap(w.boxTitle(s.p), w.width()))
		var lines []string
		if s.overview == nil {
			f := w.explain(s.err).Failure
			lines = []string{w.t.Label(w.t.Words.Error, f.What), f.Todo}
		} else {
			lines = v.Overview(s.overview)
		}
		for _, l := range lines {
			for _, part := range present.Wrap(l, w.width()-2) {
				fmt.Fprintln(out, "  "+part)
			}
		}
	}
}

// boxTitle is whose box it is.
func (w *wiring) boxTitle(p *profile) string {
	v := w.voice(nil)
	title := v.BoxTitle(p.Account, p.Box == boxEnterprise, p.Company)
	if p.Sandbox {
		title += ", " + w.t.Sandbox.Mark
	}
	return title
}
