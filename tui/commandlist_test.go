package tui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/lang"
)

// commandsOf is the list of commands on top.
func commandsOf(d *driver) *commands {
	d.t.Helper()
	c, ok := d.app.stack[len(d.app.stack)-1].(*commands)
	if !ok {
		d.t.Fatalf("no list of commands:\n%s", d.text())
	}
	return c
}

// TestCommandsOfEveryScreen opens the list on every screen: it has every command that a key reaches, each with its words,
// and where there is no help there is no list.
func TestCommandsOfEveryScreen(t *testing.T) {
	lists := 0
	for _, s := range shows {
		t.Run(s.name, func(t *testing.T) {
			drive(t, 80, 24, "fr", s.set, func(d *driver) {
				d.keys(s.keys...)
				below := d.app.stack[len(d.app.stack)-1]
				want := below.Keys()
				_, help := below.(*helper)
				if _, ok := below.(*commands); ok {
					return
				}
				offered := helpHint(below) != "" && !help
				d.keys(":")
				c, ok := d.app.stack[len(d.app.stack)-1].(*commands)
				if ok != offered {
					t.Fatalf("a list: %t, want %t", ok, offered)
				}
				if !ok {
					return
				}
				lists++
				for _, b := range want {
					in := slices.ContainsFunc(c.all, func(x binding) bool { return x.cmd == b.cmd && x.text == b.text && x.why == b.why })
					if _, reached := reach(b, want); reached && !in {
						t.Errorf("%s is not in the list", keyTable[b.cmd].name)
					}
				}
				d.keys("down")
				d.on(lang.Capital(c.all[0].text))
				d.keys("esc")
				if d.app.stack[len(d.app.stack)-1] != below {
					t.Error("Esc does not go back")
				}
			})
		})
	}
	if lists < 15 {
		t.Errorf("only %d lists", lists)
	}
}

func TestCommandsRun(t *testing.T) {
	for _, tt := range []struct {
		name string
		lang string
		keys []string
		says string
	}{
		{"by its name", "fr", []string{":", "o", "r", "d", "r", "e", "enter"}, "plus récents d'abord"},
		{"by its English name", "fr", []string{":", "r", "e", "f", "e", "t", "c", "h", "enter"}, ""},
		{"by the name of the configuration", "fr", []string{":", "n", "o", "t", "i", "c", "e", "s", "enter"}, "Fournisseurs"},
		{"without accents", "fr", []string{":", "D", "E", "C", "O", "C", "H", "E", "R", "enter", "down", "enter"}, "pas maintenant : aucun message"},
		{"chosen in the list", "en", []string{":", "down", "end", "enter"}, ""},
		{"the language", "en", []string{":", "l", "a", "n", "g", "enter", "enter"}, "Taal"},
		{"quit", "en", []string{":", "q", "u", "i", "t", "enter"}, ""},
		{"nothing", "en", []string{":", "x", "y", "z", "z"}, "Nothing here is called “xyzz”."},
		{"not now", "en", []string{":", "u", "n", "d", "o", "enter"}, "not now: there is nothing to undo"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, tt.lang, nil, func(d *driver) {
				d.keys(tt.keys...)
				if tt.says != "" {
					d.says(tt.says)
				}
				if d.quit != (tt.name == "quit") {
					t.Errorf("quit: %t", d.quit)
				}
			})
		})
	}
}

// TestCommandsInTheReaderLayout types: the lines stay until Enter, and Enter runs nothing that was not under the cursor.
func TestCommandsInTheReaderLayout(t *testing.T) {
	drive(t, 80, 24, "en", inReader(nil), func(d *driver) {
		settled(d, patient)
		d.keys("down", ":")
		settled(d, patient)
		before := strings.Split(d.text(), "\n")
		if c := d.app.View().Cursor; c.Y != 0 || c.X == 0 {
			t.Errorf("the cursor is at %d,%d, want behind the title", c.X, c.Y)
		}
		d.keys("o", "r", "d")
		settled(d, patient)
		after := strings.Split(d.text(), "\n")
		if after[0] != "All commands: ord" || !slices.Equal(before[1:], after[1:]) {
			t.Errorf("typing wrote more than what was typed:\n%s\nwas:\n%s", d.text(), strings.Join(before, "\n"))
		}
		d.keys("enter")
		settled(d, patient)
		d.on("Change the order: s")
		if strings.ContainsAny(d.text(), "│┌─>*") {
			t.Errorf("frames or signs:\n%s", d.text())
		}
		d.keys("enter")
		settled(d, patient)
		d.says("Change the order")
		if _, ok := d.app.stack[len(d.app.stack)-1].(*picker); !ok {
			t.Errorf("the command did not run:\n%s", d.text())
		}
	})
}

func TestHelpIsFiltered(t *testing.T) {
	drive(t, 80, 60, "en", nil, func(d *driver) {
		d.keys("?", "/", "h", "i", "d")
		d.says("Keys of this screen: hid", "h hide")
		d.silent("change the order")
		d.send(tea.PasteMsg{Content: "zz\n"})
		d.says("Nothing here is called “hidzz”.")
		d.keys("backspace", "backspace", "backspace", "enter")
		d.on("hide")
		d.keys("/", "esc")
		d.says("change the order")
		d.keys("q")
		if len(d.app.stack) != 1 {
			t.Error("q does not close the help")
		}
	})
}
