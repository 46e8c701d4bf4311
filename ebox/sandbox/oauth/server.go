package oauth

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Paths of the token endpoint, by version of the server.
const (
	PathV3 = "/REST/oauth/v3/token"
	PathV5 = "/REST/oauth/v5/token"
)

// AudienceV3 is what an assertion for PathV3 must carry. For PathV5 it is the address of the endpoint.
const AudienceV3 = "https://oauth.sandbox.invalid"

// Client is a company's software as it was registered.
type Client struct {
	ID          string
	Company     string // CBE number, 10 digits
	Certificate *x509.Certificate
	Scopes      []string // what it may ask for
}

// Config says how the server behaves. The zero Config knows no client.
type Config struct {
	BaseURL  string // scheme and host, no path; may come later: SetBaseURL
	Clients  []Client
	Lifetime time.Duration    // of access tokens, 0: 5 min
	Now      func() time.Time // nil: time.Now
	Logger   *slog.Logger     // refused requests, without any secret; nil: none
}

// Grant is what an access token stands for: the box of a company.
type Grant struct {
	Client  string // its id
	Owner   string // CBE number
	Scopes  []string
	Expires time.Time
}

// Server is the authorization server. Its methods may be called from several goroutines.
type Server struct {
	cfg Config

	mu     sync.Mutex
	base   string
	faults Faults
	tokens map[[sha256.Size]byte]Grant
	seen   map[string]time.Time // jti of each client, until it would be too old anyway
}

// New makes a server. It answers 503 until it knows its address.
func New(cfg Config) *Server {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Lifetime <= 0 {
		cfg.Lifetime = 5 * time.Minute
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	return &Server{cfg: cfg, base: cfg.BaseURL, tokens: map[[sha256.Size]byte]Grant{}, seen: map[string]time.Time{}}
}

// SetBaseURL says under which scheme and host, without a slash at the end, the server is reached.
func (s *Server) SetBaseURL(base string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.base = base
}

// SetFaults replaces all fault knobs.
func (s *Server) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = f
}

func (s *Server) state() (base string, f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base, s.faults
}

// TokenEndpoint is the address of a version: PathV3 or PathV5.
func (s *Server) TokenEndpoint(path string) string {
	base, _ := s.state()
	return base + path
}

// Audience is what an assertion for that address must carry.
func (s *Server) Audience(path string) string {
	if path == PathV3 {
		return AudienceV3
	}
	return s.TokenEndpoint(path)
}

// Introspect tells what an access token opens; false for one that is unknown or expired.
func (s *Server) Introspect(token string) (Grant, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, ok := s.tokens[sha256.Sum256([]byte(token))]
	if !ok || !s.cfg.Now().Before(g.Expires) {
		return Grant{}, false
	}
	g.Scopes = slices.Clone(g.Scopes)
	return g, true
}

// RevokeAll ends every access token: clients have to ask for another one.
func (s *Server) RevokeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tokens)
}

// issue makes an access token.
func (s *Server) issue(c Client, scopes []string) string {
	token := randomText()
	now := s.cfg.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, g := range s.tokens {
		if !now.Before(g.Expires) {
			delete(s.tokens, k)
		}
	}
	s.tokens[sha256.Sum256([]byte(token))] = Grant{c.ID, c.Company, scopes, now.Add(s.cfg.Lifetime)}
	return token
}

// first tells whether a client has not used that jti before, and remembers it.
func (s *Server) first(client, id string, until time.Time) bool {
	now := s.cfg.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, t := range s.seen {
		if !now.Before(t) {
			delete(s.seen, k)
		}
	}
	key := client + "\x00" + id
	if _, used := s.seen[key]; used {
		return false
	}
	s.seen[key] = until
	return true
}

// client finds a registered client.
func (s *Server) client(id string) (Client, bool) {
	i := slices.IndexFunc(s.cfg.Clients, func(c Client) bool { return c.ID == id })
	if i < 0 {
		return Client{}, false
	}
	return s.cfg.Clients[i], true
}

func randomText() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// writeJSON answers as RFC 6749 sections 5.1 and 5.2 want it. The date is the server's, wrong or not.
func (s *Server) writeJSON(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		s.cfg.Logger.Error("writing answer", "error", err)
		http.Error(w, "no answer", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("Pragma", "no-cache")
	h.Set("Date", s.now().UTC().Format(http.TimeFormat))
	w.WriteHeader(status)
	_, _ = w.Write(b) // the client went away: nobody to tell
}

// now is the server's clock with what the knobs make of it.
func (s *Server) now() time.Time {
	_, f := s.state()
	return s.cfg.Now().Add(f.ClockSkew)
}
