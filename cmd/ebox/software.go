package main

import (
	"cmp"
	"path/filepath"
)

// SoftwareTable, exported because it is embedded, is what [profiles.NAME] says of the way in without a person: the
// company's software signs with a key of its own (RFC 7523).
type SoftwareTable struct {
	CompanyFederation string `toml:"company_federation"` // base URL of the Federation API for companies, where it is another

	OAuthServer   string   `toml:"oauth_server"`   // "v3" or "v5": which of the public token endpoints; "": v5
	TokenEndpoint string   `toml:"token_endpoint"` // instead of the public one
	Audience      string   `toml:"audience"`       // of the assertion; it cannot be computed from the endpoint
	CompanyScopes []string `toml:"company_scopes"` // asked for; nil: reading
	Company       string   `toml:"company"`        // CBE number; "": the certificate tells
	Key           string   `toml:"key"`            // absolute path: PEM or PKCS#12; "": a person logs in
	Certificate   string   `toml:"certificate"`    // absolute path, where it is not in the file of the key
}

// software is a company's own way in, complete. It acts for the company: whoever can read Key can read the box.
type software struct {
	TokenEndpoint, Audience, ClientID string
	Scopes                            []string
	Company                           string // "": the certificate tells
	Key, Certificate                  string
}

// tokenServer is a public token endpoint, and the audience that it wants.
type tokenServer struct{ endpoint, audience string }

// tokenServers are the public ones, by environment and version of the server.
var tokenServers = map[string]map[string]tokenServer{
	"acceptance": {
		"v3": {"https://services-acpt.socialsecurity.be/REST/oauth/v3/token", "https://oauthacc.socialsecurity.be"},
		"v5": {"https://services-acpt.socialsecurity.be/REST/oauth/v5/token", "https://services-acpt.socialsecurity.be/REST/oauth/v5/token"},
	},
	"production": {
		"v3": {"https://services.socialsecurity.be/REST/oauth/v3/token", "https://oauth.socialsecurity.be"},
		"v5": {"https://services.socialsecurity.be/REST/oauth/v5/token", "https://services.socialsecurity.be/REST/oauth/v5/token"},
	},
}

// oauthServer is the version used when nobody says.
const oauthServer = "v5"

// readingScopes are what reading a company's box takes. Replying takes another one, which has to be granted: whoever has
// it writes company_scopes.
var readingScopes = []string{
	"scope:document:management:consult:ws-eboxrestentreprise:summaryownebox",
	"scope:document:management:consult:ws-eboxrestentreprise:messagesfull",
	"scope:document:management:consult:ws-eboxrestentreprise:referencedata",
	"scope:documentmanagement:ebox:enterprise:federation-rest:registry",
}

// software is what a profile's table says, with the public addresses of the environment of that name; nil: a person
// logs in.
func (t SoftwareTable) software(environment, clientID string) *software {
	if t.Key == "" {
		return nil
	}
	known := tokenServers[environment][cmp.Or(t.OAuthServer, oauthServer)]
	s := &software{
		TokenEndpoint: cmp.Or(t.TokenEndpoint, known.endpoint), Audience: cmp.Or(t.Audience, known.audience), ClientID: clientID,
		Scopes: t.CompanyScopes, Company: t.Company, Key: t.Key, Certificate: t.Certificate,
	}
	if len(s.Scopes) == 0 {
		s.Scopes = readingScopes
	}
	return s
}

// check lists what is missing or wrong.
func (s *software) check(p *profile, add func(key, env string, why wrong)) {
	if why, bad := p.badAddress(s.TokenEndpoint); bad {
		add("token_endpoint", "", why)
	}
	if s.Audience == "" {
		add("audience", "", 0)
	}
	if s.ClientID == "" {
		add("client_id", "EBOX_CLIENT_ID", 0)
	}
	for _, file := range []struct{ key, path string }{{"key", s.Key}, {"certificate", s.Certificate}} {
		if file.path != "" && !filepath.IsAbs(file.path) {
			add(file.key, "", wrongPath)
		}
	}
	if s.Company != "" && !validCompany(s.Company) {
		add("company", "", wrongCompany)
	}
	if p.Box != boxEnterprise {
		add("box", "EBOX_BOX", wrongBox)
	}
}
