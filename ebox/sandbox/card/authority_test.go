package card

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"
)

func TestAuthority(t *testing.T) {
	p, a := authority(t)
	tlsCert := issue(t, p, nil)
	cert, err := x509.ParseCertificate(tlsCert.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	ask, err := ocsp.CreateRequest(cert, p.CA, nil)
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) (int, string, []byte) {
		w := httptest.NewRecorder()
		a.ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Body: http.NoBody})
		return w.Code, w.Header().Get("Content-Type"), w.Body.Bytes()
	}
	question := OCSPPath + "/" + base64.StdEncoding.EncodeToString(ask)
	for _, want := range []int{ocsp.Good, ocsp.Revoked} {
		code, mediaType, b := get(question)
		answer, err := ocsp.ParseResponseForCert(b, cert, p.CA)
		if err != nil || code != http.StatusOK || mediaType != "application/ocsp-response" || answer.Status != want {
			t.Fatalf("OCSP: %d %s, %v, %+v", code, mediaType, err, answer)
		}
		code, mediaType, b = get(CRLPath)
		list, err := x509.ParseRevocationList(b)
		if err != nil || code != http.StatusOK || mediaType != "application/pkix-crl" || len(list.RevokedCertificateEntries) != want {
			t.Fatalf("CRL: %d %s, %v", code, mediaType, err)
		}
		if err := list.CheckSignatureFrom(p.CA); err != nil {
			t.Error(err)
		}
		a.Revoke(cert)
	}
	for path, want := range map[string]int{
		"/": 404, OCSPPath: 400, OCSPPath + "/x": 400, OCSPPath + "/" + base64.StdEncoding.EncodeToString([]byte("x")): 400, CRLPath + "/x": 404,
	} {
		if code, _, _ := get(path); code != want {
			t.Errorf("%s: %d, want %d", path, code, want)
		}
	}
	a.SetDown(OCSPPath, true)
	a.SetDown(CRLPath, true)
	for _, path := range []string{question, CRLPath} {
		if code, _, _ := get(path); code != http.StatusServiceUnavailable {
			t.Errorf("%s: %d when down", path, code)
		}
	}
}

// TestStatusOfAnotherDay: old answers, and those of somebody else, say nothing.
func TestStatusOfAnotherDay(t *testing.T) {
	p, a := authority(t)
	other, _ := authority(t)
	parsed := func(c tls.Certificate) *x509.Certificate {
		cert, err := x509.ParseCertificate(c.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return cert
	}
	cert := parsed(issue(t, p, nil))
	s := &status{client: http.DefaultClient, now: time.Now}
	if revoked, err := s.revoked(t.Context(), cert, p.CA); revoked || err != nil {
		t.Errorf("good: %t, %v", revoked, err)
	}
	if _, err := s.revoked(t.Context(), cert, other.CA); !errors.Is(err, ErrNoStatus) {
		t.Errorf("signed by another CA: %v", err)
	}
	for _, off := range []time.Duration{-time.Hour, 2 * time.Hour} {
		s.now = func() time.Time { return time.Now().Add(off) }
		if _, err := s.revoked(t.Context(), cert, p.CA); !errors.Is(err, ErrNoStatus) {
			t.Errorf("%v off: %v", off, err)
		}
	}
	s.now = time.Now
	a.SetDown(OCSPPath, true)
	a.Revoke(cert)
	if revoked, err := s.revoked(t.Context(), cert, p.CA); !revoked || err != nil {
		t.Errorf("by CRL: %t, %v", revoked, err)
	}
}
