package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// fileStore is what tests use where processes share a store: it has no lock of its own, so that only ours counts.
type fileStore struct{ dir string }

func (f fileStore) path(account string) string { return filepath.Join(f.dir, account+".json") }

func (f fileStore) Load(_ context.Context, account string) ([]byte, error) {
	b, err := os.ReadFile(f.path(account))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	return b, err
}

func (f fileStore) Save(_ context.Context, account string, b []byte) error {
	tmp := f.path(account) + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, f.path(account))
}

func (f fileStore) Delete(_ context.Context, account string) error { return os.Remove(f.path(account)) }

// roleClient is the client of a helper process: issuer, directory and count are its arguments.
func roleClient() (c *Client, rounds int, err error) {
	issuer, dir := os.Args[1], os.Args[2]
	rounds, err = strconv.Atoi(os.Args[3])
	return New(Config{
		Issuer: issuer, ClientID: "client", ACRValues: level + "400", Account: "test", Sandbox: true, LockDir: dir,
	}, fileStore{dir}), rounds, err
}

// refreshRole resumes and refreshes some times.
func refreshRole() error {
	c, rounds, err := roleClient()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := c.Resume(ctx)
	for i := 1; err == nil && i < rounds; i++ {
		_, err = s.renewed(ctx, s.access)
	}
	return err
}

// dieRole takes the lock and dies with it when its standard input ends.
func dieRole() error {
	c, _, err := roleClient()
	if err != nil {
		return err
	}
	if _, err := c.lock.lock(context.Background()); err != nil {
		return err
	}
	fmt.Println("locked")
	_, _ = os.Stdin.Read(make([]byte, 1))
	p, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	return p.Kill()
}

func roleCommand(ctx context.Context, role string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	return cmd
}

// TestProcessesShareASession: processes that refresh at the same time do so one after the other, each with the token
// that the one before it got; the server never sees one twice.
func TestProcessesShareASession(t *testing.T) {
	const processes, rounds = 6, 5
	p := startProvider(t)
	p.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/access_token") {
			return false
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.inside++; p.inside > 1 {
			p.overlaps++
		}
		return false
	}
	p.after = func(r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/access_token") {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.inside--
		}
	}
	dir := t.TempDir()
	mustLogIn(t, socketClient(p, fileStore{dir}, func(c *Config) { c.LockDir = dir }))
	before := p.count("/access_token")
	var wg sync.WaitGroup
	for range processes {
		wg.Go(func() {
			var stderr bytes.Buffer
			cmd := roleCommand(t.Context(), "refresh", p.issuer, dir, strconv.Itoa(rounds))
			cmd.Stderr = &stderr
			if err := cmd.Run(); err != nil {
				t.Errorf("%v: %s", err, &stderr)
			}
		})
	}
	wg.Wait()
	if n := p.count("/access_token") - before; n != processes*rounds {
		t.Errorf("%d refreshes, want exactly %d", n, processes*rounds)
	}
	if p.reused != 0 || p.overlaps != 0 {
		t.Errorf("%d tokens used twice, %d refreshes at the same time", p.reused, p.overlaps)
	}
	if _, err := socketClient(p, fileStore{dir}).Resume(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestDeadProcessReleasesTheLock: a process that is killed while it holds the lock keeps nobody waiting.
func TestDeadProcessReleasesTheLock(t *testing.T) {
	dir := t.TempDir()
	const issuer = "http://127.0.0.1:1/x"
	cmd := roleCommand(t.Context(), "die", issuer, dir, "1")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if n, err := stdout.Read(make([]byte, 10)); n == 0 {
		t.Fatalf("the helper did not take the lock: %v", err)
	}
	lock := newSharedLock(dir, issuer, "client", "test")
	short, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := lock.lock(short); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("locked twice: %v", err)
	}
	_ = stdin.Close()
	unlock, err := lock.lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	if err := cmd.Wait(); err == nil {
		t.Error("the helper was not killed")
	}
}

func TestLockFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "ebox")
	a, b := newSharedLock(dir, "issuer", "client", "one"), newSharedLock(dir, "issuer", "client", "two")
	if a.path == b.path {
		t.Error("two accounts share a lock")
	}
	unlock, err := a.lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	free, err := b.lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	free()
	info, err := os.Stat(a.path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() != 0 || info.Mode().Perm() != 0o600 {
		t.Errorf("lock file has %d bytes and mode %v", info.Size(), info.Mode())
	}
	if blocked := newSharedLock("/dev/null/x", "a"); blocked != nil {
		if _, err := blocked.lock(t.Context()); err == nil {
			t.Error("a directory that cannot be made gave a lock")
		}
	}
}
