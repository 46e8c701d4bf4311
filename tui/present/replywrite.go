package present

import (
	"slices"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// ReplyLang is the language in which a reply is written: that of the screens if the eBox knows it, else one that the
// message has.
func (v Voice) ReplyLang(m *ebox.Message) string {
	known := []string{"nl", "fr", "de"}
	for _, l := range []string{v.Texts.Code, v.Content} {
		if slices.Contains(known, l) {
			return l
		}
	}
	for _, l := range []string{"fr", "nl", "de"} {
		if m.Subject.Has(l) {
			return l
		}
	}
	return "fr"
}

// NewReplyDraft is an empty draft of a reply to m.
func (v Voice) NewReplyDraft(m *ebox.Message) *ebox.ReplyDraft {
	return &ebox.ReplyDraft{
		Key: m.Key, Subject: ebox.Untrusted(v.Subject(m)), Sender: ebox.Untrusted(v.SenderLong(m)), Lang: v.ReplyLang(m),
	}
}

// ChooseReply has d give the fixed answer of that ID.
func ChooseReply(f ebox.ReplyForm, d *ebox.ReplyDraft, id string) {
	if c, ok := f.Choice(id); ok {
		d.Choice, d.Answer = id, ebox.Untrusted(c.Label.In(d.Lang).String())
	}
}

// replyWordsLabel names the text of one's own.
func (v Voice) replyWordsLabel(f ebox.ReplyForm) string {
	if len(f.Choices) == 0 {
		return v.Texts.Reply.Words
	}
	return v.Texts.Reply.Comment
}

// ReplyWordsLabel names what is typed at the step ReplyAdd.
func (v Voice) ReplyWordsLabel(f ebox.ReplyForm) string { return v.replyWordsLabel(f) }

func (v Voice) addPage(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	if c, ok := r.Form.Choice(r.Draft.Choice); ok {
		p.Sections = append(p.Sections, Section{Items: []Item{{Label: lang.Capital(v.Texts.Terms.YourReply), Text: v.replyLabel(r, c)}}})
		p.plain(t.AddBoth)
	} else {
		p.plain(t.AddWords)
	}
	own := ebox.Untrusted(r.Draft.Comment).Block()
	if strings.TrimSpace(own) == "" {
		own = "(" + t.Nothing + ")"
	}
	p.Sections = append(p.Sections,
		Section{Title: v.replyWordsLabel(r.Form), Items: []Item{{Text: own}}},
		Section{Title: t.Files, Items: v.replyFiles(r.Draft.Files, "("+t.Nothing+")")})
	p.plain(t.Types + " " + t.Copied)
	p.Options = []ReplyOption{{Act: ReplyActWrite, Text: lang.Capital(t.Write)}}
	if len(r.Draft.Files) < ebox.MaxReplyFiles {
		p.Options = append(p.Options, ReplyOption{Act: ReplyActAttach, Text: lang.Capital(t.AddFile)})
	}
	for i, f := range r.Draft.Files {
		p.Options = append(p.Options, ReplyOption{
			Act: ReplyActDetach, File: i, Text: v.Texts.Label(lang.Capital(t.RemoveFile), ebox.Sanitize(f.Name)),
		})
	}
	p.Options = append(p.Options, v.replyContinue()...)
}

// replyFiles are the files of a reply, one line each; none says so when there are none.
func (v Voice) replyFiles(files []ebox.ReplyFile, none string) []Item {
	if len(files) == 0 {
		return []Item{{Text: none}}
	}
	out := make([]Item, len(files))
	for i, f := range files {
		out[i] = Item{Text: v.ReplyFile(i, f)}
	}
	return out
}

// ReplyFile is a file of a reply on one line: number, name, type in words, size.
func (v Voice) ReplyFile(i int, f ebox.ReplyFile) string {
	return v.Texts.Number(int64(i+1)) + ". " +
		strings.Join([]string{ebox.Sanitize(f.Name), v.MediaType(f.MediaType), v.Texts.Size(f.Size)}, ", ")
}

// reviewPage is everything as it will be sent.
func (v Voice) reviewPage(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	p.Sections = p.Sections[:0] // the message is named with the rest
	p.add("", Notice, t.ReviewIntro)
	p.Sections = append(p.Sections, v.replySent(r)...)
	if c, ok := r.Form.Choice(r.Draft.Choice); ok {
		p.Sections = append(p.Sections, v.replyMeaning(r, c))
	} else {
		p.add(lang.Capital(v.Texts.Terms.Consequences), Plain, t.FreeMeaning)
	}
	p.plain(t.Once+" "+t.Legal, t.Until)
	p.Options = v.replyContinue()
}

// replySent is what goes to the provider, part by part.
func (v Voice) replySent(r Replying) []Section {
	t := v.Texts.Reply
	d, m := r.Draft, r.Message
	head := Section{Items: []Item{
		{Label: t.To, Text: v.SenderLong(m) + ", " + CompanyNumber(m.SenderOrganizationID)},
		{Label: t.Answers, Text: v.Subject(m)},
		{Label: v.Texts.Reader.Subject, Text: ebox.Sanitize(ebox.ReplySubject(m, d.Lang))},
		{Label: t.Language, Text: v.Texts.LanguageName(d.Lang)},
	}}
	out := []Section{head, {Title: t.Text, Items: []Item{{Text: ebox.Untrusted(ebox.ReplyText(r.Form, d)).Block()}}}}
	if r.Form.Comment {
		files := Section{Title: t.Files, Items: v.replyFiles(d.Files, v.Texts.Words.None)}
		if len(d.Files) > 0 {
			files.Items = append(files.Items, Item{Text: t.Checksums})
		}
		out = append(out, files)
	}
	return out
}

// confirmPage is the last question. What must be typed is in Word.
func (v Voice) confirmPage(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	says := sprintf(t.ConfirmWords, v.SenderLong(r.Message))
	if c, ok := r.Form.Choice(r.Draft.Choice); ok {
		says = sprintf(t.ConfirmAnswer, v.replyLabel(r, c), v.SenderLong(r.Message))
	}
	p.add("", Notice, says)
	s := Section{}
	if own := len(r.Form.Choices) > 0 && strings.TrimSpace(r.Draft.Comment) != ""; own && r.Form.Comment {
		s.Items = append(s.Items, Item{Label: t.Comment, Text: Clip(ebox.Sanitize(r.Draft.Comment), confirmClip)})
	}
	if n := len(r.Draft.Files); n > 0 && r.Form.Comment {
		s.Items = append(s.Items, Item{Label: t.Files, Text: v.Texts.Number(int64(n))})
	}
	if len(s.Items) > 0 {
		p.Sections = append(p.Sections, s)
	}
	p.Word = t.Word
	if r.Record.State == ebox.ReplyPerhaps {
		p.Title = t.Again.Title
		p.Word = t.Again.Word
		p.add("", Warning, t.Again.Risk)
	}
	after := t.ConfirmOnce
	if r.Record.State == ebox.ReplyPerhaps {
		after = t.ConfirmAfter
	}
	p.plain(after)
	p.add("", Notice, sprintf(t.ConfirmType, strings.ToUpper(p.Word)))
}

// confirmClip is how much of a comment the last question repeats; all of it was re-read before.
const confirmClip = 120

// ReplyTyped tells whether what was typed is the word of a page; capitals and blanks around it do not matter.
func (p ReplyPage) ReplyTyped(typed string) bool {
	return p.Word != "" && strings.EqualFold(strings.TrimSpace(typed), p.Word)
}
