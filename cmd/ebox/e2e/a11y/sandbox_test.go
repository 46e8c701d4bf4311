package a11y

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// world is a sandbox and the home of somebody who uses it.
type world struct {
	t    *testing.T
	base string // of the sandbox: http://127.0.0.1:PORT
	home string
	conf string
}

// profileOut collects what the sandbox prints, and tells when it is whole.
type profileOut struct {
	mu    sync.Mutex
	text  bytes.Buffer
	whole chan struct{}
	once  sync.Once
}

func (p *profileOut) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text.Write(b)
	if strings.Contains(p.text.String(), "tls_roots") {
		p.once.Do(func() { close(p.whole) })
	}
	return len(b), nil
}

// newWorld starts a sandbox with that many messages in one language; more are further options of the sandbox.
func newWorld(t *testing.T, size int, lang string, more ...string) *world {
	t.Helper()
	w := &world{t: t, home: newHome(t)}
	content := lang
	if content == "en" {
		content = "fr"
	}
	out := &profileOut{whole: make(chan struct{})}
	args := append([]string{
		"--listen", "127.0.0.1:0", "--size", fmt.Sprint(size), "--lang", content, "--card", "none", "--vpcd", "", "--print-profile",
	}, more...)
	cmd := exec.Command(filepath.Join(bin, "ebox-sandbox"), args...)
	cmd.Stdout, cmd.Stderr = out, io.Discard
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	select {
	case <-out.whole:
	case <-time.After(time.Minute):
		t.Fatal("the sandbox printed no profile")
	}
	out.mu.Lock()
	profile := out.text.String()
	out.mu.Unlock()
	w.base = regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(profile)
	w.conf = filepath.Join(w.home, "config.toml")
	if err := os.WriteFile(w.conf, []byte(profile), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"Downloads", "bin"} {
		if err := os.Mkdir(filepath.Join(w.home, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	opener := "#!/bin/sh\nprintf '%s\\n' \"$1\" >>'" + w.home + "/opened'\n"
	if err := os.WriteFile(filepath.Join(w.home, "bin", "xdg-open"), []byte(opener), 0o700); err != nil {
		t.Fatal(err)
	}
	return w
}

// newHome is a directory that goes at the end, once the program that is being ended writes nothing into it any more.
func newHome(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ebox-a11y-home-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for end := time.Now().Add(10 * time.Second); ; <-time.After(50 * time.Millisecond) {
			if err := os.RemoveAll(dir); err == nil {
				return
			} else if time.Now().After(end) {
				t.Error(err)
				return
			}
		}
	})
	return dir
}

// address is what the program opened in the browser.
func (w *world) address() string {
	w.t.Helper()
	b, err := os.ReadFile(filepath.Join(w.home, "opened"))
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.TrimSpace(string(b))
}

// fault turns a knob of the sandbox; "" turns all of them back.
func (w *world) fault(text string) {
	w.t.Helper()
	method := http.MethodPost
	if text == "" {
		method = http.MethodDelete
	}
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.base+"/sandbox/faults", strings.NewReader(text))
	if err != nil {
		w.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		b, _ := io.ReadAll(resp.Body)
		w.t.Fatalf("fault %q: %s: %s", text, resp.Status, b)
	}
}

// script runs the program in that language with those arguments.
func (w *world) script(lang string, vars []string, args ...string) string {
	vars = append([]string{
		"PATH=" + w.home + "/bin:/usr/local/bin:/usr/bin:/bin", "HOME=" + w.home, "EBOX_CONFIG=" + w.conf, "EBOX_KEYRING=off", "LANG=" + lang + "_BE.UTF-8", "EBOX_LANG=" + lang,
	}, vars...)
	return script(w.t, vars, append([]string{filepath.Join(bin, "ebox")}, args...)...)
}
