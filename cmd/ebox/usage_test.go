package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"myebox/tui/lang"
)

func TestUsageErrorsAreSaidInEveryLanguage(t *testing.T) {
	for _, c := range []struct {
		args string
		en   string // what is said in English
		see  string
	}{
		{"lst", "unknown command “lst”. Near: list.", "ebox"},
		{"list --nonsense", "unknown option --nonsense.", "ebox list"},
		{"list -q", "unknown option -q.", "ebox list"},
		{"list -é", "unknown option -é.", "ebox list"},
		{"list --limit", "--limit needs a value.", "ebox list"},
		{"list --limit many", "--limit: “many” is not a number from 1 up.", "ebox list"},
		{"list --unread=perhaps", "--unread: “perhaps” is not a possible value.", "ebox list"},
		{"list --folder trash", "--folder: “trash” is not possible. Possible: inbox, hidden.", "ebox list"},
		{"list --unread --read", "--unread, --read: one of them only.", "ebox list"},
		{"list --=x", "an option is not written as it should be (bad flag syntax: --=x).", "ebox list"},
		{"download", "REF is missing.", "ebox download"},
		{"card pin change more", "“more” is too much.", "ebox card pin change"},
	} {
		t.Run(c.args, func(t *testing.T) {
			said := map[string]bool{}
			for _, code := range lang.Codes() {
				w := testWiring(t, code)
				w.flags.lang = code
				if exit := w.execute(t.Context(), append([]string{"--lang", code}, strings.Fields(c.args)...)); exit != exitUsage {
					t.Errorf("%s: exit code %d", code, exit)
				}
				_, got := output(t, w)
				got = strings.Join(strings.Fields(got), " ")
				if !strings.HasSuffix(got, " "+c.see+" --help") {
					t.Errorf("%s: another command's help: %s", code, got)
				}
				if code == "en" && !strings.Contains(got, ": "+c.en+" See:") {
					t.Errorf("got %q, want %q", got, c.en)
				}
				said[got] = true
			}
			if len(said) != len(lang.Codes()) {
				t.Errorf("not said in every language: %v", said)
			}
		})
	}
}

// A terminal that cannot place the cursor is none for the full screen.
func TestDumbTerminalHasNoFullScreen(t *testing.T) {
	w := testWiring(t, "en")
	w.sys.inTTY, w.sys.outTTY = true, true
	w.sys.getenv = func(name string) string { return map[string]string{"TERM": "dumb", "EBOX_SCREEN_READER": "off"}[name] }
	var usage *usageError
	if err := w.interactive(t.Context()); !errors.As(err, &usage) || !strings.Contains(usage.msg, "ebox list") {
		t.Errorf("got %v", err)
	}
}

func TestChecksOfSeveralLines(t *testing.T) {
	w := testWiring(t, "en")
	w.printChecks(&profile{}, []check{{Title: "Profile", Result: checkProblem, Found: "It lacks:\n- one\n- two", Todo: "Write it.\nThere."}}, 1)
	out, _ := output(t, w)
	want := "Profile: not OK. It lacks:\n  - one\n  - two\n  Write it.\n  There.\n"
	if !strings.HasPrefix(out, want) {
		t.Errorf("got %q, want %q", out, want)
	}
}

func FuzzFlagMistake(f *testing.F) {
	for _, s := range []string{"--limit=\"x\" for \"--y\" flag", "-q", "--", "--=x", "--unread=\x1b[2J"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, arg string) {
		cmd := newListCmd(newWiring(newSystem()), nil)
		err := cmd.ParseFlags([]string{arg})
		if err == nil {
			return
		}
		said := flagMistake(cmd, err).Error()
		if said == "" || bytes.ContainsRune([]byte(said), '\x1b') {
			t.Errorf("%q: %q", arg, said)
		}
	})
}
