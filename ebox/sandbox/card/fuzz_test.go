package card

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"myebox/cardreader/cardtest"
)

func FuzzQuestion(f *testing.F) {
	p, err := cardtest.NewPKI(false)
	if err != nil {
		f.Fatal(err)
	}
	ask, err := ocsp.CreateRequest(p.RRN, p.Root, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(ask)
	f.Add([]byte("x"))
	a := NewAuthority(p.CA, p.CAKey(), nil)
	f.Fuzz(func(t *testing.T, b []byte) {
		codes := map[int]bool{}
		for _, r := range []*http.Request{
			httptest.NewRequest(http.MethodPost, OCSPPath, bytes.NewReader(b)),
			{Method: http.MethodGet, URL: &url.URL{Path: OCSPPath + "/" + base64.StdEncoding.EncodeToString(b)}, Body: http.NoBody},
		} {
			w := httptest.NewRecorder()
			a.ServeHTTP(w, r)
			codes[w.Code] = true
			if w.Code != http.StatusOK {
				continue
			}
			if answer, err := ocsp.ParseResponse(w.Body.Bytes(), p.CA); err != nil || answer.Status != ocsp.Good {
				t.Errorf("the answer cannot be read: %v", err)
			}
		}
		if len(codes) != 1 && len(b) <= maxAsk {
			t.Errorf("GET and POST differ: %v", codes)
		}
	})
}

func FuzzParseCAs(f *testing.F) {
	_, text, err := SelfIssued("127.0.0.1", time.Now())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add(append(text, text...))
	f.Add([]byte("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		cas, err := ParseCAs(b)
		if err != nil && (!errors.Is(err, ErrNoCA) || cas != nil) || err == nil && len(cas) == 0 {
			t.Errorf("got %d, %v", len(cas), err)
		}
		for _, c := range cas {
			if !c.IsCA {
				t.Error("not a CA")
			}
		}
	})
}

func FuzzPersonOf(f *testing.F) {
	p, err := cardtest.NewPKI(false)
	if err != nil {
		f.Fatal(err)
	}
	c, err := p.NewCard(cardtest.Options{})
	if err != nil {
		f.Fatal(err)
	}
	cert, err := authentication(c)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(cert.Raw)
	f.Add(p.CA.Raw)
	f.Fuzz(func(t *testing.T, der []byte) {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return
		}
		who, ok := PersonOf(cert)
		if ok != (len(who.NationalNumber) == 11 && strings.Trim(who.NationalNumber, "0123456789") == "") {
			t.Errorf("%t, %q", ok, who.NationalNumber)
		}
	})
}

func FuzzFrame(f *testing.F) {
	f.Add([]byte{0, 4, 0, 0xA4, 8, 0xC})
	f.Add([]byte{0xFF, 0xFF, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		cmd, err := readFrame(bytes.NewReader(b))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := writeFrame(&out, cmd); err != nil || !bytes.HasPrefix(b, out.Bytes()) || len(cmd) < 4 || len(cmd) > maxCommand {
			t.Errorf("% X became % X, %v", b, cmd, err)
		}
	})
}
