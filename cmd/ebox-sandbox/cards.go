package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"myebox/cardreader/cardtest"
	"myebox/ebox/sandbox/card"
	"myebox/ebox/sandbox/fas"
)

// statusPath is where, on the sandbox's own address, the authority of its cards answers.
const statusPath = "/pki"

// inPCSC is simulated_card in a profile whose simulated card sits in a reader of the smart card service.
const inPCSC = "pcsc"

// cards is everything about cards: the host that asks for them, the CA, and the simulated card.
type cards struct {
	issuer   *card.Issuer
	listener net.Listener
	host     *card.Host
	roots    []byte // PEM: what the host's own certificate leads to
	further  []*x509.Certificate
	place    string // of the simulated card: a socket, inPCSC, or "" for none
	stop     context.CancelFunc
	ended    []chan error
	dir      string // private, holds the socket
}

// openCards opens the host's port and the CA. Nothing is served yet: the login server comes in between.
func openCards(o *options, base string) (_ *cards, err error) {
	c := &cards{stop: func() {}}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.Close())
		}
	}()
	for _, file := range o.cardCAs {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("reading CA of cards: %w", err)
		}
		cas, err := card.ParseCAs(text)
		if err != nil {
			return nil, usageError{fmt.Errorf("--card-ca %s: %w", file, err)}
		}
		c.further = append(c.further, cas...)
	}
	applet := o.card
	if applet == noCard {
		applet = card.Applet18
	}
	if c.issuer, err = card.OpenIssuer(applet, o.data, nil); err != nil {
		return nil, err
	}
	c.issuer.SetURL(base + statusPath)
	host, _, err := net.SplitHostPort(strings.TrimPrefix(base, "http://"))
	if err != nil {
		return nil, fmt.Errorf("opening card host: %w", err)
	}
	if c.listener, err = net.Listen("tcp", net.JoinHostPort(host, "0")); err != nil {
		return nil, fmt.Errorf("opening card host: %w", err)
	}
	return c, nil
}

// base is the address of the card host.
func (c *cards) base() string { return "https://" + c.listener.Addr().String() }

// urls are what the login server has to know.
func (c *cards) urls(cfg *fas.Config) {
	cfg.CardEntry = c.base() + card.EntryPath
	cfg.CardURL = func(login string) string { return c.base() + card.LoginPath + "?" + fas.CardLoginParam + "=" + login }
}

// serve starts the host and offers the simulated card.
func (c *cards) serve(ctx context.Context, o *options, login card.Login, logger *slog.Logger) error {
	ip, _, err := net.SplitHostPort(c.listener.Addr().String())
	if err != nil {
		return fmt.Errorf("opening card host: %w", err)
	}
	shown, roots, err := card.SelfIssued(ip, time.Now())
	if err != nil {
		return err
	}
	c.roots = roots
	c.host, err = card.NewHost(card.Config{
		Login: login, Own: c.issuer.CAs(), Further: c.further, Certificate: shown, MaxVersion: tlsVersions[o.cardTLS], Logger: logger,
	})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx)) // close ends it, after the requests
	c.stop = stop
	c.background(func() error { return c.host.Serve(c.listener) })
	if o.card == noCard {
		return nil
	}
	who := fas.DefaultPersons()[0]
	sim, err := c.issuer.Issue(cardtest.Person{
		Surname: who.Surname, GivenNames: who.GivenName, NationalNumber: who.NationalNumber,
	}, o.cardState)
	if err != nil {
		return err
	}
	return c.offer(ctx, o, sim)
}

// offer puts the card into the virtual reader of the smart card service, if one is there, else behind a private socket.
func (c *cards) offer(ctx context.Context, o *options, sim *cardtest.Card) error {
	if nc, err := net.DialTimeout("tcp", o.vpcd, time.Second); o.vpcd != "" && err == nil {
		_ = nc.Close() // a reader that looks for its card sees one that was taken out at once
		c.place = inPCSC
		c.background(func() error { return c.inReader(ctx, o.vpcd, sim) })
		return nil
	}
	dir, err := os.MkdirTemp("", "ebox-card-")
	if err != nil {
		return fmt.Errorf("offering the simulated card: %w", err)
	}
	c.dir = dir
	c.place = filepath.Join(dir, "card")
	s, err := card.ListenCard(c.place, sim)
	if err != nil {
		return err
	}
	c.background(func() error { return s.Serve(ctx) })
	return nil
}

// inReader keeps the card in the reader, also when the service was restarted.
func (c *cards) inReader(ctx context.Context, address string, sim *cardtest.Card) error {
	for {
		_ = sim.Serve(ctx, address) // the reader hung up, or is not there yet again
		t := time.NewTimer(time.Second)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return nil
		}
	}
}

func (c *cards) background(f func() error) {
	ended := make(chan error, 1)
	c.ended = append(c.ended, ended)
	go func() { ended <- f() }()
}

// handler answers for the authority, and leaves the rest to next.
func (c *cards) handler(next http.Handler) http.Handler {
	status := http.StripPrefix(statusPath, c.issuer)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, statusPath+"/") {
			status.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// tell puts into a profile what a client needs to know.
func (c *cards) tell(p *profile) {
	p.CardHosts, p.TLSRoots, p.SimulatedCard = []string{c.listener.Addr().String()}, string(c.roots), c.place
}

// Close ends everything and waits for it.
func (c *cards) Close() error {
	c.stop()
	var errs []error
	switch {
	case c.host != nil:
		errs = append(errs, c.host.Close())
	case c.listener != nil:
		errs = append(errs, c.listener.Close())
	}
	for _, ended := range c.ended {
		errs = append(errs, <-ended)
	}
	if c.dir != "" {
		errs = append(errs, os.RemoveAll(c.dir))
	}
	return errors.Join(errs...)
}

// tlsVersions are the values of --card-tls: the newest version that the card host speaks.
var tlsVersions = map[string]uint16{"1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13}
