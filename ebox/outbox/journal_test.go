package outbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

// provider is a federation of one provider in memory, which answers publications as it is told.
type provider struct {
	*ebox.Federation
	posts  int
	answer func() (status int, body string)
}

const receipt = `{"messageId":"r1","expirationDate":"2027-03-02T12:00:00+01:00"}`

func newProvider(t *testing.T) *provider {
	t.Helper()
	p := &provider{answer: func() (int, string) { return 201, receipt }}
	f, err := ebox.NewFederation("https://federation.test", ebox.Options{HTTP: &http.Client{Transport: tripper(p.serve)}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	p.Federation = f
	return p
}

func (p *provider) serve(r *http.Request) (*http.Response, error) {
	status, body := 200, `[{"messageProviderId":"a","messageProviderUrl":"https://a.test","messageProviderActivationDate":"1999-01-01","apiSupportedVersion":"2.1"}]`
	if r.Method == http.MethodPost {
		if p.posts++; p.answer == nil {
			return nil, errors.New("no token")
		}
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return nil, err
		}
		if status, body = p.answer(); status == 0 {
			return nil, io.ErrUnexpectedEOF
		}
	}
	return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body)), Header: http.Header{}}, nil
}

// question takes a reply in free text.
var question = &ebox.Message{Key: ebox.Key{Provider: "a", ID: "m/1"}, ReplyAuthorized: true, SenderOrganizationID: "0206731645"}

// stepClock is a second later every time.
func stepClock() func() time.Time {
	t := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	return func() time.Time { t = t.Add(time.Second); return t }
}

func (p *provider) outbox(dir string) *Outbox {
	return New(Options{Dir: dir, Sender: p, Key: withKey, Now: stepClock()})
}

// TestCourse goes through courses of events; each step is an answer of the provider, with knowing or not.
func TestCourse(t *testing.T) {
	type step struct {
		answer  int // status; 0: the connection ends, -1: nothing is begun
		knowing bool
		state   ebox.ReplyState
		tries   int
		http    int
		is      error // nil: that of the answer, or none
		asked   int   // requests so far
	}
	for name, course := range map[string][]step{
		"sent": {{201, false, ebox.ReplySent, 1, 0, nil, 1}, {201, true, ebox.ReplySent, 1, 0, ebox.ErrReplied, 1}},
		"refused, then sent": {
			{400, false, ebox.ReplyRefused, 1, 400, nil, 1},
			{403, true, ebox.ReplyRefused, 2, 403, ebox.ErrForbidden, 2},
			{201, false, ebox.ReplySent, 3, 0, nil, 3},
		},
		"not begun, then sent": {{-1, false, ebox.ReplyDrafted, 0, 0, nil, 1}, {-1, true, ebox.ReplyDrafted, 0, 0, nil, 2}, {201, false, ebox.ReplySent, 1, 0, nil, 3}},
		"uncertain, then sent": {
			{0, false, ebox.ReplyPerhaps, 1, 0, ebox.ErrUnavailable, 1},
			{201, false, ebox.ReplyPerhaps, 1, 0, ebox.ErrReplyPerhaps, 1},
			{201, true, ebox.ReplySent, 2, 0, nil, 2},
		},
		"uncertain, and one is there":          {{504, false, ebox.ReplyPerhaps, 1, 504, ebox.ErrUnavailable, 1}, {409, true, ebox.ReplySent, 2, 409, nil, 2}},
		"uncertain stays so when refused":      {{0, false, ebox.ReplyPerhaps, 1, 0, nil, 1}, {400, true, ebox.ReplyPerhaps, 2, 400, nil, 2}, {400, false, ebox.ReplyPerhaps, 2, 400, ebox.ErrReplyPerhaps, 2}},
		"uncertain stays so when not begun":    {{500, false, ebox.ReplyPerhaps, 1, 500, nil, 1}, {-1, true, ebox.ReplyPerhaps, 1, 500, nil, 2}},
		"refused stays so when not begun":      {{404, false, ebox.ReplyRefused, 1, 404, ebox.ErrNotFound, 1}, {-1, false, ebox.ReplyRefused, 1, 404, nil, 2}},
		"refused first, uncertain then":        {{400, false, ebox.ReplyRefused, 1, 400, nil, 1}, {0, false, ebox.ReplyPerhaps, 2, 0, nil, 2}},
		"one is there already, of another one": {{409, false, ebox.ReplySent, 1, 409, nil, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			p, dir := newProvider(t), t.TempDir()
			d := draftFor(question)
			for i, s := range course {
				p.answer = func() (int, string) {
					if s.answer == 201 {
						return 201, receipt
					}
					return s.answer, `{"id":"6f1c0f5e","code":"SOME_CODE","message":"no"}`
				}
				if s.answer < 0 {
					p.answer = nil
				}
				rec, err := p.outbox(dir).Send(t.Context(), question, d, s.knowing)
				if rec.State != s.state || rec.Tries != s.tries || rec.HTTP != s.http || p.posts != s.asked {
					t.Errorf("step %d: %+v after %d requests, %v", i, rec, p.posts, err)
				}
				if s.is != nil && !errors.Is(err, s.is) || (err == nil) != (s.state == ebox.ReplySent && s.is == nil) {
					t.Errorf("step %d: %v", i, err)
				}
				if (rec.HTTP != 0) != (rec.Code == "SOME_CODE" && rec.Ref == "6f1c0f5e") {
					t.Errorf("step %d: %+v", i, rec)
				}
				again, err := p.outbox(dir).Record(t.Context(), question.Key)
				if diff := cmp.Diff(rec, again); diff != "" || err != nil {
					t.Errorf("step %d, read again: %v (-told +read):\n%s", i, err, diff)
				}
				if kept, err := p.outbox(dir).Draft(t.Context(), question.Key); err != nil || kept == nil || !same(kept, d) {
					t.Errorf("step %d: the draft is %+v, %v", i, kept, err)
				}
			}
		})
	}
}

// TestSameKeyAfterDoubt: an attempt that may have counted is repeated with its own Idempotency-Key, one that did not is not.
func TestSameKeyAfterDoubt(t *testing.T) {
	p, dir := newProvider(t), t.TempDir()
	key := func(status int, knowing bool) string {
		p.answer = func() (int, string) { return status, "" }
		o := p.outbox(dir)
		_, _ = o.Send(t.Context(), question, draftFor(question), knowing)
		e, err := o.load(question.Key)
		if err != nil || len(e.Same) != 36 {
			t.Fatalf("%+v, %v", e, err)
		}
		return e.Same
	}
	refused, first, second := key(400, false), key(0, false), key(0, true)
	if refused == first || first != second {
		t.Errorf("%s, %s, %s", refused, first, second)
	}
}

// TestDamagedRecord changes a record in every way: never does it count as nothing, and nothing is sent on top of it.
func TestDamagedRecord(t *testing.T) {
	p, dir := newProvider(t), t.TempDir()
	p.answer = func() (int, string) { return 0, "" }
	d := draftFor(question)
	if rec, _ := p.outbox(dir).Send(t.Context(), question, d, false); rec.State != ebox.ReplyPerhaps {
		t.Fatalf("%+v", rec)
	}
	path := filepath.Join(dir, stem(question.Key)+endRecord)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := entry{Version: 1, Provider: "a", Message: "m2", State: state(ebox.ReplyRefused), Begun: time.Now(), Tries: 1}
	newer := entry{Version: 2, Provider: "a", Message: "m/1", State: state(ebox.ReplyRefused), Begun: time.Now(), Tries: 1}
	bad := map[string][]byte{"empty": {}, "nothing but zeros": make([]byte, len(good)), "more": append(bytes.Clone(good), 'x'), "long": make([]byte, 2*maxRecord)}
	for name, e := range map[string]entry{"of another message": other, "of a newer program": newer} {
		if bad[name], err = e.encode(); err != nil {
			t.Fatal(err)
		}
	}
	for i := range good {
		bad[fmt.Sprint("cut at ", i)] = good[:i]
		flipped := bytes.Clone(good)
		flipped[i] ^= 1
		bad[fmt.Sprint("changed at ", i)] = flipped
	}
	before := p.posts
	p.answer = func() (int, string) { return 201, receipt }
	o := p.outbox(dir)
	for name, b := range bad {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		rec, err := o.Record(t.Context(), question.Key)
		if rec.State != ebox.ReplyPerhaps || rec.Key != question.Key || !errors.Is(err, ebox.ErrReplyJournal) {
			t.Errorf("%s: %+v, %v", name, rec, err)
		}
		if strings.HasPrefix(name, "c") && len(b)%50 != 0 {
			continue // the rest is the same for all
		}
		for _, knowing := range []bool{false, true} {
			if _, err := o.Send(t.Context(), question, d, knowing); !errors.Is(err, ebox.ErrReplyJournal) {
				t.Errorf("%s: sent, knowing %v: %v", name, knowing, err)
			}
		}
		if err := errors.Join(o.SaveDraft(t.Context(), draftFor(question)), o.Discard(t.Context(), question.Key)); !errors.Is(err, ebox.ErrReplyJournal) {
			t.Errorf("%s: changed: %v", name, err)
		}
		if _, err := o.Records(t.Context()); !errors.Is(err, ebox.ErrReplyJournal) {
			t.Errorf("%s: the list: %v", name, err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, b) {
			t.Errorf("%s: it was replaced, %v", name, err)
		}
	}
	if p.posts != before {
		t.Errorf("%d requests", p.posts-before)
	}
}

// TestRecordRemoved: a sealed draft without its record is of somebody who removed the record; what became of the reply is
// not known then.
func TestRecordRemoved(t *testing.T) {
	p := newProvider(t)
	o := p.outbox(t.TempDir())
	d := draftFor(question)
	if _, err := o.Send(t.Context(), question, d, false); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(o.path(stem(question.Key) + endRecord)); err != nil {
		t.Fatal(err)
	}
	for name, again := range map[string]*Outbox{"the same process": o, "another one": p.outbox(o.o.Dir)} {
		r, err := again.Record(t.Context(), question.Key)
		if r.State != ebox.ReplyPerhaps || !errors.Is(err, ebox.ErrReplyJournal) {
			t.Errorf("%s: %v, %v", name, r.State, err)
		}
		if err := again.SaveDraft(t.Context(), d); !errors.Is(err, ebox.ErrReplyJournal) {
			t.Errorf("%s: saving: %v", name, err)
		}
		if err := again.Discard(t.Context(), question.Key); !errors.Is(err, ebox.ErrReplyJournal) {
			t.Errorf("%s: discarding: %v", name, err)
		}
		for _, knowing := range []bool{false, true} {
			if r, err := again.Send(t.Context(), question, d, knowing); r.State != ebox.ReplyPerhaps || !errors.Is(err, ebox.ErrReplyJournal) {
				t.Errorf("%s: knowing %t: %v, %v", name, knowing, r.State, err)
			}
		}
	}
	if p.posts != 1 {
		t.Errorf("%d requests", p.posts)
	}
}

// TestNothingIsSentUnrecorded puts something in the way of the record that comes before the request.
func TestNothingIsSentUnrecorded(t *testing.T) {
	p, dir := newProvider(t), t.TempDir()
	o := p.outbox(dir)
	d := draftFor(question)
	if err := o.SaveDraft(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	o.step = func(step string) {
		if step == "json making" {
			obstruct(t, o)
		}
	}
	rec, err := o.Send(t.Context(), question, d, false)
	if !errors.Is(err, ebox.ErrReplyDisk) || rec.State != ebox.ReplyDrafted || p.posts != 0 {
		t.Errorf("%+v, %v after %d requests", rec, err, p.posts)
	}
	if got := o.names(question.Key, endTemp); len(got) > 0 {
		t.Errorf("left behind: %v", got)
	}
}

// obstruct puts a directory in the place of the record.
func obstruct(t *testing.T, o *Outbox) {
	t.Helper()
	path := o.path(stem(question.Key) + endRecord)
	if err := errors.Join(os.RemoveAll(path), os.MkdirAll(path+"/x", 0o700)); err != nil {
		t.Fatal(err)
	}
}

// TestOutcomeThatCannotBeRecorded tells the truth here, and lets others see that it is uncertain.
func TestOutcomeThatCannotBeRecorded(t *testing.T) {
	p, dir := newProvider(t), t.TempDir()
	o := p.outbox(dir)
	d := draftFor(question)
	path := o.path(stem(question.Key) + endRecord)
	var sending []byte
	o.step = func(step string) {
		if step != "answer" {
			return
		}
		var err error
		if sending, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		obstruct(t, o)
	}
	rec, err := o.Send(t.Context(), question, d, false)
	if !errors.Is(err, ebox.ErrReplyUnrecorded) || rec.State != ebox.ReplySent || rec.ReplyID != "r1" {
		t.Errorf("%+v, %v", rec, err)
	}
	o.step = nil
	if err := errors.Join(os.RemoveAll(path), os.WriteFile(path, sending, 0o600)); err != nil { // as if the rename had failed
		t.Fatal(err)
	}
	if got := o.stateOf(t, question.Key); got != ebox.ReplySent {
		t.Errorf("here: state %d", got)
	}
	if _, err := o.Send(t.Context(), question, d, true); !errors.Is(err, ebox.ErrReplied) {
		t.Errorf("once more here: %v", err)
	}
	other := p.outbox(dir)
	if got := other.stateOf(t, question.Key); got != ebox.ReplyPerhaps {
		t.Errorf("elsewhere: state %d", got)
	}
	if _, err := other.Send(t.Context(), question, d, false); !errors.Is(err, ebox.ErrReplyPerhaps) || p.posts != 1 {
		t.Errorf("once more elsewhere: %v after %d requests", err, p.posts)
	}
}

func TestSendRefuses(t *testing.T) {
	p := newProvider(t)
	o := p.outbox(t.TempDir())
	empty := draftFor(question)
	empty.Comment = ""
	another := draftFor(question)
	another.Key.ID = "m2"
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tt := range map[string]struct {
		ctx context.Context
		d   *ebox.ReplyDraft
		is  error
	}{
		"nothing to say":      {t.Context(), empty, ebox.ErrReplyEmpty},
		"given up":            {ended, draftFor(question), context.Canceled},
		"of another message":  {t.Context(), another, nil},
		"a copy that is gone": {t.Context(), withGoneFile(), ebox.ErrReplyFileLost},
	} {
		rec, err := o.Send(tt.ctx, question, tt.d, false)
		if err == nil || tt.is != nil && !errors.Is(err, tt.is) || rec.State == ebox.ReplySent || rec.State == ebox.ReplyPerhaps || p.posts != 0 {
			t.Errorf("%s: %+v, %v", name, rec, err)
		}
		if err := o.Discard(t.Context(), question.Key); err != nil {
			t.Error(err)
		}
	}
}

func withGoneFile() *ebox.ReplyDraft {
	d := draftFor(question)
	d.Files = []ebox.ReplyFile{{Name: "a.txt", MediaType: "text/plain", Size: 1, Blob: "0123456789abcdef"}}
	return d
}

// TestLeftovers: what a dead program left half written is cleared up, and nothing else.
func TestLeftovers(t *testing.T) {
	p, dir := newProvider(t), t.TempDir()
	own, foreign := stem(question.Key)+".0011.tmp", strings.Repeat("0", 32)+".0011.tmp"
	for _, name := range []string{own, foreign, "readme.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o := p.outbox(dir)
	if err := o.SaveDraft(t.Context(), draftFor(question)); err != nil {
		t.Fatal(err)
	}
	if o.exists(own) || !o.exists(foreign) || !o.exists("readme.txt") {
		t.Errorf("own %v, another's %v, something else %v", o.exists(own), o.exists(foreign), o.exists("readme.txt"))
	}
	if err := os.Remove(filepath.Join(dir, stem(question.Key)+endDraft)); err != nil {
		t.Fatal(err)
	}
	if got := o.stateOf(t, question.Key); got != ebox.ReplyNone {
		t.Errorf("a record of a draft that is not there: state %d", got)
	}
}

func FuzzParseEntry(f *testing.F) {
	for _, e := range []entry{
		{Version: 1, Provider: "a", Message: "m", State: state(ebox.ReplyDrafted)},
		{Version: 1, Provider: "a", Message: "m", State: state(ebox.ReplySent), Begun: time.Unix(1, 0), ReplyID: "r", HTTP: 409, Tries: 2, Doubt: true, Same: "k"},
	} {
		b, err := e.encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(bytes.TrimSpace(b))
	}
	f.Add([]byte("{}\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := parseEntry(b)
		if err != nil {
			if !errors.Is(err, ebox.ErrReplyJournal) {
				t.Errorf("error %v", err)
			}
			return
		}
		if e.State == state(ebox.ReplyNone) || e.Provider == "" || e.Message == "" {
			t.Errorf("%+v is a record of nothing", e)
		}
		again, err := e.encode()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := parseEntry(again); err != nil || !cmp.Equal(back, e) {
			t.Errorf("it does not come back: %v", err)
		}
	})
}
