package e2e

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/ebox/sandbox"
)

var sizes = []int{1_000, 10_000, 100_000}

// The first screen asks each live provider for one page and nothing else, however full the box is; going on costs pages
// as they are needed.
func TestFirstScreenRequests(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			w := newWorld(t, size, ebox.Options{})
			view, err := w.fed.Open(ebox.Query{}).Load(t.Context(), 18)
			if err != nil {
				t.Fatal(err)
			}
			if len(view.Items) < 18 || !view.More || view.Waiting {
				t.Errorf("%d items, more %v, waiting %v", len(view.Items), view.More, view.Waiting)
			}
			want := []sandbox.RequestCount{{Provider: sandbox.FederationName, Operation: "getMessageProviders", Count: 1}}
			for _, p := range []string{"finance", "nsso", "pensions", "region"} {
				want = append(want, sandbox.RequestCount{Provider: p, Operation: "getMessagesByEBoxId", Count: 1})
			}
			got := w.box.Requests().All()
			for i := range got {
				if got[i].Provider == sandbox.FederationName {
					want[0].Operation = got[i].Operation // whatever the contract calls it: it is one
				}
			}
			if d := cmp.Diff(want, sorted(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

// sorted puts the federation first, then the providers by name.
func sorted(all []sandbox.RequestCount) []sandbox.RequestCount {
	var head, rest []sandbox.RequestCount
	for _, c := range all {
		if c.Provider == sandbox.FederationName {
			head = append(head, c)
		} else {
			rest = append(rest, c)
		}
	}
	return append(head, rest...)
}

// Each name is asked for once, however many rows need it.
func TestNamesAreAskedOnce(t *testing.T) {
	w := newWorld(t, 1000, ebox.Options{})
	view, err := w.fed.Open(ebox.Query{}).Load(t.Context(), 25)
	if err != nil {
		t.Fatal(err)
	}
	distinct := map[[2]string]bool{}
	for range 3 {
		for _, m := range view.Items {
			distinct[[2]string{m.Key.Provider, m.SenderOrganizationID}] = true
			if _, err := w.fed.Organization(t.Context(), m.Key.Provider, m.SenderOrganizationID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := w.box.Requests().Count("*", "getSenderOrganizationById"); got != len(distinct) {
		t.Errorf("%d requests for %d names", got, len(distinct))
	}
}

// Looking at a list, at details and at names changes nothing that a sender could see.
func TestLookingMarksNothing(t *testing.T) {
	w := newWorld(t, 25, ebox.Options{})
	before, err := w.fed.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	view, err := w.fed.Open(ebox.Query{}).Load(t.Context(), 25)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range view.Items {
		if _, err := w.fed.Message(t.Context(), m.Key); err != nil {
			t.Error(err)
		}
		for i := range m.Attachments {
			if a := &m.Attachments[i]; !m.Marks(a) {
				if _, err := w.fed.Content(t.Context(), m, a, 16<<20); err != nil {
					t.Error(err)
				}
			}
		}
	}
	after, err := w.fed.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for p := range before {
		if before[p].NumberOfUnreadMessages != after[p].NumberOfUnreadMessages {
			t.Errorf("%s: %d unread before, %d after", p, before[p].NumberOfUnreadMessages, after[p].NumberOfUnreadMessages)
		}
	}
}

// BenchmarkFirstRow is the time from opening the inbox to its first row, and the client's memory for it.
func BenchmarkFirstRow(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			w := newWorld(b, size, ebox.Options{})
			if _, err := w.fed.Open(ebox.Query{}).Load(b.Context(), 1); err != nil { // the world makes its first pages
				b.Fatal(err)
			}
			runtime.GC()
			b.ReportAllocs()
			for b.Loop() {
				view, err := w.fed.Open(ebox.Query{}).Load(b.Context(), 1)
				if err != nil || len(view.Items) == 0 {
					b.Fatal(len(view.Items), err)
				}
			}
		})
	}
}
