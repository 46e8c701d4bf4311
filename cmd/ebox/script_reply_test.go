package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/creack/pty"
	"github.com/rogpeppe/go-internal/testscript"

	"myebox/ebox/sandbox/mailbox"
)

func init() {
	options := func(m *mailbox.Message) (n int, comment bool) {
		if m.BusinessDataList == nil {
			return 0, true
		}
		for _, d := range m.BusinessDataList.Items {
			if strings.HasPrefix(d.Key, "SANDBOX_REPLY_OPTION_") {
				n++
			}
			if d.Key == "SANDBOX_REPLY_COMMENT" {
				comment = d.Values[0].In("nl") == "true"
			}
		}
		return n, comment || n == 0
	}
	criteria["reply"] = func(m *mailbox.Message) bool { return m.ReplyAuthorized }
	criteria["noreply"] = func(m *mailbox.Message) bool { return !m.ReplyAuthorized }
	criteria["choices"] = func(m *mailbox.Message) bool { n, _ := options(m); return m.ReplyAuthorized && n > 0 }
	criteria["fixed"] = func(m *mailbox.Message) bool { n, c := options(m); return m.ReplyAuthorized && n > 0 && !c }
	criteria["comment"] = func(m *mailbox.Message) bool { n, c := options(m); return m.ReplyAuthorized && n > 0 && c }
	criteria["free"] = func(m *mailbox.Message) bool { n, _ := options(m); return m.ReplyAuthorized && n == 0 }
}

// converseLimit is for one answer of the program; only a failing story waits that long.
const converseLimit = 20 * time.Second

// cmdConverse runs a program at a terminal: converse CODE FILE PROGRAM ARGUMENT... The lines of FILE are "< EXPRESSION",
// waited for in what was written since the last one, "> TEXT", typed with Enter (\n is one more), "^ KEY", one of C and D, and "! PASTE",
// what a terminal sends for a paste that ends in Enter; "@" types the code that was mailed last. What was on the screen is in the file screen.
func cmdConverse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: converse CODE FILE PROGRAM ARGUMENT...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	c := startConversation(ts, args[2:])
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		kind, text, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		text = os.Expand(text, ts.Getenv)
		switch kind {
		case "<":
			c.await(ts, text)
		case ">":
			c.types(ts, strings.ReplaceAll(text, `\n`, "\n")+"\n")
		case "!":
			c.types(ts, "\x1b[200~"+text+"\x1b[201~\n")
		case "^":
			c.types(ts, string([]byte{text[0] & 0x1F}))
		case "@":
			cmdMailed(ts, false, []string{"MAILED"})
			c.types(ts, ts.Getenv("MAILED")+"\n")
		case "", "#":
		default:
			ts.Fatalf("converse: what is %q?", line)
		}
	}
	got := c.end(ts)
	ts.Check(os.WriteFile(ts.MkAbs("screen"), []byte(c.text()), 0o600))
	if got != want {
		ts.Fatalf("exit code %d, want %d; the screen:\n%s", got, want, c.text())
	}
}

// conversation is a program at a terminal.
type conversation struct {
	cmd  *exec.Cmd
	far  *os.File
	done chan struct{} // nothing more comes
	mu   sync.Mutex
	seen bytes.Buffer
	wake chan struct{}
	read int // bytes of seen that were waited for
}

// scriptVars is the key of the variables that a story began with.
type scriptVars struct{}

func startConversation(ts *testscript.TestScript, argv []string) *conversation {
	env := []string{"TERM=xterm-256color"}
	vars, _ := ts.Value(scriptVars{}).([]string)
	for _, v := range append(vars, "EBOX_PROFILE", "EBOX_KEYRING") {
		name, _, _ := strings.Cut(v, "=")
		env = append(env, name+"="+ts.Getenv(name))
	}
	path := argv[0]
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if st, err := os.Stat(filepath.Join(dir, argv[0])); err == nil && !st.IsDir() {
			path = filepath.Join(dir, argv[0])
			break
		}
	}
	c := &conversation{cmd: exec.Command(path, argv[1:]...), done: make(chan struct{}), wake: make(chan struct{})}
	c.cmd.Env, c.cmd.Dir = env, ts.MkAbs(".")
	far, err := pty.StartWithSize(c.cmd, &pty.Winsize{Rows: 24, Cols: 80})
	ts.Check(err)
	c.far = far
	ts.Defer(func() { _ = c.cmd.Process.Kill(); _ = far.Close() })
	go c.listen()
	return c
}

func (c *conversation) listen() {
	defer close(c.done)
	b := make([]byte, 4096)
	for {
		n, err := c.far.Read(b)
		c.mu.Lock()
		c.seen.Write(b[:n])
		close(c.wake)
		c.wake = make(chan struct{})
		c.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// text is all that was on the screen.
func (c *conversation) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.ReplaceAll(c.seen.String(), "\r\n", "\n")
}

// await waits for an expression in what came since the last one; any white space is one blank.
func (c *conversation) await(ts *testscript.TestScript, expression string) {
	re, err := regexp.Compile(expression)
	ts.Check(err)
	limit := time.NewTimer(converseLimit)
	defer limit.Stop()
	for {
		c.mu.Lock()
		wake, all := c.wake, c.seen.String()
		c.mu.Unlock()
		if re.MatchString(strings.Join(strings.Fields(all[c.read:]), " ")) {
			c.read = len(all)
			return
		}
		select {
		case <-wake:
		case <-c.done:
			if c.mu.Lock(); c.seen.Len() == len(all) {
				c.mu.Unlock()
				ts.Fatalf("the program ended without %q; the screen:\n%s", expression, c.text())
			}
			c.mu.Unlock()
		case <-limit.C:
			ts.Fatalf("no %q; the screen:\n%s", expression, c.text())
		}
	}
}

func (c *conversation) types(ts *testscript.TestScript, text string) {
	_, err := c.far.WriteString(text)
	ts.Check(err)
}

// end waits for the program and gives its exit code.
func (c *conversation) end(ts *testscript.TestScript) int {
	ended := make(chan error, 1)
	go func() { ended <- c.cmd.Wait() }()
	var exit *exec.ExitError
	select {
	case err := <-ended:
		<-c.done
		if err != nil && !errors.As(err, &exit) {
			ts.Check(err)
		}
		return c.cmd.ProcessState.ExitCode()
	case <-time.After(converseLimit):
		ts.Fatalf("the program goes on; the screen:\n%s", c.text())
		return -1
	}
}

// cmdHides makes sure that no file below the story's home, and no log, holds a text: hides TEXT...
func cmdHides(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: hides TEXT...")
	}
	files := 0
	ts.Check(filepath.WalkDir(ts.Getenv("HOME"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for _, text := range args {
			if bytes.Contains(b, []byte(text)) {
				ts.Fatalf("%s holds %q", path, text)
			}
		}
		return nil
	}))
	if files == 0 {
		ts.Fatalf("there are no files to look into")
	}
}

// cmdMailed sets NAME to the code that was mailed last: mailed NAME.
func cmdMailed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: mailed NAME")
	}
	resp, err := http.Get(ts.Getenv("SANDBOX") + "/sandbox/mails")
	ts.Check(err)
	defer resp.Body.Close()
	var told struct {
		Mails []struct {
			Code string `json:"code"`
		} `json:"mails"`
	}
	ts.Check(json.NewDecoder(resp.Body).Decode(&told))
	for i := len(told.Mails) - 1; i >= 0; i-- {
		if told.Mails[i].Code != "" {
			ts.Setenv(args[0], told.Mails[i].Code)
			return
		}
	}
	ts.Fatalf("no code was mailed: %v", told)
}
