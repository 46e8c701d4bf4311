package a11y

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// onConsole are the screen readers that look at the kernel's own console. There is one console: one at a time.
var onConsole = []screenReader{
	{"BRLTTY", []string{"TERM=linux"}, startBRLTTY},
	{"Fenrir on the console", []string{"TERM=linux"}, startConsoleFenrir},
}

// The kernel's first console, and its memory.
const (
	tty  = "/dev/tty1"
	vcsa = "/dev/vcsa1"
	vcsu = "/dev/vcsu1"
)

// noConsole says why there is no console to test on; nil when there is one. Only the superuser may look at its memory.
func noConsole() error {
	if os.Geteuid() != 0 {
		return fmt.Errorf("only the superuser may look at the console's memory")
	}
	for _, cmd := range []string{"brltty", "fenrir"} {
		if _, err := exec.LookPath(cmd); err != nil {
			return err
		}
	}
	for name, minor := range map[string]uint32{"vcs": 0, "vcs1": 1, "vcsu": 64, "vcsu1": 65, "vcsa": 128, "vcsa1": 129} {
		path := filepath.Join("/dev", name)
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if err := unix.Mknod(path, unix.S_IFCHR|0o600, int(unix.Mkdev(7, minor))); err != nil {
			return fmt.Errorf("making %s: %w", path, err)
		}
	}
	f, err := os.OpenFile(tty, os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 4)
	v, err := os.Open(vcsa)
	if err != nil {
		return err
	}
	defer v.Close()
	if _, err := io.ReadFull(v, head); err != nil || head[0] < 24 || head[1] < 80 {
		return fmt.Errorf("reading %s: %d rows of %d cells, %v", vcsa, head[0], head[1], err)
	}
	return nil
}

// console is the kernel's console with one program on it.
type console struct {
	t *testing.T
	f *os.File
}

// startConsole runs a script with the console as its terminal.
func startConsole(t *testing.T, script string) *console {
	t.Helper()
	f, err := os.OpenFile(tty, os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	c := &console{t, f}
	if _, err := f.WriteString("\x1bc\x1b%G\x1b[H\x1b[J"); err != nil { // as new, in UTF-8, empty
		t.Fatal(err)
	}
	cmd := exec.Command(script)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = f, f, f
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_, _ = f.WriteString("\x1bc")
		_ = f.Close()
	})
	return c
}

// bytesOf are the bytes of keys on the console, by their tmux names.
var bytesOf = map[string]string{
	"Down": "\x1b[B", "Up": "\x1b[A", "PageDown": "\x1b[6~", "Home": "\x1b[1~", "End": "\x1b[4~", "Enter": "\r", "BSpace": "\x7f",
}

// keys types: every byte is put into the console's input.
func (c *console) keys(names ...string) {
	c.t.Helper()
	for _, n := range names {
		s, ok := bytesOf[n]
		if !ok {
			s = n
		}
		for i := range len(s) {
			b := s[i]
			if _, _, e := unix.Syscall(unix.SYS_IOCTL, c.f.Fd(), unix.TIOCSTI, uintptr(unsafe.Pointer(&b))); e != 0 {
				c.t.Fatalf("typing on %s: %v", tty, e)
			}
		}
	}
}

// head is the console's size, and the cursor's cell.
func (c *console) head() (rows, cells, x, y int) {
	c.t.Helper()
	f, err := os.Open(vcsa)
	if err != nil {
		c.t.Fatal(err)
	}
	defer f.Close()
	b := make([]byte, 4)
	if _, err := io.ReadFull(f, b); err != nil {
		c.t.Fatal(err)
	}
	return int(b[0]), int(b[1]), int(b[2]), int(b[3])
}

func (c *console) rows() []string {
	c.t.Helper()
	rows, cells, _, _ := c.head()
	f, err := os.Open(vcsu)
	if err != nil {
		c.t.Fatal(err)
	}
	defer f.Close()
	b := make([]byte, 4*rows*cells)
	if _, err := io.ReadFull(f, b); err != nil {
		c.t.Fatal(err)
	}
	out := make([]string, rows)
	for y := range out {
		var row strings.Builder
		for x := range cells {
			row.WriteRune(rune(binary.NativeEndian.Uint32(b[4*(y*cells+x):])))
		}
		out[y] = strings.TrimRight(row.String(), " ")
	}
	return out
}

// cursor is always shown: the console tells its place only.
func (c *console) cursor() (x, y int, shown bool) {
	_, _, x, y = c.head()
	return x, y, true
}

// beside runs a screen reader next to the program until the test ends.
func beside(t *testing.T, e *ear, argv ...string) {
	t.Helper()
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = readerEnv(t, e)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
	})
}

// mute is how long BRLTTY says nothing after its start.
const mute = 5 * time.Second

func startBRLTTY(t *testing.T, e *ear, script string) screen {
	t.Helper()
	dir := t.TempDir()
	beside(t, e, "brltty", "-n", "-e", "-Z", "-N", "-q", "-f", "/dev/null", "-F", filepath.Join(dir, "prefs"), "-U", dir, "-W", dir,
		"-P", filepath.Join(dir, "pid"), "-b", "no", "-x", "lx", "-s", "sd", "-S", "autospawn=no", "-o", "autospeak=yes")
	<-time.After(mute)
	return startConsole(t, script)
}

func startConsoleFenrir(t *testing.T, e *ear, script string) screen {
	t.Helper()
	conf := edited(t, "/etc/fenrirscreenreader/settings/settings-pty.conf", withoutRemote)
	beside(t, e, "fenrir", "-s", conf, "-o", fenrirOptions+";screen#driver=vcsaDriver;keyboard#driver=dummyDriver")
	e.listen(true) // that it has started
	e.forget()
	return startConsole(t, script)
}

// TestOnConsole walks the list with the screen readers of the kernel's console, where there is one.
func TestOnConsole(t *testing.T) {
	if err := noConsole(); err != nil {
		leaveOut("BRLTTY, and Fenrir on the kernel's console: " + err.Error())
		return
	}
	t.Parallel() // beside the others, not beside itself
	for _, r := range onConsole {
		for _, m := range []mode{linear, layout, ordinary} {
			t.Run(r.name+" "+string(m), func(t *testing.T) {
				p, _ := use(t, r, m, "fr")
				p.entersAsTest()
				p.press("Down")
				for range 3 {
					p.item(downSaid, "Down", p.press("Down"))
				}
				p.item(downSaid, "Up", p.press("Up"))
				for range 18 {
					p.keys("Down")
				}
				p.ear.listen(false)
				if m == ordinary {
					p.ordinaryEdge()
				} else {
					p.item(edgeSaid, "Down at the edge", p.press("Down"))
					p.item(edgeSaid, "Down at the edge", p.press("Down"))
				}
				if m != ordinary {
					p.silent("10 s without a key", p.rest(10))
				}
				if m == layout {
					p.acts()
					p.opens()
				}
			})
		}
	}
}
