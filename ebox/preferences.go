package ebox

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// PreferencesService is a company's choice about paper at the federation.
type PreferencesService struct {
	c       *client
	company string // CBE number, 10 digits
}

// NewPreferencesService makes a client of the federation at base for the company with that CBE number: of nine digits
// when the leading zero is left out, dots and spaces do no harm. No request is made yet. The error wraps ErrNotAllowed
// when no token may be sent to that address, ErrNotFound when the number is none.
func NewPreferencesService(base, company string, o Options) (*PreferencesService, error) {
	o = o.withDefaults()
	u, err := baseURL(base, o.Sandbox)
	if err != nil {
		return nil, err
	}
	number, ok := padCBE(company)
	if !ok {
		return nil, fmt.Errorf("reading enterprise number: %w: not 10 digits", ErrNotFound)
	}
	return &PreferencesService{newClient(u, o), number}, nil
}

// padCBE gives a CBE number its ten digits.
func padCBE(s string) (string, bool) {
	s = strings.NewReplacer(".", "", " ", "").Replace(s)
	if len(s) == 9 {
		s = "0" + s
	}
	return s, len(s) == 10 && strings.Trim(s, "0123456789") == ""
}

// enterpriseBox is the eboxType of a company. It is compared without regard to case: servers answer in lower case.
const enterpriseBox = "ENTERPRISE"

// Preferences is what the federation knows of the company; operation getEboxPreferencesByList. ErrNoBox: it has no box.
func (s *PreferencesService) Preferences(ctx context.Context) (*Preferences, error) {
	const op = "getEboxPreferencesByList"
	body, err := json.Marshal(map[string]any{
		"eboxType": enterpriseBox, "eboxIdType": "EnterpriseNumber", "eboxIdValueList": []string{s.company},
	})
	if err != nil {
		return nil, fmt.Errorf("building the request: %w", err)
	}
	a, err := s.c.do(ctx, request{
		op: op, method: http.MethodPost, path: []string{"eboxPreferences", "search"}, body: body, mediaType: "application/json",
	}, maxItem)
	if err != nil {
		return nil, err
	}
	var list []json.RawMessage
	if json.Unmarshal(a.body, &list) != nil || list == nil {
		return nil, fmt.Errorf("ebox: %s: %w", op, malformed("list of preferences"))
	}
	for _, raw := range list {
		if p, err := decodePreferences(raw); err == nil && p.EnterpriseNumber == s.company {
			return p, nil
		}
	}
	if len(list) > 0 {
		return nil, fmt.Errorf("ebox: %s: %w", op, malformed("preferences"))
	}
	return nil, fmt.Errorf("ebox: %s: %w", op, ErrNoBox)
}

// SetExclusivelyEbox says whether the company wants no paper any more, and gives what the federation says afterwards;
// operation patchEboxPreferencesById, a merge patch (RFC 7396). It is never repeated by itself: after ErrUnavailable,
// Preferences tells whether it was done. Whether consumers may do this is open: ErrForbidden.
func (s *PreferencesService) SetExclusivelyEbox(ctx context.Context, only bool) (*Preferences, error) {
	const op = "patchEboxPreferencesById"
	body, err := json.Marshal(map[string]any{
		"eboxId": map[string]string{"eboxType": enterpriseBox, "eboxIdValue": s.company}, "exclusivelyEbox": only,
	})
	if err != nil {
		return nil, fmt.Errorf("building the request: %w", err)
	}
	a, err := s.c.do(ctx, request{
		op: op, method: http.MethodPatch, path: []string{"eboxPreferences"}, body: body, mediaType: "application/merge-patch+json",
	}, maxItem)
	if err != nil {
		return nil, err
	}
	p, err := decodePreferences(a.body)
	if err == nil && p.EnterpriseNumber != s.company {
		err = malformed("preferences")
	}
	if err != nil {
		return nil, fmt.Errorf("ebox: %s: %w", op, err)
	}
	return p, nil
}

// decodePreferences reads EboxPreferences of a company; without a number or a choice it is an error.
func decodePreferences(b []byte) (*Preferences, error) {
	var w struct {
		EboxID struct {
			Type  ident `json:"eboxType"`
			Value cbe   `json:"eboxIdValue"`
		} `json:"eboxId"`
		Exclusively *bool `json:"exclusivelyEbox"`
		Last        stamp `json:"lastConnectionDate"`
	}
	err := json.Unmarshal(b, &w)
	number, ok := padCBE(string(w.EboxID.Value))
	if err != nil || !ok || w.Exclusively == nil || !strings.EqualFold(string(w.EboxID.Type), enterpriseBox) {
		return nil, malformed("preferences")
	}
	return &Preferences{EnterpriseNumber: number, ExclusivelyEbox: *w.Exclusively, LastConnectionDate: w.Last.t}, nil
}
