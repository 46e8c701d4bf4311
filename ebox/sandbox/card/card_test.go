package card

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/crypto/ocsp"

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
		{"whole", name(pkix.Name{SerialNumber: number, Names: []pkix.AttributeTypeAndValue{at(oidSurname, "SPÉCIMEN"), at(oidGivenName, "Test Élodie")}}),
			fas.Person{NationalNumber: number, Surname: "SPÉCIMEN", GivenName: "Test Élodie", Language: "fr"}, true},
		{"common name alone", name(pkix.Name{SerialNumber: number, CommonName: "Test Specimen (Authentication)"}),
			fas.Person{NationalNumber: number, Surname: "Test Specimen", Language: "fr"}, true},
		{"odd values", name(pkix.Name{SerialNumber: number, Names: []pkix.AttributeTypeAndValue{at(oidSurname, 7)}}),
			fas.Person{NationalNumber: number, Language: "fr"}, true},
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

func TestAuthority(t *testing.T) {
	p, a := authority(t)
	tlsCert := issue(t, p, nil)
	cert, err := x509.ParseCertificate(tlsCert.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	ask, err := ocsp.CreateRequest(cert, p.CA, nil)
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) (int, string, []byte) {
		w := httptest.NewRecorder()
		a.ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Body: http.NoBody})
		return w.Code, w.Header().Get("Content-Type"), w.Body.Bytes()
	}
	question := OCSPPath + "/" + base64.StdEncoding.EncodeToString(ask)
	for _, want := range []int{ocsp.Good, ocsp.Revoked} {
		code, mediaType, b := get(question)
		answer, err := ocsp.ParseResponseForCert(b, cert, p.CA)
		if err != nil || code != http.StatusOK || mediaType != "application/ocsp-response" || answer.Status != want {
			t.Fatalf("OCSP: %d %s, %v, %+v", code, mediaType, err, answer)
		}
		code, mediaType, b = get(CRLPath)
		list, err := x509.ParseRevocationList(b)
		if err != nil || code != http.StatusOK || mediaType != "application/pkix-crl" || len(list.RevokedCertificateEntries) != want {
			t.Fatalf("CRL: %d %s, %v", code, mediaType, err)
		}
		if err := list.CheckSignatureFrom(p.CA); err != nil {
			t.Error(err)
		}
		a.Revoke(cert)
	}
	for path, want := range map[string]int{
		"/": 404, OCSPPath: 400, OCSPPath + "/x": 400, OCSPPath + "/" + base64.StdEncoding.EncodeToString([]byte("x")): 400, CRLPath + "/x": 404,
	} {
		if code, _, _ := get(path); code != want {
			t.Errorf("%s: %d, want %d", path, code, want)
		}
	}
	a.SetDown(OCSPPath, true)
	a.SetDown(CRLPath, true)
	for _, path := range []string{question, CRLPath} {
		if code, _, _ := get(path); code != http.StatusServiceUnavailable {
			t.Errorf("%s: %d when down", path, code)
		}
	}
}

// TestStatusOfAnotherDay: old answers, and those of somebody else, say nothing.
func TestStatusOfAnotherDay(t *testing.T) {
	p, a := authority(t)
	other, _ := authority(t)
	parsed := func(c tls.Certificate) *x509.Certificate {
		cert, err := x509.ParseCertificate(c.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return cert
	}
	cert := parsed(issue(t, p, nil))
	s := &status{client: http.DefaultClient, now: time.Now}
	if revoked, err := s.revoked(t.Context(), cert, p.CA); revoked || err != nil {
		t.Errorf("good: %t, %v", revoked, err)
	}
	if _, err := s.revoked(t.Context(), cert, other.CA); !errors.Is(err, ErrNoStatus) {
		t.Errorf("signed by another CA: %v", err)
	}
	for _, off := range []time.Duration{-time.Hour, 2 * time.Hour} {
		s.now = func() time.Time { return time.Now().Add(off) }
		if _, err := s.revoked(t.Context(), cert, p.CA); !errors.Is(err, ErrNoStatus) {
			t.Errorf("%v off: %v", off, err)
		}
	}
	s.now = time.Now
	a.SetDown(OCSPPath, true)
	a.Revoke(cert)
	if revoked, err := s.revoked(t.Context(), cert, p.CA); !revoked || err != nil {
		t.Errorf("by CRL: %t, %v", revoked, err)
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

// TestIssuer: the CA is kept, each state is what it says.
func TestIssuer(t *testing.T) {
	dir := t.TempDir()
	first, err := OpenIssuer(Applet18, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenIssuer(Applet18, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !first.CAs()[1].Equal(again.CAs()[1]) {
		t.Error("another CA after a restart")
	}
	if st, err := os.Stat(filepath.Join(dir, "card-ca-1.8.pem")); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", st, err)
	}
	serials := map[string]bool{}
	for _, i := range []*Issuer{first, again} {
		i.SetURL("http://127.0.0.1:1/pki")
		for _, state := range States() {
			c, err := i.Issue(cardtest.Specimen, state)
			if err != nil {
				t.Fatal(err)
			}
			cert, err := authentication(c)
			if err != nil {
				t.Fatal(err)
			}
			if serials[cert.SerialNumber.String()] && state != Foreign {
				t.Errorf("%s: number used twice", state)
			}
			serials[cert.SerialNumber.String()] = true
			mine := cert.CheckSignatureFrom(i.CAs()[1]) == nil
			_, revoked := i.revoked[cert.SerialNumber.String()]
			got := []bool{mine, time.Now().After(cert.NotAfter), revoked, cert.KeyUsage == x509.KeyUsageDigitalSignature, c.TriesLeft() == 3, c.TriesLeft() > 0}
			want := []bool{state != Foreign, state == Expired, state == Revoked, state != NotForAuth, state != LastTry && state != Blocked, state != Blocked}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s: %s", state, d)
			}
			if state != Foreign && (len(cert.OCSPServer) != 1 || cert.OCSPServer[0] != "http://127.0.0.1:1/pki/ocsp") {
				t.Errorf("%s: asked about at %v", state, cert.OCSPServer)
			}
		}
	}
	if _, err := first.Issue(cardtest.Specimen, "lost"); !errors.Is(err, ErrState) {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "card-ca-1.8.pem"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenIssuer(Applet18, dir, nil); !errors.Is(err, cardtest.ErrPKI) {
		t.Errorf("a broken file: %v", err)
	}
	if _, err := OpenIssuer(Applet18, filepath.Join(dir, "none"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no directory: %v", err)
	}
}

// TestSocket: one connection has the card, and leaves it without a right.
func TestSocket(t *testing.T) {
	p, _ := authority(t)
	sim, err := p.NewCard(cardtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "card")
	s, err := ListenCard(path, sim)
	if err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the socket: %v, %v", st, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	open := func() net.Conn {
		nc, err := net.Dial("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		return nc
	}
	read := func(nc net.Conn) []byte {
		var head [2]byte
		if _, err := nc.Read(head[:]); err != nil {
			return nil
		}
		b := make([]byte, int(head[0])<<8|int(head[1]))
		if _, err := nc.Read(b); err != nil {
			return nil
		}
		return b
	}
	first := open()
	if got := read(first); !bytes.Equal(got, sim.ATR) {
		t.Errorf("the first frame is % X", got)
	}
	if got := read(open()); got != nil {
		t.Errorf("a second connection got % X", got)
	}
	for _, cmd := range [][]byte{{0, 0x20, 0, 1, 8, 0x24, 0x12, 0x34, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}} {
		if err := writeFrame(first, cmd); err != nil {
			t.Fatal(err)
		}
		if got := read(first); !bytes.Equal(got, []byte{0x90, 0}) {
			t.Errorf("% X: % X", cmd, got)
		}
	}
	if !sim.HasRight() {
		t.Error("the PIN gave no right")
	}
	if err := writeFrame(first, []byte{1, 2, 3}); err != nil { // too short for a command
		t.Fatal(err)
	}
	if got := read(first); got != nil {
		t.Errorf("answered % X", got)
	}
	var third []byte
	for third == nil { // until the first connection has let go
		nc := open()
		third = read(nc)
		_ = nc.Close()
	}
	if sim.HasRight() {
		t.Error("the right outlived the connection")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := ListenCard(filepath.Join(t.TempDir(), "no", "card"), sim); err == nil {
		t.Error("listening nowhere")
	}
}
