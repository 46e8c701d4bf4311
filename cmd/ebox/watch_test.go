package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/auth"
	"myebox/ebox"
)

func TestPause(t *testing.T) {
	const five = 5 * time.Minute
	for _, c := range []struct {
		name     string
		failures int
		after    time.Duration
		random   float64
		want     time.Duration
	}{
		{"in the middle", 0, 0, 0.5, five},
		{"earliest", 0, 0, 0, five - 30*time.Second},
		{"latest", 0, 0, 1, five + 30*time.Second},
		{"after a failure", 1, 0, 0.5, 2 * five},
		{"after many", 50, 0, 0.5, time.Hour},
		{"the server asks for more", 0, 20 * time.Minute, 0.5, 20 * time.Minute},
		{"the server asks for less", 0, time.Second, 0.5, five},
	} {
		if got := pause(five, c.failures, c.after, func() float64 { return c.random }); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	if got := pause(3*time.Hour, 4, 0, func() float64 { return 0.5 }); got != 3*time.Hour {
		t.Errorf("a long interval after failures: %v", got)
	}
}

func TestAskedToWait(t *testing.T) {
	busy := func(d time.Duration) error {
		return fmt.Errorf("listing: %w", &ebox.StatusError{HTTP: 429, RetryAfter: d})
	}
	if got := askedToWait(busy(time.Minute), []ebox.Notice{{Err: busy(time.Hour)}, {Err: errors.New("x")}}); got != time.Hour {
		t.Errorf("got %v", got)
	}
	if got := askedToWait(nil, nil); got != 0 {
		t.Errorf("got %v", got)
	}
}

func TestNeedsPerson(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{auth.ErrLoginRequired, true},
		{&keyError{"/k", auth.ErrFileMode}, true},
		{ebox.ErrUnauthorized, true},
		{ebox.ErrUnavailable, false},
		{auth.ErrServerDown, false},
	} {
		if got := needsPerson(c.err); got != c.want {
			t.Errorf("%v: got %t", c.err, got)
		}
	}
}

// A computer that slept goes on at once: the wall clock counts, not the time that the process ran.
func TestSleepUntil(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asleep atomic.Int64
		now := func() time.Time { return time.Now().Add(time.Duration(asleep.Load())) }
		begin := time.Now()
		go func() {
			time.Sleep(time.Minute) // the bubble's clock
			asleep.Store(int64(10 * time.Hour))
		}()
		if err := sleepUntil(t.Context(), now, begin.Add(5*time.Hour)); err != nil {
			t.Fatal(err)
		}
		if ran := time.Since(begin); ran > time.Minute+napLength {
			t.Errorf("went on only after %v", ran)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := sleepUntil(ctx, time.Now, time.Now().Add(time.Hour)); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

func at(hours int) time.Time {
	return time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC).Add(time.Duration(hours) * time.Hour)
}

func received(id string, hours int) *ebox.Message {
	return &ebox.Message{Key: ebox.Key{Provider: "p", ID: id}, ReceiptDate: at(hours)}
}

func TestWatchState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "watch.json")
	s, release, err := openWatch(path, at(0))
	if err != nil {
		t.Fatal(err)
	}
	if s.isNew(received("old", -1)) || !s.isNew(received("new", 1)) {
		t.Error("what was there before is new, or what came is not")
	}
	if again := (&watchState{Since: s.Since}); !again.isNew(received("at that second", 0)) {
		t.Error("what came in the second of the start is not new")
	}
	s.tell(received("new", 1))
	p := []ebox.Provider{{ID: "p"}, {ID: "q"}}
	s.looked(at(2), p, p)
	if err := s.save(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := openWatch(path, at(3)); !errors.Is(err, errWatched) {
		t.Errorf("a second one at once: %v", err)
	}
	release()
	again, release, err := openWatch(path, at(3))
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if again.isNew(received("new", 1)) || !again.isNew(received("late", 1)) || again.isNew(received("old", -1)) {
		t.Error("the next start does not go on where the last one was")
	}
	b, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(b), "new") || strings.Contains(string(b), `"p"`) {
		t.Errorf("identifiers are kept: %s, %v", b, err)
	}
}

// A provider that did not answer for long is asked from there on; all others cost no more than a few days.
func TestWatchReachesBack(t *testing.T) {
	s := &watchState{Since: at(-1000), Told: map[string]time.Time{}, Looked: map[string]time.Time{}}
	p, q := ebox.Provider{ID: "p"}, ebox.Provider{ID: "q"}
	all := []ebox.Provider{p, q}
	s.looked(at(0), all, all)
	s.tell(received("a", -1))
	s.looked(at(200), []ebox.Provider{p}, all)
	if got, want := s.from(at(200), all), at(0).Add(-lookBack); !got.Equal(want) {
		t.Errorf("one is missing: from %v, want %v", got, want)
	}
	if s.isNew(received("a", -1)) {
		t.Error("forgotten while it may be seen again")
	}
	s.looked(at(201), all, all)
	if got, want := s.from(at(201), all), at(201).Add(-lookBack); !got.Equal(want) {
		t.Errorf("both answer: from %v, want %v", got, want)
	}
	if d := cmp.Diff(map[string]time.Time{}, s.Told); d != "" {
		t.Errorf("what no look reaches is kept: %s", d)
	}
	if got := (&watchState{Since: at(0), Looked: map[string]time.Time{}}).from(at(1), all); !got.Equal(at(0)) {
		t.Errorf("before the first look: %v", got)
	}
}

func TestWatchStateIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON": "{", "empty": "{}", "another version": `{"version":9,"since":"2026-01-01T00:00:00Z","told":{},"looked":{}}`,
		"no maps": `{"version":1,"since":"2026-01-01T00:00:00Z"}`,
	} {
		path := filepath.Join(t.TempDir(), "watch.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := openWatch(path, at(0))
		var bad *configError
		if !errors.As(err, &bad) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzWatchState(f *testing.F) {
	f.Add([]byte(`{"version":1,"since":"2026-01-01T00:00:00Z","told":{"a":"2026-01-01T00:00:00Z"},"looked":{}}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := &watchState{path: "x"}
		if err := parseWatch(b, s); err == nil && (s.Told == nil || s.Looked == nil || s.path != "x") {
			t.Errorf("accepted: %+v", s)
		}
	})
}

// The data of a message is on the hook's input, and nowhere that others of the machine can look.
func TestHook(t *testing.T) {
	t.Setenv("EBOX_PROFILE", "secret-profile")
	var out strings.Builder
	h := &hook{`cat; env | grep -c '^EBOX_'; tr '\0' ' ' </proc/$$/cmdline`, &out}
	if err := h.run(t.Context(), []byte("{\"subject\":\"tax bill\"}\n")); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitN(out.String(), "\n", 3)
	if len(lines) != 3 || lines[0] != `{"subject":"tax bill"}` || lines[1] != "0" || strings.Contains(lines[2], "tax bill") {
		t.Errorf("got %q", lines)
	}
	if err := (&hook{"exit 3", &out}).run(t.Context(), nil); !errors.Is(err, errHook) {
		t.Errorf("got %v", err)
	}
}

func FuzzHideAct(f *testing.F) {
	f.Add([]byte(`{"visible":false,"keys":["nsso/1"]}`))
	f.Add([]byte(`{"keys":["/"]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := parseAct(b); err == nil && len(a.Keys) == 0 {
			t.Errorf("an act without messages: %q", b)
		}
	})
}
