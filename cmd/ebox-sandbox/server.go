package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/consent"
	"myebox/ebox/sandbox/fas"
	"myebox/ebox/sandbox/mailbox"
)

// server is a sandbox with a listener.
type server struct {
	options *options
	sandbox *sandbox.Sandbox
	base    string
	cards   *cards
	company *companies
	http    *http.Server
	served  chan error // how serving ended
	closers []io.Closer
}

// open builds everything and starts to serve. The caller closes it.
func (o *options) open(ctx context.Context, stderr io.Writer) (_ *server, err error) {
	s := &server{options: o, served: make(chan error, 1)}
	defer func() {
		if err != nil {
			s.close(ctx)
		}
	}()
	logTo, err := s.openLog(stderr)
	if err != nil {
		return nil, err
	}
	if o.data != "" {
		if err := os.MkdirAll(o.data, 0o700); err != nil {
			return nil, fmt.Errorf("making data directory: %w", err)
		}
	}
	listener, err := listen(o.listen, o.forceListen)
	if err != nil {
		return nil, err
	}
	s.closers = append(s.closers, listener)
	s.base = baseURL(listener.Addr())
	if err := s.assemble(ctx, logTo); err != nil {
		return nil, err
	}
	s.http = &http.Server{
		Handler: s.cards.handler(s.sandbox), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: log.New(logTo, "", 0),
	}
	go func() { s.served <- s.http.Serve(listener) }()
	return s, nil
}

// assemble makes boxes, login and registries and turns the knobs.
func (s *server) assemble(ctx context.Context, logTo io.Writer) error {
	o := s.options
	world, err := mailbox.New(mailbox.Config{
		Seed: o.seed, Size: o.size, Lang: o.lang, Dir: o.data, PlainReference: o.plainReference,
	})
	if err != nil {
		return fmt.Errorf("opening boxes: %w", err)
	}
	s.closers = append(s.closers, world)
	if o.arrive > 0 {
		s.closers = append(s.closers, newTrickle(ctx, o, world, logTo))
	}
	if s.cards, err = openCards(o, s.base); err != nil {
		return err
	}
	s.closers = append(s.closers, s.cards)
	logger := slog.New(slog.NewTextHandler(logTo, nil))
	loginConfig := fas.Config{
		BaseURL: s.base, AccessTokenLifetime: o.tokenLifetime, RequiredLevel: fas.Level(o.level), Dir: o.data, Logger: logger,
		Device: o.device,
	}
	s.cards.urls(&loginConfig)
	login, err := fas.New(loginConfig)
	if err != nil {
		return fmt.Errorf("opening login: %w", err)
	}
	if err := s.cards.serve(ctx, o, login, logger); err != nil {
		return err
	}
	if s.company, err = openCompanies(o, s.base, logger); err != nil {
		return err
	}
	announce, err := announced(o.announce)
	if err != nil {
		return usageError{err}
	}
	cfg := sandbox.Config{
		World: world, Tokens: tokens{login, s.company.server}, Login: login.Handler(), Software: s.company.server.Handler(),
		LoginFaults: &loginFaults{login: login, software: s.company.server},
		Announce:    announce, Dir: o.data,
		Consent: consent.Config{First: consent.State(o.consent), Delay: o.withdrawalDelay, CodeLifetime: o.codeLifetime},
	}
	if logTo != io.Discard {
		cfg.Log = func(e sandbox.Entry) { fmt.Fprintln(logTo, e) }
		cfg.Consent.Mailed = func(m consent.Mail) { fmt.Fprintln(logTo, m) }
	}
	s.sandbox, err = sandbox.New(cfg)
	switch {
	case errors.Is(err, sandbox.ErrAnnounce):
		return usageError{err}
	case err != nil:
		return err
	}
	for _, f := range o.faults {
		if err := s.sandbox.Faults().SetText(f); err != nil {
			return usageError{err}
		}
	}
	return s.sandbox.SetBaseURL(s.base)
}

// announced reads PROVIDER=URL.
func announced(list []string) (map[string]string, error) {
	m := map[string]string{}
	for _, a := range list {
		id, u, ok := strings.Cut(a, "=")
		if !ok || id == "" || u == "" {
			return nil, fmt.Errorf("--announce %q: want PROVIDER=URL", a)
		}
		m[id] = u
	}
	return m, nil
}

// listen opens the port; without force only on a loopback address.
func listen(address string, force bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, usageError{fmt.Errorf("--listen %q: want ADDRESS:PORT", address)}
	}
	ip := net.ParseIP(host)
	if !force && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, usageError{fmt.Errorf("--listen %q: not a loopback address; --force-listen allows it", address)}
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening: %w", err)
	}
	return l, nil
}

// baseURL is where a listener is reached from this machine.
func baseURL(a net.Addr) string {
	address := a.String()
	if tcp, ok := a.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		address = fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	return "http://" + address
}

// openLog gives where the log goes: a file, standard error for "-", or nowhere.
func (s *server) openLog(stderr io.Writer) (io.Writer, error) {
	switch s.options.log {
	case "":
		return io.Discard, nil
	case "-":
		return &lines{w: stderr}, nil
	}
	f, err := os.OpenFile(s.options.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening log: %w", err)
	}
	s.closers = append(s.closers, f)
	return &lines{w: f}, nil
}

// lines keeps what several requests write apart.
type lines struct {
	mu sync.Mutex
	w  io.Writer
}

// Write implements io.Writer.
func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

// untilSignal serves until the program is told to stop.
func (s *server) untilSignal(ctx context.Context, stdout, stderr io.Writer) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if s.options.printProfile {
		b, err := s.profile()
		if err != nil {
			return err
		}
		if _, err := stdout.Write(b); err != nil {
			return fmt.Errorf("printing profile: %w", err)
		}
	}
	fmt.Fprintf(stderr, "ebox-sandbox: serving on %s/ (stop with Ctrl+C)\n", s.base)
	select {
	case <-ctx.Done():
		return nil
	case err := <-s.served:
		return fmt.Errorf("serving: %w", err)
	}
}

// close ends what was opened, requests first: those that are under way get two seconds, also when ctx is over.
func (s *server) close(ctx context.Context) error {
	var errs []error
	if s.http != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		if s.http.Shutdown(ctx) != nil {
			errs = append(errs, s.http.Close())
		}
	}
	for i := len(s.closers) - 1; i >= 0; i-- {
		if err := s.closers[i].Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
