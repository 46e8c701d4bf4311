package auth

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// memoryClient is a client of p without any socket: the provider is called directly, the loopback is a pipe.
func memoryClient(p *provider, store Store, change ...func(*Config)) *Client {
	cfg := Config{
		Issuer: p.issuer, ClientID: "client", ACRValues: level + "400", Account: "test",
		HTTP: &http.Client{Transport: inMemory{p}}, Now: p.now,
	}
	for _, f := range change {
		f(&cfg)
	}
	c := New(cfg, store)
	c.listen = func(context.Context, int) ([]net.Listener, error) { return []net.Listener{newPipes()}, nil }
	return c
}

// socketClient is a client of p over real sockets.
func socketClient(p *provider, store Store, change ...func(*Config)) *Client {
	cfg := Config{
		Issuer: p.issuer, ClientID: "client", ACRValues: level + "400", Account: "test", Sandbox: true,
		HTTP: &http.Client{Transport: &http.Transport{}},
	}
	for _, f := range change {
		f(&cfg)
	}
	return New(cfg, store)
}

// logIn does a whole login; the provider answers by itself.
func logIn(ctx context.Context, c *Client, o BeginOptions) (*Session, error) {
	a, err := c.Begin(ctx, o)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	a.testPerson = true // every endpoint of the test provider answers at once
	if err := a.Follow(ctx, nil); err != nil {
		return nil, err
	}
	return a.Wait(ctx)
}

// mustLogIn gives a session or ends the test.
func mustLogIn(t *testing.T, c *Client) *Session {
	t.Helper()
	s, err := logIn(t.Context(), c, BeginOptions{})
	if err != nil {
		t.Fatalf("logging in: %v", err)
	}
	return s
}

// wantError checks what err is, and that no form of it holds a secret of p.
func wantError(t *testing.T, p *provider, err, want error) {
	t.Helper()
	if want == nil && err != nil || want != nil && !errors.Is(err, want) {
		t.Errorf("error is %v, want %v", err, want)
	}
	if err == nil {
		return
	}
	wantClean(t, p, fmt.Sprintf("%v|%+v|%#v|%q", err, err, err, err))
	if text := err.Error(); strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && (r < ' ' || r > '~') }) {
		t.Errorf("error %q has characters that a terminal may obey", text)
	}
}

// wantClean checks that text holds no secret of p.
func wantClean(t *testing.T, p *provider, text string) {
	t.Helper()
	for _, s := range p.allSecrets() {
		if s != "" && strings.Contains(text, s) {
			t.Errorf("a secret (%.12s...) in: %s", s, text)
		}
	}
}

// pipes is a listener in memory.
type pipes struct {
	conns  chan net.Conn
	once   sync.Once
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8765} }

// brokenStore fails as it is told to.
type brokenStore struct {
	Store
	mu                sync.Mutex
	load, save, erase error
}

func (b *brokenStore) set(load, save, erase error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.load, b.save, b.erase = load, save, erase
}

func (b *brokenStore) errors() (load, save, erase error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.load, b.save, b.erase
}

func (b *brokenStore) Volatile() bool { return false }

func (b *brokenStore) Load(ctx context.Context, a string) ([]byte, error) {
	if err, _, _ := b.errors(); err != nil {
		return nil, err
	}
	return b.Store.Load(ctx, a)
}

func (b *brokenStore) Save(ctx context.Context, a string, s []byte) error {
	if _, err, _ := b.errors(); err != nil {
		return err
	}
	return b.Store.Save(ctx, a, s)
}

func (b *brokenStore) Delete(ctx context.Context, a string) error {
	if _, _, err := b.errors(); err != nil {
		return err
	}
	return b.Store.Delete(ctx, a)
}

// keptStore is a store that counts as one that survives the process.
func keptStore() *brokenStore { return &brokenStore{Store: NewMemory()} }

// clock is a time that tests move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock { return &clock{t: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}
