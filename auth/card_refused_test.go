package auth_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"myebox/auth"
	"myebox/cardreader"
	"myebox/cardreader/cardtest"
	"myebox/ebox/sandbox/card"
)

// never is a person who must not be asked.
func never(t *testing.T) cardreader.PINFunc {
	return func(context.Context, cardreader.Prompt) ([]byte, error) {
		t.Error("the PIN was asked for")
		return nil, errors.New("no PIN")
	}
}

// verifies counts VERIFY commands that carry a PIN: the one that asks for the tries is told apart by what it costs.
func verifies(sim *cardtest.Card) int {
	n := 0
	for _, ins := range sim.Instructions() {
		if ins == 0x2A {
			n++
		}
	}
	return n
}

var (
	longAgo  = time.Now().AddDate(-11, 0, 0)
	lastYear = time.Now().AddDate(-1, 0, 0)
)

// onlyOthers makes the host trust a CA of another name.
func onlyOthers(c *card.Config) {
	_, text, err := card.SelfIssued("127.0.0.1", time.Now())
	if err != nil {
		panic(err)
	}
	if c.Own, err = card.ParseCAs(text); err != nil {
		panic(err)
	}
}

// TestCardSeenBeforeThePIN: what our side can see costs neither a PIN nor a signature.
func TestCardSeenBeforeThePIN(t *testing.T) {
	for _, tc := range []struct {
		name   string
		card   cardtest.Options
		change func(*card.Config)
		want   error
	}{
		{"expired", cardtest.Options{From: longAgo, To: lastYear}, nil, auth.ErrExpired},
		{"not valid yet", cardtest.Options{From: time.Now().AddDate(1, 0, 0), To: time.Now().AddDate(2, 0, 0)}, nil, auth.ErrNotYetValid},
		{"for signing", cardtest.Options{AuthIsNon: true}, nil, auth.ErrNotForLogin},
		{"foreign CA", cardtest.Options{}, onlyOthers, cardreader.ErrIssuer},
	} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			t.Run(tc.name+" "+tls.VersionName(version), func(t *testing.T) {
				w := newCardWorld(t, func(c *card.Config) {
					if tc.change != nil {
						tc.change(c)
					}
				})
				w.client.Card.MaxVersion = version
				sim, c := w.insert(cardtest.Applet18, tc.card)
				_, err := w.logIn(t.Context(), w.client, c, nil, never(t))
				if !errors.Is(err, tc.want) {
					t.Errorf("got %v, want %v", err, tc.want)
				}
				var ce *auth.CertificateError
				if errors.As(err, &ce) && ce.Server {
					t.Error("the server is said to have refused")
				}
				if w.seen.Load() != 0 || w.conns.Load() != 1 || verifies(sim) != 0 || sim.TriesLeft() != 3 {
					t.Errorf("%d requests, %d connections, card: % X", w.seen.Load(), w.conns.Load(), sim.Instructions())
				}
			})
		}
	}
}

// TestCardForeign: without the reader's own look, ours finds the foreign CA and the missing scheme as well.
func TestCardForeign(t *testing.T) {
	w := newCardWorld(t, onlyOthers)
	for name, tc := range map[string]struct {
		schemes []tls.SignatureScheme
		applet  int
		want    error
	}{
		"CA": {nil, cardtest.Applet18, auth.ErrForeignCA}, "scheme": {[]tls.SignatureScheme{tls.Ed25519}, cardtest.Applet17, auth.ErrNoScheme},
	} {
		t.Run(name, func(t *testing.T) {
			key, cert := w.key(tc.applet, cardtest.Options{})
			_, err := auth.New(w.client, auth.NewMemory()).Card(t.Context(), auth.CardOptions{
				Certificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
					return &tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key, SupportedSignatureAlgorithms: tc.schemes}, nil
				},
			})
			if !errors.Is(err, tc.want) || !errors.Is(err, auth.ErrCertificate) {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
}

// key is a card's signer and certificate.
func (w *cardWorld) key(applet int, o cardtest.Options) (*cardreader.Signer, *x509.Certificate) {
	w.t.Helper()
	_, c := w.insert(applet, o)
	cert, err := c.Certificate(w.t.Context(), cardreader.CertAuthentication)
	if err != nil {
		w.t.Fatal(err)
	}
	s, err := c.Signer(w.t.Context(), cert, (&typing{pin: "1234"}).ask)
	if err != nil {
		w.t.Fatal(err)
	}
	return s, cert
}

// TestCardRefusedByTheServer: the server says no after one signature, by an alert or in the redirect.
func TestCardRefusedByTheServer(t *testing.T) {
	for _, tc := range []struct {
		name   string
		before func(*issuer, *x509.Certificate)
		server time.Duration // how far its clock is off
		want   error
		answer string // error_description
	}{
		{"revoked, by OCSP", func(i *issuer, c *x509.Certificate) { i.Revoke(c); i.SetDown(card.CRLPath, true) }, 0, auth.ErrRevoked, card.ReasonRevoked},
		{"revoked, by CRL", func(i *issuer, c *x509.Certificate) { i.Revoke(c); i.SetDown(card.OCSPPath, true) }, 0, auth.ErrRevoked, card.ReasonRevoked},
		{
			"nobody knows", func(i *issuer, _ *x509.Certificate) { i.SetDown(card.OCSPPath, true); i.SetDown(card.CRLPath, true) },
			0, auth.ErrRefused, card.ReasonStatus,
		},
		{"another CA of the same name", nil, 0, auth.ErrForeignCA, ""},
		{"expired by the server's clock", nil, 50 * 365 * 24 * time.Hour, auth.ErrExpired, ""},
	} {
		for _, applet := range []int{cardtest.Applet17, cardtest.Applet18} {
			for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
				t.Run(tc.name+" "+tls.VersionName(version), func(t *testing.T) {
					w := newCardWorld(t, func(c *card.Config) {
						c.Now = func() time.Time { return time.Now().Add(tc.server) }
						if tc.want == auth.ErrForeignCA {
							c.Own = slices.DeleteFunc(c.Own, func(ca *x509.Certificate) bool {
								return ca.Equal(issuers[applet]().CA) || ca.Equal(issuers[applet]().Root)
							})
						}
					})
					w.client.Card.MaxVersion = version
					sim, c := w.insert(applet, cardtest.Options{})
					i := issuers[applet]()
					t.Cleanup(func() { i.SetDown(card.OCSPPath, false); i.SetDown(card.CRLPath, false) })
					cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
					if err != nil {
						t.Fatal(err)
					}
					if tc.before != nil {
						tc.before(i, cert)
					}
					pin := &typing{pin: "1234"}
					_, err = w.logIn(t.Context(), w.client, c, nil, pin.ask)
					var ce *auth.CertificateError
					if !errors.Is(err, tc.want) || !errors.As(err, &ce) || !ce.Server || errors.Is(err, auth.ErrCancelled) {
						t.Fatalf("got %v, want %v", err, tc.want)
					}
					answer := ""
					if ce.Answer != nil {
						answer = ce.Answer.Description
					}
					if answer != tc.answer {
						t.Errorf("the server said %q, want %q", answer, tc.answer)
					}
					if pin.n.Load() != 1 || verifies(sim) != 1 || w.conns.Load() != 1 || sim.HasRight() {
						t.Errorf("PIN %d times, %d signatures, %d connections", pin.n.Load(), verifies(sim), w.conns.Load())
					}
				})
			}
		}
	}
}

// TestCardFurtherCA: a status that cannot be had is no reason to refuse a card of another CA; a revoked one stays out.
func TestCardFurtherCA(t *testing.T) {
	w := newCardWorld(t, func(c *card.Config) { c.Further, c.Own = c.Own[2:], c.Own[:2] })
	i := issuers[cardtest.Applet18]()
	i.SetDown(card.OCSPPath, true)
	i.SetDown(card.CRLPath, true)
	t.Cleanup(func() { i.SetDown(card.OCSPPath, false); i.SetDown(card.CRLPath, false) })
	_, c := w.insert(cardtest.Applet18, cardtest.Options{})
	if _, err := w.logIn(t.Context(), w.client, c, nil, (&typing{pin: "1234"}).ask); err != nil {
		t.Error(err)
	}
	i.SetDown(card.OCSPPath, false)
	_, c = w.insert(cardtest.Applet18, cardtest.Options{})
	cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
	if err != nil {
		t.Fatal(err)
	}
	i.Revoke(cert)
	if _, err := w.logIn(t.Context(), w.client, c, nil, (&typing{pin: "1234"}).ask); !errors.Is(err, auth.ErrRevoked) {
		t.Errorf("got %v", err)
	}
}

// TestCardErrorsPassThrough: what card and person do wrong comes as it is, and nothing is tried twice.
func TestCardErrorsPassThrough(t *testing.T) {
	w := newCardWorld(t)
	quit := errors.New("the person went away")
	for _, tc := range []struct {
		name  string
		set   func(*cardtest.Card)
		pin   string
		quit  error
		want  error
		tries int // left
		asked int32
	}{
		{"wrong PIN", nil, "4321", nil, nil, 2, 1},
		{"blocked", func(c *cardtest.Card) { c.Tries = 0 }, "1234", nil, nil, 0, 0},
		{"not a PIN", nil, "12", nil, cardreader.ErrBadPIN, 3, 1},
		{"person cancels", nil, "", quit, quit, 3, 1},
		{"pulled out", func(c *cardtest.Card) { c.RemoveAfter = 7 }, "1234", nil, cardtest.ErrRemoved, 3, 0},
	} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			t.Run(tc.name+" "+tls.VersionName(version), func(t *testing.T) {
				cfg := w.client
				cfg.Card.MaxVersion = version
				sim, c := w.insert(cardtest.Applet18, cardtest.Options{})
				if tc.set != nil {
					tc.set(sim)
				}
				seen := w.seen.Load()
				asked := &typing{pin: tc.pin}
				_, err := w.logIn(t.Context(), cfg, c, nil, func(ctx context.Context, p cardreader.Prompt) ([]byte, error) {
					if b, err := asked.ask(ctx, p); tc.quit == nil {
						return b, err
					}
					return nil, tc.quit
				})
				var pe *cardreader.PINError
				if tc.want != nil && !errors.Is(err, tc.want) || tc.want == nil && (!errors.As(err, &pe) || pe.Left != tc.tries) {
					t.Errorf("got %v", err)
				}
				if sim.TriesLeft() != tc.tries || tc.name != "pulled out" && asked.n.Load() != tc.asked || w.seen.Load() != seen {
					t.Errorf("%d tries left, PIN asked %d times, %d requests", sim.TriesLeft(), asked.n.Load(), w.seen.Load()-seen)
				}
				if strings.Contains(err.Error(), tc.pin) && len(tc.pin) >= 4 || strings.Contains(err.Error(), cardtest.Specimen.NationalNumber) {
					t.Errorf("a secret in %q", err)
				}
			})
		}
	}
}

// TestCardCancelled: the end of the context ends a login at once, whatever the person does, and is given as it is.
func TestCardCancelled(t *testing.T) {
	w := newCardWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	sim, c := w.insert(cardtest.Applet18, cardtest.Options{})
	_, err := w.logIn(ctx, w.client, c, nil, func(ctx context.Context, _ cardreader.Prompt) ([]byte, error) {
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	})
	if !errors.Is(err, context.Canceled) || sim.TriesLeft() != 3 || verifies(sim) != 0 {
		t.Errorf("got %v, %d tries left", err, sim.TriesLeft())
	}
	cfg := w.client
	cfg.LoginTimeout = 50 * time.Millisecond
	_, err = auth.New(cfg, auth.NewMemory()).Card(t.Context(), auth.CardOptions{
		Certificate: func(cri *tls.CertificateRequestInfo) (*tls.Certificate, error) {
			<-cri.Context().Done()
			return nil, cri.Context().Err()
		},
	})
	if !errors.Is(err, auth.ErrTimeout) {
		t.Errorf("got %v, want a time-out", err)
	}
}

// TestCardsAtOnce: logins at the same time, each with its own card, each signs once.
func TestCardsAtOnce(t *testing.T) {
	w := newCardWorld(t)
	var wg sync.WaitGroup
	for i := range 6 {
		applet := []int{cardtest.Applet17, cardtest.Applet18}[i%2]
		sim, c := w.insert(applet, cardtest.Options{})
		wg.Go(func() {
			pin := &typing{pin: "1234"}
			if _, err := w.logIn(t.Context(), w.client, c, nil, pin.ask); err != nil || pin.n.Load() != 1 || verifies(sim) != 1 {
				t.Errorf("got %v, PIN asked %d times, %d signatures", err, pin.n.Load(), verifies(sim))
			}
		})
	}
	wg.Wait()
	if w.conns.Load() != 6 || w.seen.Load() != 6 {
		t.Errorf("%d connections, %d requests", w.conns.Load(), w.seen.Load())
	}
}

// TestCardEndsAWaitingAttempt: one login at a time.
func TestCardEndsAWaitingAttempt(t *testing.T) {
	w := newCardWorld(t)
	c := auth.New(w.client, auth.NewMemory())
	a, err := c.Begin(t.Context(), auth.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	_, in := w.insert(cardtest.Applet18, cardtest.Options{})
	s, err := c.Card(t.Context(), auth.CardOptions{Certificate: in.Login(t.Context(), nil, (&typing{pin: "1234"}).ask).GetClientCertificate})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Wait(t.Context()); !errors.Is(err, auth.ErrClosed) {
		t.Errorf("the attempt gave %v", err)
	}
	resp, err := s.HTTP(nil, nil).Get(w.base + "/fas/oauth2/userinfo")
	if err == nil {
		_ = resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			t.Error("the token went where nobody allowed it")
		}
	}
}

// TestCardWrongClock: the identity token is of another time than ours.
func TestCardWrongClock(t *testing.T) {
	w := newCardWorld(t)
	w.client.Now = func() time.Time { return time.Now().Add(-2 * time.Hour) }
	_, c := w.insert(cardtest.Applet18, cardtest.Options{})
	if _, err := w.logIn(t.Context(), w.client, c, nil, (&typing{pin: "1234"}).ask); !errors.Is(err, auth.ErrClock) {
		t.Errorf("got %v", err)
	}
}
