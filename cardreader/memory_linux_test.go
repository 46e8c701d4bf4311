//go:build cgo

package cardreader_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// After a signature neither the PIN nor its block is anywhere in the process, that of C included. The card is in another
// process, as it is in life; the PIN comes in by a pipe, so that it stands in no code.
func TestPINIsNotInMemory(t *testing.T) {
	const fromParent = "CARDREADER_TEST_PIN"
	if os.Getenv(fromParent) != "" {
		usePINAndSearch(t)
		return
	}
	if !alone(t) {
		return
	}
	for _, tc := range []struct {
		name, mode string
		found      bool
	}{
		{"signed", "sign", false},
		{"wrong PIN", "wrong", false},
		{"kept on purpose", "keep", true}, // the search does find what is there
	} {
		t.Run(tc.name, func(t *testing.T) {
			const pin = "73190264"
			d := cardtest.StartDaemon(t)
			card := issue(t, cardtest.Applet18, cardtest.Options{PIN: pin})
			if tc.mode == "wrong" {
				card.PIN = "1234"
			}
			d.Insert(card, 0)
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPINIsNotInMemory$", "-test.count=1")
			cmd.Env = append(os.Environ(), fromParent+"="+tc.mode)
			// The digits minus one: what the child reads is not yet the PIN.
			cmd.Stdin = strings.NewReader("62089153")
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if got := strings.Contains(string(out), "FOUND"); got != tc.found || !strings.Contains(string(out), "SEARCHED") {
				t.Errorf("found %v\n%s", got, out)
			}
			if !bytes.Contains(card.Instructions(), []byte{0x20}) {
				t.Error("no VERIFY was sent")
			}
		})
	}
}

// kept keeps a PIN alive where a mode wants it.
var kept []byte

func usePINAndSearch(t *testing.T) {
	mode := os.Getenv("CARDREADER_TEST_PIN")
	masked, err := io.ReadAll(os.Stdin)
	if err != nil || len(masked) != 8 {
		t.Fatalf("%d bytes, %v", len(masked), err)
	}
	sys := open(t)
	c := connect(t, sys, slot0)
	cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Signer(t.Context(), cert, func(context.Context, cardreader.Prompt) ([]byte, error) {
		pin := make([]byte, len(masked))
		for i, d := range masked {
			pin[i] = '0' + (d-'0'+1)%10
		}
		if mode == "keep" {
			kept = bytes.Clone(pin)
		}
		return pin, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256(nil)
	if _, err := s.Sign(nil, digest[:], crypto.SHA256); (err == nil) == (mode == "wrong") {
		t.Fatal(err)
	}
	fmt.Println("SEARCHED", search(t, masked))
}

// search looks through everything that can be read of this process for the PIN as text and as a block. What is looked
// for is never put together: a match is tested digit by digit.
func search(t *testing.T, masked []byte) string {
	t.Helper()
	digit := func(i int) byte { return (masked[i] - '0' + 1) % 10 }
	text := func(b []byte) bool {
		for i := range masked {
			if b[i] != '0'+digit(i) {
				return false
			}
		}
		return true
	}
	block := func(b []byte) bool {
		for i := range len(masked) / 2 {
			if b[i] != digit(2*i)<<4|digit(2*i+1) {
				return false
			}
		}
		return true
	}
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = maps.Close() }()
	mem, err := os.Open("/proc/self/mem")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = mem.Close() }()
	buf := make([]byte, 1<<20)
	total := 0
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var from, to int64
		var perms string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &perms); err != nil || !strings.HasPrefix(perms, "rw") || to-from > maxRegion {
			continue
		}
		for at := from; at < to; at += int64(len(buf)) - 16 {
			n, _ := mem.ReadAt(buf[:min(int64(len(buf)), to-at)], at) // what cannot be read is not there
			total += n
			if starts(buf[:n], '0'+digit(0), text) || starts(buf[:n], digit(0)<<4|digit(1), block) {
				return fmt.Sprintf("FOUND in %s", lines.Text())
			}
			clear(buf)
		}
	}
	if total < 1<<20 {
		t.Fatalf("only %d bytes were searched", total)
	}
	return fmt.Sprintf("%d bytes", total)
}

// maxRegion leaves out what the race detector maps, terabytes of notes about the memory.
const maxRegion = 1 << 30

// starts tells whether match holds somewhere in b, where the first byte is given.
func starts(b []byte, first byte, match func([]byte) bool) bool {
	for len(b) >= 8 {
		i := bytes.IndexByte(b, first)
		if i < 0 || i+8 > len(b) {
			return false
		}
		if match(b[i:]) {
			return true
		}
		b = b[i+1:]
	}
	return false
}
