package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui"
	"myebox/tui/lang"
)

// keyringService is the name under which the system's keyring shows our items.
const keyringService = "ebox"

// wiring holds what the commands are built from. It is made once a process and used by one goroutine.
type wiring struct {
	sys     *system
	flags   globals
	dirs    dirs
	cfg     *config // never nil after prepare
	cfgErr  error   // told by whoever needs the configuration
	langErr error
	t       *lang.Texts
	words   *words
	log     *slog.Logger
	logFile io.Closer
	clock   *serverClock

	mu      sync.Mutex
	clients []settler  // guarded by mu, as clock is
	file    *auth.File // guarded by mu; nil: not used yet

	asking sync.Mutex // held by whoever asks for the passphrase of a key

	cardSources []*cardSource
}

func newWiring(s *system) *wiring {
	return &wiring{sys: s, log: slog.New(slog.DiscardHandler), t: lang.For("en"), words: wordsFor("en")}
}

// close lets a renewal of the session that is under way end: what the server just gave would be lost. Cards are logged
// off, on every way out, also when ctx is over.
func (w *wiring) close(ctx context.Context) {
	ctx = context.WithoutCancel(ctx)
	w.closeCards(ctx)
	ctx, cancel := context.WithTimeout(ctx, settleTime)
	defer cancel()
	w.mu.Lock()
	clients := w.clients
	w.mu.Unlock()
	for _, c := range clients {
		_ = c.Settle(ctx)
	}
	if w.logFile != nil {
		_ = w.logFile.Close()
	}
}

// closeCards takes two seconds at most.
func (w *wiring) closeCards(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, cardClose)
	defer cancel()
	for _, s := range w.cardSources {
		s.close(ctx)
	}
}

// profile is the chosen one, complete.
func (w *wiring) profile() (*profile, error) {
	if w.cfgErr != nil {
		return nil, w.cfgErr
	}
	a, err := w.chosenAccount()
	if err != nil {
		return nil, err
	}
	if a != nil {
		return w.profileOf(a)
	}
	return resolveProfile(w.flags.profile, w.sys.getenv, w.cfg)
}

// keyringOff tells whether the person wants nothing in the keyring.
func (w *wiring) keyringOff() bool {
	switch strings.ToLower(w.sys.getenv("EBOX_KEYRING")) {
	case "off", "0", "no", "false", "memory":
		return true
	}
	return false
}

// store is where sessions are kept: the system's keyring, unless the person wants an encrypted file, or nothing kept.
func (w *wiring) store() auth.Store {
	if w.keyringOff() {
		return auth.NewMemory()
	}
	if w.storeInFile() {
		return w.fileStore()
	}
	return auth.NewKeyring(keyringService, auth.DefaultKeyringTimeout)
}

// transport is the one way to the network.
func (w *wiring) transport() http.RoundTripper {
	rt, clock := newTransport(w.log, w.sys.now)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock = clock
	return rt
}

// authClient logs in with p's login server. level "" is the profile's.
func (w *wiring) authClient(p *profile, level string) (*auth.Client, error) {
	if err := private(w.dirs.state); err != nil {
		return nil, err
	}
	if level == "" {
		level = p.ACRValues
	}
	c := auth.New(auth.Config{
		Issuer: p.Issuer, ClientID: p.ClientID, Scopes: p.Scopes, ACRValues: level, UILocales: w.t.Code,
		Account: p.account(), LockDir: w.dirs.state, Sandbox: p.Sandbox, Now: w.sys.now,
		HTTP: &http.Client{Transport: w.transport(), Timeout: loginTimeout},
		Page: w.page, Card: p.Card.config(),
	}, w.store())
	w.settling(c)
	return c, nil
}

// page is what the browser shows at the end of a login.
func (w *wiring) page(ok bool) (title, text string) {
	if ok {
		return w.t.Login.PageOKTitle, w.t.Login.PageOK
	}
	return w.t.Login.PageFailedTitle, w.t.Login.PageFailed
}

// patient is longer than a provider may take for a page: a command has no second look, so it waits for the slowest. It
// also saves requests, since nobody else is asked for more in the place of one that is slow.
const patient = 12 * time.Second

// fedOptions are what differs between commands and screens.
type fedOptions struct {
	pageSize int                                       // 0: the default
	patience time.Duration                             // 0: the default, made for screens
	wrap     func(http.RoundTripper) http.RoundTripper // around the transport that authenticates; nil: nothing
}

// federation is p's, asked in the name of the session. It sends the token to whom the federation allows, and to nobody
// before the federation is there.
func (w *wiring) federation(p *profile, s *auth.Session, o fedOptions) (*ebox.Federation, error) {
	if err := private(w.dirs.cache); err != nil {
		return nil, err
	}
	var fed *ebox.Federation
	allow := func(u *url.URL) bool { return fed != nil && fed.Allows(u) }
	hc := s.HTTP(allow, w.transport())
	if o.wrap != nil {
		hc.Transport = o.wrap(hc.Transport)
	}
	fed, err := ebox.NewFederation(p.Federation, ebox.Options{
		HTTP: hc, Now: w.sys.now, Sandbox: p.Sandbox,
		Cache: p.providerCache(w.dirs), PageSize: o.pageSize, Patience: o.patience,
	})
	if err != nil {
		return nil, fmt.Errorf("preparing the federation: %w", err)
	}
	return fed, nil
}

// desk is an open mailbox: what the commands that read work on.
type desk struct {
	profile *profile
	session *auth.Session
	fed     *ebox.Federation
}

// open opens the box that is meant; auth.ErrLoginRequired when a person has to log in first.
func (w *wiring) open(ctx context.Context, pageSize int) (*desk, error) {
	p, err := w.profile()
	if err != nil {
		return nil, err
	}
	d, err := w.openProfile(ctx, p, pageSize)
	if err != nil {
		return nil, err
	}
	w.speakTo(d.session.Identity().Language)
	return d, nil
}

// openProfile opens p's box.
func (w *wiring) openProfile(ctx context.Context, p *profile, pageSize int) (*desk, error) {
	s, err := w.resume(ctx, p)
	if err != nil {
		return nil, err
	}
	fed, err := w.federation(p, s, fedOptions{pageSize: pageSize, patience: patient})
	if err != nil {
		return nil, err
	}
	return &desk{p, s, fed}, nil
}

// screens are the needs of the full screen and of the linear mode, met.
func (w *wiring) screens(ctx context.Context) (tui.Deps, error) {
	p, err := w.profile()
	if err != nil {
		return tui.Deps{}, err
	}
	dir, err := w.downloads()
	if err != nil {
		return tui.Deps{}, err
	}
	looks, err := w.appearance()
	if err != nil {
		return tui.Deps{}, err
	}
	if err := w.checkResume(); err != nil {
		return tui.Deps{}, err
	}
	keys, err := w.ownKeys()
	if err != nil {
		return tui.Deps{}, err
	}
	way, err := w.entrance(ctx, p, nil) // a key may have a passphrase, which is asked for before anything is drawn
	if err != nil {
		return tui.Deps{}, err
	}
	others, err := w.accountsOf()
	if err != nil {
		return tui.Deps{}, err
	}
	deps := tui.Deps{
		Login: way.Login, Cards: way.Cards, Account: way.Account, Accounts: others, Keys: keys, Opener: desktop{}, Now: w.sys.now, Lang: w.t.Code, LangGuess: w.langGuessed(), Dir: dir, Home: homeDir(),
		Enterprise: p.Box == boxEnterprise, Sandbox: p.Sandbox, NoColor: w.noColor(), ASCII: w.asciiOnly(),
	}
	deps.Place, deps.Keep, deps.VT100 = way.Place, way.Keep, w.oldTerminal()
	looks.dress(&deps)
	if printerPresent() {
		deps.Printer = desktop{}
	}
	return deps, nil
}

// show opens the full screen.
func (w *wiring) show(ctx context.Context, deps tui.Deps) error {
	return tui.Run(ctx, deps, tea.WithoutSignalHandler()) // signals end ctx, here as everywhere
}
