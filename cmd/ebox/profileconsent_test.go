package main

import (
	"errors"
	"testing"
)

// TestProfileConsent: operations for consent are a citizen's, and their address is held to the same rules as the others.
func TestProfileConsent(t *testing.T) {
	local := "http://127.0.0.1:4444/"
	base := profileTable{
		Sandbox: true, Issuer: local + "fas/oauth2", ClientID: "c", Federation: local + "v1", Consent: local + "sandbox/profile/v1",
	}
	with := func(change func(*profileTable)) profileTable {
		p := base
		change(&p)
		return p
	}
	for _, c := range []struct {
		name string
		p    profileTable
		env  string
		want string
		lack bool
	}{
		{"the file's", base, "", base.Consent, false},
		{"the variable's", base, "http://[::1]:1/p", "http://[::1]:1/p", false},
		{"none", with(func(p *profileTable) { p.Consent = "" }), "", "", false},
		{"a company", with(func(p *profileTable) { p.Box = boxEnterprise }), "", "", false},
		{"not on this machine", with(func(p *profileTable) { p.Consent = "https://profile.example.org/v1" }), "", "https://profile.example.org/v1", true},
		{"no address", with(func(p *profileTable) { p.Consent = "profile" }), "", "profile", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := &config{Profiles: map[string]profileTable{"sandbox": c.p}}
			env := map[string]string{"EBOX_CONSENT": c.env}
			got, err := resolveProfile("sandbox", func(k string) string { return env[k] }, file)
			var no *profileError
			if errors.As(err, &no) != c.lack || c.lack && (len(no.Lacks) != 1 || no.Lacks[0].Key != "consent") {
				t.Errorf("%v", err)
			}
			if got.Consent != c.want {
				t.Errorf("%q, want %q", got.Consent, c.want)
			}
		})
	}
}
