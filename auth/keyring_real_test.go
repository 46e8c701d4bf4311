//go:build linux

package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestRealKeyring runs keyringRole on a session bus of its own with a real gnome-keyring, in directories of its own.
func TestRealKeyring(t *testing.T) {
	for _, program := range []string{"dbus-run-session", "dbus-send", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("%v\nThis test needs the Debian packages dbus and gnome-keyring: apt-get install dbus gnome-keyring", err)
		}
	}
	dir := t.TempDir()
	var env []string
	for _, name := range []string{"PATH", "LANG"} {
		env = append(env, name+"="+os.Getenv(name))
	}
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"} {
		path := filepath.Join(dir, strings.ToLower(name))
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		env = append(env, name+"="+path)
	}
	hangingPrompter(t, filepath.Join(dir, "xdg_data_home", "dbus-1", "services"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	const script = `printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0"`
	cmd := exec.CommandContext(ctx, "dbus-run-session", "--", "sh", "-c", script, os.Args[0])
	cmd.Env = append(env, roleVariable+"=keyring")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Error(err)
	}
	t.Logf("%s", out)
	if !bytes.Contains(out, []byte("keyring: all checks passed")) {
		t.Error("the checks did not run to their end")
	}
}

// hangingPrompter makes the bus start a program for gnome-keyring's password dialog that never answers: the dialog that
// nobody sees.
func hangingPrompter(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	const service = "[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=/bin/sh -c 'exec sleep 15 >/dev/null 2>&1'\n"
	if err := os.WriteFile(filepath.Join(dir, "org.gnome.keyring.SystemPrompter.service"), []byte(service), 0o600); err != nil {
		t.Fatal(err)
	}
}

// keyringRole is the test inside: a session through the real keyring, then the same with the keyring locked.
func keyringRole() error {
	ctx, cancel := context.WithTimeout(context.Background(), 45*time.Second)
	defer cancel()
	k := NewKeyring("ebox-test", 20*time.Second)
	if _, err := k.Load(ctx, "a"); !errors.Is(err, ErrNotFound) {
		return fmt.Errorf("loading what was never saved: %w", err)
	}
	for _, secret := range []string{"first", strings.Repeat("é", MaxSecret/2)} {
		if err := k.Save(ctx, "a", []byte(secret)); err != nil {
			return fmt.Errorf("saving: %w", err)
		}
		if b, err := k.Load(ctx, "a"); err != nil || string(b) != secret {
			return fmt.Errorf("loading gave %d bytes: %w", len(b), err)
		}
	}
	if _, err := k.Load(ctx, "b"); !errors.Is(err, ErrNotFound) {
		return fmt.Errorf("another account: %w", err)
	}
	p := newProvider(memoryIssuer)
	s, err := logIn(ctx, memoryClient(p, k), BeginOptions{})
	if err != nil || !s.Stored() {
		return fmt.Errorf("a login was not stored: %w", err)
	}
	if s, err = memoryClient(p, NewKeyring("ebox-test", 20*time.Second)).Resume(ctx); err != nil || !s.Stored() {
		return fmt.Errorf("resuming: %w", err)
	}
	if err := lockedKeyring(ctx, p); err != nil {
		return err
	}
	fmt.Println("keyring: all checks passed")
	return nil
}

// lockedKeyring: nobody is there to unlock it, so every way to use it must end soon, with an error that says why.
func lockedKeyring(ctx context.Context, p *provider) error {
	out, err := exec.CommandContext(ctx, "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets",
		"/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock",
		"array:objpath:/org/freedesktop/secrets/collection/login").CombinedOutput()
	if err != nil {
		return fmt.Errorf("locking the keyring: %w: %s", err, out)
	}
	const limit = 3 * time.Second
	k := NewKeyring("ebox-test", limit)
	start := time.Now()
	_, err = k.Load(ctx, "a")
	if d := time.Since(start); !errors.Is(err, ErrKeyringTimeout) || d > 2*limit {
		return fmt.Errorf("loading from a locked keyring, after %v: %w", d, err)
	}
	start = time.Now()
	if _, err := memoryClient(p, k).Resume(ctx); !errors.Is(err, ErrLoginRequired) {
		return fmt.Errorf("resuming from a locked keyring: %w", err)
	}
	s, err := logIn(ctx, memoryClient(p, k), BeginOptions{})
	if err != nil || s.Stored() || s.StoreErr() == nil {
		return fmt.Errorf("a login with a locked keyring: %w", err)
	}
	if d := time.Since(start); d > limit {
		return fmt.Errorf("while one call hangs the others took %v", d)
	}
	return nil
}
