package auth

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"slices"
	"strings"

	"github.com/youmark/pkcs8"
	"software.sslmate.com/src/go-pkcs12"
)

// parseKey reads PEM or PKCS#12. Without a passphrase an encrypted one gives ErrPassphraseNeeded; a wrong one is
// ErrPassphrase. What the parsers say is dropped: they know no secrets, but their words help nobody.
func parseKey(b, passphrase []byte) (*Key, error) {
	if bytes.Contains(b, []byte("-----BEGIN ")) {
		return parsePEMKey(b, passphrase)
	}
	return parseP12(b, passphrase)
}

// parsePEMKey takes the first private key and all certificates.
func parsePEMKey(b, passphrase []byte) (*Key, error) {
	var k *Key
	var certs []*x509.Certificate
	for block, rest := pem.Decode(b); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			c, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return nil, ErrNotAKey
			}
			certs = append(certs, c)
			continue
		}
		if k != nil {
			continue
		}
		signer, err := parseBlock(block, passphrase)
		clear(block.Bytes)
		if err != nil {
			return nil, err
		}
		if signer != nil {
			k = &Key{Signer: signer}
		}
	}
	if k == nil {
		return nil, ErrNotAKey
	}
	k.take(certs)
	return k, nil
}

// parseBlock reads one PEM block (RFC 7468); nil for one that holds no private key.
func parseBlock(block *pem.Block, passphrase []byte) (crypto.Signer, error) {
	switch block.Type {
	case "PRIVATE KEY":
		return signerOf(x509.ParsePKCS8PrivateKey(block.Bytes))
	case "ENCRYPTED PRIVATE KEY":
		return parseEncrypted(block.Bytes, passphrase)
	case "RSA PRIVATE KEY":
		if block.Headers["DEK-Info"] == "" {
			return signerOf(x509.ParsePKCS1PrivateKey(block.Bytes))
		}
		if passphrase == nil {
			return nil, ErrPassphraseNeeded
		}
		der, err := decryptLegacy(block, passphrase)
		if err != nil {
			return nil, err
		}
		defer clear(der)
		key, err := x509.ParsePKCS1PrivateKey(der)
		if err != nil {
			return nil, ErrPassphrase // the padding of a wrong one is right once in 256 times
		}
		return key, nil
	case "EC PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY":
		return nil, ErrKeyKind
	}
	return nil, nil
}

// signerOf is for the parsers of crypto/x509.
func signerOf[K any](key K, err error) (crypto.Signer, error) {
	if err != nil {
		return nil, ErrNotAKey
	}
	signer, ok := any(key).(crypto.Signer)
	if !ok {
		return nil, ErrKeyKind
	}
	return signer, nil
}

// parseEncrypted reads an EncryptedPrivateKeyInfo (RFC 5958 section 3) with PBES2 (RFC 8018).
func parseEncrypted(der, passphrase []byte) (crypto.Signer, error) {
	if passphrase == nil {
		return nil, ErrPassphraseNeeded
	}
	if err := mostKeyCost.check(der); err != nil {
		return nil, err
	}
	var key any
	err := guarded(func() (err error) { // the ciphers panic on blocks of the wrong length
		key, _, err = pkcs8.ParsePrivateKey(der, passphrase)
		return err
	})
	switch {
	case err == nil:
		return signerOf(key, nil)
	case hasAny(err.Error(), "only PBES2", "PKCS #5 v2.0", "unsupported"):
		return nil, ErrKeyFormat
	case hasAny(err.Error(), "invalid", "no answer"):
		return nil, ErrNotAKey
	}
	return nil, ErrPassphrase
}

// parseP12 reads PKCS#12 (RFC 7292). One without a passphrase is tried first.
func parseP12(b, passphrase []byte) (*Key, error) {
	if err := mostKeyCost.check(b); err != nil {
		return nil, err
	}
	var key any
	var cert *x509.Certificate
	var chain []*x509.Certificate
	err := guarded(func() (err error) {
		key, cert, chain, err = pkcs12.DecodeChain(b, string(passphrase))
		return err
	})
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword) && passphrase == nil:
		return nil, ErrPassphraseNeeded
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption):
		return nil, ErrPassphrase
	case errors.As(err, new(pkcs12.NotImplementedError)):
		return nil, ErrKeyFormat
	case err != nil:
		return nil, ErrNotAKey
	}
	signer, err := signerOf(key, nil)
	if err != nil {
		return nil, err
	}
	k := &Key{Signer: signer}
	k.take(append([]*x509.Certificate{cert}, chain...))
	return k, nil
}

// parseCertificates reads all certificates of a PEM file; ErrNotACertificate.
func parseCertificates(b []byte) ([]*x509.Certificate, error) {
	var certs []*x509.Certificate
	for block, rest := pem.Decode(b); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, ErrNotACertificate
		}
		certs = append(certs, c)
	}
	if len(certs) == 0 {
		return nil, ErrNotACertificate
	}
	return certs, nil
}

func hasAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(text, p) })
}
