package ebox

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	for name, tt := range map[string]struct {
		length bool
		sizeKB float64
		first  int64
	}{
		"announced": {true, 1, int64(len(document))}, "about": {false, 1, 1 << 20}, "too little": {false, 0.1, -2}, "unknown": {false, 0, -1},
	} {
		t.Run(name, func(t *testing.T) {
			f := documentServer(t, func(rw http.ResponseWriter, r *http.Request) {
				if tt.length {
					rw.Header().Set("Content-Length", fmt.Sprint(len(document)))
				}
				for i := 0; i < len(document); i += 10_000 {
					_, _ = rw.Write(document[i:min(i+10_000, len(document))])
					_ = http.NewResponseController(rw).Flush()
				}
			})
			clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			f.o.Now = func() time.Time { clock = clock.Add(40 * time.Millisecond); return clock }
			calls, last, total := 0, int64(0), int64(0)
			a := &Attachment{ID: "x", SizeKB: tt.sizeKB * 1024}
			_, err := f.Save(t.Context(), mainMessage, a, SaveOptions{Dir: t.TempDir(), Progress: func(d, tot int64) {
				if calls++; calls == 1 && tt.first != -2 && tot != tt.first {
					t.Errorf("total %d at first, want %d", tot, tt.first)
				}
				if d < last || tot >= 0 && tot < d {
					t.Errorf("went from %d to %d of %d", last, d, tot)
				}
				last, total = d, tot
			}})
			if err != nil || last != int64(len(document)) || total != last {
				t.Errorf("ended at %d of %d, %v", last, total, err)
			}
			if calls < 2 || calls > 2+len(document)/10_000 {
				t.Errorf("%d calls", calls)
			}
		})
	}
}

func TestGaugeIsThrottled(t *testing.T) {
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	calls := 0
	g := &gauge{total: -1, now: func() time.Time { return clock }, report: func(int64, int64) { calls++ }}
	for range 1000 { // a second
		clock = clock.Add(time.Millisecond)
		_, _ = g.Write([]byte("x"))
	}
	if calls != 10 {
		t.Errorf("%d calls in a second", calls)
	}
}

func TestContent(t *testing.T) {
	tests := map[string]struct {
		a       Attachment
		max     int64
		fetched bool
		is      error
	}{
		"fits":                       {Attachment{Digest: digestOf(document)}, 1 << 20, true, nil},
		"exactly":                    {Attachment{}, int64(len(document)), true, nil},
		"too large":                  {Attachment{}, int64(len(document)) - 1, true, ErrTooLarge},
		"announced as too large":     {Attachment{SizeKB: 2000}, 1 << 20, false, ErrTooLarge},
		"perhaps too large, and not": {Attachment{SizeKB: 1024}, 1 << 20, true, nil},
		"another":                    {Attachment{Digest: digestOf(nil)}, 1 << 20, true, ErrDigest},
		"length not announced":       {Attachment{href: "chunked"}, int64(len(document)) - 1, true, ErrTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			fetched := false
			f := documentServer(t, func(rw http.ResponseWriter, r *http.Request) {
				fetched = true
				if tt.a.href == "chunked" {
					_ = http.NewResponseController(rw).Flush()
					_, _ = rw.Write(document)
					return
				}
				sendAll(rw, r)
			})
			tt.a.ID = "x"
			b, err := f.Content(t.Context(), mainMessage, &tt.a, tt.max)
			if fetched != tt.fetched || !errors.Is(err, tt.is) || (err == nil) != bytes.Equal(b, document) {
				t.Errorf("fetched %v, %d bytes, %v", fetched, len(b), err)
			}
		})
	}
}
