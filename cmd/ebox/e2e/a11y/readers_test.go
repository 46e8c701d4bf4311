package a11y

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// screen is a terminal that the program under test runs in.
type screen interface {
	keys(names ...string)
	rows() []string
	cursor() (x, y int, shown bool)
}

// screenReader is a program that reads aloud: it starts a script in a terminal and speaks to e.
type screenReader struct {
	name  string
	vars  []string // of the program that runs in it
	start func(t *testing.T, e *ear, script string) screen
}

// inTerminals are the screen readers that run in any terminal.
var inTerminals = []screenReader{
	{"yasr", []string{"TERM=xterm-256color"}, startYasr},
	{"Fenrir", nil, startFenrir}, // it says what kind of terminal it is
}

// readerEnv is the environment of a screen reader.
func readerEnv(t *testing.T, e *ear) []string {
	t.Helper()
	return []string{
		"PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME=" + t.TempDir(), "LANG=C.UTF-8", "TERM=xterm-256color",
		"SHELL=/bin/sh", fmt.Sprintf("SPEECHD_ADDRESS=inet_socket:127.0.0.1:%d", e.port()),
	}
}

// startYasr runs yasr, which reads what a program writes.
func startYasr(t *testing.T, e *ear, script string) screen {
	t.Helper()
	conf := edited(t, "/etc/yasr/yasr.conf", func(s string) string {
		s = regexp.MustCompile(`(?m)^synthesizer=.*$`).ReplaceAllString(s, "synthesizer=speech dispatcher")
		return regexp.MustCompile(`(?m)^synthesizer port=.*$`).ReplaceAllString(s, fmt.Sprintf("synthesizer port=127.0.0.1:%d", e.port()))
	})
	return startTmux(t, readerEnv(t, e), "yasr -C "+conf+" "+script)
}

// fenrirOptions switch off what needs devices, and turn on the speech.
const fenrirOptions = "sound#enabled=False;speech#driver=speechdDriver;speech#voice=;speech#language=en"

// startFenrir runs Fenrir, which reads what changed on the screen, else the cursor's row.
func startFenrir(t *testing.T, e *ear, script string) screen {
	t.Helper()
	conf := edited(t, "/etc/fenrirscreenreader/settings/settings-pty.conf", withoutRemote)
	return startTmux(t, readerEnv(t, e), "fenrir -e -s "+conf+" -o '"+fenrirOptions+";general#shell="+script+"'")
}

// withoutRemote is a configuration of Fenrir without its [remote] part, which opens a port.
func withoutRemote(s string) string {
	before, rest, ok := strings.Cut(s, "[remote]")
	if !ok {
		return s
	}
	if i := strings.Index(rest, "\n["); i >= 0 {
		return before + rest[i+1:]
	}
	return before
}

// edited is a changed copy of a configuration.
func edited(t *testing.T, path string, change func(string) string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), filepath.Base(path))
	if err := os.WriteFile(to, []byte(change(string(b))), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}
