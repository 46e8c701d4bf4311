package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/zalando/go-keyring"
)

// fakeBackend is a keyring whose calls can be held.
type fakeBackend struct {
	items map[string]string
	hold  chan struct{} // nil: calls come back at once
	err   error
	boom  bool
	calls atomic.Int32
}

func (f *fakeBackend) store(timeout time.Duration) *osKeyring {
	if f.items == nil {
		f.items = map[string]string{}
	}
	do := func(g func() error) error {
		f.calls.Add(1)
		if f.hold != nil {
			<-f.hold
		}
		if f.boom {
			panic("index out of range")
		}
		if f.err != nil {
			return f.err
		}
		return g()
	}
	return &osKeyring{service: "ebox-test", timeout: timeout, turn: newGate(), backend: backend{
		get: func(_, a string) (s string, err error) {
			err = do(func() error {
				var ok bool
				if s, ok = f.items[a]; !ok {
					return keyring.ErrNotFound
				}
				return nil
			})
			return s, err
		},
		set:       func(_, a, s string) error { return do(func() error { f.items[a] = s; return nil }) },
		del:       func(_, a string) error { return do(func() error { delete(f.items, a); return nil }) },
		reachable: func() error { return nil },
	}}
}

func TestKeyringKeeps(t *testing.T) {
	k := (&fakeBackend{}).store(time.Minute)
	if _, err := k.Load(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("empty: %v", err)
	}
	if err := k.Save(t.Context(), "a", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if b, err := k.Load(t.Context(), "a"); err != nil || string(b) != "x" {
		t.Errorf("got %q, %v", b, err)
	}
	if err := k.Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Load(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleted: %v", err)
	}
}

func TestKeyringErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		boom bool
		want error
	}{
		{"not found", keyring.ErrNotFound, false, ErrNotFound},
		{"too big", keyring.ErrSetDataTooBig, false, ErrTooBig},
		{"dialog closed", errors.New("failed to unlock correct collection '/org/x'"), false, ErrKeyringLocked},
		{"locked", errors.New("org.freedesktop.Secret.Error.IsLocked"), false, ErrKeyringLocked},
		{"no service", errors.New("The name org.freedesktop.secrets was not provided"), false, ErrKeyring},
		{"panic in the library", nil, true, ErrKeyring},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := (&fakeBackend{err: tt.err, boom: tt.boom}).store(time.Minute)
			_, err := k.Load(t.Context(), "a")
			for name, err := range map[string]error{"load": err, "save": k.Save(t.Context(), "a", nil), "delete": k.Delete(t.Context(), "a")} {
				if !errors.Is(err, tt.want) {
					t.Errorf("%s: %v, want %v", name, err, tt.want)
				}
			}
		})
	}
}

func TestKeyringSizeLimit(t *testing.T) {
	k := (&fakeBackend{}).store(time.Minute)
	if err := k.Save(t.Context(), "a", make([]byte, MaxSecret)); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if err := k.Save(t.Context(), "a", make([]byte, MaxSecret+1)); !errors.Is(err, ErrTooBig) {
		t.Errorf("above the limit: %v", err)
	}
}

// TestKeyringHangs: the first call gives up in time, the next ones at once and without touching the keyring; when the
// dialog is answered everything works again.
func TestKeyringHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeBackend{hold: make(chan struct{})}
		k := f.store(10 * time.Second)
		var took []string
		for range 3 {
			start := time.Now()
			_, err := k.Load(t.Context(), "a")
			took = append(took, fmt.Sprint(time.Since(start), " ", errors.Is(err, ErrKeyringTimeout)))
		}
		if diff := cmp.Diff([]string{"10s true", "0s true", "0s true"}, took); diff != "" {
			t.Error(diff)
		}
		if n := f.calls.Load(); n != 1 {
			t.Errorf("%d calls were started while one hung", n)
		}
		close(f.hold)
		synctest.Wait()
		if err := k.Save(t.Context(), "a", []byte("x")); err != nil {
			t.Errorf("after the dialog: %v", err)
		}
	})
}

// TestKeyringQueue: callers that come while another is served wait their turn, no longer than the limit.
func TestKeyringQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeBackend{hold: make(chan struct{}), items: map[string]string{"a": "x"}}
		k := f.store(10 * time.Second)
		results := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := k.Load(t.Context(), "a")
				results <- err
			}()
		}
		synctest.Wait()
		if n := f.calls.Load(); n != 1 {
			t.Errorf("%d calls at once", n)
		}
		close(f.hold)
		for range 2 {
			if err := <-results; err != nil {
				t.Error(err)
			}
		}
	})
}

// TestLateSaveIsUndone: a save that was given up must not leave a token behind that is spent by then.
func TestLateSaveIsUndone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeBackend{hold: make(chan struct{})}
		k := f.store(time.Second)
		if err := k.Save(t.Context(), "a", []byte("old")); !errors.Is(err, ErrKeyringTimeout) {
			t.Fatalf("got %v", err)
		}
		close(f.hold)
		synctest.Wait()
		if len(f.items) != 0 {
			t.Errorf("the keyring has %v", f.items)
		}
	})
}

func TestKeyringContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeBackend{hold: make(chan struct{})}
		k := f.store(time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := k.Load(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the context's own error", err)
		}
		close(f.hold)
		synctest.Wait()
	})
}

func TestNoKeyringWithoutABus(t *testing.T) {
	f := &fakeBackend{}
	k := f.store(time.Minute)
	k.backend.reachable = func() error { return errors.New("no session bus") }
	_, err := k.Load(t.Context(), "a")
	if !errors.Is(err, ErrKeyring) || !strings.Contains(err.Error(), "no session bus") || f.calls.Load() != 0 {
		t.Errorf("got %v, %d calls", err, f.calls.Load())
	}
	k.backend.reachable = func() error { return nil }
	if _, err := k.Load(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("once there is one: %v", err)
	}
}
