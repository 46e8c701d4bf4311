//go:build unix

package auth

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// mend puts the right checksum under a file that was changed.
func mend(b []byte) {
	sum := sha256.Sum256(b[:len(b)-sha256.Size])
	copy(b[len(b)-sha256.Size:], sum[:])
}

func init() { roles["save"] = saveRole }

// saveRole saves numbers, one larger than the other, as many as it is told or until it is killed.
func saveRole() error {
	dir, account := os.Args[1], os.Args[2]
	rounds, err := strconv.Atoi(os.Args[3])
	if err != nil {
		return err
	}
	f := quickStore(dir, &asker{word: "specimen"})
	for i := 1; i <= rounds; i++ {
		if err := f.Save(context.Background(), account, []byte(strings.Repeat(fmt.Sprintf("%09d", i), 500))); err != nil {
			return err
		}
		fmt.Println(i)
	}
	return nil
}

// TestProcessesShareTheStore: what several processes save at the same time is all there.
func TestProcessesShareTheStore(t *testing.T) {
	const processes, rounds = 4, 15
	dir := storeDir(t)
	mustSave(t, quickStore(dir, &asker{word: "specimen"}), "first", "one")
	var wg sync.WaitGroup
	for i := range processes {
		wg.Go(func() {
			out, err := roleCommand(t.Context(), "save", dir, fmt.Sprint("process-", i), strconv.Itoa(rounds)).CombinedOutput()
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	wg.Wait()
	f := quickStore(dir, &asker{word: "specimen"})
	for i := range processes {
		wantKept(t, f, fmt.Sprint("process-", i), strings.Repeat(fmt.Sprintf("%09d", rounds), 500))
	}
	wantKept(t, f, "first", "one")
}

// TestProcessesBeginTogether: of several that make the store at the same time one makes it, and the others use it.
func TestProcessesBeginTogether(t *testing.T) {
	dir := storeDir(t)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			out, err := roleCommand(t.Context(), "save", dir, fmt.Sprint("process-", i), "1").CombinedOutput()
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	wg.Wait()
	f := quickStore(dir, &asker{word: "specimen"})
	for i := range 4 {
		wantKept(t, f, fmt.Sprint("process-", i), strings.Repeat("000000001", 500))
	}
}

// TestKilledWhileWriting: whenever a process dies, the store is whole, and no older than what the process said was saved.
func TestKilledWhileWriting(t *testing.T) {
	dir := storeDir(t)
	mustSave(t, quickStore(dir, &asker{word: "specimen"}), "other", "kept")
	for range 12 {
		cmd := roleCommand(t.Context(), "save", dir, "killed", "1000000")
		var out lockedBuffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		deadline := time.NewTimer(10 * time.Second)
		for lines := 1 + rand.IntN(20); bytes.Count([]byte(out.String()), []byte("\n")) < lines; {
			select {
			case <-deadline.C:
				t.Fatal("the process saves nothing")
			case <-time.After(time.Duration(rand.IntN(1000)) * time.Microsecond):
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed
		said := strings.Split(strings.TrimSpace(out.String()), "\n")
		last, err := strconv.Atoi(said[len(said)-1])
		if err != nil {
			t.Fatalf("it said %q", said)
		}
		f := quickStore(dir, &asker{word: "specimen"})
		b, err := f.Load(t.Context(), "killed")
		if err != nil || len(b) != 4500 || !bytes.Equal(b, bytes.Repeat(b[:9], 500)) {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
		if n, err := strconv.Atoi(string(b[:9])); err != nil || n < last {
			t.Errorf("it said that %d was saved, but there is %d (%v)", last, n, err)
		}
		wantKept(t, f, "other", "kept")
		mustSave(t, f, "other", "kept")
	}
}

func FuzzStore(f *testing.F) {
	a := &asker{word: "specimen"}
	key := deriveKey([]byte(a.word), quickKDF, [saltSize]byte{1})
	good, err := sealStore(key, map[string][]byte{"a": []byte("one")}, bytes.NewReader(make([]byte, 24)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(storeMagic))
	costly := bytes.Clone(good)
	binary.BigEndian.PutUint32(costly[len(storeMagic)+5:], 1<<31)
	mend(costly)
	f.Add(costly)
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, mended := range []bool{false, true} {
			if mended && len(b) > sha256.Size {
				b = bytes.Clone(b)
				mend(b)
			}
			h, err := parseStore(b, quickKDF)
			if err != nil {
				if err != ErrDamaged && err != ErrNewer && err != ErrWeakStore {
					t.Errorf("error %v", err)
				}
				continue
			}
			if h.cost.below(quickKDF) || h.cost.beyond(mostKDF) {
				t.Errorf("cost %+v", h.cost)
			}
			secrets, err := h.open(key)
			if err != nil && !errors.Is(err, ErrDamaged) || err == nil && !bytes.Equal(b, good) {
				t.Errorf("%v, %v", secrets, err)
			}
		}
	})
}
