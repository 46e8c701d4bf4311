package linear

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// choice is one of the choices about notifications, as something to change.
type choice int

// The choices, in the order in which they are offered.
const (
	choiceNew choice = iota
	choiceReminder
	choiceExpiry
	choiceLanguage
	choiceForm
)

// choices are the notifications as lines, each of which Enter changes.
func (s *session) choices(n ebox.Notifications) []line {
	v := s.voice()
	var out []line
	for i, kind := range v.NotificationKinds(n) {
		out = append(out, option(s.t.Label(lang.Capital(kind.Text), v.YesNo(kind.On)), choiceNew+choice(i)))
	}
	return append(out,
		option(s.t.Label(s.t.Consent.Notify.Language, s.t.LanguageName(ebox.Sanitize(n.Lang))), choiceLanguage),
		option(s.t.Label(s.t.Consent.Notify.Form, v.NotificationForm(n.HTML)), choiceForm))
}

// changed is n with one choice changed, and says what it is now, and what follows from switching something off.
func (s *session) changed(n ebox.Notifications, c choice) ebox.Notifications {
	was := n
	switch c {
	case choiceNew:
		n.New = !n.New
	case choiceReminder:
		n.Reminder = !n.Reminder
	case choiceExpiry:
		n.Expiry = !n.Expiry
	case choiceLanguage:
		codes := lang.Codes()
		n.Lang = codes[(slices.Index(codes, n.Lang)+1)%len(codes)]
	case choiceForm:
		n.HTML = !n.HTML
	}
	s.Say(s.choices(n)[c].text, s.voice().NotificationsOff(was, n))
	return n
}

// emailItem is the address, as something to change; saveItem saves the changes.
type (
	emailItem struct{}
	saveItem  struct{}
)

// notify changes notifications and the e-mail address. What changes is saved by an item of its own, after a question
// when something is switched off or the address is another.
func (s *session) notify(ctx context.Context, was *ebox.Profile) error {
	t, v := s.t.Consent, s.voice()
	now, email, saved := was.Notifications, "", false
	dirty := func() bool { return now != was.Notifications || email != "" }
	sh := &sheet{s: s, title: func() string { return t.Notify.Change }}
	sh.fill = func() []line {
		to := email
		if to == "" {
			to = was.Email.String()
		}
		out := append(s.choices(now), option(s.t.Label(t.State.Email, ebox.Sanitize(to)), emailItem{}), option(t.Notify.Save, saveItem{}))
		return append(out, s.text(append(v.NotificationNotes(), v.Extension())...)...)
	}
	sh.act = func(ctx context.Context, item any) (bool, error) {
		switch i := item.(type) {
		case choice:
			now = s.changed(now, i)
		case emailItem:
			typed, err := s.Line(ctx, t.Activation.EmailField)
			switch {
			case err != nil:
				return false, s.leftAlone(err)
			case typed != "" && ebox.CheckEmail(typed) != nil:
				s.Say(t.Activation.EmailBad)
				return false, nil
			}
			email = typed
			s.Say(sh.fill()[sh.track.at].text)
		case saveItem:
			if !dirty() {
				s.Say(fmt.Sprintf(s.t.Help.Off, s.t.Why.NothingHere))
				return false, nil
			}
			var err error
			saved, err = s.saveNotify(ctx, was, now, email)
			return saved, err
		}
		return false, nil
	}
	if err := sh.open(ctx); err != nil {
		return err
	}
	if dirty() && !saved {
		s.Say(t.Notify.Unsaved)
	}
	return nil
}

// saveNotify changes them, after a question where that has consequences. An address that must be verified is asked for
// its code at once.
func (s *session) saveNotify(ctx context.Context, was *ebox.Profile, now ebox.Notifications, email string) (done bool, err error) {
	t := s.t.Consent
	question := ""
	if off := s.voice().NotificationsOff(was.Notifications, now); off != "" {
		s.Say(off)
		question = t.Notify.OffTitle
	}
	if email != "" {
		s.Say(ebox.Sanitize(email), t.Notify.Moved)
		if question == "" {
			question = t.Notify.Change + "?"
		}
	}
	if question != "" {
		if ok, err := s.Confirm(ctx, question); err != nil || !ok {
			return false, s.refused(err)
		}
	}
	var failed error
	got, done, err := s.change(ctx, t.Notify.Saving, func(ctx context.Context) (*ebox.Profile, error) {
		got, err := s.session.Box.Profiles.Notify(ctx, now, email)
		failed = err
		return got, err
	})
	if err != nil || !done {
		return present.Unsure(failed) || errors.Is(failed, ebox.ErrWrongState), err
	}
	s.Say(t.Notify.Saved)
	if email != "" && got.State == ebox.BoxUnvalidated {
		return true, s.code(ctx, got)
	}
	return true, nil
}
