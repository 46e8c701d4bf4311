package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// Resize wraps the text for the room there is.
func (a *activation) Resize(w, h int) {
	a.sheet.Resize(w, h)
	if a.email != nil {
		a.email.resize(w)
	}
}

// View is the page of the step, with the field where there is one.
func (a *activation) View(th theme) page {
	p := a.sheet.View(th)
	if a.step == stepEmail && a.email != nil && len(p.lines) > 0 {
		p.y = min(a.fieldRow(), len(p.lines)-1)
		p.lines[p.y], p.x = typingRow(th, a.email)
	}
	return p
}

// fieldRow is where the field stands.
func (a *activation) fieldRow() int {
	for i, l := range a.lines {
		if l.item == (fieldItem{}) {
			return i - a.top
		}
	}
	return 0
}

// fieldItem is the line that a field takes the place of.
type fieldItem struct{}

// text is what a step says.
func (a *activation) text(w int) []line {
	t, v := a.kit.t.Consent, a.kit.voice()
	head := t.Activation.Title + ". " + sprintf(t.Activation.Step, int(a.step)+1, allSteps)
	out := append(prose(w, lookStrong, head), prose(w, lookPlain, v.Extension())...)
	out = append(out, line{})
	switch a.step {
	case stepTerms, stepPrivacy:
		return append(out, a.legalText(w)...)
	case stepEmail:
		out = append(out, line{item: fieldItem{}}, line{})
		return append(out, prose(w, lookPlain, t.Activation.EmailWhy, t.Activation.EmailNeeded, t.Meaning.Email)...)
	case stepChoices:
		out = append(out, prose(w, lookPlain, t.Activation.Choose)...)
		out = append(append(out, line{}), a.kit.choices(w, a.given.Notifications)...)
		out = append(out, line{}, act(w, t.Activation.Continue, continueItem{}), line{})
		for _, n := range v.NotificationNotes() {
			out = append(out, prose(w, lookPlain, n)...)
		}
		return out
	}
	out = append(out, a.sections(w, v.Meaning(), v.Activation(a.given))...)
	if a.busy {
		return append(append(out, line{}), prose(w, lookStrong, t.Activation.Giving)...)
	}
	return append(out, line{}, act(w, lang.Capital(t.Activation.Yes), giveItem{}))
}

// legalText is a text to accept: from the beginning of the first one what an activation is, at the end of each what to do.
func (a *activation) legalText(w int) []line {
	t, v := a.kit.t.Consent.Activation, a.kit.voice()
	if a.terms == nil {
		return prose(w, lookPlain, a.kit.t.Words.Loading)
	}
	var out []line
	if a.step == stepTerms {
		out = append(prose(w, lookPlain, t.Intro), line{})
	}
	if present.HasTerms(a.terms) {
		out = append(append(out, prose(w, lookPlain, t.ReadAll)...), line{})
	}
	out = append(out, a.section(w, legalSection(v, a.terms, a.step == stepPrivacy))...)
	if !present.HasTerms(a.terms) {
		return out
	}
	b := a.accept()
	end := t.AtEnd + " " + a.kit.t.Label(b.names()[0], b.text)
	return append(append(out, line{}), prose(w, lookStrong, end)...)
}

// accept is the key that accepts the text of the step.
func (a *activation) accept() binding {
	t := a.kit.t.Consent.Activation
	ok := a.terms != nil && present.HasTerms(a.terms)
	why := a.kit.t.Why.NotLoaded
	switch {
	case ok && !a.read[a.step]:
		ok, why = false, t.ReadFirst
	case a.terms != nil && !ok:
		why = a.kit.t.Why.NothingHere
	}
	b := a.kit.bind(when(ok, cmdAcceptText, why))[0]
	b.hint = true
	if a.step == stepPrivacy {
		b.text = t.AcceptPrivacy
	}
	return b
}

// Keys are those of the step.
func (a *activation) Keys() []binding {
	k := a.kit
	switch {
	case a.step == stepEmail:
		return k.bind(hinted(cmdSend), hinted(cmdCancel))
	case a.busy:
		return append(k.bind(hinted(cmdHelp), when(false, cmdBack, k.t.Why.NotLoaded)), k.walking(true)...)
	case a.step <= stepPrivacy:
		bs := append([]binding{a.accept()}, k.bind(hinted(cmdHelp), hinted(cmdBack))...)
		return append(bs, k.walking(true)...)
	}
	bs := append(a.items(), k.bind(hinted(cmdHelp), hinted(cmdBack))...)
	if _, ok := a.item().(choice); ok {
		bs[0].text = k.t.Consent.Keys.Change
	}
	return bs
}

func (a *activation) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, a.Keys())
	if why != "" {
		return a.kit.off(why)
	}
	if a.step == stepEmail {
		return a.typed(k, cmd)
	}
	if o, ok := a.moved(cmd); ok {
		a.reading()
		return o
	}
	switch cmd {
	case cmdAcceptText:
		return a.accepted()
	case cmdChoose:
		return a.choose()
	case cmdHelp:
		return opened(newHelp(a.kit, a.Keys(), a.kit.t.Consent.Activation.Intro))
	case cmdBack:
		return a.back()
	}
	return outcome{}
}

// back goes one step back; before the first one the activation is over, and nothing was given.
func (a *activation) back() outcome {
	if a.step == stepTerms || a.terms == nil {
		return outcome{pop: true, say: note{a.kit.t.Consent.Activation.Cancelled, noteInfo}}
	}
	a.enter(a.step - 1)
	return outcome{wipe: wipeErrors}
}

// accepted takes the acceptance of a text that was read.
func (a *activation) accepted() outcome {
	a.given.Terms = a.terms.Version
	a.enter(a.step + 1)
	a.reading()
	return outcome{wipe: wipeAll}
}

// typed takes a key of the address.
func (a *activation) typed(k tea.KeyPressMsg, cmd command) outcome {
	switch cmd {
	case cmdCancel:
		a.given.Email = strings.TrimSpace(a.email.input.Value())
		return a.back()
	case cmdSend:
		email := strings.TrimSpace(a.email.input.Value())
		if ebox.CheckEmail(email) != nil {
			return told(noteWarn, a.kit.t.Consent.Activation.EmailBad)
		}
		a.given.Email = email
		a.enter(stepChoices)
		return outcome{wipe: wipeAll}
	}
	a.email.typed(k)
	return outcome{}
}

// choose changes a choice, goes on, or asks the question.
func (a *activation) choose() outcome {
	t := a.kit.t.Consent
	switch i := a.item().(type) {
	case choice:
		n, said := a.kit.changed(a.given.Notifications, i)
		a.given.Notifications = n
		a.layout()
		return outcome{say: said}
	case continueItem:
		a.enter(stepMeaning)
		return outcome{wipe: wipeAll}
	case giveItem:
		return opened(newConfirm(a.kit, t.Activation.Question, t.Activation.Yes, giveMsg{a},
			t.Meaning.Receive, t.Meaning.Paper, t.Meaning.All, t.Meaning.Effects))
	}
	return a.jump(1)
}
