package auth

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Defaults of Config.
const (
	DefaultLoginTimeout  = 10 * time.Minute    // how long an attempt waits for the person
	DefaultIdleLimit     = 14 * 24 * time.Hour // how long a stored session may lie unused
	DefaultAbsoluteLimit = 30 * 24 * time.Hour // how old a session may become, however much it is used
	DefaultRedirectPath  = "/callback"
)

// Config says who logs in where. Issuer and ClientID are required, everything else has a default.
type Config struct {
	Issuer, ClientID string
	Scopes           []string // "openid" is put first when missing; nil: openid profile egovnrn
	ACRValues        string   // space separated; the weakest one is the least that is accepted; "" accepts any key
	UILocales        string   // for the login pages, e.g. "fr"; the first one is the language of our own page
	Account          string   // key in the store, e.g. "sandbox/citizen"
	LockDir          string   // state directory for the lock shared by processes (no secrets in it); "": this process only
	Sandbox          bool     // allow http, on loopback only, and the test person

	HTTP *http.Client                       // plain client for the login server; redirects are never followed whatever it says; nil: a new one
	Now  func() time.Time                   // nil: time.Now
	Page func(ok bool) (title, text string) // the page on the loopback, in the person's language; nil: English

	RedirectPort int    // 0: chosen by the system
	RedirectPath string // as registered with the server; "": DefaultRedirectPath

	LoginTimeout  time.Duration // 0: DefaultLoginTimeout
	IdleLimit     time.Duration // 0: DefaultIdleLimit
	AbsoluteLimit time.Duration // 0: DefaultAbsoluteLimit

	Card CardConfig // how a card logs in

	PlainUserinfo bool // accept user information as unsigned JSON; FAS signs it (login.md 4)
}

// withDefaults fills what was left out.
func (c Config) withDefaults() Config {
	if c.Scopes == nil {
		c.Scopes = []string{"openid", "profile", "egovnrn"}
	}
	if !slices.Contains(c.Scopes, "openid") {
		c.Scopes = append([]string{"openid"}, c.Scopes...)
	}
	if c.HTTP == nil {
		c.HTTP = &http.Client{}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Page == nil {
		c.Page = englishPage
	}
	if c.RedirectPath == "" {
		c.RedirectPath = DefaultRedirectPath
	}
	orDefault(&c.LoginTimeout, DefaultLoginTimeout)
	orDefault(&c.IdleLimit, DefaultIdleLimit)
	orDefault(&c.AbsoluteLimit, DefaultAbsoluteLimit)
	return c
}

func orDefault(d *time.Duration, v time.Duration) {
	if *d <= 0 {
		*d = v
	}
}

// check refuses a configuration no login can be done with; ErrConfig or ErrInsecure.
func (c Config) check() error {
	switch {
	case c.Issuer == "":
		return fmt.Errorf("%w: issuer missing", ErrConfig)
	case c.ClientID == "":
		return fmt.Errorf("%w: client id missing", ErrConfig)
	case !strings.HasPrefix(c.RedirectPath, "/") || strings.ContainsAny(c.RedirectPath, "?#%"):
		return fmt.Errorf("%w: redirect path is not a plain path", ErrConfig)
	}
	u, err := url.Parse(c.Issuer)
	if err != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return fmt.Errorf("%w: issuer is not an address", ErrConfig)
	}
	if err := checkAddress(u, c.Sandbox); err != nil {
		return fmt.Errorf("issuer: %w", err)
	}
	return nil
}

// locale is the first of UILocales, for the page's lang attribute.
func (c Config) locale() string {
	first, _, _ := strings.Cut(c.UILocales, " ")
	return first
}
