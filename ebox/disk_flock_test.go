//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package ebox

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	dead := ".ebox-" + strings.Repeat("0", 32) + ".part"
	others := []string{".ebox-short.part", "ebox-" + strings.Repeat("0", 32) + ".part", ".ebox-" + strings.Repeat("0", 32) + ".part.pdf", "report.part"}
	for _, name := range append(others, dead) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := ".ebox-" + strings.Repeat("1", 32) + ".part"
	if err := os.Symlink(filepath.Join(dir, "report.part"), filepath.Join(dir, link)); err != nil {
		t.Fatal(err)
	}
	pipe := ".ebox-" + strings.Repeat("2", 32) + ".part"
	if err := syscall.Mkfifo(filepath.Join(dir, pipe), 0o600); err != nil {
		t.Fatal(err)
	}
	living, err := newPartial(dir, nil) // sweeps
	if err != nil {
		t.Fatal(err)
	}
	sweep(dir)
	want := map[string]bool{filepath.Base(living.file.Name()): true, link: true, pipe: true}
	for _, name := range others {
		want[name] = true
	}
	got := map[string]bool{}
	for _, name := range files(t, dir) {
		got[name] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	living.discard()
	living.discard() // nothing left, no harm
	if _, err := os.Lstat(living.file.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Error("it is still there")
	}
}

func TestLinkInsteadOfRename(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"from", "taken"} {
		if err := os.WriteFile(path(name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := linkNew(path("from"), path("taken"), func(string) {}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another file: %v", err)
	}
	between := []string{} // what a program killed between the two steps leaves
	if err := linkNew(path("from"), path("to"), func(string) { between = files(t, dir) }); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"from", "taken", "to"}, between); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"taken", "to"}, files(t, dir)); diff != "" {
		t.Error(diff)
	}
	for name, want := range map[string]string{"taken": "taken", "to": "from"} {
		if b, err := os.ReadFile(path(name)); string(b) != want {
			t.Errorf("%s holds %q, %v", name, b, err)
		}
	}
}
