package main

import (
	"encoding/binary"
	"io"
	"net"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/card"
)

// TestCardInAReader: where a virtual reader listens, the card goes in there, also after the reader was restarted.
func TestCardInAReader(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	o := options{listen: "127.0.0.1:0", box: "citizen", level: 400, tokenLifetime: 1, card: card.Applet18, cardState: card.Good, vpcd: l.Addr().String()}
	s, err := o.open(t.Context(), t.Output())
	if err != nil {
		t.Fatal(err)
	}
	var p profile
	s.cards.tell(&p)
	if p.SimulatedCard != "pcsc" {
		t.Errorf("the profile says %q", p.SimulatedCard)
	}
	look, err := l.Accept() // whether anybody listens
	if err != nil {
		t.Fatal(err)
	}
	_ = look.Close()
	for range 2 {
		nc, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := nc.Write([]byte{0, 1, 4}); err != nil { // the ATR, please
			t.Fatal(err)
		}
		var head [2]byte
		if _, err := io.ReadFull(nc, head[:]); err != nil {
			t.Fatal(err)
		}
		atr := make([]byte, binary.BigEndian.Uint16(head[:]))
		if _, err := io.ReadFull(nc, atr); err != nil || len(atr) != 20 {
			t.Errorf("ATR % X, %v", atr, err)
		}
		_ = nc.Close()
	}
	if err := s.close(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestCardFallsBackToASocket: nobody listens where the reader would be.
func TestCardFallsBackToASocket(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	o := options{listen: "127.0.0.1:0", box: "citizen", level: 400, tokenLifetime: 1, card: card.Applet18, cardState: card.Good, vpcd: l.Addr().String()}
	s, err := o.open(t.Context(), t.Output())
	if err != nil {
		t.Fatal(err)
	}
	dir := s.cards.dir
	st, err := os.Stat(s.cards.place)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(os.ModeSocket|0o600, st.Mode()); d != "" {
		t.Error(d)
	}
	if err := s.close(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("left behind: %v", err)
	}
}
