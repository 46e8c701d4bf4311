package ebox

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	maxTries   = 3
	firstPause = 200 * time.Millisecond // before the second try; doubles
	maxPause   = 5 * time.Second        // a Retry-After beyond it is left to the person
	maxAfter   = 24 * time.Hour         // beyond it Retry-After means nothing to us
)

// retrying marks the context of a request that a retry is already looking after.
type retrying struct{}

type retry struct{ next http.RoundTripper }

// NewRetry repeats what is safe to repeat: GET and HEAD without a body, after a broken connection or 429, 502, 503,
// 504; at most 3 tries in all, with growing pauses and jitter. Retry-After is honoured up to 5 s; beyond that, or
// when the context would end before the pause does, the answer is handed on at once. One retry inside another does
// nothing. Federation and Registry bring their own. A nil next is http.DefaultTransport.
func NewRetry(next http.RoundTripper) http.RoundTripper {
	if r, ok := next.(*retry); ok {
		return r
	}
	if next == nil {
		next = http.DefaultTransport
	}
	return &retry{next}
}

// RoundTrip implements http.RoundTripper.
func (t *retry) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	safe := (req.Method == "" || req.Method == http.MethodGet || req.Method == http.MethodHead) &&
		(req.Body == nil || req.Body == http.NoBody)
	if !safe || ctx.Value(retrying{}) != nil {
		return t.next.RoundTrip(req)
	}
	req = req.WithContext(context.WithValue(ctx, retrying{}, true))
	for try := 1; ; try++ {
		resp, err := t.next.RoundTrip(req)
		pause, again := pauseAfter(resp, err, try)
		if !again || try == maxTries || ctx.Err() != nil || !fits(ctx, pause) {
			return resp, err
		}
		if resp != nil {
			_, _ = io.CopyN(io.Discard, resp.Body, maxError) // so that the connection can be used again
			resp.Body.Close()
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// pauseAfter tells how long to wait before another try, and whether one makes sense.
func pauseAfter(resp *http.Response, err error, try int) (pause time.Duration, again bool) {
	backoff := firstPause << (try - 1)
	backoff = backoff/2 + rand.N(backoff/2) // jitter: clients that failed together do not come back together
	if err != nil {
		return backoff, isNetwork(err)
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
	default:
		return 0, false
	}
	now := time.Now()
	if t, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		now = t
	}
	if after, ok := retryAfter(resp.Header.Get("Retry-After"), now); ok {
		return after + rand.N(backoff), after <= maxPause
	}
	return backoff, true
}

// retryAfter reads a Retry-After header: seconds or a date (RFC 9110 section 10.2.3), at least 0 and at most a day.
func retryAfter(v string, now time.Time) (time.Duration, bool) {
	v = strings.TrimSpace(v)
	if v == "" {
		return 0, false
	}
	if strings.Trim(v, "0123456789") == "" {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n > int64(maxAfter/time.Second) {
			return maxAfter, true // more digits than fit are a long time too
		}
		return time.Duration(n) * time.Second, true
	}
	t, err := http.ParseTime(v)
	if err != nil {
		return 0, false
	}
	return min(max(t.Sub(now), 0), maxAfter), true
}

// fits tells whether the pause ends before the context does.
func fits(ctx context.Context, pause time.Duration) bool {
	end, ok := ctx.Deadline()
	return !ok || pause < time.Until(end)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// isNetwork tells whether err is a broken or refused connection, as opposed to an answer, a refused certificate or an
// error of the transport that authenticates.
func isNetwork(err error) bool {
	var (
		cert *tls.CertificateVerificationError
		op   *net.OpError
		dns  *net.DNSError
		ne   net.Error
	)
	switch {
	case errors.As(err, &cert), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return false
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.EPIPE):
		return true
	case errors.As(err, &op), errors.As(err, &dns):
		return true
	}
	return errors.As(err, &ne) && ne.Timeout() || isHTTP2(err)
}

// isHTTP2 tells whether err is one that net/http's HTTP/2 client gives when the connection or the stream breaks. They
// have no exported types, only their texts.
func isHTTP2(err error) bool {
	s := err.Error()
	for _, prefix := range []string{"http2: ", "stream error: ", "connection error: "} {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}
