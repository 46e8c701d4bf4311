//go:build cgo

package cardreader_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

const (
	slot0 = "Virtual PCD 00 00"
	slot1 = "Virtual PCD 00 01"

	childEnv = "CARDREADER_TEST_CHILD"
	patience = 10 * time.Second // for what must happen at all
	promptly = time.Second      // for an error to be told
)

// TestMain lets more tests run beside each other than there are processors: those that do so wait for pcscd, which looks at
// its readers every 0.4 s.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "10"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// alone runs the rest of a test in a process of its own, beside others, and tells whether this is that process. The
// client library of PC/SC knows one socket in a process, and its daemon is killed in some of these tests.
func alone(t *testing.T, env ...string) bool {
	t.Helper()
	if child := os.Getenv(childEnv); child == t.Name() {
		return true
	} else if strings.HasPrefix(child, t.Name()+"/") {
		return false
	}
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+strings.ReplaceAll(t.Name(), "/", "$/^")+"$", "-test.count=1", "-test.timeout=90s")
	cmd.Env = append(append(os.Environ(), childEnv+"="+t.Name()), env...)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "PASS") {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

func open(t *testing.T) *cardreader.System {
	t.Helper()
	sys, err := cardreader.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := sys.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return sys
}

// until waits for an event of a reader. What is there already counts.
func until(t *testing.T, sys *cardreader.System, kind cardreader.EventKind, reader string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for e, err := range sys.Watch(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Kind == kind && e.Reader == reader {
			return
		}
	}
	t.Fatalf("no event %d of %q", kind, reader)
}

// ready waits until the card in a reader can be connected to. An event may still be one of an earlier card.
func ready(t *testing.T, sys *cardreader.System, reader string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for e, err := range sys.Watch(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Kind != cardreader.CardInserted || e.Reader != reader {
			continue
		}
		if c, err := sys.Connect(ctx, reader); err == nil {
			if err := c.Close(ctx); err != nil {
				t.Error(err)
			}
			return
		}
	}
	t.Fatalf("no card in %q", reader)
}

func connect(t *testing.T, sys *cardreader.System, reader string) *cardreader.Card {
	t.Helper()
	until(t, sys, cardreader.CardInserted, reader)
	c, err := sys.Connect(t.Context(), reader)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// login is a whole login with the card in a reader.
func login(ctx context.Context, t *testing.T, sys *cardreader.System, reader string, applet int, version uint16, known *cardreader.Certificates, pin cardreader.PINFunc) (err error) {
	t.Helper()
	c, err := sys.Connect(ctx, reader)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close(ctx)) }()
	l := c.Login(ctx, known, pin)
	_, err = handshakeGet(t, pkis[applet](), version, l.GetClientCertificate)
	return errors.Join(err, l.Err())
}

func TestPCSCLogin(t *testing.T) {
	if !alone(t) {
		return
	}
	d := cardtest.StartDaemon(t)
	sys := open(t)
	cards := map[int]*cardtest.Card{}
	for i, applet := range []int{cardtest.Applet17, cardtest.Applet18} {
		cards[applet] = issue(t, applet, cardtest.Options{})
		d.Insert(cards[applet], i)
	}
	readers, err := sys.Readers(t.Context())
	if err != nil || !slices.Equal(readers, []string{slot0, slot1}) {
		t.Fatalf("readers %q, %v", readers, err)
	}
	for i, applet := range []int{cardtest.Applet17, cardtest.Applet18} {
		reader := []string{slot0, slot1}[i]
		c := connect(t, sys, reader)
		for _, k := range []cardreader.CertificateKind{
			cardreader.CertAuthentication, cardreader.CertSignature, cardreader.CertCA, cardreader.CertRoot, cardreader.CertRRN,
		} {
			if _, err := c.Certificate(t.Context(), k); err != nil {
				t.Errorf("%X: certificate %d: %v", applet, k, err)
			}
		}
		v, err := c.ReadVerified(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(v.IdentityErr, v.AddressErr, v.PhotoErr, v.RRNErr); err != nil {
			t.Error(err)
		}
		if c.HasPad(t.Context()) {
			t.Error("a reader without keys has a pad")
		}
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			if err := login(t.Context(), t, sys, reader, applet, version, nil, typed("1234")); err != nil {
				t.Errorf("%X, %s: %v", applet, tls.VersionName(version), err)
			}
			if cards[applet].HasRight() {
				t.Errorf("%X: the PIN's right is still in force", applet)
			}
		}
	}
}

// fault is something that happens while a login is under way; after makes all good again.
type fault struct {
	strike func(d *cardtest.Daemon)
	after  func(d *cardtest.Daemon)
	want   []error
}

// atEveryCommand lets the fault strike before every single command of a login, with a card of both generations.
func atEveryCommand(t *testing.T, f fault) {
	t.Helper()
	if os.Getenv(childEnv) == "" {
		t.Parallel()
	}
	for _, applet := range []int{cardtest.Applet17, cardtest.Applet18} {
		t.Run(fmt.Sprintf("%X", applet), func(t *testing.T) {
			if alone(t) {
				f.run(t, applet)
			}
		})
	}
}

func (f fault) run(t *testing.T, applet int) {
	d := cardtest.StartDaemon(t)
	sys := open(t)
	card := issue(t, applet, cardtest.Options{})
	remove := d.Insert(card, 0)
	try := func() error {
		return login(t.Context(), t, sys, slot0, applet, tls.VersionTLS13, nil, typed("1234"))
	}
	ready(t, sys, slot0)
	if err := try(); err != nil {
		t.Fatal(err)
	}
	whole := card.Count()
	for n := 1; n <= whole; n++ {
		card.StartCount()
		var at time.Time
		card.OnCommand(func(i int) {
			if i == n {
				at = time.Now()
				f.strike(d)
			}
		})
		err := try()
		told := time.Now()
		remove() // waits for the card's goroutine
		if at.IsZero() {
			t.Fatalf("command %d: not reached: %v", n, err)
		}
		if took := told.Sub(at); took > promptly {
			t.Errorf("command %d: told after %v", n, took)
		}
		// After the signature only LOG OFF is left: nothing is lost when it fails with the card.
		if n < whole && !slices.ContainsFunc(f.want, func(want error) bool { return errors.Is(err, want) }) {
			t.Errorf("command %d of %d: %v", n, whole, err)
		}
		if card.TriesLeft() != 3 || bytes.Count(card.Instructions(), []byte{0x20}) > 2 {
			t.Errorf("command %d: %d tries left, commands %X", n, card.TriesLeft(), card.Instructions())
		}
		card.OnCommand(nil)
		f.after(d)
		remove = d.Insert(card, 0)
		ready(t, sys, slot0)
	}
	if err := try(); err != nil {
		t.Errorf("not usable afterwards: %v", err)
	}
}

func TestDaemonKilledAtEveryCommand(t *testing.T) {
	atEveryCommand(t, fault{
		strike: func(d *cardtest.Daemon) { d.Kill() },
		after:  func(d *cardtest.Daemon) { d.Start() },
		want:   []error{cardreader.ErrNoService},
	})
}

func TestCardPulledAtEveryCommand(t *testing.T) {
	atEveryCommand(t, fault{
		strike: func(d *cardtest.Daemon) { d.Eject(0) },
		after:  func(*cardtest.Daemon) {},
		want:   []error{cardreader.ErrRemoved, cardreader.ErrNoCard},
	})
}

func TestReaderUnpluggedAtEveryCommand(t *testing.T) {
	atEveryCommand(t, fault{
		strike: func(d *cardtest.Daemon) { d.Unplug(0) },
		after:  func(d *cardtest.Daemon) { d.Plug(0) },
		want:   []error{cardreader.ErrReaderGone},
	})
}
