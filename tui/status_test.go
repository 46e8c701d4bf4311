package tui

import (
	"strings"
	"testing"

	"myebox/ebox"
)

// TestLongStatus shows all of a long failure, what to do last, on as many rows as it needs; the list gives way and gets
// its rows back, and the cursor stays on the focused message.
func TestLongStatus(t *testing.T) {
	for _, lang := range []string{"fr", "nl", "de", "en"} {
		t.Run(lang, func(t *testing.T) {
			drive(t, 80, 24, lang, nil, func(d *driver) {
				m := inboxOf(d)
				d.keys("G", "end")
				rows := m.rows
				on := d.row()
				d.f.hideErr = ebox.ErrUnavailable
				d.keys("h", "esc")
				d.says(d.app.kit.t.Errors.Unavailable.Todo)
				if n := len(d.app.statusRows()); n < 2 || n > statusMost || m.rows != rows-n+1 {
					t.Errorf("%d rows of status, %d of the list, it had %d", n, m.rows, rows)
				}
				if got := d.row(); got != on {
					t.Errorf("the cursor is on %q, was on %q", got, on)
				}
				d.keys("up", "r")
				if m.rows != rows {
					t.Errorf("%d rows of the list, it had %d:\n%s", m.rows, rows, d.text())
				}
			})
		})
	}
}

// TestLongerThanThree cuts what no screen has room for, and a low screen keeps its rows.
func TestLongerThanThree(t *testing.T) {
	for h, want := range map[int]int{24: statusMost, 8: 1, 3: 1} {
		drive(t, 40, h, "en", nil, func(d *driver) {
			d.app.status = note{strings.Repeat("word ", 100), noteBad}
			if rows := d.app.statusRows(); len(rows) != want || !strings.HasSuffix(rows[want-1], "…") {
				t.Errorf("height %d: %q", h, rows)
			}
		})
	}
}
