package a11y

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tmux is a terminal of its own with one program in it.
type tmux struct {
	t      *testing.T
	socket string
}

// startTmux runs a command line in a terminal of 80 by 25 cells with exactly that environment.
func startTmux(t *testing.T, env []string, command string) *tmux {
	t.Helper()
	tm := &tmux{t: t, socket: filepath.Join(t.TempDir(), "tmux")}
	cmd := exec.Command("tmux", "-S", tm.socket, "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "25", command)
	cmd.Env = env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("starting tmux (Debian: tmux): %v: %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", tm.socket, "kill-server").Run() })
	tm.run("set-option", "-g", "status", "off")
	tm.run("resize-window", "-x", "80", "-y", "25")
	return tm
}

func (tm *tmux) run(args ...string) string {
	tm.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", tm.socket}, args...)...).CombinedOutput()
	if err != nil {
		tm.t.Fatalf("tmux %s: %v: %s", args[0], err, out)
	}
	return string(out)
}

// keys sends keys by their tmux names.
func (tm *tmux) keys(names ...string) {
	tm.t.Helper()
	tm.run(append([]string{"send-keys"}, names...)...)
}

// rows are the rows of the screen.
func (tm *tmux) rows() []string {
	tm.t.Helper()
	return strings.Split(strings.TrimRight(tm.run("capture-pane", "-p"), "\n"), "\n")
}

// cursor is the real cursor's cell and whether it is shown.
func (tm *tmux) cursor() (x, y int, shown bool) {
	tm.t.Helper()
	flag := 0
	out := tm.run("display", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}")
	if _, err := fmt.Sscanf(out, "%d %d %d", &x, &y, &flag); err != nil {
		tm.t.Fatal(err)
	}
	return x, y, flag == 1
}

// script writes an executable file that runs argv with those variables set.
func script(t *testing.T, vars []string, argv ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "run.sh")
	body := "#!/bin/sh\n"
	for _, v := range vars {
		name, value, _ := strings.Cut(v, "=")
		body += "export " + name + "=" + quoted(value) + "\n"
	}
	q := make([]string, len(argv))
	for i, a := range argv {
		q[i] = quoted(a)
	}
	body += "exec " + strings.Join(q, " ") + "\n"
	if err := os.WriteFile(path, []byte(body), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
