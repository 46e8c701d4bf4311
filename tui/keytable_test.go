package tui

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"myebox/tui/keymap"
	"myebox/tui/lang"
)

func TestKeyTableIsWhole(t *testing.T) {
	for _, code := range lang.Codes() {
		keys := KeyTable(lang.For(code), nil)
		if len(keys) != len(keyTable) {
			t.Errorf("%s: %d of %d commands", code, len(keys), len(keyTable))
		}
		for _, k := range keys {
			if len(k.Keys) == 0 || k.Does == "" || k.Name == "" {
				t.Errorf("%s: %+v", code, k)
			}
		}
	}
}

// TestKeysThatOthersTake: no command is reached by a chord, a function key or a key of a screen reader or terminal alone.
func TestKeysThatOthersTake(t *testing.T) {
	taken := 0
	for c, e := range keyTable {
		if !slices.ContainsFunc(e.keys, keymap.Plain) {
			t.Errorf("%s has only %v", e.name, e.keys)
		}
		for _, k := range e.keys {
			if got, ok := keymap.Key(k); k != keymap.Quit && !(ok && got == k) && k != "ctrl+h" {
				t.Errorf("%s: %q is no key as the configuration writes it", e.name, k)
			}
		}
		for _, k := range KeyTable(lang.For("en"), nil) {
			if k.Name == keyTable[c].name {
				taken += len(k.Taken)
			}
		}
	}
	if taken == 0 {
		t.Error("no conflict is named: Ctrl+b is tmux's")
	}
}

// namesOf are the commands of bindings as the configuration calls them.
func namesOf(bs []binding) []string {
	var out []string
	for _, b := range bs {
		out = append(out, keyTable[b.cmd].name)
	}
	return out
}

// placed tells whether one of the places has all those commands.
func placed(bs []binding) bool {
	for _, p := range places {
		if !slices.ContainsFunc(bs, func(b binding) bool { return !slices.Contains(p.cmds, b.cmd) }) {
			return true
		}
	}
	return false
}

// TestEveryCommandHasANameAndAPlace: names are unique and every command is offered somewhere.
func TestEveryCommandHasANameAndAPlace(t *testing.T) {
	seen := map[string]bool{}
	for c, e := range keyTable {
		if seen[e.name] || e.name != strings.ToLower(e.name) || strings.ContainsAny(e.name, " _.") {
			t.Errorf("%q is taken or no name", e.name)
		}
		seen[e.name] = true
		in := false
		for _, p := range places {
			in = in || slices.Contains(p.cmds, c)
		}
		if !in {
			t.Errorf("%s is offered nowhere", e.name)
		}
	}
}

// TestOwnKeysAreRefused goes through every place: a command's key for another command of the same place is refused, and
// both are named.
func TestOwnKeysAreRefused(t *testing.T) {
	r := KeyRules(nil)
	refused := 0
	for _, p := range places {
		for _, a := range p.cmds {
			for _, b := range p.cmds {
				first, other := keyTable[a].name, keyTable[b].name
				key := keyTable[b].keys[0]
				if slices.Contains(steadfast, a) || slices.Contains(keyTable[a].keys, key) {
					continue
				}
				_, err := r.Check(keymap.Table{first: {key}})
				var c *keymap.Conflict
				if !errors.As(err, &c) || !slices.Contains([]string{c.First, c.Other}, first) {
					t.Errorf("%s: %s = %q beside %s: %v", p.name, first, key, other, err)
				}
				refused++
			}
		}
	}
	if refused < 500 {
		t.Errorf("only %d pairs", refused)
	}
	for _, c := range steadfast {
		if _, err := r.Check(keymap.Table{keyTable[c].name: {"#"}}); !errors.Is(err, keymap.ErrFixed) {
			t.Errorf("%s: %v", keyTable[c].name, err)
		}
	}
}

// ownKeys gives every command that can have others a key of its own.
func ownKeys(t *testing.T) keymap.Table {
	t.Helper()
	own := keymap.Table{}
	next := 'α'
	for _, c := range slices.Sorted(maps.Keys(keyTable)) {
		if !slices.Contains(steadfast, c) {
			own[keyTable[c].name] = []string{string(next)}
			next++
		}
	}
	own, err := KeyRules(nil).Check(own)
	if err != nil {
		t.Fatal(err)
	}
	return own
}

// TestOwnKeysEverywhere gives every command another key and goes through all screens: what is shown is what works, and
// the old keys do nothing.
func TestOwnKeysEverywhere(t *testing.T) {
	own := ownKeys(t)
	for _, s := range shows {
		t.Run(s.name, func(t *testing.T) {
			set := func(f *fake, l *fakeLogin, d *Deps) {
				if s.set != nil {
					s.set(f, l, d)
				}
			}
			drive(t, 80, 24, "en", set, func(d *driver) {
				d.keys(s.keys...)
				d.app.kit.deps.Keys = own
				d.app.resized()
				bs := d.app.stack[len(d.app.stack)-1].Keys()
				for _, b := range bs {
					want, changed := own[keyTable[b.cmd].name]
					if !changed {
						want = keyTable[b.cmd].keys
					}
					if !slices.Equal(b.Keys(), want) {
						t.Errorf("%s has the keys %v, want %v", keyTable[b.cmd].name, b.Keys(), want)
					}
				}
				hints := d.text()[strings.LastIndex(d.text(), "\n")+1:]
				for _, b := range bs {
					if b.hint && b.why == "" && strings.Contains(hints, b.text) && !strings.Contains(hints, b.short()) {
						t.Errorf("the line of keys does not say %q: %q", b.short(), hints)
					}
				}
			})
		})
	}
	drive(t, 80, 24, "en", func(_ *fake, _ *fakeLogin, d *Deps) { d.Keys = own }, func(d *driver) {
		key := func(c command) string { return own[keyTable[c].name][0] }
		d.keys("down", "h", "?", "r")
		if len(d.app.stack) != 1 || inboxOf(d).focus != 0 || d.f.asked("visible") != 0 {
			t.Errorf("old keys do something:\n%s", d.text())
		}
		d.keys(key(cmdDown), key(cmdHelp))
		d.says("Keys of this screen", key(cmdHide)+" ")
		d.keys(key(cmdBack), key(cmdHide))
		d.says("Hidden: Avertissement", "("+key(cmdUndo)+" undo)")
		d.keys(key(cmdPalette), "u", "n", "r", "e", "a", "d", "enter")
		d.says("unread only")
		d.keys("esc", "ctrl+c")
		if !d.quit {
			t.Error("Ctrl+C does not quit")
		}
	})
}
