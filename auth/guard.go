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
	"time"
)

const (
	maxAnswer     = 1 << 20          // bytes of any answer of the login server
	serverTimeout = 30 * time.Second // for one exchange with it
)

// guard is the RoundTripper for everything that is said to the login server: https only, answers limited in size,
// and a server that is down told apart from one that refuses.
type guard struct {
	next    http.RoundTripper
	sandbox bool
}

// newServerClient makes the client for the login server from the caller's: same proxy and TLS, our rules. Redirects
// are handed back as answers, so that neither a code nor a token is ever carried elsewhere (RFC 9700 section 4.12).
func newServerClient(base *http.Client, sandbox bool) *http.Client {
	next := base.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	timeout := base.Timeout
	if timeout <= 0 || timeout > serverTimeout {
		timeout = serverTimeout
	}
	return &http.Client{
		Transport:     &guard{next: next, sandbox: sandbox},
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// RoundTrip implements http.RoundTripper.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := checkAddress(r.URL, g.sandbox); err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	resp, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, unreachable(err)
	}
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		_ = resp.Body.Close()
		return nil, &downError{fmt.Sprintf("HTTP %d", resp.StatusCode), nil}
	}
	resp.Body = &limited{ReadCloser: resp.Body, left: maxAnswer}
	return resp, nil
}

// limited fails with ErrMalformed instead of ending early: a cut answer must not look like a whole one.
type limited struct {
	io.ReadCloser
	left int64
}

// Read implements io.Reader.
func (l *limited) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, ErrMalformed
	}
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.ReadCloser.Read(p)
	l.left -= int64(n)
	if l.left < 0 {
		return 0, ErrMalformed
	}
	return n, err
}

// checkAddress allows https, and in sandbox mode http to a loopback address; ErrInsecure. User names in addresses
// and fragments have no business at an endpoint.
func checkAddress(u *url.URL, sandbox bool) error {
	switch {
	case u.Host == "" || u.Opaque != "" || u.User != nil || u.Fragment != "":
		return ErrInsecure
	case u.Scheme == "https":
		return nil
	case u.Scheme == "http" && sandbox && isLoopback(u):
		return nil
	}
	return ErrInsecure
}

// isLoopback accepts literal addresses and the one name that RFC 6761 keeps for loopback.
func isLoopback(u *url.URL) bool {
	host := u.Hostname()
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// downError is a network that failed. Its text is ours alone: what net/http says may quote bytes of the server. The
// cause is there for errors.As.
type downError struct {
	what  string
	cause error
}

func (e *downError) Error() string { return ErrServerDown.Error() + ": " + e.what }

func (e *downError) Unwrap() []error {
	if e.cause == nil {
		return []error{ErrServerDown}
	}
	return []error{ErrServerDown, e.cause}
}

// unreachable says in our words why there was no answer.
func unreachable(err error) error {
	var (
		dns     *net.DNSError
		cert    *tls.CertificateVerificationError
		op      *net.OpError
		timeout net.Error
	)
	switch {
	case errors.As(err, &cert):
		return &downError{"certificate not trusted", err}
	case errors.As(err, &timeout) && timeout.Timeout():
		return &downError{"no answer in time", err}
	case errors.As(err, &dns):
		return &downError{"name not found", err}
	case errors.As(err, &op) && op.Op == "dial":
		return &downError{"no connection", err}
	}
	return &downError{"connection broken", err}
}

// cause is what a request to the login server failed with, without the address that net/http puts in front: ours may
// hold state and nonce. The end of ctx is given as it is.
func cause(ctx context.Context, err error) error {
	if ctxErr := ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	for _, known := range []error{ErrInsecure, ErrMalformed} {
		if errors.Is(err, known) {
			return known
		}
	}
	var down *downError
	if errors.As(err, &down) {
		return down
	}
	return unreachable(err)
}
