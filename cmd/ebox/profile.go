package main

import (
	"cmp"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// profile is one environment: where to log in, and where the list of providers is.
type profile struct {
	Name       string
	Sandbox    bool     // plain http on loopback is allowed; marked on every screen and in every output
	Issuer     string   // of the login service, compared with its discovery document character by character
	ClientID   string   // this program's registration at the login service
	Scopes     []string // asked for at login
	ACRValues  string   // weakest digital key that is good enough
	Federation string   // base URL of the Federation API
	Consent    string   // base URL of the sandbox's operations for a citizen's consent; "": there are none, as in public
	Box        string   // boxCitizen or boxEnterprise
	Card       CardTable
	Software   *software // the company's own way in; nil: a person logs in
	Account    string    // the name that the person gave this box; "": none
	Company    string    // CBE number of the account's box, as the person wrote it; "": not written
}

// The kinds of box.
const (
	boxCitizen    = "citizen"
	boxEnterprise = "enterprise"
)

// account is the keyring's account, and the stem of the profile's file names.
func (p *profile) account() string {
	if p.Account != "" {
		return p.Name + "/" + p.Box + "/" + p.Account
	}
	return p.Name + "/" + p.Box
}

// fileStem names files that belong to the profile. No name holds an @, so that no two profiles and accounts share one.
func (p *profile) fileStem() string {
	stem := p.Name + "-" + p.Box
	if p.Account != "" {
		stem += "@" + p.Account
	}
	return stem
}

// builtin are the public addresses: issuers of FAS, and the federation of e-Box Enterprise. The federation of the citizen
// side is not public, and nobody gets in without a registration of one's own, so each lacks something until the
// configuration says it.
var builtin = map[string]struct{ issuer, enterprise string }{
	"acceptance": {
		issuer:     "https://idp.iamfas.int.belgium.be/fas/oauth2",
		enterprise: "https://services-acpt.socialsecurity.be/REST/ebox/enterprise/federation/v1",
	},
	"production": {
		issuer:     "https://idp.iamfas.belgium.be/fas/oauth2",
		enterprise: "https://services.socialsecurity.be/REST/ebox/enterprise/federation/v1",
	},
}

// defaultLevel is the weakest key asked for when the profile does not say.
const defaultLevel = "urn:be:fedict:iam:fas:Level400"

// lack is a value that a profile needs and does not have, or has wrongly.
type lack struct {
	Key   string // in [profiles.NAME]
	Env   string
	Wrong wrong // why the value that is there cannot be used; 0: it is missing
}

// wrong is what is wrong with a value.
type wrong int

const (
	wrongBox      wrong = iota + 1 // neither citizen nor enterprise
	wrongAddress                   // not an address
	wrongNotLocal                  // a sandbox profile that leaves this machine
	wrongNotHTTPS                  // plain http
	wrongScopes                    // without openid
	wrongPath                      // not an absolute path
	wrongCompany                   // not an enterprise number
)

// profileError tells everything that a profile lacks, at once.
type profileError struct {
	Profile string
	Path    string   // of the configuration that would say it
	Known   []string // profiles that exist; set when Profile does not
	Box     string
	Lacks   []lack
}

func (e *profileError) Error() string {
	if len(e.Lacks) == 0 {
		return "profile " + e.Profile + ": not known"
	}
	var keys []string
	for _, l := range e.Lacks {
		keys = append(keys, l.Key)
	}
	return "profile " + e.Profile + ": not complete: " + strings.Join(keys, ", ")
}

// profileNames lists the profiles that exist.
func profileNames(c *config) []string {
	names := []string{"acceptance", "production"}
	for n := range c.Profiles {
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

// resolveProfile builds the profile: flag, EBOX_PROFILE, the configuration's choice, else production; its values from
// EBOX_* variables, the configuration, else what is built in. The profile comes back even with an error, as far as it
// goes: doctor shows it.
func resolveProfile(flag string, getenv func(string) string, c *config) (*profile, error) {
	name := cmp.Or(flag, getenv("EBOX_PROFILE"), c.Profile, "production")
	t, configured := c.Profiles[name]
	b, known := builtin[name]
	p := &profile{Name: name, Sandbox: t.Sandbox}
	if !configured && !known {
		return p, &profileError{Profile: name, Path: c.path, Known: profileNames(c)}
	}
	p.Box = cmp.Or(getenv("EBOX_BOX"), t.Box, boxCitizen)
	p.Issuer = cmp.Or(getenv("EBOX_ISSUER"), t.Issuer, b.issuer)
	p.ClientID = cmp.Or(getenv("EBOX_CLIENT_ID"), t.ClientID)
	p.ACRValues = cmp.Or(getenv("EBOX_ACR_VALUES"), t.ACRValues, defaultLevel)
	p.Federation = cmp.Or(getenv("EBOX_FEDERATION"), t.Federation)
	if p.Box == boxEnterprise {
		p.Federation = cmp.Or(getenv("EBOX_FEDERATION"), t.CompanyFederation, t.Federation, b.enterprise)
	}
	if p.Box == boxCitizen {
		p.Consent = cmp.Or(getenv("EBOX_CONSENT"), t.Consent)
	}
	p.Card = t.CardTable.or(cardHosts[name])
	p.Software = t.SoftwareTable.software(name, p.ClientID)
	p.Scopes = t.Scopes
	if s := strings.Fields(getenv("EBOX_SCOPES")); len(s) > 0 {
		p.Scopes = s
	}
	if len(p.Scopes) == 0 {
		p.Scopes = []string{"openid", "profile", "egovnrn"}
	}
	if lacks := p.check(); len(lacks) > 0 {
		return p, &profileError{Profile: name, Path: c.path, Box: p.Box, Lacks: lacks}
	}
	return p, nil
}

// check lists what is missing or wrong, in the order in which a person would fill it in.
func (p *profile) check() []lack {
	var lacks []lack
	add := func(key, env string, why wrong) { lacks = append(lacks, lack{key, env, why}) }
	if p.Box != boxCitizen && p.Box != boxEnterprise {
		add("box", "EBOX_BOX", wrongBox)
	}
	if p.Software != nil {
		p.Software.check(p, add)
	} else {
		p.checkPerson(add)
	}
	if why, bad := p.badAddress(p.Federation); bad {
		add("federation", "EBOX_FEDERATION", why)
	}
	if why, bad := p.badAddress(p.Consent); bad && p.Consent != "" {
		add("consent", "EBOX_CONSENT", why)
	}
	return lacks
}

// checkPerson is what a person needs to log in.
func (p *profile) checkPerson(add func(key, env string, why wrong)) {
	if why, bad := p.badAddress(p.Issuer); bad {
		add("issuer", "EBOX_ISSUER", why)
	}
	if p.ClientID == "" {
		add("client_id", "EBOX_CLIENT_ID", 0)
	}
	if !slices.Contains(p.Scopes, "openid") {
		add("scopes", "EBOX_SCOPES", wrongScopes)
	}
}

// badAddress wants an https address, or in a sandbox profile a loopback address and nothing else: a profile that is
// marked as a sandbox must not reach the real thing, and no other profile speaks without TLS.
func (p *profile) badAddress(s string) (why wrong, bad bool) {
	if s == "" {
		return 0, true
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return wrongAddress, true
	case p.Sandbox && !isLoopback(u.Hostname()):
		return wrongNotLocal, true
	case p.Sandbox && (u.Scheme == "http" || u.Scheme == "https"):
		return 0, false
	case u.Scheme != "https":
		return wrongNotHTTPS, true
	}
	return 0, false
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// providerCache is the file with the last good list of providers: public data.
func (p *profile) providerCache(d dirs) string {
	return filepath.Join(d.cache, "providers-"+p.fileStem()+".json")
}
