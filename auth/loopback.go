package auth

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	headerTimeout = 5 * time.Second // for a request on the loopback to be complete
	drainTimeout  = 2 * time.Second // for the browser to take the page
	maxHeader     = 16 << 10        // bytes of a request on the loopback
)

// listenLoopback opens the address that the browser is sent back to: 127.0.0.1, which the redirect address names,
// and [::1] with the same port where there is one (RFC 8252 section 7.3). Port 0 lets the system choose.
func listenLoopback(ctx context.Context, port int) ([]net.Listener, error) {
	var lc net.ListenConfig
	v4, err := lc.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, because(ErrPort, err)
	}
	listeners := []net.Listener{v4}
	_, chosen, err := net.SplitHostPort(v4.Addr().String())
	if err != nil {
		_ = v4.Close()
		return nil, because(ErrPort, err)
	}
	// Without IPv6, or with the port taken there, the address that was announced still works.
	if v6, err := lc.Listen(ctx, "tcp6", net.JoinHostPort("::1", chosen)); err == nil {
		listeners = append(listeners, v6)
	}
	return listeners, nil
}

// loopback waits for one redirect and answers it with the outcome of the login.
type loopback struct {
	path  string
	hosts map[string]bool // what a Host header may say: anything else is a rebound name
	srv   *http.Server
	take  func(rawQuery string) bool // false: not an answer to this login
	show  func(w http.ResponseWriter, ok bool)

	mu       sync.Mutex
	accepted bool // take said yes, so a browser waits for the page

	answered chan struct{} // closed when the outcome is known
	ok       bool          // valid once answered is closed
	written  chan struct{} // closed when the browser has the page
	once     sync.Once
	serving  sync.WaitGroup
}

func newLoopback(listeners []net.Listener, path string, take func(string) bool, show func(http.ResponseWriter, bool)) *loopback {
	l := &loopback{path: path, hosts: map[string]bool{}, take: take, show: show, answered: make(chan struct{}), written: make(chan struct{})}
	l.srv = &http.Server{
		Handler: l, ReadHeaderTimeout: headerTimeout, ReadTimeout: headerTimeout, MaxHeaderBytes: maxHeader,
		ErrorLog: log.New(io.Discard, "", 0), // nothing may be printed while a screen runs
	}
	for _, ln := range listeners {
		l.hosts[ln.Addr().String()] = true
		l.serving.Go(func() { _ = l.srv.Serve(ln) })
	}
	return l
}

// ServeHTTP implements http.Handler: one path, GET only; everything else gets 404 and the wait goes on.
func (l *loopback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != l.path || r.Method != http.MethodGet || !l.hosts[r.Host] {
		plainHeaders(w.Header())
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if !l.accept(r.URL.RawQuery) {
		plainHeaders(w.Header())
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	defer close(l.written)
	<-l.answered
	l.show(w, l.ok)
}

func (l *loopback) accept(rawQuery string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.accepted || !l.take(rawQuery) {
		return false
	}
	l.accepted = true
	return true
}

// finish tells the waiting browser the outcome, gives it a moment to take the page, and closes the listeners. Only
// the first call counts.
func (l *loopback) finish(ok bool) {
	l.once.Do(func() {
		l.ok = ok
		close(l.answered)
		l.mu.Lock()
		waiting := l.accepted
		l.mu.Unlock()
		if waiting {
			patience := time.NewTimer(drainTimeout)
			defer patience.Stop()
			select {
			case <-l.written:
			case <-patience.C:
			}
		}
		_ = l.srv.Close()
		l.serving.Wait()
	})
}
