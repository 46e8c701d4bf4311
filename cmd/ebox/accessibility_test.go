package main

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"myebox/tui/lang"
)

// aidOf is one aid, or property of the terminal, by its name.
func aidOf(all []aidJSON, name string) aidJSON {
	i := slices.IndexFunc(all, func(a aidJSON) bool { return a.Name == name })
	if i < 0 {
		return aidJSON{}
	}
	return all[i]
}

// TestAids says what holds and what made it so: a flag, a variable, the configuration, or nobody.
func TestAids(t *testing.T) {
	env := map[string]string{"EBOX_THEME": "dark", "EBOX_BELL": "new", "NO_COLOR": "1", "EBOX_SCREEN_READER": "on"}
	w := testWiring(t, "en")
	w.sys.getenv = func(name string) string { return env[name] }
	w.flags.looks.Layout = "reader"
	w.cfg.Braille, w.cfg.Keys = 40, map[string]keyList{"hide": {"H"}}
	all, err := w.aids()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]string{
		"linear": {"on", "EBOX_SCREEN_READER"}, "layout": {"reader", "--layout"}, "braille": {"40", "braille_width"}, "theme": {"dark", "EBOX_THEME"},
		"no-colour": {"on", "NO_COLOR"}, "bell": {"new", "EBOX_BELL"}, "keys": {"1", "[keys]"}, "language": {"en", "--lang"},
		"alt-screen": {"yes", "nobody said otherwise"},
	} {
		a := aidOf(all, name)
		if a.Value != want[0] || !strings.Contains(a.Now, want[1]) || len(a.Switches) == 0 || a.What == "" {
			t.Errorf("%s: %+v, want %v", name, a, want)
		}
	}
	env["EBOX_BELL"] = "loud"
	if _, err := w.aids(); err == nil {
		t.Error("a setting that means nothing is taken")
	}
}

// TestTerminalAids reads the environment, and never guesses that there is a screen reader.
func TestTerminalAids(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want map[string]string
	}{
		{"nothing known", nil, map[string]string{"term": "", "colours": "0", "osc52": "unknown", "within": "", "screen-reader": "", "characters": "unknown"}},
		{"kitty in tmux over SSH", map[string]string{"TERM": "xterm-kitty", "TMUX": "x", "SSH_CONNECTION": "x", "LANG": "fr_BE.UTF-8"}, map[string]string{"osc52": "probably", "osc8": "probably", "within": "tmux SSH", "characters": "UTF-8"}},
		{"the console with BRLTTY", map[string]string{"TERM": "linux", "BRLAPI_HOST": ":0", "LC_ALL": "C"}, map[string]string{"osc52": "no", "osc8": "no", "screen-reader": "BRLTTY", "characters": "other"}},
		{"mosh in screen", map[string]string{"TERM": "screen-256color", "STY": "x", "MOSH_SERVER_PID": "1"}, map[string]string{"within": "screen mosh", "colours": "256"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := testWiring(t, "en")
			w.sys.getenv = func(name string) string { return c.env[name] }
			all := w.terminalAids()
			for name, want := range c.want {
				if a := aidOf(all, name); a.Value != want || a.Title == "" || a.Now == "" {
					t.Errorf("%s: %+v, want %q", name, a, want)
				}
			}
		})
	}
}

// TestAccessibilityLines are plain lines, in every language.
func TestAccessibilityLines(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		var out bytes.Buffer
		w.sys.out = &out
		if err := w.accessibility(context.Background(), &accessibilityOptions{}); err != nil {
			t.Fatal(err)
		}
		if s := out.String(); !strings.Contains(s, "--screen-reader") || !strings.Contains(s, w.t.Aids.ReaderNone[:20]) || strings.ContainsAny(s, "\x1b\r│─") {
			t.Errorf("%s:\n%s", code, s)
		}
	}
}
