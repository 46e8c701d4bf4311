package sandbox

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"myebox/ebox/sandbox/consent"
	"myebox/ebox/sandbox/mailbox"
)

// Config says what a sandbox is made of. World and Tokens are needed.
type Config struct {
	World  *mailbox.World
	Tokens Tokens
	Login  http.Handler // everything under /fas/ and /fasui/; nil: not found
	// Software is where companies' own software logs in, everything under /REST/oauth/; nil: not found.
	Software http.Handler
	// LoginFaults turns the login server's own knobs; nil: there are none.
	LoginFaults LoginFaults
	// Announce is, by messageProviderId, the base URL that the federation names instead of the sandbox's own, and that
	// contentHref begins with: a recording proxy stands there. {box} in it becomes citizen or enterprise.
	Announce map[string]string
	Dir      string           // directory that keeps the federation's preferences and the profiles; "": memory only
	Consent  consent.Config   // how citizens' consent behaves; Dir and Now in it are taken from here
	Now      func() time.Time // nil: time.Now
	Log      func(Entry)      // hears of every request when it is over; nil: nobody does
}

// LoginFaults are knobs inside the login server, by name.
type LoginFaults interface {
	SetFault(name string) error
	ClearFaults()
}

// Sandbox is the federation: registries, provider list, login and knobs under one address. It is safe for concurrent use.
type Sandbox struct {
	cfg      Config
	base     atomic.Pointer[string]
	faults   *Faults
	requests *Requests
	prefs    *preferences
	consent  *consent.Store
	registry []route
	central  []route
	profiles []route
}

// New makes a sandbox. It answers 503 until it knows its address: SetBaseURL.
func New(cfg Config) (*Sandbox, error) {
	if cfg.World == nil || cfg.Tokens == nil {
		return nil, errors.New("making sandbox: neither boxes nor tokens may be missing")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if err := checkAnnounced(cfg); err != nil {
		return nil, err
	}
	prefs, err := openPreferences(cfg.Dir)
	if err != nil {
		return nil, err
	}
	cfg.Consent.Dir, cfg.Consent.Now = cfg.Dir, cfg.Now
	profiles, err := consent.Open(cfg.Consent)
	if err != nil {
		return nil, err
	}
	s := &Sandbox{cfg: cfg, faults: newFaults(cfg.LoginFaults), requests: newRequests(), prefs: prefs, consent: profiles}
	s.registry, s.central, s.profiles = registryRoutes(), federationRoutes(), profileRoutes()
	return s, nil
}

// ErrAnnounce tells that a URL in Config.Announce is of no use.
var ErrAnnounce = errors.New("announcing a base URL")

func checkAnnounced(cfg Config) error {
	known := map[string]bool{}
	for _, p := range cfg.World.Providers() {
		known[p.MessageProviderID] = true
	}
	for id, announced := range cfg.Announce {
		if !known[id] {
			return fmt.Errorf("%w for %q: there is no such provider", ErrAnnounce, id)
		}
		u, err := url.Parse(strings.ReplaceAll(announced, boxPlaceholder, Citizen))
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return fmt.Errorf("%w for %s: want an http(s) base URL without query", ErrAnnounce, id)
		}
	}
	return nil
}

// SetBaseURL says under which scheme and host the sandbox is reached, once the listener is open.
func (s *Sandbox) SetBaseURL(base string) error {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" {
		return errors.New("setting base address: want scheme and host only")
	}
	b := u.Scheme + "://" + u.Host
	s.base.Store(&b)
	return nil
}

// BaseURL is scheme and host without a slash; empty while not known.
func (s *Sandbox) BaseURL() string {
	if b := s.base.Load(); b != nil {
		return *b
	}
	return ""
}

// Faults are the knobs.
func (s *Sandbox) Faults() *Faults { return s.faults }

// Requests are the counters.
func (s *Sandbox) Requests() *Requests { return s.requests }

// FederationURL is the base URL of the Federation API for a kind of box.
func (s *Sandbox) FederationURL(boxType string) string {
	return s.BaseURL() + "/REST/ebox/" + boxType + "/federation/v1"
}

// boxPlaceholder in an announced URL becomes the kind of box.
const boxPlaceholder = "{box}"

// RegistryURL is the base URL of a provider's registry as the federation announces it.
func (s *Sandbox) RegistryURL(provider, boxType string) string {
	if a := s.cfg.Announce[provider]; a != "" {
		return strings.TrimSuffix(strings.ReplaceAll(a, boxPlaceholder, boxType), "/")
	}
	major := "2"
	if p, known := s.provider(provider); known {
		major, _, _ = strings.Cut(p.APISupportedVersion, ".")
	}
	return s.BaseURL() + "/" + url.PathEscape(provider) + "/REST/ebox/" + boxType + "/messageRegistry/v" + major
}
