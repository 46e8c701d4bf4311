package main

import (
	"crypto/tls"
	"encoding/pem"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/auth"
)

func TestCardTable(t *testing.T) {
	srv := httptest.NewTLSServer(nil)
	defer srv.Close()
	roots := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw}))
	for _, c := range []struct {
		name    string
		sandbox bool
		table   CardTable
		wrong   string
	}{
		{"nothing", false, CardTable{}, ""},
		{"hosts", false, CardTable{CardHosts: []string{"card.example.org", "card.example.org:8443"}, CardTLSMax: "1.2"}, ""},
		{"the sandbox", true, CardTable{CardHosts: []string{"127.0.0.1:1", "[::1]:1"}, TLSRoots: roots, SimulatedCard: "/tmp/card"}, ""},
		{"in a reader", true, CardTable{SimulatedCard: "pcsc"}, ""},
		{"an address", false, CardTable{CardHosts: []string{"https://card.example.org"}}, "not a host"},
		{"a path", false, CardTable{CardHosts: []string{"card.example.org/x"}}, "not a host"},
		{"a user", false, CardTable{CardHosts: []string{"a@card.example.org"}}, "not a host"},
		{"empty", false, CardTable{CardHosts: []string{""}}, "not a host"},
		{"sandbox elsewhere", true, CardTable{CardHosts: []string{"card.example.org"}}, "not on this machine"},
		{"own roots", false, CardTable{TLSRoots: roots}, "tls_roots: in a sandbox profile only"},
		{"no roots", true, CardTable{TLSRoots: "x"}, "tls_roots: no certificate"},
		{"simulated, for real", false, CardTable{SimulatedCard: "pcsc"}, "simulated_card: in a sandbox profile only"},
		{"relative", true, CardTable{SimulatedCard: "card"}, "absolute path"},
		{"TLS 1.1", false, CardTable{CardTLSMax: "1.1"}, "card_tls_max"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.table.check(c.sandbox)
			if c.wrong == "" && err != nil || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
				t.Errorf("got %v, want %q", err, c.wrong)
			}
		})
	}
	got := CardTable{CardHosts: []string{"h"}, CardEntry: "e", CardTLSMax: "1.2", TLSRoots: roots}.config()
	if got.Roots == nil || got.MaxVersion != tls.VersionTLS12 {
		t.Errorf("got %+v", got)
	}
	got.Roots = nil
	if d := cmp.Diff(auth.CardConfig{Hosts: []string{"h"}, Entry: "e", MaxVersion: tls.VersionTLS12}, got); d != "" {
		t.Error(d)
	}
}

func TestCardTableInTheFile(t *testing.T) {
	var c config
	text := "[profiles.a]\ncard_hosts = ['h']\nsimulated_card = 'pcsc'\n"
	if err := parseConfig(text, &c); err == nil || !strings.Contains(err.Error(), "profile a: simulated_card") {
		t.Errorf("got %v", err)
	}
	c = config{}
	if err := parseConfig(strings.Replace(text, "card_hosts = ['h']", "sandbox = true", 1)+"[profiles.a.card_parameters]\nkey = 'eid'\n", &c); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(CardTable{SimulatedCard: "pcsc", CardParameters: map[string]string{"key": "eid"}}, c.Profiles["a"].CardTable); d != "" {
		t.Error(d)
	}
}
