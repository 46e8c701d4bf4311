package present

import (
	"myebox/ebox"
	"myebox/tui/lang"
)

// Extension says that what it stands above is only the sandbox's: wherever backend.Profiles is used it is said first.
func (v Voice) Extension() string { return v.Texts.Consent.Extension }

// BoxState is the state of a box in a few words.
func (v Voice) BoxState(p *ebox.Profile) string {
	t := v.Texts.Consent.State
	switch p.State {
	case ebox.BoxInactive:
		return t.Inactive
	case ebox.BoxActive:
		return t.Active
	case ebox.BoxUnvalidated:
		return t.Unvalidated
	case ebox.BoxWithdrawn:
		if v.pending(p) {
			return t.Withdrawing
		}
		return t.Withdrawn
	}
	return t.Unknown
}

// ConsentWarning is said once after a login when the box is not in order; key is that of the profile. "" when it is.
func (v Voice) ConsentWarning(p *ebox.Profile, key string) string {
	switch p.State {
	case ebox.BoxInactive, ebox.BoxUnvalidated, ebox.BoxWithdrawn:
		return sprintf(v.Texts.Consent.State.Warn, v.BoxState(p), key)
	}
	return ""
}

// pending tells whether a withdrawal has not been processed yet.
func (v Voice) pending(p *ebox.Profile) bool {
	return p.State == ebox.BoxWithdrawn && v.Now.Before(p.Effective)
}

// Profile is the state of a citizen's box: the state first, then what it means, then the facts.
func (v Voice) Profile(p *ebox.Profile) Section {
	t := v.Texts.Consent.State
	s := Section{Title: t.Title}
	s.Items = append(s.Items, Item{Label: t.Box, Text: v.BoxState(p), Level: stateLevel(p)})
	s.say(stateLevel(p), v.stateMeans(p)...)
	s.fact(t.Consented, v.Texts.DateTime(p.Consented))
	v.termsVersion(&s, p.Terms)
	if email := p.Email.String(); email != "" && p.State != ebox.BoxInactive {
		format := t.EmailVerified
		if p.State != ebox.BoxActive {
			format = t.EmailUnverified
		}
		if p.State == ebox.BoxWithdrawn {
			format = "%s"
		}
		s.fact(t.Email, sprintf(format, email))
	}
	if p.State == ebox.BoxUnvalidated && !p.CodeSent.IsZero() {
		s.say(Plain, sprintf(t.CodeSent, v.Texts.DateTime(p.CodeSent)))
	}
	return s
}

func stateLevel(p *ebox.Profile) Level {
	switch p.State {
	case ebox.BoxUnvalidated:
		return Warning
	case ebox.BoxWithdrawn:
		return Notice
	}
	return Plain
}

// stateMeans are the sentences on what a state means for the person.
func (v Voice) stateMeans(p *ebox.Profile) []string {
	t := v.Texts.Consent.State
	switch p.State {
	case ebox.BoxInactive:
		return []string{t.InactiveMeans}
	case ebox.BoxActive:
		return []string{t.ActiveMeans}
	case ebox.BoxUnvalidated:
		return []string{t.UnvalidatedMeans}
	case ebox.BoxWithdrawn:
		var out []string
		if !p.Withdrawn.IsZero() {
			out = append(out, sprintf(t.WithdrawnOn, v.Texts.DateTime(p.Withdrawn)))
		}
		if v.pending(p) {
			return append(out, sprintf(t.EffectiveOn, v.Texts.DateTime(p.Effective)), t.UntilThen, t.Afterwards, t.Keep)
		}
		if !p.Effective.IsZero() {
			out = append(out, sprintf(t.EffectiveSince, v.Texts.DateTime(p.Effective)))
		}
		return append(out, t.Afterwards, t.Keep)
	}
	return []string{t.UnknownMeans}
}

// ProfileElsewhere is the same where the server has no operations for consent.
func (v Voice) ProfileElsewhere() Section {
	t := v.Texts.Consent.State
	s := Section{Title: t.Title, Items: []Item{{Label: t.Box, Text: t.Unknown}}}
	s.say(Plain, t.UnknownMeans, t.NoOperations)
	return s
}

// Notifications are the e-mails that a person gets, and what is to be known about them.
func (v Voice) Notifications(n ebox.Notifications) Section {
	t := v.Texts.Consent.Notify
	s := Section{Title: t.Title}
	for _, k := range v.NotificationKinds(n) {
		s.Items = append(s.Items, Item{Label: lang.Capital(k.Text), Text: v.YesNo(k.On)})
	}
	s.fact(t.Language, v.Texts.LanguageName(ebox.Sanitize(n.Lang)))
	s.fact(t.Form, v.NotificationForm(n.HTML))
	if !n.New || !n.Reminder || !n.Expiry {
		s.say(Notice, t.Off)
	}
	s.say(Plain, v.NotificationNotes()...)
	return s
}

// NotificationKind is one kind of e-mail, and whether it is wanted.
type NotificationKind struct {
	Text string
	On   bool
}

// NotificationKinds are the three kinds, in the order of the fields of ebox.Notifications.
func (v Voice) NotificationKinds(n ebox.Notifications) []NotificationKind {
	t := v.Texts.Consent.Notify
	return []NotificationKind{{t.New, n.New}, {t.Reminder, n.Reminder}, {t.Expiry, n.Expiry}}
}

// NotificationForm is how a notification is written.
func (v Voice) NotificationForm(html bool) string {
	if html {
		return v.Texts.Consent.Notify.HTML
	}
	return v.Texts.Consent.Notify.Plain
}

// NotificationNotes are what holds of all notifications: they name nobody, registered mail is apart, who chooses which
// language.
func (v Voice) NotificationNotes() []string {
	t := v.Texts.Consent.Notify
	return []string{t.Never, t.Registered, t.Messages}
}

// NotificationsOff says what follows when kinds that were wanted before are not wanted any more; "" when nothing is
// switched off.
func (v Voice) NotificationsOff(before, after ebox.Notifications) string {
	if before.New && !after.New || before.Reminder && !after.Reminder || before.Expiry && !after.Expiry {
		return v.Texts.Consent.Notify.Off
	}
	return ""
}

// YesNo is a choice in words.
func (v Voice) YesNo(yes bool) string {
	if yes {
		return v.Texts.Words.Yes
	}
	return v.Texts.Words.No
}

// AboutBox says what the box is.
func (v Voice) AboutBox(enterprise bool) Section {
	t := v.Texts.Consent.About
	s := Section{Title: t.Title}
	if enterprise {
		s.Title = t.TitleEnterprise
		s.say(Plain, t.Enterprise, t.EnterpriseDuty, t.EnterpriseManage)
		return s
	}
	s.say(Plain, t.What, t.Activate, t.Links, t.Others, t.Unused)
	return s
}

// Paper is a company's choice about paper; nil where the service offers none.
func (v Voice) Paper(p *ebox.Preferences) Section {
	t := v.Texts.Consent.Paper
	s := Section{Title: t.Title}
	if p == nil {
		s.say(Plain, t.NotOffered)
		return s
	}
	s.Items = append(s.Items, Item{Label: t.Label, Text: v.PaperChoice(p.ExclusivelyEbox)})
	if p.EnterpriseNumber != "" {
		s.fact(lang.Capital(v.Texts.Terms.CompanyNumber), CompanyNumber(p.EnterpriseNumber))
	}
	s.fact(t.LastVisit, v.Texts.DateTime(p.LastConnectionDate))
	if p.ExclusivelyEbox {
		s.say(Plain, t.OnlyMeans)
	}
	return s
}

// PaperChoice is the choice in words.
func (v Voice) PaperChoice(only bool) string {
	if only {
		return v.Texts.Consent.Paper.Only
	}
	return v.Texts.Consent.Paper.Both
}

// PaperChange is the question before the choice is changed, what yes does in words, and what it means.
func (v Voice) PaperChange(only bool) (question, yes, means string) {
	t := v.Texts.Consent.Paper
	if only {
		return t.AskOnly, t.YesOnly, t.OnlyMeans
	}
	return t.AskBoth, t.YesBoth, t.BothMeans
}

// say adds sentences.
func (s *Section) say(l Level, sentences ...string) {
	for _, text := range sentences {
		if text != "" {
			s.Items = append(s.Items, Item{Text: text, Level: l})
		}
	}
}

// fact adds a value with its label, if there is one.
func (s *Section) fact(label, value string) {
	if value != "" {
		s.Items = append(s.Items, Item{Label: label, Text: value})
	}
}

// termsVersion adds the version of the terms of use that were accepted.
func (v Voice) termsVersion(s *Section, version string) {
	if version != "" {
		s.fact(lang.Capital(v.Texts.Terms.TermsOfUse), sprintf(v.Texts.Consent.State.Terms, ebox.Sanitize(version)))
	}
}
