package tui

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestList(t *testing.T) {
	type step func(l *list)
	tests := []struct {
		name  string
		start list
		do    step
		want  list
	}{
		{"down inside the page does not scroll", list{n: 100, rows: 10}, func(l *list) { l.move(1) }, list{n: 100, rows: 10, focus: 1}},
		{"down at the edge scrolls by one", list{n: 100, rows: 10, focus: 9}, func(l *list) { l.move(1) }, list{n: 100, rows: 10, focus: 10, top: 1}},
		{"down at the end stays", list{n: 100, rows: 10, focus: 99, top: 90}, func(l *list) { l.move(1) }, list{n: 100, rows: 10, focus: 99, top: 90}},
		{"up at the start stays", list{n: 100, rows: 10}, func(l *list) { l.move(-1) }, list{n: 100, rows: 10}},
		{"up at the upper edge scrolls by one", list{n: 100, rows: 10, focus: 5, top: 5}, func(l *list) { l.move(-1) }, list{n: 100, rows: 10, focus: 4, top: 4}},
		{"a page keeps the row", list{n: 100, rows: 10, focus: 3}, func(l *list) { l.page(1) }, list{n: 100, rows: 10, focus: 13, top: 10}},
		{"the last page is a full one", list{n: 25, rows: 10, focus: 12, top: 10}, func(l *list) { l.page(1) }, list{n: 25, rows: 10, focus: 22, top: 15}},
		{"a page beyond the end stops at the last", list{n: 25, rows: 10, focus: 22, top: 15}, func(l *list) { l.page(1) }, list{n: 25, rows: 10, focus: 24, top: 15}},
		{"a page back", list{n: 100, rows: 10, focus: 13, top: 10}, func(l *list) { l.page(-1) }, list{n: 100, rows: 10, focus: 3}},
		{"a page back at the start stops at the first", list{n: 100, rows: 10, focus: 3}, func(l *list) { l.page(-1) }, list{n: 100, rows: 10}},
		{"end", list{n: 100, rows: 10}, func(l *list) { l.moveTo(99) }, list{n: 100, rows: 10, focus: 99, top: 90}},
		{"an empty list", list{rows: 10}, func(l *list) { l.move(1); l.page(1); l.page(-1); l.moveTo(7) }, list{rows: 10}},
		{"a list that shrinks takes the focus along", list{n: 100, rows: 10, focus: 99, top: 90}, func(l *list) { l.setLen(3) }, list{n: 3, rows: 10, focus: 2}},
		{"a screen that shrinks keeps the focus in sight", list{n: 100, rows: 10, focus: 9}, func(l *list) { l.resize(4) }, list{n: 100, rows: 4, focus: 9, top: 6}},
		{"a screen that grows shows no empty rows", list{n: 100, rows: 10, focus: 95, top: 90}, func(l *list) { l.resize(40) }, list{n: 100, rows: 40, focus: 95, top: 60}},
		{"no room is one row", list{n: 100, rows: 10, focus: 5}, func(l *list) { l.resize(0) }, list{n: 100, rows: 1, focus: 5, top: 5}},
		{"items that came in above leave the row alone", list{n: 100, rows: 10, focus: 25, top: 20}, func(l *list) { l.place(32, 5) }, list{n: 100, rows: 10, focus: 32, top: 27}},
		{"a negative length is none", list{n: 4, rows: 10, focus: 2}, func(l *list) { l.setLen(-1) }, list{rows: 10}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := tt.start
			tt.do(&l)
			if d := cmp.Diff(tt.want, l, cmp.AllowUnexported(list{})); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestListStaysInBounds walks every small list with every step and looks at what must always hold.
func TestListStaysInBounds(t *testing.T) {
	steps := map[string]func(*list){
		"down": func(l *list) { l.move(1) }, "up": func(l *list) { l.move(-1) },
		"page down": func(l *list) { l.page(1) }, "page up": func(l *list) { l.page(-1) },
		"home": func(l *list) { l.moveTo(0) }, "end": func(l *list) { l.moveTo(l.n - 1) },
		"grow": func(l *list) { l.setLen(l.n + 3) }, "shrink": func(l *list) { l.setLen(l.n - 2) },
		"higher": func(l *list) { l.resize(l.rows + 2) }, "lower": func(l *list) { l.resize(l.rows - 1) },
	}
	for n := range 9 {
		for rows := 1; rows < 7; rows++ {
			for focus := range max(n, 1) {
				for name, step := range steps {
					l := list{n: n, rows: rows, focus: focus}
					l.settle()
					step(&l)
					from, to := l.visible()
					switch {
					case l.n > 0 && (l.focus < from || l.focus >= to):
						t.Errorf("%s of n=%d rows=%d focus=%d: focus %d is not in [%d, %d)", name, n, rows, focus, l.focus, from, to)
					case to-from != min(l.n, l.rows):
						t.Errorf("%s of n=%d rows=%d focus=%d: %d rows shown of %d", name, n, rows, focus, to-from, min(l.n, l.rows))
					}
				}
			}
		}
	}
}
