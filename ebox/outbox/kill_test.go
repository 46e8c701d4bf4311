//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package outbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync/atomic"
	"syscall"
	"testing"

	"myebox/ebox"
	"myebox/ebox/sandbox"
)

// TestKilledAtEveryStep kills the program at its first step, at its second, and so on, until it comes through: before and
// after every write, sync, rename and packet. After each death another one looks.
func TestKilledAtEveryStep(t *testing.T) {
	path := upload(t, 100_000)
	messages := &supply{t: t, boxType: sandbox.Citizen}
	deaths, published := 0, 0
	for at, through := 1, false; !through; at++ {
		if at > 500 {
			t.Fatal("it never comes through")
		}
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			b, f, m := messages.next(t)
			v := task{URL: b.url, Box: b.boxType, Dir: t.TempDir() + "/replies", Upload: path, Key: m.Key, KillAt: at}
			p := start(t, v)
			through = !p.end(t)
			if b.aftermath(m, v, f, p) {
				published++
			}
			if !through {
				deaths++
			}
		})
	}
	t.Logf("%d deaths, %d of them with the reply at the sender", deaths, published-1)
	if deaths < 60 || published < 3 {
		t.Errorf("only %d deaths and %d replies: the steps are not there", deaths, published)
	}
}

// aftermath looks at what a program has left: the sender has one reply at most, no draft is lost, and what is shown is true.
// Then the person goes on. It tells whether the dead one's reply had arrived.
func (b *bench) aftermath(m *ebox.Message, v task, f *ebox.Federation, p *program) bool {
	b.Helper()
	requests := b.posts()
	if requests > 1 {
		b.Errorf("%d requests", requests)
	}
	got, arrived := b.published(m.Key)
	o := b.outbox(v.Dir, f)
	d := b.keptDraft(o, m, v, p)
	rec, err := o.Record(b.Context(), m.Key)
	if err != nil {
		b.Errorf("the record: %v", err)
	}
	told, ended := p.line("state")
	switch rec.State {
	case ebox.ReplyNone, ebox.ReplyDrafted:
		if arrived || requests > 0 || ended {
			b.Errorf("state %d, but it was sent: arrived %v, the program said %q", rec.State, arrived, told)
		}
	case ebox.ReplySent:
		if !arrived || rec.ReplyID != got.MessageID {
			b.Errorf("%+v, the sender has %+v", rec, got)
		}
	case ebox.ReplyPerhaps:
		if ended {
			b.Errorf("uncertain, but the program had said %q", told)
		}
	default:
		b.Errorf("nobody is there, but the state is %d", rec.State)
	}
	if d != nil {
		b.goOn(o, m, d, rec.State, arrived)
	}
	return arrived
}

// keptDraft is the draft that must be there after the program had said so.
func (b *bench) keptDraft(o *Outbox, m *ebox.Message, v task, p *program) *ebox.ReplyDraft {
	b.Helper()
	d, err := o.Draft(b.Context(), m.Key)
	if err != nil {
		b.Errorf("the draft: %v", err)
	}
	_, saved := p.line("saved")
	_, attached := p.line("attached")
	if saved && (d == nil || d.Comment != secretComment) || attached && (d == nil || len(d.Files) != 1) {
		b.Fatalf("saved %v, attached %v, and what is left is %+v", saved, attached, d)
	}
	if d == nil || len(d.Files) == 0 {
		return d
	}
	want, err := os.ReadFile(v.Upload)
	if err != nil {
		b.Fatal(err)
	}
	r, err := o.open(b.Context(), m.Key, d.Files[0].Blob)
	if err != nil {
		b.Fatalf("the copy is lost: %v", err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
		b.Errorf("the copy has %d bytes, %v", len(got), err)
	}
	return d
}

// goOn sends what is left, as a person would.
func (b *bench) goOn(o *Outbox, m *ebox.Message, d *ebox.ReplyDraft, was ebox.ReplyState, arrived bool) {
	b.Helper()
	before := b.posts()
	rec, err := o.Send(b.Context(), m, d, false)
	switch was {
	case ebox.ReplyDrafted:
		if err != nil || rec.State != ebox.ReplySent || b.posts() != before+1 {
			b.Errorf("sent from a draft: %+v, %v", rec, err)
		}
		return
	case ebox.ReplySent:
		if !errors.Is(err, ebox.ErrReplied) || b.posts() != before {
			b.Errorf("sent again: %+v, %v", rec, err)
		}
		return
	}
	if !errors.Is(err, ebox.ErrReplyPerhaps) || b.posts() != before {
		b.Errorf("sent again without knowing: %+v, %v", rec, err)
	}
	if err := errors.Join(o.SaveDraft(b.Context(), clone(d)), o.Discard(b.Context(), m.Key)); !errors.Is(err, ebox.ErrReplyPerhaps) {
		b.Errorf("an uncertain reply was changed: %v", err)
	}
	rec, err = o.Send(b.Context(), m, d, true)
	want := ebox.ReplySent
	if arrived { // the sandbox refuses a second one with 400: that says nothing on the first
		want = ebox.ReplyPerhaps
	}
	if rec.State != want || (err != nil) != arrived || b.posts() != before+1 {
		b.Errorf("sent again with knowing: %+v, %v", rec, err)
	}
}

// TestKilledByTheServersClock kills the program when the server is at a point of the request, wherever the program is then.
func TestKilledByTheServersClock(t *testing.T) {
	path := upload(t, 300_000)
	for name, tt := range map[string]struct {
		bytes   int64 // of the form that are read first; -1: all of it is dealt with
		arrives bool
	}{
		"headers": {0, false}, "a byte": {1, false}, "some of the file": {100_000, false}, "nearly all": {300_000, false},
		"published, not answered": {-1, true},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, sandbox.Citizen)
			f := b.federation(ebox.Options{})
			m := b.answerable(f, false)[0]
			v := task{URL: b.url, Box: b.boxType, Dir: t.TempDir(), Upload: path, Key: m.Key}
			reached, dead := make(chan struct{}), make(chan struct{})
			var calls atomic.Int32
			b.guard(func(_ http.ResponseWriter, r *http.Request) bool {
				if calls.Add(1) > 1 {
					return true
				}
				if tt.bytes < 0 {
					b.sandbox.ServeHTTP(lost{}, r)
				} else {
					_, _ = io.CopyN(io.Discard, r.Body, tt.bytes)
				}
				close(reached)
				<-dead
				return false
			})
			p := start(t, v)
			go func() { // so that it is not stopped by a full pipe, and told apart from one that failed
				<-reached
				_ = syscall.Kill(p.cmd.Process.Pid, syscall.SIGKILL)
			}()
			if !p.end(t) {
				t.Errorf("it came through: %q", p.said)
			}
			close(dead)
			if arrived := b.aftermath(m, v, f, p); arrived != tt.arrives {
				t.Errorf("arrived: %v", arrived)
			}
		})
	}
}

// lost is an answer that nobody gets.
type lost struct{}

func (lost) Header() http.Header         { return http.Header{} }
func (lost) Write(b []byte) (int, error) { return len(b), nil }
func (lost) WriteHeader(int)             {}

// TestTwoProcesses lets two programs reply to one message at the same moment, the server being slow or not.
func TestTwoProcesses(t *testing.T) {
	for i := range 10 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			b := newBench(t, sandbox.Citizen)
			f := b.federation(ebox.Options{})
			m := b.answerable(f, false)[0]
			v := task{URL: b.url, Box: b.boxType, Dir: t.TempDir(), Key: m.Key, OnlySend: true}
			if i%2 == 1 {
				if err := b.sandbox.Faults().SetText("*:postMessage:delay:delay=300ms"); err != nil {
					t.Fatal(err)
				}
			}
			var both []*program
			for range 2 {
				both = append(both, start(t, v))
			}
			for _, p := range both {
				p.until("ready")
			}
			for _, p := range both {
				if _, err := io.WriteString(p.in, "\n"); err != nil {
					t.Fatal(err)
				}
			}
			sent := 0
			for _, p := range both {
				p.end(t)
				switch said, _ := p.line("state"); said {
				case fmt.Sprint(int(ebox.ReplySent), " ", nil):
					sent++
				case fmt.Sprint(int(ebox.ReplySent), " ", ebox.ErrReplied), fmt.Sprint(int(ebox.ReplySending), " ", ebox.ErrReplyBusy):
				default:
					t.Errorf("a program said %q", p.said)
				}
			}
			if _, ok := b.published(m.Key); !ok || sent != 1 || b.posts() != 1 {
				t.Errorf("%d say that they sent it, %d requests, arrived %v", sent, b.posts(), ok)
			}
		})
	}
}

// TestBusy looks from another process while one is sending, and after it has died.
func TestBusy(t *testing.T) {
	b := newBench(t, sandbox.Citizen)
	f := b.federation(ebox.Options{})
	m := b.answerable(f, false)[0]
	reached, dead := make(chan struct{}), make(chan struct{})
	b.guard(func(http.ResponseWriter, *http.Request) bool {
		close(reached)
		<-dead
		return false
	})
	v := task{URL: b.url, Box: b.boxType, Dir: t.TempDir(), Key: m.Key, OnlySend: true}
	p := start(t, v)
	if _, err := io.WriteString(p.in, "\n"); err != nil {
		t.Fatal(err)
	}
	<-reached
	o := b.outbox(v.Dir, f)
	if got := o.stateOf(t, m.Key); got != ebox.ReplySending {
		t.Errorf("while it is being sent: state %d", got)
	}
	rec, err := o.Send(t.Context(), m, draftFor(m), true)
	if !errors.Is(err, ebox.ErrReplyBusy) || rec.State != ebox.ReplySending {
		t.Errorf("a second one: %+v, %v", rec, err)
	}
	if err := errors.Join(o.SaveDraft(t.Context(), draftFor(m)), o.Discard(t.Context(), m.Key)); !errors.Is(err, ebox.ErrReplyBusy) {
		t.Errorf("changed while it is being sent: %v", err)
	}
	_ = p.cmd.Process.Kill()
	p.end(t)
	close(dead)
	if got := o.stateOf(t, m.Key); got != ebox.ReplyPerhaps {
		t.Errorf("after its death: state %d", got)
	}
	if l, err := o.Records(t.Context()); err != nil || len(l) != 1 || l[0].State != ebox.ReplyPerhaps {
		t.Errorf("records %+v, %v", l, err)
	}
}
