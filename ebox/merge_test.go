package ebox

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMergeIsASort compares listings of random federations, loaded in random steps, with a sort of everything.
func TestMergeIsASort(t *testing.T) {
	for seed := range uint64(150) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(seed, 7))
			w := newWorld(t)
			sorted := seed%3 != 0 // a third of the federations keep no order at all
			var all []string
			ages := map[string]int{}
			boxes := map[string]int{}
			for p := range 1 + rnd.IntN(5) {
				id := fmt.Sprint("p", p)
				n := rnd.IntN(60)
				boxes[id] = n
				list := make([]map[string]any, n)
				age := 0
				for i := range list {
					age += rnd.IntN(4) // dates collide
					name := fmt.Sprintf("%s-%03d", id, i)
					list[i] = messageJSON(name, age)
					ages[name] = age
					all = append(all, name)
				}
				if !sorted {
					rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
				}
				w.live(id, list...)
			}
			slices.SortFunc(all, func(a, b string) int {
				if ages[a] != ages[b] {
					return ages[a] - ages[b]
				}
				if a < b {
					return -1
				}
				return 1
			})
			size := 1 + rnd.IntN(30)
			f := w.federation(Options{PageSize: size})
			l := f.Open(Query{})
			var v View
			for n := 0; ; {
				n += 1 + rnd.IntN(20)
				var err error
				if v, err = l.Load(context.Background(), n); err != nil {
					t.Fatal(err)
				}
				if sorted {
					if diff := cmp.Diff(all[:min(n, len(all))], ids(v.Items), emptyIsNil); diff != "" {
						t.Fatalf("after %d (-want +got):\n%s", n, diff)
					}
				}
				if !slices.IsSortedFunc(v.Items, before) {
					t.Fatalf("after %d: not in order: %v", n, ids(v.Items))
				}
				if !v.More {
					break
				}
			}
			if diff := cmp.Diff(all, ids(v.Items), emptyIsNil); diff != "" {
				t.Errorf("in the end (-want +got):\n%s", diff)
			}
			if v.Total != len(all) || v.AtLeast || v.Waiting || len(v.Notices) > 0 {
				t.Errorf("view says %d %v %v %v, want %d and nothing else", v.Total, v.AtLeast, v.Waiting, v.Notices, len(all))
			}
			for id, n := range boxes { // no page is asked twice, none beyond the end
				want := max(1, (n+size-1)/size)
				if got := w.count()[id+".test GET /base/ebox/messages"]; got != want {
					t.Errorf("%s: %d pages asked for %d messages of %d a page, want %d", id, got, n, size, want)
				}
			}
		})
	}
}

var emptyIsNil = cmp.Transformer("emptyIsNil", func(s []string) []string {
	if len(s) == 0 {
		return nil
	}
	return s
})

func TestInterleaveKeepsItsInputs(t *testing.T) {
	m := func(age int) *Message {
		var w wire21
		p := &Message{}
		b := fmt.Sprintf(`{"messageId":"%d","receiptDate":"2026-01-01T00:00:%02dZ"}`, age, 59-age)
		if err := w.decode([]byte(b), p); err != nil {
			t.Fatal(err)
		}
		return p
	}
	a, b := []*Message{m(1), m(3), m(5)}, []*Message{m(0), m(3), m(4), m(9)}
	got := interleave(a, b)
	if diff := cmp.Diff([]string{"0", "1", "3", "3", "4", "5", "9"}, ids(got)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1", "3", "5"}, ids(a)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"0", "3", "4", "9"}, ids(b)); diff != "" {
		t.Error(diff)
	}
}
