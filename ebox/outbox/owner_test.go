package outbox

import (
	"testing"

	"myebox/ebox"
)

// A message that was answered under one name is answered under every name; lists show each name its own.
func TestOwnersShareTheJournal(t *testing.T) {
	dir := t.TempDir()
	k := ebox.Key{Provider: "nsso", ID: "1"}
	a := New(Options{Dir: dir, Owner: "sandbox/citizen/a", Key: withKey})
	b := New(Options{Dir: dir, Owner: "sandbox/citizen/b", Key: withKey})
	if err := a.SaveDraft(t.Context(), &ebox.ReplyDraft{Key: k, Comment: "words", Lang: "fr"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		box  *Outbox
		want int
	}{{"who wrote it", a, 1}, {"somebody else", b, 0}, {"nobody in particular", New(Options{Dir: dir, Key: withKey}), 1}} {
		list, err := c.box.Records(t.Context())
		if err != nil || len(list) != c.want {
			t.Errorf("%s: %d records, %v", c.name, len(list), err)
		}
		if r, err := c.box.Record(t.Context(), k); err != nil || r.State != ebox.ReplyDrafted {
			t.Errorf("%s: %v, %v", c.name, r.State, err)
		}
	}
}
