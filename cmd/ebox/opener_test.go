//go:build unix

package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// tools is a PATH with nothing but the scripts given, and the file in which they note their arguments.
func tools(t *testing.T, scripts map[string]string) (noted string) {
	t.Helper()
	dir := t.TempDir()
	noted = filepath.Join(dir, "noted")
	for name, body := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	t.Setenv("NOTED", noted)
	return noted
}

const noteArguments = `for a; do printf '<%s>' "$a" >>"$NOTED"; done`

func TestOpenURL(t *testing.T) {
	noted := tools(t, map[string]string{"xdg-open": noteArguments})
	const address = "https://login.example.org/a?b=c&d=$(id)"
	if err := (desktop{}).OpenURL(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(noted); err != nil || string(got) != "<"+address+">" {
		t.Errorf("%q, %v", got, err)
	}
	for _, bad := range []string{"", "file:///etc/passwd", "javascript:alert(1)", "--help", "https://", "mailto:x@example.org", "ssh://x"} {
		if err := (desktop{}).OpenURL(t.Context(), bad); !errors.Is(err, errNotOpened) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestOpenFile(t *testing.T) {
	noted := tools(t, map[string]string{"xdg-open": noteArguments})
	path := filepath.Join(t.TempDir(), "-rf $(id) 'x'.pdf")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (desktop{}).OpenFile(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(noted); err != nil || string(got) != "<"+path+">" {
		t.Errorf("%q, %v", got, err)
	}
	for _, bad := range []string{filepath.Dir(path), path + ".none", "relative.pdf", ""} {
		if err := (desktop{}).OpenFile(t.Context(), bad); err == nil {
			t.Errorf("%q was opened", bad)
		}
	}
}

func TestOpenersThatFailOrStay(t *testing.T) {
	tools(t, map[string]string{"xdg-open": "exit 3"})
	if err := (desktop{}).OpenURL(t.Context(), "https://x.example.org"); err == nil {
		t.Error("a program that failed")
	}
	closed := filepath.Join(t.TempDir(), "closed")
	if err := syscall.Mkfifo(closed, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CLOSED", closed)
	tools(t, map[string]string{"xdg-open": `read x <"$CLOSED"`})
	begin := time.Now()
	if err := (desktop{}).OpenURL(t.Context(), "https://x.example.org"); err != nil || time.Since(begin) > 20*time.Second {
		t.Errorf("a browser that stays open: %v after %v", err, time.Since(begin))
	}
	if err := os.WriteFile(closed, []byte("\n"), 0o600); err != nil { // somebody closes it
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (desktop{}).OpenURL(ctx, "https://x.example.org"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	tools(t, nil)
	if err := (desktop{}).OpenURL(t.Context(), "https://x.example.org"); !errors.Is(err, errNoOpener) {
		t.Errorf("no program: %v", err)
	}
	if browserPresent() || printerPresent() {
		t.Error("found in an empty PATH")
	}
}

func TestPrint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b.pdf")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	noted := tools(t, map[string]string{"lp": noteArguments + "; echo request id is 1"})
	if err := (desktop{}).Print(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(noted); err != nil || string(got) != "<"+path+">" {
		t.Errorf("%q, %v", got, err)
	}
	tools(t, map[string]string{"lp": "exit 1"})
	if err := (desktop{}).Print(t.Context(), path); err == nil || !strings.HasPrefix(err.Error(), "printing:") {
		t.Errorf("a printer that fails: %v", err)
	}
	tools(t, nil)
	if err := (desktop{}).Print(t.Context(), path); !errors.Is(err, errNoPrinter) {
		t.Errorf("no printer: %v", err)
	}
	if err := (desktop{}).Print(t.Context(), "/nonexistent"); err == nil {
		t.Error("nothing was printed, and nobody said so")
	}
}
