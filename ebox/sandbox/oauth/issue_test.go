package oauth

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"github.com/youmark/pkcs8"
	"software.sslmate.com/src/go-pkcs12"
)

func TestWrite(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		name, file, passphrase, kind string
	}{
		{"PEM", "key.pem", "", "PRIVATE KEY"},
		{"PEM with a passphrase", "key.pem", "specimen", "ENCRYPTED PRIVATE KEY"},
		{"PKCS#12", "key.p12", "specimen", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), tt.file)
			if err := os.WriteFile(path, []byte("older"), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := w.creds.Write(path, tt.passphrase); err != nil {
				t.Fatal(err)
			}
			for i, client := range w.creds.Clients {
				info, err := os.Stat(Path(path, i))
				if err != nil || info.Mode().Perm() != 0o600 {
					t.Fatalf("company %d: %v, %v", i, info, err)
				}
				b, err := os.ReadFile(Path(path, i))
				if err != nil {
					t.Fatal(err)
				}
				key, cert := read(t, b, tt.kind, tt.passphrase)
				if !w.creds.Key.Equal(key) || !client.Certificate.Equal(cert) {
					t.Error("another key or certificate was written")
				}
				if want := "urn:be:fgov:kbo-bce:organization:cbe-number:" + client.Company; cert.Subject.OrganizationalUnit[0] != want {
					t.Errorf("the certificate names %q", cert.Subject.OrganizationalUnit)
				}
			}
		})
	}
	if err := w.creds.Write(filepath.Join(t.TempDir(), "gone", "key.pem"), ""); err == nil {
		t.Error("written where there is no directory")
	}
	if got := Path("dir/key.pem", 19); got != "dir/key-20.pem" {
		t.Errorf("the twentieth is %s", got)
	}
}

func read(t *testing.T, b []byte, kind, passphrase string) (any, *x509.Certificate) {
	t.Helper()
	if kind == "" {
		key, cert, err := pkcs12.Decode(b, passphrase)
		if err != nil {
			t.Fatal(err)
		}
		return key, cert
	}
	block, rest := pem.Decode(b)
	if block == nil || block.Type != kind {
		t.Fatalf("first block %v", block)
	}
	key, _, err := pkcs8.ParsePrivateKey(block.Bytes, []byte(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	block, _ = pem.Decode(rest)
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key, cert
}
