package mailbox

import (
	"testing"
	"time"
)

// noon is the moment at which the worlds of the tests are looked at; they begin in the morning of that day.
var noon = time.Date(2026, time.November, 20, 12, 0, 0, 0, brussels)

// clock is a time that tests set.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func newWorld(t testing.TB, cfg Config) *World {
	t.Helper()
	if cfg.Now == nil {
		cfg.Now = (&clock{noon}).now
	}
	w, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// The owners: a number that was never issued, and one from the range of made-up companies.
var owners = map[string]string{"citizen": futureSSIN(7), "enterprise": cbe(19990999)}

func openBox(t testing.TB, w *World, provider, boxType string) *Box {
	t.Helper()
	b, ok := w.Box(provider, boxType, owners[boxType])
	if !ok {
		t.Fatalf("no box at %s", provider)
	}
	return b
}

// eachBox calls f for the box of every live provider and type.
func eachBox(t testing.TB, w *World, f func(provider, boxType string, b *Box)) {
	t.Helper()
	for _, boxType := range []string{"citizen", "enterprise"} {
		for _, p := range liveProviders {
			f(p.id, boxType, openBox(t, w, p.id, boxType))
		}
	}
}

// all is every message of a box that a filter selects, page by page.
func all(b *Box, f Filter) []Message {
	var list []Message
	for page := 1; ; page++ {
		items, _ := b.List(f, page, 100)
		if len(items) == 0 {
			return list
		}
		list = append(list, items...)
	}
}

// ids are the messages' ids.
func ids(list []Message) []string {
	out := make([]string, 0, len(list))
	for i := range list {
		out = append(out, list[i].MessageID)
	}
	return out
}
