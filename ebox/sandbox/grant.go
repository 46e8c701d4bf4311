package sandbox

import (
	"slices"
	"strings"
	"time"
)

// The two kinds of box, as they stand in addresses and in EboxId.
const (
	Citizen    = "citizen"
	Enterprise = "enterprise"
)

// Tokens knows what an access token is good for. Implementations must be safe for concurrent use.
type Tokens interface {
	// Introspect gives the grant behind an access token, and whether the token was ever good and is not revoked. An
	// expired token may be reported with its grant: the sandbox compares Expires itself.
	Introspect(token string) (Grant, bool)
}

// Grant is what an access token stands for.
type Grant struct {
	BoxType string    // Citizen or Enterprise
	Owner   string    // SSIN (11 digits) or CBE number (10 digits)
	Scopes  []string  // as granted
	Expires time.Time // zero: never
}

// Scopes of a login: the national number's or the kind of box. Scopes of the citizen registry are not public, and neither
// are those of a person who acts for a company: here either of a login's scopes opens the box that it was made for.
const scopeNationalNumber = "egovnrn"

// The scopes of e-Box Enterprise as published, for a company's own software.
const (
	scopePrefix       = "scope:document:management:consult:ws-eboxrestentreprise:"
	scopeSummary      = scopePrefix + "summaryownebox"
	scopeMessages     = scopePrefix + "messagesfull"
	scopeReference    = scopePrefix + "referencedata"
	scopePublication  = scopePrefix + "publicationsender"
	scopeConsumer     = scopePrefix + "documentconsumer"
	scopeFederation   = "scope:documentmanagement:ebox:enterprise:federation-rest:"
	scopeProviderList = scopeFederation + "registry"
	scopePreference   = scopeFederation + "preference"
)

// allows tells whether the grant holds that scope, or one that includes it.
func (g Grant) allows(scope string) bool {
	has := func(s string) bool { return slices.Contains(g.Scopes, s) }
	if has(scopeNationalNumber) || has(g.BoxType) {
		return true
	}
	return g.BoxType == Enterprise && (has(scope) || has(scopeConsumer) && strings.HasPrefix(scope, scopePrefix))
}
