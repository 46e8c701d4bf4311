package tui

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// The reader layout is the full screen for people who listen to it or feel it: every row is words from its first cell
// on, the cursor alone says where the focus is, and a dialog has the screen for itself. Below it are one row for the news
// and one that says whose box it is. The last one is never empty: when it is, the renderer empties the end of the screen
// and writes the row before it again, which is heard again.

// rowsForWhere is from which height on there is a row that says whose box it is.
const rowsForWhere = 4

// plainFoot is how many rows are below the screens.
func (a *app) plainFoot() int {
	if a.h >= rowsForWhere {
		return 2
	}
	return min(a.h/2, 1)
}

// plainFrame is every row of the screen, and the cursor's place while it is not with the news.
func (a *app) plainFrame() still {
	if a.w <= 0 || a.h <= 0 || len(a.stack) == 0 {
		return still{}
	}
	_, h := a.room()
	top := a.stack[len(a.stack)-1]
	p := full(top.View(a.theme), h)
	f := still{top: top, x: p.x, y: p.y, news: -1}
	lines := p.lines
	for y, l := range lines {
		if y == p.y && p.x > 0 { // a field: its margin goes, what is typed stays
			lines[y] = strings.TrimPrefix(l, " ")
			f.x -= len(l) - len(lines[y])
			continue
		}
		lines[y] = strings.TrimLeft(l, " ")
	}
	if a.foot() > 0 {
		f.news = len(lines)
		lines = append(lines, a.newsRow())
	}
	if a.foot() > 1 {
		lines = append(lines, a.where())
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(short(l, a.w), " ")
	}
	f.lines = lines
	f.x, f.y = max(min(f.x, a.w-1), 0), max(min(f.y, a.h-1), 0)
	return f
}

// where names the box in words, and the key for help.
func (a *app) where() string {
	t := a.kit.t
	name, sandbox, memory := t.App.Citizen, "", ""
	if a.kit.deps.Enterprise {
		name = t.App.Enterprise
	}
	if a.kit.deps.Account.Name != "" {
		name = a.kit.accountTitle(a.kit.deps.Account)
	}
	if a.kit.deps.Sandbox {
		sandbox = t.Sandbox.Mark
	}
	if a.session != nil && !a.session.Stored {
		memory = t.Login.MemoryMark
	}
	top := a.stack[len(a.stack)-1]
	if _, list := top.(*inbox); list { // its heading says it
		return join(", ", name, sandbox, memory)
	}
	return join(", ", name, sandbox, memory, helpHint(top))
}

// helpHint names the key for help where it works.
func helpHint(s screen) string {
	for _, b := range s.Keys() {
		if b.cmd == cmdHelp && b.why == "" {
			return b.short()
		}
	}
	return ""
}

// newsRow is the last news on one row.
func (a *app) newsRow() string { return short(squeeze(a.status.text), a.w) }

// mostBytes is how long a row of w cells may be in bytes. There are screen readers that take every byte for a cell: of a
// row that is longer for them they lose track, and read other rows from then on.
func mostBytes(w int) int { return max(w-1, 1) }

// short cuts s, which may be styled, to w cells and to as many bytes.
func short(s string, w int) string {
	for n := w; n > 0; n-- {
		if cut := fit(s, n); len(ansi.Strip(cut)) <= mostBytes(w) {
			return cut
		}
	}
	return ""
}

// parted breaks the lines that are too long in bytes once more.
func parted(lines []line, w int) []line {
	var out []line
	for _, l := range lines {
		for n := 0; ; n++ {
			head, rest := halves(l.text, mostBytes(w)-len(l.label))
			first := l
			first.text = head
			if n > 0 {
				first.label, first.item = "", nil
			}
			out = append(out, first)
			if l.text = rest; rest == "" {
				break
			}
		}
	}
	return out
}

// halves cuts s at the last blank before n bytes; in the middle of a word when there is none.
func halves(s string, n int) (head, rest string) {
	if n < 1 || len(s) <= n {
		return s, ""
	}
	cut := strings.LastIndexByte(s[:n+1], ' ')
	if cut <= 0 {
		for cut = n; cut > 0 && !utf8.RuneStart(s[cut]); cut-- {
		}
		return s[:cut], s[cut:]
	}
	return s[:cut], s[cut+1:]
}

// squeeze makes one blank of any white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
