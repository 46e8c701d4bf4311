package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// dirs are the directories of this program. Nothing in them is a secret: the refresh token is in the system's keyring.
type dirs struct {
	config string // config.toml
	state  string // lock files
	cache  string // the last good list of providers
}

// store is where the encrypted store is, for those who want one.
func (d dirs) store() string { return filepath.Join(d.state, "store") }

// findDirs follows the XDG base directory specification on Unix, and the system's own places elsewhere. It creates
// nothing.
func findDirs(getenv func(string) string) (dirs, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return dirs{}, fmt.Errorf("looking for the configuration directory: %w", err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return dirs{}, fmt.Errorf("looking for the cache directory: %w", err)
	}
	d := dirs{config: filepath.Join(config, "ebox"), state: filepath.Join(config, "ebox", "state"), cache: filepath.Join(cache, "ebox")}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return d, nil
	}
	state := getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(state) { // the specification: relative paths are invalid and ignored
		home, err := os.UserHomeDir()
		if err != nil {
			return dirs{}, fmt.Errorf("looking for the state directory: %w", err)
		}
		state = filepath.Join(home, ".local", "state")
	}
	d.state = filepath.Join(state, "ebox")
	return d, nil
}

// errNotDir is a file in the way.
var errNotDir = errors.New("not a directory")

// private makes sure that dir exists and that nobody else can look into it.
func private(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("creating a private directory: %w", err)
	}
	st, err := os.Stat(dir)
	switch {
	case err != nil:
		return fmt.Errorf("looking at a private directory: %w", err)
	case !st.IsDir():
		return fmt.Errorf("creating %s: %w", dir, errNotDir)
	case runtime.GOOS != "windows" && st.Mode().Perm()&0o077 != 0:
		if err := os.Chmod(dir, 0o700); err != nil {
			return fmt.Errorf("making a directory private: %w", err)
		}
	}
	return nil
}

// homeDir is the person's, or "" when nobody knows.
func homeDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}
