//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package ebox

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// childEnv tells the test binary to be a program that saves a document: federation address, directory, step to stop at.
const childEnv = "EBOX_TEST_SAVE"

func TestMain(m *testing.M) {
	if v := os.Getenv(childEnv); v != "" {
		os.Exit(child(strings.Split(v, "|")))
	}
	os.Exit(m.Run())
}

// child saves the document and tells on standard output how far it is, a line at a time. At its last step it stops
// until it is killed.
func child(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	clock := time.Now()
	f, err := NewFederation(args[0], Options{
		HTTP: &http.Client{}, Sandbox: true, Now: func() time.Time { clock = clock.Add(time.Second); return clock },
	})
	if err != nil {
		return 2
	}
	f.step = func(step string) {
		fmt.Println("step", step)
		if step == args[2] {
			<-ctx.Done()
		}
	}
	a := &Attachment{ID: "x", FileName: Untrusted("a.pdf"), MediaType: "application/pdf", Digest: digestOf(document)}
	_, err = f.Save(ctx, mainMessage, a, SaveOptions{Dir: args[1], Progress: func(done, _ int64) { fmt.Println("bytes", done) }})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("saved")
	return 0
}

// startChild starts the child; its standard output comes line by line.
func startChild(t *testing.T, f *Federation, dir, stopAt string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), childEnv+"="+strings.Join([]string{f.dir.c.base.String(), dir, stopAt}, "|"))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// killed runs the child until it prints a line, or until moment is closed when there is one, and kills it with SIGKILL.
func killed(t *testing.T, f *Federation, dir, stopAt, line string, moment <-chan struct{}) {
	t.Helper()
	cmd, lines := startChild(t, f, dir, stopAt)
	if moment != nil {
		go func() { // it goes on talking meanwhile
			for lines.Scan() {
			}
		}()
		<-moment
	} else {
		for lines.Scan() && lines.Text() != line {
		}
		if lines.Text() != line {
			t.Errorf("the child ended before %q with %q", line, lines.Text())
		}
	}
	_ = cmd.Process.Kill() // SIGKILL
	_ = cmd.Wait()
}

// check looks at the directory after a kill: the document is complete or not there. Then it saves once more, which
// clears up. It tells whether the killed program had published.
func check(t *testing.T, f *Federation, dir string) (published bool) {
	t.Helper()
	for _, name := range files(t, dir) {
		if partialName.MatchString(name) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		if name != "a.pdf" || err != nil || !bytes.Equal(b, document) {
			t.Errorf("%s is there with %d bytes of %d, %v", name, len(b), len(document), err)
		}
		published = true
	}
	a := &Attachment{ID: "x", FileName: Untrusted("a.pdf"), MediaType: "application/pdf", Digest: digestOf(document)}
	saved, err := f.Save(t.Context(), mainMessage, a, SaveOptions{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.pdf"}
	if published {
		want = []string{"a (2).pdf", "a.pdf"}
	}
	if diff := cmp.Diff(want, files(t, dir)); diff != "" || filepath.Base(saved.Path) != want[0] {
		t.Errorf("after another try: %s, saved %s", diff, saved.Path)
	}
	return published
}

func TestKilledAtEachStep(t *testing.T) {
	for step, published := range map[string]bool{"made": false, "received": false, "synced": false, "published": true} {
		t.Run(step, func(t *testing.T) {
			f := documentServer(t, sendAll)
			dir := t.TempDir()
			killed(t, f, dir, step, "step "+step, nil)
			if got := check(t, f, dir); got != published {
				t.Errorf("published: %v", got)
			}
		})
	}
}

// TestKilledAfterSoManyBytes kills the child when it has written so many bytes of the document.
func TestKilledAfterSoManyBytes(t *testing.T) {
	for _, n := range []int{1, 511, 512, 4096, 32 << 10, 100_000, len(document) - 1} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			first := true
			f := documentServer(t, func(rw http.ResponseWriter, r *http.Request) {
				if !first {
					sendAll(rw, r)
					return
				}
				first = false
				rw.Header().Set("Content-Length", strconv.Itoa(len(document)))
				_, _ = rw.Write(document[:n])
				_ = http.NewResponseController(rw).Flush()
				<-r.Context().Done()
			})
			dir := t.TempDir()
			killed(t, f, dir, "", fmt.Sprint("bytes ", n), nil)
			if check(t, f, dir) {
				t.Error("published")
			}
		})
	}
}

// TestKilledWhileBytesFlow kills the child at the moment the server has sent so many bytes, wherever the child is with
// them; at the end it may just have published.
func TestKilledWhileBytesFlow(t *testing.T) {
	for i := range 12 {
		n := len(document) * i / 11
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			moment := make(chan struct{})
			first := true
			f := documentServer(t, func(rw http.ResponseWriter, r *http.Request) {
				if !first {
					sendAll(rw, r)
					return
				}
				first = false
				rw.Header().Set("Content-Length", strconv.Itoa(len(document)))
				_, _ = rw.Write(document[:n])
				_ = http.NewResponseController(rw).Flush()
				close(moment)
				_, _ = rw.Write(document[n:])
			})
			dir := t.TempDir()
			killed(t, f, dir, "", "", moment)
			check(t, f, dir)
		})
	}
}

// TestLivingProgramKeepsItsFile saves into a directory in which another program is in the middle of a download.
func TestLivingProgramKeepsItsFile(t *testing.T) {
	f := documentServer(t, sendAll)
	dir := t.TempDir()
	cmd, lines := startChild(t, f, dir, "synced")
	for lines.Scan() && lines.Text() != "step synced" {
	}
	if _, err := f.SaveText(dir, "other", []byte("x")); err != nil {
		t.Error(err)
	}
	_ = cmd.Process.Signal(syscall.SIGTERM) // go on
	for lines.Scan() {
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the other program lost its file: %v", err)
	}
	if diff := cmp.Diff([]string{"a.pdf", "other.txt"}, files(t, dir)); diff != "" {
		t.Error(diff)
	}
}
