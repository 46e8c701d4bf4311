package outbox

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

func TestSeal(t *testing.T) {
	k := ebox.Key{Provider: "a", ID: "m"}
	other := []byte("0123456789abcdef0123456789ABCDEG")
	a, err := seal(testKey, k, endDraft, []byte(secretComment))
	if err != nil {
		t.Fatal(err)
	}
	b, err := seal(testKey, k, endDraft, []byte(secretComment))
	if err != nil || bytes.Equal(a, b) {
		t.Errorf("twice the same, %v", err)
	}
	for name, tt := range map[string]struct {
		key  []byte
		k    ebox.Key
		file string
		b    []byte
		is   error
	}{
		"as it was":                  {testKey, k, endDraft, a, nil},
		"another key":                {other, k, endDraft, a, ebox.ErrReplyKey},
		"another message":            {testKey, ebox.Key{Provider: "a", ID: "n"}, endDraft, a, ebox.ErrReplyDamaged},
		"another split of the names": {testKey, ebox.Key{Provider: "am", ID: ""}, endDraft, a, ebox.ErrReplyDamaged},
		"another file":               {testKey, k, endCopy, a, ebox.ErrReplyDamaged},
		"cut":                        {testKey, k, endDraft, a[:len(a)-1], ebox.ErrReplyDamaged},
		"only the start":             {testKey, k, endDraft, a[:40], ebox.ErrReplyDamaged},
		"another form":               {testKey, k, endDraft, append([]byte("x"), a...), ebox.ErrReplyDamaged},
		"nothing":                    {testKey, k, endDraft, nil, ebox.ErrReplyDamaged},
	} {
		plain, err := unseal(tt.key, tt.k, tt.file, tt.b)
		if !errors.Is(err, tt.is) || err == nil && string(plain) != secretComment {
			t.Errorf("%s: %q, %v", name, plain, err)
		}
	}
	for i := range a {
		c := bytes.Clone(a)
		c[i] ^= 0x80
		if _, err := unseal(testKey, k, endDraft, c); err == nil {
			t.Errorf("changed at %d and opened", i)
		}
	}
}

// TestKeyGone opens a sealed draft without its key: an error that says so, and everything stays.
func TestKeyGone(t *testing.T) {
	p, dir := newProvider(t), t.TempDir()
	d := draftFor(question)
	if err := p.outbox(dir).Attach(t.Context(), d, upload(t, 10)); err != nil {
		t.Fatal(err)
	}
	locked := errors.New("keyring locked")
	for name, key := range map[string]func(context.Context) ([]byte, error){
		"no keyring":  nil,
		"locked":      func(context.Context) ([]byte, error) { return nil, locked },
		"another key": func(context.Context) ([]byte, error) { return bytes.Repeat([]byte("x"), 32), nil },
		"no key":      func(context.Context) ([]byte, error) { return []byte("short"), nil },
	} {
		o := New(Options{Dir: dir, Sender: p, Key: key})
		if got, err := o.Draft(t.Context(), question.Key); got != nil || !errors.Is(err, ebox.ErrReplyKey) {
			t.Errorf("%s: read %+v, %v", name, got, err)
		}
		if got := o.stateOf(t, question.Key); got != ebox.ReplyDrafted {
			t.Errorf("%s: state %d", name, got)
		}
		if name == "another key" {
			continue // what is saved now is sealed with it, on purpose
		}
		if err := o.SaveDraft(t.Context(), draftFor(question)); !errors.Is(err, ebox.ErrReplyKey) {
			t.Errorf("%s: saved over it: %v", name, err)
		}
		if rec, err := o.Send(t.Context(), question, draftFor(question), false); !errors.Is(err, ebox.ErrReplyKey) || rec.State != ebox.ReplyDrafted {
			t.Errorf("%s: sent: %+v, %v", name, rec, err)
		}
	}
	if got, err := p.outbox(dir).Draft(t.Context(), question.Key); err != nil || !same(got, d) || p.posts != 0 {
		t.Errorf("with the key again: %+v, %v", got, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	o := New(Options{Dir: dir, Sender: p, Key: func(ctx context.Context) ([]byte, error) { return testKey, ctx.Err() }})
	if _, err := o.Draft(ended, question.Key); !errors.Is(err, context.Canceled) || !o.Kept() {
		t.Errorf("given up: %v, kept %v", err, o.Kept())
	}
	if got, err := o.Draft(t.Context(), question.Key); err != nil || !same(got, d) {
		t.Errorf("asked again: %+v, %v", got, err)
	}
	if err := os.WriteFile(o.path(stem(question.Key)+endDraft), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Draft(t.Context(), question.Key); !errors.Is(err, ebox.ErrReplyDamaged) {
		t.Errorf("damaged: %v", err)
	}
}

func FuzzUnseal(f *testing.F) {
	k := ebox.Key{Provider: "a", ID: "m"}
	b, err := seal(testKey, k, endDraft, []byte("{}"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(sealed))
	f.Fuzz(func(t *testing.T, got []byte) {
		plain, err := unseal(testKey, k, endDraft, got)
		switch {
		case err == nil && string(plain) != "{}": // workers seal their own seeds: what opens is one of them
			t.Errorf("opened %q", plain)
		case err != nil && !errors.Is(err, ebox.ErrReplyKey) && !errors.Is(err, ebox.ErrReplyDamaged):
			t.Errorf("error %v", err)
		}
	})
}

func FuzzParseDraft(f *testing.F) {
	d := draftFor(question)
	d.Files = []ebox.ReplyFile{{Name: "a.txt", MediaType: "text/plain", Size: 1, Blob: "b"}}
	b, err := encodeDraft(d)
	if err != nil || len(b)%padding != 0 {
		f.Fatal(len(b), err)
	}
	f.Add(b)
	f.Add([]byte(`{"files":[{"sha256":"00"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := parseDraft(b, question.Key)
		if err != nil {
			if !errors.Is(err, ebox.ErrReplyDamaged) {
				t.Errorf("error %v", err)
			}
			return
		}
		if again, err := encodeDraft(d); err == nil { // years beyond 9999 cannot be written
			back, err := parseDraft(again, question.Key)
			if err != nil || !same(back, d) || !cmp.Equal(back.Changed, d.Changed) {
				t.Errorf("it does not come back: %v", err)
			}
		}
	})
}
