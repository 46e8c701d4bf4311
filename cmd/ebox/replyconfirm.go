package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// markLen is the hex digits of the mark that stands for text and files in a confirmation.
const markLen = 12

// confirmation spells out what is confirmed: which message, which answer, and a mark of the text and the files if there
// are any, so that it fits this reply and no other. The language is the person's.
func confirmation(t *lang.Texts, form ebox.ReplyForm, d *ebox.ReplyDraft, again bool) string {
	said := t.ReplyCommands.FreeText
	if c, ok := form.Choice(d.Choice); ok {
		said = c.Label.In(d.Lang).String()
	}
	text := shortRef(d.Key) + ": " + said
	if strings.TrimSpace(d.Comment) != "" || len(d.Files) > 0 {
		text += " " + replyMark(d)
	}
	if again {
		text = t.ReplyCommands.Again + " " + text
	}
	return text
}

// replyMark is a hash of all that is sent beside the chosen answer.
func replyMark(d *ebox.ReplyDraft) string {
	h := sha256.New()
	part := func(s string) { fmt.Fprintf(h, "%d:%s", len(s), s) } // lengths, so that no two replies look the same
	part(d.Lang)
	part(strings.TrimRight(d.Comment, " \t\r\n"))
	for _, f := range d.Files {
		part(f.Name)
		part(string(f.SHA256[:]))
	}
	return hexOf(h)
}

func hexOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil))[:markLen] }

// confirmError is a reply that was not confirmed, or something else was.
type confirmError struct {
	Want   string // what the option has to be
	Wrong  bool   // it was something else
	Second bool   // --confirm-again
	Act    bool   // it is not a reply
}

// flag is the option.
func (e *confirmError) flag() string {
	if e.Second {
		return "--confirm-again"
	}
	return "--confirm"
}

func (e *confirmError) Error() string { return "not confirmed" }

// spelled compares a confirmation with what was typed. White space may differ, nothing else.
func spelled(want, typed string) error {
	if same := strings.Join(strings.Fields(typed), " "); same != strings.Join(strings.Fields(want), " ") {
		return &confirmError{Want: want, Wrong: same != ""}
	}
	return nil
}

// confirmed tells whether --confirm spells out this very reply.
func (r *replying) confirmed(o *replyOptions) error {
	return spelled(confirmation(r.v.Texts, r.form, r.draft, r.again()), o.confirm)
}
