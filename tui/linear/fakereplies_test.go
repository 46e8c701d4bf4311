package linear

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"myebox/ebox"
)

// fakeReplies keeps drafts in memory and counts what is sent.
type fakeReplies struct {
	f         *fake
	mu        sync.Mutex
	form      ebox.ReplyForm
	memory    bool // there is no keyring
	records   map[ebox.Key]ebox.ReplyRecord
	drafts    map[ebox.Key]ebox.ReplyDraft
	sends     int
	saves     int
	reads     int // of all records
	known     []bool
	hold      chan struct{} // Send waits for it
	state     ebox.ReplyState
	code      string
	http      int
	sendErr   error
	saveErr   error
	bookErr   error // of all records
	recordErr error // of one
	late      bool  // that there is no keyring shows when a draft is looked for
}

// twoAnswers is a form with fixed answers.
func twoAnswers(comment bool) ebox.ReplyForm {
	fr := func(s, n, d string) ebox.Translated {
		return ebox.Translated{FR: ebox.Untrusted(s), NL: ebox.Untrusted(n), DE: ebox.Untrusted(d)}
	}
	return ebox.ReplyForm{Comment: comment, Choices: []ebox.ReplyChoice{
		{ID: "o1", Label: fr("La date est exacte", "De datum is juist", "Das Datum stimmt"), Meaning: fr(
			"Vous confirmez la date de fin. Votre allocation s'arrête ce jour-là et vous ne pourrez plus modifier cette réponse.",
			"U bevestigt de einddatum. Uw uitkering stopt op die dag en u kunt dit antwoord niet meer wijzigen.",
			"Sie bestätigen das Enddatum. Ihre Zulage endet an diesem Tag, und Sie können diese Antwort nicht mehr ändern.")},
		{ID: "o2", Label: fr("La date n'est pas exacte", "De datum is niet juist", "Das Datum stimmt nicht")},
	}}
}

// withReplies offers replies; the message that the tests answer has been opened.
func withReplies(form ebox.ReplyForm, more func(r *fakeReplies)) setup {
	return func(f *fake, l *fakeLogin, _ *Deps) {
		f.answers = &fakeReplies{
			f: f, form: form, records: map[ebox.Key]ebox.ReplyRecord{}, drafts: map[ebox.Key]ebox.ReplyDraft{}, state: ebox.ReplySent,
		}
		f.message(1).ReadStatus = true
		f.message(1).PaymentData = nil
		if more != nil {
			more(f.answers)
		}
		l.session = f.session()
	}
}

// answered is the message that the tests answer.
var answered = ebox.Key{Provider: "finance", ID: "m000001"}

func (r *fakeReplies) Kept() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.memory
}

func (r *fakeReplies) Form(*ebox.Message) ebox.ReplyForm { return r.form }

func (r *fakeReplies) Record(_ context.Context, k ebox.Key) (ebox.ReplyRecord, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.records[k], r.recordErr
}

func (r *fakeReplies) Records(context.Context) ([]ebox.ReplyRecord, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reads++
	var out []ebox.ReplyRecord
	for _, rec := range r.records {
		out = append(out, rec)
	}
	slices.SortFunc(out, func(a, b ebox.ReplyRecord) int { return strings.Compare(a.Key.String(), b.Key.String()) })
	return out, r.bookErr
}

func (r *fakeReplies) Draft(_ context.Context, k ebox.Key) (*ebox.ReplyDraft, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.memory = r.memory || r.late
	if d, ok := r.drafts[k]; ok {
		return copied(&d), nil
	}
	return nil, nil
}

func (r *fakeReplies) SaveDraft(_ context.Context, d *ebox.ReplyDraft) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.save(d)
}

func (r *fakeReplies) save(d *ebox.ReplyDraft) error {
	if r.saveErr != nil {
		return r.saveErr
	}
	switch r.records[d.Key].State {
	case ebox.ReplySent, ebox.ReplyPerhaps, ebox.ReplySending:
		return &ebox.ReplyProblem{Is: ebox.ErrReplied}
	}
	r.saves++
	d.Changed = today
	r.drafts[d.Key] = *copied(d)
	r.records[d.Key] = ebox.ReplyRecord{Key: d.Key, State: ebox.ReplyDrafted, Changed: today}
	return nil
}

func (r *fakeReplies) Discard(_ context.Context, k ebox.Key) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.drafts, k)
	delete(r.records, k)
	return nil
}

func (r *fakeReplies) Attach(_ context.Context, d *ebox.ReplyDraft, path string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	name := filepath.Base(path)
	switch {
	case strings.HasSuffix(name, ".exe"):
		return &ebox.ReplyProblem{Is: ebox.ErrReplyFileType, File: name}
	case strings.HasPrefix(name, "gone"):
		return fs.ErrNotExist
	}
	d.Files = append(d.Files, ebox.ReplyFile{Name: name, MediaType: "application/pdf", Size: 120 << 10})
	return r.save(d)
}

func (r *fakeReplies) Detach(_ context.Context, d *ebox.ReplyDraft, i int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	d.Files = slices.Delete(d.Files, i, i+1)
	return r.save(d)
}

func (r *fakeReplies) Check(_ *ebox.Message, d *ebox.ReplyDraft) error {
	if _, ok := r.form.Choice(d.Choice); !ok && len(r.form.Choices) > 0 {
		return &ebox.ReplyProblem{Is: ebox.ErrReplyChoice}
	}
	if ebox.ReplyText(r.form, d) == "" {
		return &ebox.ReplyProblem{Is: ebox.ErrReplyEmpty}
	}
	return nil
}

func (r *fakeReplies) Send(_ context.Context, _ *ebox.Message, d *ebox.ReplyDraft, knowing bool) (ebox.ReplyRecord, error) {
	r.mu.Lock()
	r.sends++
	r.known = append(r.known, knowing)
	r.mu.Unlock()
	if r.hold != nil {
		<-r.hold
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	rec := ebox.ReplyRecord{Key: d.Key, State: r.state, Changed: today.Add(time.Minute), Begun: today, HTTP: r.http, Code: r.code, Tries: r.sends}
	if r.state == ebox.ReplySent && r.code == "" {
		rec.ReplyID = "4711"
	}
	if r.state != ebox.ReplyDrafted {
		r.records[d.Key] = rec
	}
	return rec, r.sendErr
}

// written has a draft with everything in it.
func written(r *fakeReplies) {
	r.records[answered] = ebox.ReplyRecord{Key: answered, State: ebox.ReplyDrafted, Changed: today}
	r.drafts[answered] = ebox.ReplyDraft{
		Key: answered, Lang: "fr", Choice: "o1", Answer: ebox.Untrusted("La date est exacte"), Changed: today,
		Comment: "Madame, Monsieur,\n\nJe confirme la date. Vous trouverez l'attestation de mon employeur en annexe.\n",
		Files:   []ebox.ReplyFile{{Name: "attestation.pdf", MediaType: "application/pdf", Size: 120 << 10}},
	}
}

// perhaps has a reply that was perhaps sent.
func perhaps(r *fakeReplies) {
	written(r)
	r.records[answered] = ebox.ReplyRecord{Key: answered, State: ebox.ReplyPerhaps, Begun: today, Changed: today, Tries: 1}
}

// copied is d with files of its own.
func copied(d *ebox.ReplyDraft) *ebox.ReplyDraft {
	c := *d
	c.Files = slices.Clone(d.Files)
	return &c
}
