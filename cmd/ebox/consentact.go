package main

import (
	"context"
	"errors"
	"fmt"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// perform does an act on a citizen's consent, once. It goes on when the person gives up waiting, and is never repeated:
// where nobody knows whether it was done the state is asked for again, and done tells whether that shows it. The profile is
// how things stand.
func (w *wiring) perform(ctx context.Context, v present.Voice, d *consentDesk, done func(now *ebox.Profile) bool,
	act func(ctx context.Context, p backend.Profiles) (*ebox.Profile, error),
) (*ebox.Profile, error) {
	out := context.WithoutCancel(ctx)
	p, err := act(out, d.box.Profiles)
	if !present.Unsure(err) {
		return p, acted(err)
	}
	now, failed := d.box.Profiles.Profile(out)
	switch {
	case failed != nil:
		return nil, acted(err)
	case done(now):
		w.note(w.t.Consent.Commands.FoundDone)
		return now, nil
	}
	return nil, &actError{err, w.t.Label(w.t.Consent.State.Box, v.BoxState(now))}
}

// setPaper changes a company's choice in the same way.
func (w *wiring) setPaper(ctx context.Context, v present.Voice, d *consentDesk, only bool) (*ebox.Preferences, error) {
	out := context.WithoutCancel(ctx)
	p, err := d.box.Preferences.SetExclusivelyEbox(out, only)
	if !present.Unsure(err) {
		return p, acted(err)
	}
	now, failed := d.box.Preferences.Preferences(out)
	switch {
	case failed != nil:
		return nil, acted(err)
	case now.ExclusivelyEbox == only:
		w.note(w.t.Consent.Commands.FoundDone)
		return now, nil
	}
	return nil, &actError{err, w.t.Label(w.t.Consent.Paper.Label, v.PaperChoice(now.ExclusivelyEbox))}
}

// acted is an error of an act, as it is explained: the end of the session is that of any request.
func acted(err error) error {
	if err == nil || !present.Unsure(err) && codeOf(err) == "" {
		return err
	}
	return &actError{err: err}
}

// changing is what is to be known, and confirmed, before notifications are switched off or go to another address; without
// a question nothing is.
func (w *wiring) changing(v present.Voice, was *ebox.Profile, now ebox.Notifications, o *consentOptions) *act {
	t, words := &w.t.Consent.Notify, &w.t.Consent.Commands
	a := &act{typed: o.confirm, json: o.json}
	if off := v.NotificationsOff(was.Notifications, now); off != "" {
		a.know, a.question, a.want = []string{off}, t.OffTitle, words.SpellOff
	}
	if o.email == "" || o.email == was.Email.Raw() {
		return a
	}
	a.know = append(a.know, t.Moved)
	a.question = w.t.Label(w.t.Consent.State.Email, o.email+".")
	if a.want != "" {
		a.want += ", "
	}
	a.want += fmt.Sprintf(words.SpellAddress, o.email)
	return a
}

// fresh throws away what was typed before a question was there.
func (a *asker) fresh() {
	if n := a.in.Buffered(); n > 0 {
		_, _ = a.in.Discard(n)
	}
	flushTyped(a.w.sys.in)
}

// agree asks for one of the words for yes and no about something that was just shown: what was typed before does not count.
func (a *asker) agree(ctx context.Context, question string) (bool, error) {
	a.fresh()
	return a.yes(ctx, question+" "+a.w.typeYes())
}

// offerDownload says what is in the box and what downloading does, and asks whether all of it is to be downloaded first. A
// list that cannot be had keeps nobody from going on.
func (w *wiring) offerDownload(ctx context.Context, v present.Voice, d *consentDesk) error {
	a, err := w.newAsker()
	if err != nil {
		return err
	}
	defer a.close()
	a.say("", w.t.Consent.Everything.Looking)
	found, err := d.box.Everything(ctx, nil)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && sessionGone(err):
		return err
	case err != nil:
		printLines(a.out, w.failureLines(w.explain(err).Failure))
		return nil
	}
	a.section(v, v.Everything(found.Stocks(nil), found.Missing))
	if !stocked(found) {
		return nil
	}
	if ok, err := a.agree(ctx, w.t.Consent.Commands.AskDownload); err != nil || !ok {
		return err
	}
	dir, err := w.downloads()
	if err != nil {
		return err
	}
	if err := w.keepFound(ctx, v, d, found, dir, &consentOptions{}); err != nil && !errors.Is(err, errPartial) { // that was said
		return err
	}
	return nil
}

// unchanged is the end of an act before it was done. No answer is a no.
func (w *wiring) unchanged(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errNoAnswer):
		w.note(w.t.ReplyCommands.NothingChanged)
		return errDeclined
	}
	return err
}

// stocked tells whether there is anything in a box.
func stocked(c *backend.Contents) bool {
	for _, s := range c.Stocks(nil) {
		if s.Messages > 0 {
			return true
		}
	}
	return false
}
