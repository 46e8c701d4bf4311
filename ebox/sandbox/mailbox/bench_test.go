package mailbox

import (
	"runtime"
	"testing"
	"time"
)

const large = 100_000

// largest is the box of the provider that has most of a large world.
func largest(t testing.TB, cfg Config) *Box {
	cfg.Size = large
	return openBox(t, newWorld(t, cfg), liveProviders[0].id, "citizen")
}

func TestLargeWorldsCostNothingUntilLookedAt(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	w := newWorld(t, Config{Seed: 1, Size: large})
	total := 0
	eachBox(t, w, func(_, boxType string, b *Box) {
		items, n := b.List(Filter{Visible: Yes}, 1, 25)
		if len(items) != 25 {
			t.Errorf("%d messages on the first page", len(items))
		}
		total += n
	})
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if took > 2*time.Second || after.HeapAlloc > before.HeapAlloc+200<<20 {
		t.Errorf("eight first pages took %v and %d MB", took, (after.HeapAlloc-before.HeapAlloc)>>20)
	}
	if total < 2*large*99/100 || total >= 2*large {
		t.Errorf("%d visible messages in two boxes of %d", total, large)
	}
}

func TestLastPageAllocatesNoMoreThanTheFirst(t *testing.T) {
	b := largest(t, Config{Seed: 1})
	f := Filter{Visible: Yes}
	_, total := b.List(f, 1, 25)
	last := (total + 24) / 25
	rows := func(page int) float64 {
		return testing.AllocsPerRun(20, func() { b.rows(f, page, 25) })
	}
	if first, end := rows(2), rows(last); end > first {
		t.Errorf("choosing a page: %v allocations for the second, %v for the last", first, end)
	}
	pages := func(from int) float64 {
		return testing.AllocsPerRun(5, func() {
			for p := from; p < from+10; p++ {
				b.List(f, p, 25)
			}
		})
	}
	if first, end := pages(1), pages(last-10); end > first*1.1 {
		t.Errorf("writing pages: %v allocations for the first ten, %v for the last", first, end)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newWorld(b, Config{Seed: 1, Size: large})
	}
}

func benchmarkPage(b *testing.B, page int) {
	box := largest(b, Config{Seed: 1})
	b.ReportAllocs()
	for b.Loop() {
		box.List(Filter{Visible: Yes}, page, 25)
	}
}

func BenchmarkFirstPage(b *testing.B) { benchmarkPage(b, 1) }
func BenchmarkLastPage(b *testing.B)  { benchmarkPage(b, 1590) }

// BenchmarkColdPage makes the documents of a page every time.
func BenchmarkColdPage(b *testing.B) {
	page := 0
	box := largest(b, Config{Seed: 1})
	box.List(Filter{Visible: Yes}, 1, 1)
	b.ReportAllocs()
	for b.Loop() {
		page++
		box.List(Filter{Visible: Yes}, 2+page%1500, 25)
		box.world.papers = newPapers()
	}
}

func BenchmarkColdFirstPages(b *testing.B) {
	for b.Loop() {
		w := newWorld(b, Config{Seed: 1, Size: large})
		eachBox(b, w, func(_, boxType string, box *Box) {
			if boxType == "citizen" {
				box.List(Filter{Visible: Yes}, 1, 25)
			}
		})
	}
}

// benchmarkScan asks all four boxes of 100,000 messages together, remembering nothing.
func benchmarkScan(b *testing.B, f Filter) {
	w := newWorld(b, Config{Seed: 1, Size: large})
	var boxes []*Box
	for _, p := range liveProviders {
		boxes = append(boxes, openBox(b, w, p.id, "enterprise"))
	}
	n := 0
	for b.Loop() {
		n = 0
		for _, box := range boxes {
			n += len(box.scan(f))
		}
	}
	b.ReportMetric(float64(n), "found")
}

func BenchmarkFilterRegistered(b *testing.B) { benchmarkScan(b, Filter{RegisteredMail: Yes}) }

func BenchmarkFilterDates(b *testing.B) {
	benchmarkScan(b, Filter{ReceivedAfter: Date{2025, 1, 1}, ExpiredBefore: Date{2027, 6, 1}})
}

func BenchmarkSearch(b *testing.B) {
	benchmarkScan(b, Filter{Q: "précompte immobilier 2025", QLang: "fr"})
}
func BenchmarkSearchNothing(b *testing.B) { benchmarkScan(b, Filter{Q: "zzz", QLang: "nl"}) }
