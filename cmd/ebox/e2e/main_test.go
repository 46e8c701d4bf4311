package e2e

import (
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"myebox/tui/lang"
)

var (
	root    string // of the module
	bin     string // directory of the built programs
	english = lang.For("en")
)

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	for cmd, pkg := range map[string]string{
		"tmux": "tmux", "chromium": "chromium", "dbus-run-session": "dbus-daemon", "gnome-keyring-daemon": "gnome-keyring",
	} {
		if _, err := exec.LookPath(cmd); err != nil {
			fmt.Fprintf(os.Stderr, "%s is missing (Debian: %s); make test installs it\n", cmd, pkg)
			return 1
		}
	}
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "looking for the module:", err)
		return 1
	}
	root = filepath.Dir(strings.TrimSpace(string(out)))
	if bin, err = os.MkdirTemp("", "ebox-e2e-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(bin)
	build := exec.Command("go", "build", "-o", bin+"/", "./cmd/ebox", "./cmd/ebox-sandbox")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// desk is a person's machine: a home, a keyring in a session of its own, an opener. It outlives the programs on it.
type desk struct {
	t      *testing.T
	dir    string
	opener *opened
	listen string
	flags  []string // of the sandbox
	env    []string // besides the usual
}

func newDesk(t *testing.T, flags ...string) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), opener: newOpener(t), listen: freePort(t), flags: flags}
	for _, p := range []string{"home/Downloads", "session"} {
		if err := os.MkdirAll(filepath.Join(d.dir, p), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// freePort is an address on the loopback where nobody listens: a second start of the sandbox must have the same.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func (d *desk) downloads() string { return filepath.Join(d.dir, "home", "Downloads") }

// start runs the client on the sandbox in a terminal, as "make run" does.
func (d *desk) start(w, h int, args ...string) *terminal {
	d.t.Helper()
	return d.run(w, h, append([]string{filepath.Join(bin, "ebox")}, args...)...)
}

// run runs a program beside the sandbox, which ends with it.
func (d *desk) run(w, h int, argv ...string) *terminal {
	d.t.Helper()
	home := filepath.Join(d.dir, "home")
	env := append([]string{
		"PATH=" + d.opener.dir + ":/usr/local/bin:/usr/bin:/bin", "HOME=" + home, "TERM=xterm-256color", "EBOX_SCREEN_READER=off", "LANG=en_US.UTF-8", "EBOX_LANG=en",
		"TMPDIR=" + d.dir, "SHELL=/bin/sh",
	}, d.env...)
	around := []string{
		filepath.Join(root, "testdata/tools/session.sh"), filepath.Join(d.dir, "session"),
		filepath.Join(bin, "ebox-sandbox"), "--listen", d.listen, "--data", filepath.Join(d.dir, "sandbox"),
	}
	around = append(append(around, d.flags...), "--run", "--")
	return startTerminal(d.t, w, h, env, append(around, argv...)...)
}
