package ebox

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

const listCall = "federation.test GET /REST/ebox/citizen/federation/v1/messageProviders"

// fail makes the federation answer with h from now on; nil: as it should.
func (w *world) fail(h http.Handler) {
	w.mu.Lock()
	defer w.mu.Unlock()
	good := newWorld(w.t)
	good.providers = w.providers
	if h == nil {
		h = good.hosts["federation.test"]
	}
	w.hosts["federation.test"] = h
}

func providerIDs(t *testing.T, f *Federation) []string {
	t.Helper()
	list, err := f.Providers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range list {
		out = append(out, p.ID)
	}
	return out
}

func TestProviderListIsKeptForHours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.live("a")
		f := w.federation(Options{})
		for range 5 {
			providerIDs(t, f)
		}
		time.Sleep(lifeProviders - time.Second)
		providerIDs(t, f)
		if n := w.count()[listCall]; n != 1 {
			t.Fatalf("asked %d times", n)
		}
		w.live("b")
		w.fail(nil)
		time.Sleep(time.Second)
		if diff := cmp.Diff([]string{"a"}, providerIDs(t, f)); diff != "" {
			t.Errorf("while it is refreshed: %s", diff)
		}
		synctest.Wait()
		if diff := cmp.Diff([]string{"a", "b"}, providerIDs(t, f)); diff != "" {
			t.Errorf("after that: %s", diff)
		}
		if n := w.count()[listCall]; n != 2 {
			t.Errorf("asked %d times", n)
		}
	})
}

func TestRefreshThatFailsKeepsTheList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.live("a", messageJSON("1", 0))
		f := w.federation(Options{})
		providerIDs(t, f)
		fetched := time.Now()
		w.fail(answering(500, ""))
		time.Sleep(lifeProviders)
		for range 3 {
			providerIDs(t, f)
			synctest.Wait()
		}
		if n := w.count()[listCall]; n != 2 {
			t.Errorf("asked %d times; a failure needs a pause", n)
		}
		v := load(t, f.Open(Query{}), 1)
		if len(v.Items) != 1 || len(v.Notices) != 1 || v.Notices[0].Kind != NoticeStale || !v.Notices[0].Until.Equal(fetched) {
			t.Errorf("the view does not say that the list is old: %+v", v.Notices)
		}
		w.fail(nil)
		time.Sleep(pauseProviders)
		providerIDs(t, f)
		synctest.Wait()
		if n, ok := f.Stale(); ok {
			t.Errorf("still stale: %+v", n)
		}
	})
}

func TestOneFetchForManyCallers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.live("a")
		w.fail(slow(2*time.Second, w.hosts["federation.test"]))
		f := w.federation(Options{})
		done := make(chan int)
		for range 10 {
			go func() { done <- len(providerIDs(t, f)) }()
		}
		for range 10 {
			if n := <-done; n != 1 {
				t.Errorf("got %d providers", n)
			}
		}
		if n := w.count()[listCall]; n != 1 {
			t.Errorf("asked %d times", n)
		}
	})
}

func TestOutage(t *testing.T) {
	tests := map[string]struct {
		fault http.Handler
		is    error
		copy  bool          // the copy on disk may stand in
		after time.Duration // so soon
	}{
		"down":         {answering(500, ""), ErrUnavailable, true, 0},
		"HTML":         {answering(200, "<html>"), ErrMalformed, true, 0},
		"gone":         {answering(404, ""), ErrNoProviders, true, 0},
		"silent":       {slow(time.Hour, nil), ErrUnavailable, true, 3 * time.Second},
		"token":        {answering(401, ""), ErrUnauthorized, false, 0},
		"no right":     {answering(403, ""), ErrForbidden, false, 0},
		"redirect":     {answering(302, "", "Location", "https://evil.test"), ErrMalformed, true, 0},
		"null":         {answering(200, "null"), ErrMalformed, true, 0},
		"without list": {answering(200, `{"items":[]}`), ErrMalformed, true, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "cache", "providers.json")
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.live("a", messageJSON("1", 0))
				w.fail(tt.fault)
				if _, err := w.federation(Options{Cache: file}).Providers(t.Context()); !errors.Is(err, tt.is) {
					t.Errorf("without a copy: %v", err)
				}
				w.fail(nil)
				providerIDs(t, w.federation(Options{Cache: file}))
				synctest.Wait()

				w.fail(tt.fault)
				f := w.federation(Options{Cache: file})
				start := time.Now()
				v, err := f.Open(Query{}).Load(t.Context(), 1)
				if !tt.copy {
					if !errors.Is(err, tt.is) {
						t.Errorf("got %v", err)
					}
					return
				}
				if err != nil || len(v.Items) != 1 || len(v.Notices) != 1 || v.Notices[0].Kind != NoticeStale {
					t.Fatalf("from the copy: %v %+v", err, v)
				}
				if took := time.Since(start); took != tt.after {
					t.Errorf("after %s, want %s", took, tt.after)
				}
				time.Sleep(20 * time.Second)
				if n, ok := f.Stale(); !ok || !errors.Is(n.Err, tt.is) {
					t.Errorf("later: %+v", n)
				}
			})
		})
	}
}

func TestCopyThatDoesNotCount(t *testing.T) {
	good := func(t *testing.T, w *world, file string) {
		providerIDs(t, w.federation(Options{Cache: file}))
	}
	tests := map[string]func(t *testing.T, w *world, file string){
		"of another federation": func(t *testing.T, w *world, file string) {
			f, err := NewFederation("https://federation.test/other", Options{Cache: file})
			if err != nil {
				t.Fatal(err)
			}
			f.dir.copy.write([]byte(`[]`), time.Now())
		},
		"others may write to it": func(t *testing.T, w *world, file string) {
			good(t, w, file)
			if err := os.Chmod(file, 0o666); err != nil {
				t.Fatal(err)
			}
		},
		"half": func(t *testing.T, w *world, file string) {
			good(t, w, file)
			if err := os.Truncate(file, 40); err != nil {
				t.Fatal(err)
			}
		},
		"no list in it": func(t *testing.T, w *world, file string) {
			f := w.federation(Options{Cache: file})
			f.dir.copy.write([]byte(`{"a":1}`), time.Now())
		},
		"a directory": func(t *testing.T, w *world, file string) {
			if err := os.Mkdir(file, 0o700); err != nil {
				t.Fatal(err)
			}
		},
		"missing": func(*testing.T, *world, string) {},
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.live("a")
			file := filepath.Join(t.TempDir(), "providers.json")
			prepare(t, w, file)
			w.fail(answering(500, ""))
			if list, err := w.federation(Options{Cache: file}).Providers(t.Context()); !errors.Is(err, ErrUnavailable) {
				t.Errorf("got %v, %v", list, err)
			}
		})
	}
}

func TestCopyIsPrivateAndAlone(t *testing.T) {
	w := newWorld(t)
	w.live("a")
	dir := t.TempDir()
	file := filepath.Join(dir, "providers.json")
	f := w.federation(Options{Cache: file})
	providerIDs(t, f)
	fi, err := os.Stat(file)
	if err != nil || fi.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", fi, err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left in the directory: %v", entries)
	}
	w.fail(nil)
	if _, err := f.Provider(t.Context(), "nobody\x1b"); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if p, err := f.Provider(t.Context(), "a"); err != nil || p.ID != "a" {
		t.Errorf("got %v, %v", p, err)
	}
}
