package linear

import (
	"context"
	"errors"
	"fmt"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// profilePlace is the state of the box: of a citizen's the consent, of a company's the choice about paper. What can be
// done about it begins here.
type profilePlace struct {
	s     *session
	gen   int
	got   *ebox.Profile     // nil: not known, or not to be had
	paper *ebox.Preferences // nil: the same
	none  bool              // the server has no operations, whatever the box promised
	sheet *sheet
}

// profileItem is what can be done about the box.
type profileItem int

const (
	itemActivate profileItem = iota
	itemCode
	itemNotify
	itemWithdraw
	itemTerms
	itemPrivacy
	itemPaper
	itemEverything
	itemLetter
	itemStart // of a withdrawal
)

// profile is the place.
func (s *session) profile(ctx context.Context) error {
	p := &profilePlace{s: s}
	if err := p.load(ctx); err != nil {
		return err
	}
	p.sheet = &sheet{
		s: s, title: func() string { return lang.Capital(s.t.Consent.Keys.Profile) }, fill: p.lines, act: p.act,
		more: func() []offer { return on(cmdRefresh) },
		run: func(ctx context.Context, _ command) (bool, error) {
			if err := p.load(ctx); err != nil {
				return false, err
			}
			return false, p.sheet.again(ctx)
		},
		help: []string{s.t.Login.NotConsent, s.t.Help.WhereHelp},
	}
	return p.sheet.open(ctx)
}

// citizen tells whether the server has operations for consent.
func (p *profilePlace) citizen() bool {
	return p.s.session.Box.Profiles != nil && !p.none && !p.s.d.Enterprise
}

// load asks for the state. A server that has no such operation is like all the public ones.
func (p *profilePlace) load(ctx context.Context) error {
	s, box := p.s, p.s.session.Box
	p.gen = s.gen
	var err error
	switch {
	case s.d.Enterprise && box.Preferences != nil && !p.none:
		err = s.do(ctx, work{start: s.t.Consent.State.Loading, run: func(ctx context.Context) (err error) {
			p.paper, err = box.Preferences.Preferences(ctx)
			return err
		}})
	case p.citizen():
		err = s.do(ctx, work{start: s.t.Consent.State.Loading, run: func(ctx context.Context) (err error) {
			p.got, err = box.Profiles.Profile(ctx)
			return err
		}})
	}
	if errors.Is(err, ebox.ErrNotOffered) {
		p.none, err = true, nil
	}
	if err != nil {
		p.got, p.paper = nil, nil
		return s.failed(ctx, err)
	}
	return nil
}

// lines are the whole page for the box there is.
func (p *profilePlace) lines() []line {
	s, v := p.s, p.s.voice()
	if s.d.Enterprise {
		return p.enterprise()
	}
	if !p.citizen() {
		out := s.section(v.ProfileElsewhere(), v.ActivateElsewhere())
		out = append(out, option(s.t.Consent.Withdrawal.Title, itemWithdraw))
		return append(out, p.background()...)
	}
	out := s.text(v.Extension())
	if p.got == nil {
		return append(out, p.background()...)
	}
	out = append(out, s.section(v.Profile(p.got))...)
	for _, i := range p.offers() {
		out = append(out, option(p.text(i), i))
	}
	if p.got.State == ebox.BoxActive || p.got.State == ebox.BoxUnvalidated {
		out = append(out, s.section(v.Notifications(p.got.Notifications))...)
	}
	return append(out, p.background()...)
}

// enterprise is a company's page.
func (p *profilePlace) enterprise() []line {
	s, v := p.s, p.s.voice()
	out := s.section(v.Paper(p.paper))
	if p.paper != nil {
		text := s.t.Consent.Paper.ToOnly
		if p.paper.ExclusivelyEbox {
			text = s.t.Consent.Paper.ToBoth
		}
		out = append(out, option(text, itemPaper))
	}
	return append(out, s.section(v.AboutBox(true))...)
}

// background is what holds whatever the state is.
func (p *profilePlace) background() []line {
	s, v := p.s, p.s.voice()
	out := s.section(v.Meaning(), v.ServiceProvidersSection(), v.AboutBox(false))
	if !p.citizen() {
		out = append(out, s.text(s.t.Consent.Notify.Title)...)
		out = append(out, s.text(v.NotificationNotes()...)...)
	}
	return out
}

// offers are what can be done in the state there is.
func (p *profilePlace) offers() []profileItem {
	var out []profileItem
	switch p.got.State {
	case ebox.BoxUnvalidated:
		out = []profileItem{itemCode, itemNotify, itemWithdraw}
	case ebox.BoxActive:
		out = []profileItem{itemNotify, itemWithdraw}
	case ebox.BoxWithdrawn:
		out = []profileItem{itemEverything}
		if !p.s.d.Now().Before(p.got.Effective) {
			out = append(out, itemActivate)
		}
	case ebox.BoxInactive:
		out = []profileItem{itemActivate}
	}
	return append(out, itemTerms, itemPrivacy)
}

// text is what an item is called.
func (p *profilePlace) text(i profileItem) string {
	t := p.s.t.Consent
	return map[profileItem]string{
		itemActivate: t.Activation.Title, itemCode: t.Activation.CodeTitle, itemNotify: t.Notify.Change,
		itemWithdraw: t.Withdrawal.Title, itemTerms: lang.Capital(p.s.t.Terms.TermsOfUse),
		itemPrivacy: lang.Capital(p.s.t.Terms.PrivacyStatement), itemEverything: t.Everything.Title,
	}[i]
}

// act does what an item offers; the state may be another one afterwards, so it is asked for again.
func (p *profilePlace) act(ctx context.Context, item any) (leave bool, err error) {
	s := p.s
	i, _ := item.(profileItem)
	switch i {
	case itemTerms, itemPrivacy:
		err = s.legal(ctx, i == itemPrivacy)
	case itemActivate:
		err = s.activate(ctx)
	case itemCode:
		err = s.code(ctx, p.got)
	case itemNotify:
		err = s.notify(ctx, p.got)
	case itemWithdraw:
		err = s.withdraw(ctx, p.got)
	case itemEverything:
		err = s.everything(ctx)
	case itemPaper:
		return false, p.changePaper(ctx)
	}
	if err != nil {
		return false, err
	}
	was := p.state()
	if err := p.load(ctx); err != nil {
		return false, err
	}
	if p.state() != was { // what was done has been said
		p.sheet.reset()
		return false, nil
	}
	p.sheet.lines = p.lines()
	return false, s.here(ctx, p.sheet.track)
}

// state is the state of the box as far as it is known.
func (p *profilePlace) state() ebox.BoxState {
	if p.got == nil {
		return ebox.BoxUnknown
	}
	return p.got.State
}

// changePaper changes a company's choice after a question.
func (p *profilePlace) changePaper(ctx context.Context) error {
	s, t := p.s, p.s.t.Consent.Paper
	only := !p.paper.ExclusivelyEbox
	question, yes, means := s.voice().PaperChange(only)
	s.Say(means)
	ok, err := s.Word(ctx, question, yes)
	if err != nil || !ok {
		return s.refused(err)
	}
	out := context.WithoutCancel(ctx)
	err = s.do(ctx, work{start: t.Changing, firm: true, run: func(context.Context) (err error) {
		got, err := s.session.Box.Preferences.SetExclusivelyEbox(out, only)
		if err == nil {
			p.paper = got
		}
		return err
	}})
	if err != nil {
		if err := s.actFailed(ctx, err); err != nil || !present.Unsure(err) {
			return err
		}
		return p.load(ctx)
	}
	s.Say(fmt.Sprintf(t.Changed, s.voice().PaperChoice(p.paper.ExclusivelyEbox)))
	return nil
}

// actFailed says why an act on the box did not work, or perhaps did.
func (s *session) actFailed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case ended(err):
		return s.login(ctx, s.ending(err))
	}
	s.fail(s.voice().Act(err))
	return nil
}

// change does an act on the box that is not cut off when somebody gives up waiting, and says why when it did not work.
// done is false then.
func (s *session) change(ctx context.Context, start string, act func(ctx context.Context) (*ebox.Profile, error)) (got *ebox.Profile, done bool, err error) {
	out := context.WithoutCancel(ctx)
	err = s.do(ctx, work{start: start, firm: true, run: func(context.Context) (err error) {
		got, err = act(out)
		return err
	}})
	if err != nil {
		return nil, false, s.actFailed(ctx, err)
	}
	return got, true, nil
}

// legal is a place with the terms of use, or the privacy statement, to read.
func (s *session) legal(ctx context.Context, privacy bool) error {
	terms, err := s.terms(ctx)
	if err != nil || terms == nil {
		return err
	}
	sec := s.voice().Terms(terms)
	if privacy {
		sec = s.voice().Privacy(terms)
	}
	var all []string
	for _, l := range s.section(sec)[1:] {
		all = append(all, l.text)
	}
	return s.pages(ctx, sec.Title, all, nil)
}

// terms are the texts of an activation; nil when they could not be had, which was said.
func (s *session) terms(ctx context.Context) (*ebox.Terms, error) {
	var terms *ebox.Terms
	err := s.do(ctx, work{start: s.t.Words.Loading, run: func(ctx context.Context) (err error) {
		terms, err = s.session.Box.Profiles.Terms(ctx)
		return err
	}})
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	return terms, nil
}
