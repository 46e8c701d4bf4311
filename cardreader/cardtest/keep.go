package cardtest

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"time"
)

// ErrPKI is a text that Encode did not write.
var ErrPKI = errors.New("not the keys of a test PKI")

// Encode writes the PKI's three certificates, each with its key, as PEM: the same CA can issue cards another day. They
// are keys for tests, but keep the file to yourself.
func (p *PKI) Encode() ([]byte, error) {
	var b bytes.Buffer
	for _, x := range []struct {
		cert *x509.Certificate
		key  crypto.Signer
	}{{p.Root, p.rootKey}, {p.CA, p.caKey}, {p.RRN, p.rrnKey}} {
		der, err := x509.MarshalPKCS8PrivateKey(x.key)
		if err != nil {
			return nil, fmt.Errorf("writing a test PKI: %w", err)
		}
		for _, block := range []*pem.Block{{Type: "CERTIFICATE", Bytes: x.cert.Raw}, {Type: "PRIVATE KEY", Bytes: der}} {
			if err := pem.Encode(&b, block); err != nil {
				return nil, fmt.Errorf("writing a test PKI: %w", err)
			}
		}
	}
	return b.Bytes(), nil
}

// DecodePKI reads what Encode wrote. Serial numbers go on from the time, so that none is used twice. ErrPKI.
func DecodePKI(text []byte) (*PKI, error) {
	p := &PKI{serial: time.Now().UnixNano()}
	for _, x := range []struct {
		cert **x509.Certificate
		key  *crypto.Signer
	}{{&p.Root, &p.rootKey}, {&p.CA, &p.caKey}, {&p.RRN, &p.rrnKey}} {
		var cert, key *pem.Block
		if cert, text = pem.Decode(text); cert == nil || cert.Type != "CERTIFICATE" {
			return nil, ErrPKI
		}
		if key, text = pem.Decode(text); key == nil || key.Type != "PRIVATE KEY" {
			return nil, ErrPKI
		}
		c, err := x509.ParseCertificate(cert.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPKI, err)
		}
		k, err := x509.ParsePKCS8PrivateKey(key.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPKI, err)
		}
		signer, ok := k.(crypto.Signer)
		if !ok {
			return nil, ErrPKI
		}
		public, ok := signer.Public().(interface{ Equal(crypto.PublicKey) bool })
		if !ok || !public.Equal(c.PublicKey) {
			return nil, fmt.Errorf("%w: key and certificate differ", ErrPKI)
		}
		*x.cert, *x.key = c, signer
	}
	_, p.rsa = p.caKey.(*rsa.PrivateKey)
	return p, nil
}

// nameStatus writes into a certificate where it can be asked about.
func (p *PKI) nameStatus(tmpl *x509.Certificate) {
	if p.OCSPURL != "" {
		tmpl.OCSPServer = []string{p.OCSPURL}
	}
	if p.CRLURL != "" {
		tmpl.CRLDistributionPoints = []string{p.CRLURL}
	}
}

// CAKey is the key of CA: with it somebody else answers for revoked certificates.
func (p *PKI) CAKey() crypto.Signer { return p.caKey }
