package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
)

// atHome is the loopback of the machine that the person sits at. It is this machine too, so it needs another address:
// the ssh that the test puts first in PATH listens there when it is asked for a port.
const atHome = "127.0.0.2"

// server is a machine that can only be reached over SSH: a real sshd on the loopback with keys of its own, a home, no
// session bus and no display. Nearby is a sandbox, which stands for the network.
type server struct {
	t      *testing.T
	base   string // of the sandbox: http://127.0.0.1:PORT
	home   string // over there
	client string // directory that goes first in PATH here: its ssh knows the way
	keys   []string
	ids    []string // client ids that the keys are registered under
}

// newServer starts both. flags are the sandbox's; a company's keys lie in the home over there.
func newServer(t *testing.T, flags ...string) *server {
	t.Helper()
	s := &server{t: t, home: t.TempDir(), client: t.TempDir()}
	for _, d := range []string{".config/ebox", "keys", "bin"} {
		if err := os.MkdirAll(filepath.Join(s.home, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	s.startSandbox(flags)
	s.startSSHD()
	return s
}

// printed collects what a program prints and tells when it is whole.
type printed struct {
	mu    sync.Mutex
	text  bytes.Buffer
	mark  string
	whole chan struct{}
	once  sync.Once
}

func (p *printed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text.Write(b)
	if strings.Contains(p.text.String(), p.mark) {
		p.once.Do(func() { close(p.whole) })
	}
	return len(b), nil
}

func (p *printed) wait(t *testing.T) string {
	t.Helper()
	select {
	case <-p.whole:
	case <-time.After(patience):
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !strings.Contains(p.text.String(), p.mark) {
		t.Fatalf("waiting for %q: %q", p.mark, p.text.String())
	}
	return p.text.String()
}

// run starts a program that is ended with the test, and collects its output up to mark.
func (s *server) run(mark string, argv ...string) *printed {
	s.t.Helper()
	p := &printed{mark: mark, whole: make(chan struct{})}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Stdout, cmd.Stderr = p, p
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return p
}

func (s *server) startSandbox(flags []string) {
	s.t.Helper()
	argv := append([]string{
		filepath.Join(bin, "ebox-sandbox"), "--listen", "127.0.0.1:0", "--card", "none", "--vpcd", "", "--size", "120", "--print-profile",
	}, flags...)
	for i, a := range argv {
		if a == "--enterprise-key" {
			argv[i+1] = filepath.Join(s.home, "keys", argv[i+1])
		}
	}
	const end = "ebox-sandbox: serving"
	profile, _, _ := strings.Cut(s.run(end, argv...).wait(s.t), end)
	var file struct {
		Profiles map[string]struct {
			Issuer   string `toml:"issuer"`
			ClientID string `toml:"client_id"`
			Key      string `toml:"key"`
		} `toml:"profiles"`
	}
	if _, err := toml.Decode(profile, &file); err != nil {
		s.t.Fatalf("reading the profile: %v\n%s", err, profile)
	}
	s.base = strings.TrimSuffix(file.Profiles["sandbox"].Issuer, "/fas/oauth2")
	for _, name := range []string{"company", "company-2"} {
		if p, ok := file.Profiles[name]; ok {
			s.keys, s.ids = append(s.keys, p.Key), append(s.ids, p.ClientID)
		}
	}
	if err := os.WriteFile(filepath.Join(s.home, ".config/ebox/config.toml"), []byte(profile), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func (s *server) startSSHD() {
	s.t.Helper()
	sshd, err := exec.LookPath("sshd")
	if err != nil {
		sshd = "/usr/sbin/sshd" // not in everybody's PATH
	}
	me, err := user.Current()
	if err != nil {
		s.t.Fatal(err)
	}
	if os.Getuid() == 0 { // where sshd started as root locks its other half in; Debian's service makes it at each start
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			s.t.Fatal(err)
		}
	}
	dir := s.t.TempDir()
	for _, name := range []string{"host", "person"} {
		out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", filepath.Join(dir, name)).CombinedOutput()
		if err != nil {
			s.t.Fatalf("making keys (Debian: openssh-client): %v: %s", err, out)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	host, err := os.ReadFile(filepath.Join(dir, "host.pub"))
	if err != nil {
		s.t.Fatal(err)
	}
	s.write(dir, map[string]string{
		"sshd_config": fmt.Sprintf(`Port %[1]d
ListenAddress 127.0.0.1
HostKey %[2]s/host
AuthorizedKeysFile %[2]s/person.pub
PidFile %[2]s/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
PrintLastLog no
X11Forwarding no
SetEnv HOME=%[3]s PATH=%[3]s/bin:%[4]s:/usr/bin:/bin LANG=en_US.UTF-8 EBOX_LANG=en SHELL=/bin/sh
`, port, dir, s.home, bin),
		"known":  fmt.Sprintf("[127.0.0.1]:%d %s", port, host),
		"config": fmt.Sprintf("Host *\nPort %d\nUser %s\nIdentityFile %s/person\nIdentitiesOnly yes\nUserKnownHostsFile %[3]s/known\nStrictHostKeyChecking yes\nLogLevel ERROR\n", port, me.Username, dir),
	})
	s.write(s.client, map[string]string{"ssh": `#!/bin/sh
if [ "$1" = -L ]; then
	forward=$2
	shift 2
	set -- -L "` + atHome + `:$forward" "$@"
fi
exec /usr/bin/ssh -F '` + dir + `/config' "$@"
`})
	s.run("Server listening on 127.0.0.1", sshd, "-D", "-e", "-f", filepath.Join(dir, "sshd_config")).wait(s.t)
}

func (s *server) write(dir string, files map[string]string) {
	s.t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			s.t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(dir, name), map[bool]os.FileMode{true: 0o700, false: 0o600}[name == "ssh"]); err != nil {
			s.t.Fatal(err)
		}
	}
}

// ask runs a command over there, without a terminal, and gives its output; code is how it must end.
func (s *server) ask(code int, command string) string {
	s.t.Helper()
	cmd := exec.CommandContext(s.t.Context(), filepath.Join(s.client, "ssh"), "127.0.0.1", command)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, _ := cmd.Output()
	if got := cmd.ProcessState.ExitCode(); got != code {
		s.t.Fatalf("%s: exit code %d, want %d\n%s%s", command, got, code, out, errs.String())
	}
	return string(out)
}

// post tells the sandbox to do something; the answer's body is returned.
func (s *server) post(path, body string) string {
	s.t.Helper()
	resp, err := http.Post(s.base+path, "text/plain", strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		s.t.Fatalf("%s: %s: %s %v", path, resp.Status, b, err)
	}
	return string(b)
}

// healthy takes all faults back.
func (s *server) healthy() {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodDelete, s.base+"/sandbox/faults", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	resp.Body.Close()
}

// first is the first group of the expression in text.
func first(t *testing.T, expression, text string) string {
	t.Helper()
	m := regexp.MustCompile(expression).FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("%s does not stand in:\n%s", expression, text)
	}
	return m[1]
}
