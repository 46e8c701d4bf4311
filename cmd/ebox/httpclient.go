package main

import (
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// baseTransport is how this program speaks HTTP, to whomever: the environment's proxy, TLS 1.2 at least with the
// system's roots, and a limit for every step but the transfer of a body, which may be a large document.
func baseTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        90 * time.Second,
		MaxIdleConns:           32,
		MaxIdleConnsPerHost:    8,
		MaxResponseHeaderBytes: 256 << 10,
		ForceAttemptHTTP2:      true,
	}
}

// anew sends what must not be sent twice over a connection of its own: on one that was kept and that the server has just
// closed nobody could tell whether it arrived.
type anew struct{ kept, fresh *http.Transport }

func newAnew() *anew {
	a := &anew{baseTransport(), baseTransport()}
	a.fresh.DisableKeepAlives = true
	return a
}

// RoundTrip implements http.RoundTripper.
func (a *anew) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost {
		return a.fresh.RoundTrip(r)
	}
	return a.kept.RoundTrip(r)
}

// CloseIdleConnections is what http.Client calls.
func (a *anew) CloseIdleConnections() {
	a.kept.CloseIdleConnections()
	a.fresh.CloseIdleConnections()
}

// loginTimeout limits one exchange with the login server: its answers are small.
const loginTimeout = 30 * time.Second

// serverClock remembers how far the clock of the server that answered last differs from ours, by its Date header
// (RFC 9110 section 6.6.1).
type serverClock struct {
	next http.RoundTripper
	now  func() time.Time

	mu   sync.Mutex
	seen bool
	diff time.Duration // server minus ours; exact to about a second
}

func (c *serverClock) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		c.mu.Lock()
		c.seen, c.diff = true, date.Sub(c.now()).Truncate(time.Second)
		c.mu.Unlock()
	}
	return resp, nil
}

// offset is server minus ours, and whether a server has told its time.
func (c *serverClock) offset() (time.Duration, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.diff, c.seen
}

// newTransport is the chain that every request goes through: log, clock, network.
func newTransport(log *slog.Logger, now func() time.Time) (http.RoundTripper, *serverClock) {
	clock := &serverClock{next: newAnew(), now: now}
	return &loggedTransport{next: clock, log: log, now: now}, clock
}
