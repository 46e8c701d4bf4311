package card

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/cardreader/cardtest"
)

// TestIssuer: the CA is kept, each state is what it says.
func TestIssuer(t *testing.T) {
	dir := t.TempDir()
	first, err := OpenIssuer(Applet18, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenIssuer(Applet18, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !first.CAs()[1].Equal(again.CAs()[1]) {
		t.Error("another CA after a restart")
	}
	if st, err := os.Stat(filepath.Join(dir, "card-ca-1.8.pem")); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", st, err)
	}
	serials := map[string]bool{}
	for _, i := range []*Issuer{first, again} {
		i.SetURL("http://127.0.0.1:1/pki")
		for _, state := range States() {
			c, err := i.Issue(cardtest.Specimen, state)
			if err != nil {
				t.Fatal(err)
			}
			cert, err := authentication(c)
			if err != nil {
				t.Fatal(err)
			}
			if serials[cert.SerialNumber.String()] && state != Foreign {
				t.Errorf("%s: number used twice", state)
			}
			serials[cert.SerialNumber.String()] = true
			mine := cert.CheckSignatureFrom(i.CAs()[1]) == nil
			_, revoked := i.revoked[cert.SerialNumber.String()]
			got := []bool{mine, time.Now().After(cert.NotAfter), revoked, cert.KeyUsage == x509.KeyUsageDigitalSignature, c.TriesLeft() == 3, c.TriesLeft() > 0}
			want := []bool{state != Foreign, state == Expired, state == Revoked, state != NotForAuth, state != LastTry && state != Blocked, state != Blocked}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s: %s", state, d)
			}
			if state != Foreign && (len(cert.OCSPServer) != 1 || cert.OCSPServer[0] != "http://127.0.0.1:1/pki/ocsp") {
				t.Errorf("%s: asked about at %v", state, cert.OCSPServer)
			}
		}
	}
	if _, err := first.Issue(cardtest.Specimen, "lost"); !errors.Is(err, ErrState) {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "card-ca-1.8.pem"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenIssuer(Applet18, dir, nil); !errors.Is(err, cardtest.ErrPKI) {
		t.Errorf("a broken file: %v", err)
	}
	if _, err := OpenIssuer(Applet18, filepath.Join(dir, "none"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no directory: %v", err)
	}
}

// TestSocket: one connection has the card, and leaves it without a right.
func TestSocket(t *testing.T) {
	p, _ := authority(t)
	sim, err := p.NewCard(cardtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "card")
	s, err := ListenCard(path, sim)
	if err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the socket: %v, %v", st, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	open := func() net.Conn {
		nc, err := net.Dial("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		return nc
	}
	read := func(nc net.Conn) []byte {
		var head [2]byte
		if _, err := nc.Read(head[:]); err != nil {
			return nil
		}
		b := make([]byte, int(head[0])<<8|int(head[1]))
		if _, err := nc.Read(b); err != nil {
			return nil
		}
		return b
	}
	first := open()
	if got := read(first); !bytes.Equal(got, sim.ATR) {
		t.Errorf("the first frame is % X", got)
	}
	if got := read(open()); got != nil {
		t.Errorf("a second connection got % X", got)
	}
	for _, cmd := range [][]byte{{0, 0x20, 0, 1, 8, 0x24, 0x12, 0x34, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}} {
		if err := writeFrame(first, cmd); err != nil {
			t.Fatal(err)
		}
		if got := read(first); !bytes.Equal(got, []byte{0x90, 0}) {
			t.Errorf("% X: % X", cmd, got)
		}
	}
	if !sim.HasRight() {
		t.Error("the PIN gave no right")
	}
	if err := writeFrame(first, []byte{1, 2, 3}); err != nil { // too short for a command
		t.Fatal(err)
	}
	if got := read(first); got != nil {
		t.Errorf("answered % X", got)
	}
	var third []byte
	for third == nil { // until the first connection has let go
		nc := open()
		third = read(nc)
		_ = nc.Close()
	}
	if sim.HasRight() {
		t.Error("the right outlived the connection")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := ListenCard(filepath.Join(t.TempDir(), "no", "card"), sim); err == nil {
		t.Error("listening nowhere")
	}
}
