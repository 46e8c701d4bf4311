package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/spf13/cobra"

	"myebox/tui/lang"
)

// everyCommand is the root and all that is below it.
func everyCommand(w *wiring) []*cobra.Command {
	return below(newRoot(w))
}

func below(cmd *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		out = append(out, below(c)...)
	}
	return out
}

func TestHelp(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		for _, cmd := range everyCommand(w) {
			t.Run(code+"/"+strings.ReplaceAll(cmd.CommandPath(), " ", "-"), func(t *testing.T) { golden.RequireEqual(t, w.helpText(cmd)) })
		}
	}
}

// exempt from having --json: they write no result of their own.
var noJSON = []string{"ebox", "completion", "help", "docs"}

func TestEveryCommandIsExplained(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		for _, cmd := range everyCommand(w) {
			name := code + " " + cmd.CommandPath()
			if cmd.Short == "" || cmd.Long == "" {
				t.Errorf("%s: no description", name)
			}
			if !cmd.Runnable() {
				continue
			}
			if !strings.Contains(cmd.Example, "ebox") {
				t.Errorf("%s: no example", name)
			}
			if has := cmd.Flags().Lookup("json") != nil; has == slices.Contains(noJSON, cmd.Name()) {
				t.Errorf("%s: --json: %t", name, has)
			}
			if cmd.Flags().Lookup("help") == nil {
				t.Errorf("%s: no --help", name)
			}
		}
	}
}

var example = regexp.MustCompile(`ebox((?: [a-z][a-z-]*)*)(?: |$)`)

// Examples are commands that exist, with options that exist.
func TestExamplesAreRight(t *testing.T) {
	for _, cmd := range everyCommand(testWiring(t, "en")) {
		if !cmd.Runnable() {
			continue
		}
		for line := range strings.SplitSeq(strings.ReplaceAll(cmd.Example, "\\\n", ""), "\n") {
			m := example.FindStringSubmatch(line)
			if m == nil {
				t.Errorf("%q is no example", line)
				continue
			}
			args := strings.Fields(m[1])
			target, _, err := cmd.Root().Find(args)
			if err != nil || len(args) > 0 && target == cmd.Root() {
				t.Errorf("%q: no such command", line)
				continue
			}
			for _, f := range regexp.MustCompile(`(?:^| )--([a-z-]+)`).FindAllStringSubmatch(line, -1) {
				if target.Flags().Lookup(f[1]) == nil && target.Root().PersistentFlags().Lookup(f[1]) == nil {
					t.Errorf("%q: no such option", line)
				}
			}
		}
	}
}

func TestHelpFitsATerminal(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		for _, cmd := range everyCommand(w) {
			text := w.helpText(cmd)
			for line := range strings.SplitSeq(text, "\n") {
				if n := ansi.StringWidth(line); n > plainWidth && !strings.HasPrefix(line, "  ebox") {
					t.Errorf("%s %s: %d columns: %s", code, cmd.Name(), n, line)
				}
			}
			if code != "en" && regexp.MustCompile(`\(default |Usage:|Flags:|help for `).MatchString(text) {
				t.Errorf("%s %s: English words: %s", code, cmd.Name(), text)
			}
		}
	}
}
