package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"myebox/tui/lang"
)

// TestEveryVariableIsInTheHelp finds every variable of ours that the program reads in the help text about them, in all
// languages, and the ones that it shares with other programs.
func TestEveryVariableIsInTheHelp(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]bool{"ACCESSIBLE": true, "NO_COLOR": true}
	name := regexp.MustCompile(`"(EBOX_[A-Z_]+)"`)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range name.FindAllStringSubmatch(string(b), -1) {
			read[m[1]] = true
		}
	}
	if len(read) < 15 {
		t.Fatalf("only %d variables are read: %v", len(read), read)
	}
	for _, code := range lang.Codes() {
		said := wordsFor(code).TopicEnvLong
		for v := range read {
			if !regexp.MustCompile(`\b` + v + `\b`).MatchString(said) {
				t.Errorf("%s: ebox help environment does not name %s", code, v)
			}
		}
	}
}
