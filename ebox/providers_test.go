package ebox

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestProviderState(t *testing.T) {
	base := Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1", Activation: parseTime("2026-03-10"), Deactivation: parseTime("2026-09-01")}
	with := func(change func(*Provider)) Provider { p := base; change(&p); return p }
	window := func(pairs ...string) Provider {
		return with(func(p *Provider) {
			for i := 0; i < len(pairs); i += 2 {
				p.Maintenance = append(p.Maintenance, Interval{parseTime(pairs[i]), parseTime(pairs[i+1])})
			}
		})
	}
	night := window("2026-05-01T22:00:00Z", "2026-05-02T04:00:00Z")
	tests := map[string]struct {
		p     Provider
		now   string
		kind  NoticeKind
		until string
	}{
		"live":                            {base, "2026-05-01T12:00:00Z", 0, ""},
		"last moment before it":           {base, "2026-03-09T22:59:59Z", NoticeNotYet, "2026-03-10"},
		"first moment, in Belgium":        {base, "2026-03-09T23:00:00Z", 0, ""},
		"last moment":                     {base, "2026-08-31T21:59:59Z", 0, ""},
		"first moment after it":           {base, "2026-08-31T22:00:00Z", NoticeEnded, "2026-09-01"},
		"no end":                          {with(func(p *Provider) { p.Deactivation = time.Time{} }), "2036-01-01T00:00:00Z", 0, ""},
		"before the maintenance":          {night, "2026-05-01T21:59:59Z", 0, ""},
		"its first moment":                {night, "2026-05-01T22:00:00Z", NoticeMaintenance, "2026-05-02T04:00:00Z"},
		"its last moment":                 {night, "2026-05-02T03:59:59Z", NoticeMaintenance, "2026-05-02T04:00:00Z"},
		"after it":                        {night, "2026-05-02T04:00:00Z", 0, ""},
		"one after the other":             {window("2026-05-02T04:00:00Z", "2026-05-02T06:00:00Z", "2026-05-01T22:00:00Z", "2026-05-02T04:00:00Z"), "2026-05-02T00:00:00Z", NoticeMaintenance, "2026-05-02T06:00:00Z"},
		"backwards":                       {window("2026-05-02T04:00:00Z", "2026-05-01T22:00:00Z"), "2026-05-02T00:00:00Z", 0, ""},
		"version 3":                       {with(func(p *Provider) { p.APIVersion = "3.0" }), "2026-05-01T12:00:00Z", NoticeUnsupported, ""},
		"version 1":                       {with(func(p *Provider) { p.APIVersion = "1.6" }), "2026-05-01T12:00:00Z", NoticeUnsupported, ""},
		"http":                            {with(func(p *Provider) { p.URL = "http://a.test" }), "2026-05-01T12:00:00Z", NoticeRefused, ""},
		"not active and of version 3":     {with(func(p *Provider) { p.APIVersion = "3.0" }), "2026-01-01T12:00:00Z", NoticeNotYet, "2026-03-10"},
		"over, whatever else it might be": {with(func(p *Provider) { p.URL = "" }), "2027-01-01T12:00:00Z", NoticeEnded, "2026-09-01"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			n := tt.p.state(mustTime(t, tt.now), false)
			if n.Kind != tt.kind || !n.Until.Equal(parseTime(tt.until)) || n.Provider.ID != "a" {
				t.Errorf("got kind %d until %v", n.Kind, n.Until)
			}
			if n.Kind == 0 {
				return
			}
			err := &NoticeError{n}
			is := map[NoticeKind]error{NoticeRefused: ErrNotAllowed, NoticeUnsupported: ErrNotOffered}[n.Kind]
			if is == nil {
				is = ErrUnavailable
			}
			if !errors.Is(err, is) || !strings.HasPrefix(err.Error(), "ebox: provider a ") {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestDecodeProviders(t *testing.T) {
	in := []map[string]any{
		providerJSON("a", map[string]any{
			"messageProviderDeactivationDate": "2030-01-01",
			"messageProviderPlannedMaintenance": []any{
				map[string]any{"startDate": "2026-05-01T22:00:00Z", "endDate": "2026-05-02T04:00:00Z"},
				map[string]any{"startDate": "2026-05-01T22:00:00Z"},
			},
			"_links": map[string]any{"self": map[string]any{"href": "https://federation.test/a"}},
		}),
		providerJSON("a", map[string]any{"messageProviderUrl": "https://evil.test"}),
		providerJSON("b", map[string]any{"messageProviderName": nil, "apiSupportedVersion": nil, "messageProviderActivationDate": nil}),
		providerJSON("c", map[string]any{"messageProviderId": nil}),
		providerJSON(strings.Repeat("d", 101), nil),
		providerJSON("e\x1b", nil),
		{"messageProviderId": "f", "messageProviderUrl": 7},
	}
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	u := Untrusted("a")
	want := []Provider{
		{
			ID: "a", Name: Translated{u, u, u, u}, URL: "https://a.test/base/", Activation: parseTime("1999-01-01"), Deactivation: parseTime("2030-01-01"),
			Maintenance: []Interval{{parseTime("2026-05-01T22:00:00Z"), parseTime("2026-05-02T04:00:00Z")}}, APIVersion: "2.1",
		},
		{ID: "b", URL: "https://b.test/base/"},
	}
	got, err := decodeProviders(b)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, in := range []string{``, `null`, `{}`, `"a"`, `[{]`} {
		if _, err := decodeProviders([]byte(in)); !errors.Is(err, ErrMalformed) {
			t.Errorf("%q: %v", in, err)
		}
	}
	if got, err := decodeProviders([]byte(`[]`)); err != nil || len(got) != 0 {
		t.Errorf("empty list: %v, %v", got, err)
	}
}

func FuzzDecodeProviders(f *testing.F) {
	b, _ := json.Marshal([]any{providerJSON("a", map[string]any{
		"messageProviderPlannedMaintenance": []any{map[string]any{"startDate": "2026-05-01T22:00:00Z", "endDate": "2026-05-02T04:00:00Z"}},
	})})
	f.Add(b, int64(1_770_000_000))
	f.Add([]byte(`[{"messageProviderId":"a","messageProviderUrl":"https://x@y"},null,7]`), int64(0))
	f.Fuzz(func(t *testing.T, b []byte, now int64) {
		list, err := decodeProviders(b)
		if err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("error %v", err)
		}
		for _, p := range list {
			if !isClean(p.ID) || p.ID == "" || !isClean(p.APIVersion) {
				t.Errorf("%+v", p)
			}
			n := p.state(time.Unix(now, 0), false)
			if n.Kind == 0 && !strings.HasPrefix(strings.ToLower(p.URL), "https://") {
				t.Errorf("a token may go to %q", p.URL)
			}
			if n.Kind == NoticeMaintenance && !n.Until.After(time.Unix(now, 0)) {
				t.Errorf("maintenance until %v at %v", n.Until, time.Unix(now, 0))
			}
		}
	})
}
