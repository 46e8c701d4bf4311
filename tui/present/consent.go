package present

import (
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// ActivationIntro says how an activation goes, before its first step.
func (v Voice) ActivationIntro() string { return v.Texts.Consent.Activation.Intro }

// legalText is a text that an activation accepts.
type legalText struct {
	title string
	text  ebox.Translated
}

// Terms are the terms of use in full: a section of paragraphs, the version first. Nothing of the text is left out; blank
// lines part paragraphs. Without a text in any language the section says so, and there is nothing to accept: see HasTerms.
func (v Voice) Terms(t *ebox.Terms) Section {
	return v.legal(t, legalText{lang.Capital(v.Texts.Terms.TermsOfUse), t.Text})
}

// Privacy is the privacy statement in the same way.
func (v Voice) Privacy(t *ebox.Terms) Section {
	return v.legal(t, legalText{lang.Capital(v.Texts.Terms.PrivacyStatement), t.Privacy})
}

// HasTerms tells whether both texts are there, so that they can be read and accepted.
func HasTerms(t *ebox.Terms) bool {
	return t.Version != "" && !t.Text.In().IsZero() && !t.Privacy.In().IsZero()
}

func (v Voice) legal(t *ebox.Terms, l legalText) Section {
	a := v.Texts.Consent.Activation
	s := Section{Title: l.title}
	s.say(Plain, sprintf(a.Version, ebox.Sanitize(t.Version), v.Texts.Date(t.Date)))
	text := l.text.In(v.Texts.Code)
	if text.IsZero() {
		s.say(Warning, a.NoText)
		return s
	}
	if !l.text.Has(v.Texts.Code) {
		for _, code := range lang.Codes() {
			if l.text.Has(code) && l.text.In(code).Equal(text) {
				s.say(Notice, sprintf(a.OtherLanguage, v.Texts.LanguageName(code)))
			}
		}
	}
	for p := range strings.SplitSeq(strings.ReplaceAll(text.Block(), "\r\n", "\n"), "\n\n") {
		s.say(Plain, strings.Trim(p, "\n"))
	}
	return s
}

// Meaning is what consent means: it is said before consent is asked for, and when it is shown.
func (v Voice) Meaning() Section {
	t := v.Texts.Consent.Meaning
	s := Section{Title: t.Title}
	s.say(Plain, t.Receive, t.Paper, t.All, t.Effects, t.Terms, t.Email, t.Later)
	return s
}

// Activation is what is about to be sent, to be read once more: the terms accepted, the address, the notifications.
func (v Voice) Activation(a ebox.Activation) Section {
	t, n := v.Texts.Consent, a.Notifications
	s := Section{Title: t.Activation.Review}
	v.termsVersion(&s, a.Terms)
	s.fact(t.State.Email, ebox.Sanitize(a.Email))
	for _, k := range v.NotificationKinds(n) {
		s.fact(lang.Capital(k.Text), v.YesNo(k.On))
	}
	s.fact(t.Notify.Language, v.Texts.LanguageName(ebox.Sanitize(n.Lang)))
	s.fact(t.Notify.Form, v.NotificationForm(n.HTML))
	if !n.New && !n.Reminder && !n.Expiry {
		s.say(Notice, t.Notify.Off)
	}
	return s
}

// Code says that a code is on its way to an address.
func (v Voice) Code(p *ebox.Profile) Section {
	t := v.Texts.Consent
	s := Section{Title: t.Activation.CodeTitle}
	email, sent := p.Email.String(), v.Texts.DateTime(p.CodeSent)
	switch {
	case email != "" && sent != "":
		s.say(Plain, sprintf(t.Activation.CodeMailed, email+", "+sent))
	case email != "":
		s.say(Plain, sprintf(t.Activation.CodeMailed, email))
	case sent != "":
		s.say(Plain, sprintf(t.State.CodeSent, sent))
	}
	s.say(Plain, t.Activation.CodeHint)
	s.say(Notice, t.Meaning.Email)
	return s
}

// CodeDigits are the digits of what was typed as a code, blanks left out; ok is false unless there are 6.
func CodeDigits(typed string) (code string, ok bool) {
	code = strings.Join(strings.Fields(typed), "")
	return code, len(code) == 6 && strings.Trim(code, "0123456789") == ""
}

// Withdrawal is what has to be known before consent is withdrawn, in the order in which it matters.
func (v Voice) Withdrawal() Section {
	t := v.Texts.Consent.Withdrawal
	s := Section{Title: t.Title}
	s.say(Plain, t.What)
	s.say(Notice, t.Until)
	s.say(Plain, t.After)
	s.say(Notice, t.First)
	s.say(Plain, t.NotLogout, sprintf(t.Others, otherProviders))
	return s
}

// WithdrawalWord is the word that confirms a withdrawal; the same in the command and on the screens.
func (v Voice) WithdrawalWord() string { return v.Texts.Consent.Withdrawal.Word }

// IsWithdrawalWord tells whether that word was typed, whatever the case of its letters.
func (v Voice) IsWithdrawalWord(typed string) bool {
	return strings.EqualFold(strings.TrimSpace(typed), v.WithdrawalWord())
}
