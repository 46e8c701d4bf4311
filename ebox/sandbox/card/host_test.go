package card

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/cardreader/cardtest"
	"myebox/ebox/sandbox/fas"
)

// book writes down what the host decides.
type book struct {
	mu      sync.Mutex
	arrived []fas.Person
	away    []string
}

func (b *book) Arrive(w http.ResponseWriter, _ *http.Request, p fas.Person, l fas.Level, amr ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if l != fas.Level500 || len(amr) != 1 || amr[0] != "eid" {
		http.Error(w, "level", http.StatusTeapot)
		return
	}
	b.arrived = append(b.arrived, p)
}

func (b *book) TurnAway(w http.ResponseWriter, _ *http.Request, why string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.away = append(b.away, why)
}

// authority is a PKI with its authority on a port.
func authority(t *testing.T) (*cardtest.PKI, *Authority) {
	t.Helper()
	p, err := cardtest.NewPKI(false)
	if err != nil {
		t.Fatal(err)
	}
	a := NewAuthority(p.CA, p.CAKey(), nil)
	srv := httptest.NewServer(a)
	t.Cleanup(srv.Close)
	p.OCSPURL, p.CRLURL = srv.URL+OCSPPath, srv.URL+CRLPath
	return p, a
}

// start serves a host for the PKI's cards.
func start(t *testing.T, p *cardtest.PKI, change func(*Config)) (*book, string, *x509.CertPool) {
	t.Helper()
	shown, text, err := SelfIssued("127.0.0.1", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(text)
	b := &book{}
	cfg := Config{Login: b, Own: []*x509.Certificate{p.Root, p.CA}, Certificate: shown}
	if change != nil {
		change(&cfg)
	}
	h, err := NewHost(cfg)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(l) }()
	t.Cleanup(func() {
		if err := errors.Join(h.Close(), <-ended); err != nil {
			t.Error(err)
		}
	})
	return b, "https://" + l.Addr().String() + EntryPath, roots
}

func client(roots *x509.CertPool, certs ...tls.Certificate) *http.Client {
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{
		RootCAs: roots, GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			for _, c := range certs { // shown whatever the server wants
				return &c, nil
			}
			return &tls.Certificate{}, nil
		},
	}}}
}

// issue makes a certificate of any kind, with its key.
func issue(t *testing.T, p *cardtest.PKI, change func(*x509.Certificate)) tls.Certificate {
	t.Helper()
	key, _, err := p.Server("unused.test")
	if err != nil {
		t.Fatal(err)
	}
	serial, err := p.Issue(cardtest.Specimen, "Authentication", key.Public(), time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{
		SerialNumber: new(big.Int).Add(serial.SerialNumber, big.NewInt(1<<40)), RawSubject: serial.RawSubject,
		NotBefore: serial.NotBefore, NotAfter: serial.NotAfter, KeyUsage: serial.KeyUsage, OCSPServer: serial.OCSPServer,
		CRLDistributionPoints: serial.CRLDistributionPoints,
	}
	if change != nil {
		change(tmpl)
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, p.CA, key.Public(), p.CAKey())
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func TestHostDecides(t *testing.T) {
	p, a := authority(t)
	other, _ := authority(t)
	b, address, roots := start(t, p, nil)
	revoked := issue(t, p, nil)
	cert, err := x509.ParseCertificate(revoked.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	a.Revoke(cert)
	for _, c := range []struct {
		name  string
		certs []tls.Certificate
		alert string // or part of the error
		away  string
	}{
		{"good", []tls.Certificate{issue(t, p, nil)}, "", ""},
		{"none", nil, "certificate required", ""},
		{"foreign, of the same name", []tls.Certificate{issue(t, other, nil)}, "unknown certificate authority", ""},
		{"expired", []tls.Certificate{issue(t, p, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })}, "expired certificate", ""},
		{"not valid yet", []tls.Certificate{issue(t, p, func(c *x509.Certificate) {
			c.NotBefore = time.Now().Add(time.Minute)
		})}, "expired certificate", ""},
		{"for signing", []tls.Certificate{issue(t, p, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageContentCommitment })}, "", ReasonUsage},
		{"for both", []tls.Certificate{issue(t, p, func(c *x509.Certificate) { c.KeyUsage |= x509.KeyUsageContentCommitment })}, "", ReasonUsage},
		{"for servers", []tls.Certificate{issue(t, p, func(c *x509.Certificate) {
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
		})}, "bad certificate", ""},
		{"revoked", []tls.Certificate{revoked}, "", ReasonRevoked},
		{"without number", []tls.Certificate{issue(t, p, func(c *x509.Certificate) {
			c.RawSubject, c.Subject = nil, pkix.Name{CommonName: "Test Specimen"}
		})}, "", ReasonUnknown},
		{"status nowhere", []tls.Certificate{issue(t, p, func(c *x509.Certificate) {
			c.OCSPServer, c.CRLDistributionPoints = nil, nil
		})}, "", ReasonStatus},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.arrived, b.away = nil, nil
			resp, err := client(roots, c.certs...).Get(address)
			if err == nil {
				_ = resp.Body.Close()
			}
			switch {
			case c.alert != "" && (err == nil || !strings.Contains(err.Error(), c.alert)):
				t.Errorf("got %v, want %q", err, c.alert)
			case c.alert == "" && err != nil:
				t.Error(err)
			}
			var away []string
			if c.away != "" {
				away = []string{c.away}
			}
			if d := cmp.Diff(away, b.away); d != "" {
				t.Error(d)
			}
			if (c.alert == "" && c.away == "") != (len(b.arrived) == 1) {
				t.Errorf("arrived: %d", len(b.arrived))
			}
		})
	}
}

func TestPersonOf(t *testing.T) {
	name := func(n pkix.Name) *x509.Certificate { return &x509.Certificate{Subject: n} }
	at := func(oid []int, v any) pkix.AttributeTypeAndValue {
		return pkix.AttributeTypeAndValue{Type: oid, Value: v}
	}
	const number = "99123199969"
	for _, c := range []struct {
		name string
		cert *x509.Certificate
		want fas.Person
		ok   bool
	}{
		{
			"whole", name(pkix.Name{SerialNumber: number, Names: []pkix.AttributeTypeAndValue{at(oidSurname, "SPÉCIMEN"), at(oidGivenName, "Test Élodie")}}),
			fas.Person{NationalNumber: number, Surname: "SPÉCIMEN", GivenName: "Test Élodie", Language: "fr"},
			true,
		},
		{
			"common name alone", name(pkix.Name{SerialNumber: number, CommonName: "Test Specimen (Authentication)"}),
			fas.Person{NationalNumber: number, Surname: "Test Specimen", Language: "fr"},
			true,
		},
		{
			"odd values", name(pkix.Name{SerialNumber: number, Names: []pkix.AttributeTypeAndValue{at(oidSurname, 7)}}),
			fas.Person{NationalNumber: number, Language: "fr"},
			true,
		},
		{"short number", name(pkix.Name{SerialNumber: "9912319996"}), fas.Person{}, false},
		{"letters", name(pkix.Name{SerialNumber: "9912319996x"}), fas.Person{}, false},
		{"none", name(pkix.Name{}), fas.Person{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := PersonOf(c.cert)
			if d := cmp.Diff(c.want, got); d != "" || ok != c.ok {
				t.Error(ok, d)
			}
		})
	}
}

func TestHostNeeds(t *testing.T) {
	p, _ := authority(t)
	shown, _, err := SelfIssued("card.test", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	whole := Config{Login: &book{}, Own: []*x509.Certificate{p.CA}, Certificate: shown}
	for name, change := range map[string]func(*Config){
		"login": func(c *Config) { c.Login = nil }, "certificate": func(c *Config) { c.Certificate = tls.Certificate{} }, "CA": func(c *Config) { c.Own = nil },
	} {
		c := whole
		change(&c)
		if _, err := NewHost(c); err == nil {
			t.Errorf("a host without %s", name)
		}
	}
	if _, err := NewHost(whole); err != nil {
		t.Error(err)
	}
}

func TestParseCAs(t *testing.T) {
	p, _ := authority(t)
	block := func(kind string, der []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}) }
	leaf := issue(t, p, nil).Certificate[0]
	for _, c := range []struct {
		name string
		text []byte
		n    int
	}{
		{"two", append(block("CERTIFICATE", p.Root.Raw), block("CERTIFICATE", p.CA.Raw)...), 2},
		{"with a key beside it", append(block("PRIVATE KEY", []byte("x")), block("CERTIFICATE", p.CA.Raw)...), 1},
		{"nothing", nil, 0},
		{"text", []byte("x"), 0},
		{"broken", block("CERTIFICATE", []byte("x")), 0},
		{"a person's", block("CERTIFICATE", leaf), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			cas, err := ParseCAs(c.text)
			if len(cas) != c.n || (err != nil) != (c.n == 0) || err != nil && !errors.Is(err, ErrNoCA) {
				t.Errorf("got %d, %v", len(cas), err)
			}
		})
	}
}
