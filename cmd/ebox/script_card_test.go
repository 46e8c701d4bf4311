package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"myebox/cardreader/cardtest"
	"myebox/ebox/sandbox/card"
	"myebox/ebox/sandbox/fas"
)

// worldCards are the card host of a script's sandbox, the CA of its cards, and the simulated card, if one is there.
type worldCards struct {
	listener net.Listener
	issuer   *card.Issuer
	host     *card.Host
	roots    []byte
	socket   string // where the simulated card is
	dir      string
	sim      *cardtest.Card
	ctx      context.Context
	stop     context.CancelFunc
	ended    sync.WaitGroup // the card is out
}

// statusPath is where the CA answers on the sandbox's own address.
const statusPath = "/pki"

// newCardWorld is a sandbox that lets cards in.
func newCardWorld() (w *world, err error) {
	c := &worldCards{}
	c.ctx, c.stop = context.WithCancel(context.Background())
	if c.dir, err = os.MkdirTemp("", "ebox-card-"); err != nil { // a short path: sockets have a limit
		return nil, err
	}
	c.socket = filepath.Join(c.dir, "card")
	if c.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	base := "https://" + c.listener.Addr().String()
	w, err = newWorldWith(fas.Config{
		Device:    true,
		CardEntry: base + card.EntryPath,
		CardURL:   func(login string) string { return base + card.LoginPath + "?" + fas.CardLoginParam + "=" + login },
	})
	if err != nil {
		return nil, err
	}
	w.cards = c
	if c.issuer, err = card.OpenIssuer(card.Applet18, "", nil); err != nil {
		return nil, err
	}
	shown, roots, err := card.SelfIssued("127.0.0.1", time.Now())
	if err != nil {
		return nil, err
	}
	c.roots = roots
	c.host, err = card.NewHost(card.Config{Login: w.login, Own: c.issuer.CAs(), Certificate: shown, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	go func() { _ = c.host.Serve(c.listener) }()
	return w, nil
}

// handler answers for the sandbox, and for the CA.
func (w *world) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(statusPath+"/", http.StripPrefix(statusPath, w.cards.issuer))
	mux.Handle("/", w.sandbox)
	return mux
}

// profile is what a configuration says of cards.
func (c *worldCards) profile() string {
	return "card_hosts = [" + strconv.Quote(c.listener.Addr().String()) + "]\nsimulated_card = " + strconv.Quote(c.socket) +
		"\ntls_roots = '''\n" + string(c.roots) + "'''\n"
}

func (c *worldCards) close() {
	c.stop()
	c.ended.Wait()
	_ = c.host.Close()
	_ = os.RemoveAll(c.dir)
}

// cmdCard puts a simulated card in: card STATE; or looks how many tries it has left: card tries N.
func cmdCard(ts *testscript.TestScript, neg bool, args []string) {
	c := worldOf(ts).cards
	switch {
	case neg || len(args) == 0:
		ts.Fatalf("usage: card STATE, card tries N or card old")
	case args[0] == "tries" && len(args) == 2:
		if got := strconv.Itoa(c.sim.TriesLeft()); got != args[1] {
			ts.Fatalf("%s tries left, want %s", got, args[1])
		}
		if c.sim.HasRight() {
			ts.Fatalf("the PIN's right is still in force")
		}
		return
	}
	c.stop()
	c.ended.Wait() // its socket has the same name
	c.ctx, c.stop = context.WithCancel(context.Background())
	state, more, _ := strings.Cut(args[0], "+")
	var err error
	c.sim, err = c.issuer.Issue(cardtest.Person{
		Surname: person.Surname, GivenNames: person.GivenName, NationalNumber: person.NationalNumber,
	}, state)
	ts.Check(err)
	switch more {
	case "":
	case "not-activated":
		c.sim.NotActivated = true
	case "other":
		c.sim.ATR = []byte{0x3B, 0x00}
	case "empty":
		c.sim.Files[0xDF005038] = make([]byte, 2500)
	case "altered":
		c.sim.Files[0xDF014033][2] ^= 1
	default:
		ts.Fatalf("card: unknown word %q", more)
	}
	s, err := card.ListenCard(c.socket, c.sim)
	ts.Check(err)
	ctx := c.ctx
	c.ended.Go(func() {
		if err := s.Serve(ctx); err != nil && !errors.Is(err, net.ErrClosed) {
			ts.Logf("the simulated card: %v", err)
		}
	})
}
