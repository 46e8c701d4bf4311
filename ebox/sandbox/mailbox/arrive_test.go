package mailbox

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestArrivalsComeFirst(t *testing.T) {
	c := &clock{noon}
	w := newWorld(t, Config{Seed: 3, Size: 40, Now: c.now})
	eachBox(t, w, func(provider, boxType string, b *Box) {
		before := all(b, Filter{})
		unread := all(b, Filter{ReadStatus: No})
		sum := b.Summary()
		c.t = c.t.Add(time.Minute)
		got, err := b.Deliver(Arrival{Count: 3})
		if err != nil || len(got) != 3 {
			t.Fatalf("%s, %s: delivered %v, %v", provider, boxType, got, err)
		}
		want := []string{got[2].MessageID, got[1].MessageID, got[0].MessageID}
		after := all(b, Filter{})
		if d := cmp.Diff(append(want, ids(before)...), ids(after)); d != "" {
			t.Errorf("%s, %s: order %s", provider, boxType, d)
		}
		for _, m := range after[:3] {
			if !m.ReceiptDate.Equal(c.t) || m.ReadStatus || !m.Visible || !m.ExpirationDate.After(c.t) {
				t.Errorf("%s: received %v, read %t, visible %t, until %v", m.MessageID, m.ReceiptDate, m.ReadStatus, m.Visible, m.ExpirationDate)
			}
		}
		if n := len(all(b, Filter{ReadStatus: No})); n != len(unread)+3 {
			t.Errorf("%s, %s: %d unread, want %d", provider, boxType, n, len(unread)+3)
		}
		now := b.Summary()
		if now.NumberOfMessages != sum.NumberOfMessages+3 || now.NumberOfUnreadMessages != sum.NumberOfUnreadMessages+3 || !now.LastReceiptDate.Equal(c.t) {
			t.Errorf("%s, %s: summary %+v after %+v", provider, boxType, now, sum)
		}
	})
}

func TestEverythingWorksOnArrivals(t *testing.T) {
	w := newWorld(t, Config{Seed: 3, Size: 1000})
	b := openBox(t, w, "region", "citizen")
	got, err := b.Deliver(Arrival{Count: 2, Reply: true})
	if err != nil {
		t.Fatal(err)
	}
	m, ok := b.Get(got[1].MessageID)
	if !ok || !m.ReplyAuthorized {
		t.Fatalf("got %+v, %t", m, ok)
	}
	text, lang := m.Subject.NL, "nl"
	for _, l := range []string{"fr", "de"} {
		if text == "" {
			text, lang = m.Subject.In(l), l
		}
	}
	for name, f := range map[string]Filter{
		"search":       {Q: text, QLang: lang},
		"type":         {MessageTypeID: m.MessageTypeID},
		"received":     {ReceivedAfter: Date{2026, time.November, 19}},
		"organization": {SenderOrganizationID: m.SenderOrganizationID, ReadStatus: No, Visible: Yes},
	} {
		if list, _ := b.List(f, 1, 5); len(list) == 0 || list[0].MessageID != m.MessageID {
			t.Errorf("%s: it is not the first of %v", name, ids(list))
		}
	}
	if m.Attachments != nil {
		for _, a := range m.Attachments.Items {
			d, ok := b.Open(m.MessageID, a.AttachmentID)
			if !ok {
				t.Fatalf("no document %s", a.AttachmentID)
			}
			if data, err := io.ReadAll(d.Content); err != nil || int64(len(data)) != d.Bytes {
				t.Errorf("%d bytes, %v; want %d", len(data), err, d.Bytes)
			}
		}
	}
	if err := b.MarkRead(m.MessageID); err != nil {
		t.Fatal(err)
	}
	if err := b.SetVisible([]MessageToUpdate{{got[0].MessageID, false}}); err != nil {
		t.Fatal(err)
	}
	again, _ := b.Get(m.MessageID)
	hidden, _ := b.Get(got[0].MessageID)
	if !again.ReadStatus || hidden.Visible {
		t.Errorf("read %t, hidden %t", again.ReadStatus, !hidden.Visible)
	}
	if list := all(b, Filter{Visible: No}); list[0].MessageID != got[0].MessageID {
		t.Errorf("hidden are %v", ids(list))
	}
	if list, _ := b.List(Filter{Visible: Yes}, 1, 1); list[0].MessageID != m.MessageID {
		t.Errorf("the first visible is %v", ids(list))
	}
}

func TestArrivalsForEverybody(t *testing.T) {
	w := newWorld(t, Config{Seed: 3, Size: 40})
	open := openBox(t, w, "nsso", "citizen")
	got, err := w.Deliver(Arrival{BoxType: "citizen", Provider: "nsso", Count: 2, Registered: true})
	if err != nil || len(got) != 2 {
		t.Fatalf("delivered %v, %v", got, err)
	}
	later, _ := w.Box("nsso", "citizen", futureSSIN(8))
	for name, b := range map[string]*Box{"open": open, "opened later": later} {
		list, _ := b.List(Filter{RegisteredMail: Yes, ReceivedAfter: Date{2026, time.November, 19}, ReadStatus: No}, 1, 10)
		fresh := 0
		for _, m := range list {
			if m.ReceiptDate.Equal(noon) {
				fresh++
			}
		}
		if fresh != 2 {
			t.Errorf("%s: %d arrivals, want 2", name, fresh)
		}
	}
	if n := openBox(t, w, "nsso", "enterprise").first(); n != 0 {
		t.Errorf("%d messages for a company", -n)
	}
	if _, err := w.Deliver(Arrival{}); err != nil {
		t.Error(err)
	}
	total := 0
	eachBox(t, w, func(_, _ string, b *Box) { total -= b.first() })
	if total != 2+2 {
		t.Errorf("%d arrivals, want two and then one of each type", total)
	}
}

func TestArrivalsAreKept(t *testing.T) {
	dir := t.TempDir()
	c := &clock{noon}
	cfg := Config{Seed: 6, Size: 25, Dir: dir, Now: c.now}
	first, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b := openBox(t, first, "nsso", "citizen")
	for _, a := range []Arrival{{Count: 2, BoxType: "citizen", Provider: "nsso"}, {Owner: owners["citizen"], BoxType: "citizen", Provider: "nsso"}, {Provider: "nsso"}} {
		c.t = c.t.Add(time.Hour)
		if _, err := first.Deliver(a); err != nil {
			t.Fatal(err)
		}
	}
	read := ids(all(b, Filter{}))[1]
	if err := b.MarkRead(read); err != nil {
		t.Fatal(err)
	}
	before := all(b, Filter{})
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := newWorld(t, cfg)
	b = openBox(t, second, "nsso", "citizen")
	if d := cmp.Diff(before, all(b, Filter{})); d != "" {
		t.Error(d)
	}
	if m, _ := b.Get(read); !m.ReadStatus || b.first() != -4 {
		t.Errorf("read %t, %d arrivals", m.ReadStatus, -b.first())
	}
	c.t = c.t.Add(time.Hour)
	if _, err := b.Deliver(Arrival{}); err != nil || len(all(b, Filter{})) != len(before)+1 {
		t.Errorf("after a restart: %v, %d messages", err, len(all(b, Filter{})))
	}
}

func TestArrivalsExpire(t *testing.T) {
	c := &clock{noon}
	w := newWorld(t, Config{Seed: 3, Size: 10, Now: c.now})
	b := openBox(t, w, "nsso", "citizen")
	before := b.Summary().NumberOfMessages
	if _, err := b.Deliver(Arrival{Count: 5}); err != nil {
		t.Fatal(err)
	}
	c.t = c.t.AddDate(20, 0, 0)
	for _, m := range all(b, Filter{}) {
		if !m.ExpirationDate.After(c.t) {
			t.Errorf("%s is there after %v", m.MessageID, m.ExpirationDate)
		}
	}
	if n := b.Summary().NumberOfMessages; n >= before {
		t.Errorf("%d messages after twenty years, %d before", n, before)
	}
}

func TestArrivalsRefused(t *testing.T) {
	w := newWorld(t, Config{Seed: 3, Size: 10})
	for name, a := range map[string]Arrival{
		"type of box":  {BoxType: "partner"},
		"provider":     {Provider: "nobody"},
		"too many":     {Count: MaxArrivals + 1},
		"negative":     {Count: -1},
		"owner alone":  {Owner: owners["citizen"]},
		"none of them": {Provider: "pensions", Reply: true},
	} {
		if got, err := w.Deliver(a); !errors.Is(err, ErrArrival) || got != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	eachBox(t, w, func(provider, boxType string, b *Box) {
		if b.first() != 0 {
			t.Errorf("%s, %s: %d arrivals", provider, boxType, -b.first())
		}
	})
	b := openBox(t, w, "nsso", "citizen")
	for range maxDeliveries / MaxArrivals {
		if _, err := b.Deliver(Arrival{Count: MaxArrivals}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Deliver(Arrival{}); !errors.Is(err, ErrArrival) {
		t.Errorf("a full box: %v", err)
	}
}

func TestArrivalsMeanwhile(t *testing.T) {
	w := newWorld(t, Config{Seed: 3, Size: 500})
	b := openBox(t, w, "nsso", "citizen")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				if _, err := w.Deliver(Arrival{Provider: "nsso"}); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for page := range 20 {
				b.List(Filter{ReadStatus: No}, page, 10)
				b.List(Filter{RegisteredMail: Yes}, 1, 10)
				b.Summary()
			}
		})
	}
	wg.Wait()
	if b.first() != -80 {
		t.Errorf("%d arrivals", -b.first())
	}
}

func BenchmarkArrive(b *testing.B) {
	box := largest(b, Config{Seed: 1})
	box.List(Filter{}, 1, 25)
	b.ReportAllocs()
	for b.Loop() {
		if -box.first() == maxDeliveries {
			box.arrived.Store(&[]arrival{})
		}
		if _, err := box.Deliver(Arrival{}); err != nil {
			b.Fatal(err)
		}
		box.List(Filter{Visible: Yes}, 1, 1)
	}
}

func TestArrivalsDiffer(t *testing.T) {
	w := newWorld(t, Config{Seed: 3, Size: 40})
	if _, err := w.Deliver(Arrival{Count: MaxArrivals, BoxType: "citizen"}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, p := range liveProviders {
		b := openBox(t, w, p.id, "citizen")
		for i := b.first(); i < 0; i++ {
			g := b.glance(i)
			seen[fmt.Sprintf("%s %s", p.id, g.sent.name)]++
			if s := string(g.appendSubject(nil, g.lang)); s == "" || strings.ContainsAny(s, "\x1b\r") {
				t.Errorf("subject %q", s)
			}
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %v", seen)
	}
}
