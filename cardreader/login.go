package cardreader

import (
	"bytes"
	"context"
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
)

// Certificates remembers the authentication certificates of cards by chip, so that a later login need not read them.
// They hold the national number: keep them in memory, or ask before they are stored. The zero value is ready, and it is
// safe for concurrent use.
type Certificates struct {
	mu    sync.Mutex
	known map[[16]byte]*x509.Certificate
}

// Put remembers the certificate of a chip (Info.Serial).
func (m *Certificates) Put(serial [16]byte, cert *x509.Certificate) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[[16]byte]*x509.Certificate{}
	}
	m.known[serial] = cert
}

// Get gives the certificate of a chip, or nil.
func (m *Certificates) Get(serial [16]byte) *x509.Certificate {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known[serial]
}

func (m *Certificates) empty() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.known) == 0
}

// remembered gives the card's authentication certificate, from known where the chip is in it. The chip is not asked for
// its serial number when nothing could be known.
func (c *Card) remembered(ctx context.Context, known *Certificates) (*x509.Certificate, error) {
	if known != nil && !known.empty() {
		info, err := c.Info(ctx)
		if err != nil {
			return nil, err
		}
		if cert := known.Get(info.Serial); cert != nil {
			return cert, nil
		}
	}
	if !LooksBeID(c.atr) {
		return nil, ErrNotBeID
	}
	return c.Certificate(ctx, CertAuthentication)
}

// Login is one TLS client authentication with a card. Its GetClientCertificate is for tls.Config: card and person are
// only asked when a server wants a certificate, and only when it would accept this one.
type Login struct {
	ctx   context.Context // the callbacks of TLS pass none that lasts
	card  *Card
	known *Certificates
	pin   PINFunc

	mu  sync.Mutex
	err error
}

// Login prepares a login. known may be nil; ctx ends waiting for card and person.
func (c *Card) Login(ctx context.Context, known *Certificates, pin PINFunc) *Login {
	return &Login{ctx: ctx, card: c, known: known, pin: pin}
}

// Err is what went wrong with card or person in the last handshake: TLS flattens the error of a signature to its text.
func (l *Login) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

func (l *Login) keep(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.err = err
}

// GetClientCertificate gives the authentication certificate with a key that asks for the PIN. The issuer's certificate
// is read and sent along unless the server named that issuer itself. Errors besides those of the card: ErrIssuer and
// ErrNoScheme when the server would refuse it.
func (l *Login) GetClientCertificate(cri *tls.CertificateRequestInfo) (*tls.Certificate, error) {
	cert, err := l.certificate(cri)
	l.keep(err)
	if err != nil {
		return nil, err
	}
	return cert, nil
}

func (l *Login) certificate(cri *tls.CertificateRequestInfo) (*tls.Certificate, error) {
	cert, err := l.card.remembered(l.ctx, l.known)
	if err != nil {
		return nil, fmt.Errorf("reading the card's certificate: %w", err)
	}
	s, err := l.card.Signer(l.ctx, cert, l.pin)
	if err != nil {
		return nil, err
	}
	out := &tls.Certificate{
		Certificate: [][]byte{cert.Raw}, PrivateKey: &loginKey{s, l}, Leaf: cert,
		SupportedSignatureAlgorithms: s.SignatureAlgorithms(),
	}
	if !slices.ContainsFunc(cri.AcceptableCAs, func(ca []byte) bool { return bytes.Equal(ca, cert.RawIssuer) }) {
		ca, err := l.card.Certificate(l.ctx, CertCA)
		if err != nil && !errors.Is(err, ErrNoCertificate) {
			return nil, fmt.Errorf("reading the issuer's certificate: %w", err)
		}
		if ca != nil {
			out.Certificate = append(out.Certificate, ca.Raw)
		}
	}
	return out, accepted(cri, out)
}

// accepted says why a server would not take a certificate.
func accepted(cri *tls.CertificateRequestInfo, cert *tls.Certificate) error {
	if cri.SupportsCertificate(cert) == nil {
		return nil
	}
	anyone := *cri
	anyone.AcceptableCAs = nil
	if err := anyone.SupportsCertificate(cert); err != nil {
		return fmt.Errorf("%w: %w", ErrNoScheme, err)
	}
	return ErrIssuer
}

// loginKey is a Signer that tells its Login what went wrong, and remembers the certificate once the card has signed,
// when the serial number is known anyway.
type loginKey struct {
	*Signer
	login *Login
}

// Sign implements crypto.Signer.
func (k *loginKey) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	sig, err := k.Signer.Sign(rand, digest, opts)
	k.login.keep(err)
	if err == nil && k.login.known != nil && k.card.info != nil {
		k.login.known.Put(k.card.info.Serial, k.cert)
	}
	return sig, err
}
