//go:build cgo

package cardreader_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// Two readers, two cards, a daemon that goes and comes back with more readers: told in order.
func TestPCSCWatch(t *testing.T) {
	if !alone(t) {
		return
	}
	d := cardtest.StartDaemon(t)
	sys := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	type seen struct {
		Kind   cardreader.EventKind
		Reader string
		BeID   bool
	}
	events := make(chan seen, 100)
	ended := make(chan error, 1)
	go func() {
		for e, err := range sys.Watch(ctx) {
			if err != nil {
				ended <- err
				return
			}
			events <- seen{e.Kind, e.Reader, e.BeID}
		}
		ended <- nil
	}()
	expect := func(what string, want ...seen) {
		t.Helper()
		for _, w := range want {
			select {
			case got := <-events:
				if d := cmp.Diff(w, got); d != "" {
					t.Fatalf("%s: %s", what, d)
				}
			case err := <-ended:
				t.Fatalf("%s: the watch ended: %v", what, err)
			case <-time.After(patience):
				t.Fatalf("%s: nothing came, want %+v", what, w)
			}
		}
	}
	expect("start", seen{cardreader.ReaderAdded, slot0, false}, seen{cardreader.ReaderAdded, slot1, false})
	card := issue(t, cardtest.Applet17, cardtest.Options{})
	remove := d.Insert(card, 0)
	expect("first card", seen{cardreader.CardInserted, slot0, true})
	foreign := issue(t, cardtest.Applet18, cardtest.Options{})
	foreign.ATR = []byte{0x3B, 0x6E, 0x00, 0x00, 0x80, 0x31, 0x80, 0x66, 0xB0, 0x84, 0x0C, 0x01, 0x6E, 0x01, 0x83, 0x00, 0x90, 0x00}
	removeForeign := d.Insert(foreign, 1)
	expect("another card", seen{cardreader.CardInserted, slot1, false})
	remove()
	expect("taken out", seen{cardreader.CardRemoved, slot0, false})
	removeForeign()
	expect("the other too", seen{cardreader.CardRemoved, slot1, false})

	d.Kill()
	expect("killed", seen{cardreader.ReaderRemoved, slot0, false}, seen{cardreader.ReaderRemoved, slot1, false},
		seen{cardreader.ServiceGone, "", false})
	if _, err := sys.Readers(t.Context()); !errors.Is(err, cardreader.ErrNoService) {
		t.Errorf("readers of no daemon: %v", err)
	}
	if _, err := sys.Connect(t.Context(), slot0); !errors.Is(err, cardreader.ErrNoService) {
		t.Errorf("a card of no daemon: %v", err)
	}
	d.AddReaders()
	d.Start()
	expect("back", seen{cardreader.ServiceBack, "", false}, seen{cardreader.ReaderAdded, slot0, false}, seen{cardreader.ReaderAdded, slot1, false},
		seen{cardreader.ReaderAdded, "Extra PCD 00 00", false}, seen{cardreader.ReaderAdded, "Extra PCD 00 01", false})

	start := time.Now()
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("a watch that was cancelled gives %v", err)
	}
	if took := time.Since(start); took > promptly {
		t.Errorf("the watch ended after %v", took)
	}
}

func TestPCSCErrors(t *testing.T) {
	if !alone(t) {
		return
	}
	d := cardtest.StartDaemon(t)
	sys := open(t)
	if _, err := sys.Connect(t.Context(), slot0); !errors.Is(err, cardreader.ErrNoCard) {
		t.Errorf("no card: %v", err)
	}
	if _, err := sys.Connect(t.Context(), "No Such Reader"); !errors.Is(err, cardreader.ErrReaderGone) {
		t.Errorf("no such reader: %v", err)
	}
	// A card that is held by another connection's transaction: the wait ends with its context.
	card := issue(t, cardtest.Applet18, cardtest.Options{})
	d.Insert(card, 0)
	ready(t, sys, slot0)
	hold, release := make(chan struct{}), make(chan struct{})
	card.OnCommand(func(n int) {
		if n == 1 {
			close(hold)
			<-release
		}
	})
	first, second := connect(t, sys, slot0), connect(t, sys, slot0)
	go func() { _, _ = first.Info(t.Context()) }()
	<-hold
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := second.Info(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for another program: %v", err)
	}
	if took := time.Since(start); took > promptly {
		t.Errorf("given up after %v", took)
	}
	close(release)
	third := connect(t, sys, slot0)
	if _, err := third.Info(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	// What was given up is not used again.
	if _, err := second.Info(t.Context()); !errors.Is(err, cardreader.ErrClosed) {
		t.Errorf("a connection that was given up: %v", err)
	}
}

// Another program resets the card while this one is connected: noticed, and the operation is done from its start.
func TestPCSCResetByAnotherProgram(t *testing.T) {
	if !alone(t) {
		return
	}
	d := cardtest.StartDaemon(t)
	sys := open(t)
	card := issue(t, cardtest.Applet17, cardtest.Options{})
	d.Insert(card, 0)
	c := connect(t, sys, slot0)
	if _, err := c.Info(t.Context()); err != nil {
		t.Fatal(err)
	}
	reset := func() {
		t.Helper()
		out, err := exec.Command("opensc-tool", "--reset", "--reader", slot0).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	reset()
	cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
	if err != nil {
		t.Fatalf("reading after a reset: %v", err)
	}
	s := must(c.Signer(t.Context(), cert, func(context.Context, cardreader.Prompt) ([]byte, error) {
		reset() // while the person types
		return []byte("1234"), nil
	}))
	digest := sha256.Sum256(nil)
	card.StartCount()
	if _, err := s.Sign(nil, digest[:], crypto.SHA256); err != nil {
		t.Errorf("signing after a reset: %v", err)
	}
	if n := bytes.Count(card.Instructions(), []byte{0x20}); n != 2 || card.TriesLeft() != 3 || card.HasRight() { // one asks for the tries
		t.Errorf("%d VERIFY, %d tries left", n, card.TriesLeft())
	}
}

// The PIN typed on the reader's own keys.
func TestPCSCPinPad(t *testing.T) {
	if !alone(t) {
		return
	}
	d := cardtest.StartDaemon(t)
	sys := open(t)
	card := issue(t, cardtest.Applet18, cardtest.Options{})
	d.Type(0, "1234")
	d.Insert(card, 0)
	for _, tc := range []struct {
		name, typed string
		want        error
		prompts     []cardreader.Prompt
		tries       int
	}{
		{"right", "1234", nil, []cardreader.Prompt{{Tries: 3, Pad: true}}, 3},
		{"time-out", "timeout", cardreader.ErrPadTimeout, []cardreader.Prompt{{Tries: 3, Pad: true}}, 3},
		{"cancelled", "cancel", cardreader.ErrCancelled, []cardreader.Prompt{{Tries: 3, Pad: true}}, 3},
		{"too short", "short", cardreader.ErrBadPIN, []cardreader.Prompt{{Tries: 3, Pad: true}}, 3},
		{"keyboard instead", "refuse", nil, []cardreader.Prompt{{Tries: 3, Pad: true}, {Tries: 3}}, 3},
		{"wrong", "9999", &cardreader.PINError{Left: 2}, []cardreader.Prompt{{Tries: 3, Pad: true}}, 2},
		{"right again", "1234", nil, []cardreader.Prompt{{Tries: 2, Pad: true}}, 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d.Type(0, tc.typed)
			c := connect(t, sys, slot0)
			defer func() { _ = c.Close(t.Context()) }()
			if !c.HasPad(t.Context()) {
				t.Error("no pad was found")
			}
			var prompts []cardreader.Prompt
			err := login(t.Context(), t, sys, slot0, cardtest.Applet18, tls.VersionTLS13, nil,
				func(_ context.Context, p cardreader.Prompt) ([]byte, error) {
					prompts = append(prompts, p)
					if p.Pad {
						return nil, nil
					}
					return []byte("1234"), nil
				})
			var want, got *cardreader.PINError
			if errors.As(tc.want, &want) {
				if !errors.As(err, &got) || *got != *want {
					t.Errorf("got %v", err)
				}
			} else if !errors.Is(err, tc.want) {
				t.Errorf("got %v", err)
			}
			if d := cmp.Diff(tc.prompts, prompts); d != "" {
				t.Error(d)
			}
			if card.TriesLeft() != tc.tries || card.HasRight() {
				t.Errorf("%d tries left, right %v", card.TriesLeft(), card.HasRight())
			}
		})
	}
	c := connect(t, sys, slot0)
	for _, tc := range []struct {
		typed string
		want  error
	}{{"differ", cardreader.ErrPINsDiffer}, {"cancel", cardreader.ErrCancelled}, {"1234 56789", nil}} {
		d.Type(0, tc.typed)
		if err := c.ChangePINOnPad(t.Context()); !errors.Is(err, tc.want) {
			t.Errorf("change, %q: %v", tc.typed, err)
		}
	}
	if err := c.ChangePIN(t.Context(), []byte("56789"), []byte("1234")); err != nil {
		t.Errorf("the PIN that was typed on the pad is not in force: %v", err)
	}
}

// The socket of pcscd forwarded to another path, as ssh does it from another machine.
func TestPCSCForwardedSocket(t *testing.T) {
	const forwarded = "CARDREADER_TEST_FORWARDED"
	if path := os.Getenv(forwarded); path != "" { // the program at the far end
		if os.Getenv("PCSCLITE_CSOCK_NAME") != path {
			t.Fatal("wrong socket")
		}
		sys := open(t)
		c := connect(t, sys, slot0)
		cert := must(c.Certificate(t.Context(), cardreader.CertAuthentication))
		digest := sha256.Sum256(nil)
		if _, err := must(c.Signer(t.Context(), cert, typed("1234"))).Sign(nil, digest[:], crypto.SHA256); err != nil {
			t.Error(err)
		}
		return
	}
	if !alone(t) {
		return
	}
	d := cardtest.StartDaemon(t)
	card := issue(t, cardtest.Applet18, cardtest.Options{})
	d.Insert(card, 0)
	ready(t, open(t), slot0)
	path := filepath.Join(t.TempDir(), "forwarded")
	ln, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	connections := make(chan struct{}, 100)
	go forward(ln, d.Socket, connections)
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPCSCForwardedSocket$", "-test.count=1")
	cmd.Env = append(os.Environ(), forwarded+"="+path, "PCSCLITE_CSOCK_NAME="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if len(connections) == 0 || bytes.Count(card.Instructions(), []byte{0x2A}) != 1 {
		t.Errorf("%d connections came over the second path, commands %X", len(connections), card.Instructions())
	}
}

// forward copies every connection to another socket until the listener is closed.
func forward(ln net.Listener, to string, connections chan<- struct{}) {
	for {
		a, err := ln.Accept()
		if err != nil {
			return
		}
		connections <- struct{}{}
		b, err := net.Dial("unix", to)
		if err != nil {
			_ = a.Close()
			continue
		}
		pipe := func(x, y net.Conn) {
			_, _ = io.Copy(x, y)
			_ = x.Close()
			_ = y.Close()
		}
		go pipe(a, b)
		go pipe(b, a)
	}
}

// OpenSC accepts the card: its files, its certificates, its signature.
func TestOpenSC(t *testing.T) {
	if !alone(t) {
		return
	}
	d := cardtest.StartDaemon(t)
	sys := open(t)
	cards := map[string]*cardtest.Card{slot0: issue(t, cardtest.Applet17, cardtest.Options{}), slot1: issue(t, cardtest.Applet18, cardtest.Options{})}
	d.Insert(cards[slot0], 0)
	d.Insert(cards[slot1], 1)
	run := func(stdin []byte, name string, args ...string) []byte {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Stdin = bytes.NewReader(stdin)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %q: %v\n%s%s", name, args, err, out, errs.Bytes())
		}
		return out
	}
	var auth *rsa.PublicKey
	for _, reader := range []string{slot0, slot1} {
		ready(t, sys, reader)
		dump := string(run(nil, "pkcs15-tool", "--reader", reader, "--dump"))
		for _, want := range []string{"PKCS#15 Card [BELPIC]", "PIN [Basic PIN]", "X.509 Certificate [Authentication]", "X.509 Certificate [Signature]"} {
			if !strings.Contains(dump, want) {
				t.Errorf("%s: no %q in\n%s", reader, want, dump)
			}
		}
		pem := run(nil, "pkcs15-tool", "--reader", reader, "--read-certificate", "02")
		c := connect(t, sys, reader)
		cert := must(c.Certificate(t.Context(), cardreader.CertAuthentication))
		if !bytes.Contains(pem, pemOf(cert)) {
			t.Errorf("%s: OpenSC reads another certificate:\n%s", reader, pem)
		}
		if k, ok := cert.PublicKey.(*rsa.PublicKey); ok {
			auth = k
		}
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(nil, "pkcs11-tool", "--slot-index", "0", "--login", "--pin", "1234", "--sign", "--id", "02", "--mechanism", "SHA256-RSA-PKCS",
		"--input-file", in, "--output-file", out)
	sig, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256([]byte("hello"))
	if err := rsa.VerifyPKCS1v15(auth, crypto.SHA256, digest[:], sig); err != nil {
		t.Errorf("OpenSC's signature: %v", err)
	}
}
