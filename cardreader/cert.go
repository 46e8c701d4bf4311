package cardreader

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
)

// CertificateKind is one of the certificates on a card.
type CertificateKind int

// The certificates (C54 section 4.3).
const (
	CertAuthentication CertificateKind = iota + 1
	CertSignature                      // non-repudiation: never used for a login
	CertCA                             // issuer of the two
	CertRoot
	CertRRN // the national register's, which signs identity and address
)

var certFiles = map[CertificateKind]file{
	CertAuthentication: fileAuthCert, CertSignature: fileSignCert, CertCA: fileCACert, CertRoot: fileRootCert, CertRRN: fileRRNCert,
}

// maxCert is the longest certificate that is read, DER.
const maxCert = 8 << 10

// Certificate reads one certificate, exactly its DER bytes: the zeros that fill the file are never asked for.
// ErrNoCertificate when the file is filled with zeros or absent, as on cards for children.
func (c *Card) Certificate(ctx context.Context, k CertificateKind) (*x509.Certificate, error) {
	der, err := c.certificateDER(ctx, k)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("reading a certificate of the card: %w: %w", ErrCardFault, err)
	}
	return cert, nil
}

func (c *Card) certificateDER(ctx context.Context, k CertificateKind) ([]byte, error) {
	f, ok := certFiles[k]
	if !ok {
		return nil, ErrNoCertificate
	}
	size := 0
	data, err := c.read(ctx, f, func(head []byte) (int, error) {
		var err error
		size, err = certLength(head)
		return size, err
	})
	if errors.Is(err, ErrNoFile) {
		return nil, ErrNoCertificate
	}
	if err != nil {
		return nil, err
	}
	if len(data) < size {
		return nil, fmt.Errorf("%w: a certificate of %d bytes ends after %d", ErrCardFault, size, len(data))
	}
	return data, nil
}

// certLength reads the size of a DER certificate from its first bytes. Certificates on a card have two length bytes.
func certLength(head []byte) (int, error) {
	if len(head) < 4 || head[0] == 0 {
		return 0, ErrNoCertificate
	}
	if head[0] != 0x30 || head[1] != 0x82 {
		return 0, fmt.Errorf("%w: not a certificate", ErrCardFault)
	}
	n := 4 + int(head[2])<<8 + int(head[3])
	if n > maxCert {
		return 0, fmt.Errorf("%w: a certificate of %d bytes", ErrCardFault, n)
	}
	return n, nil
}
