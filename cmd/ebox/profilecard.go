package main

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"myebox/auth"
)

// CardTable, exported because it is embedded, is what [profiles.NAME] says of logging in by a card without a browser.
type CardTable struct {
	CardHosts      []string          `toml:"card_hosts"`      // may ask for the card's certificate: host or host:port
	CardEntry      string            `toml:"card_entry"`      // goes straight to the card, where the login server announces no such address
	CardParameters map[string]string `toml:"card_parameters"` // added to the login request, to go straight to the card
	CardTLSMax     string            `toml:"card_tls_max"`    // "1.2" for a host that asks for the certificate after the handshake
	CookieDomains  []string          `toml:"cookie_domains"`  // whose hosts share cookies during the login
	TLSRoots       string            `toml:"tls_roots"`       // PEM: what the card hosts' own certificates lead to; sandbox only
	SimulatedCard  string            `toml:"simulated_card"`  // unix socket of the sandbox's card, or simulatedInReader; sandbox only
}

// simulatedInReader is simulated_card when the sandbox's card sits in a virtual reader of the smart card service.
const simulatedInReader = "pcsc"

// cardHosts are the public addresses of FAS's hosts that ask for the card, and the domain of their cookies. What to open
// to go straight there is not public.
var cardHosts = map[string]CardTable{
	"acceptance": {CardHosts: []string{"certif.iamfas.int.belgium.be"}, CookieDomains: []string{"iamfas.int.belgium.be"}},
	"production": {CardHosts: []string{"certif.iamfas.belgium.be"}, CookieDomains: []string{"iamfas.belgium.be"}},
}

// or fills what t leaves out.
func (t CardTable) or(b CardTable) CardTable {
	if t.CardHosts == nil {
		t.CardHosts = b.CardHosts
	}
	if t.CookieDomains == nil {
		t.CookieDomains = b.CookieDomains
	}
	t.CardEntry = cmp.Or(t.CardEntry, b.CardEntry)
	return t
}

// check finds what must not be in a configuration. A sandbox profile asks for cards on this machine only; no other
// profile trusts certificates or cards of its own making.
func (t CardTable) check(sandbox bool) error {
	for _, h := range t.CardHosts {
		u, err := url.Parse("https://" + h)
		if err != nil || u.Hostname() == "" || u.Host != h {
			return fmt.Errorf("card_hosts: %q is not a host", h)
		}
		if sandbox && !isLoopback(u.Hostname()) {
			return fmt.Errorf("card_hosts: %q is not on this machine, as a sandbox has to be", h)
		}
	}
	switch {
	case t.CardTLSMax != "" && t.CardTLSMax != "1.2" && t.CardTLSMax != "1.3":
		return errors.New(`card_tls_max: want "1.2" or "1.3"`)
	case !sandbox && t.TLSRoots != "":
		return errors.New("tls_roots: in a sandbox profile only")
	case !sandbox && t.SimulatedCard != "":
		return errors.New("simulated_card: in a sandbox profile only")
	case t.TLSRoots != "" && !x509.NewCertPool().AppendCertsFromPEM([]byte(t.TLSRoots)):
		return errors.New("tls_roots: no certificate in it")
	case t.SimulatedCard != "" && t.SimulatedCard != simulatedInReader && !filepath.IsAbs(t.SimulatedCard):
		return errors.New("simulated_card: want an absolute path, or pcsc")
	}
	return nil
}

// config is what package auth needs of it.
func (t CardTable) config() auth.CardConfig {
	c := auth.CardConfig{Hosts: t.CardHosts, Entry: t.CardEntry, Parameters: t.CardParameters, CookieDomains: t.CookieDomains}
	if t.CardTLSMax == "1.2" {
		c.MaxVersion = tls.VersionTLS12
	}
	if t.TLSRoots != "" {
		c.Roots = x509.NewCertPool()
		c.Roots.AppendCertsFromPEM([]byte(t.TLSRoots)) // check has looked
	}
	return c
}
