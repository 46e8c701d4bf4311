package cardreader

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"
	"sync"
)

// Prompt is what a person is asked.
type Prompt struct {
	Tries int  // that are left: 1, warn that the next wrong PIN blocks the card; TriesUnknown
	Pad   bool // the PIN is typed on the reader's own keys
}

// PINFunc asks the person for the PIN. The slice is cleared after use. An error ends the signature without a try. With
// Prompt.Pad it only tells the person to type on the reader and returns at once, whatever slice; its ctx ends when the
// reader is done. It is not called for a card that is blocked.
type PINFunc func(ctx context.Context, p Prompt) ([]byte, error)

// Signer is the authentication key of a card: a crypto.Signer for TLS. Every signature asks for the PIN once, signs
// once and logs off; nothing is repeated unseen. It is safe for concurrent use, one signature at a time.
type Signer struct {
	ctx  context.Context // crypto.Signer passes none
	card *Card
	cert *x509.Certificate
	pin  PINFunc
	mu   sync.Mutex
}

// Signer is the key that belongs to cert, which is the card's authentication certificate: read with Certificate, or
// remembered from an earlier time for this chip. ctx ends waiting for the person. ErrTooOld for RSA-1024.
func (c *Card) Signer(ctx context.Context, cert *x509.Certificate, pin PINFunc) (*Signer, error) {
	if c.info != nil && c.info.Applet < Applet17 {
		return nil, ErrTooOld
	}
	switch k := cert.PublicKey.(type) {
	case *rsa.PublicKey:
		if k.Size() < 256 {
			return nil, ErrTooOld
		}
	case *ecdsa.PublicKey:
	default:
		return nil, ErrScheme
	}
	return &Signer{ctx: ctx, card: c, cert: cert, pin: pin}, nil
}

// Public is the certificate's key.
func (s *Signer) Public() crypto.PublicKey { return s.cert.PublicKey }

// SignatureAlgorithms are the schemes for tls.Certificate.SupportedSignatureAlgorithms: an RSA card does PSS with
// SHA-256 only, and TLS 1.3 ties the curve to the hash. They must be set, or TLS chooses one that the card cannot do.
func (s *Signer) SignatureAlgorithms() []tls.SignatureScheme {
	if _, ok := s.cert.PublicKey.(*ecdsa.PublicKey); ok {
		return []tls.SignatureScheme{tls.ECDSAWithP384AndSHA384, tls.ECDSAWithP256AndSHA256, tls.ECDSAWithP521AndSHA512}
	}
	return []tls.SignatureScheme{tls.PSSWithSHA256, tls.PKCS1WithSHA256, tls.PKCS1WithSHA384, tls.PKCS1WithSHA512}
}

// digestInfo are the DER prefixes of a hash in PKCS#1 v1.5 (RFC 8017 section 9.2, note 1).
var digestInfo = map[crypto.Hash][]byte{
	crypto.SHA384: {0x30, 0x41, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x05, 0x00, 0x04, 0x30},
	crypto.SHA512: {0x30, 0x51, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40},
}

// algorithm is the reference for MSE and what PSO is given (M17 6.7, M18 6.12). ErrScheme for what the card cannot do.
func algorithm(pub crypto.PublicKey, digest []byte, opts crypto.SignerOpts) (alg byte, data []byte, err error) {
	h := opts.HashFunc()
	if !h.Available() || len(digest) != h.Size() {
		return 0, nil, fmt.Errorf("%w: %d bytes for %v", ErrScheme, len(digest), h)
	}
	if _, ok := pub.(*ecdsa.PublicKey); ok {
		switch h {
		case crypto.SHA256:
			return 0x01, digest, nil
		case crypto.SHA384:
			return 0x02, digest, nil
		case crypto.SHA512:
			return 0x04, digest, nil
		}
		return 0, nil, fmt.Errorf("%w: %v", ErrScheme, h)
	}
	if pss, ok := opts.(*rsa.PSSOptions); ok {
		if h != crypto.SHA256 || pss.SaltLength != rsa.PSSSaltLengthEqualsHash && pss.SaltLength != h.Size() {
			return 0, nil, fmt.Errorf("%w: PSS with %v", ErrScheme, h)
		}
		return 0x20, digest, nil
	}
	if h == crypto.SHA256 {
		return 0x08, digest, nil
	}
	if p, ok := digestInfo[h]; ok {
		return 0x01, append(append([]byte{}, p...), digest...), nil
	}
	return 0, nil, fmt.Errorf("%w: %v", ErrScheme, h)
}

// Sign implements crypto.Signer: ask the card for the tries and the person for the PIN, then VERIFY, MSE, PSO, GET
// RESPONSE and LOG OFF in one transaction. The signature is verified before it is returned (ErrWrongCard). Errors:
// *PINError, ErrBadPIN, ErrScheme, ErrTooOld, ErrNotBeID, ErrOutcome, those of the PIN pad and those of the connection.
func (s *Signer) Sign(_ io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	alg, data, err := algorithm(s.cert.PublicKey, digest, opts)
	if err != nil {
		return nil, err
	}
	left, err := s.card.Tries(s.ctx)
	if err == nil {
		err = s.card.mayVerify(s.ctx)
	}
	if err == nil && left == 0 {
		err = &PINError{Left: 0}
	}
	if err != nil {
		return nil, fmt.Errorf("preparing to sign with the card: %w", err)
	}
	sig, err := s.ask(left, alg, data)
	if err != nil {
		return nil, fmt.Errorf("signing with the card: %w", err)
	}
	return s.finish(sig, digest, opts)
}

// ask gets the PIN, on the reader where that is possible, and signs.
func (s *Signer) ask(left int, alg byte, data []byte) ([]byte, error) {
	pad := s.card.pinPad(s.ctx)
	if pad.verify != 0 {
		sig, err := s.askPad(pad, left, alg, data)
		if !errors.Is(err, errPadRefused) {
			return sig, err
		}
		pad.verify = 0
	}
	pin, err := s.pin(s.ctx, Prompt{Tries: left})
	defer clear(pin)
	if err != nil {
		return nil, err
	}
	if err := CheckPIN(pin); err != nil {
		return nil, err
	}
	return s.card.sign(s.ctx, alg, data, func() error { return s.card.verify(s.ctx, pin) })
}

func (s *Signer) askPad(pad *padState, left int, alg byte, data []byte) ([]byte, error) {
	ctx, done := context.WithCancel(s.ctx)
	defer done()
	pin, err := s.pin(ctx, Prompt{Tries: left, Pad: true})
	clear(pin)
	if err != nil {
		return nil, err
	}
	return s.card.sign(s.ctx, alg, data, func() error {
		defer done()
		return s.card.padSpend(s.ctx, pad.verify, pad.verifyStructure(s.card.Language))
	})
}

// sign is one signature of the authentication key.
func (c *Card) sign(ctx context.Context, alg byte, data []byte, verify func() error) (sig []byte, err error) {
	err = c.withPIN(ctx, func() error {
		if err := verify(); err != nil {
			return err
		}
		sig, err = c.compute(ctx, alg, data)
		if !isSW(err, 0x6985, 0x6A80, 0x6A82, 0x6A88) {
			return err
		}
		// Some cards may want the keys' directory to be the current one; it is where the certificate was read.
		if _, err := c.link.send(ctx, selectDF()); err != nil {
			return err
		}
		sig, err = c.compute(ctx, alg, data)
		return err
	})
	return sig, err
}

func (c *Card) compute(ctx context.Context, alg byte, data []byte) ([]byte, error) {
	if _, err := c.link.send(ctx, mseSet(alg)); err != nil {
		return nil, err
	}
	return c.link.send(ctx, pso(data))
}

// finish gives the signature the form that TLS wants and checks it.
func (s *Signer) finish(sig, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	switch k := s.cert.PublicKey.(type) {
	case *ecdsa.PublicKey:
		half := (k.Curve.Params().BitSize + 7) / 8
		if len(sig) != 2*half {
			return nil, fmt.Errorf("%w: a signature of %d bytes", ErrCardFault, len(sig))
		}
		der, err := asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(sig[:half]), new(big.Int).SetBytes(sig[half:])})
		if err != nil {
			return nil, fmt.Errorf("encoding the signature: %w", err)
		}
		if !ecdsa.VerifyASN1(k, digest, der) {
			return nil, ErrWrongCard
		}
		return der, nil
	case *rsa.PublicKey:
		var err error
		if pss, ok := opts.(*rsa.PSSOptions); ok {
			err = rsa.VerifyPSS(k, opts.HashFunc(), digest, sig, pss)
		} else {
			err = rsa.VerifyPKCS1v15(k, opts.HashFunc(), digest, sig)
		}
		if err != nil {
			return nil, ErrWrongCard
		}
		return sig, nil
	}
	return nil, ErrScheme
}
