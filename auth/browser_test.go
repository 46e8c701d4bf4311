package auth

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fetch is a browser: it follows redirects and gives the last page.
func fetch(ctx context.Context, address string, change ...func(*http.Request)) (*http.Response, string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, "", err
	}
	for _, f := range change {
		f(req)
	}
	tr := &http.Transport{DisableKeepAlives: true}
	defer tr.CloseIdleConnections()
	resp, err := (&http.Client{Transport: tr}).Do(req)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	return resp, string(b), err
}

// redirectOf is the address the attempt listens on.
func redirectOf(t *testing.T, a *Attempt) *url.URL {
	t.Helper()
	u, err := url.Parse(a.req.redirectURI)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

type waited struct {
	s   *Session
	err error
}

func waitAside(ctx context.Context, a *Attempt) <-chan waited {
	c := make(chan waited, 1)
	go func() {
		s, err := a.Wait(ctx)
		c <- waited{s, err}
	}()
	return c
}

func TestBrowserLogin(t *testing.T) {
	p := startProvider(t)
	c := socketClient(p, NewMemory(), func(c *Config) {
		c.UILocales = "fr en"
		c.Page = func(ok bool) (string, string) { return fmt.Sprintf("done <%v>", ok), "a & b" }
	})
	a, err := c.Begin(t.Context(), BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	result := waitAside(t.Context(), a)
	resp, body, err := fetch(t.Context(), a.URL())
	if err != nil {
		t.Fatalf("the browser did not get its page: %v", err)
	}
	if r := <-result; r.err != nil || r.s.Identity().Name != "Test Specimen" {
		t.Fatalf("waiting gave %v", r.err)
	}
	want := map[string]string{
		"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Content-Type": "text/html; charset=utf-8",
		"X-Content-Type-Options": "nosniff", "Content-Security-Policy": pagePolicy,
	}
	got := map[string]string{}
	for name := range want {
		got[name] = resp.Header.Get(name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	if !strings.Contains(body, "<h1>done &lt;true&gt;</h1>") || !strings.Contains(body, "<p>a &amp; b</p>") ||
		!strings.Contains(body, `<html lang="fr">`) || strings.Contains(body, "<script") {
		t.Errorf("page is\n%s", body)
	}
	wantClean(t, p, body)
	if conn, err := net.DialTimeout("tcp", redirectOf(t, a).Host, time.Second); err == nil {
		_ = conn.Close()
		t.Error("somebody still listens after the login")
	}
}

// TestPageShowsTheOutcome: the page must not be there before the exchange, and must say when it failed.
func TestPageShowsTheOutcome(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		want   string
		err    error
	}{
		{"exchange works", 0, "You are logged in", nil},
		{"exchange fails", 503, "You are not logged in", ErrServerDown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := startProvider(t)
			asked, goOn := make(chan struct{}), make(chan struct{})
			p.before = func(w http.ResponseWriter, r *http.Request) bool {
				if !strings.HasSuffix(r.URL.Path, "/access_token") {
					return false
				}
				close(asked)
				<-goOn
				if tt.status != 0 {
					w.WriteHeader(tt.status)
				}
				return tt.status != 0
			}
			a, err := socketClient(p, NewMemory()).Begin(t.Context(), BeginOptions{})
			if err != nil {
				t.Fatal(err)
			}
			result := waitAside(t.Context(), a)
			page := make(chan string, 1)
			go func() {
				_, body, err := fetch(t.Context(), a.URL())
				page <- fmt.Sprint(body, err)
			}()
			<-asked
			select {
			case body := <-page:
				t.Errorf("the page came before the exchange: %s", body)
			default:
			}
			close(goOn)
			if body := <-page; !strings.Contains(body, "<h1>"+tt.want+"</h1>") {
				t.Errorf("page is %s", body)
			}
			wantError(t, p, (<-result).err, tt.err)
		})
	}
}

// TestForeignRequests: nothing that is not the answer ends the wait, or gets more than a status.
func TestForeignRequests(t *testing.T) {
	p := startProvider(t)
	a, err := socketClient(p, NewMemory()).Begin(t.Context(), BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	result := waitAside(t.Context(), a)
	base := redirectOf(t, a)
	state := a.req.state.reveal()
	good := "?code=x&iss=" + url.QueryEscape(p.issuer) + "&state=" + state
	method := func(m string) func(*http.Request) { return func(r *http.Request) { r.Method = m } }
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	for _, tt := range []struct {
		name, path string
		change     func(*http.Request)
		want       int
	}{
		{"favicon", "/favicon.ico", method("GET"), 404},
		{"root", "/", method("GET"), 404},
		{"path below", base.Path + "/x" + good, method("GET"), 404},
		{"HEAD", base.Path + good, method("HEAD"), 404},
		{"POST", base.Path + good, method("POST"), 404},
		{"OPTIONS", base.Path + good, method("OPTIONS"), 404},
		{"rebound name", base.Path + good, host("evil.test:" + base.Port()), 404},
		{"localhost", base.Path + good, host("localhost:" + base.Port()), 404},
		{"no port", base.Path + good, host("127.0.0.1"), 404},
		{"no query", base.Path, method("GET"), 400},
		{"unknown state", base.Path + "?code=x&state=" + state + "x", method("GET"), 400},
		{"empty state", base.Path + "?code=x&state=", method("GET"), 400},
		{"error without state", base.Path + "?error=access_denied", method("GET"), 400},
		{"error with a foreign state", base.Path + "?error=access_denied&state=x", method("GET"), 400},
		{"two states", base.Path + good + "&state=x", method("GET"), 400},
		{"broken query", base.Path + "?state=" + state + "&x=%zz", method("GET"), 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp, body, err := fetch(t.Context(), "http://"+base.Host+tt.path, tt.change)
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != tt.want || body != "" || resp.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("status %d, body %q, want %d and nothing", resp.StatusCode, body, tt.want)
			}
		})
	}
	select {
	case r := <-result:
		t.Fatalf("the wait ended: %v", r.err)
	default:
	}
	if _, _, err := fetch(t.Context(), a.URL()); err != nil {
		t.Fatal(err)
	}
	if r := <-result; r.err != nil {
		t.Errorf("the login after all that: %v", r.err)
	}
}

func TestListensOnIPv6Too(t *testing.T) {
	probe, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Logf("this machine has no IPv6 loopback (%v): the listener must do without", err)
	} else {
		_ = probe.Close()
	}
	listeners, err6 := listenLoopback(t.Context(), 0)
	if err6 != nil {
		t.Fatal(err6)
	}
	var hosts []string
	for _, l := range listeners {
		host, port, _ := net.SplitHostPort(l.Addr().String())
		hosts = append(hosts, host)
		if _, first, _ := net.SplitHostPort(listeners[0].Addr().String()); port != first {
			t.Errorf("ports %s and %s differ", first, port)
		}
		_ = l.Close()
	}
	want := []string{"127.0.0.1", "::1"}
	if err != nil {
		want = want[:1]
	}
	if diff := cmp.Diff(want, hosts); diff != "" {
		t.Error(diff)
	}
}

func TestFixedPortTaken(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	p := startProvider(t)
	c := socketClient(p, NewMemory(), func(c *Config) { c.RedirectPort = l.Addr().(*net.TCPAddr).Port })
	_, err = c.Begin(t.Context(), BeginOptions{})
	wantError(t, p, err, ErrPort)
}

// TestIdleConnectionDoesNotDelay: browsers open connections they may never use.
func TestIdleConnectionDoesNotDelay(t *testing.T) {
	p := startProvider(t)
	a, err := socketClient(p, NewMemory()).Begin(t.Context(), BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", redirectOf(t, a).Host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	result := waitAside(t.Context(), a)
	start := time.Now()
	if _, body, err := fetch(t.Context(), a.URL()); err != nil || !strings.Contains(body, "You are logged in") {
		t.Fatalf("page %q, %v", body, err)
	}
	if r := <-result; r.err != nil {
		t.Fatal(r.err)
	}
	if d := time.Since(start); d > 4*time.Second { // net/http would wait five for it
		t.Errorf("login took %v", d)
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the idle connection is still open")
	}
}

// TestSlowBrowser: a browser that does not take its page delays the login for two seconds, not for ever.
func TestSlowBrowser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(memoryIssuer)
		c := memoryClient(p, NewMemory())
		ln := newPipes()
		c.listen = func(context.Context, int) ([]net.Listener, error) { return []net.Listener{ln}, nil }
		a, err := c.Begin(t.Context(), BeginOptions{})
		if err != nil {
			t.Fatal(err)
		}
		ours, theirs := net.Pipe()
		ln.conns <- theirs
		u, _ := url.Parse(a.URL())
		code := "?code=x&state=" + u.Query().Get("state") + "&iss=" + url.QueryEscape(p.issuer)
		_, _ = fmt.Fprintf(ours, "GET /callback%s HTTP/1.1\r\nHost: 127.0.0.1:8765\r\n\r\n", code)
		start := time.Now()
		_, err = a.Wait(t.Context())
		wantError(t, p, err, ErrCode)
		if d := time.Since(start); d != drainTimeout {
			t.Errorf("ended after %v, want %v", d, drainTimeout)
		}
		if _, err := bufio.NewReader(ours).ReadByte(); err == nil {
			t.Error("the connection is still open")
		}
	})
}
