package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/tui/lang"
)

// unquoted reads a line of words as systemd does (systemd.syntax(7)).
func unquoted(t *testing.T, line string) []string {
	t.Helper()
	var words []string
	word, in, quoted := "", false, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++
			word += map[byte]string{'n': "\n", 't': "\t", '\\': `\`, '"': `"`}[line[i]]
		case c == '"':
			quoted, in = !quoted, true
		case c == ' ' && !quoted:
			if in {
				words = append(words, word)
			}
			word, in = "", false
		case (c == '%' || c == '$') && i+1 < len(line) && line[i+1] == c:
			word, in = word+string(c), true
			i++
		case c == '%' || c == '$':
			t.Errorf("%q would be replaced in %q", line[i:], line)
		default:
			word, in = word+string(c), true
		}
	}
	if in {
		words = append(words, word)
	}
	return words
}

func TestUnit(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const hook = `mail -s "100% new; $USER's" 'a\b'`
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		w.flags.account = "acme"
		var out strings.Builder
		if err := w.printUnit(&out, &watchOptions{interval: 15 * time.Minute, exec: hook, json: true}); err != nil {
			t.Fatal(err)
		}
		section, keys := "", map[string]string{}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			switch key, value, ok := strings.Cut(line, "="); {
			case line == "" || strings.HasPrefix(line, "#"):
			case strings.HasPrefix(line, "["):
				section = line
			case ok:
				keys[section+key] = value
			default:
				t.Errorf("%s: %q is no line of a unit", code, line)
			}
		}
		want := []string{self, "watch", "--interval", "15m", "--account", "acme", "--exec", hook, "--json"}
		if d := cmp.Diff(want, unquoted(t, keys["[Service]ExecStart"])); d != "" {
			t.Errorf("%s: %s", code, d)
		}
		for _, key := range []string{"[Unit]Description", "[Service]Type", "[Service]Restart", "[Service]LimitCORE", "[Install]WantedBy"} {
			if keys[key] == "" {
				t.Errorf("%s: %s is missing", code, key)
			}
		}
		verifyUnit(t, out.String())
		cron := strings.Split(out.String(), "*/15 * * * * ")
		if len(cron) != 2 {
			t.Fatalf("%s: no line for cron:\n%s", code, out.String())
		}
		line, _, _ := strings.Cut(cron[1], "\n")
		shell := strings.Replace(strings.ReplaceAll(line, `\%`, "%"), self, `printf '%s\n'`, 1)
		got, err := exec.Command("/bin/sh", "-c", shell).Output()
		if err != nil {
			t.Fatalf("%s: %v: %s", code, err, shell)
		}
		want = slices.Concat([]string{"watch", "--once"}, want[4:])
		if d := cmp.Diff(want, strings.Split(strings.TrimSpace(string(got)), "\n")); d != "" {
			t.Errorf("%s: cron: %s", code, d)
		}
	}
}

// verifyUnit asks systemd itself, where it is.
func verifyUnit(t *testing.T, unit string) {
	t.Helper()
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Log("systemd-analyze is not here: the unit was only parsed")
		return
	}
	path := filepath.Join(t.TempDir(), unitName)
	if err := os.WriteFile(path, []byte(unit), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(analyze, "--user", "verify", path)
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), path+":") {
		t.Errorf("systemd-analyze: %v: %s", err, out)
	}
}

func TestSystemdWord(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "": `""`, "two words": `"two words"`, "100%": "100%%", "$HOME": "$$HOME", `a"b\c`: `"a\"b\\c"`, "a\nb": `"a\nb"`,
	} {
		if got := systemdWord(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
