package sandbox

import (
	"runtime"
	"testing"
	"time"

	"myebox/ebox/sandbox/mailbox"
)

// TestLargeBox opens boxes of 100,000 messages, reads the first page of each and searches one: at most 2 s for opening
// and 200 MiB for all of it.
func TestLargeBox(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began := time.Now()
	world, err := mailbox.New(mailbox.Config{Seed: 1, Size: 100_000, Now: func() time.Time { return testNow }})
	if err != nil {
		t.Fatal(err)
	}
	defer world.Close()
	b := newBench(t, func(c *Config) { c.World = world })
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("opening took %v", took)
	}
	total := 0
	for _, p := range live {
		list := into[mailbox.Messages](b, b.get(p, "citizen", "/ebox/messages?pageSize=100"))
		total += list.TotalItems
		if len(list.Items) != 100 {
			t.Errorf("%s: %d messages on the first page", p, len(list.Items))
		}
		sum := into[mailbox.Ebox](b, b.get(p, "citizen", "/ebox"))
		if sum.NumberOfMessages != list.TotalItems || sum.NumberOfUnreadMessages == 0 {
			t.Errorf("%s: the summary says %+v, the list %d", p, sum, list.TotalItems)
		}
	}
	if total < 99_900 || total > 100_000 { // a few expire on the day on which the world begins
		t.Errorf("%d messages in all", total)
	}
	if found := into[mailbox.Messages](b, b.get("nsso", "citizen", "/ebox/messages?q=attest&qlang=nl&readStatus=false")); found.TotalItems == 0 {
		t.Error("the search found nothing")
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if used := int64(after.HeapAlloc) - int64(before.HeapAlloc); used > 200<<20 {
		t.Errorf("%d MiB in use", used>>20)
	}
}
