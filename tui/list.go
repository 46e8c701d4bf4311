package tui

// list is a virtual list: it knows how many items there are, which one is focused and which are on the screen, and
// nothing else. Every method costs the same however long the list is; who draws asks for the visible range only.
type list struct {
	n     int // items
	focus int // 0 to n-1; 0 when there is none
	top   int // first item on the screen
	rows  int // items that fit; at least 1
}

// resize says how many items fit.
func (l *list) resize(rows int) {
	l.rows = max(rows, 1)
	l.settle()
}

// setLen says how many items there are now; the focus stays where it was if it can.
func (l *list) setLen(n int) {
	l.n = max(n, 0)
	l.settle()
}

// moveTo focuses item i, or the nearest there is, and scrolls no more than needed.
func (l *list) moveTo(i int) {
	l.focus = i
	l.settle()
}

// move goes d items on, or back. It tells whether the focus changed.
func (l *list) move(d int) bool {
	was := l.focus
	l.moveTo(l.focus + d)
	return l.focus != was
}

// page goes d screens on, or back: the screen turns as a whole and the focus keeps its row.
func (l *list) page(d int) bool {
	was := l.focus
	l.top += d * l.rows
	l.top = max(min(l.top, l.n-l.rows), 0)
	l.moveTo(l.focus + d*l.rows)
	return l.focus != was
}

// place focuses item i on screen row y, as far as the list allows: for new items that came in above.
func (l *list) place(i, y int) {
	l.focus, l.top = i, i-y
	l.settle()
}

// visible is the range [from, to) of items on the screen.
func (l *list) visible() (from, to int) { return l.top, min(l.top+l.rows, l.n) }

// row is the screen row of the focused item.
func (l *list) row() int { return l.focus - l.top }

// settle puts focus and top back into their bounds.
func (l *list) settle() {
	l.focus = max(min(l.focus, l.n-1), 0)
	l.top = min(l.top, l.focus)
	l.top = max(l.top, l.focus-l.rows+1, 0)
	l.top = max(min(l.top, l.n-l.rows), 0)
}
