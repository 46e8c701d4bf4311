package mailbox

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReadingIsOnceAndForAll(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 2, Size: 25}), "nsso", "citizen")
	before := b.Summary().NumberOfUnreadMessages
	unread := all(b, Filter{ReadStatus: No})
	if len(unread) != before {
		t.Fatalf("%d unread in the list, %d in the summary", len(unread), before)
	}
	id := unread[0].MessageID
	b.Body(id)
	b.PaymentData(id)
	b.Open(id, unread[0].Attachments.Items[0].AttachmentID)
	if m, _ := b.Get(id); m.ReadStatus {
		t.Error("looking marks as read; that is for the server to say")
	}
	for range 2 {
		if err := b.MarkRead(id); err != nil {
			t.Fatal(err)
		}
	}
	if m, _ := b.Get(id); !m.ReadStatus {
		t.Error("the message is still unread")
	}
	if got := b.Summary().NumberOfUnreadMessages; got != before-1 {
		t.Errorf("%d unread, want %d", got, before-1)
	}
	if err := b.MarkRead("0123456789abcdef"); !errors.Is(err, ErrNotFound) {
		t.Errorf("reading an unknown message: %v", err)
	}
}

func TestHidingIsAllOrNothing(t *testing.T) {
	w := newWorld(t, Config{Seed: 2, Size: 25})
	b := openBox(t, w, "nsso", "citizen")
	list := all(b, Filter{Visible: Yes})
	other := all(openBox(t, w, "finance", "citizen"), Filter{})[0].MessageID
	state := func() [2][]string {
		return [2][]string{ids(all(b, Filter{Visible: Yes})), ids(all(b, Filter{Visible: No}))}
	}
	before := state()
	for name, bad := range map[string]string{"unknown": "0123456789abcdef", "empty": "", "of another provider": other} {
		err := b.SetVisible([]MessageToUpdate{{list[0].MessageID, false}, {bad, false}, {list[1].MessageID, false}})
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
		if d := cmp.Diff(before, state()); d != "" {
			t.Errorf("%s: something changed: %s", name, d)
		}
	}
	hidden, again := list[1].MessageID, list[2].MessageID
	if err := b.SetVisible([]MessageToUpdate{{hidden, false}, {again, false}, {again, true}}); err != nil {
		t.Fatal(err)
	}
	want := [2][]string{{list[0].MessageID}, {hidden}}
	for _, m := range list[2:] {
		want[0] = append(want[0], m.MessageID)
	}
	if d := cmp.Diff(want, state()); d != "" {
		t.Error(d)
	}
	if err := b.SetVisible([]MessageToUpdate{{hidden, true}}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, state()); d != "" {
		t.Error(d)
	}
	if err := b.SetVisible(nil); err != nil {
		t.Errorf("an empty list: %v", err)
	}
}

func TestSummaryCountsHiddenMessagesToo(t *testing.T) {
	c := &clock{noon}
	b := openBox(t, newWorld(t, Config{Seed: 2, Size: 25, Now: c.now}), "region", "citizen")
	list := all(b, Filter{})
	if err := b.SetVisible([]MessageToUpdate{{list[0].MessageID, false}}); err != nil {
		t.Fatal(err)
	}
	var size float64
	unread := 0
	for _, m := range list {
		if !m.ReadStatus {
			unread++
		}
		if m.Attachments != nil {
			for _, a := range m.Attachments.Items {
				size += a.Size
			}
		}
	}
	c.t = noon.Add(1500 * time.Millisecond)
	got := b.Summary()
	if got.NumberOfMessages != len(list) || got.NumberOfUnreadMessages != unread {
		t.Errorf("%d messages, %d unread; want %d, %d", got.NumberOfMessages, got.NumberOfUnreadMessages, len(list), unread)
	}
	if !got.LastReceiptDate.Equal(list[0].ReceiptDate.Time) || !got.LastConsultationDate.Equal(noon) {
		t.Errorf("last receipt %v, last consultation %v", got.LastReceiptDate, got.LastConsultationDate)
	}
	if got.EboxSize == nil || *got.EboxSize < size-0.1 || *got.EboxSize > size+0.1 {
		t.Errorf("size %v, want %f", got.EboxSize, size)
	}
	if big := openBox(t, newWorld(t, Config{Seed: 2, Size: 2000}), "nsso", "citizen").Summary(); big.EboxSize != nil || big.NumberOfMessages != 800 {
		t.Errorf("summary of a larger box: %+v", big)
	}
}

func TestMessagesGoWhenTheirTimeHasCome(t *testing.T) {
	c := &clock{noon}
	w := newWorld(t, Config{Seed: 2, Size: 300, Now: c.now})
	b := openBox(t, w, "nsso", "enterprise")
	every := all(b, Filter{})
	_, total := b.List(Filter{Visible: Yes}, 1, 1)
	for _, days := range []int{0, 1, 6, 40, 400, 1200} {
		c.t = noon.AddDate(0, 0, days)
		want := []string{}
		for i := range every {
			id, there := every[i].MessageID, every[i].ExpirationDate.After(c.t)
			if there {
				want = append(want, id)
			}
			if _, ok := b.Get(id); ok != there {
				t.Errorf("after %d days message %d is there: %t", days, i, ok)
			}
			if _, _, ok := b.Body(id); ok && !there {
				t.Errorf("after %d days message %d still has a body", days, i)
			}
		}
		if d := cmp.Diff(want, append([]string{}, ids(all(b, Filter{}))...)); d != "" {
			t.Errorf("after %d days: %s", days, d)
		}
		if got := b.Summary().NumberOfMessages; got != len(want) {
			t.Errorf("after %d days: %d messages in the summary, want %d", days, got, len(want))
		}
		_, now := b.List(Filter{Visible: Yes}, 1, 1)
		if now > total || days == 1200 && now != 0 {
			t.Errorf("after %d days %d are visible, %d were before", days, now, total)
		}
		total = now
	}
	pension := openBox(t, w, "pensions", "citizen")
	if n := len(all(pension, Filter{})); n != quotas(300)["pensions"] {
		t.Errorf("%d documents without end after three years", n)
	}
}

func TestEverythingAtOnce(t *testing.T) {
	w := newWorld(t, Config{Seed: 2, Size: 400, Dir: t.TempDir()})
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			b, _ := w.Box(liveProviders[n%2].id, "citizen", owners["citizen"])
			items, _ := b.List(Filter{Visible: Yes}, n%3+1, 10)
			for i, m := range items {
				if err := b.MarkRead(m.MessageID); err != nil {
					t.Error(err)
				}
				if err := b.SetVisible([]MessageToUpdate{{m.MessageID, i%2 == 0}}); err != nil {
					t.Error(err)
				}
				b.List(Filter{ReadStatus: No, Q: "e", QLang: "fr"}, 1, 5)
				b.Summary()
				b.Body(m.MessageID)
				if m.Attachments != nil {
					b.Open(m.MessageID, m.Attachments.Items[0].AttachmentID)
				}
				w.Providers()
				w.Organization("nsso", m.SenderOrganizationID)
			}
		})
	}
	wg.Wait()
	b := openBox(t, w, "nsso", "citizen")
	if items, _ := b.List(Filter{}, 1, 10); len(items) != 10 || !items[0].ReadStatus {
		t.Errorf("after all that: %d messages, first read: %t", len(items), items[0].ReadStatus)
	}
}
