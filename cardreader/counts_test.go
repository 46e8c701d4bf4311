package cardreader_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// names are the instructions as eid-card.md 9 names them; an empty VERIFY and the one with the PIN are told apart by
// their place: the first is the question for the tries.
var names = map[byte]string{
	0xA4: "SELECT", 0xB0: "READ", 0xE4: "CARD DATA", 0x20: "VERIFY", 0x22: "MSE", 0x2A: "PSO", 0xC0: "GET RESPONSE", 0xE6: "LOG OFF",
}

// What a login sends, command by command. The sequence that the middleware is compared with is from SELECT to GET
// RESPONSE without the question for the tries, which belongs to the prompt, and LOG OFF, which comes after the login.
func TestCommandsOfALogin(t *testing.T) {
	const (
		read17 = "SELECT, READ x5"
		read18 = "SELECT, READ x4"
		sign   = "VERIFY, MSE, PSO, GET RESPONSE"
	)
	for _, tc := range []struct {
		name          string
		applet, size  int // of the certificate
		cached        bool
		login, prompt string
		sequence, all int
	}{
		{"1.7, unknown", cardtest.Applet17, 1142, false, read17 + ", %s, " + sign + ", LOG OFF", "CARD DATA, VERIFY", 10, 13},
		{"1.7, known", cardtest.Applet17, 1142, true, "CARD DATA, %s, " + sign + ", LOG OFF", "VERIFY", 5, 7},
		{"1.8, unknown", cardtest.Applet18, 836, false, read18 + ", %s, " + sign + ", LOG OFF", "CARD DATA", 9, 11},
		{"1.8, known", cardtest.Applet18, 836, true, "CARD DATA, %s, " + sign + ", LOG OFF", "CARD DATA", 5, 7},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sim := issue(t, tc.applet, cardtest.Options{CertificateSize: tc.size})
			var known cardreader.Certificates
			run := func() {
				c := cardreader.NewCard(sim, sim.ATR)
				l := c.Login(t.Context(), &known, typed("1234"))
				if _, err := handshakeGet(t, pkis[tc.applet](), tls.VersionTLS13, l.GetClientCertificate); err != nil {
					t.Fatal(err)
				}
			}
			if tc.cached {
				run()
			}
			sim.StartCount()
			run()
			var got []string
			for _, ins := range sim.Instructions() {
				got = append(got, names[ins])
			}
			want := expand(fmt.Sprintf(tc.login, tc.prompt))
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			if len(got) != tc.all {
				t.Errorf("%d commands in all, want %d", len(got), tc.all)
			}
			if n := len(got) - len(strings.Split(tc.prompt, ", ")) - 1; n != tc.sequence {
				t.Errorf("%d commands from the first to the signature, want %d", n, tc.sequence)
			}
		})
	}
}

// expand writes "READ x3" as three.
func expand(s string) []string {
	var out []string
	for _, name := range strings.Split(s, ", ") {
		name, times, _ := strings.Cut(name, " x")
		n := 1
		if times != "" {
			n = int(times[0] - '0')
		}
		for range n {
			out = append(out, name)
		}
	}
	return out
}

// A server that names no issuer gets the CA's certificate too, which costs its reading.
func TestIssuerIsSentWhereTheServerDoesNotNameIt(t *testing.T) {
	sim := issue(t, cardtest.Applet18, cardtest.Options{})
	c := cardreader.NewCard(sim, sim.ATR)
	l := c.Login(t.Context(), nil, typed("1234"))
	scheme := []tls.SignatureScheme{tls.ECDSAWithP384AndSHA384}
	for _, tc := range []struct {
		name string
		cas  [][]byte
		sent int
		want error
	}{
		{"none named", nil, 2, nil},
		{"the issuer", [][]byte{pkis[cardtest.Applet18]().CA.RawSubject}, 1, nil},
		{"the root", [][]byte{pkis[cardtest.Applet18]().Root.RawSubject}, 2, nil},
		{"somebody else", [][]byte{pkis[cardtest.Applet17]().Root.RawSubject[:10]}, 0, cardreader.ErrIssuer},
	} {
		cri := &tls.CertificateRequestInfo{AcceptableCAs: tc.cas, SignatureSchemes: scheme, Version: tls.VersionTLS13}
		cert, err := l.GetClientCertificate(cri)
		sent := 0
		if cert != nil {
			sent = len(cert.Certificate)
		}
		if sent != tc.sent || !errorsIs(err, tc.want) || !errorsIs(l.Err(), tc.want) {
			t.Errorf("%s: %d certificates, %v", tc.name, sent, err)
		}
	}
	cri := &tls.CertificateRequestInfo{SignatureSchemes: []tls.SignatureScheme{tls.PSSWithSHA512}, Version: tls.VersionTLS13}
	if _, err := l.GetClientCertificate(cri); !errorsIs(err, cardreader.ErrNoScheme) {
		t.Errorf("a server without a scheme: %v", err)
	}
}

// The reason why the card did not sign survives TLS, which flattens it to text.
func TestLoginTellsWhy(t *testing.T) {
	sim := issue(t, cardtest.Applet17, cardtest.Options{})
	c := cardreader.NewCard(sim, sim.ATR)
	l := c.Login(t.Context(), nil, typed("9999"))
	if _, err := handshakeGet(t, pkis[cardtest.Applet17](), tls.VersionTLS13, l.GetClientCertificate); err == nil {
		t.Error("a wrong PIN logged in")
	}
	if p, ok := asPIN(l.Err()); !ok || p.Left != 2 {
		t.Errorf("got %v", l.Err())
	}
	asked := false
	l = c.Login(t.Context(), nil, func(_ context.Context, p cardreader.Prompt) ([]byte, error) {
		asked = true
		if p.Tries != 2 || p.Pad {
			t.Errorf("prompt %+v", p)
		}
		return nil, context.Canceled
	})
	if _, err := handshakeGet(t, pkis[cardtest.Applet17](), tls.VersionTLS13, l.GetClientCertificate); err == nil || !asked {
		t.Errorf("cancelled: %v, asked %v", err, asked)
	}
	if !errorsIs(l.Err(), context.Canceled) || sim.Tries != 2 {
		t.Errorf("got %v, %d tries", l.Err(), sim.Tries)
	}
}
