package ebox

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// load is Load without an error.
func load(t *testing.T, l *Listing, n int) View {
	t.Helper()
	v, err := l.Load(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// kinds are the notices of a view by provider.
func kinds(v View) map[string]NoticeKind {
	out := map[string]NoticeKind{}
	for _, n := range v.Notices {
		out[n.Provider.ID] = n.Kind
	}
	return out
}

func TestFirstScreenCostsOnePageOfEach(t *testing.T) {
	w := newWorld(t)
	for _, id := range []string{"a", "b", "c", "d"} {
		w.live(id, numberedBox(id, 500, 0, 3)...)
	}
	l := w.federation(Options{}).Open(Query{})
	if v := l.View(); len(v.Items) != 0 || !v.More || len(w.calls) != 0 {
		t.Errorf("Open alone: %d items, more %v, calls %v", len(v.Items), v.More, w.calls)
	}
	v := load(t, l, 25)
	if len(v.Items) != 25 || v.Total != 2000 || v.AtLeast || !v.More {
		t.Errorf("got %d items of %d, at least %v, more %v", len(v.Items), v.Total, v.AtLeast, v.More)
	}
	want := map[string]int{
		"federation.test GET /REST/ebox/citizen/federation/v1/messageProviders": 1,
		"a.test GET /base/ebox/messages":                                        1, "b.test GET /base/ebox/messages": 1,
		"c.test GET /base/ebox/messages": 1, "d.test GET /base/ebox/messages": 1,
	}
	if diff := cmp.Diff(want, w.count()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	load(t, l, 97) // the last message of the first page of a
	if diff := cmp.Diff(want, w.count()); diff != "" {
		t.Errorf("calls for 97 (-want +got):\n%s", diff)
	}
	load(t, l, 98) // the next may be one of a
	want["a.test GET /base/ebox/messages"] = 2
	if diff := cmp.Diff(want, w.count()); diff != "" {
		t.Errorf("calls for 98 (-want +got):\n%s", diff)
	}
}

func TestListParameters(t *testing.T) {
	yes := true
	day := time.Date(2026, 3, 29, 0, 30, 0, 0, Brussels())
	tests := map[string]struct {
		q    Query
		want string
	}{
		"inbox":  {Query{}, "page=1&pageSize=25&visible=true"},
		"hidden": {Query{Hidden: true}, "page=1&pageSize=25&visible=false"},
		"flags":  {Query{ReadStatus: new(bool), RegisteredMail: &yes}, "page=1&pageSize=25&readStatus=false&registeredMail=true&visible=true"},
		"ids": {
			Query{MessageTypeID: "a:b c/d", SenderOrganizationID: "0206731645", SenderApplicationID: "app"},
			"messageTypeId=a%3Ab+c%2Fd&page=1&pageSize=25&senderApplicationId=app&senderOrganizationId=0206731645&visible=true",
		},
		"text": {Query{Q: "ép & co", QLang: "fr"}, "page=1&pageSize=25&q=%C3%A9p+%26+co&qlang=fr&visible=true"},
		"dates are a day wider, in Belgium": {
			Query{ReceivedAfter: day, ReceivedBefore: day, ExpiredAfter: day.UTC(), ExpiredBefore: day.UTC()},
			"expiredAfter=2026-03-28&expiredBefore=2026-03-30&page=1&pageSize=25&receivedAfter=2026-03-28&receivedBefore=2026-03-30&visible=true",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.live("a")
			load(t, w.federation(Options{}).Open(tt.q), 1)
			if diff := cmp.Diff("a.test GET /base/ebox/messages?"+tt.want, w.calls[1]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSlowProviderIsMergedInLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.live("fast", numberedBox("fast", 40, 0, 2)...)
		late := w.live("late", numberedBox("late", 40, 1, 2)...)
		late.fault = func(int) http.Handler {
			return slow(4*time.Second, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				late.fault = nil
				late.sent--
				late.ServeHTTP(rw, r)
			}))
		}
		f := w.federation(Options{PageSize: 10})
		l := f.Open(Query{})
		start := time.Now()
		v := load(t, l, 15) // more than a page of the fast one
		if took := time.Since(start); took != time.Second {
			t.Errorf("first rows after %s, want the patience of 1 s", took)
		}
		if len(v.Items) != 15 || !v.Waiting || !v.AtLeast || v.Total != 40 || !v.More {
			t.Errorf("first view: %d items, waiting %v, at least %v %d", len(v.Items), v.Waiting, v.AtLeast, v.Total)
		}
		if diff := cmp.Diff(map[string]NoticeKind{"late": NoticeWaiting}, kinds(v)); diff != "" {
			t.Error(diff)
		}
		first := v
		for v.Waiting {
			var err error
			if v, err = l.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took != 4*time.Second {
			t.Errorf("merged in after %s, want 4 s", took)
		}
		if diff := cmp.Diff(first.Items[14].Key.ID, "fast-14"); diff != "" {
			t.Errorf("a view that was given out changed: %s", diff)
		}
		// Everything newer than the last row of the fast one is there, from two pages of the late one.
		if got := ids(v.Items); len(got) != 29 || got[1] != "late-0" || got[27] != "late-13" || got[28] != "fast-14" {
			t.Errorf("after the late one answered: %v", got)
		}
		if late.sent != 2 || v.AtLeast || v.Total != 80 || len(v.Notices) != 0 {
			t.Errorf("late pages %d, at least %v %d, notices %v", late.sent, v.AtLeast, v.Total, v.Notices)
		}
		v = load(t, l, 100)
		if len(v.Items) != 80 || v.More {
			t.Errorf("in the end %d items, more %v", len(v.Items), v.More)
		}
	})
}

func TestWaitWithNothingToWaitForReturnsAtOnce(t *testing.T) {
	w := newWorld(t)
	w.live("a", messageJSON("1", 0))
	l := w.federation(Options{}).Open(Query{})
	load(t, l, 5)
	v, err := l.Wait(t.Context())
	if err != nil || len(v.Items) != 1 {
		t.Errorf("got %d items, %v", len(v.Items), err)
	}
}

func TestNobodyAnswersInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.live("a").fault = func(int) http.Handler { return slow(time.Hour, nil) }
		l := w.federation(Options{}).Open(Query{})
		v := load(t, l, 5)
		if len(v.Items) != 0 || !v.Waiting || !v.AtLeast {
			t.Errorf("got %+v", v)
		}
		v, err := l.Wait(t.Context())
		var partial *PartialError
		if !errors.As(err, &partial) || !errors.Is(err, ErrUnavailable) || v.Waiting {
			t.Errorf("got %+v, %v; want a PartialError after the time limit", v, err)
		}
	})
}

func TestEndedContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		b := w.live("a", messageJSON("1", 0))
		b.fault = func(int) http.Handler { b.fault = nil; return slow(3*time.Second, b) }
		l := w.federation(Options{Patience: time.Minute}).Open(Query{})
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if _, err := l.Load(ctx, 5); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the end of the context", err)
		}
		if v := load(t, l, 5); len(v.Items) != 1 { // the page was still coming
			t.Errorf("got %d items", len(v.Items))
		}
		if got := w.count()["a.test GET /base/ebox/messages"]; got != 1 {
			t.Errorf("asked %d times, want once", got)
		}
	})
}

func TestCloseGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.live("a").fault = func(int) http.Handler { return slow(time.Hour, nil) }
		l := w.federation(Options{}).Open(Query{})
		load(t, l, 5)
		start := time.Now()
		l.Close()
		if _, err := l.Wait(t.Context()); !errors.Is(err, context.Canceled) || time.Since(start) != 0 {
			t.Errorf("got %v after %s", err, time.Since(start))
		}
	})
}

func TestProvidersThatAreNotAsked(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, Brussels())
	w := newWorld(t)
	w.live("live", messageJSON("1", 0))
	for id, changes := range map[string]map[string]any{
		"later": {"messageProviderActivationDate": "2026-03-02"},
		"gone":  {"messageProviderDeactivationDate": "2026-03-01"},
		"down": {"messageProviderPlannedMaintenance": []any{
			map[string]any{"startDate": "2026-03-01T10:00:00Z", "endDate": "2026-03-01T18:00:00+01:00"},
		}},
		"three": {"apiSupportedVersion": "3.0"},
		"plain": {"messageProviderUrl": "http://plain.test/"},
	} {
		w.providers = append(w.providers, providerJSON(id, changes))
	}
	v := load(t, w.federation(Options{Now: func() time.Time { return now }}).Open(Query{}), 5)
	want := map[string]NoticeKind{
		"later": NoticeNotYet, "down": NoticeMaintenance, "three": NoticeUnsupported, "plain": NoticeRefused,
	}
	if diff := cmp.Diff(want, kinds(v)); diff != "" {
		t.Error(diff)
	}
	if len(v.Items) != 1 || !v.AtLeast || v.Total != 1 {
		t.Errorf("got %d of %d, at least %v", len(v.Items), v.Total, v.AtLeast)
	}
	for _, n := range v.Notices {
		if end := now.Add(6 * time.Hour); n.Kind == NoticeMaintenance && !n.Until.Equal(end) {
			t.Errorf("maintenance until %v, want %v", n.Until, end)
		}
	}
}

func TestNobodyToAsk(t *testing.T) {
	w := newWorld(t)
	w.providers = append(w.providers, providerJSON("three", map[string]any{"apiSupportedVersion": "3.0"}))
	v := load(t, w.federation(Options{}).Open(Query{}), 5)
	if len(v.Items) != 0 || v.More || !v.AtLeast || len(v.Notices) != 1 {
		t.Errorf("got %+v", v)
	}
}
