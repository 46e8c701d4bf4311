package linear

import (
	"context"
	"fmt"
	"sync"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
)

// boxState is what is known of one box.
type boxState struct {
	account backend.Account
	counts  *ebox.Overview
	err     error
}

// boxTitle is which box it is.
func (s *session) boxTitle(a backend.Account) string {
	return s.voice().BoxTitle(ebox.Sanitize(a.Name), a.Enterprise, a.Company)
}

// boxes is the place with the person's boxes: what is in them is counted on a command only, and opening one leaves
// everything of the box that is open.
func (s *session) boxes(ctx context.Context) error {
	list, err := s.d.Accounts.List(ctx)
	if err != nil {
		return s.failedTo(ctx, "", err)
	}
	all := make([]boxState, len(list))
	for i, a := range list {
		all[i].account = a
	}
	if len(all) == 0 {
		s.Say(s.t.Palette.NoBoxes)
		return nil
	}
	tr := lines(func() []string {
		out := make([]string, len(all))
		for i, b := range all {
			out[i] = s.boxRow(b)
		}
		return out
	})
	sc := &scene{
		track:  tr,
		where:  func() string { return s.t.Palette.BoxesTitle },
		offers: func() []offer { return on(cmdOpen, cmdRefresh, cmdDetails, cmdBack) },
		advice: func() []string { return []string{s.t.Palette.BoxesHow, s.t.Accounts.StatusLong} },
		retell: func() {}, // all of it is made when it is said
	}
	s.Say(fmt.Sprintf(s.t.Linear.Lines, s.t.Palette.BoxesTitle, s.t.Number(int64(len(all)))), s.t.Palette.BoxesHow)
	if err := s.here(ctx, tr); err != nil {
		return err
	}
	for {
		c, _, err := s.choose(ctx, sc)
		switch {
		case err != nil:
			return err
		case c == cmdBack, c == cmdOpen && all[tr.at].account.Name == s.d.Account.Name:
			return nil
		case c == cmdDetails:
			s.boxDetails(all[tr.at])
		case c == cmdRefresh:
			if err := s.countBoxes(ctx, all); err != nil {
				return err
			}
			err = s.here(ctx, tr)
		case c == cmdOpen:
			err = s.enter(ctx, all[tr.at].account)
		}
		if err := s.settled(ctx, err); err != nil {
			return err
		}
	}
}

// boxRow is one box: which one it is, then what is in it.
func (s *session) boxRow(b boxState) string {
	t, title := s.t, s.boxTitle(b.account)
	if b.account.Name == s.d.Account.Name {
		title += ", " + t.Palette.OpenNow
	}
	what := t.Palette.NotCounted
	switch {
	case b.counts != nil:
		what = s.voice().Glance(b.counts)
	case b.err != nil:
		what = t.Label(t.Words.Error, s.failure(b.err).What)
	}
	return title + ". " + lang.Capital(what)
}

// boxDetails says all that was counted in a box, or why nothing was.
func (s *session) boxDetails(b boxState) {
	switch {
	case b.counts != nil:
		s.Say(s.voice().Overview(b.counts)...)
	case b.err != nil:
		s.fail(s.failure(b.err))
		s.details()
	default:
		s.Say(lang.Capital(s.t.Palette.NotCounted) + ".")
	}
}

// countBoxes asks every box what is in it, all at once.
func (s *session) countBoxes(ctx context.Context, all []boxState) error {
	counted := make([]boxState, len(all))
	err := s.do(ctx, work{start: s.t.Count(s.t.Palette.Counting, len(all)), run: func(ctx context.Context) error {
		var wg sync.WaitGroup
		for i, b := range all {
			wg.Go(func() {
				o, err := s.d.Accounts.Overview(ctx, b.account.Name)
				if err != nil {
					o = nil
				}
				counted[i] = boxState{b.account, o, err}
			})
		}
		wg.Wait()
		return ctx.Err()
	}})
	if err != nil {
		return s.leftAlone(err)
	}
	copy(all, counted)
	n := 0
	for _, b := range all {
		if b.counts != nil {
			n++
		}
	}
	s.Say(s.t.Count(s.t.Palette.Counted, n))
	return nil
}

// enter goes to another box, and gives errOther when one is in. Without a way in one stays where one is; a login of the
// other box that is left ends the program, as at its start.
func (s *session) enter(ctx context.Context, to backend.Account) error {
	var in *backend.Entrance
	err := s.do(ctx, work{start: s.t.Words.Loading, run: func(ctx context.Context) (err error) {
		in, err = s.d.Accounts.Enter(ctx, to.Name)
		return err
	}})
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		s.fail(s.failure(err), fmt.Sprintf(s.t.Palette.NotOpened, s.boxTitle(to)))
		return nil
	}
	s.d.Login, s.d.Cards, s.d.Account = in.Login, in.Cards, in.Account
	s.d.Enterprise, s.d.Sandbox = in.Account.Enterprise, in.Account.Sandbox
	s.d.Full = false // the full screen would open the box of the start
	s.session, s.names, s.book = nil, nil, nil
	s.Say(fmt.Sprintf(s.t.Palette.Switched, s.boxTitle(to)) + ".")
	if err := s.resume(ctx); err != nil {
		return err
	}
	return errOther
}
