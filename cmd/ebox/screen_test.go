//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// fullScreen is the program in a terminal of 80 by 24, on a sandbox.
type fullScreen struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	mu   sync.Mutex
	seen bytes.Buffer
	more chan struct{} // closed and replaced at every output
}

func startFullScreen(t *testing.T, env ...string) *fullScreen {
	t.Helper()
	w, err := newWorld()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(w.sandbox)
	t.Cleanup(srv.Close)
	if err := errors.Join(w.login.SetBaseURL(srv.URL), w.sandbox.SetBaseURL(srv.URL)); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	path := filepath.Join(home, "config.toml")
	if err := os.WriteFile(path, []byte(w.config("screen", srv.URL)), 0o600); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f := &fullScreen{t: t, more: make(chan struct{})}
	f.cmd = &exec.Cmd{Path: self, Args: []string{"ebox"}, Env: append([]string{
		"HOME=" + home, "EBOX_CONFIG=" + path, "EBOX_KEYRING=off", "TERM=xterm-256color", "EBOX_SCREEN_READER=off", "EBOX_LANG=en", "PATH=/nonexistent",
	}, env...)}
	if f.tty, err = pty.StartWithSize(f.cmd, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	go f.read()
	t.Cleanup(func() {
		_ = f.cmd.Process.Kill()
		_ = f.tty.Close()
	})
	return f
}

func (f *fullScreen) read() {
	buf := make([]byte, 4096)
	for {
		n, err := f.tty.Read(buf)
		f.mu.Lock()
		f.seen.Write(buf[:n])
		close(f.more)
		f.more = make(chan struct{})
		f.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (f *fullScreen) output() (string, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen.String(), f.more
}

// see waits until the text was written.
func (f *fullScreen) see(text string) {
	f.t.Helper()
	limit := time.NewTimer(60 * time.Second)
	defer limit.Stop()
	for {
		got, more := f.output()
		if strings.Contains(got, text) {
			return
		}
		select {
		case <-more:
		case <-limit.C:
			f.t.Fatalf("%q was not written: %q", text, got)
		}
	}
}

func (f *fullScreen) key(s string) {
	f.t.Helper()
	if _, err := io.WriteString(f.tty, s); err != nil {
		f.t.Fatal(err)
	}
}

// wait gives the exit code.
func (f *fullScreen) wait() int {
	f.t.Helper()
	err := f.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		f.t.Fatal(err)
	}
	return f.cmd.ProcessState.ExitCode()
}

var titles = regexp.MustCompile(`\x1b\][02];([^\x07\x1b]*)`)

func TestFullScreenEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(f *fullScreen)
		code int
	}{
		{"by the person", func(f *fullScreen) { f.key("q") }, exitOK},
		{"by Ctrl-C", func(f *fullScreen) { f.key("\x03") }, exitOK},
		{"by a request to end", func(f *fullScreen) { _ = f.cmd.Process.Signal(syscall.SIGTERM) }, exitCancelled},
		{"by a lost terminal", func(f *fullScreen) { _ = f.cmd.Process.Signal(syscall.SIGHUP) }, exitCancelled},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := startFullScreen(t)
			f.see("Log in as the test person")
			f.see("SANDBOX")
			c.end(f)
			if got := f.wait(); got != c.code {
				t.Errorf("exit code %d, want %d", got, c.code)
			}
			f.see("\x1b[?1049l") // the screen from before is back
			out, _ := f.output()
			if shown, hidden := strings.LastIndex(out, "\x1b[?25h"), strings.LastIndex(out, "\x1b[?25l"); shown < hidden {
				t.Error("the cursor stays hidden")
			}
		})
	}
}

func TestFullScreenShowsMessages(t *testing.T) {
	f := startFullScreen(t)
	f.see("Log in as the test person")
	f.key("\x1b[B\r")
	f.see("Test Spécimen")
	f.see("SPF Finances")
	f.key("q")
	if got := f.wait(); got != exitOK {
		t.Errorf("exit code %d", got)
	}
	out, _ := f.output()
	set := titles.FindAllStringSubmatch(out, -1)
	if len(set) == 0 {
		t.Error("no title was set: this test sees nothing")
	}
	for _, m := range set {
		if m[1] != "ebox" && m[1] != "" {
			t.Errorf("title %q", m[1])
		}
	}
}

func TestNoColour(t *testing.T) {
	colour := regexp.MustCompile(`\x1b\[[0-9;]*\b(3[0-7]|9[0-7]|38|48|4[0-7])[0-9;]*m`)
	f := startFullScreen(t, "NO_COLOR=please")
	f.see("Log in as the test person")
	f.key("q")
	f.wait()
	if out, _ := f.output(); colour.MatchString(out) {
		t.Errorf("there is a colour: %q", colour.FindString(out))
	}
}

// The commands know the terminal's width, and ask at it.
func TestListInATerminal(t *testing.T) {
	s := newSystem()
	if s.columns != plainWidth && !s.outTTY {
		t.Errorf("%d columns without a terminal", s.columns)
	}
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	defer slave.Close()
	if err := pty.Setsize(slave, &pty.Winsize{Rows: 40, Cols: 132}); err != nil {
		t.Fatal(err)
	}
	if cols, ok := terminalColumns(slave); cols != 132 || !ok {
		t.Errorf("%d columns, %t", cols, ok)
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if _, ok := terminalColumns(null); ok {
		t.Error("/dev/null is taken for a terminal")
	}
}

func TestUntilSignal(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		ctx, stop := untilSignal(context.Background())
		if err := syscall.Kill(os.Getpid(), sig); err != nil {
			t.Fatal(err)
		}
		<-ctx.Done()
		if !errors.Is(ctx.Err(), context.Canceled) {
			t.Errorf("%v: %v", sig, ctx.Err())
		}
		if sig == syscall.SIGHUP { // comes twice, and does not end this process
			if err := syscall.Kill(os.Getpid(), sig); err != nil {
				t.Fatal(err)
			}
		}
		stop()
	}
}
