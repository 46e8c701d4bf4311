package card

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ocsp"
)

// The paths of an Authority, below where it is mounted.
const (
	OCSPPath = "/ocsp"
	CRLPath  = "/crl"
)

// statusLife is how long an answer is good.
const statusLife = time.Hour

// maxAsk is the most bytes of a question by OCSP.
const maxAsk = 16 << 10

// Authority says which certificates of a CA were revoked: by OCSP (RFC 6960, POST and GET) and by CRL (RFC 5280
// section 5). It is safe for concurrent use.
type Authority struct {
	ca  *x509.Certificate
	key crypto.Signer
	now func() time.Time

	mu      sync.Mutex
	revoked map[string]time.Time // by serial number, decimal
	number  int64                // of the CRL
	down    map[string]bool      // by path
}

// NewAuthority speaks for ca, whose key signs. now may be nil.
func NewAuthority(ca *x509.Certificate, key crypto.Signer, now func() time.Time) *Authority {
	if now == nil {
		now = time.Now
	}
	return &Authority{ca: ca, key: key, now: now, revoked: map[string]time.Time{}, down: map[string]bool{}}
}

// Revoke revokes a certificate, for good.
func (a *Authority) Revoke(cert *x509.Certificate) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.revoked[cert.SerialNumber.String()] = a.now()
	a.number++
}

// SetDown makes OCSPPath or CRLPath answer 503, or not any more.
func (a *Authority) SetDown(path string, down bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.down[path] = down
}

// ServeHTTP answers below OCSPPath and CRLPath.
func (a *Authority) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	path := r.URL.Path
	switch {
	case path == CRLPath && !a.down[CRLPath]:
		a.reply(w, "application/pkix-crl", a.crl)
	case (path == OCSPPath || strings.HasPrefix(path, OCSPPath+"/")) && !a.down[OCSPPath]:
		ask, err := question(w, r)
		if err != nil {
			http.Error(w, "not a question by OCSP", http.StatusBadRequest)
			return
		}
		a.reply(w, "application/ocsp-response", func() ([]byte, error) { return a.ocsp(ask) })
	case path == CRLPath || strings.HasPrefix(path, OCSPPath):
		http.Error(w, "switched off", http.StatusServiceUnavailable)
	default:
		http.NotFound(w, r)
	}
}

func (a *Authority) reply(w http.ResponseWriter, mediaType string, answer func() ([]byte, error)) {
	b, err := answer()
	if err != nil {
		http.Error(w, "the answer could not be signed", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", mediaType)
	_, _ = w.Write(b) // the reader may be gone
}

// question reads the body of a POST, or the last part of the path of a GET (RFC 6960 appendix A.1).
func question(w http.ResponseWriter, r *http.Request) (*ocsp.Request, error) {
	if r.Method == http.MethodPost {
		b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxAsk))
		if err != nil {
			return nil, fmt.Errorf("reading question: %w", err)
		}
		return ocsp.ParseRequest(b)
	}
	text := strings.TrimPrefix(r.URL.Path, OCSPPath+"/")
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("reading question: %w", err)
	}
	return ocsp.ParseRequest(b)
}

// ocsp answers good for every number that was not revoked: the sandbox keeps no list of what it issued. The caller holds
// mu.
func (a *Authority) ocsp(ask *ocsp.Request) ([]byte, error) {
	now := a.now()
	answer := ocsp.Response{Status: ocsp.Good, SerialNumber: ask.SerialNumber, ThisUpdate: now, NextUpdate: now.Add(statusLife)}
	if at, ok := a.revoked[ask.SerialNumber.String()]; ok {
		answer.Status, answer.RevokedAt, answer.RevocationReason = ocsp.Revoked, at, ocsp.Unspecified
	}
	return ocsp.CreateResponse(a.ca, a.ca, answer, a.key)
}

// crl is the list of today. The caller holds mu.
func (a *Authority) crl() ([]byte, error) {
	now := a.now()
	list := &x509.RevocationList{Number: big.NewInt(a.number + 1), ThisUpdate: now, NextUpdate: now.Add(statusLife)}
	for serial, at := range a.revoked {
		n, _ := new(big.Int).SetString(serial, 10) // written by Revoke
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: n, RevocationTime: at})
	}
	return x509.CreateRevocationList(rand.Reader, list, a.ca, a.key)
}
