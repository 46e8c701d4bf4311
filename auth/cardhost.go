package auth

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
)

// CardConfig says how a card logs in in an environment (login.md 5).
type CardConfig struct {
	// Hosts may ask for the card's certificate: "host" or "host:port", the port is 443 when left out. The certificate
	// is shown to no other host. Redirects are followed to these and to the issuer's host only. None: no card login.
	Hosts []string
	// Entry takes the parameters of the authorize endpoint and leads straight to the card, for a server that announces
	// no such address (mtls_endpoint_aliases, RFC 8705 section 5).
	Entry string
	// Parameters are added to the authorize request to go straight to the card, if the server wants any.
	Parameters map[string]string
	// CookieDomains are those whose hosts share cookies, such as "iamfas.belgium.be"; else every host has its own.
	CookieDomains []string
	// Roots are what certificates of the card hosts must lead to; nil: the system's.
	Roots *x509.CertPool
	// MaxVersion of TLS with card hosts, such as tls.VersionTLS12 for one that asks for a certificate after the
	// handshake, which crypto/tls can do there only; 0: the newest.
	MaxVersion uint16
}

// hostPort is where an address leads: lower case, with the port.
func hostPort(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "http":
		port = "80"
	default:
		port = "443"
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// listed tells whether the address is https on one of the card hosts.
func (c CardConfig) listed(u *url.URL) bool {
	if u.Scheme != "https" {
		return false
	}
	for _, h := range c.Hosts {
		if hostPort(&url.URL{Scheme: "https", Host: h}) == hostPort(u) {
			return true
		}
	}
	return false
}

// cardTransport is the connection with a card host: HTTP/1.1, so that a renegotiation is possible, one connection that
// is kept, TLS sessions resumed rather than signed for again, and the certificate of p when the host asks for one. It
// goes through the proxy of the caller's client, if that has one.
func (c *Client) cardTransport(login context.Context, p *presenter) *http.Transport {
	t := &http.Transport{Proxy: http.ProxyFromEnvironment}
	if base, ok := c.cfg.HTTP.Transport.(*http.Transport); ok {
		t = base.Clone()
	}
	t.Proxy = plainProxy(t.Proxy)
	dial := t.DialContext
	if dial == nil {
		dial = (&net.Dialer{Timeout: serverTimeout}).DialContext
	}
	t.DialContext = func(_ context.Context, network, address string) (net.Conn, error) {
		// The request's context would not end a handshake: net/http hands it over to a later request.
		conn, err := dial(login, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(login, func() { _ = conn.Close() })
		return &patientConn{Conn: conn}, nil
	}
	t.DialTLSContext = nil
	t.TLSClientConfig = &tls.Config{
		RootCAs: c.cfg.Card.Roots, MinVersion: tls.VersionTLS12, MaxVersion: c.cfg.Card.MaxVersion, NextProtos: []string{"http/1.1"},
		GetClientCertificate: p.certificate, Renegotiation: tls.RenegotiateOnceAsClient,
		ClientSessionCache: tls.NewLRUClientSessionCache(1),
	}
	t.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	t.ForceAttemptHTTP2, t.Protocols, t.HTTP2 = false, nil, nil
	t.TLSHandshakeTimeout, t.ResponseHeaderTimeout = 0, 0 // the person types the PIN meanwhile: see presenter.limit
	t.MaxConnsPerHost, t.DisableKeepAlives, t.DisableCompression = 1, false, true
	return t
}

// plainProxy refuses a proxy that is spoken to in TLS: it could ask for the card's certificate in the host's place.
func plainProxy(proxy func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	if proxy == nil {
		return nil
	}
	return func(r *http.Request) (*url.URL, error) {
		u, err := proxy(r)
		if err == nil && u != nil && u.Scheme == "https" {
			return nil, fmt.Errorf("%w: card login through a proxy with TLS", ErrUnsupported)
		}
		return u, err
	}
}

// patientConn keeps quiet about a failed write: a server that does not like a certificate sends an alert and hangs up,
// which in TLS 1.3 may come while the card still signs. The reason waits to be read, and the read after it fails.
type patientConn struct {
	net.Conn
	broken atomic.Bool
}

// Write implements net.Conn.
func (c *patientConn) Write(b []byte) (int, error) {
	if c.broken.Load() {
		return len(b), nil
	}
	n, err := c.Conn.Write(b)
	var late net.Error
	if err == nil || errors.Is(err, net.ErrClosed) || errors.As(err, &late) && late.Timeout() {
		return n, err
	}
	c.broken.Store(true)
	return len(b), nil
}
