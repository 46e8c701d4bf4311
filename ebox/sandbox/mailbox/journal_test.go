package mailbox

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// act does one of each act in a box of the world.
func act(t *testing.T, w *World) (read, hidden, shown, answered string) {
	t.Helper()
	b := openBox(t, w, "nsso", "citizen")
	list := all(b, Filter{Visible: Yes})
	read, hidden, shown = list[1].MessageID, list[2].MessageID, list[3].MessageID
	region := openBox(t, w, "region", "citizen")
	for _, m := range all(region, Filter{}) {
		if m.ReplyAuthorized {
			answered = m.MessageID
			reply := MessageToPublish{
				Recipient: EboxID{"enterprise", m.SenderOrganizationID}, OriginalMessageID: m.MessageID,
				Subject: Translated{FR: "Réponse"}, BodyMainContent: true, BodyContent: &Translated{FR: "Voici la facture."},
			}
			if _, err := region.Publish(reply, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, err := range []error{
		b.MarkRead(read),
		b.SetVisible([]MessageToUpdate{{hidden, false}, {shown, false}}),
		b.SetVisible([]MessageToUpdate{{shown, true}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return read, hidden, shown, answered
}

func TestWhatHappenedIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	c := &clock{noon}
	cfg := Config{Seed: 6, Size: 25, Dir: dir, Now: c.now}
	first, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	read, hidden, shown, answered := act(t, first)
	before := all(openBox(t, first, "nsso", "citizen"), Filter{})
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	c.t = noon.Add(20 * time.Hour) // the next day: still the world of the first
	second := newWorld(t, cfg)
	b := openBox(t, second, "nsso", "citizen")
	if d := cmp.Diff(before, all(b, Filter{})); d != "" {
		t.Error(d)
	}
	m, _ := b.Get(read)
	h, _ := b.Get(hidden)
	s, _ := b.Get(shown)
	if !m.ReadStatus || h.Visible || !s.Visible {
		t.Errorf("read %t, hidden %t, shown %t", m.ReadStatus, !h.Visible, s.Visible)
	}
	r, ok := openBox(t, second, "region", "citizen").Reply(answered)
	if !ok || r.Body.FR != "Voici la facture." || !r.Received.Equal(noon) {
		t.Errorf("reply %+v, %t", r, ok)
	}
	other := newWorld(t, Config{Seed: 7, Size: 25, Dir: dir, Now: c.now})
	if n := len(other.past); n != 0 {
		t.Errorf("another seed remembers %d boxes", n)
	}
}

func TestJournalNamesNobodyAndIsPrivate(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, Config{Seed: 6, Size: 25, Dir: dir})
	act(t, w)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v, %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte(owners["citizen"])) {
		t.Error("the journal holds the owner's number")
	}
	if n := bytes.Count(text, []byte("\n")); n != 5 {
		t.Errorf("%d lines for a heading and four acts:\n%s", n, text)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if _, err := New(Config{Seed: 6, Size: 25, Dir: dir}); err == nil {
		t.Error("a second world opened the same journal")
	}
}

func TestJournalAfterACrash(t *testing.T) {
	cfg := Config{Seed: 6, Size: 25, Dir: t.TempDir(), Now: (&clock{noon}).now}
	w, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	read, hidden, _, _ := act(t, w)
	path := w.journal.f.Name()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := 0; cut <= len(whole); cut += 7 {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := New(cfg)
		if err != nil {
			t.Fatalf("cut after %d bytes: %v", cut, err)
		}
		b := openBox(t, w, "nsso", "citizen")
		r, _ := b.Get(read)
		h, _ := b.Get(hidden)
		lines := whole[:cut]
		wantRead := bytes.Contains(lines, []byte(`"read":"`+read+`"}`+"\n"))
		wantHidden := strings.Count(string(lines), hidden) > 0 && bytes.HasSuffix(lines[:bytes.LastIndexByte(lines, '\n')+1], []byte("]}\n"))
		if r.ReadStatus != wantRead || !h.Visible != wantHidden {
			t.Errorf("cut after %d bytes: read %t, hidden %t; want %t, %t", cut, r.ReadStatus, !h.Visible, wantRead, wantHidden)
		}
		if err := b.MarkRead(read); err != nil { // goes on after the last whole line
			t.Errorf("cut after %d bytes: %v", cut, err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(path)
		if err != nil || !bytes.HasSuffix(after, []byte("}\n")) || bytes.Contains(after, []byte("\x00")) {
			t.Errorf("cut after %d bytes: the journal is broken: %v", cut, err)
		}
	}
}

func TestForeignJournals(t *testing.T) {
	const head = `{"version":1,"begun":"2026-11-20T12:00:00+01:00"}` + "\n"
	for _, test := range []struct{ name, text, want string }{
		{"another version", `{"version":2,"begun":"2026-11-20T12:00:00+01:00"}` + "\n", "line 1"},
		{"no heading", `{"box":"x"}` + "\n", "line 1"},
		{"no JSON", head + "hello\n", "line 2"},
		{"unknown field", head + `{"box":"x","time":"2026-11-20T12:00:00+01:00","deleted":"1"}` + "\n", "line 2"},
		{"bad time", head + `{"box":"x","time":"noon"}` + "\n" + head, "line 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "journal-0-25-mixed.jsonl")
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := New(Config{Size: 25, Dir: dir})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
			if left, _ := os.ReadFile(path); string(left) != test.text {
				t.Errorf("the file was changed to %q", left)
			}
		})
	}
}

func TestActsFailWhenTheJournalDoes(t *testing.T) {
	w, err := New(Config{Seed: 6, Size: 25, Dir: t.TempDir(), Now: (&clock{noon}).now})
	if err != nil {
		t.Fatal(err)
	}
	b := openBox(t, w, "nsso", "citizen")
	before := all(b, Filter{})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	id := ids(all(b, Filter{ReadStatus: No, Visible: Yes}))[0]
	if err := b.MarkRead(id); err == nil {
		t.Error("marked as read without a journal")
	}
	if err := b.SetVisible([]MessageToUpdate{{id, false}}); err == nil {
		t.Error("hidden without a journal")
	}
	if d := cmp.Diff(before, all(b, Filter{})); d != "" {
		t.Errorf("something changed: %s", d)
	}
}

func FuzzJournal(f *testing.F) {
	const head = `{"version":1,"begun":"2026-11-20T12:00:00+01:00"}` + "\n"
	for _, s := range []string{"", head, head + "{", head + `{"box":"b","time":"2026-11-20T12:00:00Z","read":"0"}` + "\n{", "\n\n", head + "null\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		head, events, whole, err := readJournal(bytes.NewReader(text))
		if err != nil {
			return
		}
		if whole < 0 || whole > int64(len(text)) || whole > 0 && text[whole-1] != '\n' || bytes.Contains(text[whole:], []byte("\n")) {
			t.Errorf("%q: %d whole bytes", text, whole)
		}
		if (head == nil) != (whole == 0) || len(events)+1 > bytes.Count(text, []byte("\n"))+1 {
			t.Errorf("%q: head %v, %d events", text, head, len(events))
		}
	})
}
