package linear

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"myebox/tui/lang"
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

var (
	dataWord = regexp.MustCompile(`[\p{L}\d]+`)
	word2    = regexp.MustCompile(`\p{L}{2,}`)
	plain    = regexp.MustCompile(`[A-Za-z]`)
	address  = regexp.MustCompile(`https?://\S+`)
	clipped  = regexp.MustCompile(`[^\s⟦⟧]*…`)
)

// properNames are words that are the same in every language.
var properNames = []string{"Doccle", "KBC", "Mobile", "Trusto", "IRISbox", "Mijn", "Burgerprofiel", "MyGov", "be", "kB", "MB", "BE", "Documents", "Réponse", lang.PseudoCode}

// outside is a text without what stands between marks, which may be nested; cut is how many lines begin a new text while
// the one before is not over. A line that was shortened on purpose ends all that is open, and so does the end of an
// answer: the next line of a long text is said when the person goes on.
func outside(s string) (rest string, cut int) {
	var b strings.Builder
	open := 0
	for line := range strings.Lines(s) {
		if open > 0 && strings.HasPrefix(line, "⟦") {
			cut++
			open = 0
		}
		for _, r := range line {
			switch {
			case r == '⟦':
				open++
			case r == '⟧' && open > 0:
				open--
				b.WriteByte(' ')
			case open == 0 || r == '…':
				b.WriteRune(r)
			}
		}
		if strings.HasSuffix(strings.TrimSpace(line), "…") {
			open = 0
		}
	}
	return b.String(), cut
}

func TestOutside(t *testing.T) {
	for in, want := range map[string]string{
		"⟦á⟧ b\n": "  b|0", "⟦á\n⟦ƀ⟧\n": "|1", "⟦á…\n⟦ƀ⟧\n": "…|0", "⟦á\nƀ⟧ c\n": "  c|0", "⟦á": "|0",
	} {
		rest, cut := outside(in)
		if got := strings.TrimSuffix(strings.ReplaceAll(rest, "\n", ""), " ") + "|" + strconv.Itoa(cut); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestPseudoLanguage runs all sessions in the pseudo-language of package lang: all that is said stands between its marks,
// but for the world's data and what is typed.
func TestPseudoLanguage(t *testing.T) {
	data := worldData(t, "fakes_test.go", "fakecards_test.go", "fakereplies_test.go", "fakeprofiles_test.go", "session_test.go")
	for _, s := range sessions {
		t.Run(s.name, func(t *testing.T) {
			drive(t, lang.PseudoCode, s.set, func(d *driver) {
				d.play(lang.PseudoCode, s.keys)
				for answer := range strings.SplitSeq("begin\n"+d.log.String(), "\n> ") {
					_, said, _ := strings.Cut(answer, "\n")
					rest, cut := outside(said)
					if cut > 0 {
						t.Errorf("%d texts are cut off:\n%s", cut, said)
					}
					rest = clipped.ReplaceAllString(address.ReplaceAllString(rest, ""), "")
					for _, w := range word2.FindAllString(rest, -1) {
						if plain.MatchString(w) && !data[w] && !slices.Contains(properNames, w) {
							t.Errorf("%q is not in the language:\n%s", w, said)
						}
					}
				}
			})
		})
	}
}
