package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestLastNews has news that are longer than their row read as a whole, in both layouts, and in another language.
func TestLastNews(t *testing.T) {
	long := strings.Repeat("a word and ", 20) + "the end of it"
	for _, reader := range []bool{false, true} {
		drive(t, 60, 24, "en", func(_ *fake, _ *fakeLogin, d *Deps) { d.Reader = reader }, func(d *driver) {
			d.app.say(told(noteInfo, long))
			if reader && strings.Contains(d.app.newsRow(), "the end of it") {
				t.Error("it is not too long")
			}
			d.keys(".")
			if got := squeeze(strings.NewReplacer("│", " ").Replace(ansi.Strip(strings.Join(d.app.stack[len(d.app.stack)-1].View(d.app.theme).lines, " ")))); !strings.Contains(got, long) {
				t.Errorf("reader layout %v: not said as a whole: %q", reader, got)
			}
			d.keys("l", "ctrl+g")
			if len(d.app.stack) != 1 {
				t.Errorf("reader layout %v: Ctrl+G does not go back", reader)
			}
		})
	}
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.app.status = note{}
		d.keys(".")
		d.says("Nothing was announced yet.")
	})
}

// TestSignOfTheFocus finds the sign before what has the focus, and before nothing else, on every menu without styling.
func TestSignOfTheFocus(t *testing.T) {
	found := 0
	for _, s := range shows {
		drive(t, 80, 24, "en", s.set, func(d *driver) {
			d.keys(s.keys...)
			top, ok := d.app.stack[len(d.app.stack)-1].(interface {
				every() []line
				item() any
			})
			if !ok {
				return
			}
			signs := 0
			for _, row := range strings.Split(d.text(), "\n") {
				if strings.HasPrefix(strings.TrimLeft(row, " │"), sign) {
					signs++
				}
			}
			if signs > 1 {
				t.Errorf("%s: %d signs of the focus:\n%s", s.name, signs, d.text())
			}
			if top.item() != nil {
				found += signs
			}
		})
	}
	if found < 5 {
		t.Errorf("only %d menus with a sign", found)
	}
}
