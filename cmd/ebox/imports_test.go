package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// goPackage is what `go list -json` says of a package.
type goPackage struct {
	ImportPath string
	Imports    []string
	Standard   bool
	Module     *struct {
		Path string
		Main bool
	}
}

const module = "myebox"

// house says which packages of ours a package may import; "x/..." is x and everything below, on both sides. A package
// that is not listed may import none of ours, so a new package with an arrow needs a line here.
var house = map[string][]string{
	"cmd/ebox":            {"auth", "cardreader", "ebox", "ebox/outbox", "tui", "tui/backend", "tui/keymap", "tui/linear", "tui/present", "tui/present/letter", "tui/lang"},
	"cmd/ebox-sandbox":    {"ebox/sandbox/...", "cardreader/cardtest"},
	"ebox/sandbox/...":    {"ebox", "ebox/sandbox/...", "cardreader/cardtest"}, // its simulated card and the CA of it
	"ebox/outbox":         {"ebox"},
	"tui":                 {"tui/backend", "tui/keymap", "tui/present", "tui/lang", "ebox"},
	"tui/linear":          {"tui/backend", "tui/keymap", "tui/present", "tui/lang", "ebox"},
	"tui/backend":         {"tui/present", "ebox"},
	"tui/present":         {"tui/lang", "tui/present/pdftext", "ebox"},
	"tui/present/letter":  {"tui/lang"},
	"cardreader/cardtest": {"cardreader"},
}

// neverShipped must not enter the binary that people install.
var neverShipped = []string{
	"github.com/zitadel", "github.com/getkin/kin-openapi", "github.com/chromedp",
	"github.com/rogpeppe/go-internal/testscript", "github.com/google/go-cmp", "testing", "net/http/httptest",
	module + "/ebox/sandbox", module + "/cardreader/cardtest",
}

// maxModules is the most modules that our shipped code may import directly.
const maxModules = 22

func goList(t *testing.T, args ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,Standard,Module"}, args...)...)
	cmd.Dir = "../.."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, stderr.Bytes())
	}
	var pkgs []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) == 0 {
		t.Fatal("go list found no packages")
	}
	return pkgs
}

// ours cuts the module off an import path.
func ours(path string) (string, bool) { return strings.CutPrefix(path, module+"/") }

// badArrows lists the imports that the house plan does not have.
func badArrows(pkgs []goPackage) []string {
	var bad []string
	for _, p := range pkgs {
		from, ok := ours(p.ImportPath)
		if !ok {
			continue
		}
		for _, imp := range p.Imports {
			to, ok := ours(imp)
			if ok && !allowed(from, to) {
				bad = append(bad, from+" -> "+to)
			}
		}
	}
	return bad
}

// allowed tells whether the house plan has the arrow.
func allowed(from, to string) bool {
	for rule, may := range house {
		if matches(rule, from) && slices.ContainsFunc(may, func(rule string) bool { return matches(rule, to) }) {
			return true
		}
	}
	return false
}

func matches(rule, path string) bool {
	if base, ok := strings.CutSuffix(rule, "/..."); ok {
		return path == base || strings.HasPrefix(path, base+"/")
	}
	return rule == path
}

func TestImportsFollowTheHousePlan(t *testing.T) {
	pkgs := goList(t, "./...")
	for _, arrow := range badArrows(pkgs) {
		t.Errorf("not in the house plan: %s", arrow)
	}
	for _, name := range []string{"cmd/ebox", "ebox", "auth", "tui", "tui/backend", "tui/present", "tui/lang"} {
		if !slices.ContainsFunc(pkgs, func(p goPackage) bool { return p.ImportPath == module+"/"+name }) {
			t.Errorf("package %s is not there: the plan and this test speak of something else", name)
		}
	}
}

func TestBadArrowsAreSeen(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"auth", "ebox", "[auth -> ebox]"},
		{"ebox", "auth", "[ebox -> auth]"},
		{"tui/present", "tui", "[tui/present -> tui]"},
		{"brandnew", "ebox", "[brandnew -> ebox]"},
		{"cmd/ebox", "ebox/sandbox", "[cmd/ebox -> ebox/sandbox]"},
		{"cmd/ebox-sandbox", "ebox/sandbox/fas", "[]"},
		{"ebox/sandbox/fas", "auth", "[ebox/sandbox/fas -> auth]"},
		{"ebox/sandboxes", "ebox", "[ebox/sandboxes -> ebox]"},
		{"tui", "ebox", "[]"},
	} {
		p := goPackage{ImportPath: module + "/" + c.from, Imports: []string{"fmt", module + "/" + c.to}}
		if got := fmt.Sprint(badArrows([]goPackage{p})); got != c.want {
			t.Errorf("%s -> %s: got %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestOnlyWireKnowsEverybody(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", "{{range .GoFiles}}{{.}}\n{{end}}", ".")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, file := range strings.Fields(string(out)) {
		imports := fileImports(t, file)
		all := imports[module+"/auth"] && imports[module+"/ebox"] && imports[module+"/tui"]
		if all != (file == "wire.go") {
			t.Errorf("%s: imports auth, ebox and tui together: %t", file, all)
		}
	}
}

func TestShippedModules(t *testing.T) {
	direct := map[string]bool{}
	byPath := map[string]goPackage{}
	pkgs := goList(t, "-deps", "./cmd/ebox")
	for _, p := range pkgs {
		byPath[p.ImportPath] = p
		for _, never := range neverShipped {
			if p.ImportPath == never || strings.HasPrefix(p.ImportPath, never+"/") {
				t.Errorf("the binary contains %s", p.ImportPath)
			}
		}
	}
	for _, p := range pkgs {
		if p.Module == nil || !p.Module.Main {
			continue
		}
		for _, imp := range p.Imports {
			if m := byPath[imp].Module; m != nil && !m.Main {
				direct[m.Path] = true
			}
		}
	}
	if len(direct) == 0 || len(direct) > maxModules {
		t.Errorf("the binary has %d direct requirements, want 1 to %d: %v", len(direct), maxModules, direct)
	}
}
