package tui

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/teatest/v2"
)

// TestJourney goes the whole way with the real program: log in as the test person, open a message, read its document,
// save all, leave.
func TestJourney(t *testing.T) {
	f := newFake(t, 60)
	deps := f.deps("fr")
	loggedOut(f, deps.Login.(*fakeLogin), &deps)
	tm := teatest.NewTestModel(t, New(t.Context(), deps), teatest.WithInitialTermSize(80, 24),
		teatest.WithProgramOptions(tea.WithColorProfile(colorprofile.ASCII), tea.WithEnvironment([]string{"TERM=xterm-256color"})))
	says := func(words string) {
		t.Helper()
		teatest.WaitFor(t, tm.Output(), func(b []byte) bool { return bytes.Contains(b, []byte(words)) },
			teatest.WithDuration(10*time.Second), teatest.WithCheckInterval(5*time.Millisecond))
	}
	press := func(names ...string) {
		for _, n := range names {
			tm.Send(keyPress(n))
		}
	}
	says("personne de test")
	press("down", "enter")
	says("Avertissement-extrait")
	press("enter")
	says("Madame, Monsieur")
	press("tab", "tab", "enter")
	says("Test Specimen")
	press("esc", "a", "enter")
	says("archive.zip")
	press("esc", "esc", "q")
	tm.WaitFinished(t, teatest.WithFinalTimeout(10*time.Second))
	for call, want := range map[string]int{"!content": 1, "!save": 3, "message": 1} {
		if n := f.asked(call); n != want {
			t.Errorf("%d calls of %s, want %d: %q", n, call, want, f.asks)
		}
	}
}

// TestRunSettles quits in the middle of a download: the program does not end before the download has been told and has
// stopped.
func TestRunSettles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t, 10)
		f.hold = make(chan struct{})
		steps := []string{"enter", "s", "enter"}
		next := func(_ tea.Model, msg tea.Msg) tea.Msg {
			switch msg.(type) {
			case namedMsg, detailMsg, bodyMsg: // nothing here depends on them: each makes way for a key
				if len(steps) > 0 {
					k := steps[0]
					steps = steps[1:]
					return keyPress(k)
				}
			case progressMsg: // under way for a second
				return keyPress("ctrl+c")
			}
			return msg
		}
		err := Run(t.Context(), f.deps("en"), tea.WithInput(nil), tea.WithOutput(newTerminal(80, 24)), tea.WithWindowSize(80, 24),
			tea.WithoutSignalHandler(), tea.WithFilter(next))
		if err != nil {
			t.Error(err)
		}
		if f.asked("!save") != 1 || f.asked("stopped") != 1 {
			t.Errorf("the download was not stopped before the end: %q", f.asks)
		}
		time.Sleep(time.Minute)
	})
}

// TestRun runs the program as the command does: leaving is no error, and without colours there is none.
func TestRun(t *testing.T) {
	f := newFake(t, 10)
	term := newTerminal(80, 24)
	deps := f.deps("en")
	deps.NoColor = true
	leave := func(_ tea.Model, msg tea.Msg) tea.Msg {
		if _, ok := msg.(fedMsg); ok {
			return keyPress("ctrl+c")
		}
		return msg
	}
	err := Run(t.Context(), deps, tea.WithInput(nil), tea.WithOutput(term), tea.WithWindowSize(80, 24),
		tea.WithoutSignalHandler(), tea.WithFilter(leave))
	if err != nil {
		t.Error(err)
	}
	if _, raw := term.take(); bytes.Contains([]byte(raw), []byte("\x1b[9")) || bytes.Contains([]byte(raw), []byte("\x1b[36m")) {
		t.Errorf("colours in spite of NoColor: %q", raw)
	}
}
