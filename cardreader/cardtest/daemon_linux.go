package cardtest

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

//go:embed testdata/shim.c
var shimSource []byte

const (
	daemonStart = 10 * time.Second
	insertRetry = 50 * time.Millisecond
	socketEnv   = "PCSCLITE_CSOCK_NAME"
)

// Daemon is a pcscd with virtual readers, which only the tests of this process see: its socket is in a directory of its
// own and PCSCLITE_CSOCK_NAME names it. The client library reads that name once, so a process has one Daemon at a time,
// always at the same path. It needs root or user namespaces, and the packages pcscd, vsmartcard-vpcd, libpcsclite-dev
// and gcc; without them the test fails and names them.
type Daemon struct {
	Socket string
	t      testing.TB
	dir    string
	ports  []int // of each pair of slots
	cmd    *exec.Cmd
	mu     sync.Mutex // of cmd
	eject  map[int]func()
	ended  chan struct{}
}

var (
	daemonOne sync.Mutex // one at a time
	daemonDir = sync.OnceValues(func() (string, error) {
		dir, err := os.MkdirTemp("", "pcscd-test-")
		if err != nil {
			return "", err
		}
		return dir, os.Setenv(socketEnv, filepath.Join(dir, "run", "pcscd.comm"))
	})
)

// StartDaemon starts pcscd with two readers, "Virtual PCD 00 00" and "Virtual PCD 00 01", until the test ends.
func StartDaemon(t testing.TB) *Daemon {
	t.Helper()
	needPackages(t)
	daemonOne.Lock()
	t.Cleanup(daemonOne.Unlock)
	dir, err := daemonDir()
	if err != nil {
		t.Fatal(err)
	}
	d := &Daemon{Socket: os.Getenv(socketEnv), t: t, dir: dir, ports: []int{freePorts(t)}, eject: map[int]func(){}}
	t.Cleanup(func() {
		d.Kill()
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.MkdirAll(filepath.Join(dir, "run"), 0o755); err != nil {
		t.Fatal(err)
	}
	source := filepath.Join(dir, "shim.c")
	if err := os.WriteFile(source, shimSource, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("gcc", "-shared", "-fPIC", "-O1", "-I/usr/include/PCSC", "-o", filepath.Join(dir, "shim.so"), source, "-ldl").CombinedOutput()
	if err != nil {
		t.Fatalf("building the virtual reader's driver: %v\n%s", err, out)
	}
	d.Start()
	return d
}

// needPackages fails when something that the tests need is not there.
func needPackages(t testing.TB) {
	t.Helper()
	var missing []string
	for file, pkg := range map[string]string{
		"/usr/sbin/pcscd": "pcscd", "/usr/include/PCSC/ifdhandler.h": "libpcsclite-dev", "/usr/bin/gcc": "gcc",
		"/usr/lib/pcsc/drivers/serial/libifdvpcd.so": "vsmartcard-vpcd", "/usr/bin/unshare": "util-linux",
		"/usr/bin/pkcs15-tool": "opensc",
	} {
		if _, err := os.Stat(file); err != nil {
			missing = append(missing, pkg)
		}
	}
	if len(missing) > 0 {
		t.Fatalf("this test needs the packages %s: apt-get install %[1]s", strings.Join(missing, " "))
	}
}

// freePorts finds two ports beside each other that nobody listens on.
func freePorts(t testing.TB) int {
	t.Helper()
	for range 50 {
		a, err := net.Listen("tcp", "0.0.0.0:0")
		if err != nil {
			t.Fatal(err)
		}
		port := a.Addr().(*net.TCPAddr).Port
		b, err := net.Listen("tcp", fmt.Sprintf("0.0.0.0:%d", port+1))
		_ = a.Close()
		if err == nil {
			_ = b.Close()
			return port
		}
	}
	t.Fatal("no two free ports")
	return 0
}

// Start starts the daemon again after Kill. The readers are empty then.
func (d *Daemon) Start() {
	d.t.Helper()
	d.configure()
	// In a mount namespace pcscd's fixed socket directory is ours. Without root a user namespace makes one of us.
	script := `mount -t tmpfs tmpfs /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd && exec /usr/sbin/pcscd --foreground --info --config "$2"`
	args := []string{"-m", "sh", "-c", script, "sh", filepath.Join(d.dir, "run"), filepath.Join(d.dir, "reader.conf")}
	if os.Getuid() != 0 {
		args = append([]string{"-r"}, args...)
	}
	cmd := exec.Command("unshare", args...)
	cmd.Env = append(os.Environ(), "SHIM_DIR="+d.dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	started, ready, ended := make(chan error, 1), make(chan struct{}), make(chan struct{})
	var log strings.Builder
	go func() {
		runtime.LockOSThread() // the daemon dies with the thread that started it
		started <- cmd.Start()
		defer close(ended)
		for s := bufio.NewScanner(out); s.Scan(); {
			if strings.Contains(s.Text(), "daemon ready") {
				close(ready)
			} else if log.Len() < 1<<16 {
				log.WriteString(s.Text() + "\n")
			}
		}
		_ = cmd.Wait() // killed
	}()
	if err := <-started; err != nil {
		d.t.Fatal(err)
	}
	d.mu.Lock()
	d.cmd, d.ended = cmd, ended
	d.mu.Unlock()
	select {
	case <-ready:
		d.listening()
	case <-ended:
		d.t.Fatalf("pcscd ended:\n%s", log.String())
	case <-time.After(daemonStart):
		d.t.Fatal("pcscd did not start in time")
	}
}

// listening waits for the socket, which pcscd makes just after it says that it is ready.
func (d *Daemon) listening() {
	d.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range daemonStart / (5 * time.Millisecond) {
		if c, err := net.Dial("unix", d.Socket); err == nil {
			_ = c.Close()
			return
		}
		<-tick.C
	}
	d.t.Fatal("pcscd does not listen")
}

// Kill ends the daemon at once, without a chance to tell its clients.
func (d *Daemon) Kill() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cmd == nil {
		return
	}
	_ = d.cmd.Process.Kill() // it may have ended
	<-d.ended
	d.cmd = nil
	// The socket of a daemon that was killed stays; nobody must connect to it.
	_ = os.Remove(d.Socket)
	_ = os.Remove(filepath.Join(d.dir, "run", "pcscd.pid"))
}

// AddReaders gives the daemon two more readers from its next Start on, whose names start with "Extra PCD".
func (d *Daemon) AddReaders() {
	d.t.Helper()
	d.ports = append(d.ports, freePorts(d.t))
}

func (d *Daemon) configure() {
	d.t.Helper()
	var b strings.Builder
	for i, p := range d.ports {
		name := [...]string{"Virtual PCD", "Extra PCD"}[min(i, 1)]
		fmt.Fprintf(&b, "FRIENDLYNAME \"%s\"\nDEVICENAME /dev/null:0x%X\nLIBPATH %s\nCHANNELID 0x%X\n\n", name, p, filepath.Join(d.dir, "shim.so"), p)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "reader.conf"), []byte(b.String()), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// Unplug pulls the reader of a slot out of the computer: exchanges fail, and pcscd says at its next look that the reader
// cannot be used. It may be called while a command is under way.
func (d *Daemon) Unplug(slot int) {
	if err := os.WriteFile(d.steer("gone", slot), nil, 0o600); err != nil {
		d.t.Error(err)
	}
}

// Plug plugs the reader in again.
func (d *Daemon) Plug(slot int) {
	d.t.Helper()
	if err := os.Remove(d.steer("gone", slot)); err != nil {
		d.t.Fatal(err)
	}
}

// Type gives the reader of a slot keys of its own, on which that will be typed: a PIN, "OLD NEW" for a change, or
// "timeout", "cancel", "differ", "short" or "refuse" for what goes wrong. An empty text takes the keys away.
func (d *Daemon) Type(slot int, text string) {
	d.t.Helper()
	file := d.steer("pad", slot)
	if text == "" {
		_ = os.Remove(file) // may not exist
		return
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d *Daemon) steer(what string, slot int) string {
	return filepath.Join(d.dir, fmt.Sprintf("%s-%d", what, slot))
}

// Address is where the reader of a slot listens for a card.
func (d *Daemon) Address(slot int) string {
	return fmt.Sprintf("127.0.0.1:%d", d.ports[slot/2]+slot%2)
}

// Insert puts a card into slot 0 or 1, or 2 and 3 after AddReaders; remove takes it out and waits until it has forgotten
// everything. pcscd notices either within half a second.
func (d *Daemon) Insert(c *Card, slot int) (remove func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	d.mu.Lock()
	d.eject[slot] = cancel
	d.mu.Unlock()
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			err := c.Serve(ctx, d.Address(slot))
			if errors.Is(err, ErrRemoved) {
				return
			}
			select { // the reader hung up: it has just started, or is about to end
			case <-time.After(insertRetry):
			case <-ctx.Done():
			}
		}
	}()
	remove = func() { cancel(); <-done }
	d.t.Cleanup(remove)
	return remove
}

// Eject pulls the card out of a slot; unlike Insert's remove it does not wait, so a command may be under way.
func (d *Daemon) Eject(slot int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.eject[slot]()
}
