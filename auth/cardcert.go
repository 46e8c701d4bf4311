package auth

import (
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"io"
	"sync"
	"time"
)

// presenter shows a card's certificate once in a login and lets the card sign once. It remembers what went wrong:
// crypto/tls keeps of a signer's error nothing but the text.
type presenter struct {
	get func(*tls.CertificateRequestInfo) (*tls.Certificate, error)
	now func() time.Time

	mu     sync.Mutex
	asked  bool
	signed bool        // the card was told to sign
	limit  *time.Timer // of the request under way: it does not run while card and person are at work
	err    error
}

// watch sets the time limit of the request that begins.
func (p *presenter) watch(limit *time.Timer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.limit = limit
}

// certificate is for tls.Config.GetClientCertificate.
func (p *presenter) certificate(cri *tls.CertificateRequestInfo) (*tls.Certificate, error) {
	p.mu.Lock()
	again := p.asked
	p.asked = true
	if p.limit != nil {
		p.limit.Stop()
	}
	p.mu.Unlock()
	if again {
		return nil, p.fail(ErrAskedAgain)
	}
	cert, err := p.get(cri)
	if err != nil {
		return nil, p.fail(err)
	}
	if cert == nil || len(cert.Certificate) == 0 {
		return nil, p.fail(ErrCertificate)
	}
	leaf, err := x509.ParseCertificate(cert.Certificate[0])
	if err != nil {
		return nil, p.fail(ErrCertificate) // its text would quote the certificate
	}
	if err := acceptable(cri, cert, leaf, p.now()); err != nil {
		return nil, p.fail(&CertificateError{Reason: err})
	}
	key, ok := cert.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, p.fail(ErrCertificate)
	}
	shown := *cert
	shown.Leaf, shown.PrivateKey = leaf, &onceSigner{key, p}
	return &shown, nil
}

// acceptable finds what is wrong with a certificate before anybody is asked for a PIN.
func acceptable(cri *tls.CertificateRequestInfo, cert *tls.Certificate, leaf *x509.Certificate, now time.Time) error {
	switch {
	case leaf.IsCA || leaf.KeyUsage&x509.KeyUsageDigitalSignature == 0:
		return ErrNotForLogin
	case now.After(leaf.NotAfter):
		return ErrExpired
	case now.Add(tolerance).Before(leaf.NotBefore):
		return ErrNotYetValid
	case cri.SupportsCertificate(cert) == nil:
		return nil
	}
	anyone := *cri
	anyone.AcceptableCAs = nil
	if anyone.SupportsCertificate(cert) == nil {
		return ErrForeignCA
	}
	return ErrNoScheme
}

// fail remembers the first thing that went wrong.
func (p *presenter) fail(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = err
	}
	return err
}

func (p *presenter) failed() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// used tells whether the card was told to sign.
func (p *presenter) used() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.signed
}

// onceSigner is the card's key for one signature.
type onceSigner struct {
	crypto.Signer
	p *presenter
}

// Sign implements crypto.Signer.
func (s *onceSigner) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	s.p.mu.Lock()
	again := s.p.signed
	s.p.signed = true
	s.p.mu.Unlock()
	if again {
		return nil, s.p.fail(ErrAskedAgain)
	}
	sig, err := s.Signer.Sign(rand, digest, opts)
	if err != nil {
		return nil, s.p.fail(err)
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	if s.p.limit != nil {
		s.p.limit.Reset(serverTimeout)
	}
	return sig, nil
}
