package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Limits of what is written to a terminal of 80 by 24, in bytes, in an inbox of ten thousand messages.
const (
	mostDown       = 190
	mostDownReader = 24
	mostPage       = 1600
)

// stillness is how long nothing has to come for what a key did to be over.
const stillness = 400 * time.Millisecond

// startBox is the full screen in the inbox of the test person, in a terminal of its own.
func startBox(t *testing.T, home, size string, args ...string) *shell {
	t.Helper()
	argv := append([]string{
		"--card", "none", "--vpcd", "", "--size", size, "--data", filepath.Join(home, "sandbox"), "--run", "--", filepath.Join(bin, "ebox"),
	}, args...)
	cmd := exec.Command(filepath.Join(bin, "ebox-sandbox"), argv...)
	cmd.Env = []string{
		"TERM=xterm-256color", "HOME=" + home, "PATH=/usr/bin:/bin", "LANG=en_US.UTF-8", "EBOX_LANG=en", "EBOX_KEYRING=off", "EBOX_SCREEN_READER=off",
	}
	sh := startShell(t, cmd)
	sh.expect("Log in as the test person")
	sh.rests(stillness)
	sh.presses("\x1b[B")
	sh.rests(stillness)
	sh.presses("\r")
	sh.expect("newest first")
	sh.rests(3 * stillness)
	return sh
}

// cpuOf is the processor time that a process has used, of all its threads.
func cpuOf(t *testing.T, pid int) time.Duration {
	t.Helper()
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(tasks) == 0 {
		t.Fatalf("process %d: %v", pid, err)
	}
	var sum time.Duration
	for _, name := range tasks {
		b, err := os.ReadFile(name)
		if err != nil {
			continue // the thread has ended
		}
		n, err := strconv.ParseInt(strings.Fields(string(b))[0], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += time.Duration(n)
	}
	return sum
}

// childOf is the only process that pid started.
func childOf(t *testing.T, pid int) int {
	t.Helper()
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tasks {
		if b, err := os.ReadFile(name); err == nil && len(b) > 0 {
			return number(t, strings.Fields(string(b))[0])
		}
	}
	t.Fatalf("process %d has no child", pid)
	return 0
}

// On a slow line: what a key writes, in a real terminal among ten thousand messages; that nothing is written while nothing
// happens; and what that costs, beside a program that does nothing at all.
func TestSlowLine(t *testing.T) {
	t.Parallel()
	bare := filepath.Join(t.TempDir(), "bare")
	build := exec.Command("go", "build", "-o", bare, "./cmd/ebox/e2e/bare")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	nothing := exec.Command(bare)
	nothing.Env = []string{"TERM=xterm-256color"}
	still := startShell(t, nothing)
	still.expect("bare")
	layout := startBox(t, t.TempDir(), "10000")
	reader := startBox(t, t.TempDir(), "10000", "--layout", "reader")

	most := func(sh *shell, key string, times int) (most int) {
		t.Helper()
		for range times {
			sh.presses(key)
			most = max(most, sh.rests(stillness))
		}
		return most
	}
	most(layout, "\x1b[B", 1)
	most(reader, "\x1b[B", 2) // the first one comes from the news
	down, downReader, page := most(layout, "\x1b[B", 8), most(reader, "\x1b[B", 8), most(layout, "\x1b[6~", 4)
	t.Logf("bytes: Down %d, in the reader layout %d; page %d", down, downReader, page)
	if down > mostDown || downReader > mostDownReader || page > mostPage || down == 0 || downReader == 0 {
		t.Errorf("want at most %d, %d and %d bytes", mostDown, mostDownReader, mostPage)
	}

	const idle = 10 * time.Second
	pids := map[string]int{"bare": nothing.Process.Pid, "ebox": childOf(t, layout.cmd.Process.Pid), "ebox, reader layout": childOf(t, reader.cmd.Process.Pid)}
	before := map[string]time.Duration{}
	for name, pid := range pids {
		before[name] = cpuOf(t, pid)
	}
	n := layout.rests(idle)
	if m := reader.rests(stillness); n != 0 || m != 0 {
		t.Errorf("while nothing happened %d and %d bytes were written", n, m)
	}
	used := map[string]time.Duration{}
	for name, pid := range pids {
		used[name] = cpuOf(t, pid) - before[name]
	}
	for name, d := range used {
		t.Logf("%s: %v of processor time in %v, %.2f of the bare program", name, d.Round(100*time.Microsecond), idle, float64(d)/float64(used["bare"]))
	}
}

// lost is the end of a connection: everybody at the terminal is told, by the system and once more by the program that is
// in the shell's place.
func (sh *shell) lost() {
	sh.t.Helper()
	if err := syscall.Kill(-sh.cmd.Process.Pid, syscall.SIGHUP); err != nil {
		sh.t.Fatal(err)
	}
	sh.ends()
}

// The connection is lost: the next start begins on the same message, in the same folder, with the same filter.
func TestLostConnection(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	sh := startBox(t, home, "200")
	sh.presses("u")
	sh.rests(3 * stillness)
	sh.presses("\x1b[6~\x1b[B")
	sh.rests(3 * stillness)
	sh.lost()
	files, err := filepath.Glob(filepath.Join(home, ".local/state/ebox/place-*.json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("nothing was kept: %v, %v", files, err)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	st, err := os.Stat(files[0])
	if err != nil || st.Mode().Perm() != 0o600 || !strings.Contains(string(b), `"unread":true`) || strings.Contains(string(b), "nsso") {
		t.Errorf("kept: %s, %v, %v", b, st.Mode(), err)
	}
	again := startBox(t, home, "200")
	if !strings.Contains(again.all(), "unread") {
		t.Error("the filter is gone")
	}
	again.lost()
	now, err := os.ReadFile(files[0])
	if err != nil || string(now) != string(b) {
		t.Errorf("the next start was somewhere else: %s, was %s; %v", now, b, err)
	}
	top := startBox(t, home, "200", "--resume", "no")
	top.presses("q")
	if code := top.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if _, err := os.Stat(files[0]); err == nil {
		t.Error("told to begin at the top, it did not")
	}
}
