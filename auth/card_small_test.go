package auth

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func mustURL(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestCookieRealms: who gets to see a cookie that somebody set.
func TestCookieRealms(t *testing.T) {
	const domain = "iamfas.example.org"
	for _, c := range []struct {
		name, from, cookie, to string
		domains                []string
		want                   string
	}{
		{"same host", "https://idp.iamfas.example.org/a", "a=1; Path=/", "https://idp.iamfas.example.org/b", nil, "a=1"},
		{"other path", "https://idp.iamfas.example.org/a", "a=1; Path=/fas", "https://idp.iamfas.example.org/b", nil, ""},
		{"sibling", "https://certif.iamfas.example.org/", "a=1; Path=/; Domain=.iamfas.example.org", "https://idp.iamfas.example.org/", nil, ""},
		{
			"sibling in a configured domain", "https://certif.iamfas.example.org/", "a=1; Path=/; Domain=.iamfas.example.org",
			"https://idp.iamfas.example.org/",
			[]string{"." + domain},
			"a=1",
		},
		{
			"sibling, but only its own cookie", "https://certif.iamfas.example.org/", "a=1; Path=/", "https://idp.iamfas.example.org/",
			[]string{domain},
			"",
		},
		{
			"outside the domain", "https://certif.iamfas.example.org/", "a=1; Path=/; Domain=.example.org", "https://x.example.org/",
			[]string{domain},
			"",
		},
		{
			"ends alike", "https://certif.iamfas.example.org/", "a=1; Path=/; Domain=.iamfas.example.org", "https://evil-iamfas.example.org/",
			[]string{domain},
			"",
		},
		{"another port", "https://127.0.0.1:1/", "a=1; Path=/", "https://127.0.0.1:2/", nil, ""},
		{"in clear", "https://card.example.org:1/", "a=1; Path=/; Secure", "http://card.example.org:1/", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := newCookies(c.domains)
			from := mustURL(t, c.from)
			if err := k.take(from, &http.Response{Header: http.Header{"Set-Cookie": {c.cookie}}}); err != nil {
				t.Fatal(err)
			}
			r := &http.Request{URL: mustURL(t, c.to), Header: http.Header{}}
			k.put(r)
			if got := r.Header.Get("Cookie"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestListedHosts(t *testing.T) {
	c := CardConfig{Hosts: []string{"certif.example.org", "card.example.org:8443", "[::1]:99"}}
	for address, want := range map[string]bool{
		"https://certif.example.org/fas": true, "https://CERTIF.example.org:443/": true, "https://card.example.org:8443/": true,
		"https://[::1]:99/": true, "https://card.example.org/": false, "https://certif.example.org:8443/": false,
		"http://certif.example.org/": false, "http://certif.example.org:443/": false, "https://xcertif.example.org/": false,
		"https://certif.example.org.evil.example/": false, "https://evil.example/certif.example.org": false,
	} {
		if got := c.listed(mustURL(t, address)); got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
}

func TestAlertReasons(t *testing.T) {
	remote := func(n uint8) error { return &net.OpError{Op: "remote error", Err: tls.AlertError(n)} }
	for _, c := range []struct {
		err  error
		want error
	}{
		{remote(43), ErrNotForLogin},
		{remote(44), ErrRevoked},
		{remote(45), ErrExpired},
		{remote(48), ErrForeignCA},
		{remote(40), ErrRefused},
		{remote(42), ErrRefused},
		{remote(46), ErrRefused},
		{remote(49), ErrRefused},
		{remote(116), ErrRefused},
		{fmt.Errorf("x: %w", remote(44)), ErrRevoked},
		{&net.OpError{Op: "local error", Err: tls.AlertError(44)}, nil},
		{errors.New("tls: revoked certificate"), nil},
		{nil, nil},
	} {
		got, ok := alertReason(c.err)
		if got != c.want || ok != (c.want != nil) {
			t.Errorf("%v: got %v", c.err, got)
		}
	}
}

func TestAnswerReasons(t *testing.T) {
	for text, want := range map[string]error{
		"certificate_expired": ErrExpired, "certificate_revoked": ErrRevoked, "unknown_ca": ErrForeignCA,
		"unsupported_certificate": ErrNotForLogin, "": ErrRefused, "\x1b[2J": ErrRefused,
	} {
		e := &CertificateError{Reason: answerReason(text), Server: true, Answer: &ProviderError{Code: "access_denied", Description: text}}
		if !errors.Is(e, want) || !errors.Is(e, ErrCertificate) || errors.Is(e, ErrCancelled) {
			t.Errorf("%q: got %v", text, e)
		}
		if text != "" && strings.Contains(e.Error(), text) {
			t.Errorf("the server's text is in %q", e)
		}
	}
}

// TestProxies: one that is spoken to in TLS could ask for the card itself.
func TestProxies(t *testing.T) {
	if plainProxy(nil) != nil {
		t.Error("a proxy came out of none")
	}
	for proxy, ok := range map[string]bool{"": true, "http://proxy.example:3128": true, "socks5://proxy.example:1080": true, "https://proxy.example": false} {
		u, err := plainProxy(func(*http.Request) (*url.URL, error) {
			if proxy == "" {
				return nil, nil
			}
			return url.Parse(proxy)
		})(nil)
		if (err == nil) != ok || err != nil && !errors.Is(err, ErrUnsupported) || ok && proxy != "" && u.String() != proxy {
			t.Errorf("%q: %v, %v", proxy, u, err)
		}
	}
}

// failing fails to write in one way.
type failing struct {
	net.Conn
	err error
}

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestPatientConn(t *testing.T) {
	for name, c := range map[string]struct{ err, want error }{
		"reset":     {&net.OpError{Op: "write", Err: errors.New("connection reset by peer")}, nil},
		"closed":    {&net.OpError{Op: "write", Err: net.ErrClosed}, net.ErrClosed},
		"timed out": {context.DeadlineExceeded, context.DeadlineExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			conn := &patientConn{Conn: failing{err: c.err}}
			for range 2 {
				n, err := conn.Write([]byte("abc"))
				if !errors.Is(err, c.want) || c.want == nil && (n != 3 || err != nil) {
					t.Errorf("got %d, %v", n, err)
				}
			}
		})
	}
}

func TestCardLevel(t *testing.T) {
	for configured, want := range map[string]string{
		"": level + "500", level + "400": level + "500", "urn:other": level + "500",
		fasPrefix + "citizen:Level400": fasPrefix + "citizen:Level500",
	} {
		if got := New(Config{ACRValues: configured}, NewMemory()).cardLevel(); got != want {
			t.Errorf("%q: %q, want %q", configured, got, want)
		}
	}
}

// TestSilentServer: a card host that says nothing is given up, one that waits for card and person is not.
func TestSilentServer(t *testing.T) {
	p := &presenter{now: time.Now, get: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return nil, ErrNotFound }}
	limit := time.NewTimer(time.Hour)
	p.watch(limit)
	if _, err := p.certificate(&tls.CertificateRequestInfo{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if limit.Stop() {
		t.Error("the time runs while the card is at work")
	}
	if _, err := p.certificate(&tls.CertificateRequestInfo{}); !errors.Is(err, ErrAskedAgain) {
		t.Errorf("asked again: %v", err)
	}
	if !errors.Is(p.failed(), ErrNotFound) || p.used() {
		t.Errorf("remembered %v", p.failed())
	}
}

// FuzzCardRedirect: whatever a server answers, the next address is ours, the issuer's or a listed host's, and https
// wherever the card is shown.
func FuzzCardRedirect(f *testing.F) {
	for _, s := range []string{
		"/x", "https://card.test/a", "http://card.test/a", "https://login.test/a?b#c", "//card.test", "https://card.test@evil.test/",
		"https://evil.test\\@card.test/", "http://127.0.0.1:8765/callback?code=c&state=s", "javascript:x", "https://card.test:443/%2e%2e/",
	} {
		f.Add(302, s, "a=1; Domain=test")
	}
	c := New(Config{Issuer: memoryIssuer, ClientID: "client", Card: CardConfig{Hosts: []string{"card.test"}, CookieDomains: []string{"test"}}}, NewMemory())
	req := c.newRequest(&Metadata{Issuer: memoryIssuer}, "http://127.0.0.1:8765/callback", BeginOptions{})
	f.Fuzz(func(t *testing.T, code int, location, cookie string) {
		w := c.newWalk(t.Context(), req, CardOptions{})
		at := mustURL(t, "https://card.test/enter")
		resp := &http.Response{StatusCode: code, Header: http.Header{"Location": {location}, "Set-Cookie": {cookie}}, Request: &http.Request{URL: at}}
		next, err := w.next(resp)
		if err != nil {
			if len(location) > 6 && strings.Contains(err.Error(), location) {
				t.Errorf("the address is in %q", err)
			}
			return
		}
		if err := w.cookies.take(at, resp); err != nil {
			t.Fatal(err)
		}
		if w.req.isRedirect(next) {
			return
		}
		if _, err := w.transport(next); err != nil {
			return
		}
		if next.Scheme != "https" || next.User != nil {
			t.Errorf("%s would be followed", next)
		}
		if got := hostPort(next); got != "card.test:443" && got != "login.test:443" {
			t.Error(cmp.Diff("a listed host", got))
		}
	})
}
