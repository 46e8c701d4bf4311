package main

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"myebox/tui/keymap"
	"myebox/tui/lang"
	"myebox/tui/linear"
)

// ownKeysOf reads a table of keys as the configuration does.
func ownKeysOf(t *testing.T, lang, table string) (keymap.Table, error) {
	t.Helper()
	w := testWiring(t, lang)
	if err := parseConfig("[keys]\n"+table, w.cfg); err != nil {
		return nil, err
	}
	return w.ownKeys()
}

func TestOwnKeys(t *testing.T) {
	own, err := ownKeysOf(t, "en", "hide = \"H\"\npage = [\"space\", \"Ctrl+F\"]\nback = \"<\"\nwhere = \"W\"\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{"hide": {"H"}, "page": {"space", "ctrl+f"}, "back": {"<", "esc", "ctrl+g"}, "where": {"W"}} {
		if !slices.Equal(own[name], want) {
			t.Errorf("%s has %v, want %v", name, own[name], want)
		}
	}
}

// TestOwnKeysRefused names what is wrong in every language.
func TestOwnKeysRefused(t *testing.T) {
	for _, c := range []struct {
		table string
		names []string
	}{
		{"hide = \"s\"", []string{"s", "hide", "sort"}},
		{"hide = \"w\"", []string{"w", "hide", "where"}}, // of the linear mode
		{"next = \"7\"", []string{"7", "next", "digits"}},
		{"next = \"y\"", []string{"y", "next", "sure"}},
		{"fly = \"s\"", []string{"fly", "ebox help keys"}},
		{"hide = \"shift+enter\"", []string{"shift+enter", "hide"}},
		{"hide = []", []string{"hide"}},
		{"hide = \"ctrl+c\"", []string{"ctrl+c", "hide"}},
		{"confirm = \"x\"", []string{"confirm"}},
		{"accept = \"x\"", []string{"accept"}},
	} {
		for _, code := range lang.Codes() {
			_, err := ownKeysOf(t, code, c.table+"\n")
			var e *configError
			if !errors.As(err, &e) {
				t.Errorf("%s in %s: %v", c.table, code, err)
				continue
			}
			for _, name := range c.names {
				if !strings.Contains(err.Error(), name) {
					t.Errorf("%s in %s does not name %q: %v", c.table, code, name, err)
				}
			}
		}
	}
	for _, table := range []string{"hide = 3", "hide = [3]", "hide = { a = 1 }"} {
		if _, err := ownKeysOf(t, "en", table+"\n"); err == nil {
			t.Errorf("%s is taken", table)
		}
	}
}

// TestKeyTable has every command by its name, and who else takes a key.
func TestKeyTable(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		table := w.keyTable()
		for name := range keyRules().Keys {
			if _, here := linear.KeyTable()[name]; !here && !strings.Contains(table, "\n"+name+" ") {
				t.Errorf("%s: no %s in the table", code, name)
			}
		}
		if !strings.Contains(table, "Ctrl+b") || !strings.Contains(table, "tmux") {
			t.Errorf("%s: the conflict with tmux is not named", code)
		}
		for _, l := range strings.Split(w.keysHelp(), "\n") {
			if strings.Contains(l, ": ") && !strings.Contains(l, ". ") && ansi.StringWidth(l) > 79 {
				t.Errorf("%s: %d columns: %q", code, ansi.StringWidth(l), l)
			}
		}
	}
}
