//go:build unix

package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// quickKDF makes tests fast; what is read must not be cheaper.
var quickKDF = kdf{passes: 1, memory: 64, lanes: 1}

// asker answers for a person and counts.
type asker struct {
	mu     sync.Mutex
	word   string
	next   string // the new one; "": the same
	asked  int
	chosen int
	given  [][]byte
}

func (a *asker) ask(_ context.Context, confirm bool) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	word := a.word
	if confirm {
		a.chosen++
		if a.next != "" {
			word = a.next
		}
	} else {
		a.asked++
	}
	b := []byte(word)
	a.given = append(a.given, b)
	return b, nil
}

// quickStore is a store with a cheap derivation.
func quickStore(dir string, a *asker) *File {
	f := NewFile(dir, a.ask)
	f.cost = quickKDF
	return f
}

func storeDir(t *testing.T) string { return filepath.Join(privateDir(t), "state") }

func mustSave(t *testing.T, f *File, account, secret string) {
	t.Helper()
	if err := f.Save(t.Context(), account, []byte(secret)); err != nil {
		t.Fatal(err)
	}
}

func wantKept(t *testing.T, f *File, account, want string) {
	t.Helper()
	if b, err := f.Load(t.Context(), account); string(b) != want || err != nil {
		t.Errorf("%s: %q, %v; want %q", account, b, err, want)
	}
}

func TestFileStore(t *testing.T) {
	dir, a := storeDir(t), &asker{word: "specimen"}
	f, ctx := quickStore(dir, a), t.Context()
	if f.Exists() {
		t.Error("there is one already")
	}
	if _, err := f.Load(ctx, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("loading from nothing: %v", err)
	}
	if err := f.Delete(ctx, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleting from nothing: %v", err)
	}
	if a.asked+a.chosen != 0 {
		t.Error("asked for a passphrase of nothing")
	}
	mustSave(t, f, "a", "one")
	mustSave(t, f, "b", "two")
	mustSave(t, f, "a", "three")
	wantKept(t, f, "a", "three")
	wantKept(t, f, "b", "two")
	if a.chosen != 1 || a.asked != 0 || !f.Exists() || isVolatile(f) {
		t.Errorf("asked %d times, chosen %d times", a.asked, a.chosen)
	}
	g := quickStore(dir, a) // another process
	wantKept(t, g, "a", "three")
	if err := g.Delete(ctx, "a"); err != nil || a.asked != 1 {
		t.Errorf("%v, asked %d times", err, a.asked)
	}
	if _, err := f.Load(ctx, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleted: %v", err)
	}
	if err := f.Delete(ctx, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
	if err := f.Forget(ctx); err != nil {
		t.Fatal(err)
	}
	wantKept(t, f, "b", "two")
	if a.asked != 2 {
		t.Errorf("asked %d times after forgetting", a.asked)
	}
	for _, b := range a.given {
		if !bytes.Equal(b, make([]byte, len(b))) {
			t.Errorf("a passphrase is still there: %q", b)
		}
	}
}

// TestFileStoreUnlock: the passphrase is asked for once and early, of a store that is there or of a new one.
func TestFileStoreUnlock(t *testing.T) {
	dir, a := storeDir(t), &asker{word: "specimen"}
	f, ctx := quickStore(dir, a), t.Context()
	if err := f.Unlock(ctx); err != nil || !f.Exists() || a.chosen != 1 {
		t.Fatalf("a new one: %v, there: %t, chosen %d times", err, f.Exists(), a.chosen)
	}
	mustSave(t, f, "a", "one")
	g := quickStore(dir, a)
	if err := g.Unlock(ctx); err != nil || a.asked != 1 {
		t.Errorf("one that is there: %v, asked %d times", err, a.asked)
	}
	wantKept(t, g, "a", "one")
	if a.asked != 1 || a.chosen != 1 {
		t.Errorf("asked %d times, chosen %d times", a.asked, a.chosen)
	}
	if err := quickStore(dir, &asker{word: "wrong"}).Unlock(ctx); !errors.Is(err, ErrPassphrase) {
		t.Errorf("a wrong one: %v", err)
	}
	nobody := quickStore(dir, a)
	nobody.ask = nil
	if err := nobody.Unlock(ctx); !errors.Is(err, ErrPassphraseNeeded) {
		t.Errorf("nobody to ask: %v", err)
	}
}

// TestFileStoreRemove: nothing is left, and nobody is asked for the passphrase, which may be lost.
func TestFileStoreRemove(t *testing.T) {
	dir, a := storeDir(t), &asker{word: "specimen"}
	f, ctx := quickStore(dir, a), t.Context()
	if err := f.Remove(ctx); !errors.Is(err, ErrNotFound) {
		t.Errorf("nothing: %v", err)
	}
	mustSave(t, f, "a", "one")
	if err := os.WriteFile(filepath.Join(dir, storeNewName), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := quickStore(dir, a).Remove(ctx); err != nil || f.Exists() || a.asked != 0 {
		t.Errorf("%v, there: %t, asked %d times", err, f.Exists(), a.asked)
	}
	if _, err := os.Stat(filepath.Join(dir, storeNewName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was being written: %v", err)
	}
	if _, err := f.Load(ctx, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("another process: %v", err)
	}
	if err := f.Remove(ctx); !errors.Is(err, ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
}

// TestFileStoreOnDisk: modes, and nothing readable in the file.
func TestFileStoreOnDisk(t *testing.T) {
	dir := storeDir(t)
	f := quickStore(dir, &asker{word: "specimen"})
	mustSave(t, f, "sandbox/citizen", "refresh-token-in-clear")
	first, err := os.ReadFile(filepath.Join(dir, storeName))
	if err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{"refresh-token", "citizen", "specimen"} {
		if bytes.Contains(first, []byte(hidden)) {
			t.Errorf("%q is in the file", hidden)
		}
	}
	mustSave(t, f, "sandbox/citizen", "refresh-token-in-clear")
	second, err := os.ReadFile(filepath.Join(dir, storeName))
	if err != nil || bytes.Equal(first[nonceAt:bodyAt], second[nonceAt:bodyAt]) || !bytes.Equal(first[:nonceAt], second[:nonceAt]) {
		t.Errorf("want the same header and another nonce: %v", err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700 | os.ModeDir, filepath.Join(dir, storeName): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if text := fmt.Sprintf("%v|%+v|%#v", f, f, f.key); strings.Contains(text, fmt.Sprint(f.key.bytes[:])) {
		t.Error("printing the store prints its key")
	}
}

// TestStandardCost: what is written when nobody asks for less (RFC 9106 section 4, second recommended choice).
func TestStandardCost(t *testing.T) {
	dir, a := storeDir(t), &asker{word: "specimen"}
	mustSave(t, NewFile(dir, a.ask), "a", "one")
	b, err := os.ReadFile(filepath.Join(dir, storeName))
	if err != nil {
		t.Fatal(err)
	}
	h, err := parseStore(b, standardKDF)
	if err != nil || h.cost != (kdf{3, 65536, 4}) {
		t.Fatalf("%+v, %v", h, err)
	}
	weak := storeDir(t)
	mustSave(t, quickStore(weak, a), "a", "one")
	if _, err := NewFile(weak, a.ask).Load(t.Context(), "a"); !errors.Is(err, ErrWeakStore) {
		t.Errorf("a cheap one: %v", err)
	}
	if a.asked != 0 {
		t.Error("asked for the passphrase of a cheap one")
	}
}

func TestFileStoreRefusals(t *testing.T) {
	declined := errors.New("declined")
	change := func(act func(path string) error) func(*testing.T, *File) {
		return func(t *testing.T, f *File) {
			if err := act(filepath.Join(f.dir, storeName)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, tt := range []struct {
		name string
		act  func(*testing.T, *File)
		want error
	}{
		{"wrong passphrase", func(_ *testing.T, f *File) { f.ask = (&asker{word: "other"}).ask }, ErrPassphrase},
		{"nobody to ask", func(_ *testing.T, f *File) { f.ask = nil }, ErrPassphraseNeeded},
		{"empty passphrase", func(_ *testing.T, f *File) { f.ask = (&asker{}).ask }, ErrPassphraseNeeded},
		{"declined", func(_ *testing.T, f *File) {
			f.ask = func(context.Context, bool) ([]byte, error) { return nil, declined }
		}, declined},
		{"others can read the file", change(func(p string) error { return os.Chmod(p, 0o644) }), ErrFileMode},
		{"others can list the directory", change(func(p string) error { return os.Chmod(filepath.Dir(p), 0o755) }), ErrFileMode},
		{"the file is a link", change(func(p string) error { return errors.Join(os.Rename(p, p+"2"), os.Symlink(p+"2", p)) }), ErrFileLink},
		{"the file is a directory", change(func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o700)) }), ErrFileLink},
		{"the directory is a link", change(func(p string) error {
			dir := filepath.Dir(p)
			return errors.Join(os.Rename(dir, dir+"2"), os.Symlink(dir+"2", dir))
		}), ErrFileLink},
		{"too big", change(func(p string) error { return os.Truncate(p, maxStore+1) }), ErrFileSize},
		{"empty", change(func(p string) error { return os.Truncate(p, 0) }), ErrDamaged},
		{"half", change(func(p string) error { return os.Truncate(p, 100) }), ErrDamaged},
		{"one byte less", change(func(p string) error {
			info, err := os.Stat(p)
			return errors.Join(err, os.Truncate(p, info.Size()-1))
		}), ErrDamaged},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := storeDir(t)
			mustSave(t, quickStore(dir, &asker{word: "specimen"}), "a", "one")
			f := quickStore(dir, &asker{word: "specimen"})
			tt.act(t, f)
			before, _ := os.ReadFile(filepath.Join(dir, storeName))
			_, loaded := f.Load(t.Context(), "a")
			for doing, err := range map[string]error{
				"load": loaded, "save": f.Save(t.Context(), "a", []byte("two")), "delete": f.Delete(t.Context(), "a"),
				"change": f.ChangePassphrase(t.Context()),
			} {
				if !errors.Is(err, tt.want) {
					t.Errorf("%s: %v, want %v", doing, err, tt.want)
				}
			}
			if after, _ := os.ReadFile(filepath.Join(dir, storeName)); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestFileStoreOwner(t *testing.T) {
	dir := storeDir(t)
	f := quickStore(dir, &asker{word: "specimen"})
	mustSave(t, f, "a", "one")
	info, err := os.Stat(dir)
	if err != nil || checkMine(info, os.Geteuid()+1) != ErrFileOwner {
		t.Errorf("the directory of another user: %v", err)
	}
	if os.Geteuid() != 0 {
		return
	}
	for _, path := range []string{filepath.Join(dir, storeName), dir} {
		if err := os.Chown(path, 1, -1); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Load(t.Context(), "a"); !errors.Is(err, ErrFileOwner) {
			t.Errorf("%s: %v", path, err)
		}
		if err := os.Chown(path, 0, -1); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTampering: no byte of the file can be changed, not even by somebody who mends the checksum.
func TestTampering(t *testing.T) {
	dir := storeDir(t)
	mustSave(t, quickStore(dir, &asker{word: "specimen"}), "a", "one")
	path := filepath.Join(dir, storeName)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		for _, mended := range []bool{false, true} {
			bad := bytes.Clone(good)
			bad[i] ^= 1
			if mended {
				mend(bad)
			}
			if bytes.Equal(bad, good) {
				continue // the checksum itself
			}
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := quickStore(dir, &asker{word: "specimen"}).Load(t.Context(), "a")
			ok := errors.Is(err, ErrDamaged)
			if mended && i < nonceAt { // the header: another passphrase, version or cost
				ok = ok || errors.Is(err, ErrPassphrase) || errors.Is(err, ErrNewer) || errors.Is(err, ErrWeakStore)
			}
			if !ok {
				t.Errorf("byte %d, mended %v: %v", i, mended, err)
			}
		}
	}
}

func TestChangePassphrase(t *testing.T) {
	dir, ctx := storeDir(t), t.Context()
	a := &asker{word: "specimen", next: "another"}
	f := quickStore(dir, &asker{word: "specimen"})
	if err := quickStore(storeDir(t), a).ChangePassphrase(ctx); !errors.Is(err, ErrNotFound) || a.asked+a.chosen != 0 {
		t.Errorf("of nothing: %v", err)
	}
	mustSave(t, f, "a", "one")
	mustSave(t, f, "b", "two")
	if err := quickStore(dir, a).ChangePassphrase(ctx); err != nil || a.asked != 1 || a.chosen != 1 {
		t.Fatalf("%v, asked %d, chosen %d", err, a.asked, a.chosen)
	}
	if _, err := f.Load(ctx, "a"); !errors.Is(err, ErrPassphrase) {
		t.Errorf("with the old passphrase: %v", err)
	}
	g := quickStore(dir, &asker{word: "another"})
	wantKept(t, g, "a", "one")
	wantKept(t, g, "b", "two")
}

// TestRotationWhileSaving: a process whose key is out of date asks again and loses nothing.
func TestRotationWhileSaving(t *testing.T) {
	dir := storeDir(t)
	mine := &asker{word: "specimen"}
	f := quickStore(dir, mine)
	mustSave(t, f, "a", "one")
	if err := quickStore(dir, &asker{word: "specimen", next: "another"}).ChangePassphrase(t.Context()); err != nil {
		t.Fatal(err)
	}
	mine.word = "another"
	mustSave(t, f, "b", "two")
	wantKept(t, f, "a", "one")
	wantKept(t, f, "b", "two")
	if mine.asked != 1 {
		t.Errorf("asked %d times", mine.asked)
	}
}

func TestFileStoreLimits(t *testing.T) {
	f := quickStore(storeDir(t), &asker{word: "specimen"})
	if err := f.Save(t.Context(), "a", make([]byte, maxKept+1)); !errors.Is(err, ErrTooBig) {
		t.Errorf("one secret: %v", err)
	}
	var err error
	for i := 0; i < 100 && err == nil; i++ {
		err = f.Save(t.Context(), fmt.Sprint(i), make([]byte, maxKept))
	}
	if !errors.Is(err, ErrTooBig) {
		t.Errorf("all of them: %v", err)
	}
	wantKept(t, f, "0", string(make([]byte, maxKept)))
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Load(gone, "0"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestFileStoreSession: a session lives in it like in a keyring.
func TestFileStoreSession(t *testing.T) {
	p, dir := newProvider(memoryIssuer), storeDir(t)
	s := mustLogIn(t, memoryClient(p, quickStore(dir, &asker{word: "specimen"})))
	if !s.Stored() || s.StoreErr() != nil {
		t.Errorf("stored %v, %v", s.Stored(), s.StoreErr())
	}
	if _, err := memoryClient(p, quickStore(dir, &asker{word: "specimen"})).Resume(t.Context()); err != nil {
		t.Errorf("resuming: %v", err)
	}
	_, err := memoryClient(p, quickStore(dir, &asker{word: "other"})).Resume(t.Context())
	if !errors.Is(err, ErrLoginRequired) || !errors.Is(err, ErrPassphrase) {
		t.Errorf("with a wrong passphrase: %v", err)
	}
	wantError(t, p, err, ErrPassphrase)
}
