package present

import (
	"context"
	"errors"
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Provider is a provider's name; "provider nsso" if it gives none.
func (v Voice) Provider(p ebox.Provider) string {
	if s := p.Name.In(v.Texts.Code, v.Content).String(); s != "" {
		return s
	}
	return sprintf(v.Texts.Notices.Unnamed, ebox.Sanitize(p.ID))
}

// Notice is one sentence that tells why a provider's messages are missing and until when, or what else is not as it
// should be.
func (v Voice) Notice(n ebox.Notice) string { return lang.Capital(v.notice(n)) }

func (v Voice) notice(n ebox.Notice) string {
	t, name := v.Texts, v.Provider(n.Provider)
	switch n.Kind {
	case ebox.NoticeWaiting:
		return sprintf(t.Notices.Waiting, name)
	case ebox.NoticeMaintenance:
		return sprintf(t.Notices.Maintenance, name, t.DateTime(n.Until))
	case ebox.NoticeNotYet:
		return sprintf(t.Notices.NotYet, name, t.Date(n.Until))
	case ebox.NoticeUnsupported:
		return sprintf(t.Notices.Unsupported, name, ebox.Sanitize(n.Provider.APIVersion))
	case ebox.NoticeRefused:
		return sprintf(t.Notices.Refused, name)
	case ebox.NoticeEnded:
		return sprintf(t.Notices.Ended, name, t.Date(n.Until))
	case ebox.NoticeStale:
		return sprintf(t.Notices.Stale, t.DateTime(n.Until))
	case ebox.NoticeNames:
		return sprintf(t.Notices.Names, name)
	}
	switch {
	case errors.Is(n.Err, ebox.ErrUnauthorized), errors.Is(n.Err, ebox.ErrForbidden):
		return sprintf(t.Notices.FailedDenied, name)
	case errors.Is(n.Err, ebox.ErrNoBox):
		return sprintf(t.Notices.FailedNoBox, name)
	case errors.Is(n.Err, ebox.ErrThrottled):
		return sprintf(t.Notices.FailedBusy, name)
	case errors.Is(n.Err, ebox.ErrMalformed):
		return sprintf(t.Notices.FailedMalformed, name)
	case errors.Is(n.Err, context.DeadlineExceeded):
		return sprintf(t.Notices.FailedTimeout, name)
	}
	return sprintf(t.Notices.Failed, name)
}

// Missing is how many providers are missing, in few words; "" if none is.
func (v Voice) Missing(notices []ebox.Notice) string {
	n := 0
	for _, x := range notices {
		if x.Kind != ebox.NoticeStale && x.Kind != ebox.NoticeNames { // all messages are there
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return v.Texts.Count(v.Texts.Notices.Several, n)
}

// ProviderState is what a provider does at the moment of the voice: active, in maintenance, not yet, ended, not
// supported.
func (v Voice) ProviderState(p ebox.Provider) string {
	t := v.Texts
	if !p.Activation.IsZero() && v.Now.Before(p.Activation) {
		return sprintf(t.Notices.StateNotYet, t.Date(p.Activation))
	}
	if !p.Deactivation.IsZero() && !v.Now.Before(p.Deactivation) {
		return sprintf(t.Notices.StateEnded, t.Date(p.Deactivation))
	}
	if major(p.APIVersion) != "2" {
		return sprintf(t.Notices.StateUnsupported, ebox.Sanitize(p.APIVersion))
	}
	if until := maintenance(p, v.Now); !until.IsZero() {
		return sprintf(t.Notices.StateMaintenance, t.DateTime(until))
	}
	return t.Notices.StateActive
}

// maintenance is the end of the planned maintenance that now is in; zero if it is in none.
func maintenance(p ebox.Provider, now time.Time) time.Time {
	for _, i := range p.Maintenance {
		if !now.Before(i.Start) && now.Before(i.End) {
			return i.End
		}
	}
	return time.Time{}
}

func major(version string) string {
	for i, r := range version {
		if r == '.' {
			return version[:i]
		}
	}
	return version
}

// Count is how many messages a view holds in all: "120 messages", "at least 95 messages" while a provider is missing.
func (v Voice) Count(view ebox.View) string {
	if view.AtLeast {
		return v.Texts.Count(v.Texts.Inbox.CountAtLeast, view.Total)
	}
	return v.Texts.Count(v.Texts.Inbox.Count, view.Total)
}
