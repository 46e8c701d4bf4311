package ebox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSetVisible(t *testing.T) {
	w := newWorld(t)
	sent := map[string]string{}
	hide := func(id string, h http.Handler) {
		w.live(id).extra["PATCH /ebox/messages"] = func(rw http.ResponseWriter, r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			w.mu.Lock()
			sent[id] = r.Header.Get("Content-Type") + " " + string(b)
			w.mu.Unlock()
			h.ServeHTTP(rw, r)
		}
	}
	hide("a", answering(200, ""))
	hide("b", answering(204, ""))
	hide("c", answering(404, `{"code":"NOT_FOUND"}`))
	hide("d", answering(503, ""))
	f := w.federation(Options{})
	if err := f.SetVisible(t.Context(), true); err != nil || len(w.calls) != 0 {
		t.Errorf("nothing to do: %v, %v", err, w.calls)
	}
	if err := f.SetVisible(t.Context(), false, Key{"a", "1"}, Key{"b", "2"}, Key{"a", "3"}); err != nil {
		t.Error(err)
	}
	const media = "application/merge-patch+json "
	want := map[string]string{
		"a": media + `{"items":[{"messageId":"1","visible":false},{"messageId":"3","visible":false}],"totalItems":2}`,
		"b": media + `{"items":[{"messageId":"2","visible":false}],"totalItems":1}`,
	}
	if diff := cmp.Diff(want, sent); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	err := f.SetVisible(t.Context(), true, Key{"a", "1"}, Key{"c", "1"}, Key{"d", "1"}, Key{"nobody", "1"})
	var partial *PartialError
	if !errors.As(err, &partial) || len(partial.Failed) != 3 || partial.Failed["a"] != nil ||
		!errors.Is(partial.Failed["c"], ErrNotFound) || !errors.Is(partial.Failed["d"], ErrUnavailable) || !errors.Is(partial.Failed["nobody"], ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if n := w.count()["d.test PATCH /base/ebox/messages"]; n != 1 {
		t.Errorf("a change was sent %d times", n)
	}
}

func TestSummary(t *testing.T) {
	w := newWorld(t)
	for id, h := range map[string]http.Handler{
		"a": answering(200, `{"numberOfMessages":7,"numberOfUnreadMessages":2}`),
		"b": answering(404, `{"code":"NOT_FOUND"}`),
		"c": answering(400, `{"code":"NOT_IMPLEMENTED"}`),
	} {
		w.live(id).extra["GET /ebox"] = h.ServeHTTP
	}
	w.providers = append(w.providers, providerJSON("three", map[string]any{"apiSupportedVersion": "3.0"}))
	boxes, err := w.federation(Options{}).Summary(t.Context())
	want := map[string]*Box{"a": {NumberOfMessages: 7, NumberOfUnreadMessages: 2}, "b": {}}
	if diff := cmp.Diff(want, boxes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var partial *PartialError
	if !errors.As(err, &partial) || len(partial.Failed) != 1 || !errors.Is(partial.Failed["c"], ErrNotOffered) {
		t.Errorf("got %v", err)
	}
	w.fail(answering(500, ""))
	if _, err := w.federation(Options{}).Summary(t.Context()); !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}

func TestOneMessage(t *testing.T) {
	w := newWorld(t)
	b := w.live("a")
	m := messageJSON("m/1", 0)
	b.extra["GET /ebox/messages/m%2F1"] = func(rw http.ResponseWriter, r *http.Request) { writeJSON(rw, 200, m) }
	b.extra["GET /ebox/messages/2"] = func(rw http.ResponseWriter, r *http.Request) { writeJSON(rw, 200, m) }
	b.extra["GET /ebox/messages/m%2F1/body"] = answering(200, `{"fr":"Bonjour"}`).ServeHTTP
	b.extra["GET /ebox/messages/m%2F1/paymentData"] = answering(200, `{"amount":3,"reference":"x"}`).ServeHTTP
	f := w.federation(Options{})
	k := Key{"a", "m/1"}
	got, err := f.Message(t.Context(), k)
	if err != nil || got.Key != k || got.Subject.In("fr").String() != "Sujet m/1" {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := f.Message(t.Context(), Key{"a", "2"}); !errors.Is(err, ErrMalformed) {
		t.Errorf("another message: %v", err)
	}
	if _, err := f.Message(t.Context(), Key{"a", ".."}); !errors.Is(err, ErrNotFound) {
		t.Errorf("an id that would climb: %v", err)
	}
	body, err := f.Body(t.Context(), k)
	if diff := cmp.Diff(Translated{FR: Untrusted("Bonjour")}, body); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	p, err := f.PaymentData(t.Context(), k)
	if diff := cmp.Diff(&PaymentData{Amount: 3, Reference: Untrusted("x")}, p); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

func TestProviderThatMayNotBeCalled(t *testing.T) {
	w := newWorld(t)
	w.providers = append(w.providers, providerJSON("three", map[string]any{"apiSupportedVersion": "3.0"}))
	_, err := w.federation(Options{}).Message(t.Context(), Key{"three", "1"})
	var n *NoticeError
	if !errors.As(err, &n) || n.Notice.Kind != NoticeUnsupported || !errors.Is(err, ErrNotOffered) {
		t.Errorf("got %v", err)
	}
}

func TestAll(t *testing.T) {
	walk := func(r *Registry, o ListOptions) (got []string, err error) {
		for m, e := range r.Messages.All(t.Context(), o) {
			if e != nil {
				return got, e
			}
			got = append(got, m.Key.String())
		}
		return got, nil
	}
	tests := map[string]struct {
		n, size, page int
		fault         func(page int) http.Handler
		want, pages   int
		is            error
	}{
		"three pages":     {25, 10, 0, nil, 25, 3, nil},
		"just two":        {20, 10, 0, nil, 20, 2, nil},
		"from the second": {25, 10, 2, nil, 15, 3, nil}, // the total cannot tell the end then: an empty page does
		"empty":           {0, 10, 0, nil, 0, 1, nil},
		"no box":          {0, 10, 0, func(int) http.Handler { return answering(404, "") }, 0, 1, ErrNoBox},
		"no total": {0, 10, 0, func(p int) http.Handler {
			return answering(200, []string{`{"items":[{"messageId":"1"}]}`, `{"items":[]}`}[p-1])
		}, 1, 2, nil},
		"the same all over":   {0, 10, 0, func(int) http.Handler { return answering(200, `{"items":[{"messageId":"1"}],"totalItems":9}`) }, 1, 2, nil},
		"an error on the way": {25, 10, 0, func(p int) http.Handler { return map[bool]http.Handler{true: answering(403, "")}[p == 2] }, 10, 2, ErrForbidden},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			b := w.live("a", numberedBox("a", tt.n, 0, 1)...)
			b.fault = tt.fault
			f := w.federation(Options{})
			providerIDs(t, f)
			r, err := f.registry(t.Context(), "a")
			if err != nil {
				t.Fatal(err)
			}
			got, err := walk(r, ListOptions{PageSize: tt.size, Page: tt.page})
			if len(got) != tt.want || !errors.Is(err, tt.is) || b.sent != tt.pages {
				t.Errorf("got %d messages of %d pages, %v", len(got), b.sent, err)
			}
		})
	}
	w := newWorld(t)
	b := w.live("a", numberedBox("a", 30, 0, 1)...)
	f := w.federation(Options{PageSize: 10})
	providerIDs(t, f)
	r, _ := f.registry(t.Context(), "a")
	for range r.Messages.All(t.Context(), ListOptions{}) {
		break
	}
	if b.sent != 1 {
		t.Errorf("%d pages for one message", b.sent)
	}
}

func TestParallelCallsAreLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		now, most := 0, 0
		for i := range 3 * maxParallel {
			id := string(rune('a'+i/26)) + string(rune('a'+i%26))
			w.live(id).fault = func(int) http.Handler {
				return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
					w.mu.Lock()
					now++
					most = max(most, now)
					w.mu.Unlock()
					<-time.After(2 * time.Second)
					w.mu.Lock()
					now--
					w.mu.Unlock()
					_ = json.NewEncoder(rw).Encode(map[string]any{"items": []any{}, "totalItems": 0})
				})
			}
		}
		l := w.federation(Options{Timeout: 3 * time.Second}).Open(Query{})
		v := load(t, l, 1)
		for v.Waiting {
			var err error
			if v, err = l.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if most != maxParallel || len(v.Notices) != 0 {
			t.Errorf("%d at a time, notices %v; waiting for a turn must not count as silence", most, v.Notices)
		}
	})
}

func TestCloseEndsTheBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.live("a").fault = func(int) http.Handler { return slow(time.Hour, nil) }
		f := w.federation(Options{})
		load(t, f.Open(Query{}), 1)
		start := time.Now()
		f.Close()
		if time.Since(start) != 0 {
			t.Errorf("closing took %s", time.Since(start))
		}
		if _, err := f.Open(Query{}).Load(t.Context(), 1); !errors.Is(err, context.Canceled) {
			t.Errorf("after that: %v", err)
		}
		f.Close() // twice is no harm
	})
}
