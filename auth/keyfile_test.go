//go:build unix

package auth

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// year2030 is when the certificate in testdata is valid.
func year2030() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }

// specimen answers with the passphrase of the keys in testdata.
func specimen(context.Context) ([]byte, error) { return []byte("specimen"), nil }

// keyBytes reads files of testdata/keys, one after the other.
func keyBytes(t testing.TB, names ...string) []byte {
	t.Helper()
	var out []byte
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join("testdata", "keys", name))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b...)
	}
	return out
}

// private writes a file that only we can read.
func private(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func encoded(t *testing.T, kind string, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func TestLoadKey(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files []string
		asked bool // for the passphrase
		cert  bool
	}{
		{"PKCS#1", []string{"plain.pem"}, false, false},
		{"PKCS#8", []string{"pkcs8.pem"}, false, false},
		{"with certificate", []string{"pkcs8.pem", "cert.pem"}, false, true},
		{"certificate first", []string{"cert.pem", "pkcs8.pem"}, false, true},
		{"PBKDF2", []string{"pkcs8-pbkdf2.pem"}, true, false},
		{"scrypt", []string{"pkcs8-scrypt.pem"}, true, false},
		{"old AES-256", []string{"legacy-aes256.pem", "cert.pem"}, true, true},
		{"old AES-128", []string{"legacy-aes128.pem"}, true, false},
		{"old triple DES", []string{"legacy-des3.pem"}, true, false},
		{"PKCS#12", []string{"modern.p12"}, true, true},
		{"old PKCS#12", []string{"legacy.p12"}, true, true},
		{"PKCS#12 without a passphrase", []string{"plain.p12"}, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path, asked := private(t, keyBytes(t, tt.files...)), 0
			k, err := LoadKey(t.Context(), path, KeyOptions{Now: year2030, Passphrase: func(ctx context.Context) ([]byte, error) {
				asked++
				return specimen(ctx)
			}})
			if err != nil {
				t.Fatal(err)
			}
			if (asked == 1) != tt.asked || asked > 1 || (k.Certificate != nil) != tt.cert {
				t.Errorf("asked %d times; certificate %v", asked, k.Certificate != nil)
			}
			if tt.cert && k.Company() != "1999999943" || !tt.cert && k.Company() != "" {
				t.Errorf("company %q", k.Company())
			}
			sum := sha256.Sum256([]byte("x"))
			sig, err := k.Signer.Sign(rand.Reader, sum[:], crypto.SHA256)
			if err != nil || rsa.VerifyPKCS1v15(k.Signer.Public().(*rsa.PublicKey), crypto.SHA256, sum[:], sig) != nil {
				t.Errorf("signing: %v", err)
			}
		})
	}
}

func TestCertificateInAFileOfItsOwn(t *testing.T) {
	key, dir := private(t, keyBytes(t, "plain.pem")), t.TempDir()
	cert := filepath.Join(dir, "cert.pem")
	if err := os.WriteFile(cert, keyBytes(t, "cert.pem"), 0o644); err != nil {
		t.Fatal(err)
	}
	k, err := LoadKey(t.Context(), key, KeyOptions{Certificate: cert, Now: year2030})
	if err != nil || k.Company() != "1999999943" {
		t.Fatalf("%v, %v", k, err)
	}
	if err := os.WriteFile(cert, []byte("nothing"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(t.Context(), key, KeyOptions{Certificate: cert}); !errors.Is(err, ErrNotACertificate) {
		t.Errorf("no certificate: %v", err)
	}
	if _, err := LoadKey(t.Context(), key, KeyOptions{Certificate: filepath.Join(dir, "gone")}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := LoadKey(t.Context(), key, KeyOptions{Certificate: dir}); !errors.Is(err, ErrFileLink) {
		t.Errorf("a directory: %v", err)
	}
}

// TestKeyFilesRefused: each thing that is wrong with a file has an error of its own.
func TestKeyFilesRefused(t *testing.T) {
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	elliptical, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	word := func(s string) func(context.Context) ([]byte, error) {
		return func(context.Context) ([]byte, error) { return []byte(s), nil }
	}
	declined := errors.New("declined")
	for _, tt := range []struct {
		name    string
		content []byte
		file    func(t *testing.T, path string) string // changes the file, gives its path
		ask     func(context.Context) ([]byte, error)
		now     func() time.Time
		want    error
	}{
		{name: "others can read", content: keyBytes(t, "plain.pem"), file: mode(0o604), want: ErrFileMode},
		{name: "the group can read", content: keyBytes(t, "plain.pem"), file: mode(0o640), want: ErrFileMode},
		{name: "others can write", content: keyBytes(t, "plain.pem"), file: mode(0o602), want: ErrFileMode},
		{name: "link", content: keyBytes(t, "plain.pem"), file: linked, want: ErrFileLink},
		{name: "pipe", file: pipe, want: ErrFileLink},
		{name: "directory", file: func(t *testing.T, _ string) string { return privateDir(t) }, want: ErrFileLink},
		{name: "not there", file: func(_ *testing.T, path string) string { return path + "x" }, want: fs.ErrNotExist},
		{name: "too big", content: bytes.Repeat([]byte("x"), maxKeyFile+1), want: ErrFileSize},
		{name: "empty", want: ErrNotAKey},
		{name: "text", content: []byte("no key"), want: ErrNotAKey},
		{name: "certificate only", content: keyBytes(t, "cert.pem"), want: ErrNotAKey},
		{name: "broken PEM", content: []byte("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), want: ErrNotAKey},
		{name: "half a PKCS#12", content: keyBytes(t, "modern.p12")[:1000], want: ErrNotAKey},
		{name: "passphrase needed", content: keyBytes(t, "pkcs8-pbkdf2.pem"), want: ErrPassphraseNeeded},
		{name: "passphrase needed, old", content: keyBytes(t, "legacy-aes256.pem"), want: ErrPassphraseNeeded},
		{name: "passphrase needed, PKCS#12", content: keyBytes(t, "modern.p12"), want: ErrPassphraseNeeded},
		{name: "wrong passphrase", content: keyBytes(t, "pkcs8-pbkdf2.pem"), ask: word("other"), want: ErrPassphrase},
		{name: "wrong passphrase, scrypt", content: keyBytes(t, "pkcs8-scrypt.pem"), ask: word("other"), want: ErrPassphrase},
		{name: "wrong passphrase, old", content: keyBytes(t, "legacy-aes256.pem"), ask: word("other"), want: ErrPassphrase},
		{name: "wrong passphrase, PKCS#12", content: keyBytes(t, "modern.p12"), ask: word("other"), want: ErrPassphrase},
		{name: "wrong passphrase, old PKCS#12", content: keyBytes(t, "legacy.p12"), ask: word("other"), want: ErrPassphrase},
		{name: "empty passphrase", content: keyBytes(t, "modern.p12"), ask: word(""), want: ErrPassphrase},
		{name: "no passphrase given", content: keyBytes(t, "modern.p12"), ask: func(context.Context) ([]byte, error) { return nil, declined }, want: declined},
		{name: "encrypted in another way", content: keyBytes(t, "pkcs8-pbes1.pem"), ask: specimen, want: ErrKeyFormat},
		{name: "encrypted with SHA-512", content: keyBytes(t, "pkcs8-sha512.pem"), ask: specimen, want: ErrKeyFormat},
		{name: "elliptic key", content: encoded(t, "PRIVATE KEY", elliptical), want: ErrKeyKind},
		{name: "SEC 1 key", content: encoded(t, "EC PRIVATE KEY", elliptical), want: ErrKeyKind},
		{name: "short key", content: encoded(t, "PRIVATE KEY", short), want: ErrKeyShort},
		{name: "another key's certificate", content: append(encoded(t, "PRIVATE KEY", other), keyBytes(t, "cert.pem")...), want: ErrKeyMismatch},
		{name: "certificate expired", content: keyBytes(t, "plain.pem", "cert.pem"), now: func() time.Time { return year2030().AddDate(200, 0, 0) }, want: ErrKeyExpired},
		{name: "certificate not yet valid", content: keyBytes(t, "modern.p12"), ask: specimen, now: func() time.Time { return year2030().AddDate(-20, 0, 0) }, want: ErrKeyNotYetValid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := private(t, tt.content)
			if tt.file != nil {
				path = tt.file(t, path)
			}
			if tt.now == nil {
				tt.now = year2030
			}
			k, err := LoadKey(t.Context(), path, KeyOptions{Passphrase: tt.ask, Now: tt.now})
			if k != nil || !errors.Is(err, tt.want) {
				t.Fatalf("%v, want %v", err, tt.want)
			}
			var fe *FileError
			if errors.As(err, &fe) == (tt.want == fs.ErrNotExist || tt.want == declined) || fe != nil && fe.Path != path {
				t.Errorf("file error %v", fe)
			}
			if text := fmt.Sprintf("%v|%+v|%#v", err, err, err); strings.Contains(text, "specimen") || strings.Contains(err.Error(), path) {
				t.Errorf("error text %s", text)
			}
		})
	}
}

func mode(m os.FileMode) func(*testing.T, string) string {
	return func(t *testing.T, path string) string {
		if err := os.Chmod(path, m); err != nil {
			t.Fatal(err)
		}
		return path
	}
}

func linked(t *testing.T, path string) string {
	if err := os.Symlink(path, path+".link"); err != nil {
		t.Fatal(err)
	}
	return path + ".link"
}

func pipe(t *testing.T, path string) string {
	if err := syscall.Mkfifo(path+".pipe", 0o600); err != nil {
		t.Fatal(err)
	}
	return path + ".pipe"
}

func privateDir(t *testing.T) string {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestOwner: a file of another user is refused whatever its mode; for root the test makes a real one.
func TestOwner(t *testing.T) {
	path := private(t, keyBytes(t, "plain.pem"))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkPrivate(info, os.Geteuid()); err != nil {
		t.Errorf("our own: %v", err)
	}
	if err := checkPrivate(info, os.Geteuid()+1); err != ErrFileOwner {
		t.Errorf("another's: %v", err)
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(path, 1, -1); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadKey(t.Context(), path, KeyOptions{}); !errors.Is(err, ErrFileOwner) {
			t.Errorf("another's, read by root: %v", err)
		}
	}
}

// TestPassphraseIsWiped: what was asked for does not stay in memory.
func TestPassphraseIsWiped(t *testing.T) {
	for _, word := range []string{"specimen", "other"} {
		given := []byte(word)
		_, _ = LoadKey(t.Context(), private(t, keyBytes(t, "pkcs8-pbkdf2.pem")), KeyOptions{
			Passphrase: func(context.Context) ([]byte, error) { return given, nil }, Now: year2030,
		})
		if !bytes.Equal(given, make([]byte, len(word))) {
			t.Errorf("%q is still there", word)
		}
	}
}

// TestCost: a file cannot make us derive for hours.
func TestCost(t *testing.T) {
	block, _ := pem.Decode(keyBytes(t, "pkcs8-pbkdf2.pem"))
	scrypt, _ := pem.Decode(keyBytes(t, "pkcs8-scrypt.pem"))
	rounds := func(der []byte, from, to []byte) []byte {
		t.Helper()
		if !bytes.Contains(der, from) {
			t.Fatal("the parameters are not where the test looks")
		}
		return bytes.Replace(der, from, to, 1)
	}
	for name, der := range map[string][]byte{
		"PBKDF2, 30,000 rounds": rounds(block.Bytes, []byte{2, 2, 8, 0}, []byte{2, 2, 0x75, 0x30}),
		"scrypt":                scrypt.Bytes,
		"PKCS#12":               keyBytes(t, "modern.p12"),
		"plain PKCS#12":         keyBytes(t, "plain.p12"),
	} {
		if err := mostKeyCost.check(der); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	costly := []byte{0x30, 0x0c, 4, 2, 1, 2, 2, 4, 0x7f, 0xff, 0xff, 0xff, 5, 0}
	memory := []byte{0x30, 0x10, 4, 1, 1, 2, 3, 0x10, 0, 0, 2, 2, 0x40, 0, 2, 2, 0x40, 0}
	nested := append([]byte{4, byte(len(costly))}, costly...)
	for name, der := range map[string][]byte{"rounds": costly, "scrypt's memory": memory, "inside an octet string": nested} {
		if err := mostKeyCost.check(der); err != ErrKeyCost {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPassphraseStore(t *testing.T) {
	s, ctx := NewMemory(), t.Context()
	if _, err := LoadPassphrase(ctx, s, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("nothing kept: %v", err)
	}
	if err := SavePassphrase(ctx, s, "a", []byte("specimen")); err != nil {
		t.Fatal(err)
	}
	if p, err := LoadPassphrase(ctx, s, "a"); string(p) != "specimen" || err != nil {
		t.Errorf("%q, %v", p, err)
	}
	if _, err := s.Load(ctx, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("it is where the session would be: %v", err)
	}
	if err := errors.Join(DeletePassphrase(ctx, s, "a")); err != nil {
		t.Error(err)
	}
	if err := DeletePassphrase(ctx, s, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	broken := keptStore()
	broken.set(nil, ErrKeyringLocked, nil)
	if err := SavePassphrase(ctx, broken, "a", []byte("x")); !errors.Is(err, ErrKeyringLocked) {
		t.Errorf("a locked keyring: %v", err)
	}
}

// tooSlow tells whether a key is allowed, but derived too slowly for thousands of tries.
func tooSlow(b []byte) bool {
	quick := keyCost{rounds: 3000, memory: 1 << 12}
	for block, rest := pem.Decode(b); block != nil; block, rest = pem.Decode(rest) {
		if quick.check(block.Bytes) != nil {
			return true
		}
	}
	return quick.check(b) != nil
}

func FuzzKey(f *testing.F) {
	names, err := filepath.Glob("testdata/keys/*.p*")
	if err != nil || len(names) < 10 {
		f.Fatalf("%d keys, %v", len(names), err)
	}
	for _, n := range names {
		f.Add(keyBytes(f, filepath.Base(n)), []byte("specimen"))
		f.Add(keyBytes(f, filepath.Base(n)), []byte(nil))
	}
	known := []error{ErrNotAKey, ErrPassphraseNeeded, ErrPassphrase, ErrKeyKind, ErrKeyCost, ErrKeyFormat}
	f.Fuzz(func(t *testing.T, b, passphrase []byte) {
		if len(b) > 16<<10 {
			return
		}
		if len(passphrase) == 0 {
			passphrase = nil
		}
		if tooSlow(b) {
			return
		}
		k, err := parseKey(b, passphrase)
		if err == nil {
			if k.Signer == nil {
				t.Error("no key")
			}
			return
		}
		for _, want := range known {
			if err == want {
				return
			}
		}
		t.Errorf("error %v", err)
	})
}

func FuzzCost(f *testing.F) {
	f.Add([]byte{0x30, 0x0c, 4, 2, 1, 2, 2, 4, 0x7f, 0xff, 0xff, 0xff, 5, 0})
	f.Add([]byte{0x30, 0x80})
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := mostKeyCost.check(b); err != nil && err != ErrKeyCost {
			t.Errorf("error %v", err)
		}
	})
}
