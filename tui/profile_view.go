package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/lang"
)

// text is the whole page for the box there is.
func (p *profile) text(w int) []line {
	if p.kit.deps.Enterprise {
		return p.enterprise(w)
	}
	return p.personal(w)
}

// enterprise is a company's page.
func (p *profile) enterprise(w int) []line {
	t, v := p.kit.t.Consent, p.kit.voice()
	out := p.trouble(w)
	if p.paper != nil || p.box.Preferences == nil || p.none {
		out = append(out, p.section(w, v.Paper(p.paper))...)
	}
	if p.paper != nil && p.busy == "" {
		text := t.Paper.ToOnly
		if p.paper.ExclusivelyEbox {
			text = t.Paper.ToBoth
		}
		out = append(out, line{}, act(w, text, itemPaper))
	}
	out = append(out, line{})
	return append(out, p.section(w, v.AboutBox(true))...)
}

// personal is a citizen's page.
func (p *profile) personal(w int) []line {
	v := p.kit.voice()
	if !p.citizen() {
		out := p.section(w, v.ProfileElsewhere())
		out = append(append(out, line{}), p.section(w, v.ActivateElsewhere())...)
		out = append(out, line{}, act(w, p.kit.t.Consent.Withdrawal.Title, itemWithdraw), line{})
		return append(out, p.background(w)...)
	}
	out := append(prose(w, lookStrong, v.Extension()), line{})
	out = append(out, p.trouble(w)...)
	if p.got != nil {
		out = append(out, p.section(w, v.Profile(p.got))...)
		out = append(out, line{})
		for _, i := range p.offers() {
			out = append(out, act(w, p.itemText(i), i))
		}
		if p.consented() {
			out = append(append(out, line{}), p.section(w, v.Notifications(p.got.Notifications))...)
		}
		out = append(out, line{})
	}
	return append(out, p.background(w)...)
}

// background is what holds whatever the state is.
func (p *profile) background(w int) []line {
	v := p.kit.voice()
	out := p.sections(w, v.Meaning(), v.ServiceProvidersSection(), v.AboutBox(false))
	if !p.citizen() {
		out = append(append(out, line{}), prose(w, lookStrong, p.kit.t.Consent.Notify.Title)...)
		for _, n := range v.NotificationNotes() {
			out = append(out, prose(w, lookPlain, n)...)
		}
	}
	return out
}

// trouble is what is waited for, or what went wrong.
func (p *profile) trouble(w int) []line {
	f := p.lost
	switch {
	case p.busy != "":
		return append(prose(w, lookPlain, p.busy), line{})
	case f.IsZero():
		return nil
	}
	out := prose(w, lookStrong, f.What)
	out = append(out, prose(w, lookPlain, f.Means)...)
	out = append(out, prose(w, lookPlain, f.Todo)...)
	return append(out, line{})
}

// consented tells whether there is a consent.
func (p *profile) consented() bool {
	return p.got != nil && (p.got.State == ebox.BoxActive || p.got.State == ebox.BoxUnvalidated)
}

// offers are what can be done in the state there is.
func (p *profile) offers() []profileItem {
	if p.busy != "" {
		return nil
	}
	var out []profileItem
	switch {
	case p.got.State == ebox.BoxUnvalidated:
		out = []profileItem{itemCode, itemNotify, itemWithdraw}
	case p.got.State == ebox.BoxActive:
		out = []profileItem{itemNotify, itemWithdraw}
	case p.got.State == ebox.BoxWithdrawn:
		out = []profileItem{itemEverything}
		if !p.kit.now().Before(p.got.Effective) {
			out = append(out, itemActivate)
		}
	case p.got.State == ebox.BoxInactive:
		out = []profileItem{itemActivate}
	}
	return append(out, itemTerms, itemPrivacy)
}

func (p *profile) itemText(i profileItem) string {
	t := p.kit.t.Consent
	switch i {
	case itemActivate:
		return t.Activation.Title
	case itemCode:
		return t.Activation.CodeTitle
	case itemNotify:
		return t.Notify.Change
	case itemWithdraw:
		return t.Withdrawal.Title
	case itemTerms:
		return lang.Capital(p.kit.t.Terms.TermsOfUse)
	case itemPrivacy:
		return lang.Capital(p.kit.t.Terms.PrivacyStatement)
	case itemEverything:
		return t.Everything.Title
	}
	return ""
}

// Keys are those of a page, and what can be done about a failure.
func (p *profile) Keys() []binding {
	k := p.kit
	bs := append(p.items(), k.bind(hinted(cmdHelp), hinted(cmdBack), on(cmdRefresh),
		when(p.page() != "", cmdCopyAddress, k.t.Why.NothingHere))...)
	return bs
}

func (p *profile) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, p.Keys())
	if why != "" {
		return p.kit.off(why)
	}
	if o, ok := p.moved(cmd); ok {
		return o
	}
	switch cmd {
	case cmdChoose:
		return p.choose()
	case cmdCopyAddress:
		return p.copyPage(p.page())
	case cmdRefresh:
		return p.load()
	case cmdHelp:
		return opened(newHelp(p.kit, p.Keys(), p.kit.t.Login.NotConsent, p.kit.t.Help.WhereHelp))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// choose acts on the focused item; without one it goes to the next.
func (p *profile) choose() outcome {
	k := p.kit
	switch i := p.item().(type) {
	case pageItem:
		return p.openPage(p, i.url)
	case profileItem:
		switch i {
		case itemActivate:
			return opened(newActivation(k, p.box))
		case itemCode:
			return opened(newCode(k, p.box, p.got))
		case itemNotify:
			return opened(newNotify(k, p.box, p.got))
		case itemWithdraw:
			return opened(newWithdrawal(k, p.box, p.got))
		case itemTerms, itemPrivacy:
			return opened(newLegal(k, p.box, i == itemPrivacy))
		case itemEverything:
			return opened(newEverything(k, p.box))
		case itemPaper:
			only := !p.paper.ExclusivelyEbox
			question, yes, means := k.voice().PaperChange(only)
			return opened(newConfirm(k, question, yes, setPaperMsg{p, only}, means))
		}
	}
	return p.jump(1)
}
