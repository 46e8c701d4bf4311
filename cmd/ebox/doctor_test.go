package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
)

func TestCheckClock(t *testing.T) {
	w := testWiring(t, "en")
	for _, c := range []struct {
		name string
		diff time.Duration
		seen bool
		want verdict
		said string
	}{
		{"nobody told the time", 0, false, checkSkipped, ""},
		{"right", time.Second, true, checkOK, ""},
		{"nearly right", -50 * time.Second, true, checkOK, ""},
		{"an hour behind", time.Hour, true, checkProblem, "60 minutes"},
		{"minutes ahead", -3 * time.Minute, true, checkProblem, "3 minutes"},
	} {
		w.clock = &serverClock{seen: c.seen, diff: c.diff}
		if got := w.checkClock(); got.Result != c.want || !strings.Contains(got.Found, c.said) || (got.Todo != "") != (c.want == checkProblem) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestCheckTerminal(t *testing.T) {
	for _, c := range []struct {
		name    string
		tty     bool
		columns int
		term    string
		want    verdict
	}{
		{"a pipe", false, plainWidth, "xterm", checkWarning},
		{"a terminal", true, 79, "xterm", checkOK},
		{"a narrow one", true, 50, "xterm", checkWarning},
		{"a dumb one", true, 120, "dumb", checkWarning},
	} {
		w := testWiring(t, "en")
		w.sys.inTTY, w.sys.outTTY, w.sys.columns = c.tty, c.tty, c.columns
		w.sys.getenv = func(string) string { return c.term }
		if got := w.checkTerminal(); got.Result != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestCheckProvider(t *testing.T) {
	w := testWiring(t, "en")
	live := ebox.Provider{ID: "nsso", APIVersion: "2.1", Activation: testNow.AddDate(-1, 0, 0)}
	later := ebox.Provider{ID: "justice", APIVersion: "2.1", Activation: testNow.AddDate(1, 0, 0)}
	failed := []ebox.Notice{{Provider: live, Kind: ebox.NoticeFailed, Err: ebox.ErrUnavailable}, {Provider: later, Kind: ebox.NoticeNotYet}}
	for _, c := range []struct {
		name    string
		p       ebox.Provider
		notices []ebox.Notice
		want    verdict
	}{
		{"active", live, nil, checkOK},
		{"does not answer", live, failed, checkProblem},
		{"not yet active", later, failed, checkOK},
	} {
		got := w.checkProvider(w.voice(nil), c.p, c.notices)
		if got.Result != c.want || got.Found == "" || got.Name != "provider/"+c.p.ID || (got.Todo != "") != (c.want == checkProblem) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// Every check has a title in every language, and says how it ended in words.
func TestDoctorSpeaks(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		seen := map[string]string{}
		for _, name := range []string{
			"config", "profile", "directories", "terminal", "language", "keyring", "browser", "viewer", "printing", "folder",
			"login-service", "clock", "session", "federation", "providers",
		} {
			title := w.title(name)
			if title == "" || seen[title] != "" {
				t.Errorf("%s: %s has the title %q, like %s", code, name, title, seen[title])
			}
			seen[title] = name
		}
		w.printChecks(&profile{}, []check{
			w.result("config", checkOK, "a", ""), w.result("clock", checkWarning, "b", ""),
			w.result("keyring", checkProblem, "c", "do it"), w.result("session", checkSkipped, "", ""),
		}, 1)
		out, _ := output(t, w)
		for _, want := range []string{w.t.Doctor.OK, w.t.Doctor.Warn, w.t.Doctor.Fail, w.t.Doctor.Skipped, "\n  do it\n"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q is missing in %q", code, want, out)
			}
		}
	}
}

// Offline nothing is asked, and without a profile everything else is looked at all the same.
func TestDoctorOffline(t *testing.T) {
	w := testWiring(t, "en")
	w.sys.getenv = func(name string) string { return map[string]string{"EBOX_KEYRING": "off"}[name] }
	if err := w.doctor(t.Context(), &doctorOptions{json: true, offline: true}); err == nil {
		t.Error("a profile that lacks everything is no problem")
	}
	out, _ := output(t, w)
	var got doctorJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	results := map[string]verdict{}
	for _, c := range got.Checks {
		results[c.Name] = c.Result
	}
	for name, want := range map[string]verdict{
		"config": checkOK, "profile": checkProblem, "directories": checkOK, "terminal": checkWarning, "keyring": checkWarning,
		"folder": checkOK, "login-service": checkSkipped, "session": checkSkipped, "providers": checkSkipped,
	} {
		if results[name] != want {
			t.Errorf("%s is %q, want %q", name, results[name], want)
		}
	}
	if got.Version != schemaVersion || got.Problems != 1 || got.Profile != "production" {
		t.Errorf("%+v", got)
	}
}
