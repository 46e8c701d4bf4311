package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rsc.io/qr"

	"myebox/auth"
	"myebox/tui/lang"
)

// Whatever is wrong with a key, a company's login or the store is told in the person's language, with what to do.
func TestRemoteTroubleIsSaid(t *testing.T) {
	key := func(err error) error { return &keyError{"/k/\x1b[31mkey.pem", err} }
	var errs []error
	for _, c := range keyCases {
		errs = append(errs, key(fmt.Errorf("reading the key: %w", c.is)))
	}
	for _, c := range companyCases {
		errs = append(errs, fmt.Errorf("logging in: %w", c.is), key(c.is))
	}
	for _, c := range storeCases {
		errs = append(errs, errors.Join(errNotKept, fmt.Errorf("writing the store: %w", c.is)))
	}
	errs = append(
		errs, &auth.ClockError{Difference: 2 * time.Hour}, &auth.ClockError{Difference: -2 * time.Hour},
		&auth.ClientError{Reason: auth.ErrAudience, Answer: &auth.ProviderError{Code: "invalid_client", Description: "aud \x1b[2J"}},
	)
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		w.cfg.Keyring = "file"
		unknown := w.explain(errors.New("x")).What
		for _, err := range errs {
			got := w.explain(err)
			text := strings.Join(append([]string{got.What, got.Means, got.Todo}, got.Details...), " ")
			if got.What == "" || got.Means == "" || got.Todo == "" || got.What == unknown || strings.ContainsAny(text, "\x1b%") {
				t.Errorf("%s: %v: %+v", code, err, got)
			}
		}
	}
}

func TestRemoteTroubleIsToldApart(t *testing.T) {
	w := testWiring(t, "en")
	for _, c := range []struct {
		err  error
		code string
	}{
		{&keyError{"k", fs.ErrNotExist}, "key_missing"},
		{&keyError{"k", auth.ErrFileMode}, "key_mode"},
		{&keyError{"k", auth.ErrFileOwner}, "key_owner"},
		{&keyError{"k", auth.ErrPassphrase}, "key_passphrase"},
		{&keyError{"k", auth.ErrKeyExpired}, "key_expired"},
		{&auth.ClientError{Reason: auth.ErrAudience}, "software_audience"},
		{&auth.ClientError{Reason: auth.ErrReplayed}, "software_replayed"},
		{&auth.ClockError{Difference: time.Hour}, "clock"},
		{&auth.ClientError{}, "software_refused"},
		{fmt.Errorf("reading the store: %w", auth.ErrPassphrase), "store_passphrase"},
		{errors.Join(auth.ErrLoginRequired, auth.ErrPassphrase), "store_passphrase"},
	} {
		if got := w.explain(c.err).Code; got != c.code {
			t.Errorf("%v: got %s, want %s", c.err, got, c.code)
		}
	}
}

func TestWaysToLogIn(t *testing.T) {
	for _, c := range []struct {
		o    loginOptions
		want string
	}{
		{loginOptions{}, ""},
		{loginOptions{card: true}, "--card"},
		{loginOptions{noBrowser: true, device: true}, "--no-browser --device"},
		{loginOptions{card: true, testPerson: true}, "--card --test-person"},
	} {
		if got := strings.Join(c.o.ways(), " "); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.o, got, c.want)
		}
	}
}

func TestOverSSH(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		over bool
		host string
	}{
		{"at the desk", nil, false, ""},
		{"over SSH", map[string]string{"SSH_CONNECTION": "192.0.2.7 51000 192.0.2.9 22"}, true, "192.0.2.9"},
		{"with a terminal only", map[string]string{"SSH_TTY": "/dev/pts/1"}, true, ""},
		{"something else in it", map[string]string{"SSH_CONNECTION": "x; rm -rf /"}, true, "-rf"},
	} {
		w := testWiring(t, "en")
		w.sys.getenv = func(k string) string { return c.env[k] }
		if w.overSSH() != c.over || w.hostName() != c.host {
			t.Errorf("%s: over SSH %t, host %q", c.name, w.overSSH(), w.hostName())
		}
	}
	if got := auth.SSHForward(8765, "-rf"); got[len(got)-1] != "HOST" {
		t.Errorf("what SSH says goes into a command as it is: %q", got)
	}
}

// The code is drawn dark on light, two rows in one, with its edge, and what it holds is the address.
func TestDrawQR(t *testing.T) {
	code, err := qr.Encode("http://127.0.0.1/fas", qr.L)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	drawQR(&out, code)
	lines := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
	if len(lines) != (code.Size+4+1)/2 {
		t.Fatalf("%d lines for %d rows", len(lines), code.Size)
	}
	for y, line := range lines {
		cells := []rune(strings.TrimSuffix(strings.TrimPrefix(line, "\x1b[30;107m"), "\x1b[0m"))
		if len(cells) != code.Size+4 {
			t.Fatalf("line %d has %d cells", y, len(cells))
		}
		for x, r := range cells {
			for half, dark := range []bool{r == '█' || r == '▀', r == '█' || r == '▄'} {
				cx, cy := x-2, 2*y+half-2
				if want := cx >= 0 && cy >= 0 && cx < code.Size && cy < code.Size && code.Black(cx, cy); dark != want {
					t.Fatalf("cell %d,%d is dark: %t", cx, cy, dark)
				}
			}
		}
	}
}

func TestAddressFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "address")
	if err := writeAddress(path, "https://x.example.org/a"); err != nil {
		t.Fatal(err)
	}
	st, err := os.Stat(path)
	b, rerr := os.ReadFile(path)
	if err != nil || rerr != nil || st.Mode().Perm() != 0o600 || string(b) != "https://x.example.org/a\n" {
		t.Errorf("%v %v %v %q", err, rerr, st.Mode(), b)
	}
	if err := writeAddress(path, "https://y.example.org"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that was there: %v", err)
	}
}
