package main

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
)

// Words for people stand in the files of texts only: tui/lang, and texts*.go of this package. The tests below read the
// rest of the source and look for literals that a person could be shown.

// spoken are the packages that speak to people.
var spoken = []string{".", "../../tui", "../../tui/linear", "../../tui/present", "../../tui/present/letter", "../../tui/backend"}

// notShown are functions whose literals no person is shown: errors for the log and for developers, which package present
// has words for; patterns; formats of dates; names of variables, headers and files; questions about a string.
var notShown = regexp.MustCompile(`^(errors\.New|log\.[A-Z]\w*|fmt\.Errorf|fmt\.Sscan.*|panic|regexp\..*|slog\..*|.*\.(log|Log|logger)\.[A-Z]\w*|` +
	`time\.(Parse|ParseInLocation)|.*\.(Format|AppendFormat)|.*[gG]etenv|os\.(Getenv|LookupEnv|CreateTemp|MkdirTemp)|filepath\..*|path\..*|` +
	`strings\.(Contains.*|HasPrefix|HasSuffix|Trim.*|Cut.*|Split.*|Fields.*|Index.*|LastIndex.*|Count|EqualFold|NewReplacer|Replace.*)|bytes\..*|` +
	`exec\.(Command.*|LookPath)|.*\.(Set|Add|Get|Del|Has)|.*\.(Lookup|Changed|MarkHidden)|notAmong|onlyOne|notBoth|peek|key\.With.*|lipgloss\..*|cutLast)$`)

// notShownField are fields of structs that no person is shown, or that are typed as they stand.
var notShownField = map[string]bool{
	"Use": true, "Example": true, "Aliases": true, "ValidArgs": true, // of a command: what is typed
	"msg":  true, // usageError: for the log; say is for the person
	"Code": true, "Op": true,
}

// human tells whether a literal is words for people: several words, or one that begins a sentence or a label.
func human(s string) bool {
	s = verbs.ReplaceAllString(regexp.MustCompile(`%[-+# 0]*[\d*]*(\.[\d*]+)?[a-zA-Z%]`).ReplaceAllString(s, " "), " ")
	s = typedWord.ReplaceAllString(s, " ")
	words := regexp.MustCompile(`\p{L}{2,}`).FindAllString(s, -1)
	switch {
	case strings.HasPrefix(strings.TrimSpace(s), "ebox "): // a command to type
		return false
	case len(words) == 0 || strings.HasPrefix(strings.TrimSpace(s), "\x1b"):
		return false
	case len(words) == 1:
		return regexp.MustCompile(`^\s*\p{Lu}\p{Ll}{2,}\s*[.:!?]?\s*$`).MatchString(s)
	}
	return regexp.MustCompile(`\p{L}[,.:;]? +\p{L}`).MatchString(s)
}

// literal is one that was found.
type literal struct {
	file, text string
	line       int
}

// literals are the words for people in a file of source.
func literals(t *testing.T, name string, src any) []literal {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []literal
	var walk func(n ast.Node) bool
	skip := func(nodes ...ast.Node) {
		for _, n := range nodes {
			ast.Inspect(n, func(n ast.Node) bool { // what is called inside still counts
				if call, ok := n.(*ast.CallExpr); ok {
					ast.Inspect(call, walk)
					return false
				}
				return true
			})
		}
	}
	walk = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec: // a constant of a type of its own is a name
			if id, ok := n.Type.(*ast.Ident); ok && id.Name != "string" {
				return false
			}
		case *ast.ImportSpec, *ast.Field:
			_, tag := n.(*ast.Field)
			return !tag || n.(*ast.Field).Tag == nil
		case *ast.FuncDecl:
			return n.Name.Name != "Error" || n.Recv == nil
		case *ast.CallExpr:
			if notShown.MatchString(called(n.Fun)) {
				for _, a := range n.Args {
					skip(a)
				}
				return false
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && notShownField[id.Name] {
				return false
			}
			ast.Inspect(n.Value, walk) // a key is a name
			return false
		case *ast.BinaryExpr:
			return n.Op != token.EQL && n.Op != token.NEQ
		case *ast.CaseClause:
			for _, s := range n.Body {
				ast.Inspect(s, walk)
			}
			return false
		case *ast.IndexExpr:
			ast.Inspect(n.X, walk)
			return false
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil && human(s) {
				found = append(found, literal{name, s, set.Position(n.Pos()).Line})
			}
		}
		return true
	}
	ast.Inspect(f, walk)
	return found
}

// called is the name of a function as it stands in the source.
func called(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return called(f.X) + "." + f.Sel.Name
	case *ast.CallExpr:
		return called(f.Fun) + "()"
	}
	return ""
}

// TestLiterals: the look for literals finds them, and leaves alone what no person is shown.
func TestLiterals(t *testing.T) {
	const source = `package x
import "a b/c d"
type s struct { A string ` + "`json:\"a b\" toml:\"c d\"`" + ` }
const title = "Your messages"
func (s) Error() string { return "no such thing" }
func f(t time.Time) string {
	_ = errors.New("reading the file")
	_ = fmt.Errorf("reading %s: %w", say("Hidden in an error"), nil)
	log.Info("it was read", "Key Word", 1)
	if title == "is compared" { fmt.Println("Done.") }
	switch title { case "Any of": return "is returned" }
	_ = map[string]string{"key of": "value of"}
	_ = cobra.Command{Use: "list NAME", Example: "ebox list", Short: "List them"}
	_ = regexp.MustCompile("an pattern") 
	return t.Format("Monday, 2 January 2006") + fmt.Sprintf("%d %s", 1, "nl") + "--json" + "citizen" + " (" + "\x1b[0m reset it"
}`
	var got []string
	for _, l := range literals(t, "x.go", source) {
		got = append(got, l.text)
	}
	want := []string{"Your messages", "Hidden in an error", "Done.", "is returned", "value of", "List them"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// sameEverywhere are literals with words that are the same in every language, or that no person is shown: a file, a part
// of the literal, and why.
var sameEverywhere = []struct{ file, part, why string }{
	{"account.go", "# Written by ebox accounts", "a comment in a file whose keys are English"},
	{"appearance.go", "want ", "an error of the configuration, said after words that tell that it is English"},
	{"appearance.go", " cells or more", "idem"},
	{"cards.go", "Virtual PCD", "the name of a driver"},
	{"help.go", "(bash, zsh, fish, powershell)", "names of shells"},
	{"root.go", "ebox: panic", "for a report to the developers"},
	{"topics.go", " ", "names of commands"},
	{"keys.go", "Home", "keys as they are written on a keyboard"},
	{"keys.go", "End", "idem"},
	{"keys.go", "Enter", "idem"},
	{"keys.go", "Backspace", "idem"},
	{"keys.go", "Esc", "idem"},
	{"keys.go", "Tab", "idem"},
	{"keys.go", "Space", "idem"},
	{"keys.go", "Del", "idem"},
	{"keys.go", "Ins", "idem"},
	{"accessibility.go", "Fenrir", "names of screen readers"},
	{"accessibility.go", "Emacspeak", "idem"},
	{"accessibility.go", "Speech Dispatcher", "idem"},
	{"watchunit.go", "ctl ", "commands to type, as comments of a file"},
	{"keysets.go", "again", "the name of a set of keys, in errors for developers"},
	{"keysets.go", "reply after", "idem"},
	{"consentways.go", "Doccle", "providers' own names"},
	{"consentways.go", "Trusto", "idem"},
	{"consentways.go", "Mijn Burgerprofiel", "idem"},
	{"pdf.go", "Helvetica", "a font"},
}

// TestNoLiteralTexts reads the source of all that speaks to people.
func TestNoLiteralTexts(t *testing.T) {
	used, files := map[int]bool{}, 0
	for _, dir := range spoken {
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatalf("no source in %s: %v", dir, err)
		}
		for _, name := range names {
			base := filepath.Base(name)
			if strings.HasSuffix(base, "_test.go") || dir == "." && strings.HasPrefix(base, "texts") {
				continue
			}
			files++
			for _, l := range literals(t, name, nil) {
				i := slices.IndexFunc(sameEverywhere, func(e struct{ file, part, why string }) bool {
					return e.file == base && strings.Contains(l.text, e.part)
				})
				if i < 0 {
					t.Errorf("%s:%d: %q belongs into a file of texts", l.file, l.line, l.text)
				}
				used[i] = true
			}
		}
	}
	for i, e := range sameEverywhere {
		if !used[i] {
			t.Errorf("%s: there is no %q any more", e.file, e.part)
		}
	}
	if files < 150 {
		t.Errorf("only %d files were read", files)
	}
}
