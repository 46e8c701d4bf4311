package keymap

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"x": "x", "X": "X", "?": "?", "é": "é", "+": "+", "Enter": "enter", "PgUp": "pgup", "PageDown": "pgdown", "Escape": "esc",
		" ": "space", "space": "space", "Ctrl+F": "ctrl+f", "F5": "f5", "shift+tab": "shift+tab",
		"": "", "xy": "", "ctrl+m": "", "ctrl+": "", "ctrl+ab": "", "alt+x": "", "\x1b": "", "\u0301": "", "f13": "", "ctrl+[": "", "\n": "", "\xff": "",
	} {
		k, ok := Key(in)
		if ok != (want != "") || ok && k != want {
			t.Errorf("%q is %q, %t; want %q", in, k, ok, want)
		}
	}
}

var rules = Rules{
	Keys: Table{
		"up": {"up", "k"}, "open": {"enter", "right"}, "hide": {"h"}, "show": {"h"}, "back": {"esc", "q"}, "yes": {"y"},
		"quit": {"q", "ctrl+c"}, "erase": {"backspace"},
	},
	Fixed:    []string{"yes", "erase"},
	Keep:     Table{"back": {"esc"}, "quit": {"ctrl+c"}},
	Together: [][]string{{"up", "open", "hide", "show", "quit"}, {"up", "back", "yes"}, {"up", "digits", "erase"}},
	Taken:    Table{"digits": {"0", "1"}},
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name string
		own  Table
		want Table
	}{
		{"nothing", nil, Table{}},
		{"a key", Table{"hide": {"H"}}, Table{"hide": {"H"}}},
		{"several, one twice", Table{"up": {"K", "Ctrl+P", "K"}}, Table{"up": {"K", "ctrl+p"}}},
		{"what stays", Table{"back": {"B"}, "quit": {"Q"}}, Table{"back": {"B", "esc"}, "quit": {"Q", "ctrl+c"}}},
		{"said by itself", Table{"quit": {"ctrl+c"}}, Table{"quit": {"ctrl+c"}}},
		{"exchanged", Table{"up": {"q"}, "quit": {"k"}, "back": {"x"}}, Table{"up": {"q"}, "quit": {"k", "ctrl+c"}, "back": {"x", "esc"}}},
		{"elsewhere it is free", Table{"open": {"y"}}, Table{"open": {"y"}}},
		{"as they share it anyway", Table{"hide": {"h"}}, Table{"hide": {"h"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := rules.Check(tt.own)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCheckRefuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		own  Table
		want error
		text string
	}{
		{"unknown", Table{"fly": {"x"}}, ErrNoCommand, "fly: there is no command of this name"},
		{"no key", Table{"hide": {"f99"}}, ErrNoKey, `hide = "f99": there is no key of this name`},
		{"none", Table{"hide": {}}, ErrEmpty, "hide: a command needs a key"},
		{"fixed", Table{"yes": {"j"}}, ErrFixed, "yes: the keys of this command cannot be changed"},
		{"quit's", Table{"hide": {"ctrl+c"}}, ErrReserved, `hide = "ctrl+c": this key always quits`},
		{"two things", Table{"hide": {"enter"}}, nil, `"enter" is the key of two commands of one screen: open and hide`},
		{"yes in a question", Table{"up": {"y"}}, nil, `"y" is the key of two commands of one screen: up and yes`},
		{"typed", Table{"up": {"1"}}, nil, `"1" is the key of two commands of one screen: up and digits`},
		{"both changed", Table{"hide": {"x"}, "open": {"x"}}, nil, `"x" is the key of two commands of one screen: open and hide`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := rules.Check(tt.own)
			if err == nil || err.Error() != tt.text || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %s", err, tt.text)
			}
			var c *Conflict
			if tt.want == nil && !errors.As(err, &c) {
				t.Errorf("%T is no conflict", err)
			}
		})
	}
}

func TestTakenBy(t *testing.T) {
	for key, want := range map[string]string{
		"ctrl+b": "tmux", "ctrl+a": "screen", "insert": "Orca", "x": "", "ctrl+f": "", "f5": "VoiceOver", "kp+5": "Fenrir", "insert+a": "NVDA",
	} {
		got := TakenBy(key)
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%s is taken by %v, want %q", key, got, want)
		}
	}
	for key, want := range map[string]bool{
		"x": true, "X": true, "enter": true, "shift+tab": true, "ctrl+f": false, "f2": false, "insert": false, "+": true, "f": true, "~": false, "up": true,
	} {
		if Plain(key) != want {
			t.Errorf("%s is plain: %t", key, !want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("hide", "x", "open", "Enter")
	f.Add("back", "ctrl+c", "up", "1")
	f.Fuzz(func(t *testing.T, a, x, b, y string) {
		got, err := rules.Check(Table{a: {x}, b: {y}})
		if err != nil {
			return
		}
		for name, keys := range got {
			for _, k := range keys {
				if again, ok := Key(k); k != Quit && (!ok || again != k) {
					t.Errorf("%s has the key %q", name, k)
				}
			}
		}
		if again, err := rules.Check(got); err != nil || !cmp.Equal(got, again) {
			t.Errorf("checked again: %v, %v; want %v", again, err, got)
		}
	})
}
