package main

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/oauth"
)

// States of --enterprise-certificate.
const (
	goodCertificate    = "good"
	expiredCertificate = "expired"
)

// maxCompanies is how many test companies there can be.
const maxCompanies = 100

// companies are the test companies whose software logs in by itself, and the server where it does.
type companies struct {
	server *oauth.Server
	creds  *oauth.Credentials // nil: there are none
	keys   []string           // absolute, one for each client
}

// openCompanies makes the server; with --enterprise-key also a key, which it writes.
func openCompanies(o *options, base string, logger *slog.Logger) (*companies, error) {
	c := &companies{}
	cfg := oauth.Config{BaseURL: base, Lifetime: o.tokenLifetime, Logger: logger}
	if o.companyKey == "" {
		c.server = oauth.New(cfg)
		return c, nil
	}
	path, err := filepath.Abs(o.companyKey)
	if err != nil {
		return nil, fmt.Errorf("finding the place of --enterprise-key: %w", err)
	}
	now := time.Now()
	v := oauth.Validity{From: now.AddDate(0, 0, -1), Until: now.AddDate(1, 0, 0)}
	if o.companyCert == expiredCertificate {
		v = oauth.Validity{From: now.AddDate(-1, 0, 0), Until: now.AddDate(0, 0, -1)}
	}
	if c.creds, err = oauth.Issue(o.companies, v); err != nil {
		return nil, err
	}
	if err := c.creds.Write(path, o.companyPass); err != nil {
		return nil, err
	}
	for i := range c.creds.Clients {
		c.keys = append(c.keys, oauth.Path(path, i))
	}
	cfg.Clients = c.creds.Clients
	c.server = oauth.New(cfg)
	return c, nil
}

// SoftwareKeys, exported because it is embedded, is what a client needs to know about companies' software.
type SoftwareKeys struct {
	CompanyFederation string `toml:"company_federation,omitempty"`
	TokenEndpoint     string `toml:"token_endpoint,omitempty"`
	Audience          string `toml:"audience,omitempty"`
	Key               string `toml:"key,omitempty"`
	// CompanyScopes is all that the test companies were granted: a client asks for less when nobody says.
	CompanyScopes []string `toml:"company_scopes,omitempty"`
}

// tell adds to the sandbox's profile where companies' software logs in, and a profile for each company: company,
// company-2, ...
func (c *companies) tell(profiles map[string]profile, federation string) {
	if c.creds == nil {
		return
	}
	p := profiles[profileName]
	p.SoftwareKeys = SoftwareKeys{
		CompanyFederation: federation, TokenEndpoint: c.server.TokenEndpoint(oauth.PathV5), Audience: c.server.Audience(oauth.PathV5),
		CompanyScopes: c.creds.Clients[0].Scopes,
	}
	profiles[profileName] = p
	p.Box, p.Federation, p.CompanyFederation, p.Consent, p.Scopes = sandbox.Enterprise, federation, "", "", nil
	p.CardHosts, p.TLSRoots, p.SimulatedCard, p.ACRValues = nil, "", "", ""
	for i, client := range c.creds.Clients {
		p.ClientID, p.Key = client.ID, c.keys[i]
		name := "company"
		if i > 0 {
			name = fmt.Sprintf("company-%d", i+1)
		}
		profiles[name] = p
	}
}
