package ebox

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// overviewNow is the time of these tests: an ordinary one, and the last days that count as urgent and as expiring are 8
// and 16 March.
var overviewNow = time.Date(2026, 3, 1, 13, 0, 0, 0, time.UTC)

// with changes fields of a message.
func with(m map[string]any, changes map[string]any) map[string]any {
	for k, v := range changes {
		m[k] = v
	}
	return m
}

func forAction() map[string]any {
	return map[string]any{"items": []any{map[string]any{
		"key": "FOR_ACTION", "name": map[string]any{"fr": "x"}, "description": map[string]any{"fr": "x"},
		"values": []any{map[string]any{"fr": "true"}},
	}}}
}

func overviewWorld(t *testing.T) *world {
	w := newWorld(t)
	w.live("a",
		with(messageJSON("1", 10), map[string]any{"readStatus": true}),
		with(messageJSON("2", 20), map[string]any{"expirationDate": "2026-03-08T22:00:00Z"}),
		with(messageJSON("3", 30), map[string]any{"expirationDate": "2026-03-16T10:00:00Z", "registeredMail": true}),
		with(messageJSON("4", 40), map[string]any{"expirationDate": "2026-03-17T10:00:00Z", "businessDataList": forAction()}),
	)
	w.live("b", with(messageJSON("1", 5), map[string]any{"registeredMail": true, "readStatus": true}))
	return w
}

func TestOverview(t *testing.T) {
	w := overviewWorld(t)
	w.live("many", numberedBox("many", 250, 1000, 1)...)
	f := w.federation(Options{Now: func() time.Time { return overviewNow }})
	got, err := f.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := &Overview{
		Unread: Count{N: 253}, Registered: Count{N: 2}, ForAction: Count{1, true}, Expiring: Count{2, true}, Urgent: Count{1, true},
		LastReceipt: time.Date(2026, 3, 1, 11, 55, 0, 0, time.UTC),
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	calls := map[string]int{"federation.test GET /REST/ebox/citizen/federation/v1/messageProviders": 1}
	for _, id := range []string{"a", "b", "many"} {
		calls[id+".test GET /base/ebox/messages"] = 4
	}
	if d := cmp.Diff(calls, w.count()); d != "" {
		t.Errorf("requests (-want +got):\n%s", d)
	}
}

// A provider that is missing makes every number a lower bound, and is named.
func TestOverviewWithoutAProvider(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(w *world)
		kind  NoticeKind
		least bool
	}{
		"fails":                 {func(w *world) { w.live("c").fault = func(int) http.Handler { return answering(503, "") } }, NoticeFailed, true},
		"in maintenance":        {func(w *world) { w.announce("c", maintenance()) }, NoticeMaintenance, true},
		"not yet active":        {func(w *world) { w.announce("c", map[string]any{"messageProviderActivationDate": "2026-04-01"}) }, NoticeNotYet, false},
		"of another version":    {func(w *world) { w.announce("c", map[string]any{"apiSupportedVersion": "3.0"}) }, NoticeUnsupported, true},
		"that has been left":    {func(w *world) { w.announce("c", map[string]any{"messageProviderDeactivationDate": "2026-01-01"}) }, 0, false},
		"fails at one question": {func(w *world) { w.live("c").fault = oneQuestion() }, NoticeFailed, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := overviewWorld(t)
			c.spoil(w)
			got, err := w.federation(Options{Now: func() time.Time { return overviewNow }}).Overview(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var kind NoticeKind
			if len(got.Notices) == 1 {
				kind = got.Notices[0].Kind
			}
			if kind != c.kind || len(got.Notices) > 1 || got.Unread.Least != c.least || got.Urgent.Least != c.least || got.Unread.N != 3 {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func oneQuestion() func(int) http.Handler {
	first := true
	return func(int) http.Handler {
		if first {
			first = false
			return answering(500, "")
		}
		return nil
	}
}

func maintenance() map[string]any {
	return map[string]any{"messageProviderPlannedMaintenance": []any{
		map[string]any{"startDate": "2026-03-01T12:00:00Z", "endDate": "2026-03-01T18:00:00Z"},
	}}
}

// announce adds a provider that must not be called.
func (w *world) announce(id string, changes map[string]any) {
	w.providers = append(w.providers, providerJSON(id, changes))
}

func TestOverviewOfNobody(t *testing.T) {
	w := newWorld(t)
	for i := range 2 {
		w.live(fmt.Sprintf("p%d", i)).fault = func(int) http.Handler { return answering(503, "") }
	}
	got, err := w.federation(Options{}).Overview(t.Context())
	var partial *PartialError
	if !errors.As(err, &partial) || len(partial.Failed) != 2 || len(got.Notices) != 2 || !got.Unread.Least {
		t.Errorf("got %+v, %v", got, err)
	}
	w.fail(answering(401, ""))
	if _, err := w.federation(Options{}).Overview(t.Context()); !errors.Is(err, ErrUnauthorized) {
		t.Errorf("got %v", err)
	}
}
