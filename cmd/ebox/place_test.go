package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/tui/backend"
)

func TestLastPlace(t *testing.T) {
	w := testWiring(t, "en")
	p, other := &profile{Name: "p", Box: boxEnterprise, Account: "acme"}, &profile{Name: "p", Box: boxEnterprise, Account: "other"}
	at, keep := w.lastPlace(p)
	if at != (backend.Place{}) {
		t.Errorf("before the first start: %+v", at)
	}
	want := backend.Place{Unread: true, Message: "0123", Before: 7, Sender: "0123456749"}
	keep(want)
	if at, _ = w.lastPlace(p); !cmp.Equal(want, at) {
		t.Errorf("got %+v", at)
	}
	if at, _ = w.lastPlace(other); at != (backend.Place{}) {
		t.Errorf("another account begins at %+v", at)
	}
	path := filepath.Join(w.dirs.state, "place-p-enterprise@acme.json")
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", st, err)
	}
	w.flags.resume = "no"
	if at, _ = w.lastPlace(p); at != (backend.Place{}) {
		t.Errorf("told to begin at the top: %+v", at)
	}
	keep(backend.Place{})
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing to remember, but: %v", err)
	}
	keep(backend.Place{})
	for value, ok := range map[string]bool{"": true, "yes": true, "no": true, "maybe": false} {
		if w.flags.resume = value; (w.checkResume() == nil) != ok {
			t.Errorf("--resume %q: %v", value, w.checkResume())
		}
	}
}

func TestOldTerminal(t *testing.T) {
	for term, old := range map[string]bool{
		"vt100": true, "vt102": true, "vt220": true, "xterm": false, "screen": false, "tmux-256color": false, "linux": false, "": false,
	} {
		w := testWiring(t, "en")
		w.sys.getenv = func(name string) string { return map[string]string{"TERM": term}[name] }
		if w.oldTerminal() != old {
			t.Errorf("%s: %t", term, !old)
		}
	}
}

func FuzzPlace(f *testing.F) {
	f.Add([]byte(`{"version":1,"place":{"unread":true,"message":"ab","before":3}}`))
	f.Add([]byte(`{"version":1,"place":{"before":-1}}`))
	f.Add([]byte(strings.Repeat("[", 100)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p := parsePlace(b); p.Before < 0 {
			t.Errorf("%q: %+v", b, p)
		}
	})
}
