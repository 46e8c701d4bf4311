package ebox

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeProfile(t *testing.T) {
	for body, want := range map[string]*Profile{
		`{"state":"active"}`: {State: BoxActive},
		`{"state":"frozen","email":"a\u001b[1m@b.c","codeSent":"yesterday","notifications":{"lang":"IT"},"more":1}`: {Email: Untrusted("a\x1b[1m@b.c")},
		`{"state":"withdrawn","withdrawn":"2026-03-02T11:00:00Z","notifications":{"lang":"DE","html":true}}`: {
			State: BoxWithdrawn, Withdrawn: time.Date(2026, 3, 2, 12, 0, 0, 0, Brussels()), Notifications: Notifications{Lang: "de", HTML: true},
		},
		``: nil, `{}`: nil, `[]`: nil, `{"state":null}`: nil, `{"state":{}}`: nil, `{"state":"active","notifications":7}`: nil,
	} {
		got, err := decodeProfile([]byte(body))
		if diff := cmp.Diff(want, got); diff != "" || (want == nil) != errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v (-want +got):\n%s", body, err, diff)
		}
	}
}

func TestDecodeTerms(t *testing.T) {
	const whole = `{"version":"1","date":"2025-09-01","text":{"nl":"a"},"privacy":{"fr":"b"}}`
	got, err := decodeTerms([]byte(whole))
	want := &Terms{"1", time.Date(2025, 9, 1, 0, 0, 0, 0, Brussels()), Translated{NL: Untrusted("a")}, Translated{FR: Untrusted("b")}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, body := range []string{``, `{}`, `{"version":"1","text":{"nl":"a"}}`, `{"version":"1","privacy":{"nl":"a"}}`, `{"text":{"nl":"a"},"privacy":{"nl":"a"}}`} {
		if _, err := decodeTerms([]byte(body)); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestBoxStateNames(t *testing.T) {
	for s, want := range map[BoxState]string{
		BoxUnknown: "", BoxInactive: "inactive", BoxActive: "active", BoxUnvalidated: "unvalidated", BoxWithdrawn: "withdrawn",
	} {
		if s.String() != want {
			t.Errorf("%d: %q, want %q", int(s), s.String(), want)
		}
	}
}

func FuzzDecodeProfile(f *testing.F) {
	f.Add([]byte(`{"state":"active","email":"a@b.c","consented":"2026-03-02T11:00:00Z","terms":"1","notifications":{"new":true,"lang":"nl"}}`))
	f.Add([]byte(`{"version":"1","date":"2025-09-01","text":{"nl":"a"},"privacy":{"fr":"b"}}`))
	f.Add([]byte(`{"eboxId":{"eboxType":"enterprise","eboxIdValue":"0212148896"},"exclusivelyEbox":true}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := decodeProfile(b)
		if err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("profile: %v", err)
		}
		if err == nil && (!isClean(p.Terms) || p.Notifications.Lang != noticeLang(p.Notifications.Lang)) {
			t.Errorf("%+v", p)
		}
		terms, err := decodeTerms(b)
		if err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("terms: %v", err)
		}
		if err == nil && (!isClean(terms.Version) || terms.Version == "" || terms.Text.In().IsZero()) {
			t.Errorf("%+v", terms)
		}
		own, err := decodePreferences(b)
		if err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("preferences: %v", err)
		}
		if err == nil && len(own.EnterpriseNumber) != 10 {
			t.Errorf("%+v", own)
		}
	})
}
