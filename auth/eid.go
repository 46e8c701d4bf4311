package auth

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"
)

// CardOptions shape one login by a card.
type CardOptions struct {
	// Certificate gives the card's authentication certificate when a card host asks for one: at most once a login, and
	// to a listed host only. Its key signs at most once; it is then that the person is asked for the PIN. The key's
	// context has to end with the login's. SupportedSignatureAlgorithms must be what the card can do.
	Certificate func(*tls.CertificateRequestInfo) (*tls.Certificate, error)
	Prompt      string        // as in BeginOptions
	MaxAge      time.Duration // as in BeginOptions
}

const (
	maxRedirects = 10
	cardLevel    = "Level500" // eID with a reader (login.md 3)
)

// Card logs in by the key of an eID card, without a browser: this program is the user agent for this one step. It
// follows redirects on the listed hosts, answers the certificate request of a card host once, takes the answer from the
// redirect to our own address, and then does what every login does. It ends an attempt that still waits.
//
// Errors, beside those of Begin and Wait: ErrUnsupported when no way in is announced or configured and ErrNeedsBrowser
// when the server shows a page (log in in the browser instead), ErrHost, ErrAskedAgain, *CertificateError, and whatever
// the card's key gave, as it is: a wrong PIN, a card that was taken out. Nothing is tried twice.
func (c *Client) Card(ctx context.Context, o CardOptions) (*Session, error) {
	md, err := c.Discover(ctx)
	if err != nil {
		return nil, err
	}
	entry, err := c.cardEntry(md)
	if err != nil {
		return nil, err
	}
	c.begun(nil)
	login, cancel := context.WithTimeout(ctx, c.cfg.LoginTimeout)
	defer cancel()
	s, err := c.cardLogin(login, md, entry, o)
	if err != nil && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) && login.Err() != nil {
		return nil, ErrTimeout
	}
	return s, err
}

func (c *Client) cardLogin(ctx context.Context, md *Metadata, entry string, o CardOptions) (*Session, error) {
	port := c.cfg.RedirectPort
	if port == 0 {
		port = RemotePort // in our redirect address only: nothing listens, nothing connects
	}
	redirect := url.URL{Scheme: "http", Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), Path: c.cfg.RedirectPath}
	req := c.newRequest(md, redirect.String(), BeginOptions{ACRValues: c.cardLevel(), Prompt: o.Prompt, MaxAge: o.MaxAge})
	address, err := url.Parse(req.url(entry))
	if err != nil {
		return nil, ErrMalformed
	}
	q := address.Query()
	for name, value := range c.cfg.Card.Parameters {
		if !q.Has(name) { // what binds the answer to us cannot be configured away
			q.Set(name, value)
		}
	}
	address.RawQuery = q.Encode()
	code, err := c.newWalk(ctx, req, o).follow(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("logging in by card: %w", err)
	}
	return c.exchange(ctx, req, code)
}

// cardEntry is where a card logs in: announced, else configured.
func (c *Client) cardEntry(md *Metadata) (string, error) {
	entry := md.MTLSAuthorization
	if entry == "" {
		entry = c.cfg.Card.Entry
	}
	if entry == "" && len(c.cfg.Card.Parameters) > 0 {
		entry = md.Authorization
	}
	if entry == "" || len(c.cfg.Card.Hosts) == 0 {
		return "", fmt.Errorf("%w: a way in for cards; the login page needs a browser", ErrUnsupported)
	}
	return entry, nil
}

// cardLevel is what a card reaches, for the target group that the configuration names.
func (c *Client) cardLevel() string {
	if _, group, ok := parseLevel(c.cfg.ACRValues); ok && group != "" {
		return fasPrefix + group + ":" + cardLevel
	}
	return fasPrefix + cardLevel
}

// walk is one card login on its way through the redirects. It is used by one goroutine.
type walk struct {
	c       *Client
	req     *request
	issuer  string // host and port
	cookies *cookies
	card    *presenter
	hosts   map[string]*http.Transport // card hosts that were visited
	login   context.Context            // of the whole login: connections end with it
}

func (c *Client) newWalk(ctx context.Context, req *request, o CardOptions) *walk {
	w := &walk{
		c: c, req: req, cookies: newCookies(c.cfg.Card.CookieDomains), hosts: map[string]*http.Transport{}, login: ctx,
		card: &presenter{get: o.Certificate, now: c.cfg.Now},
	}
	if u, err := url.Parse(c.cfg.Issuer); err == nil { // checked by Discover
		w.issuer = u.Scheme + "://" + hostPort(u)
	}
	return w
}

// follow goes from address to our own redirect address and gives the code that it brings.
func (w *walk) follow(ctx context.Context, address *url.URL) (secret, error) {
	defer func() {
		for _, t := range w.hosts {
			t.CloseIdleConnections()
		}
	}()
	for range maxRedirects + 1 {
		next, err := w.step(ctx, address)
		if err != nil {
			return secret{}, err
		}
		if w.req.isRedirect(next) {
			code, err := w.req.check(next.RawQuery)
			return code, w.refusal(err)
		}
		next.Fragment, next.RawFragment = "", ""
		address = next
	}
	return secret{}, fmt.Errorf("%w: more than %d redirects", ErrMalformed, maxRedirects)
}

// step asks one address and gives where it sends us.
func (w *walk) step(ctx context.Context, address *url.URL) (*url.URL, error) {
	t, err := w.transport(address)
	if err != nil {
		return nil, err
	}
	request, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	limit := time.AfterFunc(serverTimeout, func() { cancel(os.ErrDeadlineExceeded) })
	defer limit.Stop()
	w.card.watch(limit)
	r, err := http.NewRequestWithContext(request, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, ErrMalformed
	}
	r.Header.Set("Accept", "text/html")
	w.cookies.put(r)
	resp, err := t.RoundTrip(r)
	if err != nil {
		return nil, w.failure(ctx, err)
	}
	_, err = io.Copy(io.Discard, resp.Body) // to its end, so that the connection can be used again
	if _ = resp.Body.Close(); err != nil {
		return nil, w.failure(ctx, err)
	}
	if err := w.cookies.take(address, resp); err != nil {
		return nil, err
	}
	return w.next(resp)
}

// next reads where an answer leads.
func (w *walk) next(resp *http.Response) (*url.URL, error) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		next, err := resp.Location()
		if err != nil {
			return nil, ErrMalformed // its text would quote the address
		}
		return next, nil
	case http.StatusOK:
		return nil, ErrNeedsBrowser
	case http.StatusUnauthorized, http.StatusForbidden:
		if w.card.used() {
			return nil, &CertificateError{Reason: ErrRefused, Server: true}
		}
	}
	return nil, fmt.Errorf("%w: HTTP %d", ErrMalformed, resp.StatusCode)
}

// transport is the way to an address, if it is allowed: with the card for a card host, without for the issuer's host.
func (w *walk) transport(u *url.URL) (http.RoundTripper, error) {
	if err := checkAddress(u, w.c.cfg.Sandbox); err != nil {
		return nil, err
	}
	host := hostPort(u)
	if w.c.cfg.Card.listed(u) {
		if w.hosts[host] == nil {
			w.hosts[host] = w.c.cardTransport(w.login, w.card)
		}
		return &guard{next: w.hosts[host], sandbox: w.c.cfg.Sandbox}, nil
	}
	if u.Scheme+"://"+host != w.issuer {
		return nil, ErrHost
	}
	return w.c.http.Transport, nil
}

// failure says why there was no answer: first what we know ourselves, then what the server said, then the network.
func (w *walk) failure(ctx context.Context, err error) error {
	if known := w.card.failed(); known != nil {
		return known
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, ErrUnsupported) {
		return ErrUnsupported
	}
	if w.card.used() {
		if reason, ok := alertReason(err); ok {
			return &CertificateError{Reason: reason, Server: true}
		}
	}
	return cause(ctx, err)
}

// refusal makes of access_denied after a signature a refused certificate: there was no page to cancel on.
func (w *walk) refusal(err error) error {
	var answer *ProviderError
	if w.card.used() && errors.As(err, &answer) && answer.Code == "access_denied" {
		return &CertificateError{Reason: answerReason(answer.Description), Server: true, Answer: answer}
	}
	return err
}
