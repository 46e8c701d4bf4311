package cardreader_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// pkis are made once: RSA keys take a moment.
var pkis = map[int]func() *cardtest.PKI{
	cardtest.Applet17: sync.OnceValue(func() *cardtest.PKI { return must(cardtest.NewPKI(true)) }),
	cardtest.Applet18: sync.OnceValue(func() *cardtest.PKI { return must(cardtest.NewPKI(false)) }),
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func issue(t *testing.T, applet int, o cardtest.Options) *cardtest.Card {
	t.Helper()
	c, err := pkis[applet]().NewCard(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func eachApplet(t *testing.T, f func(t *testing.T, applet int)) {
	t.Helper()
	for _, a := range []int{cardtest.Applet17, cardtest.Applet18} {
		t.Run(fmt.Sprintf("applet %X", a), func(t *testing.T) { f(t, a) })
	}
}

func typed(pin string) cardreader.PINFunc {
	return func(context.Context, cardreader.Prompt) ([]byte, error) { return []byte(pin), nil }
}

func TestInfo(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		sim := issue(t, applet, cardtest.Options{})
		info, err := cardreader.NewCard(sim, sim.ATR).Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if info.Applet != cardreader.Applet(applet) || info.Serial != sim.Serial {
			t.Errorf("got applet %v, serial %X", info.Applet, info.Serial)
		}
	})
}

func TestForeignCardGetsNothing(t *testing.T) {
	sim := issue(t, cardtest.Applet18, cardtest.Options{})
	c := cardreader.NewCard(sim, []byte{0x3B, 0x6E, 0x00, 0x00})
	if _, err := c.Info(t.Context()); !errors.Is(err, cardreader.ErrNotBeID) {
		t.Errorf("Info: %v", err)
	}
	if _, err := c.Tries(t.Context()); !errors.Is(err, cardreader.ErrNotBeID) {
		t.Errorf("Tries: %v", err)
	}
	if sim.Count() != 0 {
		t.Errorf("%d commands were sent to a foreign card", sim.Count())
	}
}

func TestCertificatesAreReadExactly(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		sim := issue(t, applet, cardtest.Options{})
		c := cardreader.NewCard(sim, sim.ATR)
		cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := cert.Subject.SerialNumber, cardtest.Specimen.NationalNumber; got != want {
			t.Errorf("the subject's number differs: %d and %d characters", len(got), len(want))
		}
		if want := 1 + (len(cert.Raw)+255)/256; sim.Count() != want {
			t.Errorf("%d commands for %d bytes, want %d", sim.Count(), len(cert.Raw), want)
		}
		ca, err := c.Certificate(t.Context(), cardreader.CertCA)
		if err != nil {
			t.Fatal(err)
		}
		if err := cert.CheckSignatureFrom(ca); err != nil {
			t.Error(err)
		}
	})
}

func TestNoCertificate(t *testing.T) {
	sim := issue(t, cardtest.Applet17, cardtest.Options{NoAuth: true})
	_, err := cardreader.NewCard(sim, sim.ATR).Certificate(t.Context(), cardreader.CertAuthentication)
	if !errors.Is(err, cardreader.ErrNoCertificate) {
		t.Errorf("got %v", err)
	}
}

func TestReadVerified(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		sim := issue(t, applet, cardtest.Options{})
		v, err := cardreader.NewCard(sim, sim.ATR).ReadVerified(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(v.IdentityErr, v.AddressErr, v.PhotoErr, v.RRNErr); err != nil {
			t.Error(err)
		}
		got := []string{v.Identity.Surname, v.Identity.GivenNames, v.Address.Street, v.Address.PostalCode, v.Address.Municipality}
		want := []string{"SPECIMEN", "Test Élodie", "Specimenstraat 12", "1000", "Brussel"}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if d, ok := v.Identity.BirthDate.Time(); !ok || d != time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC) {
			t.Errorf("birth date %v, %v", d, ok)
		}
	})
}

// Every bit of what is signed counts: flipping a byte anywhere in a file must be found.
func TestTamperedDataIsFound(t *testing.T) {
	found := func(v *cardreader.Verified) (id, addr, photo bool) {
		return v.IdentityErr != nil, v.AddressErr != nil, v.PhotoErr != nil
	}
	for _, tc := range []struct {
		name            string
		file            uint32
		at              int
		id, addr, photo bool
	}{
		{"identity", 0xDF014031, 40, true, false, true},
		{"address", 0xDF014033, 5, false, true, false},
		{"photo", 0xDF014035, 300, false, false, true},
		{"identity signature", 0xDF014032, 20, true, true, true},
		{"address signature", 0xDF014034, 20, false, true, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			eachApplet(t, func(t *testing.T, applet int) {
				sim := issue(t, applet, cardtest.Options{})
				f := append([]byte{}, sim.Files[tc.file]...)
				f[tc.at] ^= 1
				sim.Files[tc.file] = f
				v, err := cardreader.NewCard(sim, sim.ATR).ReadVerified(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if id, addr, photo := found(v); id != tc.id || addr != tc.addr || photo != tc.photo {
					t.Errorf("found: identity %v, address %v, photo %v", id, addr, photo)
				}
			})
		})
	}
}

func TestSign(t *testing.T) {
	digest := sha256.Sum256([]byte("hello"))
	eachApplet(t, func(t *testing.T, applet int) {
		sim := issue(t, applet, cardtest.Options{})
		c := cardreader.NewCard(sim, sim.ATR)
		cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
		if err != nil {
			t.Fatal(err)
		}
		s, err := c.Signer(t.Context(), cert, typed("1234"))
		if err != nil {
			t.Fatal(err)
		}
		sig, err := s.Sign(nil, digest[:], crypto.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		switch k := cert.PublicKey.(type) {
		case *rsa.PublicKey:
			err = rsa.VerifyPKCS1v15(k, crypto.SHA256, digest[:], sig)
		case *ecdsa.PublicKey:
			if !ecdsa.VerifyASN1(k, digest[:], sig) {
				err = errors.New("signature is wrong")
			}
		}
		if err != nil {
			t.Error(err)
		}
		if sim.HasRight() {
			t.Error("the PIN's right is still in force")
		}
	})
}

func TestSchemesTheCardCannotDo(t *testing.T) {
	for _, tc := range []struct {
		name   string
		applet int
		digest int
		opts   crypto.SignerOpts
	}{
		{"PSS with SHA-384", cardtest.Applet17, 48, &rsa.PSSOptions{Hash: crypto.SHA384, SaltLength: rsa.PSSSaltLengthEqualsHash}},
		{"PSS with another salt", cardtest.Applet17, 32, &rsa.PSSOptions{Hash: crypto.SHA256, SaltLength: 20}},
		{"SHA-1", cardtest.Applet17, 20, crypto.SHA1},
		{"digest of another length", cardtest.Applet17, 20, crypto.SHA256},
		{"SHA-1", cardtest.Applet18, 20, crypto.SHA1},
		{"no hash", cardtest.Applet18, 48, crypto.Hash(0)},
	} {
		t.Run(fmt.Sprintf("%X %s", tc.applet, tc.name), func(t *testing.T) {
			sim := issue(t, tc.applet, cardtest.Options{})
			c := cardreader.NewCard(sim, sim.ATR)
			cert := must(c.Certificate(t.Context(), cardreader.CertAuthentication))
			before := sim.Count()
			s := must(c.Signer(t.Context(), cert, func(context.Context, cardreader.Prompt) ([]byte, error) {
				t.Error("asked for the PIN")
				return nil, nil
			}))
			if _, err := s.Sign(nil, make([]byte, tc.digest), tc.opts); !errors.Is(err, cardreader.ErrScheme) {
				t.Errorf("got %v", err)
			}
			if sim.Count() != before {
				t.Error("the card was asked")
			}
		})
	}
}

// A login with the card: TLS with a client certificate, in every version and scheme that a server may want.
func TestTLS(t *testing.T) {
	for _, tc := range []struct {
		name    string
		applet  int
		version uint16
	}{
		{"1.7, TLS 1.2", cardtest.Applet17, tls.VersionTLS12},
		{"1.7, TLS 1.3", cardtest.Applet17, tls.VersionTLS13},
		{"1.8, TLS 1.2", cardtest.Applet18, tls.VersionTLS12},
		{"1.8, TLS 1.3", cardtest.Applet18, tls.VersionTLS13},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sim := issue(t, tc.applet, cardtest.Options{})
			c := cardreader.NewCard(sim, sim.ATR)
			cert := must(c.Certificate(t.Context(), cardreader.CertAuthentication))
			s := must(c.Signer(t.Context(), cert, typed("1234")))
			peer, err := handshake(t, pkis[tc.applet](), tc.version, &tls.Certificate{
				Certificate: [][]byte{cert.Raw, pkis[tc.applet]().CA.Raw}, PrivateKey: s, Leaf: cert,
				SupportedSignatureAlgorithms: s.SignatureAlgorithms(),
			})
			if err != nil {
				t.Fatal(err)
			}
			if !peer.Equal(cert) {
				t.Error("the server saw another certificate")
			}
		})
	}
}

// handshake runs a server that demands a certificate of the PKI against a client with cert, and gives what the server
// saw.
func handshake(t *testing.T, p *cardtest.PKI, version uint16, cert *tls.Certificate) (*x509.Certificate, error) {
	t.Helper()
	return handshakeGet(t, p, version, func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return cert, nil })
}

func handshakeGet(t *testing.T, p *cardtest.PKI, version uint16, get func(*tls.CertificateRequestInfo) (*tls.Certificate, error)) (*x509.Certificate, error) {
	t.Helper()
	cas := x509.NewCertPool()
	cas.AddCert(p.CA) // named to the client
	clientSide, serverSide := net.Pipe()
	server := tls.Server(serverSide, &tls.Config{
		Certificates: []tls.Certificate{serverCert(t)}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: cas,
		MinVersion: version, MaxVersion: version,
	})
	client := tls.Client(clientSide, &tls.Config{
		InsecureSkipVerify:   true, //nolint:gosec // the server's certificate is not what is tested
		GetClientCertificate: get,
	})
	done := make(chan error, 1)
	go func() {
		err := client.HandshakeContext(t.Context())
		if err == nil {
			_, _ = client.Read(make([]byte, 1)) // in TLS 1.3 the verdict comes after the handshake; the server tells it
		} else {
			_ = clientSide.Close() // the server waits for the client's certificate
		}
		done <- err
	}()
	err := server.HandshakeContext(t.Context())
	_ = serverSide.Close()
	cerr := <-done
	_ = clientSide.Close()
	if err != nil || len(server.ConnectionState().PeerCertificates) == 0 {
		return nil, errors.Join(err, cerr, errors.New("no certificate"))
	}
	return server.ConnectionState().PeerCertificates[0], nil
}

var serverKey = sync.OnceValue(func() *cardtest.PKI { return must(cardtest.NewPKI(false)) })

func serverCert(t *testing.T) tls.Certificate {
	t.Helper()
	k, cert, err := serverKey().Server("card.test")
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: k}
}

func pemOf(cert *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw})
}
