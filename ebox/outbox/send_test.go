package outbox

import (
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/ebox/sandbox"
)

func TestReplies(t *testing.T) {
	for _, boxType := range []string{sandbox.Citizen, sandbox.Enterprise} {
		for name, fixed := range map[string]bool{"free text and files": false, "fixed answer": true} {
			t.Run(boxType+", "+name, func(t *testing.T) {
				b := newBench(t, boxType)
				f := b.federation(ebox.Options{})
				dir := t.TempDir() + "/replies"
				o := b.outbox(dir, f)
				m := b.answerable(f, fixed)[0]
				d := draftFor(m)
				if fixed {
					d = fixedFor(o, m)
				}
				if err := o.SaveDraft(t.Context(), d); err != nil {
					t.Fatal(err)
				}
				if !fixed {
					for _, size := range []int{10, 300_000} {
						if err := o.Attach(t.Context(), d, upload(t, size)); err != nil {
							t.Fatal(err)
						}
					}
				}
				if got := o.stateOf(t, m.Key); got != ebox.ReplyDrafted || !o.Kept() || b.posts() != 0 {
					t.Errorf("before: state %d, kept %v, %d requests", got, o.Kept(), b.posts())
				}
				rec, err := o.Send(t.Context(), m, d, false)
				if err != nil || rec.State != ebox.ReplySent || rec.Tries != 1 || rec.Begun.IsZero() {
					t.Fatalf("%+v, %v", rec, err)
				}
				got, ok := b.published(m.Key)
				if !ok || got.MessageID != rec.ReplyID || got.Body.FR == "" || len(got.Files) != len(d.Files) || got.Option != d.Choice {
					t.Errorf("the sender got %+v", got)
				}
				again := b.outbox(dir, f)
				kept, err := again.Draft(t.Context(), m.Key)
				if err != nil || !same(kept, d) {
					t.Errorf("what was sent is %+v, %v", kept, err)
				}
				if r, err := again.Record(t.Context(), m.Key); err != nil || !cmp.Equal(r, rec) {
					t.Errorf("another process: %s, %v", cmp.Diff(rec, r), err)
				}
				for _, knowing := range []bool{false, true} {
					if _, err := again.Send(t.Context(), m, d, knowing); !errors.Is(err, ebox.ErrReplied) {
						t.Errorf("once more, knowing %v: %v", knowing, err)
					}
				}
				if err := errors.Join(again.SaveDraft(t.Context(), d), again.Discard(t.Context(), m.Key)); !errors.Is(err, ebox.ErrReplied) {
					t.Errorf("changed afterwards: %v", err)
				}
				if b.posts() != 1 {
					t.Errorf("%d requests", b.posts())
				}
			})
		}
	}
}

func TestDrafts(t *testing.T) {
	b := newBench(t, sandbox.Citizen)
	f := b.federation(ebox.Options{})
	dir := t.TempDir() + "/a/b/replies"
	o := b.outbox(dir, f)
	list := b.answerable(f, false)
	m := list[0]
	if d, err := o.Draft(t.Context(), m.Key); d != nil || err != nil || o.stateOf(t, m.Key) != ebox.ReplyNone {
		t.Errorf("before: %+v, %v", d, err)
	}
	if l, err := o.Records(t.Context()); len(l) != 0 || err != nil {
		t.Errorf("records %v, %v", l, err)
	}
	if _, err := os.Lstat(dir); err == nil {
		t.Error("looking made the directory")
	}
	d := draftFor(m)
	if err := o.Attach(t.Context(), d, upload(t, 10)); err != nil {
		t.Fatal(err)
	}
	if err := o.Attach(t.Context(), d, upload(t, 10)); !errors.Is(err, ebox.ErrReplyFileTwice) || len(d.Files) != 1 {
		t.Errorf("the same once more: %v", err)
	}
	if err := o.Attach(t.Context(), d, upload(t, 1000)); err != nil || d.Files[1].Name != "annexe é (2).txt" {
		t.Fatalf("%+v, %v", d.Files, err)
	}
	if n := len(o.names(m.Key, endCopy)); n != 2 {
		t.Errorf("%d copies", n)
	}
	if err := o.Detach(t.Context(), d, 0); err != nil || len(d.Files) != 1 || len(o.names(m.Key, endCopy)) != 1 {
		t.Errorf("taken away: %+v, %v", d.Files, err)
	}
	if err := o.Detach(t.Context(), d, 1); err == nil {
		t.Error("a file that is not there was taken away")
	}
	other := draftFor(list[1])
	if err := o.SaveDraft(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	again := b.outbox(dir, f)
	got, err := again.Draft(t.Context(), m.Key)
	if diff := cmp.Diff(d, got, cmp.AllowUnexported(ebox.Text{})); diff != "" || err != nil {
		t.Errorf("read back: %v (-want +got):\n%s", err, diff)
	}
	l, err := again.Records(t.Context())
	if err != nil || len(l) != 2 || l[0].State != ebox.ReplyDrafted {
		t.Errorf("records %+v, %v", l, err)
	}
	changed := clone(d)
	changed.Comment += "!"
	if _, err := again.Send(t.Context(), m, changed, false); !errors.Is(err, ebox.ErrReplyChanged) {
		t.Errorf("something else than what is kept: %v", err)
	}
	if err := again.Discard(t.Context(), m.Key); err != nil {
		t.Fatal(err)
	}
	if got, err := o.Draft(t.Context(), m.Key); got != nil || err != nil || len(o.names(m.Key, endCopy)) > 0 || o.stateOf(t, m.Key) != ebox.ReplyNone {
		t.Errorf("discarded: %+v, %v", got, err)
	}
	if b.posts() != 0 {
		t.Errorf("%d requests", b.posts())
	}
}

func TestAttachRefuses(t *testing.T) {
	b := newBench(t, sandbox.Citizen)
	f := b.federation(ebox.Options{})
	o := b.outbox(t.TempDir(), f)
	d := draftFor(b.answerable(f, false)[0])
	dir := t.TempDir()
	for name, text := range map[string]string{"a.png": "x", "b.pdf": "no pdf", "c.txt": ""} {
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(dir+"/big.txt", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(dir+"/big.txt", ebox.MaxReplyFile+1); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{
		"a.png": ebox.ErrReplyFileType, "b.pdf": ebox.ErrReplyFileType, "c.txt": ebox.ErrReplyFileEmpty,
		"big.txt": ebox.ErrReplyFileLarge, "": ebox.ErrReplyNotFile, "nosuch.txt": os.ErrNotExist,
	} {
		if err := o.Attach(t.Context(), d, dir+"/"+name); !errors.Is(err, want) || len(d.Files) > 0 {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}

func TestWithoutKey(t *testing.T) {
	b := newBench(t, sandbox.Citizen)
	f := b.federation(ebox.Options{})
	list := b.answerable(f, false)
	m := list[0]
	dir := t.TempDir()
	o := New(Options{Dir: dir, Sender: f})
	d := draftFor(m)
	if err := o.Attach(t.Context(), d, upload(t, 10)); err != nil || o.Kept() {
		t.Fatalf("kept %v, %v", o.Kept(), err)
	}
	got, err := o.Draft(t.Context(), m.Key)
	if err != nil || !same(got, d) || o.stateOf(t, m.Key) != ebox.ReplyDrafted {
		t.Errorf("%+v, %v", got, err)
	}
	if l, err := o.Records(t.Context()); len(l) != 1 || err != nil {
		t.Errorf("records %+v, %v", l, err)
	}
	other := New(Options{Dir: dir, Sender: f})
	if got, err := other.Draft(t.Context(), m.Key); got != nil || err != nil || other.stateOf(t, m.Key) != ebox.ReplyNone {
		t.Errorf("another process: %+v, %v", got, err)
	}
	if rec, err := o.Send(t.Context(), m, d, false); err != nil || rec.State != ebox.ReplySent {
		t.Errorf("%+v, %v", rec, err)
	}
	if got := other.stateOf(t, m.Key); got != ebox.ReplySent {
		t.Errorf("another process sees state %d", got)
	}
	gone := draftFor(list[1])
	if err := errors.Join(o.SaveDraft(t.Context(), gone), o.Discard(t.Context(), gone.Key)); err != nil || o.stateOf(t, gone.Key) != ebox.ReplyNone {
		t.Errorf("discarded: %v", err)
	}
	if len(o.names(m.Key, endDraft)) > 0 || len(o.names(m.Key, endCopy)) > 0 {
		t.Error("something was kept without a key")
	}
}
