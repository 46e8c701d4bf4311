package main

import (
	"encoding/hex"
	"time"

	"myebox/ebox"
	"myebox/tui/present"
)

// replyJSON is the result of reply, and of replies show.
type replyJSON struct {
	head
	Ref       string          `json:"ref"`
	Short     string          `json:"short"`
	Sent      bool            `json:"sent"`     // by this very command
	Kept      bool            `json:"kept"`     // drafts are on the disk, encrypted; false: in memory only
	Possible  bool            `json:"possible"` // a reply can be written and sent now
	Record    replyRecordJSON `json:"record"`   // what is known of the reply
	Choices   []choiceJSON    `json:"choices"`  // the sender's fixed answers; none: free text
	Comment   bool            `json:"comment"`  // words of one's own and files may be added
	Draft     *replyDraftJSON `json:"draft,omitempty"`
	Confirm   string          `json:"confirm,omitempty"` // what --confirm has to be to send the draft as it is
	PortalURL string          `json:"portalUrl"`         // where one can reply instead
}

// replyRecordJSON is what this computer knows of one reply; it says nothing of what the reply says.
type replyRecordJSON struct {
	State     string    `json:"state"` // none, drafted, sending, sent, refused, perhaps
	Changed   time.Time `json:"changed,omitzero"`
	Begun     time.Time `json:"begun,omitzero"`      // of the request
	ReplyID   string    `json:"replyId,omitempty"`   // of the provider
	HTTP      int       `json:"http,omitempty"`      // status of a refusal
	Code      string    `json:"code,omitempty"`      // of a refusal, as the provider gave it
	Reference string    `json:"reference,omitempty"` // of a refusal, for the help desk
	Tries     int       `json:"tries"`               // requests that were begun
	Text      string    `json:"text"`                // the state in words
}

// choiceJSON is a fixed answer.
type choiceJSON struct {
	Number  int             `json:"number"` // for --choice
	ID      string          `json:"id"`
	Label   ebox.Translated `json:"label"`
	Meaning ebox.Translated `json:"meaning"`
}

// replyDraftJSON is what was written, or what was sent.
type replyDraftJSON struct {
	Choice   string          `json:"choice,omitempty"`
	Answer   string          `json:"answer,omitempty"` // label of the choice
	Comment  string          `json:"comment,omitempty"`
	Language string          `json:"language"`
	Changed  time.Time       `json:"changed,omitzero"`
	Files    []replyFileJSON `json:"files"`
}

// replyFileJSON is a file that goes with a reply.
type replyFileJSON struct {
	Name      string `json:"name"` // as it is sent
	MediaType string `json:"mediaType"`
	Size      int64  `json:"size"`   // bytes
	SHA256    string `json:"sha256"` // hexadecimal
}

// replyStates are the states as scripts see them.
var replyStates = map[ebox.ReplyState]string{
	ebox.ReplyNone: "none", ebox.ReplyDrafted: "drafted", ebox.ReplySending: "sending", ebox.ReplySent: "sent",
	ebox.ReplyRefused: "refused", ebox.ReplyPerhaps: "perhaps",
}

// json is the reply for a script; sent tells that this command sent it.
func (r *replying) json(sent bool) replyJSON {
	j := replyJSON{
		head: newHead(r.profile), Ref: r.m.Key.String(), Short: shortRef(r.m.Key), Sent: sent, Kept: r.box.Kept(),
		Possible: r.allowed(false) == nil, Record: newReplyRecordJSON(r.v, r.rec), Choices: []choiceJSON{}, Comment: r.form.Comment,
		Draft: newReplyDraftJSON(r.draft), PortalURL: present.ReplyPortal(r.profile.Box == boxEnterprise),
	}
	for i, c := range r.form.Choices {
		j.Choices = append(j.Choices, choiceJSON{i + 1, ebox.Sanitize(c.ID), c.Label, c.Meaning})
	}
	if r.draft != nil && r.allowed(true) == nil && r.box.Check(r.m, r.draft) == nil {
		j.Confirm = confirmation(r.v.Texts, r.form, r.draft, r.again())
	}
	return j
}

func newReplyRecordJSON(v present.Voice, r ebox.ReplyRecord) replyRecordJSON {
	return replyRecordJSON{
		State: replyStates[r.State], Changed: belgian(r.Changed), Begun: belgian(r.Begun), ReplyID: ebox.Sanitize(r.ReplyID),
		HTTP: r.HTTP, Code: ebox.Sanitize(r.Code), Reference: ebox.Sanitize(r.Ref), Tries: r.Tries, Text: v.ReplyWord(r),
	}
}

func newReplyDraftJSON(d *ebox.ReplyDraft) *replyDraftJSON {
	if d == nil {
		return nil
	}
	j := &replyDraftJSON{
		Choice: ebox.Sanitize(d.Choice), Answer: d.Answer.String(), Comment: ebox.Untrusted(d.Comment).Block(), Language: d.Lang,
		Changed: belgian(d.Changed), Files: []replyFileJSON{},
	}
	for _, f := range d.Files {
		j.Files = append(j.Files, newReplyFileJSON(f))
	}
	return j
}

func newReplyFileJSON(f ebox.ReplyFile) replyFileJSON {
	return replyFileJSON{Name: ebox.Sanitize(f.Name), MediaType: f.MediaType, Size: f.Size, SHA256: hex.EncodeToString(f.SHA256[:])}
}
