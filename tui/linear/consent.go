package linear

import (
	"context"
	"errors"
	"fmt"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// activation gives consent, step by step: the terms of use, the privacy statement, the e-mail address, the notifications,
// and what it all means. Nothing is sent before the word at the end; the code comes after it.
type activation struct {
	s     *session
	terms *ebox.Terms
	given ebox.Activation
}

// Steps of an activation; the code is the last one.
const (
	stepTerms = iota + 1
	stepPrivacy
	stepEmail
	stepChoices
	stepMeaning
	allSteps
)

// activate is the whole of it, one step after the other.
func (s *session) activate(ctx context.Context) error {
	a := &activation{s: s}
	a.given.Notifications = ebox.Notifications{New: true, Reminder: true, Expiry: true, Lang: s.t.Code, HTML: true}
	var err error
	if a.terms, err = s.terms(ctx); err != nil || a.terms == nil {
		return err
	}
	for step := stepTerms; step < allSteps; {
		d, err := a.step(ctx, step)
		if err != nil {
			return err
		}
		if step += d; d == 0 || step < stepTerms {
			return nil
		}
	}
	return nil
}

// step is one step: 1 goes on, -1 goes back, 0 ends.
func (a *activation) step(ctx context.Context, step int) (int, error) {
	s := a.s
	s.Say(s.t.Consent.Activation.Title + ". " + fmt.Sprintf(s.t.Consent.Activation.Step, step, allSteps))
	switch step {
	case stepTerms, stepPrivacy:
		return a.accept(ctx, step)
	case stepEmail:
		return a.email(ctx)
	case stepChoices:
		return a.choices(ctx)
	}
	return a.give(ctx)
}

// accept reads a text to its end and takes the acceptance.
func (a *activation) accept(ctx context.Context, step int) (int, error) {
	s, t, v := a.s, a.s.t.Consent.Activation, a.s.voice()
	sec, yes := v.Terms(a.terms), t.AcceptTerms
	if step == stepPrivacy {
		sec, yes = v.Privacy(a.terms), t.AcceptPrivacy
	}
	d := 0
	sh := &sheet{s: s, title: func() string { return sec.Title }, help: []string{t.Intro}}
	sh.fill = func() []line {
		out := s.text(v.Extension())
		if step == stepTerms {
			out = append(out, s.text(t.Intro)...)
		}
		if !present.HasTerms(a.terms) {
			return append(out, s.section(sec)[1:]...)
		}
		out = append(append(out, s.text(t.ReadAll)...), s.section(sec)[1:]...)
		out = append(out, s.text(t.AtEnd)...)
		return append(out, option(lang.Capital(yes), cmdAcceptText))
	}
	accept := func() (bool, error) {
		if !present.HasTerms(a.terms) || !sh.all() {
			s.Say(fmt.Sprintf(s.t.Help.Off, t.ReadFirst))
			return false, nil
		}
		a.given.Terms, d = a.terms.Version, 1
		return true, nil
	}
	sh.act = func(context.Context, any) (bool, error) { return accept() }
	sh.more = func() []offer { return []offer{when(present.HasTerms(a.terms), cmdAcceptText, s.t.Why.NotLoaded)} }
	sh.run = func(context.Context, command) (bool, error) { return accept() }
	if err := sh.open(ctx); err != nil {
		return 0, err
	}
	if d == 0 && step == stepTerms {
		s.Say(t.Cancelled)
	}
	if d == 0 {
		d = -1
	}
	return d, nil
}

// email asks for the address.
func (a *activation) email(ctx context.Context) (int, error) {
	s, t := a.s, a.s.t.Consent.Activation
	s.Say(t.EmailWhy, t.EmailNeeded, s.t.Consent.Meaning.Email)
	for {
		email, err := s.Line(ctx, t.EmailField)
		switch {
		case errors.Is(err, ErrLeft), errors.Is(err, ErrAborted) && s.con.tty:
			return -1, nil
		case err != nil:
			return 0, err
		case email == "" && a.given.Email != "":
			return 1, nil
		case ebox.CheckEmail(email) == nil:
			a.given.Email = email
			return 1, nil
		}
		s.Say(t.EmailBad)
	}
}

// choices asks which notifications are wanted.
func (a *activation) choices(ctx context.Context) (int, error) {
	s, t := a.s, a.s.t.Consent.Activation
	d := -1
	sh := &sheet{s: s, title: func() string { return t.Choose }}
	sh.fill = func() []line {
		out := append(s.choices(a.given.Notifications), option(t.Continue, allSteps))
		return append(out, s.text(s.voice().NotificationNotes()...)...)
	}
	sh.act = func(_ context.Context, item any) (bool, error) {
		c, ok := item.(choice)
		if !ok {
			d = 1
			return true, nil
		}
		a.given.Notifications = s.changed(a.given.Notifications, c)
		return false, nil
	}
	err := sh.open(ctx)
	return d, err
}

// give says everything once more and asks for the word; then consent is sent, and the code is next.
func (a *activation) give(ctx context.Context) (int, error) {
	s, t, v := a.s, a.s.t.Consent, a.s.voice()
	d := -1
	sh := &sheet{s: s, title: func() string { return t.Activation.Review }}
	sh.fill = func() []line {
		out := s.section(v.Meaning(), v.Activation(a.given))
		return append(out, option(lang.Capital(t.Activation.Yes), allSteps))
	}
	sh.act = func(ctx context.Context, _ any) (bool, error) {
		if !sh.all() {
			s.Say(fmt.Sprintf(s.t.Help.Off, t.Activation.ReadFirst))
			return false, nil
		}
		s.Say(t.Meaning.Receive, t.Meaning.Paper, t.Meaning.All, t.Meaning.Effects)
		yes := t.Activation.Yes
		ok, err := s.Word(ctx, t.Activation.Question, yes)
		if err != nil || !ok {
			if err == nil {
				s.Say(t.Activation.Cancelled)
				return false, nil
			}
			return false, s.refused(err)
		}
		var sent error
		d, sent = a.send(ctx)
		return true, sent
	}
	err := sh.open(ctx)
	return d, err
}

// send gives the consent: the person has decided.
func (a *activation) send(ctx context.Context) (int, error) {
	s := a.s
	var failed error
	got, done, err := s.change(ctx, s.t.Consent.Activation.Giving, func(ctx context.Context) (*ebox.Profile, error) {
		got, err := s.session.Box.Profiles.Activate(ctx, a.given)
		failed = err
		return got, err
	})
	switch {
	case err != nil:
		return 0, err
	case done:
		return 0, s.code(ctx, got)
	case errors.Is(failed, ebox.ErrTermsChanged):
		if a.terms, err = s.terms(ctx); err != nil || a.terms == nil {
			return 0, err
		}
		a.given.Terms = ""
		return stepTerms - stepMeaning, nil
	case errors.Is(failed, ebox.ErrBadEmail):
		return stepEmail - stepMeaning, nil
	}
	return 0, nil
}

// code asks for the 6 digits that were mailed, until they are right or the person leaves it for later.
func (s *session) code(ctx context.Context, p *ebox.Profile) error {
	t, v := s.t.Consent.Activation, s.voice()
	sec := v.Code(p)
	s.Say(sec.Title)
	for _, i := range sec.Items {
		s.Say(i.Text)
	}
	s.Say(fmt.Sprintf(s.t.Linear.CodeAnother, s.t.Linear.CodeNew))
	for {
		typed, err := s.Line(ctx, t.CodeField)
		code, ok := present.CodeDigits(typed)
		switch {
		case errors.Is(err, ErrLeft), errors.Is(err, ErrAborted) && s.con.tty, err == nil && typed == "":
			s.Say(t.CodeLater)
			return nil
		case err != nil:
			return err
		case among(typed, s.t.Linear.CodeNew, "new"):
			if _, done, err := s.change(ctx, t.Sending, s.session.Box.Profiles.SendCode); err != nil {
				return err
			} else if done {
				s.Say(t.SentAgain)
			}
		case !ok:
			s.Say(t.CodeLength)
		default:
			var failed error
			_, done, err := s.change(ctx, t.CodeChecking, func(ctx context.Context) (*ebox.Profile, error) {
				got, err := s.session.Box.Profiles.Validate(ctx, code)
				failed = err
				return got, err
			})
			if err != nil || present.Unsure(failed) || errors.Is(failed, ebox.ErrWrongState) {
				return err
			}
			if done {
				s.Say(t.Done)
				return nil
			}
		}
	}
}
