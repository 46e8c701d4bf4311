package tui

import (
	"strings"
)

// The reader layout is the full screen for people who listen to it or feel it: every row is words from its first cell
// on, the cursor alone says where the focus is, and a dialog has the screen for itself. Its frame is one row that says
// where one is, the rows of the top screen, and one row for the news.

// rowsForWhere is from which height on there is a row that says where one is.
const rowsForWhere = 4

// plainHead is how many rows are above the screens.
func (a *app) plainHead() int {
	if a.h >= rowsForWhere {
		return 1
	}
	return 0
}

// plainFrame is every row of the screen, and the cursor's place while it is not with the news.
func (a *app) plainFrame() still {
	if a.w <= 0 || a.h <= 0 || len(a.stack) == 0 {
		return still{}
	}
	_, h := a.room()
	top := a.stack[len(a.stack)-1]
	p := full(top.View(a.theme), h)
	var lines []string
	if a.head() > 0 {
		lines = append(lines, a.where())
	}
	f := still{top: top, x: p.x, y: p.y + len(lines), h: a.h}
	lines = append(lines, p.lines...)
	if a.foot() > 0 {
		lines = append(lines, a.newsRow())
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(fit(l, a.w), " ")
	}
	f.lines = lines
	f.x, f.y = max(min(f.x, a.w-1), 0), max(min(f.y, a.h-1), 0)
	return f
}

// where names the box in words, and the key for help where it works.
func (a *app) where() string {
	t := a.kit.t
	name, sandbox, memory, help := t.App.Citizen, "", "", ""
	if a.kit.deps.Enterprise {
		name = t.App.Enterprise
	}
	if a.kit.deps.Sandbox {
		sandbox = t.Sandbox.Mark
	}
	if a.session != nil && !a.session.Stored {
		memory = t.Login.MemoryMark
	}
	for _, b := range a.stack[len(a.stack)-1].Keys() {
		if b.cmd == cmdHelp && b.why == "" {
			help = b.short()
		}
	}
	return join(", ", name, sandbox, memory, help)
}

// newsRow is the last news on one row.
func (a *app) newsRow() string { return fit(squeeze(a.status.text), a.w) }

// squeeze makes one blank of any white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
