package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// toQuestion goes to the question before registered mail; the fourth message is one.
var toQuestion = []string{"down", "down", "down", "enter", "tab", "tab", "enter"}

func TestConfirmGrace(t *testing.T) {
	const opened = "!content region/m000003 a0"
	tests := []struct {
		name string
		do   func(d *driver)
		want int // fetches of the document
		open bool
	}{
		{"yes at once is swallowed", func(d *driver) { d.keys("y") }, 0, true},
		{"yes within the grace period is swallowed", func(d *driver) { d.wait(grace - time.Millisecond); d.keys("y") }, 0, true},
		{"a key that was swallowed does not count later", func(d *driver) { d.keys("y"); d.wait(time.Hour) }, 0, true},
		{"yes after it opens", func(d *driver) { d.wait(grace); d.keys("y") }, 1, false},
		{"enter is no answer", func(d *driver) { d.wait(grace); d.keys("enter", "space", "right") }, 0, true},
		{"a paste is no answer", func(d *driver) { d.wait(grace); d.send(tea.PasteMsg{Content: "y"}) }, 0, true},
		{"a click is no answer", func(d *driver) {
			d.wait(grace)
			for y := range 24 {
				d.send(tea.MouseClickMsg{X: 12, Y: y, Button: tea.MouseLeft})
			}
		}, 0, true},
		{"no closes", func(d *driver) { d.wait(grace); d.keys("n") }, 0, false},
		{"escape closes", func(d *driver) { d.wait(grace); d.keys("esc") }, 0, false},
		{"no is swallowed too", func(d *driver) { d.keys("n", "esc") }, 0, true},
		{"another size does not answer", func(d *driver) { d.wait(grace); d.send(tea.WindowSizeMsg{Width: 40, Height: 20}) }, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", nil, func(d *driver) {
				d.keys(toQuestion...)
				d.says("This is registered mail. Opening it is recorded", "y open", "n cancel")
				tt.do(d)
				if n := d.f.asked(opened); n != tt.want {
					t.Errorf("%d fetches, want %d", n, tt.want)
				}
				if _, open := d.app.stack[len(d.app.stack)-1].(*confirm); open != tt.open {
					t.Errorf("question open %v, want %v", open, tt.open)
				}
			})
		})
	}
}

// TestConfirmTimersAreTheirOwn answers one question and opens it again: the first one's timer arms no other.
func TestConfirmTimersAreTheirOwn(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys(toQuestion...)
		d.wait(grace)
		d.keys("n", "enter")
		d.wait(grace / 2)
		d.keys("y")
		if n := d.f.asked("!"); n != 0 {
			t.Errorf("%d fetches before the second question could be read", n)
		}
	})
}
