package e2e

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for what must come; only a failing test ever waits that long.
const patience = 60 * time.Second

// terminal is a tmux session of its own with one program in it. Output wakes whoever waits: nothing polls.
type terminal struct {
	t      *testing.T
	w, h   int
	socket string
	mu     sync.Mutex
	wake   chan struct{} // closed and replaced at every output
	bytes  int64         // written by the program so far
	film   *film         // nil: not recorded
}

// startTerminal runs argv at the given size in a new tmux with exactly the given environment.
func startTerminal(t *testing.T, w, h int, env []string, argv ...string) *terminal {
	t.Helper()
	dir := t.TempDir()
	tm := &terminal{t: t, w: w, h: h, socket: filepath.Join(dir, "tmux"), wake: make(chan struct{})}
	fifo := filepath.Join(dir, "out")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(dir, "run.sh")
	// The program starts when the pipe is open, so that no output is missed; its exit code is kept on the screen.
	body := "#!/bin/sh\nread -r _\n" + shellQuote(argv) + "\necho \"exit=$?\"\nread -r _\n"
	if err := os.WriteFile(script, []byte(body), 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("tmux", "-S", tm.socket, "-f", "/dev/null", "new-session", "-d",
		"-x", fmt.Sprint(w), "-y", fmt.Sprint(h), script)
	cmd.Env = env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("starting tmux (Debian: tmux): %v: %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", tm.socket, "kill-server").Run() })
	tm.run("set-option", "-g", "status", "off")
	tm.run("resize-window", "-x", fmt.Sprint(w), "-y", fmt.Sprint(h))
	tm.run("pipe-pane", "-O", "exec cat >"+fifo)
	go tm.listen(fifo)
	tm.keys("Enter")
	return tm
}

func (tm *terminal) listen(fifo string) {
	f, err := os.Open(fifo)
	if err != nil {
		return
	}
	defer f.Close()
	buf := make([]byte, 4096)
	for {
		n, err := f.Read(buf)
		tm.mu.Lock()
		tm.bytes += int64(n)
		if tm.film != nil && n > 0 {
			tm.film.add(buf[:n])
		}
		close(tm.wake)
		tm.wake = make(chan struct{})
		tm.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (tm *terminal) run(args ...string) string {
	tm.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", tm.socket}, args...)...).CombinedOutput()
	if err != nil {
		tm.t.Fatalf("tmux %s: %v: %s", args[0], err, out)
	}
	return string(out)
}

// keys sends tmux key names.
func (tm *terminal) keys(names ...string) {
	tm.t.Helper()
	tm.run(append([]string{"send-keys"}, names...)...)
}

// text types literal text.
func (tm *terminal) text(s string) {
	tm.t.Helper()
	tm.run("send-keys", "-l", s)
}

// screen is what a person sees, without styles.
func (tm *terminal) screen() string {
	tm.t.Helper()
	return tm.run("capture-pane", "-p")
}

// cursor is the real cursor's cell and whether it is shown.
func (tm *terminal) cursor() (x, y int, shown bool) {
	tm.t.Helper()
	var flag int
	_, err := fmt.Sscanf(tm.run("display", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}"), "%d %d %d", &x, &y, &flag)
	if err != nil {
		tm.t.Fatal(err)
	}
	return x, y, flag == 1
}

// until waits until the screen satisfies ok and returns it; what names it for the failure.
func (tm *terminal) until(what string, ok func(screen string) bool) string {
	tm.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		tm.mu.Lock()
		wake := tm.wake
		tm.mu.Unlock()
		s := tm.screen()
		if ok(s) {
			return s
		}
		select {
		case <-wake:
		case <-limit.C:
			tm.t.Fatalf("waiting for %s; the screen is:\n%s", what, tm.screen())
		}
	}
}

// see waits until the text stands on the screen.
func (tm *terminal) see(text string) string {
	tm.t.Helper()
	return tm.until(fmt.Sprintf("%q", text), func(s string) bool { return strings.Contains(squeeze(s), squeeze(text)) })
}

// squeeze makes one space of any white space: a text may be wrapped.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func shellQuote(argv []string) string {
	q := make([]string, len(argv))
	for i, a := range argv {
		q[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
	}
	return strings.Join(q, " ")
}

// opened is a stand-in for the system's opener: a directory for PATH whose xdg-open hands every address to the test.
type opened struct {
	dir  string
	fifo string
}

func newOpener(t *testing.T) *opened {
	t.Helper()
	dir := t.TempDir()
	o := &opened{dir: dir, fifo: filepath.Join(dir, "urls")}
	if err := syscall.Mkfifo(o.fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\nprintf '%s\\n' \"$1\" >'" + o.fifo + "'\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return o
}

// next waits for the next address or file that the program in tm opens.
func (o *opened) next(tm *terminal) string {
	t := tm.t
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	type line struct {
		s   string
		err error
	}
	got := make(chan line, 1)
	go func() {
		f, err := os.Open(o.fifo)
		if err != nil {
			got <- line{"", err}
			return
		}
		defer f.Close()
		s, err := bufio.NewReader(f).ReadString('\n')
		if errors.Is(err, io.EOF) {
			err = nil
		}
		got <- line{strings.TrimSpace(s), err}
	}()
	select {
	case l := <-got:
		if l.err != nil || l.s == "" {
			t.Fatalf("reading what was opened: %q, %v", l.s, l.err)
		}
		return l.s
	case <-ctx.Done():
		// Opening the other end lets the reader go.
		if f, err := os.OpenFile(o.fifo, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
			f.Close()
		}
		t.Fatalf("nothing was opened; the screen is:\n%s", tm.screen())
		return ""
	}
}
