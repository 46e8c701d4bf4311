package present

import (
	"maps"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Replies is what is known of replies, by message: looked up for every row, so without any I/O.
type Replies map[ebox.Key]ebox.ReplyRecord

// NewReplies is a look-up of records.
func NewReplies(records []ebox.ReplyRecord) Replies {
	out := make(Replies, len(records))
	for _, r := range records {
		out[r.Key] = r
	}
	return out
}

// Merged is r with newer records. Where some could not be read it keeps what was known of them.
func (r Replies) Merged(newer []ebox.ReplyRecord) Replies {
	out := make(Replies, len(r)+len(newer))
	maps.Copy(out, r)
	maps.Copy(out, NewReplies(newer))
	return out
}

// ReplyWord is a state in few words; "" when nothing is known. What was sent is said with its date.
func (v Voice) ReplyWord(r ebox.ReplyRecord) string {
	s := v.Texts.Reply.States
	switch r.State {
	case ebox.ReplyDrafted:
		return s.Draft
	case ebox.ReplySending:
		return s.Sending
	case ebox.ReplySent:
		return sprintf(s.Sent, v.Texts.Date(r.Changed))
	case ebox.ReplyRefused:
		return s.Refused
	case ebox.ReplyPerhaps:
		return s.Perhaps
	}
	return ""
}

// replyMark is the letter in the column of marks; a blank when no reply is possible and none is known.
func (v Voice) replyMark(m *ebox.Message) string {
	k := v.Texts.Reply.Marks
	switch v.Replies[m.Key].State {
	case ebox.ReplyDrafted:
		return k.Draft
	case ebox.ReplySent:
		return k.Sent
	case ebox.ReplyRefused:
		return k.Refused
	case ebox.ReplyPerhaps, ebox.ReplySending:
		return k.Perhaps
	}
	if m.ReplyAuthorized {
		return v.Texts.Row.MarkReply
	}
	return ""
}

// replyState is the state of a reply to m in few words; "" when none is possible and none is known.
func (v Voice) replyState(m *ebox.Message) string {
	if s := v.ReplyWord(v.Replies[m.Key]); s != "" {
		return s
	}
	if m.ReplyAuthorized {
		return v.Texts.Row.Reply
	}
	return ""
}

// replySentence is the same as a sentence, for the message itself.
func (v Voice) replySentence(m *ebox.Message) Item {
	if i := v.ReplySentence(v.Replies[m.Key]); i.Text != "" {
		return i
	}
	if m.ReplyAuthorized {
		return Item{Text: v.Texts.Reader.ReplyPossible}
	}
	return Item{}
}

// ReplySentence is a state in one sentence, with date and time; empty when nothing is known.
func (v Voice) ReplySentence(r ebox.ReplyRecord) Item {
	t := v.Texts.Reply.States
	at := v.Texts.DateTime(r.Changed)
	switch r.State {
	case ebox.ReplyDrafted:
		return Item{Text: sprintf(t.DraftSince, at), Level: Notice}
	case ebox.ReplySending:
		return Item{Text: sprintf(t.SendingSince, v.Texts.DateTime(r.Begun)), Level: Notice}
	case ebox.ReplySent:
		if conflict(r) {
			return Item{Text: sprintf(t.SentBefore, at)}
		}
		return Item{Text: sprintf(t.SentAt, at)}
	case ebox.ReplyRefused:
		return Item{Text: sprintf(t.RefusedOn, at), Level: Notice}
	case ebox.ReplyPerhaps:
		return Item{Text: v.perhapsOn(r), Level: Warning}
	}
	return Item{}
}

// CanReply tells whether "Reply to this message" is offered: the sender allows it, and there is no record of a reply that
// was sent.
func (v Voice) CanReply(m *ebox.Message) bool {
	return m.ReplyAuthorized && v.Replies[m.Key].State != ebox.ReplySent
}

// ReplyLegend are the letters of replies and what they mean, in the order of their states.
func (v Voice) ReplyLegend() []string {
	k, s := v.Texts.Reply.Marks, v.Texts.Reply.States
	return []string{
		v.Texts.Row.MarkReply + " " + v.Texts.Row.LegendReply, k.Draft + " " + s.Draft, k.Sent + " " + s.SentShort,
		k.Perhaps + " " + s.Perhaps, k.Refused + " " + s.Refused,
	}
}

// ReplyLine is one reply in the list of all: its state, the sender, the subject. d may be nil.
func (v Voice) ReplyLine(r ebox.ReplyRecord, d *ebox.ReplyDraft) string {
	parts := []string{lang.Capital(v.ReplyWord(r))}
	if d == nil {
		return strings.Join(append(parts, sprintf(v.Texts.Reply.Journal.Unnamed, ebox.Sanitize(r.Key.String()))), ". ")
	}
	for _, s := range []string{d.Sender.String(), d.Subject.String()} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ". ")
}

// ReplyCopy is a reply in the list of all: its state and, where there is a copy, what was written. It needs no message.
func (v Voice) ReplyCopy(r Replying) ReplyPage {
	t := v.Texts.Reply
	p := v.ReplyState(r)
	p.Title, p.Options = t.Journal.Title, nil
	if r.Draft == nil {
		p.plain(t.Journal.CopyNone)
		return p
	}
	d := r.Draft
	head := Section{}
	for _, i := range []Item{
		{Label: t.To, Text: d.Sender.String()},
		{Label: t.Answers, Text: d.Subject.String()},
		{Label: t.Language, Text: v.Texts.LanguageName(d.Lang)},
		{Label: lang.Capital(v.Texts.Terms.YourReply), Text: d.Answer.String()},
	} {
		if i.Text != "" {
			head.Items = append(head.Items, i)
		}
	}
	title := t.Journal.CopySent
	switch r.Record.State {
	case ebox.ReplyDrafted, ebox.ReplyRefused:
		title = t.Journal.CopyDraft
	case ebox.ReplyPerhaps, ebox.ReplySending:
		title = t.Journal.CopyYours
	}
	head.Title = title
	p.Sections = append(p.Sections, head)
	if own := ebox.Untrusted(d.Comment).Block(); strings.TrimSpace(own) != "" {
		label := t.Comment
		if d.Choice == "" {
			label = t.Words
		}
		p.Sections = append(p.Sections, Section{Title: label, Items: []Item{{Text: own}}})
	}
	if len(d.Files) > 0 {
		p.Sections = append(p.Sections, Section{Title: t.Files, Items: v.replyFiles(d.Files, v.Texts.Words.None)})
	}
	return p
}
