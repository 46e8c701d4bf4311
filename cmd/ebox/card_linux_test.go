package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"myebox/cardreader/cardtest"
)

// onDaemon runs a command on the readers behind socket, without a terminal and without a profile of its own; it gives what the
// command wrote.
func onDaemon(t *testing.T, socket string, args ...string) (out, errs string, code int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	cmd := &exec.Cmd{
		Path: self, Args: append([]string{"ebox"}, args...), Stdout: &stdout, Stderr: &stderr,
		Env: []string{"HOME=" + t.TempDir(), "EBOX_KEYRING=off", "EBOX_LANG=en", "PATH=/nonexistent", "PCSCLITE_CSOCK_NAME=" + socket},
	}
	_ = cmd.Run() // the exit code tells
	return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
}

// TestCommandsOnReaders runs the commands for cards on a real smart card service with virtual readers.
func TestCommandsOnReaders(t *testing.T) {
	d := cardtest.StartDaemon(t)
	pki, err := cardtest.NewPKI(false)
	if err != nil {
		t.Fatal(err)
	}
	issue := func() *cardtest.Card {
		c, err := pki.NewCard(cardtest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	fails := func(name, code string, args ...string) {
		t.Helper()
		if _, errs, exit := onDaemon(t, d.Socket, append(args, "--json")...); exit == 0 || !strings.Contains(errs, `"code": "`+code+`"`) {
			t.Errorf("%s: exit %d, want %s: %s", name, exit, code, errs)
		}
	}
	fails("no card", "card_missing", "card")
	one := issue()
	remove := d.Insert(one, 0)
	works := func(args ...string) string {
		t.Helper()
		out, errs, exit := onDaemon(t, d.Socket, args...)
		if exit != 0 {
			t.Errorf("%v: exit %d: %s", args, exit, errs)
		}
		return out
	}
	if out := works("card"); !strings.Contains(out, "Test Élodie SPECIMEN") || strings.Contains(out, cardtest.Specimen.NationalNumber) {
		t.Errorf("card: %s", out)
	}
	d.Insert(issue(), 1)
	said := func(args ...string) func() string {
		return func() string {
			_, errs, _ := onDaemon(t, d.Socket, append(args, "--json")...)
			return errs
		}
	}
	waitFor(t, "card_several", said("card"))
	fails("two cards", "card_several", "card")
	if out := works("card", "--reader", "00 01", "--json"); !strings.Contains(out, `"reader": "Virtual PCD 00 01"`) {
		t.Errorf("by its reader: %s", out)
	}
	fails("no such reader", "card_no_reader", "card", "--reader", "nobody")
	testPad(t, d, one, fails, works)
	remove()
	waitFor(t, "card_missing", said("card", "--reader", "00 00"))
	foreign := issue()
	foreign.ATR = []byte{0x3B, 0x00}
	d.Insert(foreign, 0)
	waitFor(t, "card_foreign", said("card", "--reader", "00 00"))
	d.Kill()
	fails("no service", "card_no_service", "card")
}

// testPad changes the PIN on the keys of a reader: nothing is typed here, so no terminal is needed.
func testPad(t *testing.T, d *cardtest.Daemon, c *cardtest.Card, fails func(name, code string, args ...string), works func(args ...string) string) {
	t.Helper()
	change := []string{"card", "pin", "change", "--reader", "00 00"}
	for typed, code := range map[string]string{"timeout": "pin_timeout", "cancel": "cancelled", "differ": "pins_differ"} {
		d.Type(0, typed)
		fails(typed, code, change...)
	}
	if n := c.TriesLeft(); n != 3 {
		t.Errorf("%d tries left, want 3", n)
	}
	d.Type(0, "1234 56789")
	if out := works(change...); !strings.Contains(out, "The PIN code of the card was changed.") {
		t.Errorf("on the reader: %s", out)
	}
	d.Type(0, "")
	if c.HasRight() {
		t.Error("the right is still in force")
	}
}

// waitFor tries until it is so: the service notices cards after half a second.
func waitFor(t *testing.T, want string, told func() string) {
	t.Helper()
	last := ""
	for range 20 {
		if last = told(); strings.Contains(last, want) {
			return
		}
	}
	t.Errorf("want %s, the last was: %s", want, last)
}

// TestReaderElsewhere names the socket of a service whose readers are on another machine.
func TestReaderElsewhere(t *testing.T) {
	d := cardtest.StartDaemon(t)
	far := filepath.Join(t.TempDir(), "forwarded")
	if err := os.Symlink(d.Socket, far); err != nil {
		t.Fatal(err)
	}
	if out, errs, exit := onDaemon(t, far, "doctor", "--offline"); !strings.Contains(out, "Virtual PCD 00 00") {
		t.Errorf("exit %d: %s%s", exit, out, errs)
	}
}
