package mailbox

import (
	"testing"
	"time"
)

func TestStaysLastAtLeastWhatTheyPromise(t *testing.T) {
	for _, s := range []stay{days(1), days(30), months(1), months(3), months(6), months(11), years(1), years(3)} {
		for from := time.Date(2023, 1, 1, 13, 0, 0, 0, time.UTC); from.Year() < 2027; from = from.AddDate(0, 0, 1) {
			if got := s.after(from.Unix()) - from.Unix(); got < s.least() || got > s.least()+4*24*hour+int64(s.n)*24*hour {
				t.Fatalf("%+v from %v lasts %d seconds, at least %d", s, from, got, s.least())
			}
		}
	}
	if s := (stay{}); s.after(0) != noEnd || s.least() != forever {
		t.Error("a stay without end ends")
	}
}

func TestMessagesComeByDayAndInOrder(t *testing.T) {
	for _, size := range []int{30, 1000, large, MaxSize} {
		w := newWorld(t, Config{Seed: 21, Size: size})
		eachBox(t, w, func(provider, boxType string, b *Box) {
			before := noon.Unix()
			step := max(1, b.time.n/5000)
			for i := range b.time.n {
				if i%step > 1 { // pairs of neighbours, all over the box
					continue
				}
				g := b.glance(i)
				if g.receipt >= before {
					t.Fatalf("%d in all, %s/%s: message %d is not older than the one before", size, provider, boxType, i)
				}
				if g.expiry <= b.time.anchor {
					t.Fatalf("%d in all, %s/%s: message %d was gone before the world began", size, provider, boxType, i)
				}
				if h := time.Unix(g.receipt, 0).UTC().Hour(); !g.shown && (h < 4 || h >= 20) {
					t.Fatalf("message %d came at %d o'clock", i, h)
				}
				before = g.receipt
			}
		})
	}
}

func TestShapeOfALargeBox(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 21, Size: large}), "nsso", "citizen")
	count := map[string]int{}
	kinds := map[string]bool{}
	for i := range b.time.n {
		g := b.glance(i)
		kinds[g.sent.name] = true
		for name, is := range map[string]bool{
			"unread": g.unread, "wild": g.wild, "long": g.long, "once": g.form == once, "thrice": g.form == thrice, "truly": g.form == truly,
			"nl": g.lang == nl, "fr": g.lang == fr, "de": g.lang == de, "registered": g.sent.registered,
			"within 7 days": g.expiry-b.time.anchor < 7*24*hour, "within 15 days": g.expiry-b.time.anchor < 15*24*hour,
		} {
			if is {
				count[name]++
			}
		}
	}
	n := b.time.n
	for _, test := range []struct {
		name     string
		min, max int // in thousandths
	}{
		{"unread", 50, 80},
		{"wild", 5, 20},
		{"long", 10, 25},
		{"once", 450, 550},
		{"thrice", 250, 350},
		{"truly", 150, 250},
		{"nl", 400, 500},
		{"fr", 350, 450},
		{"de", 100, 200},
		{"registered", 10, 150},
		{"within 7 days", 1, 30},
		{"within 15 days", 2, 50},
	} {
		if got := count[test.name] * 1000 / n; got < test.min || got > test.max {
			t.Errorf("%s: %d of a thousand, want %d to %d", test.name, got, test.min, test.max)
		}
	}
	if len(kinds) < len(b.src.byStay)-2 { // those that stay a month only occur in the showcase
		t.Errorf("kinds: %v", kinds)
	}
	if hidden := len(b.state.hidden); hidden < n/600 || hidden > n/400 {
		t.Errorf("%d of %d are hidden", hidden, n)
	}
}

func TestOwnersHaveBoxesOfTheirOwn(t *testing.T) {
	w := newWorld(t, Config{Seed: 21, Size: 50})
	a, _ := w.Box("nsso", "citizen", futureSSIN(1))
	b, _ := w.Box("nsso", "citizen", futureSSIN(2))
	again, _ := w.Box("nsso", "citizen", futureSSIN(1))
	if a == b || a != again {
		t.Error("boxes are mixed up")
	}
	for _, m := range all(a, Filter{}) {
		if _, ok := b.Get(m.MessageID); ok {
			t.Errorf("%s is in two boxes", m.MessageID)
		}
	}
}

func TestMorning(t *testing.T) {
	for _, test := range []struct {
		name      string
		now, want time.Time
	}{
		{"noon", noon, time.Date(2026, 11, 20, 6, 0, 0, 0, brussels)},
		{"on the hour", time.Date(2026, 11, 20, 6, 0, 0, 0, brussels), time.Date(2026, 11, 20, 6, 0, 0, 0, brussels)},
		{"before six", time.Date(2026, 11, 1, 5, 59, 0, 0, brussels), time.Date(2026, 10, 31, 6, 0, 0, 0, brussels)},
		{"elsewhere", time.Date(2026, 11, 20, 4, 30, 0, 0, time.UTC), time.Date(2026, 11, 19, 6, 0, 0, 0, brussels)},
		{"day of the change of clocks", time.Date(2026, 3, 29, 12, 0, 0, 0, brussels), time.Date(2026, 3, 29, 6, 0, 0, 0, brussels)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := morning(test.now); !got.Equal(test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
