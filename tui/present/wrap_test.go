package present

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

func TestWrap(t *testing.T) {
	url := "https://fin.example/a/very/long/path?that=fits"
	for _, c := range []struct {
		name, in string
		width    int
		want     []string
	}{
		{"fits", "one two", 7, []string{"one two"}},
		{"words", "one two three", 7, []string{"one two", "three"}},
		{"line breaks stay", "a\n\nb c", 2, []string{"a", "", "b", "c"}},
		{"indent stays", "  one two three", 9, []string{"  one two", "  three"}},
		{"address whole", "see " + url + " now", 47, []string{"see", url, "now"}},
		{"long word", "abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"wide characters", "日本語 テスト", 6, []string{"日本語", "テスト"}},
		{"wide character in one column", "日本", 1, []string{"日本"}},
		{"an indent gives way", " 語0", 2, []string{"語", "0"}},
		{"accents count once", "e\u0301e\u0301e\u0301 x", 3, []string{"e\u0301e\u0301e\u0301", "x"}},
		{"no-break spaces hold", "a 1\u202f234,56\u00a0€", 10, []string{"a", "1\u202f234,56\u00a0€"}},
		{"width 0", "one two", 0, []string{"one two"}},
		{"empty", "", 5, []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Wrap(c.in, c.width)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestItemLinesAreIndented(t *testing.T) {
	v := voice(t, "en")
	got := v.ItemLines(Item{Label: "Sender", Text: "a name that takes more than one line"}, 24)
	want := []string{"Sender: a name that", "  takes more than one", "  line"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = v.ItemLines(Item{Text: "a sentence that takes more than one line"}, 24)
	if diff := cmp.Diff([]string{"a sentence that takes", "more than one line"}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two three https://x.example/y", 7)
	f.Add("日本語\n\te\u0301", 2)
	f.Fuzz(func(t *testing.T, s string, width int) {
		s, width = ebox.Untrusted(s).Block(), width%200
		lines := Wrap(s, width)
		squeeze := func(s string) string {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }), "")
		}
		if squeeze(strings.Join(lines, "\n")) != squeeze(s) {
			t.Errorf("words are lost: %q became %q", s, lines)
		}
		for _, l := range lines {
			if w := ansi.StringWidth(l); width > 1 && w > width && w > 2 {
				t.Errorf("%q takes %d columns, not %d", l, w, width)
			}
		}
	})
}

func TestLinks(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"none", "no link, www.example.be neither", nil},
		{"sentence", "Go to https://a.example/x?y=1&z=2.", []string{"https://a.example/x?y=1&z=2"}},
		{"brackets", "(see http://a.example/b(c)) and <https://b.example>", []string{"http://a.example/b(c)", "https://b.example"}},
		{"once", "https://a.example https://a.example", []string{"https://a.example"}},
		{"not web", "javascript:alert(1) ftp://a.example https://", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Links(c.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
