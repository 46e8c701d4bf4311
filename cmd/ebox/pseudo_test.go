package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"myebox/tui/keymap"
	"myebox/tui/lang"
)

// outside is a text without what stands between the marks of the pseudo-language; open is how many marks miss their end.
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

var (
	plainWord = regexp.MustCompile(`[A-Za-z][A-Za-z'-]*[A-Za-z]`)
	// typedWord is what is typed as it stands: options, variables, addresses, files.
	typedWord = regexp.MustCompile(`(?m)(?:^|[\s(\[,])--?[a-z][a-z-]*(=\S+)?|[A-Z]+(_[A-Z]+)+|\S+://\S+|[~./]\S*/\S+`)
)

// notTranslated are the words outside the marks that are neither typed nor allowed.
func notTranslated(s string, allowed ...string) []string {
	rest, _ := outside(s)
	var out []string
	for _, w := range plainWord.FindAllString(typedWord.ReplaceAllString(rest, " "), -1) {
		if !slices.Contains(allowed, w) {
			out = append(out, w)
		}
	}
	return out
}

func TestNotTranslated(t *testing.T) {
	for in, want := range map[string]string{
		"⟦á⟧: --wide EBOX_LANG http://x.invalid/a /tmp/a": "", "⟦á⟧ Default inbox": "Default", "Usage:": "Usage",
	} {
		if got := strings.Join(notTranslated(in, "inbox"), " "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// commandWords are the names of commands and the values that options take.
func commandWords(w *wiring) []string {
	words := []string{"ebox", "inbox", "bash", "zsh", "fish", "powershell", "ID"}
	for name := range keyRules().Keys { // in the table of keys
		words = append(words, name)
	}
	for _, t := range keymap.Takers() {
		words = append(words, t.Name)
	}
	words = append(words, "keys", "space", "ctrl", "Enter", "Esc", "Tab", "Shift", "Ctrl", "Space", "Backspace", "Home", "End", "PgUp", "PgDn")
	for _, cmd := range everyCommand(w) {
		words = append(words, cmd.Name())
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if strings.Contains(f.Value.Type(), "|") {
				words = append(words, strings.Split(f.Value.Type(), "|")...)
			}
		})
	}
	return words
}

// TestHelpInPseudoLanguage: all that is said in help and manual pages comes out of the texts, and fits.
func TestHelpInPseudoLanguage(t *testing.T) {
	w := testWiring(t, lang.PseudoCode)
	words := commandWords(w)
	for _, cmd := range everyCommand(w) {
		if cmd.Name() == "json" { // fields and types of JSON
			continue
		}
		t.Run(cmd.CommandPath(), func(t *testing.T) { pseudoText(t, withoutExample(w.helpText(cmd), cmd), words, plainWidth+1) })
	}
	dir := t.TempDir()
	if err := w.docs(newRoot(w), dir); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "man1", "*.1"))
	if err != nil || len(pages) < 15 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, path := range pages {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		page := regexp.MustCompile(`(?s)\n\.EX\n(  ebox|  SOURCE|[^\n]*--json).*?\n\.EE|(?m)^\.TH.*$|^\.[A-Za-z]+|\\f[A-Z]|\[=.*\]|=\S*$`).ReplaceAllString(string(text), "")
		t.Run(filepath.Base(path), func(t *testing.T) { pseudoText(t, page, append(words, "false", "true"), 0) })
	}
	keys, err := os.ReadFile(filepath.Join(dir, "keys.txt"))
	if err != nil {
		t.Fatal(err)
	}
	pseudoText(t, string(keys), words, 0)
}

func withoutExample(text string, cmd *cobra.Command) string {
	if cmd.Example == "" {
		return text
	}
	return strings.Replace(text, cmd.Example, "", 1)
}

func pseudoText(t *testing.T, text string, words []string, width int) {
	t.Helper()
	for _, bad := range notTranslated(text, words...) {
		t.Errorf("%q is not in the language:\n%s", bad, text)
	}
	if _, open := outside(text); open > 0 {
		t.Errorf("%d texts are cut off:\n%s", open, text)
	}
	for line := range strings.Lines(text) {
		if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > 0 && n > width {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

// TestErrorsInPseudoLanguage: errors and mistakes of the command line.
func TestErrorsInPseudoLanguage(t *testing.T) {
	w := testWiring(t, lang.PseudoCode)
	words := append(commandWords(w), "perhaps", "trash", "many", "nonsense", "lst", "more", "x", "client_id", "sender", "production", "acceptance")
	for _, c := range explained {
		t.Run(c.name, func(t *testing.T) {
			p := w.explain(c.err)
			pseudoText(t, strings.Join([]string{p.What, p.Means, p.Todo}, "\n"), words, 0)
		})
	}
	for _, args := range []string{"lst", "list --nonsense", "list --limit", "list --limit many", "list --unread=perhaps", "list --folder trash", "list --unread --read", "download", "card pin change more", "list --profile nonsense"} {
		t.Run(args, func(t *testing.T) {
			w := testWiring(t, lang.PseudoCode)
			if code := w.execute(t.Context(), append([]string{"--lang", lang.PseudoCode}, strings.Fields(args)...)); code == exitOK {
				t.Error("no mistake")
			}
			_, said := output(t, w)
			pseudoText(t, said, words, 0)
		})
	}
}
