package card

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"

	"myebox/ebox/sandbox/fas"
)

// Login is the OpenID provider behind the host; *fas.Provider is one.
type Login interface {
	Arrive(w http.ResponseWriter, r *http.Request, person fas.Person, level fas.Level, amr ...string)
	TurnAway(w http.ResponseWriter, r *http.Request, why string)
}

// Config says whom a Host lets in.
type Config struct {
	Login Login
	// Own are the CAs of the sandbox's cards: whether one was revoked must be known.
	Own []*x509.Certificate
	// Further are other CAs that are trusted, roots or issuers: a status is asked for where a certificate says where.
	Further []*x509.Certificate
	// Certificate is what the host shows of itself.
	Certificate tls.Certificate
	// MinVersion and MaxVersion of TLS; 0: 1.2 and 1.3.
	MinVersion, MaxVersion uint16
	Status                 *http.Client     // for OCSP and CRL; nil: one with 3 s of patience
	Now                    func() time.Time // nil: time.Now
	Logger                 *slog.Logger     // refused cards, without number and name; nil: none
}

// The paths of the host.
const (
	EntryPath = "/fas/oauth2/authorize" // with the parameters of the authorize endpoint: mtls_endpoint_aliases
	LoginPath = "/fas/card"             // for a login that waits in a browser: fas.CardLoginParam
)

// patience is how long the handshake may take: a person looks for the card and types the PIN in it.
const patience = 5 * time.Minute

// Host asks for cards.
type Host struct {
	cfg    Config
	status *status
	server *http.Server
}

// NewHost makes a host that does not listen yet.
func NewHost(cfg Config) (*Host, error) {
	if cfg.Login == nil || len(cfg.Certificate.Certificate) == 0 || len(cfg.Own)+len(cfg.Further) == 0 {
		return nil, errors.New("making card host: login, certificate and at least one CA are needed")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.Status == nil {
		cfg.Status = &http.Client{Timeout: 3 * time.Second}
	}
	if cfg.MinVersion == 0 {
		cfg.MinVersion = tls.VersionTLS12
	}
	h := &Host{cfg: cfg, status: &status{client: cfg.Status, now: cfg.Now}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+EntryPath, h.enter)
	mux.HandleFunc("GET "+LoginPath, h.enter)
	h.server = &http.Server{
		Handler: mux, TLSConfig: h.tls(), ReadHeaderTimeout: patience, IdleTimeout: time.Minute,
		ErrorLog: log.New(io.Discard, "", 0), // a refused handshake is told by tls
	}
	return h, nil
}

// tls demands a certificate of one of the CAs. Their names go to the client, so that it can see whether its card would be
// accepted before anybody types a PIN.
func (h *Host) tls() *tls.Config {
	pool := x509.NewCertPool()
	for _, ca := range append(append([]*x509.Certificate{}, h.cfg.Own...), h.cfg.Further...) {
		pool.AddCert(ca)
	}
	return &tls.Config{
		Certificates: []tls.Certificate{h.cfg.Certificate}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool,
		MinVersion: h.cfg.MinVersion, MaxVersion: h.cfg.MaxVersion, Time: h.cfg.Now, NextProtos: []string{"http/1.1"},
	}
}

// Serve answers on l until Close.
func (h *Host) Serve(l net.Listener) error {
	if err := h.server.ServeTLS(l, "", ""); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Close stops at once.
func (h *Host) Close() error { return h.server.Close() }

// enter lets the person behind a certificate in, or turns them away.
func (h *Host) enter(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	person, why := h.identify(r.Context(), r.TLS)
	if why != "" {
		h.cfg.Logger.InfoContext(r.Context(), "card refused", "reason", why)
		h.cfg.Login.TurnAway(w, r, why)
		return
	}
	h.cfg.Login.Arrive(w, r, person, fas.Level500, "eid")
}

// identify checks what the handshake does not. why is empty, or the reason for a refusal.
func (h *Host) identify(ctx context.Context, state *tls.ConnectionState) (person fas.Person, why string) {
	if state == nil || len(state.VerifiedChains) == 0 {
		return person, ReasonUnknown
	}
	chain := state.VerifiedChains[0]
	for _, c := range state.VerifiedChains { // the longest tells the issuer of the issuer
		if len(c) > len(chain) {
			chain = c
		}
	}
	leaf := chain[0]
	if leaf.IsCA || leaf.KeyUsage&x509.KeyUsageDigitalSignature == 0 || leaf.KeyUsage&x509.KeyUsageContentCommitment != 0 {
		return person, ReasonUsage
	}
	person, ok := PersonOf(leaf)
	if !ok {
		return person, ReasonUnknown
	}
	if len(chain) < 2 { // a card's certificate that is trusted by itself
		return person, ""
	}
	revoked, err := h.status.revoked(ctx, leaf, chain[1])
	switch {
	case revoked:
		return person, ReasonRevoked
	case err != nil && h.own(chain):
		h.cfg.Logger.InfoContext(ctx, "card status not known", "error", err)
		return person, ReasonStatus
	}
	return person, ""
}

// own tells whether the chain leads to a CA of the sandbox's cards.
func (h *Host) own(chain []*x509.Certificate) bool {
	for _, c := range chain[1:] {
		for _, ca := range h.cfg.Own {
			if c.Equal(ca) {
				return true
			}
		}
	}
	return false
}
