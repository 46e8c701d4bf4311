package cardreader

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // cards until about 2016 were signed with it
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"errors"
	"fmt"
)

// ErrIntegrity tells that data of the card is not what the national register signed.
var ErrIntegrity = errors.New("data of the card does not fit its signature")

// Verified is what the national register vouches for. Whether to trust the register's certificate itself is for the
// caller: it holds the certificate and its issuer as they are on the card.
type Verified struct {
	Identity *Identity
	Address  *Address
	Photo    []byte
	RRN      *x509.Certificate
	Root     *x509.Certificate
	// nil when right; ErrIntegrity or what kept it from being checked otherwise
	IdentityErr, AddressErr, PhotoErr, RRNErr error
}

// ReadVerified reads identity, address and photo and checks each against the register's certificate (C54 section 6.2).
// The error is for what could not be read at all; what does not fit stands in the Verified.
func (c *Card) ReadVerified(ctx context.Context) (*Verified, error) {
	v := &Verified{}
	var err error
	if v.Identity, err = c.Identity(ctx); err != nil {
		return nil, fmt.Errorf("reading the identity: %w", err)
	}
	if v.Address, err = c.Address(ctx); err != nil {
		return nil, fmt.Errorf("reading the address: %w", err)
	}
	if v.Photo, err = c.Photo(ctx); err != nil {
		return nil, fmt.Errorf("reading the photo: %w", err)
	}
	idSig, err := c.readFile(ctx, fileIdentitySig, maxFile)
	if err != nil {
		return nil, fmt.Errorf("reading the identity's signature: %w", err)
	}
	addrSig, err := c.readFile(ctx, fileAddressSig, maxFile)
	if err != nil {
		return nil, fmt.Errorf("reading the address's signature: %w", err)
	}
	if v.RRN, err = c.Certificate(ctx, CertRRN); err != nil {
		return nil, fmt.Errorf("reading the register's certificate: %w", err)
	}
	if v.Root, err = c.Certificate(ctx, CertRoot); err != nil {
		return nil, fmt.Errorf("reading the root certificate: %w", err)
	}
	v.check(idSig, addrSig)
	return v, nil
}

func (v *Verified) check(idSig, addrSig []byte) {
	v.RRNErr = checkIssued(v.RRN, v.Root)
	v.IdentityErr = checkSigned(v.RRN.PublicKey, v.Identity.Raw, idSig)
	// The address's signature covers the address without its padding and the whole of the identity's signature file.
	v.AddressErr = checkSigned(v.RRN.PublicKey, append(bytes.Clone(bytes.TrimRight(v.Address.Raw, "\x00")), idSig...), addrSig)
	if n := recordsLen(v.Address.Raw); v.AddressErr != nil && n > 0 {
		// An address that ends with an empty field ends with a zero that is not padding.
		v.AddressErr = checkSigned(v.RRN.PublicKey, append(bytes.Clone(v.Address.Raw[:n]), idSig...), addrSig)
	}
	v.PhotoErr = checkHash(v.Photo, v.Identity.PhotoHash)
	if v.PhotoErr == nil {
		v.PhotoErr = v.IdentityErr // its hash stands in the identity file
	}
}

// checkSigned verifies a signature file. The key's type tells the scheme; SHA-1 occurs on cards of the first years.
func checkSigned(key crypto.PublicKey, data, sig []byte) error {
	h256 := sha256.Sum256(data)
	h1 := sha1.Sum(data) //nolint:gosec // see the import
	switch k := key.(type) {
	case *rsa.PublicKey:
		if len(sig) < k.Size() {
			return ErrIntegrity
		}
		sig = sig[:k.Size()]
		if rsa.VerifyPKCS1v15(k, crypto.SHA256, h256[:], sig) == nil || rsa.VerifyPKCS1v15(k, crypto.SHA1, h1[:], sig) == nil {
			return nil
		}
	case *ecdsa.PublicKey:
		h384 := sha512.Sum384(data)
		if len(sig) < 2 || len(sig) < int(sig[1])+2 {
			return ErrIntegrity
		}
		if ecdsa.VerifyASN1(k, h384[:], sig[:int(sig[1])+2]) {
			return nil
		}
	}
	return ErrIntegrity
}

func checkHash(data, want []byte) error {
	var got []byte
	switch len(want) {
	case sha1.Size:
		h := sha1.Sum(data) //nolint:gosec // see the import
		got = h[:]
	case sha256.Size:
		h := sha256.Sum256(data)
		got = h[:]
	case sha512.Size384:
		h := sha512.Sum384(data)
		got = h[:]
	}
	if got == nil || !bytes.Equal(got, want) {
		return ErrIntegrity
	}
	return nil
}

// checkIssued tells whether the register's certificate was issued by the card's root and is the register's at all.
func checkIssued(rrn, root *x509.Certificate) error {
	if rrn.Subject.CommonName != "RRN" {
		return fmt.Errorf("%w: the signer is not the national register", ErrIntegrity)
	}
	if err := rrn.CheckSignatureFrom(root); err != nil {
		return fmt.Errorf("%w: the register's certificate: %w", ErrIntegrity, err)
	}
	return nil
}
