package main

import (
	"context"
	"fmt"
	"path/filepath"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// saySections says sections, each after an empty line but the first.
func (w *wiring) saySections(v present.Voice, sections ...present.Section) {
	for i, s := range sections {
		if len(s.Items) == 0 {
			continue
		}
		if i > 0 {
			w.say("")
		}
		if s.Title != "" {
			w.say(s.Title)
		}
		printLines(w.sys.out, v.Lines(present.Section{Items: s.Items}, w.width()))
	}
}

// extensionNote marks what only the sandbox has: once, apart from the result.
func (w *wiring) extensionNote(v present.Voice, d *consentDesk) {
	w.sandboxNote(d.profile)
	if d.offered() {
		w.note(v.Extension())
	}
}

// showConsent says what consent means and how it stands.
func (w *wiring) showConsent(ctx context.Context, o *consentOptions) error {
	d, err := w.openConsent(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	v := w.voice(nil)
	w.extensionNote(v, d)
	p, paper, err := d.state(ctx)
	if err != nil {
		return err
	}
	var terms *ebox.Terms
	if o.full && d.offered() {
		if terms, err = d.box.Profiles.Terms(ctx); err != nil {
			return err
		}
	}
	if o.json {
		j := newConsentJSON(v, d, p, paper)
		if terms != nil {
			j.Terms = newTermsJSON(terms)
		}
		return writeJSON(w.sys.out, j)
	}
	w.saySections(v, w.stateSections(v, d, p, paper)...)
	if d.profile.Box == boxCitizen {
		w.say("")
		w.saySections(v, v.Meaning(), v.WaysSection(d.offered()), v.ServiceProvidersSection(), v.AboutBox(false))
	}
	if terms != nil {
		for _, s := range []present.Section{v.Terms(terms), v.Privacy(terms)} {
			w.say("")
			w.say(s.Title)
			printLines(w.sys.out, legalLines(v, s, w.width()))
		}
	}
	return nil
}

// state asks how things stand: of a citizen p, nil where the server has no operations; of a company paper, nil where
// there is no choice.
func (d *consentDesk) state(ctx context.Context) (p *ebox.Profile, paper *ebox.Preferences, err error) {
	switch {
	case d.offered():
		p, err = d.box.Profiles.Profile(ctx)
	case d.box != nil && d.box.Preferences != nil:
		paper, err = d.box.Preferences.Preferences(ctx)
	}
	return p, paper, err
}

// stateSections say how things stand.
func (w *wiring) stateSections(v present.Voice, d *consentDesk, p *ebox.Profile, paper *ebox.Preferences) []present.Section {
	switch {
	case d.profile.Box == boxEnterprise:
		return []present.Section{v.AboutBox(true), v.Paper(paper)}
	case p == nil:
		return []present.Section{v.ProfileElsewhere()}
	case p.State == ebox.BoxInactive || p.State == ebox.BoxWithdrawn:
		return []present.Section{v.Profile(p)}
	}
	return []present.Section{v.Profile(p), v.Notifications(p.Notifications)}
}

// letter writes the letter that withdraws consent by post. Nothing is asked of a server.
func (w *wiring) letter(ctx context.Context, o *consentOptions) error {
	p, err := w.cardProfile()
	if err != nil {
		return err
	}
	d := &consentDesk{profile: p}
	if err := d.forCitizen(w); err != nil {
		return err
	}
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return fmt.Errorf("looking for the folder: %w", err)
	}
	w.sandboxNote(p)
	paths, err := letters{w.sys.now}.Write(ctx, w.t.Code, dir)
	if err != nil {
		return &letterError{err}
	}
	if o.json {
		return writeJSON(w.sys.out, letterJSON{newHead(p), paths})
	}
	for _, path := range paths {
		w.say(fmt.Sprintf(w.t.Consent.Letter.Written, ebox.Sanitize(path)))
	}
	w.say(w.t.Consent.Letter.Next)
	return nil
}

// letterError is a letter that could not be written.
type letterError struct{ err error }

func (e *letterError) Error() string { return e.err.Error() }
func (e *letterError) Unwrap() error { return e.err }

// showProfile shows the state of the box, and changes what the options name.
func (w *wiring) showProfile(ctx context.Context, o *consentOptions) error {
	switch p, err := w.cardProfile(); {
	case err != nil:
		return err
	case o.choice != "" && p.Box == boxCitizen:
		return &usageError{msg: w.t.ReplyCommands.OnlyCompany}
	case o.mails() && p.Box == boxEnterprise:
		return &usageError{msg: w.t.ReplyCommands.OnlyCitizen}
	}
	d, err := w.openConsent(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	v := w.voice(nil)
	w.extensionNote(v, d)
	switch {
	case o.choice != "":
		return w.changePaper(ctx, v, d, o)
	case o.mails():
		return w.changeMails(ctx, v, d, o)
	}
	p, paper, err := d.state(ctx)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(w.sys.out, newConsentJSON(v, d, p, paper))
	}
	w.saySections(v, w.stateSections(v, d, p, paper)...)
	return nil
}

// changeMails changes address and notifications. What follows from it is said first.
func (w *wiring) changeMails(ctx context.Context, v present.Voice, d *consentDesk, o *consentOptions) error {
	if !d.offered() {
		return w.explainNone(v, d, v.ProfileElsewhere(), o)
	}
	was, err := d.box.Profiles.Profile(ctx)
	if err != nil {
		return err
	}
	now := o.notifications(was.Notifications)
	if a := w.changing(v, was, now, o); a.question != "" {
		if err := w.sure(ctx, a); err != nil {
			return err
		}
	}
	p, err := w.perform(ctx, v, d, func(p *ebox.Profile) bool {
		return p.Notifications == now && (o.email == "" || p.Email.Raw() == o.email)
	}, func(ctx context.Context, to backend.Profiles) (*ebox.Profile, error) {
		return to.Notify(ctx, now, o.email)
	})
	if err != nil {
		return err
	}
	if o.json {
		j := newConsentJSON(v, d, p, nil)
		j.Changed = true
		return writeJSON(w.sys.out, j)
	}
	w.say(w.t.Consent.Notify.Saved)
	if p.State == ebox.BoxUnvalidated && o.email != "" {
		w.say(w.t.Consent.Notify.Moved)
		w.howToCode()
	}
	w.say("")
	w.saySections(v, w.stateSections(v, d, p, nil)...)
	return nil
}

// howToCode names the command that takes the code.
func (w *wiring) howToCode() {
	w.note(w.t.ReplyCommands.ToGoOn)
	printLines(w.sys.err, []string{"  ebox consent code"})
}

// changePaper changes a company's choice about paper, after a confirmation: it changes what arrives by post.
func (w *wiring) changePaper(ctx context.Context, v present.Voice, d *consentDesk, o *consentOptions) error {
	if d.box == nil || d.box.Preferences == nil {
		return w.explainNone(v, d, v.Paper(nil), o)
	}
	only := o.choice == "yes"
	was, err := d.box.Preferences.Preferences(ctx)
	if err != nil {
		return err
	}
	t := &w.t.ReplyCommands
	spell := t.NotExclusively
	if only {
		spell = t.Exclusively
	}
	want := fmt.Sprintf(spell, ebox.Sanitize(was.EnterpriseNumber))
	if was.ExclusivelyEbox != only {
		question, _, means := v.PaperChange(only)
		if err := w.sure(ctx, &act{know: []string{means}, question: question, want: want, typed: o.confirm, json: o.json}); err != nil {
			return err
		}
		if was, err = w.setPaper(ctx, v, d, only); err != nil {
			return err
		}
	}
	if o.json {
		j := newConsentJSON(v, d, nil, was)
		j.Changed = true
		return writeJSON(w.sys.out, j)
	}
	w.say(fmt.Sprintf(w.t.Consent.Paper.Changed, v.PaperChoice(was.ExclusivelyEbox)))
	return nil
}

// explainNone says what the server cannot do, and the official ways.
func (w *wiring) explainNone(v present.Voice, d *consentDesk, s present.Section, o *consentOptions) error {
	if o.json {
		if err := writeJSON(w.sys.out, newConsentJSON(v, d, nil, nil)); err != nil {
			return err
		}
		return errNoOperation
	}
	w.saySections(v, s)
	if d.profile.Box == boxCitizen {
		w.say("")
		w.saySections(v, v.WaysSection(false), v.ServiceProvidersSection())
	}
	return errNoOperation
}

// act is something with consequences, before it is done.
type act struct {
	know     []string // what is to be known first
	question string
	want     string // what --confirm has to be
	typed    string // what it is
	json     bool
	second   bool   // the option is --confirm-again
	word     string // is typed instead of the word for yes
}

// sure makes sure that a person, or a script that spells it out, wants an act. Where nobody can be asked it is a
// confirmError, and a no is errDeclined.
func (w *wiring) sure(ctx context.Context, a *act) error {
	if a.typed != "" || a.json {
		return a.spelled()
	}
	talk, err := w.newAsker()
	if err != nil {
		return a.spelled()
	}
	defer talk.close()
	talk.say(a.know...)
	question, word := a.question+" "+w.typeYes(), w.t.Words.Yes
	if a.word != "" {
		question, word = a.question, a.word
	}
	ok, err := talk.word(ctx, question, word)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil || !ok:
		w.note(w.t.ReplyCommands.NothingChanged)
		return errDeclined
	}
	return nil
}

func (a *act) spelled() error {
	if err := spelled(a.want, a.typed); err != nil {
		return &confirmError{Want: a.want, Wrong: a.typed != "", Second: a.second, Act: true}
	}
	return nil
}
