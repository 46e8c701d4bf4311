package main

import (
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/present"
)

// profileFailure says exactly what a profile lacks, where it is written, and how one gets it.
func (w *wiring) profileFailure(e *profileError) present.Failure {
	t := &w.t.Profile
	name, path := ebox.Sanitize(e.Profile), ebox.Sanitize(e.Path)
	if len(e.Lacks) == 0 {
		return present.Failure{
			What:  fmt.Sprintf(t.NoSuch, name, path),
			Means: fmt.Sprintf(w.words.KnownProfiles, strings.Join(e.Known, ", ")),
			Todo:  t.HowSandbox,
		}
	}
	var lines []string
	for _, l := range e.Lacks {
		lines = append(lines, w.lackLine(l))
	}
	how := t.HowCitizen
	if e.Box == boxEnterprise {
		how = t.HowEnterprise
	}
	return present.Failure{
		What:  fmt.Sprintf(t.Missing, name, path),
		Means: strings.Join(lines, "\n"),
		Todo:  how + "\n" + fmt.Sprintf(w.words.WriteIt, e.Profile) + "\n" + t.HowSandbox,
	}
}

// lackLine is one missing or wrong value: what it is, what is wrong with it, and its variable.
func (w *wiring) lackLine(l lack) string {
	t := &w.t.Profile
	line := map[string]string{
		"issuer": t.Issuer, "client_id": t.ClientID, "federation": t.Federation, "scopes": t.Scopes, "box": t.Box,
		"consent":        w.t.Terms.Consent + " (consent)",
		"token_endpoint": w.t.Accounts.TokenEndpoint, "audience": w.t.Accounts.Audience, "key": w.t.Accounts.KeyFile,
		"certificate": w.t.Accounts.CertificateFile, "company": w.t.Terms.CompanyNumber + " (company)",
	}[l.Key]
	switch l.Wrong {
	case wrongAddress:
		line += " (" + w.words.WrongAddress + ")"
	case wrongNotLocal:
		line += " (" + w.words.WrongNotLocal + ")"
	case wrongNotHTTPS:
		line += " (" + w.words.WrongNotHTTPS + ")"
	case wrongScopes:
		line += " (" + w.words.WrongScopes + ")"
	case wrongPath:
		line += " (" + w.t.Accounts.WrongPath + ")"
	case wrongCompany:
		line += " (" + w.t.Accounts.WrongCompany + ")"
	}
	if l.Env == "" {
		return "- " + line
	}
	return "- " + line + ", " + l.Env
}
