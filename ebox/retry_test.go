package ebox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// script answers call after call: a status, or an error.
type script struct {
	steps  []any
	header http.Header
	calls  int
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	step := s.steps[min(s.calls, len(s.steps)-1)]
	s.calls++
	if err, ok := step.(error); ok {
		return nil, err
	}
	return &http.Response{StatusCode: step.(int), Body: io.NopCloser(strings.NewReader("x")), Header: s.header.Clone(), Request: r}, nil
}

func TestRetry(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	after := func(v string) http.Header { return http.Header{"Retry-After": {v}} }
	tests := map[string]struct {
		method   string
		steps    []any
		header   http.Header
		calls    int
		want     any
		min, max time.Duration
	}{
		"success":                     {"GET", []any{200}, nil, 1, 200, 0, 0},
		"success at last":             {"GET", []any{503, refused, 200}, nil, 3, 200, 300 * time.Millisecond, 600 * time.Millisecond},
		"head":                        {"HEAD", []any{502, 200}, nil, 2, 200, 100 * time.Millisecond, 200 * time.Millisecond},
		"never more than three":       {"GET", []any{504}, nil, 3, 504, 300 * time.Millisecond, 600 * time.Millisecond},
		"error to the end":            {"GET", []any{refused}, nil, 3, refused, 300 * time.Millisecond, 600 * time.Millisecond},
		"cut":                         {"GET", []any{io.ErrUnexpectedEOF, 200}, nil, 2, 200, 100 * time.Millisecond, 200 * time.Millisecond},
		"throttled":                   {"GET", []any{429, 200}, after("2"), 2, 200, 2 * time.Second, 2200 * time.Millisecond},
		"at once":                     {"GET", []any{503, 200}, after("0"), 2, 200, 0, 200 * time.Millisecond},
		"date":                        {"GET", []any{503, 200}, after("Sat, 01 Jan 2000 00:00:03 GMT"), 2, 200, 3 * time.Second, 3200 * time.Millisecond},
		"date gone":                   {"GET", []any{503, 200}, after("Fri, 31 Dec 1999 00:00:00 GMT"), 2, 200, 0, 200 * time.Millisecond},
		"not understood":              {"GET", []any{503, 200}, after("soon"), 2, 200, 100 * time.Millisecond, 200 * time.Millisecond},
		"too long to wait":            {"GET", []any{429, 200}, after("6"), 1, 429, 0, 0},
		"days":                        {"GET", []any{429, 200}, after("99999999999999999999"), 1, 429, 0, 0},
		"500 is an answer":            {"GET", []any{500, 200}, nil, 1, 500, 0, 0},
		"401 is an answer":            {"GET", []any{401, 200}, nil, 1, 401, 0, 0},
		"redirect is an answer":       {"GET", []any{302, 200}, nil, 1, 302, 0, 0},
		"hiding is never tried again": {"PATCH", []any{503, 200}, nil, 1, 503, 0, 0},
		"posting neither":             {"POST", []any{refused, 200}, nil, 1, refused, 0, 0},
		"other errors":                {"GET", []any{errLogin, 200}, nil, 1, errLogin, 0, 0},
		"certificate":                 {"GET", []any{&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, 200}, nil, 1, nil, 0, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{steps: tt.steps, header: tt.header}
				req, err := http.NewRequestWithContext(t.Context(), tt.method, "https://a.test", nil)
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				resp, err := NewRetry(s).RoundTrip(req)
				took := time.Since(start)
				if s.calls != tt.calls || took < tt.min || took > tt.max {
					t.Errorf("%d calls in %s, want %d in %s to %s", s.calls, took, tt.calls, tt.min, tt.max)
				}
				switch want := tt.want.(type) {
				case int:
					if err != nil || resp.StatusCode != want {
						t.Errorf("got %v, %v", resp, err)
					}
				case error:
					if !errors.Is(err, want) {
						t.Errorf("got %v", err)
					}
				}
			})
		})
	}
}

var errLogin = errors.New("login required")

func TestRetryEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []any{503, 200}, header: http.Header{"Retry-After": {"4"}}}
		short, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		req, _ := http.NewRequestWithContext(short, "GET", "https://a.test", nil)
		start := time.Now()
		if resp, err := NewRetry(s).RoundTrip(req); err != nil || resp.StatusCode != 503 || time.Since(start) != 0 {
			t.Errorf("a pause beyond the time limit: %v %v after %s", resp, err, time.Since(start))
		}
		s.calls = 0
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, stop)
		req, _ = http.NewRequestWithContext(ctx, "GET", "https://a.test", nil)
		if _, err := NewRetry(s).RoundTrip(req); !errors.Is(err, context.Canceled) || s.calls != 1 {
			t.Errorf("cancelled in a pause: %v after %d calls", err, s.calls)
		}
	})
}

func TestRetryInARetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []any{503}}
		inner := NewRetry(s)
		if NewRetry(inner) != inner {
			t.Error("a retry was wrapped")
		}
		req, _ := http.NewRequestWithContext(t.Context(), "GET", "https://a.test", nil)
		if _, err := NewRetry(bearer{inner}).RoundTrip(req); err != nil || s.calls != maxTries {
			t.Errorf("%d calls, %v", s.calls, err)
		}
		s.calls = 0
		req, _ = http.NewRequestWithContext(t.Context(), "GET", "https://a.test", strings.NewReader("x"))
		if _, err := NewRetry(s).RoundTrip(req); err != nil || s.calls != 1 {
			t.Errorf("with a body: %d calls, %v", s.calls, err)
		}
	})
}

func TestIsNetwork(t *testing.T) {
	for name, tt := range map[string]struct {
		err  error
		want bool
	}{
		"refused":     {fmt.Errorf("x: %w", syscall.ECONNREFUSED), true},
		"reset":       {&net.OpError{Op: "read", Err: syscall.ECONNRESET}, true},
		"name":        {&net.DNSError{IsNotFound: true}, true},
		"handshake":   {&net.OpError{Op: "remote error", Err: errors.New("tls: bad certificate")}, true},
		"timeout":     {timeout{}, true},
		"end":         {io.EOF, true},
		"cancelled":   {&net.OpError{Op: "dial", Err: context.Canceled}, false},
		"time limit":  {context.DeadlineExceeded, false},
		"certificate": {&tls.CertificateVerificationError{Err: errors.New("x")}, false},
		"HTTP/2":      {errors.New("http2: server sent GOAWAY and closed the connection"), true},
		"stream":      {errors.New("stream error: stream ID 1; INTERNAL_ERROR"), true},
		"login":       {errLogin, false},
	} {
		if got := isNetwork(tt.err); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

type timeout struct{}

func (timeout) Error() string   { return "TLS handshake timeout" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "-1", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999", " 3 ", "1e9", "", "0x10"} {
		f.Add(s, int64(1_700_000_000))
	}
	f.Fuzz(func(t *testing.T, s string, now int64) {
		d, ok := retryAfter(s, time.Unix(now, 0))
		if d < 0 || d > maxAfter || !ok && d != 0 {
			t.Errorf("%q gives %s, %v", s, d, ok)
		}
		if n, err := strconv.ParseUint(s, 10, 16); err == nil && !strings.ContainsAny(s, "+_") && (!ok || d != time.Duration(n)*time.Second) {
			t.Errorf("%q seconds give %s", s, d)
		}
	})
}
