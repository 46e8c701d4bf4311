package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"myebox/cardreader/cardtest"
	"myebox/ebox/sandbox/card"
	"myebox/ebox/sandbox/mailbox"
	"myebox/ebox/sandbox/oauth"
)

// secretFields are what a login server and a client tell each other and nobody else.
var secretFields = []string{
	"access_token", "refresh_token", "id_token", "device_code", "code", "code_verifier", "client_assertion", "token",
}

// eavesdropper notes every secret that goes to the login servers or comes from them.
type eavesdropper struct {
	next  http.Handler
	mu    sync.Mutex
	heard map[string]string // secret, and what it is
}

func (e *eavesdropper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.Contains(r.URL.Path, "/oauth") {
		e.next.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	form, _ := url.ParseQuery(string(body)) // what is no form holds none of them
	rec := httptest.NewRecorder()
	e.next.ServeHTTP(rec, r)
	var answer map[string]any
	_ = json.Unmarshal(rec.Body.Bytes(), &answer) // nor what is no JSON
	location, _ := url.Parse(rec.Header().Get("Location"))
	e.mu.Lock()
	for _, name := range secretFields {
		from := []string{form.Get(name), fmt.Sprint(answer[name])}
		if location != nil {
			from = append(from, location.Query().Get(name))
		}
		for _, s := range from {
			if len(s) > 8 && answer["error"] == nil {
				e.heard[s] = name
			}
		}
	}
	e.mu.Unlock()
	for k, v := range rec.Header() {
		w.Header()[k] = v
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
}

// nosy looks at every process below this one, again and again, as anybody on the machine can with ps, and at their
// environments, as only the same user can.
type nosy struct {
	stop chan struct{}
	done chan struct{}
	seen map[string]bool
}

func newNosy() *nosy {
	n := &nosy{make(chan struct{}), make(chan struct{}), map[string]bool{}}
	go func() {
		defer close(n.done)
		tick := time.NewTicker(3 * time.Millisecond)
		defer tick.Stop()
		for {
			n.look(os.Getpid())
			select {
			case <-tick.C:
			case <-n.stop:
				return
			}
		}
	}()
	return n
}

func (n *nosy) look(pid int) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, t := range tasks {
		children, err := os.ReadFile(t)
		if err != nil {
			continue // it has ended
		}
		for _, c := range strings.Fields(string(children)) {
			for _, file := range []string{"cmdline", "environ", "comm"} {
				if b, err := os.ReadFile("/proc/" + c + "/" + file); err == nil {
					n.seen[file+" "+strings.ReplaceAll(string(b), "\x00", " ")] = true
				}
			}
			if child, err := strconv.Atoi(c); err == nil {
				n.look(child)
			}
		}
	}
}

func (n *nosy) all() []string {
	close(n.stop)
	<-n.done
	var out []string
	for s := range n.seen {
		out = append(out, s)
	}
	return out
}

// watched is a machine on which everything that is said, shown or kept is looked through for secrets.
type watched struct {
	t     *testing.T
	w     *world
	url   string
	home  string
	env   []string
	ear   *eavesdropper
	shown strings.Builder // on terminals, and in pipes
}

// telltale is a program in PATH that notes what it can see of itself and of who started it, then does its work.
const telltale = `#!/bin/sh
{ tr '\0' '\n' </proc/$$/cmdline; tr '\0' '\n' </proc/$$/environ; tr '\0' '\n' </proc/$PPID/cmdline; tr '\0' '\n' </proc/$PPID/environ; } >>"$HOME/children" 2>/dev/null
`

func newWatched(t *testing.T) *watched {
	t.Helper()
	w, err := newCardWorld()
	if err != nil {
		t.Fatal(err)
	}
	m := &watched{t: t, w: w, home: t.TempDir(), ear: &eavesdropper{next: w.handler(), heard: map[string]string{}}}
	srv := httptest.NewServer(m.ear)
	t.Cleanup(func() {
		srv.Close()
		w.cards.close()
		_ = w.box.Close()
	})
	m.url = srv.URL
	w.cards.issuer.SetURL(srv.URL + statusPath)
	w.company.server.SetBaseURL(srv.URL)
	if err := errors.Join(w.login.SetBaseURL(srv.URL), w.sandbox.SetBaseURL(srv.URL)); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"bin", "Downloads"} {
		if err := os.Mkdir(filepath.Join(m.home, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	fake := filepath.Join(m.home, "fake")
	if err := os.Mkdir(fake, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"xdg-open", "lp"} {
		if err := os.Symlink(self, filepath.Join(fake, name)); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]string{
		"config.toml": w.config("p", srv.URL), "bin/xdg-open": telltale + "case $1 in http*) ;; *) unset FAKE_BROWSER ;; esac\nexec " + fake + "/xdg-open \"$@\"\n",
		"bin/lp": telltale + "exec " + fake + "/lp \"$@\"\n", "bin/hook": telltale + "exec cat >>\"$HOME/told\"\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(m.home, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	m.env = []string{
		"HOME=" + m.home, "EBOX_CONFIG=" + filepath.Join(m.home, "config.toml"), "EBOX_KEYRING=file", "EBOX_LANG=en", "LANG=en_GB.UTF-8",
		"TERM=xterm-256color", "PATH=" + m.home + "/bin:/usr/bin:/bin", "DISPLAY=:0", "FAKE_BROWSER=key-itsme itsme-success",
		"OPENED=" + filepath.Join(m.home, "opened"),
	}
	return m
}

// ebox runs a command at a terminal; talk is what is waited for and typed, in turns. %ADDRESS% runs browse.
func (m *watched) ebox(talk []string, args ...string) string {
	m.t.Helper()
	self, err := os.Executable()
	if err != nil {
		m.t.Fatal(err)
	}
	f := &fullScreen{t: m.t, more: make(chan struct{})}
	f.cmd = &exec.Cmd{Path: self, Args: append([]string{"ebox", "--log-file", filepath.Join(m.home, "log")}, args...), Env: m.env, Dir: m.home}
	if f.tty, err = pty.StartWithSize(f.cmd, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		m.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		f.read()
	}()
	defer f.tty.Close()
	for i := 0; i+1 < len(talk); i += 2 {
		f.see(talk[i])
		answer := talk[i+1]
		if answer == "%PASTE%" {
			text, _ := f.output()
			answer = m.lastPage(regexp.MustCompile(`(?m)^\s*(http://127\S+)\r?$`).FindStringSubmatch(text)[1])
		}
		if answer == "%DEVICE%" {
			text, _ := f.output()
			m.enter(regexp.MustCompile(`(?m)^\s*(http://127\S+)\r?$`).FindStringSubmatch(text)[1], regexp.MustCompile(`Code: (\S+)`).FindStringSubmatch(text)[1])
			continue
		}
		f.key(answer + "\r")
	}
	<-ended
	text, _ := f.output()
	m.shown.WriteString(text)
	if code := f.wait(); code != 0 {
		m.t.Fatalf("%v: exit code %d:\n%s", args, code, text)
	}
	return text
}

// lastPage logs in with a browser elsewhere and gives the address where it ended.
func (m *watched) lastPage(address string) string {
	m.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		m.t.Fatal(err)
	}
	var last string
	client := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host != strings.TrimPrefix(m.url, "http://") {
			last = r.URL.String()
			return http.ErrUseLastResponse
		}
		return nil
	}}
	m.clicks(client, address, "key-itsme", "itsme-success")
	return last
}

// enter types a code on another device.
func (m *watched) enter(address, code string) {
	m.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		m.t.Fatal(err)
	}
	m.clicks(&http.Client{Jar: jar}, address+"?user_code="+code, "device-continue", "key-itsme", "itsme-success")
}

func (m *watched) clicks(client *http.Client, address string, ids ...string) {
	m.t.Helper()
	resp, err := client.Get(address)
	for _, id := range ids {
		if err != nil {
			m.t.Fatal(err)
		}
		if resp, err = click(client, resp, id); err != nil {
			m.t.Fatalf("clicking %s: %v", id, err)
		}
	}
	if err != nil {
		m.t.Fatal(err)
	}
	_ = resp.Body.Close()
}

// Whatever way somebody logs in: no secret is on a command line, in an environment, of this program or of those that it
// starts, in the log, in a file or on the screen.
func TestSecretsStayInside(t *testing.T) {
	m := newWatched(t)
	const storeWord, keyWord, pin = "specimen-store-word", "specimen-key-word", "1234"
	spy := newNosy()
	unlock := []string{"Passphrase of the store", storeWord}
	store := []string{"New passphrase", storeWord, "Once more", storeWord}

	m.ebox(append(store, "last page", "%PASTE%"), "login", "--no-browser", "--port", freePort(t))
	m.ebox(unlock, "login", "--fresh")
	m.ebox(append(unlock, "Waiting for the other device", "%DEVICE%"), "login", "--fresh", "--device")
	sim, err := m.w.cards.issuer.Issue(cardtest.Person{
		Surname: person.Surname, GivenNames: person.GivenName, NationalNumber: person.NationalNumber,
	}, "good")
	if err != nil {
		t.Fatal(err)
	}
	s, err := card.ListenCard(m.w.cards.socket, sim)
	if err != nil {
		t.Fatal(err)
	}
	m.w.cards.ended.Go(func() { _ = s.Serve(m.w.cards.ctx) })
	m.ebox(append(unlock, "PIN code:", pin), "login", "--fresh", "--card")
	key := filepath.Join(m.home, "acme.p12")
	creds := oauth.Credentials{Key: m.w.company.creds.Key, Clients: m.w.company.creds.Clients[:1]}
	if err := creds.Write(key, keyWord); err != nil {
		t.Fatal(err)
	}
	m.ebox(nil, "accounts", "add", "acme", "--client-id", creds.Clients[0].ID, "--key", key)
	m.ebox(append(unlock, "acme.p12 (it", keyWord), "login", "--account", "acme")
	m.ebox(unlock, "status", "--all")

	// The programs that others start: the hook, the viewer and the printer. (The browser was started by the second login.)
	m.ebox(unlock, "watch", "--once", "--account", "acme", "--exec", "hook")
	if _, err := m.w.box.Deliver(mailbox.Arrival{BoxType: "enterprise", Provider: "nsso", Count: 1}); err != nil {
		t.Fatal(err)
	}
	m.ebox(unlock, "watch", "--once", "--account", "acme", "--exec", "hook")
	list := m.ebox(unlock, "list", "--account", "acme", "--format", "{{.registered}} {{.attachmentCount}} {{.ref}}")
	ref := regexp.MustCompile(`false [1-9]\d* (\S+)`).FindStringSubmatch(list)
	if ref == nil {
		t.Fatalf("no message has a document: %s", list)
	}
	m.ebox(unlock, "download", ref[1], "--dir", "Downloads", "--account", "acme", "--open", "--print")
	m.ebox(unlock, "logout")

	secrets := map[string]string{storeWord: "passphrase of the store", keyWord: "passphrase of the key", person.NationalNumber: "national number"}
	for s, what := range m.ear.heard {
		secrets[s] = what
	}
	for _, what := range secretFields {
		if what != "token" && !slices.Contains(slices.Collect(maps.Values(secrets)), what) {
			t.Errorf("no %s was ever used: what is this test worth?", what)
		}
	}
	processes := spy.all()
	if all := strings.Join(processes, "\n"); !strings.Contains(all, "cmdline ebox --log-file") || !strings.Contains(all, "environ HOME="+m.home) {
		t.Error("no process was seen: what is this test worth?")
	}
	m.look("a process", processes, secrets, regexp.MustCompile(`(^|[^\w.:])`+pin+`($|[^\w.])`))
	m.look("the terminal", []string{m.shown.String()}, secrets, regexp.MustCompile(`\b`+pin+`\b`))
	err = filepath.WalkDir(m.home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if filepath.Base(path) == "acme.p12" {
			return err
		}
		m.look(strings.TrimPrefix(path, m.home), []string{string(b)}, secrets, nil)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	for _, name := range []string{"children", "told", "log", "opened"} {
		if st, err := os.Stat(filepath.Join(m.home, name)); err != nil || st.Size() == 0 {
			t.Errorf("%s: nothing was noted: %v", name, err)
		}
	}
	children, _ := os.ReadFile(filepath.Join(m.home, "children"))
	for _, name := range []string{"bin/xdg-open", "bin/lp", "bin/hook"} {
		if !strings.Contains(string(children), name) {
			t.Errorf("%s never ran", name)
		}
	}
}

// freePort is a port of the loopback where nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// look searches what was seen for secrets, as they are and as they travel in addresses.
func (m *watched) look(where string, texts []string, secrets map[string]string, pin *regexp.Regexp) {
	m.t.Helper()
	for _, text := range texts {
		for s, what := range secrets {
			if strings.Contains(text, s) || strings.Contains(text, url.QueryEscape(s)) {
				m.t.Errorf("%s: there is a %s in it", where, what)
			}
		}
		if pin != nil && pin.MatchString(text) {
			m.t.Errorf("%s: there is a PIN in it: %q", where, pin.FindString(text))
		}
	}
}
