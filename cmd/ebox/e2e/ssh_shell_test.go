package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// shell is a command over there with a terminal: what a person sees of ssh -t.
type shell struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	mu   sync.Mutex
	seen bytes.Buffer
	from int           // of seen, what expect looks at
	more chan struct{} // closed and replaced at every output
	end  chan struct{} // closed when there will be no more
}

// open runs the command in a terminal of 80 by 24.
func (s *server) open(command string) *shell {
	s.t.Helper()
	cmd := exec.Command(filepath.Join(s.client, "ssh"), "-tt", "127.0.0.1", command)
	cmd.Env = []string{"TERM=xterm-256color", "PATH=/usr/bin:/bin", "HOME=" + s.home}
	return startShell(s.t, cmd)
}

// startShell runs a command in a terminal of 80 by 24.
func startShell(t *testing.T, cmd *exec.Cmd) *shell {
	t.Helper()
	sh := &shell{t: t, cmd: cmd, more: make(chan struct{}), end: make(chan struct{})}
	var err error
	if sh.tty, err = pty.StartWithSize(sh.cmd, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	go sh.listen()
	t.Cleanup(func() {
		_ = sh.cmd.Process.Kill()
		_ = sh.tty.Close()
		<-sh.end
	})
	return sh
}

// presses types keys as they are.
func (sh *shell) presses(keys string) {
	sh.t.Helper()
	if _, err := fmt.Fprint(sh.tty, keys); err != nil {
		sh.t.Fatal(err)
	}
}

// rests waits until nothing has come for that long, and gives how many bytes came since the last rest or expect.
func (sh *shell) rests(quiet time.Duration) int {
	sh.t.Helper()
	for {
		_, more := sh.output()
		timer := time.NewTimer(quiet)
		select {
		case <-more:
			timer.Stop()
		case <-timer.C:
			sh.mu.Lock()
			defer sh.mu.Unlock()
			n := sh.seen.Len() - sh.from
			sh.from = sh.seen.Len()
			return n
		}
	}
}

func (sh *shell) listen() {
	defer close(sh.end)
	buf := make([]byte, 4096)
	for {
		n, err := sh.tty.Read(buf)
		sh.mu.Lock()
		sh.seen.Write(buf[:n])
		close(sh.more)
		sh.more = make(chan struct{})
		sh.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// output is all that came since the last expect, and a channel that tells of more.
func (sh *shell) output() (string, <-chan struct{}) {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.seen.String()[sh.from:], sh.more
}

// all is everything that ever stood on the terminal.
func (sh *shell) all() string {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.seen.String()
}

// expect waits for words and returns what came up to them; what comes later is left for the next expect. Lines may be
// broken anywhere between words.
func (sh *shell) expect(words string) string {
	sh.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		text, more := sh.output()
		if end := found(text, words); end > 0 {
			sh.mu.Lock()
			sh.from += end
			sh.mu.Unlock()
			return text[:end]
		}
		select {
		case <-more:
		case <-sh.end:
			if text, _ := sh.output(); found(text, words) == 0 {
				sh.t.Fatalf("the connection ended before %q came:\n%s", words, sh.all())
			}
		case <-limit.C:
			sh.t.Fatalf("waiting for %q:\n%s", words, sh.all())
		}
	}
}

// found is where words end in text, any white space being one blank; 0: they are not there.
func found(text, words string) int {
	want := strings.Fields(words)
	for i := range text {
		at, ok := i, true
		for n, w := range want {
			if n > 0 {
				at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \r\n\t"))
			}
			if !strings.HasPrefix(text[at:], w) {
				ok = false
				break
			}
			at += len(w)
		}
		if ok {
			return at
		}
	}
	return 0
}

// typed types a line.
func (sh *shell) typed(line string) {
	sh.t.Helper()
	if _, err := fmt.Fprint(sh.tty, line+"\r"); err != nil {
		sh.t.Fatal(err)
	}
}

// ends waits for the end and gives the exit code.
func (sh *shell) ends() int {
	sh.t.Helper()
	select {
	case <-sh.end:
	case <-time.After(patience):
		sh.t.Fatalf("the command does not end:\n%s", sh.all())
	}
	_ = sh.cmd.Wait()
	return sh.cmd.ProcessState.ExitCode()
}

// hangUp breaks the connection off, as a network does.
func (sh *shell) hangUp() {
	sh.t.Helper()
	if err := sh.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		sh.t.Fatal(err)
	}
	<-sh.end
}
