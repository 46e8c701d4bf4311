package fas

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"sync"
	"time"
)

// digest is how secrets are kept: their SHA-256.
type digest [sha256.Size]byte

func hash(secret string) digest { return sha256.Sum256([]byte(secret)) }

// secret is a fresh opaque value of 256 random bits.
func secret() string {
	var b [32]byte
	rand.Read(b[:]) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// codeLifetime is how long an authorization code can be exchanged (login.md: 60 s).
const codeLifetime = 60 * time.Second

// login is an authorization request whose person is still before the pages.
type login struct {
	id      string
	browser digest // of the cookie of the browser that started it
	adopt   bool   // it began on another host: the browser that brings its id first is its browser
	req     authRequest
	lang    string
	expires time.Time
	who     *identity // set once a key was used
	single  bool      // the browser's session knows who already
	box     string    // chosen by the person, "" not yet
}

// identity is a person who logged in, and how.
type identity struct {
	person Person
	level  Level
	amr    []string
	at     time.Time
}

// session is the single sign-on of one browser.
type session struct {
	identity
	expires time.Time
}

// code is an authorization code; it stays known after its use so that a second use is noticed.
type code struct {
	family      *family
	clientID    string
	redirectURI string
	challenge   string
	nonce       string
	used        bool
	expires     time.Time
}

// family is everything that comes from one login: access tokens, and refresh tokens one after another.
type family struct {
	clientID string
	identity identity
	box      string
	acr      string
	scopes   []string
	refresh  digest   // the one that is good
	spent    []digest // those that were, oldest first
	expires  time.Time
	dead     bool
}

func (f *family) owner() string {
	if f.box == Enterprise && f.identity.person.Company != nil {
		return f.identity.person.Company.Number
	}
	return f.identity.person.NationalNumber
}

// accessToken is an opaque token that registries ask about.
type accessToken struct {
	family  *family
	scopes  []string
	id      string // jti
	issued  time.Time
	expires time.Time
}

func (a *accessToken) grant() Grant {
	return Grant{
		BoxType: a.family.box, Owner: a.family.owner(), Scopes: slices.Clone(a.scopes), Level: a.family.identity.level,
		Subject: a.family.identity.person.subject(a.family.clientID), Expires: a.expires,
	}
}

// store is all state of the provider. Every secret in it is a hash.
type store struct {
	mu       sync.Mutex
	logins   map[string]*login
	sessions map[digest]*session
	codes    map[digest]*code
	tokens   map[digest]*accessToken
	devices  map[digest]*deviceLogin // by their codes
	families map[digest]*family      // by every refresh token they ever had
	keep     func([]*family)         // called with what is to survive a restart, under mu; nil: nothing is
}

func newStore() *store {
	return &store{
		logins:   map[string]*login{},
		sessions: map[digest]*session{},
		codes:    map[digest]*code{},
		tokens:   map[digest]*accessToken{},
		devices:  map[digest]*deviceLogin{},
		families: map[digest]*family{},
	}
}

func (s *store) access(token string, now time.Time) (*accessToken, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.tokens[hash(token)]
	if !ok || a.family.dead || !now.Before(a.expires) {
		return nil, false
	}
	return a, true
}

func (s *store) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.sessions)
	for _, f := range s.families {
		f.dead = true
	}
	clear(s.codes)
	clear(s.devices)
	clear(s.tokens)
	clear(s.families)
	s.saved()
}

// kill ends a family and everything that came from it. The caller holds mu.
func (s *store) kill(f *family) {
	f.dead = true
	for d, a := range s.tokens {
		if a.family == f {
			delete(s.tokens, d)
		}
	}
	for d, g := range s.families {
		if g == f {
			delete(s.families, d)
		}
	}
	s.saved()
}

// saved writes down the living families. The caller holds mu.
func (s *store) saved() {
	if s.keep == nil {
		return
	}
	var alive []*family
	for d, f := range s.families {
		if !f.dead && d == f.refresh {
			alive = append(alive, f)
		}
	}
	s.keep(alive)
}

// prune forgets what is over. The caller holds mu.
func (s *store) prune(now time.Time) {
	for id, l := range s.logins {
		if !now.Before(l.expires) {
			delete(s.logins, id)
		}
	}
	for d, x := range s.sessions {
		if !now.Before(x.expires) {
			delete(s.sessions, d)
		}
	}
	for d, c := range s.codes {
		if !now.Before(c.expires.Add(time.Hour)) { // kept longer than it is good: a late reuse still kills its tokens
			delete(s.codes, d)
		}
	}
	for d, x := range s.devices {
		if !now.Before(x.expires.Add(time.Hour)) { // kept longer than it is good: whoever still asks is told why
			delete(s.devices, d)
		}
	}
	for d, a := range s.tokens {
		if !now.Before(a.expires) {
			delete(s.tokens, d)
		}
	}
	for d, f := range s.families {
		if !now.Before(f.expires) {
			delete(s.families, d)
		}
	}
}
