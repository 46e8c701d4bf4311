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

// ClientCertificate is for tls.Config.GetClientCertificate: card and person are only asked when a server wants a
// certificate, and only when it would accept this one (ErrIssuer, ErrNoScheme). The issuer's certificate is read and
// sent along unless the server named the issuer itself. known may be nil. ctx ends waiting for the person.
func (c *Card) ClientCertificate(ctx context.Context, known *Certificates, pin PINFunc) func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	return func(cri *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		cert, err := c.remembered(ctx, known)
		if err != nil {
			return nil, fmt.Errorf("reading the card's certificate: %w", err)
		}
		s, err := c.Signer(ctx, cert, pin)
		if err != nil {
			return nil, err
		}
		out := &tls.Certificate{
			Certificate: [][]byte{cert.Raw}, PrivateKey: &remember{s, known}, Leaf: cert,
			SupportedSignatureAlgorithms: s.SignatureAlgorithms(),
		}
		if !slices.ContainsFunc(cri.AcceptableCAs, func(ca []byte) bool { return bytes.Equal(ca, cert.RawIssuer) }) {
			ca, err := c.Certificate(ctx, CertCA)
			if err != nil && !errors.Is(err, ErrNoCertificate) {
				return nil, fmt.Errorf("reading the issuer's certificate: %w", err)
			}
			if ca != nil {
				out.Certificate = append(out.Certificate, ca.Raw)
			}
		}
		return out, accepted(cri, out)
	}
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

// remember is a Signer that remembers its certificate once the card has signed, when the serial number is known anyway.
type remember struct {
	*Signer
	known *Certificates
}

// Sign implements crypto.Signer.
func (r *remember) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	sig, err := r.Signer.Sign(rand, digest, opts)
	if err == nil && r.known != nil && r.card.info != nil {
		r.known.Put(r.card.info.Serial, r.cert)
	}
	return sig, err
}
