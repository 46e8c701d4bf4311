package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// activation gives consent, step by step: the terms of use, the privacy statement, the e-mail address, the
// notifications, and what it all means. Nothing is sent before the question at the end; the code comes after it, on a
// screen of its own.
type activation struct {
	sheet
	box    backend.Box
	step   activationStep
	terms  *ebox.Terms
	read   [2]bool // the end of the terms of use, of the privacy statement, was on the screen
	given  ebox.Activation
	email  *field
	busy   bool // consent is being sent
	ctx    context.Context
	cancel context.CancelFunc
}

// activationStep is where an activation is.
type activationStep int

// The steps; the code is one more.
const (
	stepTerms activationStep = iota
	stepPrivacy
	stepEmail
	stepChoices
	stepMeaning
	allSteps = int(stepMeaning) + 2
)

// Things to act on in an activation.
type (
	continueItem struct{}
	giveItem     struct{}
)

// giveMsg is the decision to give consent.
type giveMsg struct{ of *activation }

func newActivation(k *kit, b backend.Box) *activation {
	a := &activation{box: b}
	a.kit, a.fill = k, a.text
	a.given.Notifications = ebox.Notifications{New: true, Reminder: true, Expiry: true, Lang: k.t.Code, HTML: true}
	a.ctx, a.cancel = context.WithCancel(k.ctx)
	return a
}

// Init fetches the texts.
func (a *activation) Init() outcome {
	return outcome{cmd: askTerms(a.ctx, a, a.box.Profiles), wipe: wipeErrors}
}

// Update takes keys and answers.
func (a *activation) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return a.key(msg)
	case tea.PasteMsg:
		if a.step == stepEmail {
			a.email.paste(msg)
		}
	case tea.MouseWheelMsg:
		if a.step != stepEmail {
			a.wheel(msg)
			a.reading()
		}
	case termsMsg:
		if msg.by == a {
			return a.termed(msg)
		}
	case giveMsg:
		if msg.of == a && a.step == stepMeaning && !a.busy {
			return a.give()
		}
	case profileMsg:
		if msg.by == a && a.busy {
			return a.gave(msg)
		}
	case reopenMsg:
		if a.box = msg.box; a.terms == nil && a.box.Profiles != nil {
			return a.Init()
		}
	}
	return outcome{}
}

// termed takes the texts; without them there is nothing to accept.
func (a *activation) termed(msg termsMsg) outcome {
	if msg.err != nil {
		o := a.kit.failed(msg.err, nil)
		o.pop = o.login == nil
		return o
	}
	a.terms, a.read = msg.got, [2]bool{}
	a.enter(stepTerms)
	a.reading()
	return outcome{}
}

// enter goes to a step and shows it from its beginning.
func (a *activation) enter(s activationStep) {
	a.step = s
	if s == stepEmail {
		a.email = newField(a.kit.t.Consent.Activation.EmailField, a.given.Email, a.w)
		a.email.input.CharLimit = 254
	}
	a.layout()
	a.moveTo(0)
	if s == stepChoices {
		a.nextItem(1)
		a.reveal()
	}
}

// reading notes whether the end of a text has been on the screen.
func (a *activation) reading() {
	if a.step > stepPrivacy || a.terms == nil || a.w < 20 || a.read[a.step] {
		return
	}
	if a.top+a.rows >= a.n {
		a.read[a.step] = true
		a.layout()
	}
}

// give sends the consent: the person has decided.
func (a *activation) give() outcome {
	a.busy = true
	a.layout()
	from, ctx, work, given := a.box.Profiles, a.kit.ctx, a.kit.work, a.given
	return outcome{wipe: wipeAll, cmd: func() tea.Msg {
		work.Add(1)
		defer work.Done()
		got, err := from.Activate(ctx, given)
		return profileMsg{a, didActivate, got, err}
	}}
}

// gave takes the answer: the code is next. Where it is not known whether consent was given, the profile below tells.
func (a *activation) gave(msg profileMsg) outcome {
	a.busy = false
	a.layout()
	if msg.err == nil {
		return outcome{pop: true, push: newCode(a.kit, a.box, msg.got)}
	}
	o := a.kit.actFailed(msg.err)
	switch {
	case o.login != nil:
	case errors.Is(msg.err, ebox.ErrTermsChanged):
		a.terms, a.given.Terms = nil, ""
		a.enter(stepTerms)
		o.cmd = tea.Batch(o.cmd, askTerms(a.ctx, a, a.box.Profiles))
	case errors.Is(msg.err, ebox.ErrBadEmail):
		a.enter(stepEmail)
	case present.Unsure(msg.err), refusedState(msg.err):
		o.pop = true
	}
	return o
}

// Close ends the fetching; consent under way is not taken back.
func (a *activation) Close() { a.cancel() }
