package fas

import (
	"cmp"
	"crypto/rsa"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"
)

// ClientID is the public client that the sandbox knows: PKCE, loopback redirects, no secret.
const ClientID = "ebox-sandbox"

// RegistryClient and RegistrySecret are what a message registry introspects tokens with (RFC 7662). They are no secret:
// everything here is for tests.
const (
	RegistryClient = "ebox-sandbox-registry"
	RegistrySecret = "sandbox-registry"
)

// Config says how the provider behaves. The zero Config is a usable sandbox once its base address is known.
type Config struct {
	BaseURL              string                    // scheme and host, no path; may come later: SetBaseURL
	Now                  func() time.Time          // nil: time.Now
	AccessTokenLifetime  time.Duration             // 0: 5 min
	RefreshTokenLifetime time.Duration             // from login to the last refresh, 0: 30 days
	SessionLifetime      time.Duration             // single sign-on in the browser, 0: 8 h
	LoginLifetime        time.Duration             // how long the pages wait, 0: 10 min
	RequiredLevel        Level                     // when a request names none, 0: Level400
	Persons              []Person                  // nil: DefaultPersons; the first is the default one
	RedirectPaths        []string                  // paths allowed on the loopback, nil: /callback
	LogoutPaths          []string                  // the same after logout, nil: /logged-out
	Device               bool                      // offer the device authorization grant (RFC 8628)
	AskBox               bool                      // ask in whose name also when a request names neither box; else it means the citizen's
	CardURL              func(login string) string // where a card in a reader logs in, for the waiting login; nil: nowhere, there are the eID page's buttons only
	CardEntry            string                    // takes the parameters of authorize and asks for the card at once: mtls_endpoint_aliases; "": not announced
	Faults               Faults                    // what goes wrong from the start: SetFaults
	Dir                  string                    // keep refresh tokens (as hashes) in this directory; "": in memory only
	Keys                 []*rsa.PrivateKey         // the signing key and the one before it; nil: generated
	Logger               *slog.Logger              // refused requests, without any secret; nil: none
}

// withDefaults fills what was left out.
func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	c.AccessTokenLifetime = cmp.Or(c.AccessTokenLifetime, 5*time.Minute)
	c.RefreshTokenLifetime = cmp.Or(c.RefreshTokenLifetime, 30*24*time.Hour)
	c.SessionLifetime = cmp.Or(c.SessionLifetime, 8*time.Hour)
	c.LoginLifetime = cmp.Or(c.LoginLifetime, 10*time.Minute)
	c.RequiredLevel = cmp.Or(c.RequiredLevel, Level400)
	if c.Persons == nil {
		c.Persons = DefaultPersons()
	}
	if c.RedirectPaths == nil {
		c.RedirectPaths = []string{"/callback"}
	}
	if c.LogoutPaths == nil {
		c.LogoutPaths = []string{"/logged-out"}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

// checkBase takes scheme and host and nothing else.
func checkBase(base string) (string, error) {
	u, err := url.Parse(base)
	if err != nil {
		return "", fmt.Errorf("reading base address: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" ||
		u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", fmt.Errorf("reading base address %q: want scheme and host only", u.Redacted())
	}
	return u.Scheme + "://" + u.Host, nil
}
