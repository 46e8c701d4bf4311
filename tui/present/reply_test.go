package present

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
)

var replyTime = time.Date(2026, 3, 12, 10, 30, 0, 0, time.UTC)

// replyForm offers two answers, the second without a meaning.
func replyForm(comment bool) ebox.ReplyForm {
	return ebox.ReplyForm{Comment: comment, Choices: []ebox.ReplyChoice{
		{ID: "1", Label: ebox.Translated{FR: ebox.Untrusted("J'accepte")}, Meaning: ebox.Translated{FR: ebox.Untrusted("La décision devient\ndéfinitive.")}},
		{ID: "2", Label: ebox.Translated{FR: ebox.Untrusted("Je refuse")}},
	}}
}

func replyingTo(f ebox.ReplyForm) Replying {
	m := &ebox.Message{
		Key: ebox.Key{Provider: "p", ID: "m"}, Subject: ebox.Translated{FR: ebox.Untrusted("Décision\x1b[2J")},
		SenderOrganizationID: "0406798006", ReplyAuthorized: true, ReadStatus: true,
	}
	return Replying{
		Message: m, Form: f, Kept: true,
		Draft: &ebox.ReplyDraft{Key: m.Key, Lang: "fr", Choice: "1", Answer: ebox.Untrusted("J'accepte"), Changed: replyTime},
	}
}

// lines are all that a page says.
func (p ReplyPage) lines(v Voice) string {
	out := []string{p.Title, p.Step}
	for _, s := range p.Sections {
		out = append(out, s.Title)
		out = append(out, v.Lines(s, 0)...)
	}
	for _, o := range p.Options {
		out = append(out, o.Text)
	}
	return strings.Join(out, "\n")
}

func TestReplySteps(t *testing.T) {
	tests := []struct {
		name string
		form ebox.ReplyForm
		want []ReplyStep
	}{
		{"fixed", replyForm(false), []ReplyStep{ReplyAnswer, ReplyMeaning, ReplyReview, ReplyConfirm}},
		{"fixed with comment", replyForm(true), []ReplyStep{ReplyAnswer, ReplyMeaning, ReplyAdd, ReplyReview, ReplyConfirm}},
		{"free text", ebox.ReplyForm{Comment: true}, []ReplyStep{ReplyMeaning, ReplyAdd, ReplyReview, ReplyConfirm}},
	}
	for _, tt := range tests {
		if got := ReplySteps(tt.form); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		at := tt.want[0]
		for _, want := range tt.want[1:] {
			next := NextReplyStep(tt.form, at, 1)
			if next != want || NextReplyStep(tt.form, next, -1) != at {
				t.Errorf("%s: after %d comes %d, want %d", tt.name, at, next, want)
			}
			at = next
		}
		if NextReplyStep(tt.form, at, 1) != 0 || NextReplyStep(tt.form, tt.want[0], -1) != 0 {
			t.Errorf("%s: the steps have no ends", tt.name)
		}
	}
}

func TestResumeReplyStep(t *testing.T) {
	for _, tt := range []struct {
		name string
		form ebox.ReplyForm
		d    ebox.ReplyDraft
		want ReplyStep
	}{
		{"nothing", replyForm(true), ebox.ReplyDraft{}, ReplyAnswer},
		{"an answer that is gone", replyForm(true), ebox.ReplyDraft{Choice: "9", Comment: "x"}, ReplyAnswer},
		{"an answer", replyForm(true), ebox.ReplyDraft{Choice: "1"}, ReplyMeaning},
		{"with a comment", replyForm(true), ebox.ReplyDraft{Choice: "1", Comment: "x"}, ReplyAdd},
		{"a comment that is not allowed", replyForm(false), ebox.ReplyDraft{Choice: "1", Comment: "x"}, ReplyMeaning},
		{"free text", ebox.ReplyForm{Comment: true}, ebox.ReplyDraft{Comment: "x"}, ReplyAdd},
	} {
		if got := ResumeReplyStep(tt.form, &tt.d); got != tt.want {
			t.Errorf("%s: step %d, want %d", tt.name, got, tt.want)
		}
	}
}

// TestReplyPagesSay has what must be said at every step, in every language, and nothing that a terminal could obey.
func TestReplyPagesSay(t *testing.T) {
	for _, code := range lang.Codes() {
		v := Voice{Texts: lang.For(code), Now: replyTime}
		w := v.Texts.Reply
		r := replyingTo(replyForm(true))
		r.Draft.Comment, r.Draft.Files = "Bien à vous\x1b[31m", []ebox.ReplyFile{{Name: "a.pdf", MediaType: "application/pdf", Size: 2048}}
		for _, tt := range []struct {
			step ReplyStep
			says []string
		}{
			{ReplyOpen, []string{w.OpenFirst, w.OpenHow, lang.Capital(w.OpenNow)}},
			{ReplyAnswer, []string{w.Choose, "J'accepte", "Je refuse", w.Once, w.Until, w.KeptSealed}},
			{ReplyMeaning, []string{w.SenderSays, "La décision devient\ndéfinitive.", w.Once, w.Legal, w.Until}},
			{ReplyAdd, []string{w.AddBoth, "Bien à vous", "a.pdf", w.Types, w.Copied}},
			{ReplyReview, []string{w.ReviewIntro, "0406.798.006", "Réponse : Décision", "J'accepte\n\nBien à vous", "a.pdf", w.Checksums, w.SenderSays, w.Legal}},
			{ReplyConfirm, []string{"J'accepte", w.ConfirmOnce, sprintf(w.ConfirmType, strings.ToUpper(w.Word)), "Bien à vous"}},
		} {
			p := v.ReplyPage(tt.step, r)
			text := p.lines(v)
			for _, want := range tt.says {
				if !strings.Contains(text, want) {
					t.Errorf("%s, step %d does not say %q:\n%s", code, tt.step, want, text)
				}
			}
			if strings.ContainsRune(text, 0x1b) {
				t.Errorf("%s, step %d: an escape sequence came through", code, tt.step)
			}
			if (p.Word != "") != (tt.step == ReplyConfirm) {
				t.Errorf("%s, step %d: word %q", code, tt.step, p.Word)
			}
		}
	}
}

func TestReplyMeaningWhereNoneIsGiven(t *testing.T) {
	v := Voice{Texts: lang.For("en"), Now: replyTime}
	r := replyingTo(replyForm(false))
	r.Draft.Choice = "2"
	text := v.ReplyPage(ReplyMeaning, r).lines(v)
	for _, want := range []string{v.Texts.Reply.NoMeaning, v.Texts.Reply.AddNothing} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
	r.Kept = false
	if text = v.ReplyPage(ReplyAnswer, r).lines(v); !strings.Contains(text, v.Texts.Reply.KeptMemory) {
		t.Errorf("memory only is not said:\n%s", text)
	}
}

// TestReplyTyped takes the word and nothing else, and another word for a second time.
func TestReplyTyped(t *testing.T) {
	words := map[string]bool{}
	for _, code := range lang.Codes() {
		v := Voice{Texts: lang.For(code), Now: replyTime}
		r := replyingTo(replyForm(false))
		once := v.ReplyPage(ReplyConfirm, r)
		r.Record = ebox.ReplyRecord{State: ebox.ReplyPerhaps, Begun: replyTime}
		again := v.ReplyPage(ReplyConfirm, r)
		if once.Word == again.Word || !strings.Contains(again.lines(v), v.Texts.Reply.Again.Risk) {
			t.Errorf("%s: sending again is confirmed like sending: %q", code, again.Word)
		}
		for typed, want := range map[string]bool{
			once.Word: true, strings.ToUpper(once.Word) + " ": true, "": false, "y": false, once.Word[1:]: false, again.Word: false,
		} {
			if got := once.ReplyTyped(typed); got != want {
				t.Errorf("%s: %q typed: %v", code, typed, got)
			}
		}
		words[once.Word], words[again.Word] = true, true
		for _, c := range once.Word + again.Word {
			if c < 'a' || c > 'z' {
				t.Errorf("%s: %q is not on every keyboard", code, c)
			}
		}
	}
	if (ReplyPage{}).ReplyTyped("") {
		t.Error("a page without a word takes an empty one")
	}
}

// TestReplyStates has every state say what it means and offer what can be done, and no more.
func TestReplyStates(t *testing.T) {
	v := Voice{Texts: lang.For("en"), Now: replyTime}
	for _, tt := range []struct {
		name string
		rec  ebox.ReplyRecord
		says []string
		acts []ReplyAct
	}{
		{"drafted", ebox.ReplyRecord{State: ebox.ReplyDrafted}, []string{"There is a draft", "encrypted"}, []ReplyAct{ReplyActGoOn, ReplyActRead, ReplyActDiscard, ReplyActLeave}},
		{"sending", ebox.ReplyRecord{State: ebox.ReplySending, Begun: replyTime}, []string{"on its way since 12 March 2026 at 11:30"}, []ReplyAct{ReplyActLeave}},
		{"sent", ebox.ReplyRecord{State: ebox.ReplySent, Changed: replyTime, ReplyID: "r\x1b[1m1"}, []string{"You replied on 12 March 2026 at 11:30.", "Number of the reply: r1"}, []ReplyAct{ReplyActLeave, ReplyActRead}},
		{"conflict", ebox.ReplyRecord{State: ebox.ReplySent, Changed: replyTime, HTTP: 409}, []string{"has been answered already"}, []ReplyAct{ReplyActLeave, ReplyActRead}},
		{
			"refused",
			ebox.ReplyRecord{State: ebox.ReplyRefused, Changed: replyTime, HTTP: 403, Code: "FORBIDDEN", Ref: "ref-1"},
			[]string{"refused the reply on 12 March 2026", "Of this attempt the sender has nothing.", portalCitizen},
			[]ReplyAct{ReplyActLeave, ReplyActPortal, ReplyActGoOn, ReplyActRead, ReplyActDiscard},
		},
		{
			"perhaps",
			ebox.ReplyRecord{State: ebox.ReplyPerhaps, Begun: replyTime},
			[]string{"perhaps sent", "never sends it again by itself", portalCitizen},
			[]ReplyAct{ReplyActLeave, ReplyActPortal, ReplyActRead, ReplyActAgain},
		},
	} {
		r := replyingTo(replyForm(false))
		r.Record = tt.rec
		p := v.ReplyState(r)
		text := p.lines(v)
		for _, want := range tt.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q:\n%s", tt.name, want, text)
			}
		}
		var acts []ReplyAct
		for _, o := range p.Options {
			acts = append(acts, o.Act)
		}
		if !slices.Equal(acts, tt.acts) {
			t.Errorf("%s offers %v, want %v", tt.name, acts, tt.acts)
		}
		if tt.rec.State == ebox.ReplyRefused && (len(p.Details) != 2 || !strings.Contains(p.Details[1], "403 FORBIDDEN")) {
			t.Errorf("details: %q", p.Details)
		}
	}
	r := replyingTo(replyForm(false))
	r.Draft, r.Enterprise, r.Record = nil, true, ebox.ReplyRecord{State: ebox.ReplyPerhaps}
	if p := v.ReplyState(r); p.Portal != portalEnterprise || len(p.Options) != 2 {
		t.Errorf("without a copy, for a company: %q, %v", p.Portal, p.Options)
	}
}

func TestReplyMarks(t *testing.T) {
	m := replyingTo(replyForm(false)).Message
	for state, want := range map[ebox.ReplyState]string{
		ebox.ReplyNone: "P", ebox.ReplyDrafted: "D", ebox.ReplySending: "?", ebox.ReplySent: "S", ebox.ReplyRefused: "X", ebox.ReplyPerhaps: "?",
	} {
		v := Voice{Texts: lang.For("en"), Now: replyTime, Replies: NewReplies([]ebox.ReplyRecord{{Key: m.Key, State: state, Changed: replyTime}})}
		row := v.Row(m)
		if len(row.Marks) != MarksWidth || !strings.HasSuffix(row.Marks, want) {
			t.Errorf("%d: marks %q, want %q at the end", state, row.Marks, want)
		}
		words := v.ReplyWord(v.Replies[m.Key])
		if state == ebox.ReplyNone {
			words = v.Texts.Row.Reply
		}
		if !slices.Contains(row.States, words) {
			t.Errorf("%d: %q does not say %q", state, row.States, words)
		}
		if v.CanReply(m) == (state == ebox.ReplySent) {
			t.Errorf("%d: can reply %v", state, v.CanReply(m))
		}
	}
	for _, code := range lang.Codes() {
		w := lang.For(code)
		seen := map[string]bool{}
		for _, l := range []string{
			w.Row.MarkUnread, w.Row.MarkRegistered, w.Row.MarkAction, w.Row.MarkReply,
			w.Reply.Marks.Draft, w.Reply.Marks.Sent, w.Reply.Marks.Perhaps, w.Reply.Marks.Refused,
		} {
			if seen[l] {
				t.Errorf("%s: %q means two things", code, l)
			}
			seen[l] = true
		}
	}
}

func TestReplyTrouble(t *testing.T) {
	v := Voice{Texts: lang.For("en")}
	status := func(code int, s string) error {
		return fmt.Errorf("sending: %w", &ebox.StatusError{Op: "postMessage", HTTP: code, Code: ebox.Untrusted(s), ID: ebox.Untrusted("ref")})
	}
	e := v.Texts.Reply.Errors
	for _, tt := range []struct {
		err  error
		what string
	}{
		{status(400, "INVALID_INPUT"), e.Invalid.What},
		{status(403, ""), e.Forbidden.What},
		{status(404, ""), e.NotFound.What},
		{status(400, "NOT_IMPLEMENTED"), e.NotOffered.What},
		{status(501, ""), e.NotOffered.What},
		{status(413, ""), e.TooLarge.What},
		{status(418, ""), e.Refused.What},
		{status(401, ""), v.Texts.Errors.Unauthorized.What},
		{status(429, ""), v.Texts.Errors.Throttled.What},
		{status(503, ""), v.Texts.Errors.Unavailable.What},
		{&ebox.ReplyProblem{Is: ebox.ErrReplyFileType, File: "x.exe"}, "x.exe: " + e.FileType.What},
		{&ebox.ReplyProblem{Is: ebox.ErrReplyEmpty}, e.Empty.What},
		{fs.ErrNotExist, e.NoFile.What},
		{fs.ErrPermission, e.NoRead.What},
		{errors.New("odd"), v.Texts.Errors.Unknown.What},
	} {
		f := v.ReplyTrouble(tt.err)
		if f.What != tt.what || f.Todo == "" {
			t.Errorf("%v: %q, want %q; %q", tt.err, f.What, tt.what, f.Todo)
		}
	}
	if f := v.ReplyTrouble(&ebox.ReplyProblem{Is: ebox.ErrReplyFileLarge, File: "a.pdf", Most: 20 << 20}); !strings.Contains(f.Means, "20\u00a0MB") {
		t.Errorf("the limit is not said: %q", f.Means)
	}
	if f := v.ReplyTrouble(nil); !f.IsZero() {
		t.Errorf("nothing is trouble: %+v", f)
	}
}

func TestReplyCopy(t *testing.T) {
	v := Voice{Texts: lang.For("en"), Now: replyTime}
	r := replyingTo(replyForm(true))
	r.Message = nil
	r.Draft.Subject, r.Draft.Sender, r.Draft.Comment = ebox.Untrusted("Décision"), ebox.Untrusted("SPF"), "Merci\nencore"
	r.Record = ebox.ReplyRecord{Key: r.Draft.Key, State: ebox.ReplySent, Changed: replyTime, ReplyID: "7"}
	text := v.ReplyCopy(r).lines(v)
	for _, want := range []string{"You replied on", "Copy of what was sent", "Recipient: SPF", "Replies to: Décision", "Your reply: J'accepte", "Merci\nencore"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if line := v.ReplyLine(r.Record, r.Draft); line != "You replied on 12 March 2026. SPF. Décision" {
		t.Errorf("line %q", line)
	}
	if line := v.ReplyLine(ebox.ReplyRecord{Key: ebox.Key{Provider: "p", ID: "x"}, State: ebox.ReplyPerhaps}, nil); line != "Reply perhaps sent. message p/x" {
		t.Errorf("line %q", line)
	}
}
