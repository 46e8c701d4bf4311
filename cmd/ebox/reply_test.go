package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

func TestReplyOptions(t *testing.T) {
	for _, c := range []struct {
		args  string
		want  replyOptions
		asks  bool
		wrong string
	}{
		{"nsso/1", replyOptions{ref: "nsso/1"}, true, ""},
		{"nsso/1 --again", replyOptions{ref: "nsso/1", again: true}, true, ""},
		{"nsso/1 --choice 2", replyOptions{ref: "nsso/1", choice: "2"}, false, ""},
		{"nsso/1 --json", replyOptions{ref: "nsso/1", json: true}, false, ""},
		{"nsso/1 --attach a.pdf --attach b.csv --dry-run", replyOptions{ref: "nsso/1", attach: []string{"a.pdf", "b.csv"}, dryRun: true}, false, ""},
		{"nsso/1 --comment-file - --reply-lang de --confirm x", replyOptions{ref: "nsso/1", commentFile: "-", lang: "de", confirm: "x"}, false, ""},
		{"nsso/1 --show", replyOptions{ref: "nsso/1", show: true}, true, ""},
		{"nsso/1 --show --discard", replyOptions{}, false, "one of them only"},
		{"nsso/1 --dry-run --confirm x", replyOptions{}, false, "one of them only"},
		{"nsso/1 --discard --choice 1", replyOptions{}, false, "one of them only"},
		{"nsso/1 --show --again", replyOptions{}, false, "one of them only"},
		{"nsso/1 --reply-lang en", replyOptions{}, false, "Possible: fr, nl, de"},
		{"nsso/1" + strings.Repeat(" --attach x.pdf", 7), replyOptions{}, false, "more than six"},
		{"", replyOptions{}, false, "missing"},
	} {
		t.Run(c.args, func(t *testing.T) {
			o, err := parse(t, newReplyCmd, strings.Fields(c.args)...)
			if c.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), c.wrong) {
					t.Fatalf("got %v, want %q", err, c.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, *o, cmp.AllowUnexported(replyOptions{}), cmpopts.EquateEmpty()); d != "" || o.asks() != c.asks {
				t.Errorf("asks %t: %s", o.asks(), d)
			}
		})
	}
}

// A confirmation fits one reply: whatever is changed in it asks for another one.
func TestConfirmation(t *testing.T) {
	form := ebox.ReplyForm{Comment: true, Choices: []ebox.ReplyChoice{
		{ID: "A", Label: ebox.Translated{NL: ebox.Untrusted("Ik ga akkoord"), FR: ebox.Untrusted("J'accepte")}},
		{ID: "B", Label: ebox.Translated{NL: ebox.Untrusted("Ik weiger")}},
	}}
	base := ebox.ReplyDraft{Key: ebox.Key{Provider: "nsso", ID: "1"}, Choice: "A", Lang: "nl"}
	draft := func(change func(*ebox.ReplyDraft)) *ebox.ReplyDraft {
		d := base
		change(&d)
		return &d
	}
	file := func(name string, sum byte) []ebox.ReplyFile {
		return []ebox.ReplyFile{{Name: name, SHA256: [32]byte{sum}}}
	}
	seen := map[string]string{}
	for name, d := range map[string]*ebox.ReplyDraft{
		"as it is":        draft(func(*ebox.ReplyDraft) {}),
		"another answer":  draft(func(d *ebox.ReplyDraft) { d.Choice = "B" }),
		"another message": draft(func(d *ebox.ReplyDraft) { d.Key.ID = "2" }),
		"a language":      draft(func(d *ebox.ReplyDraft) { d.Lang = "fr" }),
		"a comment":       draft(func(d *ebox.ReplyDraft) { d.Comment = "x" }),
		"another comment": draft(func(d *ebox.ReplyDraft) { d.Comment = "y" }),
		"a file":          draft(func(d *ebox.ReplyDraft) { d.Files = file("a.pdf", 1) }),
		"another name":    draft(func(d *ebox.ReplyDraft) { d.Files = file("b.pdf", 1) }),
		"other bytes":     draft(func(d *ebox.ReplyDraft) { d.Files = file("a.pdf", 2) }),
		"both":            draft(func(d *ebox.ReplyDraft) { d.Files, d.Comment = file("a.pdf", 1), "x" }),
		"own text":        draft(func(d *ebox.ReplyDraft) { d.Choice, d.Comment = "", "x" }),
	} {
		for _, again := range []bool{false, true} {
			c := confirmation(lang.For("en"), form, d, again)
			if other, taken := seen[c]; taken {
				t.Errorf("%q confirms %s and %s", c, name, other)
			}
			seen[c] = fmt.Sprint(name, again)
			if strings.Contains(c, "x") && d.Comment == "x" && d.Choice != "" && strings.HasSuffix(c, "x") {
				t.Errorf("%q repeats the comment", c)
			}
		}
	}
	if _, ok := seen[shortRef(base.Key)+": Ik ga akkoord"]; !ok {
		t.Errorf("the answer alone is not spelled out: %v", seen)
	}
	want := confirmation(lang.For("en"), form, &base, false)
	for typed, ok := range map[string]bool{want: true, "  " + strings.ReplaceAll(want, " ", "  ") + "\n": true, "": false, "yes": false, strings.ToUpper(want): false, want + ".": false} {
		if err := spelled(want, typed); (err == nil) != ok {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// fakeReplies is an outbox of one message.
type fakeReplies struct {
	form ebox.ReplyForm
	rec  ebox.ReplyRecord
	sent int
}

func (f *fakeReplies) Kept() bool                                  { return true }
func (f *fakeReplies) Form(*ebox.Message) ebox.ReplyForm           { return f.form }
func (f *fakeReplies) Check(*ebox.Message, *ebox.ReplyDraft) error { return nil }

func (f *fakeReplies) Record(context.Context, ebox.Key) (ebox.ReplyRecord, error) { return f.rec, nil }

func (f *fakeReplies) Records(context.Context) ([]ebox.ReplyRecord, error) {
	return []ebox.ReplyRecord{f.rec}, nil
}

func (f *fakeReplies) Draft(context.Context, ebox.Key) (*ebox.ReplyDraft, error) { return nil, nil }
func (f *fakeReplies) SaveDraft(context.Context, *ebox.ReplyDraft) error         { return nil }
func (f *fakeReplies) Discard(context.Context, ebox.Key) error                   { return nil }
func (f *fakeReplies) Attach(context.Context, *ebox.ReplyDraft, string) error    { return nil }
func (f *fakeReplies) Detach(context.Context, *ebox.ReplyDraft, int) error       { return nil }

func (f *fakeReplies) Send(context.Context, *ebox.Message, *ebox.ReplyDraft, bool) (ebox.ReplyRecord, error) {
	f.sent++
	return f.rec, nil
}

// The first reason against a reply is what is known of one; the document comes before everything else that is new.
func TestReplyAllowed(t *testing.T) {
	open := &ebox.Message{ReplyAuthorized: true, ReadStatus: true}
	for _, c := range []struct {
		name  string
		m     *ebox.Message
		state ebox.ReplyState
		again bool
		want  error
	}{
		{"yes", open, ebox.ReplyNone, false, nil},
		{"a draft", open, ebox.ReplyDrafted, false, nil},
		{"refused before", open, ebox.ReplyRefused, false, nil},
		{"sent", open, ebox.ReplySent, false, ebox.ErrReplied},
		{"sent, again", open, ebox.ReplySent, true, ebox.ErrReplied},
		{"being sent", open, ebox.ReplySending, true, ebox.ErrReplyBusy},
		{"perhaps", open, ebox.ReplyPerhaps, false, ebox.ErrReplyPerhaps},
		{"perhaps, knowing", open, ebox.ReplyPerhaps, true, nil},
		{"not read", &ebox.Message{ReplyAuthorized: true}, ebox.ReplyNone, false, errReadFirst},
		{"not allowed", &ebox.Message{}, ebox.ReplyNone, false, ebox.ErrReplyNotAllowed},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &replying{profile: &profile{}, box: &fakeReplies{}, m: c.m, rec: ebox.ReplyRecord{State: c.state}, draft: &ebox.ReplyDraft{}}
			if err := r.allowed(c.again); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// What was perhaps sent and is not there any more cannot be re-read, so it is not sent again.
func TestReplyAgainWithoutACopy(t *testing.T) {
	r := &replying{
		profile: &profile{}, box: &fakeReplies{}, m: &ebox.Message{ReplyAuthorized: true, ReadStatus: true},
		rec: ebox.ReplyRecord{State: ebox.ReplyPerhaps},
	}
	if err := r.allowed(true); !errors.Is(err, errNoReply) {
		t.Errorf("got %v", err)
	}
}

// oneMessage is a provider with one message.
type oneMessage struct {
	m   *ebox.Message
	err error
}

func (o oneMessage) Message(context.Context, ebox.Key) (*ebox.Message, error) { return o.m, o.err }

// Right before a reply the message is read again: without an answer, or when the sender offers something else by now,
// nothing is sent.
func TestFresh(t *testing.T) {
	m := &ebox.Message{ReplyAuthorized: true}
	form := ebox.ReplyForm{Choices: []ebox.ReplyChoice{{ID: "A"}}}
	for _, c := range []struct {
		name string
		from oneMessage
		want error
	}{
		{"as before", oneMessage{m: m}, nil},
		{"no answer", oneMessage{err: ebox.ErrUnavailable}, ebox.ErrUnavailable},
		{"withdrawn", oneMessage{m: &ebox.Message{}}, ebox.ErrReplyNotAllowed},
	} {
		t.Run(c.name, func(t *testing.T) {
			box := &fakeReplies{form: form}
			_, err := (&fresh{box, c.from}).Send(t.Context(), m, &ebox.ReplyDraft{}, false)
			if !errors.Is(err, c.want) || (box.sent == 1) != (c.want == nil) {
				t.Errorf("%d requests: %v", box.sent, err)
			}
		})
	}
	changing := &changingForm{fakeReplies: fakeReplies{form: form}}
	if _, err := (&fresh{changing, oneMessage{m: m}}).Send(t.Context(), m, &ebox.ReplyDraft{}, false); !errors.Is(err, ebox.ErrReplyChoice) || changing.sent != 0 {
		t.Errorf("sent what was not reviewed: %v", err)
	}
}

// changingForm is a sender who offers another answer each time.
type changingForm struct {
	fakeReplies
	asked int
}

func (c *changingForm) Form(*ebox.Message) ebox.ReplyForm {
	c.asked++
	return ebox.ReplyForm{Choices: []ebox.ReplyChoice{{ID: "A", Label: ebox.Translated{NL: ebox.Untrusted(fmt.Sprint(c.asked))}}}}
}

// Every state of a reply and every reason against one is said in every language, with a code of its own.
func TestReplyTroubles(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		seen := map[string]error{}
		for _, c := range replyCodes {
			err := c.is
			if err == ebox.ErrReplyLanguage {
				continue // the option is refused before
			}
			if err == errReadFirst {
				err = &readFirstError{"x"}
			}
			got := w.explain(fmt.Errorf("x: %w", err))
			if got.Code != c.code || got.What == "" || got.What == w.t.Errors.Unknown.What || got.Todo == "" {
				t.Errorf("%s: %v: %+v", code, c.is, got)
			}
			seen[got.What] = c.is
		}
		if len(seen) < len(replyCodes)-2 {
			t.Errorf("%s: %d reasons are said in %d ways", code, len(replyCodes), len(seen))
		}
		perhaps := w.explain(&stateError{rec: ebox.ReplyRecord{State: ebox.ReplyPerhaps, Begun: testNow}, portal: "https://p", ref: "abc", sent: true, err: ebox.ErrUnavailable})
		if perhaps.Code != "reply_perhaps" || !strings.Contains(perhaps.Means, w.t.Reply.States.PerhapsNever) || !strings.Contains(strings.Join(perhaps.Details, " "), "https://p") {
			t.Errorf("%s: perhaps sent: %+v", code, perhaps)
		}
		unsent := w.explain(&stateError{rec: ebox.ReplyRecord{State: ebox.ReplyDrafted}, sent: true, err: ebox.ErrUnavailable})
		if unsent.What != w.t.Reply.Errors.NotSent.What || unsent.Code != "unavailable" {
			t.Errorf("%s: not sent: %+v", code, unsent)
		}
	}
}

func TestReadInput(t *testing.T) {
	w := testWiring(t, "en")
	if _, err := w.readComment(filepath.Join(t.TempDir(), "none")); err == nil || strings.Contains(err.Error(), t.TempDir()) {
		t.Errorf("got %v", err)
	}
	if _, err := w.readComment("/dev/zero"); !errors.Is(err, ebox.ErrReplyTooLong) {
		t.Errorf("endless: %v", err)
	}
}

func TestReplyLine(t *testing.T) {
	k := ebox.Key{Provider: "nsso", ID: "1"}
	for _, text := range []string{"short", strings.Repeat("long ", 40)} {
		got := replyLine(text, k, plainWidth)
		if len([]rune(got)) != plainWidth || !strings.HasSuffix(got, "  "+shortRef(k)) {
			t.Errorf("%q", got)
		}
	}
	if present.Clip("x", 5) != "x" {
		t.Error("a short text is cut")
	}
}

// Without a keyring drafts are in memory, and that is said; with one its key is asked for when something is written.
func TestOutboxWithoutKeyring(t *testing.T) {
	for value, kept := range map[string]bool{"off": false, "": true} {
		w := testWiring(t, "en")
		w.sys.getenv = func(name string) string {
			if name == "EBOX_KEYRING" {
				return value
			}
			return ""
		}
		p := &profile{Name: "x", Box: boxCitizen}
		if got := w.newOutbox(p, nil, "").Kept(); got != kept {
			t.Errorf("EBOX_KEYRING=%s: kept %t", value, got)
		}
		if got := w.checkDrafts(t.Context(), p); value == "off" && (got.Result != checkWarning || got.Found != w.t.ReplyCommands.DraftsMemory) {
			t.Errorf("doctor says: %+v", got)
		}
	}
}

// The letter goes into two files of its owner only, whatever the folder holds already.
func TestLetters(t *testing.T) {
	dir := t.TempDir()
	l := letters{func() time.Time { return testNow }}
	seen := map[string]bool{}
	for _, code := range append(lang.Codes(), "nl") {
		paths, err := l.Write(t.Context(), code, dir)
		if err != nil || len(paths) != 2 || filepath.Ext(paths[0]) != ".pdf" || filepath.Ext(paths[1]) != ".txt" {
			t.Fatalf("%s: %v, %v", code, paths, err)
		}
		for _, p := range paths {
			if seen[p] || strings.ContainsAny(strings.ReplaceAll(filepath.Base(p), "(2)", ""), "0123456789") {
				t.Errorf("%s: %s", code, p)
			}
			seen[p] = true
		}
	}
	if _, err := l.Write(t.Context(), "nl", filepath.Join(dir, "none", "none")); err == nil {
		t.Error("written nowhere")
	}
}
