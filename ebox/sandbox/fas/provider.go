package fas

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/zitadel/oidc/v3/pkg/op"
)

// Provider is the OpenID provider. Its methods may be called from several goroutines.
type Provider struct {
	cfg     Config
	base    atomic.Pointer[string]
	fault   atomic.Pointer[Faults]
	keys    *keyRing
	store   *store
	stray   func() (signingKey, error) // a key that is never published
	handler http.Handler
}

// server answers the machine-readable requests; the library routes and parses them.
type server struct {
	op.UnimplementedServer
	p *Provider
}

// New makes a provider. It serves nothing but 503 until it knows its base address.
func New(cfg Config) (*Provider, error) {
	p := &Provider{cfg: cfg.withDefaults(), store: newStore(), stray: sync.OnceValues(generateKey)}
	p.SetFaults(cfg.Faults)
	if cfg.BaseURL != "" {
		if err := p.SetBaseURL(cfg.BaseURL); err != nil {
			return nil, err
		}
	}
	var err error
	if p.keys, err = newKeyRing(cfg.Keys); err != nil {
		return nil, err
	}
	if err := p.load(); err != nil {
		return nil, err
	}
	p.handler = p.routes()
	return p, nil
}

// SetBaseURL says under which scheme and host the provider is reached, once the listener is open.
func (p *Provider) SetBaseURL(base string) error {
	base, err := checkBase(base)
	if err != nil {
		return err
	}
	p.base.Store(&base)
	return nil
}

// BaseURL is scheme and host without a slash; empty while not known.
func (p *Provider) BaseURL() string {
	if b := p.base.Load(); b != nil {
		return *b
	}
	return ""
}

// Issuer is the provider's identifier: what clients are configured with.
func (p *Provider) Issuer() string { return p.BaseURL() + issuerPath }

// SetFaults replaces all fault knobs.
func (p *Provider) SetFaults(f Faults) { p.fault.Store(&f) }

func (p *Provider) faults() Faults { return *p.fault.Load() }

func (p *Provider) strayKey() (signingKey, error) { return p.stray() }

// Rotate makes a fresh signing key. The one used until now can still be verified with; the one before it cannot.
func (p *Provider) Rotate() error { return p.keys.rotate() }

// Handler serves everything under /fas/ and /fasui/.
func (p *Provider) Handler() http.Handler { return p.handler }

// person finds a test person by ID, else by national number.
func (p *Provider) person(hint string) (Person, bool) {
	for _, x := range p.cfg.Persons {
		if hint != "" && (x.ID == hint || x.NationalNumber == hint) {
			return x, true
		}
	}
	return Person{}, false
}

func (p *Provider) defaultPerson() (Person, error) {
	if len(p.cfg.Persons) == 0 {
		return Person{}, fmt.Errorf("choosing test person: there is none")
	}
	return p.cfg.Persons[0], nil
}
