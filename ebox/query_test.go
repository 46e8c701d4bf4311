package ebox

import (
	"testing"
	"time"
)

func mustTime(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestQuerySelects(t *testing.T) {
	received, expires := "2026-03-29T12:00:00Z", "2026-04-30T12:00:00Z"
	day := func(s string) time.Time { return mustTime(t, s+"T10:00:00Z") }
	tests := map[string]struct {
		q       Query
		expires string
		want    bool
	}{
		"no dates":                       {Query{}, expires, true},
		"received after the day before":  {Query{ReceivedAfter: day("2026-03-28")}, expires, true},
		"received after that day":        {Query{ReceivedAfter: day("2026-03-29")}, expires, false},
		"received before that day":       {Query{ReceivedBefore: day("2026-03-29")}, expires, false},
		"received before the next":       {Query{ReceivedBefore: day("2026-03-30")}, expires, true},
		"expires before that day":        {Query{ExpiredBefore: day("2026-04-30")}, expires, false},
		"expires before the next":        {Query{ExpiredBefore: day("2026-05-01")}, expires, true},
		"expires after that day":         {Query{ExpiredAfter: day("2026-04-30")}, expires, false},
		"expires after the day before":   {Query{ExpiredAfter: day("2026-04-29")}, expires, true},
		"no end is never before":         {Query{ExpiredBefore: day("2026-05-01")}, "9999-12-31T23:59:59Z", false},
		"no end is always after":         {Query{ExpiredAfter: day("2026-05-01")}, "9999-12-31T23:59:59Z", true},
		"no end, and received too early": {Query{ExpiredAfter: day("2026-05-01"), ReceivedAfter: day("2026-06-01")}, "9999-12-31T23:59:59Z", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			m := &Message{ReceiptDate: mustTime(t, received), ExpirationDate: mustTime(t, tt.expires)}
			if got := tt.q.selects(m); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestMidnightOfClockChanges(t *testing.T) {
	tests := map[string]struct{ at, want string }{
		"spring, the short day": {"2026-03-29T12:00:00Z", "2026-03-29T00:00:00+01:00"},
		"after it":              {"2026-03-30T12:00:00Z", "2026-03-30T00:00:00+02:00"},
		"late in the evening":   {"2026-06-30T22:30:00Z", "2026-07-01T00:00:00+02:00"},
		"autumn, the long day":  {"2026-10-25T22:59:00Z", "2026-10-25T00:00:00+02:00"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := midnight(mustTime(t, tt.at), 0).Format(time.RFC3339); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
