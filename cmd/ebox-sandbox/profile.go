package main

import (
	"bytes"
	"fmt"

	"github.com/BurntSushi/toml"

	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/fas"
)

// profileName is what the client calls the sandbox.
const profileName = "sandbox"

// profileFile is a client's configuration that knows the sandbox only.
type profileFile struct {
	Profile  string             `toml:"profile"`
	Profiles map[string]profile `toml:"profiles"`
}

// profile is what a client needs to know.
type profile struct {
	Sandbox    bool     `toml:"sandbox"`
	Issuer     string   `toml:"issuer"`
	ClientID   string   `toml:"client_id"`
	Scopes     []string `toml:"scopes"`
	ACRValues  string   `toml:"acr_values"`
	Federation string   `toml:"federation"`
	Consent    string   `toml:"consent,omitempty"` // operations on a citizen's consent, an extension of the sandbox
	Box        string   `toml:"box"`
	CardHosts  []string `toml:"card_hosts"` // that may ask for a card's certificate
	TLSRoots   string   `toml:"tls_roots"`  // PEM: what the card hosts' own certificates lead to
	// SimulatedCard is the unix socket of the simulated card, "pcsc" when it sits in a reader of the smart card service.
	SimulatedCard string `toml:"simulated_card,omitempty"`
	SoftwareKeys
}

// profile writes the TOML. A company's box is asked for by a scope of its own.
func (s *server) profile() ([]byte, error) {
	scopes := []string{"openid", "profile", "egovnrn"}
	if s.options.box == sandbox.Enterprise {
		scopes = append(scopes, fas.Enterprise)
	}
	p := profile{
		Sandbox: true, Issuer: s.base + "/fas/oauth2", ClientID: fas.ClientID, Scopes: scopes,
		ACRValues: fas.Level(s.options.level).URN(), Federation: s.sandbox.FederationURL(s.options.box), Box: s.options.box,
	}
	if p.Box == sandbox.Citizen {
		p.Consent = s.sandbox.ProfileURL()
	}
	s.cards.tell(&p)
	file := profileFile{Profile: profileName, Profiles: map[string]profile{profileName: p}}
	s.company.tell(file.Profiles, s.sandbox.FederationURL(sandbox.Enterprise))
	var b bytes.Buffer
	enc := toml.NewEncoder(&b)
	enc.Indent = ""
	if err := enc.Encode(file); err != nil {
		return nil, fmt.Errorf("writing profile: %w", err)
	}
	return b.Bytes(), nil
}
