package cardreader_test

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"path/filepath"
	"testing"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// play offers what f does on a unix socket, one connection after the other.
func play(t *testing.T, f func(nc net.Conn)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "card")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			nc, err := l.Accept()
			if err != nil {
				return
			}
			f(nc)
			_ = nc.Close()
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return path
}

// frames plays a card in memory.
func frames(t *testing.T, sim *cardtest.Card) func(net.Conn) {
	return func(nc net.Conn) {
		out := sim.ATR
		for {
			if _, err := nc.Write(append([]byte{byte(len(out) >> 8), byte(len(out))}, out...)); err != nil {
				return
			}
			head := make([]byte, 2)
			if _, err := io.ReadFull(nc, head); err != nil {
				return
			}
			cmd := make([]byte, int(head[0])<<8|int(head[1]))
			if _, err := io.ReadFull(nc, cmd); err != nil {
				return
			}
			var err error
			if out, err = sim.Transmit(t.Context(), cmd); err != nil {
				return
			}
		}
	}
}

func TestConnectSimulated(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		sim := issue(t, applet, cardtest.Options{})
		path := play(t, frames(t, sim))
		for range 2 { // it can be taken out and put in again
			c, err := cardreader.ConnectSimulated(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
			if err != nil || cert.Subject.SerialNumber != cardtest.Specimen.NationalNumber {
				t.Fatalf("certificate: %v", err)
			}
			if err := c.Close(t.Context()); err != nil {
				t.Error(err)
			}
			if _, err := c.Info(t.Context()); !errors.Is(err, cardreader.ErrRemoved) {
				t.Errorf("after closing: %v", err)
			}
		}
	})
}

func TestConnectSimulatedFails(t *testing.T) {
	if _, err := cardreader.ConnectSimulated(t.Context(), filepath.Join(t.TempDir(), "none")); !errors.Is(err, cardreader.ErrNoCard) {
		t.Errorf("nobody there: %v", err)
	}
	for name, c := range map[string]struct {
		sent string // hexadecimal
		want error
	}{
		"hangs up": {"", cardreader.ErrBusy}, "half a length": {"00", cardreader.ErrBusy}, "half an ATR": {"00033B", cardreader.ErrBusy},
		"too long": {"FFFF", cardreader.ErrCardFault},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := hex.DecodeString(c.sent)
			if err != nil {
				t.Fatal(err)
			}
			path := play(t, func(nc net.Conn) { _, _ = nc.Write(b) })
			if _, err := cardreader.ConnectSimulated(t.Context(), path); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// TestSimulatedEndsWithItsContext: a card that says nothing does not hold anybody up.
func TestSimulatedEndsWithItsContext(t *testing.T) {
	sim := issue(t, cardtest.Applet18, cardtest.Options{})
	quiet := make(chan struct{})
	path := play(t, func(nc net.Conn) {
		_, _ = nc.Write(append([]byte{0, byte(len(sim.ATR))}, sim.ATR...))
		close(quiet)
		_, _ = io.Copy(io.Discard, nc)
	})
	c, err := cardreader.ConnectSimulated(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	<-quiet
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() {
		_, err := c.Info(ctx)
		failed <- err
	}()
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := c.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// FuzzSimulated: whatever somebody at the socket sends, there is an answer or an error.
func FuzzSimulated(f *testing.F) {
	f.Add([]byte{0, 2, 0x3B, 0, 0, 2, 0x90, 0})
	f.Add([]byte{0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, b []byte) {
		path := play(t, func(nc net.Conn) {
			go func() { _, _ = io.Copy(io.Discard, nc) }()
			_, _ = nc.Write(b)
		})
		c, err := cardreader.ConnectSimulated(t.Context(), path)
		if err != nil {
			return
		}
		if i, err := c.Info(t.Context()); (i == nil) == (err == nil) {
			t.Errorf("%v, %v", i, err)
		}
		_ = c.Close(t.Context())
	})
}
