package auth_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"myebox/auth"
	"myebox/cardreader"
	"myebox/cardreader/cardtest"
	"myebox/ebox/sandbox/card"
	"myebox/ebox/sandbox/fas"
)

const level500 = "urn:be:fedict:iam:fas:Level500"

// issuer is a PKI of cards with the authority that answers for it. They are made once: RSA keys take a moment.
type issuer struct {
	*cardtest.PKI
	*card.Authority
}

var issuers = map[int]func() *issuer{
	cardtest.Applet17: sync.OnceValue(func() *issuer { return newIssuer(true) }),
	cardtest.Applet18: sync.OnceValue(func() *issuer { return newIssuer(false) }),
}

func newIssuer(rsa bool) *issuer {
	p, err := cardtest.NewPKI(rsa)
	if err != nil {
		panic(err)
	}
	a := card.NewAuthority(p.CA, p.CAKey(), nil)
	srv := httptest.NewServer(a) // as long as the process
	p.OCSPURL, p.CRLURL = srv.URL+card.OCSPPath, srv.URL+card.CRLPath
	return &issuer{p, a}
}

// cardWorld is the sandbox's login server with its card host.
type cardWorld struct {
	t      *testing.T
	login  *fas.Provider
	base   string
	host   string // of the cards, host:port
	roots  *x509.CertPool
	conns  atomic.Int32 // that the card host accepted
	seen   atomic.Int32 // requests of the card host
	client auth.Config
}

// countedListener counts connections.
type countedListener struct {
	net.Listener
	n *atomic.Int32
}

func (l countedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.n.Add(1)
	}
	return c, err
}

// counted counts what the host sends on.
type counted struct {
	card.Login
	n *atomic.Int32
}

func (c counted) Arrive(w http.ResponseWriter, r *http.Request, p fas.Person, l fas.Level, amr ...string) {
	c.n.Add(1)
	c.Login.Arrive(w, r, p, l, amr...)
}

func (c counted) TurnAway(w http.ResponseWriter, r *http.Request, why string) {
	c.n.Add(1)
	c.Login.TurnAway(w, r, why)
}

func newCardWorld(t *testing.T, change ...func(*card.Config)) *cardWorld {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &cardWorld{t: t, host: l.Addr().String(), roots: x509.NewCertPool()}
	w.login, w.base, _ = sandbox(t, fas.Config{
		CardEntry: "https://" + w.host + card.EntryPath,
		CardURL:   func(id string) string { return "https://" + w.host + card.LoginPath + "?login=" + id },
	})
	shown, pem, err := card.SelfIssued("127.0.0.1", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	w.roots.AppendCertsFromPEM(pem)
	cfg := card.Config{Login: counted{w.login, &w.seen}, Certificate: shown}
	for _, applet := range []int{cardtest.Applet17, cardtest.Applet18} {
		p := issuers[applet]()
		cfg.Own = append(cfg.Own, p.Root, p.CA)
	}
	for _, f := range change {
		f(&cfg)
	}
	h, err := card.NewHost(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(countedListener{l, &w.conns}) }()
	t.Cleanup(func() {
		if err := errors.Join(h.Close(), <-ended); err != nil {
			t.Error(err)
		}
	})
	w.client = auth.Config{
		Issuer: w.login.Issuer(), ClientID: fas.ClientID, ACRValues: level400, Account: "sandbox/citizen", Sandbox: true,
		HTTP: &http.Client{Transport: &http.Transport{}}, Card: auth.CardConfig{Hosts: []string{w.host}, Roots: w.roots},
	}
	return w
}

// insert issues a card and puts it into a reader.
func (w *cardWorld) insert(applet int, o cardtest.Options) (*cardtest.Card, *cardreader.Card) {
	w.t.Helper()
	sim, err := issuers[applet]().NewCard(o)
	if err != nil {
		w.t.Fatal(err)
	}
	return sim, cardreader.NewCard(sim, sim.ATR)
}

// typing is a person who types that PIN; it counts how often.
type typing struct {
	pin string
	n   atomic.Int32
}

func (p *typing) ask(context.Context, cardreader.Prompt) ([]byte, error) {
	p.n.Add(1)
	return []byte(p.pin), nil
}

// logIn is a whole login by a card.
func (w *cardWorld) logIn(ctx context.Context, cfg auth.Config, c *cardreader.Card, known *cardreader.Certificates, pin cardreader.PINFunc) (*auth.Session, error) {
	return auth.New(cfg, auth.NewMemory()).Card(ctx, auth.CardOptions{Certificate: c.Login(ctx, known, pin).GetClientCertificate})
}

func TestCardLogin(t *testing.T) {
	w := newCardWorld(t)
	for _, tc := range []struct {
		name    string
		applet  int
		version uint16
		first   int // commands to the card, certificate unknown
		again   int // with the certificate remembered
	}{
		{"1.7, TLS 1.2", cardtest.Applet17, tls.VersionTLS12, 12, 7},
		{"1.7, TLS 1.3", cardtest.Applet17, tls.VersionTLS13, 12, 7},
		{"1.8, TLS 1.2", cardtest.Applet18, tls.VersionTLS12, 10, 7},
		{"1.8, TLS 1.3", cardtest.Applet18, tls.VersionTLS13, 10, 7},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cfg := w.client
			cfg.Card.MaxVersion = tc.version
			sim, c := w.insert(tc.applet, cardtest.Options{})
			var known cardreader.Certificates
			for i, want := range []int{tc.first, tc.again} {
				sim.StartCount()
				pin := &typing{pin: "1234"}
				conns, seen := w.conns.Load(), w.seen.Load()
				s, err := w.logIn(t.Context(), cfg, c, &known, pin.ask)
				if err != nil {
					t.Fatal(err)
				}
				id := s.Identity()
				if id.NationalNumber.Raw() != cardtest.Specimen.NationalNumber || id.ACR != level500 {
					t.Errorf("logged in as %v, %s", id, id.ACR)
				}
				if want := cardtest.Specimen.GivenNames + " " + cardtest.Specimen.Surname; id.Name != want {
					t.Errorf("name %q, want %q", id.Name, want)
				}
				if sim.Count() != want {
					t.Errorf("login %d took %d commands, want %d: % X", i+1, sim.Count(), want, sim.Instructions())
				}
				if pin.n.Load() != 1 || w.conns.Load() != conns+1 || w.seen.Load() != seen+1 {
					t.Errorf("PIN asked %d times, %d connections, %d requests", pin.n.Load(), w.conns.Load()-conns, w.seen.Load()-seen)
				}
				info, err := c.Info(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
				if err != nil {
					t.Fatal(err)
				}
				known.Put(info.Serial, cert)
				c = cardreader.NewCard(sim, sim.ATR)
				if sim.HasRight() {
					t.Error("the card still lets sign")
				}
			}
		})
	}
}

// TestCardInTheBrowser: the page of the keys has a way to the card host as well.
func TestCardInTheBrowser(t *testing.T) {
	w := newCardWorld(t)
	key, cert := w.key(cardtest.Applet18, cardtest.Options{})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, Transport: &http.Transport{TLSClientConfig: &tls.Config{
		RootCAs:      w.roots,
		Certificates: []tls.Certificate{{Certificate: [][]byte{cert.Raw}, PrivateKey: key, SupportedSignatureAlgorithms: key.SignatureAlgorithms()}},
	}}}
	page := func(address string) string {
		resp, err := browser.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	link := func(text, id string) string {
		m := regexp.MustCompile(`id="` + id + `" href="([^"]+)"`).FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("no link %s in:\n%s", id, text)
		}
		u, err := url.Parse(w.base)
		if err == nil {
			u, err = u.Parse(html.UnescapeString(m[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
		return u.String()
	}
	a, err := auth.New(w.client, auth.NewMemory()).Begin(t.Context(), auth.BeginOptions{ACRValues: level500})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	card := link(page(link(page(a.URL()), "key-eid")), "eid-card")
	if !strings.HasPrefix(card, "https://"+w.host+"/") {
		t.Fatalf("the card's link leads to %s", card)
	}
	done := make(chan string, 1)
	go func() { done <- page(card) }()
	s, err := a.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	<-done
	if s.Identity().NationalNumber.Raw() != cardtest.Specimen.NationalNumber || s.Identity().ACR != level500 {
		t.Errorf("logged in as %v", s.Identity())
	}
}
