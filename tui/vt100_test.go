package tui

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/google/go-cmp/cmp"
)

// runOn runs the real program on a terminal that calls itself term, goes down, over a page and back, and gives the screen
// after each step and all that was written.
func runOn(t *testing.T, name string, old bool) (screens []string, raw string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := newFake(t, 10_000).deps("en")
		d.VT100 = old
		term := newTerminal(80, 24)
		term.filter = func(b []byte) []byte { return repeated(output(d).filter(b)) }
		p := tea.NewProgram(New(t.Context(), d), tea.WithContext(t.Context()), tea.WithInput(nil), tea.WithOutput(term),
			tea.WithWindowSize(80, 24), tea.WithoutSignalHandler(), tea.WithColorProfile(colorprofile.ASCII),
			tea.WithEnvironment([]string{"TERM=" + name}))
		done := make(chan error)
		go func() {
			_, err := p.Run()
			done <- err
		}()
		time.Sleep(time.Second)
		for _, k := range []string{"down", "pgdown", "up", "enter", "esc", "?", "esc"} {
			press(p, k)
			time.Sleep(time.Second)
			screens = append(screens, strings.Join(term.rows(), "\n"))
		}
		_, raw = term.take()
		p.Quit()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return screens, raw
}

// repeat is REP (ECMA-48 8.3.103), which tmux knows and the emulator does not.
var repeat = regexp.MustCompile("(?s)(.)\x1b\\[([0-9]+)b")

func repeated(b []byte) []byte {
	return repeat.ReplaceAllFunc(b, func(m []byte) []byte {
		parts := repeat.FindSubmatch(m)
		n, err := strconv.Atoi(string(parts[2]))
		if err != nil {
			return m
		}
		return bytes.Repeat(parts[1], n+1)
	})
}

var (
	osc      = regexp.MustCompile(`\x1b[\]P^_]`)
	editing  = regexp.MustCompile("\x1b\\[[0-9;]*[@LMPSTXZ`abdeEFGIg]") // what came after the VT100
	ordinary = regexp.MustCompile(`\x1b\[[0-9;]*[A-DHJKfmrlh]`)
)

// On a VT100 the same stands on the screen as anywhere, by sequences that it knows or passes over.
func TestVT100(t *testing.T) {
	modern, _ := runOn(t, "xterm-256color", false)
	for _, name := range []string{"vt100", "vt102", "vt220"} {
		screens, raw := runOn(t, name, true)
		if d := cmp.Diff(modern, screens); d != "" {
			t.Errorf("%s shows something else: %s", name, d)
		}
		if m := osc.FindString(raw); m != "" {
			t.Errorf("%s: a command that it would print: %q", name, m)
		}
		if m := editing.FindString(raw); m != "" && name == "vt100" {
			t.Errorf("%s: a sequence that it does not know: %q", name, m)
		}
		if !ordinary.MatchString(raw) {
			t.Errorf("%s: nothing was written: this test sees nothing", name)
		}
	}
	for _, name := range []string{"screen", "screen-256color", "tmux-256color", "linux"} {
		screens, _ := runOn(t, name, false)
		if d := cmp.Diff(modern, screens); d != "" {
			t.Errorf("%s shows something else: %s", name, d)
		}
	}
}

// TestBytesPerPage counts what one page down writes to an 80x24 terminal, among ten thousand messages.
func TestBytesPerPage(t *testing.T) {
	const limit = 1600
	for _, lang := range []string{"fr", "nl", "de", "en"} {
		t.Run(lang, func(t *testing.T) {
			runReal(t, 80, 24, newFake(t, 10_000).deps(lang), func(p *tea.Program, term *terminal) {
				term.take()
				most := 0
				for _, k := range []string{"pgdown", "pgdown", "pgdown", "pgup", "pgup", "pgdown"} {
					press(p, k)
					time.Sleep(time.Second)
					n, raw := term.take()
					if most = max(most, n); n > limit || n == 0 {
						t.Errorf("%s wrote %d bytes, want at most %d: %q", k, n, limit, raw)
					}
				}
				t.Logf("at most %d bytes a page", most)
				time.Sleep(10 * time.Second)
				if n, raw := term.take(); n != 0 {
					t.Errorf("10 idle seconds wrote %d bytes: %q", n, raw)
				}
			})
		})
	}
}
