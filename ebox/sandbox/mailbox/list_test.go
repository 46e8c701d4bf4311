package mailbox

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPagesCoverTheBoxOnceInOrder(t *testing.T) {
	w := newWorld(t, Config{Seed: 11, Size: 160})
	seen := map[string]string{}
	eachBox(t, w, func(provider, boxType string, b *Box) {
		where := provider + "/" + boxType
		list := all(b, Filter{})
		_, total := b.List(Filter{}, 1, 7)
		if len(list) != total || total != quotas(160)[provider] {
			t.Errorf("%s: %d messages on all pages, total %d, quota %d", where, len(list), total, quotas(160)[provider])
		}
		for i := range list {
			m := &list[i]
			if i > 0 && !m.ReceiptDate.Before(list[i-1].ReceiptDate.Time) {
				t.Errorf("%s: message %d is not older than the one before", where, i)
			}
			if !m.ReceiptDate.Before(noon) || !m.ExpirationDate.After(noon) {
				t.Errorf("%s: message %d came %v and is gone %v", where, i, m.ReceiptDate, m.ExpirationDate)
			}
			if old := seen[m.MessageID]; old != "" {
				t.Errorf("%s: id %s was seen in %s", where, m.MessageID, old)
			}
			seen[m.MessageID] = where
		}
	})
}

func TestPages(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 11, Size: 200}), "nsso", "citizen") // 80 messages
	every := ids(all(b, Filter{}))
	for _, test := range []struct {
		name       string
		page, size int
		want       []string
	}{
		{"first", 1, 25, every[:25]},
		{"second", 2, 25, every[25:50]},
		{"last, cut short", 4, 25, every[75:]},
		{"behind the end", 5, 25, []string{}},
		{"far behind", 1 << 30, 100, []string{}},
		{"whole box", 1, 100, every},
		{"one", 80, 1, every[79:]},
	} {
		t.Run(test.name, func(t *testing.T) {
			items, total := b.List(Filter{}, test.page, test.size)
			if items == nil || total != 80 {
				t.Errorf("items nil: %t, total %d", items == nil, total)
			}
			if d := cmp.Diff(test.want, ids(items)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestEmptyBox(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 1}), "finance", "enterprise")
	items, total := b.List(Filter{Visible: Yes}, 1, 25)
	if items == nil || len(items) != 0 || total != 0 {
		t.Errorf("items %v, total %d", items, total)
	}
	if s := b.Summary(); s.NumberOfMessages != 0 || s.LastReceiptDate != nil {
		t.Errorf("summary %+v", s)
	}
}

// selects judges a message by what the contract's JSON says of it: nothing of the code under test takes part.
func selects(f Filter, m *Message) bool {
	is := func(w Wanted, b bool) bool { return w == Either || (w == Yes) == b }
	begin := func(d Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, brussels) }
	end := func(d Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 23, 59, 59, 999999999, brussels) }
	none := Date{}
	return is(f.ReadStatus, m.ReadStatus) && is(f.Visible, m.Visible) && is(f.RegisteredMail, m.RegisteredMail) &&
		(f.ReceivedBefore == none || m.ReceiptDate.Before(begin(f.ReceivedBefore))) &&
		(f.ReceivedAfter == none || m.ReceiptDate.After(end(f.ReceivedAfter))) &&
		(f.ExpiredBefore == none || m.ExpirationDate.Before(begin(f.ExpiredBefore))) &&
		(f.ExpiredAfter == none || m.ExpirationDate.After(end(f.ExpiredAfter))) &&
		(f.MessageTypeID == "" || f.MessageTypeID == m.MessageTypeID) &&
		(f.SenderOrganizationID == "" || f.SenderOrganizationID == m.SenderOrganizationID) &&
		(f.SenderApplicationID == "" || f.SenderApplicationID == m.SenderApplicationID)
}

func TestFiltersSelectWhatTheySay(t *testing.T) {
	w := newWorld(t, Config{Seed: 4, Size: 300})
	for _, at := range []struct{ provider, boxType string }{{"nsso", "citizen"}, {"region", "enterprise"}, {"pensions", "citizen"}} {
		b := openBox(t, w, at.provider, at.boxType)
		every := all(b, Filter{})
		var hide []MessageToUpdate
		for i := 0; i < len(every); i += 3 {
			hide = append(hide, MessageToUpdate{every[i].MessageID, false})
		}
		if err := b.SetVisible(hide); err != nil {
			t.Fatal(err)
		}
		for i := 1; i < len(every); i += 5 {
			if err := b.MarkRead(every[i].MessageID); err != nil {
				t.Fatal(err)
			}
		}
		every = all(b, Filter{})
		sample := every[len(every)/2]
		y, m, d := sample.ReceiptDate.Date()
		for name, f := range map[string]Filter{
			"none": {}, "visible": {Visible: Yes}, "hidden": {Visible: No}, "unread": {ReadStatus: No}, "read and visible": {ReadStatus: Yes, Visible: Yes},
			"registered": {RegisteredMail: Yes}, "not registered, hidden": {RegisteredMail: No, Visible: No},
			"type": {MessageTypeID: sample.MessageTypeID}, "sender": {SenderOrganizationID: sample.SenderOrganizationID},
			"application": {SenderApplicationID: sample.SenderApplicationID}, "unknown type": {MessageTypeID: "no such type"},
			"before": {ReceivedBefore: Date{y, m, d}}, "after": {ReceivedAfter: Date{y, m, d}},
			"between":  {ReceivedAfter: Date{2025, 1, 1}, ReceivedBefore: Date{2025, 12, 31}, Visible: Yes},
			"expiring": {ExpiredBefore: Date{2027, 1, 1}}, "not expiring soon": {ExpiredAfter: Date{2027, 1, 1}, ReadStatus: Yes},
			"without end": {ExpiredAfter: Date{9999, 1, 1}}, "in the far future": {ReceivedAfter: Date{2060, 1, 1}},
			"everything": {ReadStatus: Yes, Visible: Yes, RegisteredMail: No, ReceivedBefore: Date{2026, 11, 1}, SenderOrganizationID: sample.SenderOrganizationID},
		} {
			t.Run(at.provider+" "+name, func(t *testing.T) {
				want := []string{}
				for i := range every {
					if selects(f, &every[i]) {
						want = append(want, every[i].MessageID)
					}
				}
				if d := cmp.Diff(want, append([]string{}, ids(all(b, f))...)); d != "" {
					t.Error(d)
				}
				if _, total := b.List(f, 3, 2); total != len(want) {
					t.Errorf("total %d, want %d", total, len(want))
				}
			})
		}
	}
}

func TestBoundaryDaysAreOutside(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 4, Size: 25}), "nsso", "citizen")
	m := all(b, Filter{})[3]
	y, mo, d := m.ReceiptDate.In(brussels).Date()
	ey, em, ed := m.ExpirationDate.In(brussels).Date()
	for _, test := range []struct {
		name string
		f    Filter
		want bool
	}{
		{"received before its day", Filter{ReceivedBefore: Date{y, mo, d}}, false},
		{"received before the next day", Filter{ReceivedBefore: dayAfter(y, mo, d)}, true},
		{"received after its day", Filter{ReceivedAfter: Date{y, mo, d}}, false},
		{"received after the day before", Filter{ReceivedAfter: dayBefore(y, mo, d)}, true},
		{"expires before its day", Filter{ExpiredBefore: Date{ey, em, ed}}, false},
		{"expires before the next day", Filter{ExpiredBefore: dayAfter(ey, em, ed)}, true},
		{"expires after its day", Filter{ExpiredAfter: Date{ey, em, ed}}, false},
		{"expires after the day before", Filter{ExpiredAfter: dayBefore(ey, em, ed)}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := slices.Contains(ids(all(b, test.f)), m.MessageID); got != test.want {
				t.Errorf("selected: %t, want %t", got, test.want)
			}
		})
	}
}

func dayAfter(y int, m time.Month, d int) Date {
	y, m, d = time.Date(y, m, d+1, 12, 0, 0, 0, brussels).Date()
	return Date{y, m, d}
}

func dayBefore(y int, m time.Month, d int) Date {
	y, m, d = time.Date(y, m, d-1, 12, 0, 0, 0, brussels).Date()
	return Date{y, m, d}
}

func TestNth(t *testing.T) {
	for _, out := range [][]int32{{}, {0}, {0, 1, 2}, {3}, {1, 2, 5}, {7, 8, 9}, {0, 2, 4, 6, 8}} {
		var want, got []int
		for i := range 20 {
			if !slices.Contains(out, int32(i)) {
				want = append(want, i)
			}
		}
		for k := range want {
			got = append(got, nth(out, 0, k))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("without %v: %s", out, d)
		}
	}
}

func TestParseDate(t *testing.T) {
	for _, test := range []struct {
		in   string
		want Date
		ok   bool
	}{
		{"2026-02-28", Date{2026, 2, 28}, true},
		{"2026-02-29", Date{}, false},
		{"2026-2-8", Date{}, false},
		{"2026-02-08T00:00:00Z", Date{}, false},
		{" 2026-02-08", Date{}, false},
		{"", Date{}, false},
		{"2026-13-01", Date{}, false},
	} {
		t.Run(fmt.Sprintf("%q", test.in), func(t *testing.T) {
			got, err := ParseDate(test.in)
			if got != test.want || (err == nil) != test.ok {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestRememberedQueriesFollowTheState(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 4, Size: 200}), "finance", "citizen")
	f := Filter{ReadStatus: No, SenderApplicationID: "finance:myminfin"}
	before := ids(all(b, f))
	if len(before) < 2 {
		t.Fatalf("only %d unread notices", len(before))
	}
	if err := b.MarkRead(before[0]); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before[1:], ids(all(b, f))); d != "" {
		t.Error(d)
	}
	for i := range 2 * kept { // more queries than are remembered
		f := Filter{ReceivedBefore: Date{2026, 11, 20 - i}}
		if d := cmp.Diff(ids(all(b, f)), ids(all(b, f))); d != "" {
			t.Error(d)
		}
	}
	if n := len(b.found.list); n != kept {
		t.Errorf("%d queries are remembered, want %d", n, kept)
	}
}
