package main

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// What ends a session in the middle of a request reaches the screens as what they understand; anything else as it is.
func TestTranslator(t *testing.T) {
	boom := errors.New("connection reset")
	for _, c := range []struct {
		name string
		err  error
		want present.Problem
	}{
		{"no session", fmt.Errorf("x: %w", auth.ErrLoginRequired), present.LoginRequired},
		{"too old", fmt.Errorf("%w: %w", auth.ErrLoginRequired, auth.ErrSessionExpired), present.LoginEnded},
		{"login service down", auth.ErrServerDown, present.LoginDown},
		{"network", boom, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := &translator{g: &gate{}, s: &auth.Session{}, next: roundTrip(func(*http.Request) (*http.Response, error) { return nil, c.err })}
			_, err := tr.RoundTrip(request(t, "https://x.example.org"))
			var le *backend.LoginError
			if errors.As(err, &le) != (c.want != 0) || le != nil && le.Case != c.want || !errors.Is(err, c.err) {
				t.Errorf("got %v", err)
			}
		})
	}
	for _, status := range []int{200, 401, 403} {
		tr := &translator{g: &gate{}, s: &auth.Session{}, next: roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Body: http.NoBody}, nil
		})}
		if resp, err := tr.RoundTrip(request(t, "https://x.example.org")); err != nil || resp.StatusCode != status {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestForScreenKeepsWhatTheServerSaid(t *testing.T) {
	var le *backend.LoginError
	err := forScreen(&auth.ProviderError{Code: "invalid_scope", Description: "d", URI: "u"})
	if !errors.As(err, &le) || le.Said != (present.Said{Code: "invalid_scope", Description: "d", URI: "u"}) || le.Case != present.LoginRefused {
		t.Errorf("got %v", err)
	}
}

func TestKeyringOff(t *testing.T) {
	for value, want := range map[string]bool{"": false, "off": true, "OFF": true, "0": true, "no": true, "memory": true, "on": false, "yes": false} {
		w := testWiring(t, "en")
		w.sys.getenv = func(string) string { return value }
		if w.keyringOff() != want {
			t.Errorf("%q: %t", value, !want)
		}
	}
}

func TestNoColor(t *testing.T) {
	for _, c := range []struct {
		flag  bool
		value string
		want  bool
	}{{false, "", false}, {true, "", true}, {false, "1", true}, {false, "please", true}, {false, "0", true}} {
		w := testWiring(t, "en")
		w.flags.noColor = c.flag
		w.sys.getenv = func(string) string { return c.value }
		if w.noColor() != c.want {
			t.Errorf("%+v", c)
		}
	}
}

func TestASCIIOnly(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"LANG": "nl_BE.UTF-8"}, false},
		{map[string]string{"LANG": "nl_BE.utf8"}, false},
		{map[string]string{"LANG": "C"}, true},
		{map[string]string{"LC_ALL": "C", "LANG": "nl_BE.UTF-8"}, true},
		{map[string]string{"LC_CTYPE": "C.UTF-8", "LANG": "C"}, false},
	} {
		w := testWiring(t, "en")
		w.sys.getenv = func(k string) string { return c.env[k] }
		if got := w.asciiOnly(); got != c.want {
			t.Errorf("%v: %t", c.env, got)
		}
	}
}

func TestDownloads(t *testing.T) {
	w := testWiring(t, "en")
	home := homeDir()
	if got, err := w.downloads(); err != nil || got != home {
		t.Errorf("without a folder for downloads: %s, %v", got, err)
	}
	if err := private(filepath.Join(home, "Downloads")); err != nil {
		t.Fatal(err)
	}
	if got, err := w.downloads(); err != nil || got != filepath.Join(home, "Downloads") {
		t.Errorf("with one: %s, %v", got, err)
	}
	w.sys.getenv = func(string) string { return "/srv/downloads" }
	if got, err := w.downloads(); err != nil || got != "/srv/downloads" {
		t.Errorf("XDG_DOWNLOAD_DIR: %s, %v", got, err)
	}
	w.cfg.Download = "/srv/ebox"
	if got, err := w.downloads(); err != nil || got != "/srv/ebox" {
		t.Errorf("configured: %s, %v", got, err)
	}
}

// Nothing is known of the network before the federation is: no token leaves.
func TestSessionGone(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{auth.ErrLoginRequired, true},
		{&ebox.StatusError{HTTP: 401}, true},
		{&ebox.StatusError{HTTP: 403}, false},
		{ebox.ErrNotFound, false},
		{nil, false},
	} {
		if sessionGone(c.err) != c.want {
			t.Errorf("%v", c.err)
		}
	}
}
