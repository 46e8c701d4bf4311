package outbox

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/ebox/sandbox"
)

// fault is what goes wrong, and what is true afterwards.
type fault struct {
	knob    string // after PROVIDER:postMessage:
	size    int    // bytes of a file that goes along; 0: none
	state   ebox.ReplyState
	arrives bool // the sender has it
	http    int
}

func TestFaults(t *testing.T) {
	const big = 300_000
	all := []fault{
		{"delay:delay=20ms", 0, ebox.ReplySent, true, 0},
		{"delay:delay=3s", 0, ebox.ReplyPerhaps, false, 0},   // longer than anybody waits here
		{"delay:delay=3s", big, ebox.ReplyPerhaps, false, 0}, //
		{"400", 0, ebox.ReplyRefused, false, 400},
		{"401", 0, ebox.ReplyRefused, false, 401},
		{"403", 0, ebox.ReplyRefused, false, 403},
		{"403", big, ebox.ReplyRefused, false, 403},
		{"404", 0, ebox.ReplyRefused, false, 404},
		{"408", 0, ebox.ReplyPerhaps, false, 408},
		{"409", 0, ebox.ReplySent, false, 409}, // it says that it has one
		{"413", big, ebox.ReplyRefused, false, 413},
		{"429:retry-after=1s", 0, ebox.ReplyRefused, false, 429},
		{"500", 0, ebox.ReplyPerhaps, false, 500},
		{"501", 0, ebox.ReplyRefused, false, 501},
		{"502", 0, ebox.ReplyPerhaps, false, 502},
		{"503:retry-after=1s", 0, ebox.ReplyPerhaps, false, 503},
		{"503", big, ebox.ReplyPerhaps, false, 503},
		{"504", 0, ebox.ReplyPerhaps, false, 504},
		{"problem", 0, ebox.ReplyPerhaps, false, 502},
		{"problem:status=403", 0, ebox.ReplyRefused, false, 403},
		{"html", 0, ebox.ReplyPerhaps, false, 502},
		{"html:status=200", 0, ebox.ReplyPerhaps, false, 0},
		{"html:status=400", 0, ebox.ReplyRefused, false, 400},
		{"empty", 0, ebox.ReplyPerhaps, false, 502},
		{"empty:status=201", 0, ebox.ReplyPerhaps, false, 0},
		{"broken", 0, ebox.ReplyPerhaps, true, 0},
		{"broken", big, ebox.ReplyPerhaps, true, 0},
		{"cut", 0, ebox.ReplyPerhaps, true, 0},
		{"cut", big, ebox.ReplyPerhaps, true, 0},
		{"cut:bytes=0", 0, ebox.ReplyPerhaps, false, 0},
		{"cut:bytes=0", big, ebox.ReplyPerhaps, false, 0},
		{"cut:bytes=1", 0, ebox.ReplyPerhaps, true, 0},
		{"digest", 0, ebox.ReplySent, true, 0}, // there is none in the answer
		{"length:bytes=10", 0, ebox.ReplyPerhaps, true, 0},
		{"length:bytes=-1", 0, ebox.ReplyPerhaps, true, 0},
		{"huge:bytes=5000000", 0, ebox.ReplyPerhaps, false, 0},
		{"redirect", 0, ebox.ReplyPerhaps, false, 302},
	}
	for _, boxType := range []string{sandbox.Citizen, sandbox.Enterprise} {
		messages := &supply{t: t, boxType: boxType, o: ebox.Options{Timeout: 500 * time.Millisecond}}
		for _, x := range all {
			t.Run(fmt.Sprintf("%s %s %d", boxType, x.knob, x.size), func(t *testing.T) {
				b, f, m := messages.next(t)
				b.strike(f, m, x)
			})
		}
	}
}

// strike sends a reply to m while x is in the way, looks, and goes on when it is gone.
func (b *bench) strike(f *ebox.Federation, m *ebox.Message, x fault) {
	b.Helper()
	dir := b.TempDir()
	o := b.outbox(dir, f)
	d := draftFor(m)
	if err := o.SaveDraft(b.Context(), d); err != nil {
		b.Fatal(err)
	}
	if x.size > 0 {
		if err := o.Attach(b.Context(), d, upload(b.T, x.size)); err != nil {
			b.Fatal(err)
		}
	}
	if err := b.sandbox.Faults().SetText("*:postMessage:" + x.knob); err != nil {
		b.Fatal(err)
	}
	rec, err := o.Send(b.Context(), m, d, false)
	if rec.State != x.state || (err == nil) != (x.state == ebox.ReplySent) || rec.HTTP != x.http || rec.Tries != 1 {
		b.Errorf("%+v, %v", rec, err)
	}
	_, arrived := b.published(m.Key)
	if b.posts() != 1 || arrived != x.arrives {
		b.Errorf("%d requests, arrived %v", b.posts(), arrived)
	}
	other := b.outbox(dir, f)
	if got := other.stateOf(b.T, m.Key); got != x.state {
		b.Errorf("another process sees state %d", got)
	}
	if kept, err := other.Draft(b.Context(), m.Key); err != nil || kept == nil || !same(kept, d) {
		b.Errorf("the draft is %+v, %v", kept, err)
	}
	b.sandbox.Faults().Clear()
	b.retry(other, m, d, x)
}

// retry is what happens when the person tries again.
func (b *bench) retry(o *Outbox, m *ebox.Message, d *ebox.ReplyDraft, x fault) {
	b.Helper()
	want, is := ebox.ReplySent, error(nil)
	switch {
	case x.state == ebox.ReplySent:
		is = ebox.ErrReplied
	case x.state == ebox.ReplyPerhaps:
		want, is = ebox.ReplyPerhaps, ebox.ErrReplyPerhaps
	}
	before := b.posts()
	rec, err := o.Send(b.Context(), m, d, false)
	if !errors.Is(err, is) || rec.State != want {
		b.Errorf("again: %+v, %v", rec, err)
	}
	if n := b.posts() - before; n != 0 && x.state != ebox.ReplyRefused {
		b.Errorf("again: %d requests", n)
	}
	if _, arrived := b.published(m.Key); !arrived && x.state == ebox.ReplyRefused {
		b.Error("again: it did not arrive")
	}
}

// TestCutInTheForm ends the connection in the middle of what is sent.
func TestCutInTheForm(t *testing.T) {
	messages := &supply{t: t, boxType: sandbox.Citizen}
	for i, n := range []int64{0, 1, 200, 1000, 70_000, 299_000, 300_300} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			b, f, m := messages.next(t)
			var calls atomic.Int32
			b.guard(func(rw http.ResponseWriter, r *http.Request) bool {
				if calls.Add(1) > 1 {
					return true
				}
				_, _ = io.CopyN(io.Discard, r.Body, n)
				if conn, _, err := http.NewResponseController(rw).Hijack(); err == nil {
					if tcp, ok := conn.(*net.TCPConn); ok && i%2 == 0 {
						_ = tcp.SetLinger(0)
					}
					conn.Close()
				}
				return false
			})
			o := b.outbox(t.TempDir(), f)
			d := draftFor(m)
			if err := o.Attach(t.Context(), d, upload(t, 300_000)); err != nil {
				t.Fatal(err)
			}
			rec, err := o.Send(t.Context(), m, d, false)
			if rec.State != ebox.ReplyPerhaps || err == nil || calls.Load() != 1 {
				t.Errorf("%+v, %v after %d requests", rec, err, calls.Load())
			}
			if _, arrived := b.published(m.Key); arrived {
				t.Error("it arrived")
			}
			rec, err = o.Send(t.Context(), m, d, true)
			if rec.State != ebox.ReplySent || err != nil || rec.Tries != 2 || calls.Load() != 2 {
				t.Errorf("knowing: %+v, %v after %d requests", rec, err, calls.Load())
			}
		})
	}
}

// TestNobodyThere asks a port that nothing listens on: the draft is as it was, and can be sent later.
func TestNobodyThere(t *testing.T) {
	b := newBench(t, sandbox.Citizen)
	f := b.federation(ebox.Options{})
	m := b.answerable(f, false)[0]
	down := true
	transport := &http.Transport{DisableKeepAlives: true}
	g, err := newFederation(b.url, b.boxType, tripper(func(r *http.Request) (*http.Response, error) {
		if down && r.Method == http.MethodPost {
			r = r.Clone(r.Context())
			r.URL.Host = "127.0.0.1:1"
		}
		return transport.RoundTrip(r)
	}), ebox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	o := b.outbox(t.TempDir(), g)
	d := draftFor(m)
	rec, err := o.Send(t.Context(), m, d, false)
	if rec.State != ebox.ReplyDrafted || !errors.Is(err, ebox.ErrUnavailable) || rec.Tries != 0 || o.stateOf(t, m.Key) != ebox.ReplyDrafted {
		t.Errorf("%+v, %v", rec, err)
	}
	down = false
	if rec, err = o.Send(t.Context(), m, d, false); rec.State != ebox.ReplySent || err != nil || b.posts() != 1 {
		t.Errorf("%+v, %v", rec, err)
	}
}

// tripper is a RoundTripper.
type tripper func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (t tripper) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }
