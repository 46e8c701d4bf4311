package ebox

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// loadAll is Load until the end.
func loadAll(t *testing.T, l *Listing) View {
	t.Helper()
	v := l.View()
	for n := 10; v.More; n += 10 {
		v = load(t, l, n)
	}
	return v
}

func names(from, to int) []string {
	var out []string
	for i := from; i < to; i++ {
		out = append(out, fmt.Sprint("a-", i))
	}
	return out
}

func TestHidingShiftsThePages(t *testing.T) {
	tests := map[string]struct {
		loaded int
		hide   []int
	}{
		"one of the first page":          {10, []int{3}},
		"the last one shown":             {10, []int{9}},
		"a whole page":                   {10, names2(0, 10)},
		"one that waits to be shown":     {5, []int{8}},
		"two pages":                      {20, names2(0, 20)},
		"more than the last page":        {30, names2(7, 29)},
		"all that are loaded, two pages": {12, names2(0, 20)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			b := w.live("a", numberedBox("a", 43, 0, 1)...)
			l := w.federation(Options{PageSize: 10}).Open(Query{})
			load(t, l, tt.loaded)
			want := names(0, 43)
			for _, i := range tt.hide {
				id := fmt.Sprint("a-", i)
				b.remove(id)
				l.Remove(Key{"a", id})
				want = slices.DeleteFunc(want, func(s string) bool { return s == id })
			}
			if v := l.View(); v.Total != 43-len(tt.hide) {
				t.Errorf("total %d right after hiding %d of 43", v.Total, len(tt.hide))
			}
			v := loadAll(t, l)
			if diff := cmp.Diff(want, ids(v.Items)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if v.Total != len(want) || v.AtLeast {
				t.Errorf("total %d %v, want %d", v.Total, v.AtLeast, len(want))
			}
		})
	}
}

func names2(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

// TestHiddenBeforeThePageWasMade is a page that the provider made after the message was hidden there, and that came
// before the listing was told.
func TestHiddenBeforeThePageWasMade(t *testing.T) {
	w := newWorld(t)
	b := w.live("a", numberedBox("a", 43, 0, 1)...)
	l := w.federation(Options{PageSize: 10}).Open(Query{})
	load(t, l, 10)
	b.remove("a-2")
	load(t, l, 19) // the second page misses a-10 now
	l.Remove(Key{"a", "a-2"})
	want := slices.Delete(names(0, 43), 2, 3)
	if diff := cmp.Diff(want, ids(loadAll(t, l).Items)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadingShiftsTheUnread(t *testing.T) {
	w := newWorld(t)
	b := w.live("a", numberedBox("a", 25, 0, 1)...)
	l := w.federation(Options{PageSize: 10}).Open(Query{ReadStatus: new(bool)})
	before := load(t, l, 10)
	for _, id := range []string{"a-4", "a-4", "a-5"} { // reading twice changes nothing more
		b.mark(id)
		l.SetRead(Key{"a", id})
	}
	v := l.View()
	if before.Items[4].ReadStatus || !v.Items[4].ReadStatus || v.Items[3].ReadStatus {
		t.Error("want the new view to show it as read, and the old one as it was")
	}
	if v.Total != 23 {
		t.Errorf("total %d, want 23", v.Total)
	}
	v = loadAll(t, l)
	if diff := cmp.Diff(names(0, 25), ids(v.Items)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSetReadAndRemoveOfStrangers(t *testing.T) {
	w := newWorld(t)
	w.live("a", numberedBox("a", 15, 0, 1)...)
	l := w.federation(Options{PageSize: 10}).Open(Query{})
	l.SetRead(Key{"a", "a-1"}) // before anything was loaded
	l.Remove(Key{"a", "a-1"})
	load(t, l, 3)
	l.SetRead(Key{"b", "a-1"})
	l.SetRead(Key{"a", "nothing"})
	l.Remove(Key{"b", "a-1"})
	l.Remove(Key{"a", "nothing"})
	l.SetRead(Key{"a", "a-7"}) // waits to be shown
	v := loadAll(t, l)
	if diff := cmp.Diff(names(0, 15), ids(v.Items)); diff != "" {
		t.Error(diff)
	}
	for i, m := range v.Items {
		if m.ReadStatus != (i == 7) {
			t.Errorf("%s: read %v", m.Key.ID, m.ReadStatus)
		}
	}
}

func TestArrivalsShiftThePages(t *testing.T) {
	w := newWorld(t)
	b := w.live("a", numberedBox("a", 30, 0, 1)...)
	l := w.federation(Options{PageSize: 10}).Open(Query{})
	load(t, l, 10)
	for i := range 13 { // more than a page
		b.add(messageJSON(fmt.Sprint("new-", i), -1-i))
	}
	v := loadAll(t, l)
	got := ids(v.Items)
	for _, id := range names(0, 30) {
		if n := len(slices.DeleteFunc(slices.Clone(got), func(s string) bool { return s != id })); n != 1 {
			t.Errorf("%s is there %d times", id, n)
		}
	}
	if !slices.IsSortedFunc(v.Items, before) {
		t.Errorf("not in order: %v", got)
	}
}

func TestServerWithSmallerPages(t *testing.T) {
	w := newWorld(t)
	b := w.live("a", numberedBox("a", 23, 0, 1)...)
	b.fault = func(page int) http.Handler { // it gives four, whatever is asked for
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			b.list(rw, r.URL.Query(), page, 4)
		})
	}
	v := loadAll(t, w.federation(Options{PageSize: 10}).Open(Query{}))
	if diff := cmp.Diff(names(0, 23), ids(v.Items)); diff != "" {
		t.Error(diff)
	}
}

func TestTotalNotSaid(t *testing.T) {
	w := newWorld(t)
	b := w.live("a")
	b.fault = func(page int) http.Handler {
		return answering(200, []string{
			`{"items":[{"messageId":"1"},{"messageId":"2"}]}`, `{"items":[{"messageId":"3"}]}`, `{"items":[]}`,
		}[page-1])
	}
	l := w.federation(Options{PageSize: 2}).Open(Query{})
	if v := load(t, l, 2); v.Total != 2 || !v.AtLeast || !v.More {
		t.Errorf("first page: %d %v %v", v.Total, v.AtLeast, v.More)
	}
	v := loadAll(t, l)
	if diff := cmp.Diff([]string{"1", "2", "3"}, ids(v.Items)); diff != "" || v.Total != 3 || v.AtLeast {
		t.Errorf("in the end %d %v %s", v.Total, v.AtLeast, diff)
	}
}

func TestDatesAreFilteredHere(t *testing.T) {
	w := newWorld(t)
	at := func(id, received string) map[string]any {
		m := messageJSON(id, 0)
		m["receiptDate"] = received
		return m
	}
	w.live("a",
		at("on the day before", "2026-05-10T00:00:00+02:00"), // the registry counts it in
		at("last moment", "2026-05-09T23:59:59+02:00"),
		at("first moment", "2026-05-08T00:00:00+02:00"),
		at("on the day after", "2026-05-07T23:59:59+02:00"),
	)
	day := func(d int) (q Query) {
		q.ReceivedAfter = midnight(mustTime(t, "2026-05-07T15:00:00Z"), 0)
		q.ReceivedBefore = midnight(mustTime(t, "2026-05-10T15:00:00Z"), d)
		return q
	}
	l := w.federation(Options{PageSize: 2}).Open(day(0))
	v := load(t, l, 1)
	if v.Total != 1 || !v.AtLeast {
		t.Errorf("while pages are missing: %d, at least %v; the registry's total says too much", v.Total, v.AtLeast)
	}
	v = loadAll(t, l)
	if diff := cmp.Diff([]string{"last moment", "first moment"}, ids(v.Items)); diff != "" {
		t.Error(diff)
	}
	if v.Total != 2 || v.AtLeast {
		t.Errorf("total %d, at least %v", v.Total, v.AtLeast)
	}
}
