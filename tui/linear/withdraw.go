package linear

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"myebox/ebox"
	"myebox/tui/present"
)

// withdraw says what withdrawing consent means, offers to download everything first, and leads to the official ways.
// Where the server has the operation it can be done here, after two questions. got is nil where it has none.
func (s *session) withdraw(ctx context.Context, got *ebox.Profile) error {
	t, v := s.t.Consent, s.voice()
	here := got != nil && (got.State == ebox.BoxActive || got.State == ebox.BoxUnvalidated)
	var written []string
	sh := &sheet{s: s, title: func() string { return t.Withdrawal.Title }}
	sh.fill = func() []line {
		var out []line
		if got != nil {
			out = s.text(v.Extension())
		}
		out = append(out, s.section(v.Withdrawal())[1:]...)
		out = append(out, option(t.Everything.Item, itemEverything))
		if here {
			out = append(out, s.text(t.Withdrawal.ByServer)...)
			out = append(out, option(t.Withdrawal.Start, itemStart))
		}
		out = append(out, s.section(v.WaysSection(got != nil))...)
		if s.session.Box.Letters != nil {
			out = append(out, option(t.Letter.Item, itemLetter))
			out = append(out, s.text(written...)...)
		}
		return append(out, s.section(v.ServiceProvidersSection())...)
	}
	sh.act = func(ctx context.Context, item any) (bool, error) {
		switch item {
		case itemEverything:
			if err := s.everything(ctx); err != nil {
				return false, err
			}
			return false, s.here(ctx, sh.track)
		case itemLetter:
			var err error
			written, err = s.letter(ctx)
			return false, err
		}
		return s.withdrawHere(ctx)
	}
	return sh.open(ctx)
}

// withdrawHere asks twice, the second time for a word, and withdraws. It tells whether the place is left.
func (s *session) withdrawHere(ctx context.Context) (leave bool, err error) {
	t := s.t.Consent.Withdrawal
	s.Say(t.Until, t.After, t.First, t.NotLogout)
	ok, err := s.Confirm(ctx, t.Question)
	if err == nil && ok {
		s.Say(t.Second, t.What, t.Until, fmt.Sprintf(t.Type, s.voice().WithdrawalWord()))
		ok, err = s.typeWord(ctx, t.WordField, fmt.Sprintf(t.WordOther, s.voice().WithdrawalWord()), s.voice().IsWithdrawalWord)
	}
	switch {
	case errors.Is(err, ErrNoTerminal):
		return false, s.refused(err)
	case err == nil && !ok, errors.Is(err, ErrAborted) && s.con.tty:
		s.Say(t.NotDone)
		return false, nil
	case err != nil:
		return false, err
	}
	var failed error
	got, done, err := s.change(ctx, t.Running, func(ctx context.Context) (*ebox.Profile, error) {
		got, err := s.session.Box.Profiles.Withdraw(ctx)
		failed = err
		return got, err
	})
	if err != nil || !done {
		return present.Unsure(failed) || errors.Is(failed, ebox.ErrWrongState), err
	}
	s.Say(t.Done)
	if s.d.Now().Before(got.Effective) {
		s.Say(fmt.Sprintf(s.t.Consent.State.EffectiveOn, s.t.DateTime(got.Effective)), s.t.Consent.State.UntilThen)
	}
	return true, nil
}

// letter writes the letter into the folder for downloads, and says where it is and what is to be done with it.
func (s *session) letter(ctx context.Context) ([]string, error) {
	t := s.t.Consent.Letter
	var paths []string
	err := s.do(ctx, work{start: t.Writing, run: func(ctx context.Context) (err error) {
		paths, err = s.session.Box.Letters.Write(ctx, s.t.Code, s.d.Dir)
		return err
	}})
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s.fail(s.voice().NoLetter(err))
		return nil, nil
	}
	var names, out []string
	for _, p := range paths {
		names, out = append(names, ebox.Sanitize(filepath.Base(p))), append(out, s.place(p))
	}
	s.Say(fmt.Sprintf(t.Written, strings.Join(names, ", ")), t.Next)
	return append(out, t.Next), nil
}
