//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package outbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"myebox/ebox"
)

// childEnv tells the test binary to be a program that writes and sends a reply.
const childEnv = "EBOX_TEST_OUTBOX"

// task is what such a program does.
type task struct {
	URL, Box, Dir, Upload string
	Key                   ebox.Key
	KillAt                int  // the step at which it kills itself; 0: none
	OnlySend              bool // the draft is there; it waits for a line before it sends
}

func TestMain(m *testing.M) {
	if v := os.Getenv(childEnv); v != "" {
		os.Exit(child(v))
	}
	os.Exit(m.Run())
}

// steps counts the points at which a program may die.
type steps struct {
	mu     sync.Mutex
	n      int
	killAt int
}

func (s *steps) at(string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n++; s.n == s.killAt {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // until it arrives
	}
}

// killedConn has a step before and after everything that goes over the network.
type killedConn struct {
	net.Conn
	steps *steps
}

func (c killedConn) Write(b []byte) (int, error) {
	c.steps.at("writing to the network")
	n, err := c.Conn.Write(b)
	c.steps.at("written to the network")
	return n, err
}

func (c killedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.steps.at("read from the network")
	return n, err
}

// child tells on standard output how far it is.
func child(v string) int {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var t task
	if err := json.Unmarshal([]byte(v), &t); err != nil {
		return 2
	}
	s := &steps{killAt: t.KillAt}
	f, err := newFederation(t.URL, t.Box, &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, address)
			return killedConn{conn, s}, err
		},
		ExpectContinueTimeout: time.Second,
	}, ebox.Options{})
	if err != nil {
		return 2
	}
	m, err := f.Message(ctx, t.Key)
	if err != nil {
		fmt.Println("error", err)
		return 2
	}
	o := New(Options{Dir: t.Dir, Sender: f, Company: company(t.Box), Key: withKey})
	o.step = s.at
	d := draftFor(m)
	if t.OnlySend {
		fmt.Println("ready")
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	} else {
		if err := o.SaveDraft(ctx, d); err != nil {
			fmt.Println("error", err)
			return 2
		}
		fmt.Println("saved")
		if err := o.Attach(ctx, d, t.Upload); err != nil {
			fmt.Println("error", err)
			return 2
		}
		fmt.Println("attached")
	}
	rec, err := o.Send(ctx, m, d, false)
	fmt.Println("state", int(rec.State), problem(err))
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Println("steps", s.n)
	return 0
}

// program is a child that runs.
type program struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines *bufio.Scanner
	said  []string
}

func start(t *testing.T, v task) *program {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(struct { // Key writes itself as text, and does not read itself
		task
		Key struct{ Provider, ID string }
	}{v, struct{ Provider, ID string }(v.Key)})
	if err != nil {
		t.Fatal(err)
	}
	p := &program{cmd: exec.CommandContext(t.Context(), exe)}
	p.cmd.Env = append(os.Environ(), childEnv+"="+string(b))
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewScanner(out)
	return p
}

// until reads lines up to one.
func (p *program) until(line string) {
	for p.lines.Scan() {
		p.said = append(p.said, p.lines.Text())
		if p.lines.Text() == line {
			return
		}
	}
}

// end waits for the end; killed tells that it was by SIGKILL.
func (p *program) end(t *testing.T) (killed bool) {
	t.Helper()
	p.until("")
	err := p.cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if ws, ok := exit.Sys().(syscall.WaitStatus); ok && ws.Signaled() && ws.Signal() == syscall.SIGKILL {
			return true
		}
	}
	if err != nil {
		t.Errorf("the program ended with %v after %q", err, p.said)
	}
	return false
}

// line is what the program said with that word in front.
func (p *program) line(word string) (string, bool) {
	for _, l := range p.said {
		if l == word || strings.HasPrefix(l, word+" ") {
			return strings.TrimPrefix(l, word+" "), true
		}
	}
	return "", false
}
