package main

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"myebox/ebox"
)

// pages is a listing of n messages, of which the last provider's come late.
type pages struct {
	n, late  int // late: messages that only come after Wait
	notices  []ebox.Notice
	fail     error
	loads    int
	waited   bool
	asked    int // the most that was asked for
	canceled context.CancelFunc
}

func (p *pages) view(n int) ebox.View {
	there := p.n
	if !p.waited {
		there -= p.late
	}
	v := ebox.View{Waiting: p.late > 0 && !p.waited, More: n < there, Total: p.n, Notices: p.notices}
	for i := range min(n, there) {
		v.Items = append(v.Items, &ebox.Message{Key: ebox.Key{Provider: "p", ID: fmt.Sprint(i)}})
	}
	return v
}

func (p *pages) Load(ctx context.Context, n int) (ebox.View, error) {
	p.loads++
	p.asked = max(p.asked, n)
	if p.canceled != nil {
		p.canceled()
	}
	if err := errors.Join(p.fail, ctx.Err()); err != nil {
		return ebox.View{}, err
	}
	return p.view(n), nil
}

func (p *pages) Wait(context.Context) (ebox.View, error) {
	p.waited = true
	return p.view(p.asked), nil
}

func TestLoad(t *testing.T) {
	boom := errors.New("boom")
	for _, c := range []struct {
		name       string
		list       *pages
		n          int
		want, asks int
		err        error
	}{
		{"as many as wanted", &pages{n: 50}, 25, 25, 25, nil},
		{"fewer are there", &pages{n: 3}, 25, 3, 25, nil},
		{"none", &pages{}, 25, 0, 25, nil},
		{"slow providers are waited for", &pages{n: 30, late: 20}, 25, 25, 25, nil},
		{"everything, step by step", &pages{n: 1000}, int(^uint(0) >> 1), 1000, 1200, nil},
		{"none answers", &pages{fail: boom}, 25, 0, 25, boom},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := load(t.Context(), c.list, c.n)
			if len(v.Items) != c.want || !errors.Is(err, c.err) || c.list.asked != c.asks {
				t.Errorf("got %d items, %v, asked for %d", len(v.Items), err, c.list.asked)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := load(ctx, &pages{n: 10, canceled: cancel}, 5); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestFindShort(t *testing.T) {
	key := func(i int) ebox.Key { return ebox.Key{Provider: "p", ID: fmt.Sprint(i)} }
	for _, c := range []struct {
		name  string
		list  *pages
		short string
		want  ebox.Key
		loads int
	}{
		{"on the first page", &pages{n: 5000}, shortRef(key(3)), key(3), 1},
		{"further down", &pages{n: 5000}, shortRef(key(700)), key(700), 6},
		{"too far down", &pages{n: 5000}, shortRef(key(1500)), ebox.Key{}, 6},
		{"nowhere", &pages{n: 30}, "00000000", ebox.Key{}, 2},
		{"in an empty folder", &pages{}, "00000000", ebox.Key{}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := findShort(t.Context(), c.list, c.short)
			if err != nil || got != c.want || c.list.loads > c.loads {
				t.Errorf("got %v, %v after %d loads", got, err, c.list.loads)
			}
		})
	}
}

// A message that is not found while its provider may be the one that fails is not said to be gone.
func TestFindShortWithAProviderMissing(t *testing.T) {
	down := []ebox.Notice{{Provider: ebox.Provider{ID: "nsso"}, Kind: ebox.NoticeFailed, Err: ebox.ErrUnavailable}}
	if _, err := findShort(t.Context(), &pages{n: 3, notices: down}, "00000000"); !errors.Is(err, ebox.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	key := ebox.Key{Provider: "p", ID: "1"}
	if got, err := findShort(t.Context(), &pages{n: 3, notices: down}, shortRef(key)); got != key || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestShortRef(t *testing.T) {
	a, b := ebox.Key{Provider: "nsso", ID: "1"}, ebox.Key{Provider: "finance", ID: "1"}
	if got := shortRef(a); got != "ba88bd23" { // printed in the past, it must find the same message for ever
		t.Errorf("the short reference changed: %s", got)
	}
	if shortRef(a) == shortRef(b) {
		t.Error("two providers, one reference")
	}
	for s, want := range map[string]bool{"0123abcd": true, "0123ABCD": false, "0123abc": false, "nsso/0123": false, "": false} {
		if isShortRef(s) != want {
			t.Errorf("%q: %t", s, !want)
		}
	}
}
