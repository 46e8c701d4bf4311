package tui

import (
	"strings"
	"testing"

	"myebox/ebox"
	"myebox/tui/lang"
)

// TestConsentWarning: a box that is not in order is said once, in the inbox, with one request; one that is in order is
// not mentioned.
func TestConsentWarning(t *testing.T) {
	for _, code := range lang.Codes() {
		s := lang.For(code).Consent.State
		for state, words := range map[ebox.BoxState]string{
			ebox.BoxInactive: s.Inactive, ebox.BoxUnvalidated: s.Unvalidated, ebox.BoxWithdrawn: s.Withdrawing, ebox.BoxActive: "",
		} {
			drive(t, 80, 24, code, withProfile(state, nil), func(d *driver) {
				d.calls("profile", 1)
				warning := strings.Split(s.Warn, "%s")[0]
				if words == "" {
					d.silent(strings.TrimSpace(warning))
					return
				}
				if want := sprintf(s.Warn, words, "p"); !strings.Contains(strings.Join(strings.Fields(d.text()), " "), strings.Join(strings.Fields(want), " ")) {
					t.Errorf("%s does not say %q:\n%s", code, want, d.text())
				}
				d.keys("down", "r")
				d.calls("profile", 1)
				d.silent(strings.TrimSpace(warning))
			})
		}
	}
	failed := withProfile(ebox.BoxInactive, func(p *fakeProfiles) { p.err = ebox.ErrUnavailable })
	drive(t, 80, 24, "en", failed, func(d *driver) {
		d.calls("profile", 1)
		d.silent("Error")
	})
}
