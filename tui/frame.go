package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// parts of the frame: what of it there is room for. The screens' room comes first.
const (
	rowsForHints  = 4 // from this height on there is a line of keys
	rowsForHeader = 6
	rowsForRule   = 12
)

// counter is a screen that knows how many messages there are; the header shows it over all screens: the first of the
// wordings that there is room for.
type counter interface{ Counts() []string }

// head is how many rows are above the screens, foot how many below.
func (a *app) head() int {
	switch {
	case a.speaker != nil:
		return 0
	case a.h >= rowsForRule:
		return 2
	case a.h >= rowsForHeader:
		return 1
	}
	return 0
}

func (a *app) foot() int {
	switch {
	case a.speaker != nil:
		return a.plainFoot()
	case a.h >= rowsForHints:
		return len(a.statusRows()) + 1
	case a.h >= 2:
		return 1
	}
	return 0
}

// statusMost is how many rows the last news may take where there is room: what it says last is what to do.
const statusMost = 3

// statusRows is the last news, wrapped; one row at least.
func (a *app) statusRows() []string {
	w := max(a.w-2, 1)
	if a.h < rowsForRule {
		return []string{fit(a.status.text, w)}
	}
	rows := wrap(a.status.text, w)
	if len(rows) > statusMost {
		rest := strings.Join(rows[statusMost-1:], " ")
		rows = append(rows[:statusMost-1], fit(rest, w))
	}
	return rows
}

// room is the width and height that the screens have.
func (a *app) room() (w, h int) { return a.w, max(a.h-a.head()-a.foot(), min(a.h, 1)) }

// body is the page of the top screen over the pages that it leaves in sight, and where its upper left corner is on the
// screen.
func (a *app) body() (p page, x, y int) {
	w, h := a.room()
	lower := len(a.stack) - 1
	pages := []page{a.stack[lower].View(a.theme)}
	for pages[0].over && lower > 0 {
		lower--
		pages = append([]page{a.stack[lower].View(a.theme)}, pages...)
	}
	p, y = full(pages[0], h), a.head()
	for _, d := range pages[1:] {
		bw, bh := width(d.lines), min(len(d.lines), h)
		x, y = max((w-bw)/2, 0), a.head()+max((h-bh)/2, 0)
		p.lines, p.x, p.y = over(p.lines, d.lines[:bh], x, y-a.head()), d.x, d.y
	}
	return p, x, y
}

// full is a page with as many lines as there are rows.
func full(p page, h int) page {
	lines := make([]string, h)
	copy(lines, p.lines)
	p.lines = lines
	return p
}

// frame is every line of the screen, and the cursor's place on it.
func (a *app) frame() ([]string, page) {
	if a.w <= 0 || a.h <= 0 || len(a.stack) == 0 {
		return nil, page{}
	}
	p, x, y := a.body()
	p.x, p.y = p.x+x, p.y+y
	var lines []string
	if a.head() > 0 {
		lines = append(lines, a.header())
	}
	if a.head() > 1 {
		lines = append(lines, rule(a.theme, a.w))
	}
	lines = append(lines, p.lines...)
	if a.foot() > 0 {
		lines = append(lines, a.statusLines()...)
	}
	if a.foot() > 1 {
		lines = append(lines, a.hints())
	}
	for i, l := range lines {
		lines[i] = fit(l, a.w)
	}
	return lines, p
}

// header names the box and where it is, and counts.
func (a *app) header() string {
	t, th := a.kit.t, a.theme
	name := t.App.Citizen
	if a.kit.deps.Enterprise {
		name = t.App.Enterprise
	}
	if a.kit.deps.Account.Name != "" {
		name = a.kit.accountTitle(a.kit.deps.Account)
	}
	left := " " + th.name.Render(name)
	if a.kit.deps.Sandbox {
		left += "  " + th.warn.Render("["+t.Sandbox.Mark+"]")
	}
	if a.session != nil && !a.session.Stored {
		left += "  " + th.warn.Render(t.Login.MemoryMark)
	}
	for _, s := range a.stack {
		if c, ok := s.(counter); ok {
			for _, counts := range c.Counts() {
				if width([]string{left + counts})+2 < a.w {
					return ends(left, counts+" ", a.w)
				}
			}
		}
	}
	return fit(left, a.w)
}

// statusLines are the last news. They stay until the next.
func (a *app) statusLines() []string {
	st := a.theme.plain
	switch a.status.kind {
	case noteGood:
		st = a.theme.good
	case noteWarn:
		st = a.theme.warn
	case noteBad:
		st = a.theme.bad
	}
	if a.status.text == "" {
		return []string{""}
	}
	var out []string
	for _, s := range a.statusRows() {
		out = append(out, " "+st.Render(strings.TrimRight(s, " ")))
	}
	return out
}

// hints is the line of keys: the ones that the top screen finds most useful, as many as fit. The help is always one.
func (a *app) hints() string {
	const gap = 3
	shown := a.stack[len(a.stack)-1].Keys()
	room := a.w - 2
	for _, b := range shown {
		if b.hint && b.cmd == cmdHelp {
			room -= ansi.StringWidth(b.short()) + gap
		}
	}
	var parts []string
	for _, b := range shown {
		if !b.hint || b.why != "" {
			continue
		}
		n := ansi.StringWidth(b.short()) + gap
		if b.cmd == cmdHelp {
			n = 0 // counted already
		}
		if n <= room+gap {
			parts = append(parts, a.theme.key.Render(b.names()[0])+" "+b.text)
			room -= n
		}
	}
	return " " + strings.Join(parts, "   ")
}
