package auth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// BeginOptions shape one login. The zero value is an ordinary one.
type BeginOptions struct {
	ACRValues  string        // instead of Config.ACRValues: a stronger key for one login (RFC 9470)
	Prompt     string        // e.g. "login": do not use the browser's session
	MaxAge     time.Duration // how long ago the person may have logged in, whole seconds; 0: whenever
	TestPerson bool          // the sandbox's test person, no pages; ErrUnsupported where it is not offered
	Port       int           // instead of Config.RedirectPort, e.g. RemotePort for a browser on another machine
	PasteOnly  bool          // nothing listens: the answer comes through Paste
}

// Attempt is one login that waits for the browser. Call Wait or Close: either ends it.
type Attempt struct {
	c          *Client
	req        *request
	address    string
	testPerson bool
	loop       *loopback // nil: nothing listens
	deadline   time.Time

	answers chan result // the one answer with the right state
	closed  chan struct{}
	once    sync.Once
}

// result is an accepted answer: a code, or why there is none.
type result struct {
	code secret
	err  error
}

// Begin opens the listener on the loopback and makes the address that the person has to open. An attempt that still
// waits is closed: there is one login at a time per account. The errors are those of Discover, and ErrPort.
func (c *Client) Begin(ctx context.Context, o BeginOptions) (*Attempt, error) {
	md, err := c.Discover(ctx)
	if err != nil {
		return nil, err
	}
	endpoint := md.Authorization
	if o.TestPerson {
		if endpoint = md.TestPerson; endpoint == "" {
			return nil, fmt.Errorf("%w: test person", ErrUnsupported)
		}
	}
	listeners, host, err := c.redirectHost(ctx, o)
	if err != nil {
		return nil, err
	}
	redirect := url.URL{Scheme: "http", Host: host, Path: c.cfg.RedirectPath}
	a := &Attempt{
		c: c, req: c.newRequest(md, redirect.String(), o), testPerson: o.TestPerson,
		deadline: time.Now().Add(c.cfg.LoginTimeout),
		answers:  make(chan result, 1), closed: make(chan struct{}),
	}
	a.address = a.req.url(endpoint)
	if listeners != nil {
		a.loop = newLoopback(listeners, c.cfg.RedirectPath, a.take, a.show)
	}
	c.begun(a)
	return a, nil
}

// redirectHost gives where the browser is sent back to, and what listens there.
func (c *Client) redirectHost(ctx context.Context, o BeginOptions) ([]net.Listener, string, error) {
	port := cmp.Or(o.Port, c.cfg.RedirectPort)
	if o.PasteOnly {
		return nil, net.JoinHostPort("127.0.0.1", strconv.Itoa(cmp.Or(port, RemotePort))), nil
	}
	listeners, err := c.listen(ctx, port)
	if err != nil {
		return nil, "", err
	}
	return listeners, listeners[0].Addr().String(), nil
}

// begun makes a the one login under way (nil: there is none) and closes the one before it.
func (c *Client) begun(a closer) {
	c.mu.Lock()
	previous := c.attempt
	c.attempt = a
	c.mu.Unlock()
	if previous != nil {
		previous.Close()
	}
}

// ended forgets a if it is still the login under way.
func (c *Client) ended(a closer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.attempt == a {
		c.attempt = nil
	}
}

// URL is the address to open or to show. It holds no secret that is of use without this process (PKCE).
func (a *Attempt) URL() string { return a.address }

// Wait blocks until the browser came back and the session stands: code exchanged, everything checked, refresh token
// stored. It ends the attempt whatever it returns. Errors: ErrCancelled, ErrTimeout, ErrClosed, ErrWeakKey, ErrCode,
// ErrClock, ErrIssuer, ErrToken, ErrMalformed, ErrServerDown, *ProviderError, or the end of ctx as it is.
func (a *Attempt) Wait(ctx context.Context) (*Session, error) {
	s, err := a.session(ctx)
	a.end(err == nil)
	return s, err
}

func (a *Attempt) session(ctx context.Context) (*Session, error) {
	patience := time.NewTimer(time.Until(a.deadline))
	defer patience.Stop()
	var r result
	select {
	case r = <-a.answers:
	case <-a.closed:
		return nil, ErrClosed
	case <-patience.C:
		return nil, ErrTimeout
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if r.err != nil {
		return nil, r.err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // Close also stops an exchange under way
		select {
		case <-a.closed:
			cancel()
		case <-ctx.Done():
		}
	}()
	s, err := a.c.exchange(ctx, a.req, r.code)
	select {
	case <-a.closed:
		if err != nil {
			return nil, ErrClosed
		}
	default:
	}
	return s, err
}

// exchange makes a session of a code: what every login ends with.
func (c *Client) exchange(ctx context.Context, r *request, code secret) (*Session, error) {
	g, err := c.redeem(ctx, r, code)
	if err != nil {
		return nil, err
	}
	s, err := c.establish(ctx, r, g)
	if err != nil {
		c.discard(ctx, r.md, g)
		return nil, err
	}
	return s, nil
}

// Close ends the attempt: nothing listens any more when it returns, and a Wait under way gives ErrClosed. It may be
// called more than once.
func (a *Attempt) Close() { a.end(false) }

func (a *Attempt) end(ok bool) {
	a.once.Do(func() { close(a.closed) })
	if a.loop != nil {
		a.loop.finish(ok)
	}
	a.c.ended(a)
}

// take gives the query of a redirect to the attempt; false when it belongs to another login.
func (a *Attempt) take(rawQuery string) bool {
	code, err := a.req.check(rawQuery)
	if errors.Is(err, ErrState) {
		return false
	}
	a.answers <- result{code, err} // never blocks: a state is accepted once
	return true
}

func (a *Attempt) show(w http.ResponseWriter, ok bool) {
	title, text := a.c.cfg.Page(ok)
	writePage(w, a.c.cfg.locale(), title, text)
}

// Follow is the browser of a machine that has none, for the sandbox's test person alone (ErrUnsupported for any
// other login): it opens the address itself and takes the answer from the redirect to our own address, the only one
// it obeys. client may be nil. Call Wait afterwards.
func (a *Attempt) Follow(ctx context.Context, client *http.Client) error {
	if !a.testPerson {
		return fmt.Errorf("%w: following a login page", ErrUnsupported)
	}
	if client == nil {
		client = a.c.cfg.HTTP
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.address, nil)
	if err != nil {
		return ErrMalformed
	}
	resp, err := newServerClient(client, a.c.cfg.Sandbox).Do(req)
	if err != nil {
		return fmt.Errorf("logging in the test person: %w", cause(ctx, err))
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	location, err := resp.Location()
	if err != nil || resp.StatusCode/100 != 3 {
		return fmt.Errorf("logging in the test person: %w: HTTP %d", ErrMalformed, resp.StatusCode)
	}
	if !a.req.isRedirect(location) || !a.take(location.RawQuery) {
		return fmt.Errorf("logging in the test person: %w", ErrState)
	}
	return nil
}
