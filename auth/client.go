package auth

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"

	"golang.org/x/oauth2"
)

// Client logs one account in with one login server. It is safe for concurrent use.
type Client struct {
	cfg   Config
	http  *http.Client // for the login server: see guard
	store Store
	lock  *sharedLock

	listen func(ctx context.Context, port int) ([]net.Listener, error)

	discovery gate // guards metadata
	metadata  *Metadata

	mu      sync.Mutex
	attempt closer  // the one login under way
	flights tracker // refreshes under way
}

// New gives a client for cfg that keeps its secret in store. It does no I/O; a configuration that cannot work is
// told by the first call that needs it.
func New(cfg Config, store Store) *Client {
	cfg = cfg.withDefaults()
	return &Client{
		cfg: cfg, http: newServerClient(cfg.HTTP, cfg.Sandbox), store: store,
		lock: newSharedLock(cfg.LockDir, cfg.Issuer, cfg.ClientID, cfg.Account), discovery: newGate(),
		listen: listenLoopback,
	}
}

// Settle waits until no refresh is under way. A program that ends in the middle of one may lose the refresh token
// that the server just gave: call it, with a limit in time, before leaving.
func (c *Client) Settle(ctx context.Context) error {
	select {
	case <-c.flights.idle():
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// oauth2 is the token endpoint for golang.org/x/oauth2: a public client, which sends its id and no secret.
func (c *Client) oauth2(md *Metadata, redirectURI string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: c.cfg.ClientID, RedirectURL: redirectURI, Scopes: c.cfg.Scopes,
		Endpoint: oauth2.Endpoint{AuthURL: md.Authorization, TokenURL: md.Token, AuthStyle: oauth2.AuthStyleInParams},
	}
}

// closer is a login that waits for a person.
type closer interface{ Close() }

// tracker counts what is under way.
type tracker struct {
	mu   sync.Mutex
	n    int
	none chan struct{} // closed when n falls to 0
}

func (t *tracker) add() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n++; t.n == 1 {
		t.none = make(chan struct{})
	}
}

func (t *tracker) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n--; t.n == 0 {
		close(t.none)
	}
}

func (t *tracker) idle() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n == 0 {
		c := make(chan struct{})
		close(c)
		return c
	}
	return t.none
}

// readError is the error of a broken answer: the end of the context as it is, else ErrMalformed or ErrServerDown.
func readError(ctx context.Context, err error) error {
	if ctxErr := ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	if errors.Is(err, ErrMalformed) {
		return ErrMalformed
	}
	return ErrServerDown
}
