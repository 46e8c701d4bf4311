package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/tui/lang"
)

func TestResolveProfile(t *testing.T) {
	sandbox := profileTable{
		Sandbox: true, Issuer: "http://127.0.0.1:4444/fas/oauth2", ClientID: "ebox-sandbox",
		Federation: "http://127.0.0.1:4444/REST/ebox/citizen/federation/v1",
	}
	file := &config{path: "/x/config.toml", Profile: "sandbox", Profiles: map[string]profileTable{
		"sandbox":    sandbox,
		"production": {ClientID: "mine", Federation: "https://federation.example.org/v1"},
	}}
	sandboxed := &profile{
		Name: "sandbox", Sandbox: true, Issuer: sandbox.Issuer, ClientID: sandbox.ClientID, Scopes: []string{"openid", "profile", "egovnrn"},
		ACRValues: defaultLevel, Federation: sandbox.Federation, Box: boxCitizen,
	}
	for _, c := range []struct {
		name, flag string
		env        map[string]string
		want       *profile
	}{
		{"the file's choice", "", nil, sandboxed},
		{"the variable's choice", "", map[string]string{"EBOX_PROFILE": "production"}, &profile{
			Name: "production", Issuer: "https://idp.iamfas.belgium.be/fas/oauth2", ClientID: "mine",
			Scopes: []string{"openid", "profile", "egovnrn"}, ACRValues: defaultLevel, Federation: "https://federation.example.org/v1", Box: boxCitizen,
			Card: cardHosts["production"],
		}},
		{"the flag comes first", "sandbox", map[string]string{"EBOX_PROFILE": "production"}, sandboxed},
		{"a company, from variables alone", "acceptance", map[string]string{
			"EBOX_BOX": "enterprise", "EBOX_CLIENT_ID": "c", "EBOX_SCOPES": "openid x", "EBOX_ACR_VALUES": "urn:x",
		}, &profile{
			Name: "acceptance", Issuer: "https://idp.iamfas.int.belgium.be/fas/oauth2", ClientID: "c", Scopes: []string{"openid", "x"},
			ACRValues: "urn:x", Federation: "https://services-acpt.socialsecurity.be/REST/ebox/enterprise/federation/v1", Box: boxEnterprise,
			Card: cardHosts["acceptance"],
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := resolveProfile(c.flag, func(k string) string { return c.env[k] }, file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestProfileLacks(t *testing.T) {
	https := "https://x.example.org/a"
	whole := profileTable{Issuer: https, ClientID: "c", Federation: https}
	with := func(change func(*profileTable)) profileTable {
		p := whole
		change(&p)
		return p
	}
	for _, c := range []struct {
		name  string
		table profileTable
		want  []lack
	}{
		{"nothing", whole, nil},
		{"everything", profileTable{}, []lack{
			{"issuer", "EBOX_ISSUER", 0}, {"client_id", "EBOX_CLIENT_ID", 0}, {"federation", "EBOX_FEDERATION", 0},
		}},
		{"kind of box", with(func(p *profileTable) { p.Box = "both" }), []lack{{"box", "EBOX_BOX", wrongBox}}},
		{"plain http", with(func(p *profileTable) { p.Issuer = "http://x.example.org" }), []lack{{"issuer", "EBOX_ISSUER", wrongNotHTTPS}}},
		{
			"http on loopback, but no sandbox", with(func(p *profileTable) { p.Federation = "http://127.0.0.1:1" }),
			[]lack{{"federation", "EBOX_FEDERATION", wrongNotHTTPS}},
		},
		{
			"sandbox that leaves the machine", with(func(p *profileTable) { p.Sandbox = true }),
			[]lack{{"issuer", "EBOX_ISSUER", wrongNotLocal}, {"federation", "EBOX_FEDERATION", wrongNotLocal}},
		},
		{"sandbox by name, not by number", with(func(p *profileTable) {
			p.Sandbox, p.Issuer, p.Federation = true, "http://localhost:1", "http://[::1]:1"
		}), []lack{{"issuer", "EBOX_ISSUER", wrongNotLocal}}},
		{"a file", with(func(p *profileTable) { p.Issuer = "file:///etc/passwd" }), []lack{{"issuer", "EBOX_ISSUER", wrongAddress}}},
		{"with a query", with(func(p *profileTable) { p.Federation = https + "?a=b" }), []lack{{"federation", "EBOX_FEDERATION", wrongAddress}}},
		{"with a password", with(func(p *profileTable) { p.Issuer = "https://a:b@x.example.org" }), []lack{{"issuer", "EBOX_ISSUER", wrongAddress}}},
		{"no OpenID", with(func(p *profileTable) { p.Scopes = []string{"profile"} }), []lack{{"scopes", "EBOX_SCOPES", wrongScopes}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := resolveProfile("mine", func(string) string { return "" }, &config{Profiles: map[string]profileTable{"mine": c.table}})
			var pe *profileError
			if errors.As(err, &pe); (pe == nil) != (c.want == nil) {
				t.Fatalf("got %v", err)
			}
			if pe != nil {
				if d := cmp.Diff(c.want, pe.Lacks); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

// What is missing is named in every language, with its variable and with how one gets it.
func TestProfileWords(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		for _, name := range []string{"production", "acceptance"} {
			_, err := resolveProfile(name, w.sys.getenv, w.cfg)
			got := strings.Join(w.failureLines(w.explain(err).Failure), "\n")
			for _, want := range []string{name, "client_id", "EBOX_CLIENT_ID", "federation", "EBOX_FEDERATION", "BOSA", "[profiles." + name + "]", "ebox-sandbox"} {
				if !strings.Contains(got, want) {
					t.Errorf("%s: %q is missing in:\n%s", code, want, got)
				}
			}
		}
		for _, l := range []lack{{"issuer", "E", wrongAddress}, {"issuer", "E", wrongNotLocal}, {"issuer", "E", wrongNotHTTPS}, {"scopes", "E", wrongScopes}} {
			if line := w.lackLine(l); !strings.Contains(line, "(") {
				t.Errorf("%s: nothing is said about what is wrong: %s", code, line)
			}
		}
	}
}

func TestProfileFiles(t *testing.T) {
	p := &profile{Name: "a-b_1", Box: boxEnterprise}
	if got := p.account(); got != "a-b_1/enterprise" {
		t.Errorf("account %q", got)
	}
	one, other := &profile{Name: "a", Box: boxCitizen, Account: "b-citizen"}, &profile{Name: "a-citizen-b", Box: boxCitizen}
	if one.fileStem() == other.fileStem() {
		t.Errorf("two boxes, one file: %s", one.fileStem())
	}
	if got := p.providerCache(dirs{cache: "/c"}); got != "/c/providers-a-b_1-enterprise.json" {
		t.Errorf("cache %q", got)
	}
}
