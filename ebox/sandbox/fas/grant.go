package fas

import "time"

// Grant is what an access token stands for.
type Grant struct {
	BoxType string   // Citizen or Enterprise
	Owner   string   // whose box: national number (11 digits) or CBE number (10 digits)
	Scopes  []string // as granted
	Level   Level    // strength of the login behind it
	Subject string   // sub of the person
	Expires time.Time
}

// Introspect tells what an access token opens; false for one that is unknown, expired or revoked.
func (p *Provider) Introspect(token string) (Grant, bool) {
	a, ok := p.store.access(token, p.cfg.Now())
	if !ok {
		return Grant{}, false
	}
	return a.grant(), true
}

// RevokeAll ends every token family and browser session, as when a consent is withdrawn elsewhere.
func (p *Provider) RevokeAll() { p.store.clear() }
