package ebox

import (
	"encoding/json"
	"time"
	"unicode/utf8"
)

// Provider is a MessageProvider of the federation.
type Provider struct {
	ID           string
	Name         Translated
	Description  Translated
	URL          string // base URL of its registry
	Activation   time.Time
	Deactivation time.Time // zero: no end
	Maintenance  []Interval
	APIVersion   string
}

// Interval is [Start, End).
type Interval struct{ Start, End time.Time }

// contains tells whether t lies in the interval.
func (i Interval) contains(t time.Time) bool { return !t.Before(i.Start) && t.Before(i.End) }

// state tells whether p may be called at that moment: Kind is 0 then. Dates are days in Belgium: their first moment
// counts.
func (p Provider) state(now time.Time, sandbox bool) Notice {
	n := Notice{Provider: p}
	switch _, err := baseURL(p.URL, sandbox); {
	case !p.Deactivation.IsZero() && !now.Before(p.Deactivation):
		n.Kind, n.Until = NoticeEnded, p.Deactivation
		return n
	case now.Before(p.Activation):
		n.Kind, n.Until = NoticeNotYet, p.Activation
		return n
	case err != nil:
		n.Kind, n.Err = NoticeRefused, err
		return n
	}
	if _, ok := wireFor(p.APIVersion); !ok {
		n.Kind = NoticeUnsupported
		return n
	}
	for changed := true; changed; { // intervals may touch: the end of the one is the start of the next
		changed = false
		for _, m := range p.Maintenance {
			if at := latest(now, n.Until); m.contains(at) {
				n.Kind, n.Until, changed = NoticeMaintenance, m.End, true
			}
		}
	}
	return n
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// NoticeError is why a provider is not called.
type NoticeError struct{ Notice Notice }

// Error names the provider by its id.
func (e *NoticeError) Error() string {
	why := map[NoticeKind]string{
		NoticeMaintenance: "in planned maintenance", NoticeNotYet: "not active yet", NoticeEnded: "no longer active",
		NoticeUnsupported: "speaks another version of the contract", NoticeRefused: "has no safe address",
	}[e.Notice.Kind]
	return "ebox: provider " + e.Notice.Provider.ID + " " + why
}

// Unwrap is ErrNotAllowed for an unsafe address, ErrNotOffered for another version, else ErrUnavailable.
func (e *NoticeError) Unwrap() error {
	switch e.Notice.Kind {
	case NoticeRefused:
		return ErrNotAllowed
	case NoticeUnsupported:
		return ErrNotOffered
	}
	return ErrUnavailable
}

// providerWire is a MessageProvider of the federation contract, as it comes.
type providerWire struct {
	ID           ident      `json:"messageProviderId"`
	Name         Translated `json:"messageProviderName"`
	Description  Translated `json:"messageProviderDescription"`
	URL          string     `json:"messageProviderUrl"`
	Activation   stamp      `json:"messageProviderActivationDate"`
	Deactivation stamp      `json:"messageProviderDeactivationDate"`
	Maintenance  []struct {
		Start stamp `json:"startDate"`
		End   stamp `json:"endDate"`
	} `json:"messageProviderPlannedMaintenance"`
	Version ident `json:"apiSupportedVersion"`
}

func (w providerWire) provider() (Provider, bool) {
	p := Provider{
		ID: string(w.ID), Name: w.Name, Description: w.Description, URL: w.URL,
		Activation: w.Activation.t, Deactivation: w.Deactivation.t, APIVersion: string(w.Version),
	}
	for _, m := range w.Maintenance {
		if !m.Start.t.IsZero() && !m.End.t.IsZero() { // half an interval says nothing
			p.Maintenance = append(p.Maintenance, Interval{m.Start.t, m.End.t})
		}
	}
	return p, w.ID != "" && utf8.RuneCountInString(string(w.ID)) <= 100
}

// decodeProviders reads a MessageProviderList. An entry that cannot be read costs itself; of two with one id the first
// counts.
func decodeProviders(b []byte) ([]Provider, error) {
	var items []json.RawMessage
	if json.Unmarshal(b, &items) != nil || items == nil {
		return nil, malformed("list of providers")
	}
	seen := map[string]bool{}
	var list []Provider
	for _, raw := range items {
		var p Provider
		if decodeOne(raw, "provider", &p, providerWire.provider) == nil && !seen[p.ID] {
			seen[p.ID] = true
			list = append(list, p)
		}
	}
	return list, nil
}
