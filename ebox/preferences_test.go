package ebox_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/ebox/sandbox"
)

// preferencesOf is the choice of a company at the stand's federation.
func (s *stand) preferencesOf(company string) *ebox.PreferencesService {
	s.Helper()
	p, err := ebox.NewPreferencesService(s.sandbox.FederationURL(sandbox.Enterprise), company, s.options("company"))
	if err != nil {
		s.Fatal(err)
	}
	return p
}

func TestPreferences(t *testing.T) {
	s := newStand(t, "")
	ctx, p := t.Context(), s.preferencesOf("1.999.999 973")
	for i, only := range []bool{true, false} {
		got, err := p.SetExclusivelyEbox(ctx, only)
		if want := (&ebox.Preferences{EnterpriseNumber: testCompany, ExclusivelyEbox: only}); err != nil || !cmp.Equal(want, got) {
			t.Errorf("%v, %s", err, cmp.Diff(want, got))
		}
		got, err = p.Preferences(ctx)
		if want := (&ebox.Preferences{EnterpriseNumber: testCompany, ExclusivelyEbox: only}); err != nil || !cmp.Equal(want, got) {
			t.Errorf("%v, %s", err, cmp.Diff(want, got))
		}
		if n := s.sandbox.Requests().Count(sandbox.FederationName, "patchEboxPreferencesById"); n != i+1 {
			t.Errorf("%d changes were sent", n)
		}
	}
	if _, err := s.preferencesOf("000000097").Preferences(ctx); !errors.Is(err, ebox.ErrNoBox) {
		t.Errorf("a company without a box: %v", err)
	}
	if _, err := s.preferencesOf("0000000097").SetExclusivelyEbox(ctx, true); !errors.Is(err, ebox.ErrNotFound) {
		t.Errorf("another company: %v", err)
	}
	if err := s.sandbox.Faults().SetText("federation:*:503"); err != nil {
		t.Fatal(err)
	}
	s.sandbox.Requests().Reset()
	_, err1 := p.Preferences(ctx)
	_, err2 := p.SetExclusivelyEbox(ctx, true)
	if n := s.sandbox.Requests().Count("*", "*"); n != 2 || !errors.Is(err1, ebox.ErrUnavailable) || !errors.Is(err2, ebox.ErrUnavailable) {
		t.Errorf("%d requests, %v, %v", n, err1, err2)
	}
	for _, bad := range []string{"", "12345678", "12345678901", "12345678x0"} {
		if _, err := ebox.NewPreferencesService(s.sandbox.FederationURL(sandbox.Enterprise), bad, s.options("company")); !errors.Is(err, ebox.ErrNotFound) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := ebox.NewPreferencesService("http://federation.example.org", testCompany, ebox.Options{Sandbox: true}); !errors.Is(err, ebox.ErrNotAllowed) {
		t.Errorf("%v", err)
	}
}

// said is a transport that answers the same to everything, and remembers what was asked.
type said struct {
	body string
	got  map[string]any
}

// RoundTrip implements http.RoundTripper.
func (s *said) RoundTrip(r *http.Request) (*http.Response, error) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	s.got = map[string]any{}
	if err := json.Unmarshal(b, &s.got); err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(s.body)), Request: r}, nil
}

func TestPreferencesAsTheyCome(t *testing.T) {
	const own = `{"eboxId":{"eboxType":"enterprise","eboxIdValue":"0212148896"},"exclusivelyEbox":true,"lastConnectionDate":"2026-02-01T10:00:00+01:00"}`
	padded := strings.Replace(own, `"0212148896"`, "212148896", 1)
	foreign := strings.Replace(own, "0212148896", testCompany, 1)
	whole := &ebox.Preferences{EnterpriseNumber: "0212148896", ExclusivelyEbox: true, LastConnectionDate: time.Date(2026, 2, 1, 10, 0, 0, 0, ebox.Brussels())}
	for name, c := range map[string]struct {
		list, one string
		want      *ebox.Preferences
		err       error // of the list; of one it is ErrMalformed
	}{
		"whole":          {"[" + own + "]", own, whole, nil},
		"without a zero": {"[" + padded + "]", padded, whole, nil},
		"among others":   {"[7," + foreign + "," + own + "]", own, whole, nil},
		"nothing":        {"[]", "{}", nil, ebox.ErrNoBox},
		"null":           {"null", "null", nil, ebox.ErrMalformed},
		"another's":      {"[" + foreign + "]", foreign, nil, ebox.ErrMalformed},
		"no choice":      {`[{"eboxId":{"eboxType":"enterprise","eboxIdValue":"0212148896"}}]`, `{"eboxId":{"eboxType":"enterprise","eboxIdValue":"0212148896"}}`, nil, ebox.ErrMalformed},
		"a citizen's":    {"[" + strings.Replace(own, "enterprise", "citizen", 1) + "]", strings.Replace(own, "enterprise", "citizen", 1), nil, ebox.ErrMalformed},
		"no JSON":        {"<html>", "<html>", nil, ebox.ErrMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			server := &said{body: c.list}
			p, err := ebox.NewPreferencesService("https://federation.example.org/v1", "212148896", ebox.Options{HTTP: &http.Client{Transport: server}})
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Preferences(t.Context())
			if diff := cmp.Diff(c.want, got); diff != "" || !errors.Is(err, c.err) {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
			asked := map[string]any{"eboxType": "ENTERPRISE", "eboxIdType": "EnterpriseNumber", "eboxIdValueList": []any{"0212148896"}}
			if diff := cmp.Diff(asked, server.got); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			server.body = c.one
			got, err = p.SetExclusivelyEbox(t.Context(), true)
			if diff := cmp.Diff(c.want, got); diff != "" || (c.want == nil) != errors.Is(err, ebox.ErrMalformed) {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}
