package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestFindDirs(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Log("elsewhere the system's own places are used")
	}
	t.Setenv("HOME", "/home/specimen")
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	for _, c := range []struct{ name, state, want string }{
		{"default", "", "/home/specimen/.local/state/ebox"},
		{"as set", "/var/x", "/var/x/ebox"},
		{"relative paths do not count", "x", "/home/specimen/.local/state/ebox"},
	} {
		d, err := findDirs(func(string) string { return c.state })
		if err != nil {
			t.Fatal(err)
		}
		if want := (dirs{"/home/specimen/.config/ebox", c.want, "/home/specimen/.cache/ebox"}); runtime.GOOS == "linux" && d != want {
			t.Errorf("%s: got %+v, want %+v", c.name, d, want)
		}
	}
	t.Setenv("HOME", "")
	if d, err := findDirs(func(string) string { return "" }); err == nil {
		t.Errorf("without a home: %+v", d)
	}
}

func TestPrivate(t *testing.T) {
	base := t.TempDir()
	open, file := filepath.Join(base, "open"), filepath.Join(base, "file")
	if err := errors.Join(os.Mkdir(open, 0o755), os.WriteFile(file, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(base, "a", "b"), open} {
		if err := private(dir); err != nil {
			t.Fatal(err)
		}
		if st, err := os.Stat(dir); err != nil || st.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", dir, st.Mode(), err)
		}
	}
	for _, dir := range []string{file, filepath.Join(file, "x")} {
		if private(dir) == nil {
			t.Errorf("%s: a file is in the way", dir)
		}
	}
}

func TestShort(t *testing.T) {
	t.Setenv("HOME", "/home/specimen")
	for in, want := range map[string]string{"/home/specimen/.cache": "~/.cache", "/srv/x": "/srv/x"} {
		if got := short(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}
