package tui

import (
	"slices"

	"myebox/ebox"
	"myebox/tui/lang"
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
func (k *kit) choices(w int, n ebox.Notifications) []line {
	t, v := k.t, k.voice()
	var out []line
	for i, kind := range v.NotificationKinds(n) {
		out = append(out, act(w, t.Label(lang.Capital(kind.Text), v.YesNo(kind.On)), choiceNew+choice(i)))
	}
	return append(out,
		act(w, t.Label(t.Consent.Notify.Language, t.LanguageName(ebox.Sanitize(n.Lang))), choiceLanguage),
		act(w, t.Label(t.Consent.Notify.Form, v.NotificationForm(n.HTML)), choiceForm))
}

// changed is n with one choice changed, and what is to be known then: the consequences of switching off, else nothing.
func (k *kit) changed(n ebox.Notifications, c choice) (ebox.Notifications, note) {
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
	if off := k.voice().NotificationsOff(was, n); off != "" {
		return n, note{off, noteWarn}
	}
	return n, note{}
}
