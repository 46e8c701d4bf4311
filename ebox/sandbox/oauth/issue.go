package oauth

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/youmark/pkcs8"
	"software.sslmate.com/src/go-pkcs12"
)

// keyBits is the size of the clients' key.
const keyBits = 2048

// The scopes of e-Box Enterprise that a company's software gets (ebox-api.md section 9).
var defaultScopes = []string{
	"scope:document:management:consult:ws-eboxrestentreprise:summaryownebox",
	"scope:document:management:consult:ws-eboxrestentreprise:messagesfull",
	"scope:document:management:consult:ws-eboxrestentreprise:referencedata",
	"scope:documentmanagement:ebox:enterprise:federation-rest:registry",
	"scope:documentmanagement:ebox:enterprise:federation-rest:preference",
}

// Credentials are a key and the clients it is registered for: one for each test company.
type Credentials struct {
	Key     *rsa.PrivateKey
	Clients []Client
}

// Validity is the time in which a certificate counts.
type Validity struct{ From, Until time.Time }

// Issue makes the key and registers software of n test companies with it. One key serves them all, since keys take long
// to find; each company has a certificate and a client id of its own.
func Issue(n int, v Validity) (*Credentials, error) {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return nil, fmt.Errorf("making the companies' key: %w", err)
	}
	return IssueWith(key, n, v)
}

// IssueWith is Issue with a key that exists.
func IssueWith(key *rsa.PrivateKey, n int, v Validity) (*Credentials, error) {
	c := &Credentials{Key: key}
	for i := range n {
		cert, err := certificate(key, i, v)
		if err != nil {
			return nil, err
		}
		c.Clients = append(c.Clients, Client{
			ID: fmt.Sprintf("self_service_chaman_%06d_sandbox", i+1), Company: Company(i), Certificate: cert, Scopes: defaultScopes,
		})
	}
	return c, nil
}

// Company is the number of the i-th test company, from 0: at the far end of the numbers, with the right check digits
// (97 minus the rest of the first eight by 97).
func Company(i int) string {
	n := 19999999 - i
	return fmt.Sprintf("%08d%02d", n, 97-n%97)
}

// certificate is signed by its own key: nothing here looks for an issuer.
func certificate(key *rsa.PrivateKey, i int, v Validity) (*x509.Certificate, error) {
	t := &x509.Certificate{
		SerialNumber: big.NewInt(int64(i + 1)),
		Subject: pkix.Name{
			Country: []string{"BE"}, Organization: []string{fmt.Sprintf("Specimen Test %d NV/SA", i+1)},
			OrganizationalUnit: []string{"urn:be:fgov:kbo-bce:organization:cbe-number:" + Company(i)},
			CommonName:         fmt.Sprintf("sandbox-%d.invalid", i+1),
		},
		NotBefore: v.From, NotAfter: v.Until, KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("making a company's certificate: %w", err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("making a company's certificate: %w", err)
	}
	return c, nil
}

// Path is where Write puts the key of the i-th company: path itself for the first, then key-2.pem, key-3.pem, ...
func Path(path string, i int) string {
	if i == 0 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), i+1, ext)
}

// Write writes key and certificate of each client to its Path, readable by this user only: PKCS#12 where path ends in
// .p12 or .pfx, else PEM. With a passphrase the key is encrypted. An existing file is replaced.
func (c *Credentials) Write(path, passphrase string) error {
	for i, client := range c.Clients {
		b, err := c.encode(client.Certificate, path, passphrase)
		if err != nil {
			return fmt.Errorf("encoding a company's key: %w", err)
		}
		if err := writePrivate(Path(path, i), b); err != nil {
			return fmt.Errorf("writing a company's key: %w", err)
		}
	}
	return nil
}

func (c *Credentials) encode(cert *x509.Certificate, path, passphrase string) ([]byte, error) {
	switch filepath.Ext(path) {
	case ".p12", ".pfx":
		return pkcs12.Modern.Encode(c.Key, cert, nil, passphrase)
	}
	kind := "PRIVATE KEY"
	if passphrase != "" {
		kind = "ENCRYPTED PRIVATE KEY"
	}
	der, err := pkcs8.MarshalPrivateKey(c.Key, []byte(passphrase), nil)
	if err != nil {
		return nil, err
	}
	out := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
	return append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw})...), nil
}

// writePrivate replaces a file; one that was there may have had other permissions.
func writePrivate(path string, b []byte) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Close())
}
