package cardtest

import (
	"bytes"
	"encoding/pem"
	"errors"
	"testing"
	"time"
)

func TestPKIIsKept(t *testing.T) {
	for _, rsa := range []bool{false, true} {
		p, err := NewPKI(rsa)
		if err != nil {
			t.Fatal(err)
		}
		text, err := p.Encode()
		if err != nil {
			t.Fatal(err)
		}
		q, err := DecodePKI(text)
		if err != nil {
			t.Fatal(err)
		}
		if !q.Root.Equal(p.Root) || !q.CA.Equal(p.CA) || !q.RRN.Equal(p.RRN) || q.rsa != rsa {
			t.Error("something else came back")
		}
		q.OCSPURL, q.CRLURL = "http://127.0.0.1:1/ocsp", "http://127.0.0.1:1/crl"
		cert, err := q.Issue(Specimen, "Authentication", q.RRN.PublicKey, time.Unix(0, 0), time.Unix(1, 0))
		if err != nil {
			t.Fatal(err)
		}
		if err := cert.CheckSignatureFrom(p.CA); err != nil {
			t.Error(err)
		}
		if cert.SerialNumber.Int64() < 1<<40 || cert.OCSPServer[0] != q.OCSPURL || cert.CRLDistributionPoints[0] != q.CRLURL {
			t.Errorf("number %v, asked about at %v and %v", cert.SerialNumber, cert.OCSPServer, cert.CRLDistributionPoints)
		}
	}
}

func FuzzDecodePKI(f *testing.F) {
	p, err := NewPKI(false)
	if err != nil {
		f.Fatal(err)
	}
	text, err := p.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(text[:len(text)/2])
	f.Add(bytes.Replace(text, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.CA.Raw}), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.RRN.Raw}), 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		q, err := DecodePKI(b)
		if err != nil && (q != nil || !errors.Is(err, ErrPKI)) {
			t.Errorf("got %v", err)
		}
		if err == nil && (q.caKey == nil || q.RRN == nil) {
			t.Error("not whole")
		}
	})
}
