package card

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"golang.org/x/crypto/ocsp"
)

// maxStatus is the most bytes of an OCSP answer or a CRL.
const maxStatus = 4 << 20

// ErrNoStatus tells that nobody could say whether a certificate was revoked.
var ErrNoStatus = errors.New("card: revocation status not known")

// status asks whether certificates were revoked.
type status struct {
	client *http.Client
	now    func() time.Time
}

// revoked asks at the addresses in the certificate: OCSP, then CRL. ErrNoStatus when neither answers, or none is named.
func (s *status) revoked(ctx context.Context, cert, issuer *x509.Certificate) (bool, error) {
	var errs []error
	for _, address := range cert.OCSPServer {
		revoked, err := s.ocsp(ctx, address, cert, issuer)
		if err == nil {
			return revoked, nil
		}
		errs = append(errs, err)
	}
	for _, address := range cert.CRLDistributionPoints {
		revoked, err := s.crl(ctx, address, cert, issuer)
		if err == nil {
			return revoked, nil
		}
		errs = append(errs, err)
	}
	return false, fmt.Errorf("%w: %w", ErrNoStatus, errors.Join(errs...))
}

func (s *status) ocsp(ctx context.Context, address string, cert, issuer *x509.Certificate) (bool, error) {
	ask, err := ocsp.CreateRequest(cert, issuer, nil)
	if err != nil {
		return false, fmt.Errorf("asking by OCSP: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(ask))
	if err != nil {
		return false, fmt.Errorf("asking by OCSP: %w", err)
	}
	r.Header.Set("Content-Type", "application/ocsp-request")
	b, err := s.fetch(r)
	if err != nil {
		return false, fmt.Errorf("asking by OCSP: %w", err)
	}
	answer, err := ocsp.ParseResponseForCert(b, cert, issuer)
	if err != nil {
		return false, fmt.Errorf("asking by OCSP: %w", err)
	}
	now := s.now()
	switch {
	case now.Before(answer.ThisUpdate.Add(-time.Minute)) || !answer.NextUpdate.IsZero() && now.After(answer.NextUpdate):
		return false, errors.New("asking by OCSP: the answer is not of today")
	case answer.Status == ocsp.Unknown:
		return false, errors.New("asking by OCSP: the certificate is not known there")
	}
	return answer.Status == ocsp.Revoked, nil
}

func (s *status) crl(ctx context.Context, address string, cert, issuer *x509.Certificate) (bool, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false, fmt.Errorf("reading CRL: %w", err)
	}
	b, err := s.fetch(r)
	if err != nil {
		return false, fmt.Errorf("reading CRL: %w", err)
	}
	list, err := x509.ParseRevocationList(b)
	if err != nil {
		return false, fmt.Errorf("reading CRL: %w", err)
	}
	if err := list.CheckSignatureFrom(issuer); err != nil {
		return false, fmt.Errorf("reading CRL: %w", err)
	}
	if now := s.now(); now.Before(list.ThisUpdate.Add(-time.Minute)) || !list.NextUpdate.IsZero() && now.After(list.NextUpdate) {
		return false, errors.New("reading CRL: the list is not of today")
	}
	for _, e := range list.RevokedCertificateEntries {
		if e.SerialNumber.Cmp(cert.SerialNumber) == 0 {
			return true, nil
		}
	}
	return false, nil
}

func (s *status) fetch(r *http.Request) ([]byte, error) {
	resp, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("HTTP %d", resp.StatusCode)
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxStatus+1))
	if err == nil && len(b) > maxStatus {
		err = errors.New("too long")
	}
	return b, err
}
