package tui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/lang"
)

func TestKeyTable(t *testing.T) {
	for c := cmdUp; c <= cmdNo; c++ {
		e, ok := keyTable[c]
		if !ok || len(e.keys) == 0 {
			t.Errorf("command %d has no keys", c)
			continue
		}
		for _, code := range lang.Codes() {
			if e.text(lang.For(code)) == "" {
				t.Errorf("command %d (%v) says nothing in %s", c, e.keys, code)
			}
		}
		plain := slices.ContainsFunc(e.keys, func(k string) bool {
			return !strings.Contains(k, "ctrl") && !strings.Contains(k, "alt") && !strings.HasPrefix(k, "f1")
		})
		if !plain {
			t.Errorf("command %d is only had by chords: %v", c, e.keys)
		}
		for _, k := range e.keys {
			if strings.Contains(k, "insert") || strings.Contains(k, "caps") || strings.Contains(k, "alt") {
				t.Errorf("command %d: %s is a screen reader's key", c, k)
			}
		}
	}
}

// TestKeysOfEveryScreen looks at the bindings of every screen: no key means two things, every hint works, every screen
// has a way out and, but for dialogs, help.
func TestKeysOfEveryScreen(t *testing.T) {
	for _, s := range shows {
		t.Run(s.name, func(t *testing.T) {
			drive(t, 80, 24, "en", s.set, func(d *driver) {
				d.keys(s.keys...)
				keysFit(t, d)
			})
		})
	}
}

// keysFit looks at the bindings of the top screen.
func keysFit(t *testing.T, d *driver) {
	t.Helper()
	top := d.app.stack[len(d.app.stack)-1]
	bs := top.Keys()
	seen := map[string]command{}
	way := false
	for _, b := range bs {
		if b.text == "" {
			t.Errorf("%v says nothing", b.Keys())
		}
		for _, k := range b.Keys() {
			if was, ok := seen[k]; ok && b.why == "" && was != b.cmd && !(was == cmdRetry && b.cmd == cmdRefresh) {
				t.Errorf("%s is both %d and %d", k, was, b.cmd)
			}
			if b.why == "" {
				seen[k] = b.cmd
				way = way || k == "esc" || k == "q"
			}
			if c, _ := match(keyPress(k), bs); b.why == "" && c == cmdNone {
				t.Errorf("%s does nothing", k)
			}
		}
	}
	if !way {
		t.Error("no way out")
	}
	if !placed(bs) {
		t.Errorf("no place has all of %v: conflicts between keys of a person's own would not be seen", namesOf(bs))
	}
	if typing(d) != nil {
		for _, b := range bs {
			if !slices.Contains(steadfast, b.cmd) {
				t.Errorf("%s works where letters are typed, and its keys can be changed", keyTable[b.cmd].name)
			}
		}
	}
	hints := d.text()[strings.LastIndex(d.text(), "\n")+1:]
	if !top.View(d.app.theme).over && typing(d) == nil && !strings.Contains(hints, d.app.kit.t.Help.Short) {
		t.Errorf("no help on the line of keys: %q", hints)
	}
}

func typing(d *driver) *field {
	switch s := d.app.stack[len(d.app.stack)-1].(type) {
	case *inbox:
		return s.search
	case *download:
		return s.folder
	case *notify:
		return s.field
	case *activation:
		if s.step == stepEmail {
			return s.email
		}
	case *replier:
		if s.editor != nil {
			return &field{}
		}
		return s.field
	}
	return nil
}

// TestHelpListsEveryKey has every binding of a screen in its help, the ones that do not work with the reason.
func TestHelpListsEveryKey(t *testing.T) {
	drive(t, 80, 60, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.n = 0 }, func(d *driver) {
		bs := inboxOf(d).Keys()
		d.keys("?")
		for _, b := range bs {
			d.says(b.text)
			if b.why != "" {
				d.says("(not now: " + b.why + ")")
			}
		}
		d.keys("?")
		if len(d.app.stack) != 1 {
			t.Error("? does not close the help")
		}
		d.keys("enter")
		d.says("not now: no message is chosen")
	})
}

func TestQuit(t *testing.T) {
	for _, s := range shows {
		drive(t, 80, 24, "en", s.set, func(d *driver) {
			d.keys(s.keys...)
			d.keys("ctrl+c")
			if !d.quit {
				t.Errorf("%s: Ctrl+C does not quit", s.name)
			}
		})
	}
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("q")
		if !d.quit {
			t.Error("q does not quit from the inbox")
		}
	})
}

// TestEverySize draws every screen at sizes from nothing to large, and resizes it under way: what look checks must hold.
func TestEverySize(t *testing.T) {
	for _, s := range shows {
		t.Run(s.name, func(t *testing.T) {
			drive(t, 80, 24, "de", s.set, func(d *driver) {
				d.keys(s.keys...)
				for _, w := range []int{0, 1, 2, 11, 12, 23, 40, 72, 200} {
					for _, h := range []int{0, 1, 2, 3, 5, 7, 11, 25, 60} {
						d.send(tea.WindowSizeMsg{Width: w, Height: h})
					}
				}
				d.send(tea.BackgroundColorMsg{})
			})
		})
	}
}

// TestAllocations has a Down cost the same in a short and in a long list.
func TestAllocations(t *testing.T) {
	cost := func(n int) (allocs float64) {
		drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.n = n }, func(d *driver) {
			m := inboxOf(d)
			d.exec(m.feed.need(n))
			d.send(nil)
			if m.n != n {
				t.Fatalf("%d messages, want %d", m.n, n)
			}
			m.moveTo(n / 2)
			down := keyPress("down")
			allocs = testing.AllocsPerRun(50, func() {
				d.app.Update(down)
				d.app.View()
			})
		})
		return allocs
	}
	short, long := cost(1_000), cost(100_000)
	t.Logf("%.0f allocations a Down of 1,000, %.0f of 100,000", short, long)
	if long > short*1.05+5 {
		t.Errorf("%.0f allocations a Down of 1,000 messages, %.0f of 100,000", short, long)
	}
}
