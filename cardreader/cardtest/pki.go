package cardtest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"sync"
	"time"
)

// Person is whom a card belongs to: always a specimen, with a number that was never issued.
type Person struct {
	Surname, GivenNames string
	NationalNumber      string // 11 digits
}

// Specimen is the usual Person. The birth date in the number lies in the future.
var Specimen = Person{Surname: "SPECIMEN", GivenNames: "Test Élodie", NationalNumber: "99123199969"}

// PKI issues the certificates of cards: root, citizen CA and national register. Issue cards with NewCard.
type PKI struct {
	Root, CA, RRN *x509.Certificate

	// Where a server may ask whether a card's certificate was revoked; set before cards are issued. "": not in them.
	OCSPURL, CRLURL string

	rootKey crypto.Signer
	caKey   crypto.Signer
	rrnKey  crypto.Signer
	rsa     bool

	mu     sync.Mutex
	serial int64
	pool   []crypto.Signer // keys of cards
	next   int
}

// poolSize is how many keys cards share in turn: making RSA keys takes long, and tests hold few cards at a time.
const poolSize = 6

// cardKey is a key for a card.
func (p *PKI) cardKey(rekeyed bool) (crypto.Signer, error) {
	if rekeyed {
		return rsa.GenerateKey(rand.Reader, 2048)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.pool) < poolSize {
		k, err := p.newKey()
		if err != nil {
			return nil, err
		}
		p.pool = append(p.pool, k)
		return k, nil
	}
	p.next++
	return p.pool[p.next%poolSize], nil
}

// NewPKI makes a PKI as behind applet 1.8 (ECDSA P-384), or behind 1.7 when rsa is set.
func NewPKI(useRSA bool) (*PKI, error) {
	p := &PKI{rsa: useRSA, serial: 1}
	var err error
	for _, k := range []*crypto.Signer{&p.rootKey, &p.caKey, &p.rrnKey} {
		if *k, err = p.newKey(); err != nil {
			return nil, err
		}
	}
	from, to := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
	root := &x509.Certificate{
		Subject: pkix.Name{Country: []string{"BE"}, CommonName: "SPECIMEN Belgium Root CA"}, NotBefore: from, NotAfter: to,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	if p.Root, err = p.issue(root, root, p.rootKey.Public(), p.rootKey); err != nil {
		return nil, err
	}
	ca := &x509.Certificate{
		Subject: pkix.Name{Country: []string{"BE"}, CommonName: "SPECIMEN Citizen CA"}, NotBefore: from, NotAfter: to,
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	if p.CA, err = p.issue(ca, p.Root, p.caKey.Public(), p.rootKey); err != nil {
		return nil, err
	}
	rrn := &x509.Certificate{
		Subject:   pkix.Name{Country: []string{"BE"}, Organization: []string{"RRN"}, CommonName: "RRN"},
		NotBefore: from, NotAfter: to, KeyUsage: x509.KeyUsageDigitalSignature,
	}
	p.RRN, err = p.issue(rrn, p.Root, p.rrnKey.Public(), p.rootKey)
	return p, err
}

func (p *PKI) newKey() (crypto.Signer, error) {
	if p.rsa {
		return rsa.GenerateKey(rand.Reader, 2048)
	}
	return ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
}

func (p *PKI) issue(tmpl, parent *x509.Certificate, pub crypto.PublicKey, key crypto.Signer) (*x509.Certificate, error) {
	p.mu.Lock()
	p.serial++
	n := p.serial
	p.mu.Unlock()
	tmpl.SerialNumber = big.NewInt(n)
	der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, pub, key)
	if err != nil {
		return nil, fmt.Errorf("issuing a certificate: %w", err)
	}
	return x509.ParseCertificate(der)
}

// Issue makes one of the two certificates of a person: "Authentication" or "Signature", valid in the given interval.
func (p *PKI) Issue(who Person, use string, pub crypto.PublicKey, from, to time.Time) (*x509.Certificate, error) {
	return p.issuePerson(who, use, pub, from, to, 0)
}

// oidFiller is of an extension that only makes a certificate longer (an example's OID, RFC 5612).
var oidFiller = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 32473, 1}

func (p *PKI) issuePerson(who Person, use string, pub crypto.PublicKey, from, to time.Time, filler int) (*x509.Certificate, error) {
	subject, err := subjectOf(who, use)
	if err != nil {
		return nil, err
	}
	tmpl := &x509.Certificate{RawSubject: subject, NotBefore: from, NotAfter: to, KeyUsage: x509.KeyUsageDigitalSignature}
	if use != "Authentication" {
		tmpl.KeyUsage = x509.KeyUsageContentCommitment
	} else if !p.rsa { // cards under the RSA CAs carry no extended key usage
		tmpl.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	}
	p.nameStatus(tmpl)
	if filler > 0 {
		tmpl.ExtraExtensions = []pkix.Extension{{Id: oidFiller, Value: append([]byte{0x04, 0x82, byte(filler >> 8), byte(filler)}, make([]byte, filler)...)}}
	}
	return p.issue(tmpl, p.CA, pub, p.caKey)
}

// issueSized makes a certificate of a size, where one is wanted: an ECDSA signature's length varies by a few bytes.
func (p *PKI) issueSized(o Options, use string, pub crypto.PublicKey, size int) (*x509.Certificate, error) {
	filler := 0
	for try := range 400 {
		cert, err := p.issuePerson(o.Person, use, pub, o.From, o.To, filler)
		if err != nil || size == 0 || len(cert.Raw) == size {
			return cert, err
		}
		if filler == 0 {
			filler = 200
		} else if d := size - len(cert.Raw); p.rsa || d < -3 || d > 3 || try%8 == 0 {
			filler += d
		}
		if filler < 128 {
			return nil, fmt.Errorf("a certificate cannot be as short as %d bytes", size)
		}
	}
	return nil, fmt.Errorf("no certificate of %d bytes came out", size)
}

// subjectOf writes the name in the card's order: C, CN, SN, GN, serialNumber (C54 section 4.5).
func subjectOf(who Person, use string) ([]byte, error) {
	oid := func(n int) asn1.ObjectIdentifier { return asn1.ObjectIdentifier{2, 5, 4, n} }
	var rdn pkix.RDNSequence
	for _, a := range []pkix.AttributeTypeAndValue{
		{Type: oid(6), Value: "BE"},
		{Type: oid(3), Value: who.GivenNames + " " + who.Surname + " (" + use + ")"},
		{Type: oid(4), Value: who.Surname},
		{Type: oid(42), Value: who.GivenNames},
		{Type: oid(5), Value: who.NationalNumber},
	} {
		rdn = append(rdn, pkix.RelativeDistinguishedNameSET{a})
	}
	return asn1.Marshal(rdn)
}

// Server is a key and certificate for a TLS server of that name.
func (p *PKI) Server(name string) (crypto.Signer, *x509.Certificate, error) {
	k, err := p.newKey()
	if err != nil {
		return nil, nil, err
	}
	cert, err := p.issue(&x509.Certificate{
		Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, NotBefore: p.CA.NotBefore, NotAfter: p.CA.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, p.CA, k.Public(), p.caKey)
	return k, cert, err
}
