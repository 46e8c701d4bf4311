package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// codeTries is how often a code is asked for before it is left for later.
const codeTries = 3

// errNoTerms is a server that gave no terms of use: there is nothing to accept.
var errNoTerms = errors.New("the service gave no terms of use")

// needsError is an option that an activation by script lacks, with the value that it has to have.
type needsError struct{ option, want string }

func (e *needsError) Error() string { return "activating needs " + e.option }

// giveConsent activates the box: the terms read, an address, the notifications, a confirmation.
func (w *wiring) giveConsent(ctx context.Context, o *consentOptions) error {
	d, err := w.openConsent(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	v := w.voice(nil)
	w.extensionNote(v, d)
	if err := d.forCitizen(w); err != nil {
		return err
	}
	if !d.offered() {
		return w.explainNone(v, d, v.ActivateElsewhere(), o)
	}
	was, err := d.box.Profiles.Profile(ctx)
	if err != nil {
		return err
	}
	if was.State == ebox.BoxActive || was.State == ebox.BoxUnvalidated {
		return &actError{err: ebox.ErrWrongState}
	}
	terms, err := d.box.Profiles.Terms(ctx)
	if err != nil {
		return err
	}
	if !present.HasTerms(terms) {
		return errNoTerms
	}
	given, err := w.activation(ctx, v, terms, o)
	if err != nil {
		return err
	}
	p, err := w.perform(ctx, v, d, func(now *ebox.Profile) bool {
		return now.Email.Raw() == given.Email && (now.State == ebox.BoxUnvalidated || now.State == ebox.BoxActive)
	}, func(ctx context.Context, to backend.Profiles) (*ebox.Profile, error) { return to.Activate(ctx, *given) })
	if err != nil {
		return err
	}
	if o.json {
		j := newConsentJSON(v, d, p, nil)
		j.Changed = true
		return writeJSON(w.sys.out, j)
	}
	if o.terms == "" {
		return w.askCode(ctx, v, d, p)
	}
	w.saySections(v, v.Profile(p))
	w.howToCode()
	return nil
}

// activation is what is sent, confirmed: by a script that named everything, or by a person who is asked.
func (w *wiring) activation(ctx context.Context, v present.Voice, terms *ebox.Terms, o *consentOptions) (*ebox.Activation, error) {
	n := o.notifications(ebox.Notifications{New: true, Reminder: true, Expiry: true, Lang: w.t.Code})
	given := &ebox.Activation{Terms: terms.Version, Email: o.email, Notifications: n}
	if o.terms == "" && o.email == "" && !o.json && o.confirm == "" {
		return given, w.askActivation(ctx, v, terms, given)
	}
	switch {
	case o.terms != terms.Version:
		return nil, &needsError{"--accept-terms", terms.Version}
	case o.email == "":
		return nil, &needsError{"--email", "name@example.be"}
	}
	if !o.json && o.confirm == "" {
		w.saySections(v, v.Meaning(), v.Activation(*given))
	}
	want := fmt.Sprintf(w.t.ReplyCommands.GiveConsent, ebox.Sanitize(terms.Version), o.email)
	return given, (&act{want: want, typed: o.confirm}).spelled()
}

// askActivation asks step by step, in the order of the portal. Nothing is sent before the last answer.
func (w *wiring) askActivation(ctx context.Context, v present.Voice, terms *ebox.Terms, given *ebox.Activation) error {
	a, err := w.newAsker()
	if err != nil {
		return &needsError{"--accept-terms", terms.Version}
	}
	defer a.close()
	ok, err := w.askSteps5(ctx, a, v, terms, given)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && !errors.Is(err, errNoAnswer):
		return err
	case !ok:
		w.note(w.t.Consent.Activation.Cancelled)
		return errDeclined
	}
	return nil
}

// askSteps5 are the five steps before the code; true: consent is given.
func (w *wiring) askSteps5(ctx context.Context, a *asker, v present.Voice, terms *ebox.Terms, given *ebox.Activation) (bool, error) {
	t := &w.t.Consent.Activation
	a.say(t.Title, t.Intro)
	for _, part := range []struct {
		section present.Section
		accept  string
	}{{v.Terms(terms), t.AcceptTerms}, {v.Privacy(terms), t.AcceptPrivacy}} {
		a.say("", part.section.Title)
		printLines(a.out, legalLines(v, part.section, w.width()))
		a.say("", t.AtEnd)
		if ok, err := a.agree(ctx, lang.Capital(part.accept)+"."); err != nil || !ok {
			return false, err
		}
	}
	if err := w.askEmail(ctx, a, given); err != nil {
		return false, err
	}
	a.say("", t.Choose)
	a.say(v.NotificationNotes()...)
	for i, k := range v.NotificationKinds(given.Notifications) {
		on, err := a.yes(ctx, w.t.Label(lang.Capital(k.Text), w.typeYes()))
		if err != nil {
			return false, err
		}
		*[]*bool{&given.Notifications.New, &given.Notifications.Reminder, &given.Notifications.Expiry}[i] = on
	}
	for _, s := range []present.Section{v.Meaning(), v.Activation(*given)} {
		a.say("")
		a.section(v, s)
	}
	a.say("")
	return a.word(ctx, t.Question+" "+w.typeYes(), w.t.Words.Yes)
}

// legalLines are the paragraphs of a text that is accepted, with an empty line before each.
func legalLines(v present.Voice, s present.Section, width int) []string {
	var out []string
	for _, i := range s.Items {
		out = append(append(out, ""), v.Lines(present.Section{Items: []present.Item{i}}, width)...)
	}
	return out
}

// askEmail asks for an address until it looks like one.
func (w *wiring) askEmail(ctx context.Context, a *asker, given *ebox.Activation) error {
	t := &w.t.Consent.Activation
	a.say("", t.EmailWhy, t.EmailNeeded)
	for {
		email, err := a.line(ctx, t.EmailField)
		if err != nil {
			return err
		}
		if ebox.CheckEmail(email) == nil {
			given.Email = email
			return nil
		}
		a.say(t.EmailBad)
	}
}

// section says a section: its title and what belongs to it.
func (a *asker) section(v present.Voice, s present.Section) {
	if s.Title != "" {
		a.say(s.Title)
	}
	printLines(a.out, v.Lines(present.Section{Items: s.Items}, a.w.width()))
}

// giveCode takes the code that was mailed, or has another one sent.
func (w *wiring) giveCode(ctx context.Context, o *consentOptions) error {
	d, err := w.openConsent(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	v := w.voice(nil)
	w.extensionNote(v, d)
	if err := d.forCitizen(w); err != nil {
		return err
	}
	if !d.offered() {
		return w.explainNone(v, d, v.ActivateElsewhere(), o)
	}
	if o.sendAgain {
		began := w.sys.now()
		p, err := w.perform(ctx, v, d, func(now *ebox.Profile) bool { return now.CodeSent.After(began) },
			func(ctx context.Context, to backend.Profiles) (*ebox.Profile, error) { return to.SendCode(ctx) })
		if err != nil {
			return err
		}
		if o.json {
			j := newConsentJSON(v, d, p, nil)
			j.Changed = true
			return writeJSON(w.sys.out, j)
		}
		w.say(w.t.Consent.Activation.SentAgain)
		return nil
	}
	if o.codeFile != "" || o.json {
		return w.codeFrom(ctx, v, d, o)
	}
	p, err := d.box.Profiles.Profile(ctx)
	if err != nil {
		return err
	}
	return w.askCode(ctx, v, d, p)
}

// codeFrom reads the code from a file, or from the input.
func (w *wiring) codeFrom(ctx context.Context, v present.Voice, d *consentDesk, o *consentOptions) error {
	typed, err := w.readInput(cmp.Or(o.codeFile, "-"), maxLine)
	if err != nil {
		return &fileError{o.codeFile, err}
	}
	p, err := w.validate(ctx, v, d, string(typed))
	clear(typed)
	if err != nil {
		return err
	}
	return w.validated(v, d, p, o.json)
}

// askCode asks for the code, a few times; an empty line leaves it for later.
func (w *wiring) askCode(ctx context.Context, v present.Voice, d *consentDesk, p *ebox.Profile) error {
	t := &w.t.Consent.Activation
	a, err := w.newAsker()
	if err != nil {
		return &usageError{msg: w.t.ReplyCommands.CodeNeedsTerminal}
	}
	defer a.close()
	a.section(v, v.Code(p))
	for range codeTries {
		typed, err := a.line(ctx, t.CodeField)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || strings.TrimSpace(typed) == "" {
			break
		}
		code, ok := present.CodeDigits(typed)
		if !ok {
			a.say(t.CodeLength)
			continue
		}
		p, err := w.validate(ctx, v, d, code)
		if err == nil {
			return w.validated(v, d, p, false)
		}
		if !errors.Is(err, ebox.ErrWrongCode) {
			return err
		}
		printLines(a.out, w.failureLines(w.explain(err).Failure))
	}
	w.note(t.CodeLater)
	w.howToCode()
	return errDeclined
}

// validate sends the code, once.
func (w *wiring) validate(ctx context.Context, v present.Voice, d *consentDesk, code string) (*ebox.Profile, error) {
	return w.perform(ctx, v, d, func(now *ebox.Profile) bool { return now.State == ebox.BoxActive },
		func(ctx context.Context, to backend.Profiles) (*ebox.Profile, error) { return to.Validate(ctx, code) })
}

func (w *wiring) validated(v present.Voice, d *consentDesk, p *ebox.Profile, asJSON bool) error {
	if asJSON {
		j := newConsentJSON(v, d, p, nil)
		j.Changed = true
		return writeJSON(w.sys.out, j)
	}
	w.say(w.t.Consent.Activation.Done)
	return nil
}
