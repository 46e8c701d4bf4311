package main

import (
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// fileImports reads the import paths of a Go file of this package.
func fileImports(t *testing.T, file string) map[string]bool {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	set := map[string]bool{}
	for _, s := range f.Imports {
		path, err := strconv.Unquote(s.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		set[path] = true
	}
	return set
}
