package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

func TestFitAndPad(t *testing.T) {
	tests := []struct {
		name, in string
		w        int
		fit, pad string
	}{
		{"shorter", "abc", 5, "abc", "abc  "},
		{"exactly", "abcde", 5, "abcde", "abcde"},
		{"longer", "abcdef", 5, "abcd…", "abcd…"},
		{"one cell", "abc", 1, "…", "…"},
		{"no room", "abc", 0, "", ""},
		{"less than none", "abc", -3, "", ""},
		{"accents count once", "éàüô", 4, "éàüô", "éàüô"},
		{"wide characters count twice", "日本語", 5, "日本…", "日本…"},
		{"a wide character that does not fit leaves a blank", "日本語", 4, "日…", "日… "},
		{"styles count nothing", "\x1b[1mabc\x1b[m", 4, "\x1b[1mabc\x1b[m", "\x1b[1mabc\x1b[m "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.fit, fit(tt.in, tt.w)); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(tt.pad, pad(tt.in, tt.w)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestEnds(t *testing.T) {
	tests := []struct {
		name, l, r string
		w          int
		want       string
	}{
		{"room for both", "left", "right", 12, "left   right"},
		{"just room", "left", "right", 10, "left right"},
		{"the left one wins", "left", "right", 9, "left     "},
		{"and is cut in the end", "left", "right", 3, "le…"},
		{"nothing at the right", "left", "", 6, "left  "},
		{"no room", "left", "right", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, ends(tt.l, tt.r, tt.w)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestWrapHard(t *testing.T) {
	const url = "http://127.0.0.1:4444/authorize?state=abcdefghijklmnop"
	for _, w := range []int{1, 7, 20, 54, 55, 200} {
		parts := wrapHard(url, w)
		if strings.Join(parts, "") != url {
			t.Errorf("width %d: %q", w, parts)
		}
		for i, p := range parts {
			if n := ansi.StringWidth(p); n > w || i < len(parts)-1 && n != w {
				t.Errorf("width %d: part %d is %d wide", w, i, n)
			}
		}
	}
	if parts := wrapHard(url, 0); parts != nil {
		t.Errorf("width 0: %q", parts)
	}
}

func TestParagraphs(t *testing.T) {
	want := []line{{text: "one two"}, {text: "three"}, {}, {text: "four"}}
	got := paragraphs(8, lookPlain, "one two three", "", "four")
	if d := cmp.Diff(want, got, cmp.AllowUnexported(line{})); d != "" {
		t.Error(d)
	}
}

// TestBoxed has borders of ASCII where nothing else can be shown, and every line as wide as the others.
func TestBoxed(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		th := newTheme(looks{ground: groundDark, ascii: ascii})
		box := boxed(th, []string{"one", th.strong.Render("two"), "a line that is too long"}, 8)
		for i, l := range box {
			if n := ansi.StringWidth(l); n != 12 {
				t.Errorf("line %d is %d wide: %q", i, n, l)
			}
			plain := ansi.Strip(l)
			if ascii && strings.ContainsFunc(plain, func(r rune) bool { return r > 0x7E && r != '…' }) {
				t.Errorf("line %d is not ASCII: %q", i, plain)
			}
		}
	}
}

func TestOver(t *testing.T) {
	base := []string{"aaaaaaaa", "bbbbbbbb", "cccccccc"}
	got := over(base, []string{"XX", "YY"}, 3, 1)
	for i := range got {
		got[i] = ansi.Strip(got[i])
	}
	if d := cmp.Diff([]string{"aaaaaaaa", "bbbXXbbb", "cccYYccc"}, got); d != "" {
		t.Error(d)
	}
}

func TestFlow(t *testing.T) {
	f := flow{list: list{rows: 4}}
	if f.item() != nil || f.nextItem(1) {
		t.Error("an empty flow has an item")
	}
	f.set([]line{{text: "a"}, {text: "b", item: 1}, {text: "b, further"}, {}, {text: "c"}, {text: "d", item: 2}, {text: "d, further"}, {}})
	steps := []struct {
		name  string
		do    func() bool
		moved bool
		focus int
	}{
		{"the first item", func() bool { return f.nextItem(1) }, true, 1},
		{"the second", func() bool { return f.nextItem(1) }, true, 5},
		{"no third", func() bool { return f.nextItem(1) }, false, 5},
		{"back", func() bool { return f.nextItem(-1) }, true, 1},
		{"none before", func() bool { return f.nextItem(-1) }, false, 1},
	}
	for _, s := range steps {
		if moved := s.do(); moved != s.moved || f.focus != s.focus {
			t.Errorf("%s: moved %v to %d, want %v to %d", s.name, moved, f.focus, s.moved, s.focus)
		}
	}
	f.moveTo(5)
	if f.reveal(); f.top != 3 {
		t.Errorf("first row %d, want 3: what belongs to the item must be in sight", f.top)
	}
	lines, x, y := f.view(newTheme(looks{ground: groundDark}), 20)
	if d := cmp.Diff([]string{"", "c", "d", "d, further"}, []string{lines[0], lines[1], ansi.Strip(lines[2]), lines[3]}); d != "" || x != 0 || y != 2 {
		t.Errorf("%s cursor %d,%d", d, x, y)
	}
	if !strings.Contains(lines[2], "\x1b[7m") {
		t.Errorf("the focused item is not in reverse video: %q", lines[2])
	}
}

func TestColumns(t *testing.T) {
	for w := range 200 {
		c := newColumns(w)
		sum := c.subject + c.spare()
		if c.sender > 0 {
			sum += c.marks + 1 + c.sender + 1
		}
		for _, n := range []int{c.date, c.left} {
			if n > 0 {
				sum += n + 1
			}
		}
		if sum != w {
			t.Errorf("columns for %d cells take %d: %+v", w, sum, c)
		}
		if c.subject < 0 || c.sender > 0 && c.subject < 1 {
			t.Errorf("no room for the subject in %d cells: %+v", w, c)
		}
	}
}
