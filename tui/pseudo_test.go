package tui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"myebox/tui/lang"
)

// The screens in the pseudo-language of package lang: every text between marks, two fifths longer than in English. What
// is cut off misses its end mark, and what stands outside the marks and is not the world's data does not come from
// package lang.

// every are all lines of a screen made of a flow.
func (f *flow) every() []line { return f.lines }

var (
	dataWord = regexp.MustCompile(`[\p{L}\d]+`)
	letters2 = regexp.MustCompile(`[\p{L}][\p{L}']+`)
)

// worldData are the words of the test world: whatever stands in a literal of the files that make it.
func worldData(t *testing.T, files ...string) map[string]bool {
	t.Helper()
	words := map[string]bool{}
	for m := time.January; m <= time.December; m++ {
		words[m.String()], words[m.String()[:3]] = true, true // dates are English: they are tested in package lang
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					for _, w := range dataWord.FindAllString(s, -1) {
						words[w] = true
					}
				}
			}
			return true
		})
	}
	return words
}

// properNames are words that are the same in every language: keys, and the providers that the state recognises.
var properNames = []string{
	"Enter", "Esc", "Tab", "Shift", "Ctrl", "Space", "Backspace", "Home", "End", "PgUp", "PgDn",
	"Doccle", "KBC", "Mobile", "Trusto", "IRISbox", "Mijn", "Burgerprofiel", "MyGov", "be", "kB", "MB", "BE",
}

// clipped are words that were shortened on purpose, with the sign for that; addresses are data.
var clipped = regexp.MustCompile(`https?://\S+|[^\s⟦⟧]*…`)

// shortened is what a row that was shortened on purpose leaves of its last text.
var shortened = regexp.MustCompile(`\([^()\n]*…`)

// outside is a text without what stands between marks, which may be nested; open is how many marks are missing their end.
func outside(s string) (rest string, open int) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '⟦':
			open++
		case r == '⟧' && open > 0:
			open--
			b.WriteByte(' ')
		case open == 0:
			b.WriteRune(r)
		}
	}
	return b.String(), open
}

// english are the words outside the marks that are no data.
func english(s string, data map[string]bool) []string {
	rest, _ := outside(s)
	rest = clipped.ReplaceAllString(rest, "")
	var out []string
	for _, w := range letters2.FindAllString(rest, -1) {
		if !strings.ContainsAny(w, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			continue // a text that has no room for marks
		}
		if !data[w] && !slices.Contains(properNames, w) && !slices.ContainsFunc(strings.Split(w, "'"), func(p string) bool { return data[p] }) {
			out = append(out, w)
		}
	}
	return out
}

func TestOutside(t *testing.T) {
	for in, want := range map[string]string{"⟦á⟧ b ⟦ç": "  b |1", "⟦á ⟦ƀ⟧ ç⟧d": "  d|0", "x": "x|0", "a⟧": "a⟧|0"} {
		rest, open := outside(in)
		if got := rest + "|" + strconv.Itoa(open); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := english("⟦á⟧ Unread SPF", map[string]bool{"SPF": true}); !slices.Equal(got, []string{"Unread"}) {
		t.Errorf("English words: %q", got)
	}
}

func TestPseudoLanguage(t *testing.T) {
	files, err := filepath.Glob("fake*_test.go")
	if err != nil || len(files) < 4 {
		t.Fatalf("the world is in %v, %v", files, err)
	}
	data := worldData(t, append(files, "golden_test.go", "consent_golden_test.go", "reply_test.go")...)
	for _, w := range []string{"Réponse", "Bien", "vous"} { // of a reply, which is in the language of its message
		data[w] = true
	}
	all := ways()
	for _, s := range shows {
		if s.typed {
			all = append(all, way{s.name, s.set, func(d *driver) { d.keys(s.keys...); d.sendReply() }})
		}
	}
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			drive(t, 80, 24, lang.PseudoCode, s.set, func(d *driver) {
				s.show(d)
				pseudoFits(t, d, data)
				if helpHint(d.app.stack[len(d.app.stack)-1]) != "" {
					d.keys("?")
					pseudoFits(t, d, data)
				}
			})
		})
	}
}

// pseudoFits looks at the top screen, at the frame around it, and at what is below the visible part of it.
func pseudoFits(t *testing.T, d *driver, data map[string]bool) {
	t.Helper()
	top := d.app.stack[len(d.app.stack)-1]
	p := top.View(d.app.theme)
	shown := ansi.Strip(strings.Join(p.lines, "\n"))
	parts := map[string]string{
		"header": ansi.Strip(d.app.header()), "news": ansi.Strip(strings.Join(d.app.statusLines(), "\n")), "keys": ansi.Strip(d.app.hints()),
	}
	if f, ok := top.(interface{ every() []line }); ok {
		var text []string
		for _, l := range f.every() {
			if l.link == "" || !strings.Contains(l.link, l.text) {
				text = append(text, l.label+l.text)
			}
		}
		parts["text"] = strings.Join(text, "\n")
		from, to := visible(top)
		for _, l := range f.every()[from:to] {
			if s := strings.TrimSpace(l.label + strings.TrimPrefix(l.text, sign)); s != "" && typing(d) == nil && !strings.Contains(shown, s) {
				t.Errorf("not whole on the screen: %q\n%s", s, shown)
			}
		}
	} else {
		parts["page"] = shown
	}
	for name, text := range parts {
		for _, w := range english(text, data) {
			t.Errorf("%s: %q is not in the language:\n%s", name, w, text)
		}
		if _, rows := top.(*commands); rows { // one row each, shortened on purpose
			text = shortened.ReplaceAllString(text, "")
		}
		if _, open := outside(text); open > 0 {
			t.Errorf("%s: %d texts are cut off:\n%s", name, open, text)
		}
	}
}

// visible is the range of lines on the screen.
func visible(s screen) (from, to int) {
	if l, ok := s.(interface{ visible() (int, int) }); ok {
		return l.visible()
	}
	return 0, 0
}
