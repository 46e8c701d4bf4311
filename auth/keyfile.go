package auth

import (
	"context"
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"time"
)

// maxKeyFile is the most bytes of a key file: a key, a certificate and its chain are less than 20 kB.
const maxKeyFile = 256 << 10

// Key is a company's key as it was read from a file.
type Key struct {
	Signer      crypto.Signer       // RSA, at least MinKeyBits
	Certificate *x509.Certificate   // that belongs to it; nil: there was none
	Chain       []*x509.Certificate // the other certificates, as they came
}

// Company is the CBE number in the certificate, 10 digits; "" when there is none.
func (k *Key) Company() string { return CompanyOf(k.Certificate) }

// KeyOptions say how a key file is read.
type KeyOptions struct {
	Certificate string // another file with the certificate (PEM), which need not be private; "": none
	// Passphrase is asked for once when the file is encrypted, and wiped afterwards; nil: ErrPassphraseNeeded. For a
	// PKCS#12 file that is wanted as text, so a copy stays in memory until it is used again.
	Passphrase func(ctx context.Context) ([]byte, error)
	Now        func() time.Time // nil: time.Now
}

// LoadKey reads a private key: PEM with PKCS#1 or PKCS#8, plain or encrypted (RFC 7468, RFC 8018, and the older
// Proc-Type of RFC 1421), or PKCS#12 (RFC 7292). Certificates in the same file are taken too. The file must be a plain
// one that belongs to this user and that nobody else can read.
//
// Errors are *FileError with ErrFileMode, ErrFileOwner, ErrFileLink, ErrFileSize, ErrNotAKey, ErrPassphraseNeeded,
// ErrPassphrase, ErrKeyKind, ErrKeyShort, ErrKeyExpired, ErrKeyNotYetValid, ErrKeyMismatch, ErrKeyCost or ErrKeyFormat;
// or that of the system (fs.ErrNotExist); or what Passphrase gave, as it is.
func LoadKey(ctx context.Context, path string, o KeyOptions) (*Key, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	k, err := readKey(ctx, path, o.Passphrase)
	if err != nil {
		return nil, fmt.Errorf("reading the key: %w", err)
	}
	if o.Certificate != "" {
		if err := k.readCertificate(o.Certificate); err != nil {
			return nil, fmt.Errorf("reading the certificate: %w", err)
		}
	}
	if err := checkKey(k.Signer, k.Certificate, o.Now()); err != nil {
		return nil, fmt.Errorf("reading the key: %w", &FileError{path, err})
	}
	return k, nil
}

// readKey reads a file; the passphrase is asked for when the file turns out to be encrypted.
func readKey(ctx context.Context, path string, ask func(context.Context) ([]byte, error)) (*Key, error) {
	b, err := openPrivate(path, maxKeyFile)
	if err != nil {
		return nil, err
	}
	defer clear(b)
	k, err := parseKey(b, nil)
	if !errors.Is(err, ErrPassphraseNeeded) || ask == nil {
		return k, inFile(path, err)
	}
	passphrase, err := ask(ctx)
	if err != nil {
		return nil, err
	}
	defer clear(passphrase)
	if len(passphrase) == 0 { // would mean "not encrypted" to a parser
		return nil, &FileError{path, ErrPassphrase}
	}
	k, err = parseKey(b, passphrase)
	return k, inFile(path, err)
}

func inFile(path string, err error) error {
	if err == nil {
		return nil
	}
	return &FileError{path, err}
}

// readCertificate adds the certificates of a PEM file.
func (k *Key) readCertificate(path string) error {
	b, err := openPublic(path, maxKeyFile)
	if err != nil {
		return err
	}
	certs, err := parseCertificates(b)
	if err != nil {
		return &FileError{path, err}
	}
	k.take(append(certs, k.certificates()...))
	return nil
}

func (k *Key) certificates() []*x509.Certificate {
	if k.Certificate == nil {
		return k.Chain
	}
	return append([]*x509.Certificate{k.Certificate}, k.Chain...)
}

// take finds the certificate of the key among certs. When none fits the first one is taken, which does not fit:
// checkKey says so.
func (k *Key) take(certs []*x509.Certificate) {
	k.Certificate, k.Chain = nil, nil
	if len(certs) == 0 {
		return
	}
	own := 0
	for i, c := range certs {
		if pub, ok := k.Signer.Public().(interface{ Equal(crypto.PublicKey) bool }); ok && pub.Equal(c.PublicKey) {
			own = i
			break
		}
	}
	k.Certificate = certs[own]
	for i, c := range certs {
		if i != own {
			k.Chain = append(k.Chain, c)
		}
	}
}
