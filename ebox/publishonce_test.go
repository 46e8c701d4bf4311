package ebox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// wireServer is a registry on a bare socket. It counts how often a publication begins to arrive, on however many connections,
// and ends the connection at a point of the request.
type wireServer struct {
	url    string
	posts  atomic.Int32 // requests of which a byte of the start line came
	warm   atomic.Int32 // GET requests
	budget int          // bytes of the publication that are read before the connection is cut
}

func newWireServer(t *testing.T, budget int) *wireServer {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &wireServer{url: "http://" + l.Addr().String(), budget: budget}
	var wg sync.WaitGroup
	t.Cleanup(func() { l.Close(); wg.Wait() })
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { s.serve(conn) })
		}
	})
	return s
}

func (s *wireServer) serve(conn net.Conn) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	for {
		start, err := r.Peek(4)
		if err != nil {
			return
		}
		if string(start) == "POST" {
			s.posts.Add(1)
			_, _ = io.CopyN(io.Discard, r, int64(s.budget))
			if tcp, ok := conn.(*net.TCPConn); ok && s.budget%2 == 0 {
				_ = tcp.SetLinger(0) // a reset; else an end
			}
			return
		}
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		s.warm.Add(1)
		body := `{"messageId":"m"}`
		if strings.HasSuffix(req.URL.Path, "messageProviders") {
			body = fmt.Sprintf(`[{"messageProviderId":"a","messageProviderUrl":"%s/base","messageProviderActivationDate":"1999-01-01","apiSupportedVersion":"2.1"}]`, s.url)
		}
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	}
}

// TestCutConnectionsAreNotRepeated sends on connections that were used before, with and without a header that makes
// transports believe that the request may be repeated, and cuts them at many points.
func TestCutConnectionsAreNotRepeated(t *testing.T) {
	big := strings.Repeat("x", 200_000)
	for _, budget := range []int{0, 1, 40, 300, 301, 900, 901, 5_000, 50_001, 150_000} {
		for _, w := range []wire{wire21{}, wire30{}} {
			t.Run(fmt.Sprintf("%d %T", budget, w), func(t *testing.T) {
				s := newWireServer(t, budget)
				transport := &http.Transport{ExpectContinueTimeout: time.Millisecond}
				f, err := NewFederation(s.url+"/fed", Options{HTTP: &http.Client{Transport: replaying{transport}}, Sandbox: true})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { f.Close(); transport.CloseIdleConnections() })
				if _, err := f.Message(t.Context(), Key{"a", "m"}); err != nil {
					t.Fatal(err) // the connection is used, and kept
				}
				reg, err := f.registry(t.Context(), "a")
				if err != nil {
					t.Fatal(err)
				}
				reg.wire = w
				reply := replyOf(ReplyDraft{Comment: "Oui", Files: []ReplyFile{{Name: "a.txt", MediaType: "text/plain"}}}, big)
				reply.Key = "k"
				_, err = f.Reply(t.Context(), answerable(), reply)
				if got := ReplyOutcomeOf(err); got != OutcomeUnknown {
					t.Errorf("outcome %d, %v", got, err)
				}
				if n := s.posts.Load(); n != 1 {
					t.Errorf("%d requests", n)
				}
			})
		}
	}
}

// replaying sends everything that it can have again once more, whatever came back: as careless as a transport on the way
// can be.
type replaying struct{ next http.RoundTripper }

func (r replaying) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := r.next.RoundTrip(req)
	if req.Method == http.MethodPost && req.GetBody != nil {
		if resp != nil {
			resp.Body.Close()
		}
		again := req.Clone(req.Context())
		if again.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
		return r.next.RoundTrip(again)
	}
	return resp, err
}

// TestReplyOverHTTP2 cuts streams and connections of HTTP/2, whose client has rules of its own for repeating.
func TestReplyOverHTTP2(t *testing.T) {
	for name, tt := range map[string]struct {
		h    http.HandlerFunc
		want ReplyOutcome
	}{
		"confirmed": {func(rw http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			answering(201, receiptJSON).ServeHTTP(rw, r)
		}, OutcomeSent},
		"stream cut at once": {cutAfterAll, OutcomeUnknown},
		"stream cut in a file": {func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.CopyN(io.Discard, r.Body, 10_000)
			panic(http.ErrAbortHandler)
		}, OutcomeUnknown},
		"refused before the body": {func(rw http.ResponseWriter, r *http.Request) { answering(403, "").ServeHTTP(rw, r) }, OutcomeRefused},
	} {
		t.Run(name, func(t *testing.T) {
			var posts atomic.Int32
			server := httptest.NewUnstartedServer(nil)
			server.EnableHTTP2 = true
			server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				switch {
				case r.ProtoMajor != 2:
					t.Errorf("over %s", r.Proto)
				case r.Method == http.MethodPost:
					posts.Add(1)
					tt.h(rw, r)
				default:
					writeJSON(rw, 200, []any{providerJSON("a", map[string]any{"messageProviderUrl": server.URL + "/base"})})
				}
			})
			server.StartTLS()
			defer server.Close()
			f, err := NewFederation(server.URL, Options{HTTP: server.Client()})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			reply := replyOf(ReplyDraft{Comment: "Oui", Files: []ReplyFile{{Name: "a.txt", MediaType: "text/plain"}}}, strings.Repeat("x", 100_000))
			_, err = f.Reply(t.Context(), answerable(), reply)
			if got := ReplyOutcomeOf(err); got != tt.want || posts.Load() != 1 {
				t.Errorf("outcome %d after %d requests, %v", got, posts.Load(), err)
			}
		})
	}
}

// TestNobodyThere asks ports that nothing listens on, and names that do not exist: nothing was written.
func TestNobodyThere(t *testing.T) {
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	dials := 0
	transport := &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		dials++
		return new(net.Dialer).DialContext(ctx, network, l.Addr().String())
	}}
	reg, err := NewRegistry(Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: transport}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = reg.publish(t.Context(), publication{lang: "fr"}, replyOf(ReplyDraft{Comment: "Oui"}))
	if got := ReplyOutcomeOf(err); got != OutcomeNotBegun || !errors.Is(err, ErrUnavailable) || dials != 1 {
		t.Errorf("outcome %d after %d dials, %v", got, dials, err)
	}
}

// TestRenewalIsNotTheRequest makes another request under the trace of the reply, as a session does that renews itself, and
// fails then.
func TestRenewalIsNotTheRequest(t *testing.T) {
	server := httptest.NewServer(answering(200, "{}"))
	defer server.Close()
	failed := errors.New("not renewed")
	reg, err := NewRegistry(Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: only(func(r *http.Request) (*http.Response, error) {
		token, err := http.NewRequestWithContext(context.WithoutCancel(r.Context()), http.MethodPost, server.URL, strings.NewReader("a=b"))
		if err != nil {
			return nil, err
		}
		token.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, err := server.Client().Do(token)
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		return nil, failed
	})}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = reg.publish(t.Context(), publication{lang: "fr"}, replyOf(ReplyDraft{Comment: "Oui"}))
	if got := ReplyOutcomeOf(err); got != OutcomeNotBegun || !errors.Is(err, failed) {
		t.Errorf("outcome %d, %v", got, err)
	}
}

// TestSilenceAndGivingUp runs in a clock of its own.
func TestSilenceAndGivingUp(t *testing.T) {
	for name, tt := range map[string]struct {
		answer  time.Duration // after everything was sent
		giveUp  time.Duration // of the caller; 0: never
		want    ReplyOutcome
		is      error
		between [2]time.Duration
	}{
		"slow":                       {25 * time.Second, 0, OutcomeSent, nil, [2]time.Duration{25 * time.Second, 26 * time.Second}},
		"silent":                     {time.Hour, 0, OutcomeUnknown, ErrUnavailable, [2]time.Duration{30 * time.Second, 31 * time.Second}},
		"given up, answered in time": {3 * time.Second, time.Second, OutcomeSent, nil, [2]time.Duration{3 * time.Second, 4 * time.Second}},
		"given up, not answered":     {time.Hour, time.Second, OutcomeUnknown, context.Canceled, [2]time.Duration{4 * time.Second, 5 * time.Second}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				calls := 0
				f, _ := publishing(t, Options{}, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
					calls++
					_, _ = io.Copy(io.Discard, r.Body)
					slow(tt.answer, answering(201, receiptJSON)).ServeHTTP(rw, r)
				}))
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if tt.giveUp > 0 {
					time.AfterFunc(tt.giveUp, cancel)
				}
				began := time.Now()
				_, err := f.Reply(ctx, answerable(), replyOf(ReplyDraft{Comment: "Oui"}))
				took := time.Since(began)
				if got := ReplyOutcomeOf(err); got != tt.want || tt.is != nil && !errors.Is(err, tt.is) || calls != 1 {
					t.Errorf("outcome %d after %d requests, %v", got, calls, err)
				}
				if took < tt.between[0] || took > tt.between[1] {
					t.Errorf("after %s", took)
				}
			})
		})
	}
}

// TestGivenUpBeforeAnythingLeft ends the caller's context while a connection is being made; whoever asks for the body
// afterwards gets none.
func TestGivenUpBeforeAnythingLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var late error
		rt := only(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			_, late = r.Body.Read(make([]byte, 10))
			return nil, r.Context().Err()
		})
		reg, err := NewRegistry(Provider{ID: "a", URL: "https://a.test", APIVersion: "2.1"}, Options{HTTP: &http.Client{Transport: rt}})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err = reg.publish(ctx, publication{lang: "fr"}, replyOf(ReplyDraft{Comment: "Oui"}))
		if got := ReplyOutcomeOf(err); got != OutcomeNotBegun || !errors.Is(err, context.DeadlineExceeded) || late == nil {
			t.Errorf("outcome %d, %v; the body gave %v", got, err, late)
		}
	})
}
