package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// click clicks on the first row of the screen that holds the words.
func (d *driver) click(words string) {
	d.t.Helper()
	for y, row := range strings.Split(d.text(), "\n") {
		if strings.Contains(row, words) {
			d.send(tea.MouseClickMsg{X: 20, Y: y, Button: tea.MouseLeft})
			return
		}
	}
	d.t.Fatalf("no %q on the screen:\n%s", words, d.text())
}

func (d *driver) wheel(b tea.MouseButton) { d.send(tea.MouseWheelMsg{X: 20, Y: 10, Button: b}) }

// TestMouse does with the mouse what has a key: a click focuses, a click on the focus acts, the wheel moves.
func TestMouse(t *testing.T) {
	t.Run("login", func(t *testing.T) {
		drive(t, 80, 24, "en", loggedOut, func(d *driver) {
			d.click("test person")
			d.on("test person")
			d.click("Log in")
			d.on("Log in")
			d.wheel(tea.MouseWheelDown)
			d.click("test person")
			d.click("test person")
			d.says("You are logged in")
		})
	})
	t.Run("list of filters", func(t *testing.T) {
		drive(t, 80, 24, "en", nil, func(d *driver) {
			d.keys("f")
			d.click("registered mail only")
			d.says("Filter: registered mail only")
		})
	})
	t.Run("beside the list of filters", func(t *testing.T) {
		drive(t, 80, 24, "en", nil, func(d *driver) {
			d.keys("f")
			d.click("[SANDBOX]")
			if d.f.query != (ebox.Query{}) {
				t.Errorf("a click beside the list chose %+v", d.f.query)
			}
		})
	})
	t.Run("reader", func(t *testing.T) {
		drive(t, 80, 40, "en", nil, func(d *driver) {
			d.keys("enter")
			d.click("2. annexe.csv")
			d.on("2. annexe.csv")
			if n := d.f.asked(marking); n != 0 {
				t.Error("a click on a document that was not focused fetched it")
			}
			d.click("2. annexe.csv")
			d.says("annexe.csv", "Esc back")
			if n := d.f.asked("!content nsso/m000000 a1"); n != 1 {
				t.Errorf("asked %q", d.f.asks)
			}
			d.wheel(tea.MouseWheelDown)
			d.wheel(tea.MouseWheelUp)
			d.keys("esc")
			d.wheel(tea.MouseWheelUp)
			d.click("Subject:")
			d.on("Subject:")
		})
	})
	t.Run("help and problem scroll", func(t *testing.T) {
		drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.hideErr = refused }, func(d *driver) {
			d.keys("?")
			first := d.row()
			d.wheel(tea.MouseWheelDown)
			if d.row() == first {
				t.Error("the wheel does not scroll the help")
			}
			d.keys("esc", "h", "d")
			for range 4 {
				d.wheel(tea.MouseWheelDown)
			}
			d.says("ref-4711")
		})
	})
}

// TestMouseIsLeftToTheTerminal lets the login's address be marked with the mouse.
func TestMouseIsLeftToTheTerminal(t *testing.T) {
	drive(t, 80, 24, "en", waiting, func(d *driver) {
		if m := d.app.View().MouseMode; m != tea.MouseModeCellMotion {
			t.Errorf("mouse mode %v while choosing", m)
		}
		d.keys("enter")
		if m := d.app.View().MouseMode; m != tea.MouseModeNone {
			t.Errorf("mouse mode %v while the address is shown", m)
		}
	})
}

func TestViewerKeys(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("enter", "tab", "tab", "enter", "down", "down")
		d.on("Attestation")
		d.keys("?")
		d.says("Keys of this screen")
		d.keys("esc", "s")
		d.says("Folder: /home/test/Documents", "document.txt")
		d.keys("esc", "q")
		d.on("1. Attestation fiscale")
	})
}

// TestPickerKeys moves over choices only, and stays in the list.
func TestPickerKeys(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("s")
		d.on("* newest first")
		d.keys("up")
		d.on("* newest first")
		d.keys("end")
		d.on("end of availability")
		d.keys("down", "home", "space")
		d.keys("esc")
		d.says("newest first")
	})
}
