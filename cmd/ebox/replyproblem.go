package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// errNoOperation is what the server has no operation for. It was explained, with the official ways.
var errNoOperation = errors.New("the server has no operation for this")

// replyCodes are the codes of what keeps a reply from being written or sent.
var replyCodes = []struct {
	is   error
	code string
}{
	{errReadFirst, "not_opened"},
	{ebox.ErrReplyNotAllowed, "reply_not_allowed"},
	{ebox.ErrReplied, "replied"},
	{ebox.ErrReplyPerhaps, "reply_perhaps"},
	{ebox.ErrReplyBusy, "reply_busy"},
	{ebox.ErrReplyChoice, "reply_choice"},
	{ebox.ErrReplyComment, "reply_comment"},
	{ebox.ErrReplyEmpty, "reply_empty"},
	{ebox.ErrReplyLanguage, "reply_language"},
	{ebox.ErrReplyTooLong, "reply_too_long"},
	{ebox.ErrReplyChanged, "reply_changed"},
	{ebox.ErrReplyFiles, "reply_files"},
	{ebox.ErrReplyFileType, "reply_file_type"},
	{ebox.ErrReplyFileEmpty, "reply_file_empty"},
	{ebox.ErrReplyFileLarge, "reply_file_large"},
	{ebox.ErrReplyFileName, "reply_file_name"},
	{ebox.ErrReplyFileTwice, "reply_file_twice"},
	{ebox.ErrReplyFileLost, "reply_file_lost"},
	{ebox.ErrReplyNotFile, "reply_not_file"},
	{ebox.ErrReplyJournal, "reply_journal"},
	{ebox.ErrReplyDisk, "reply_disk"},
	{ebox.ErrReplyUnrecorded, "reply_unrecorded"},
	{ebox.ErrReplyKey, "reply_key"},
	{errDraftKey, "reply_key"},
	{ebox.ErrReplyDamaged, "reply_damaged"},
}

// consentCodes are the codes of what the sandbox's operations for consent refuse.
var consentCodes = []struct {
	is   error
	code string
}{
	{ebox.ErrTermsChanged, "terms_changed"},
	{ebox.ErrWrongCode, "wrong_code"},
	{ebox.ErrCodeOver, "code_over"},
	{ebox.ErrBadEmail, "bad_email"},
	{ebox.ErrWrongState, "wrong_state"},
}

// stateError is a reply that cannot be written because of what is known of one, or what came of sending one.
type stateError struct {
	rec    ebox.ReplyRecord
	portal string // where one can reply instead
	ref    string // of the message, as it was typed
	sent   bool   // a request was made, or tried, by this command
	err    error
}

func (e *stateError) Error() string { return "replying: " + e.err.Error() }
func (e *stateError) Unwrap() error { return e.err }

// actError is an error of an act on consent, of which it may not be known whether it was done.
type actError struct {
	err error
	now string // how things stand, asked again because nobody knows; "" when that is not known either
}

func (e *actError) Error() string { return "changing the profile: " + e.err.Error() }
func (e *actError) Unwrap() error { return e.err }

// explainReply is explain for replies and consent; ok is false for an error of something else.
func (w *wiring) explainReply(v present.Voice, err error) (t trouble, ok bool) {
	var (
		confirm *confirmError
		state   *stateError
		file    *fileError
		act     *actError
		first   *readFirstError
		needs   *needsError
		letter  *letterError
	)
	words := &w.t.ReplyCommands
	switch {
	case errors.As(err, &confirm):
		t = trouble{"needs_confirmation", toFailure(words.NeedsConfirm)}
		if confirm.Wrong {
			t = trouble{"other_confirmation", toFailure(words.WrongConfirm)}
		}
		switch {
		case confirm.Act && confirm.Wrong:
			t.Failure = toFailure(words.WrongAct)
		case confirm.Act:
			t.Failure = toFailure(words.NeedsAct)
		}
		t.Details = []string{confirm.flag() + " " + quoted(confirm.Want)}
		return t, true
	case errors.As(err, &state):
		t = trouble{Failure: w.stateFailure(v, state)}
		if state.sent && state.rec.State == ebox.ReplyPerhaps {
			t.Code = "reply_perhaps"
		}
	case errors.As(err, &first):
		t.Failure = toFailure(words.NotOpened)
		t.Details = []string{"ebox read " + first.ref + " --open", "ebox download " + first.ref}
	case errors.Is(err, errDraftKey):
		t.Failure = toFailure(words.DraftsKey)
	case errors.Is(err, errNoReply):
		return trouble{"not_found", present.Failure{What: words.NothingKnown}}, true
	case errors.Is(err, errNoOperation):
		return trouble{"no_operation", present.Failure{What: words.NoOperation, Todo: words.NoOperationTodo}}, true
	case errors.As(err, &needs):
		return trouble{"needs_option", present.Failure{
			What: fmt.Sprintf(words.NeedsOption, needs.option), Details: []string{needs.option + " " + ebox.Sanitize(needs.want)},
		}}, true
	case errors.Is(err, errNoTerms):
		return trouble{"no_terms", present.Failure{What: w.t.Consent.Activation.NoText}}, true
	case errors.As(err, &letter):
		t.Failure = v.NoLetter(letter.err)
	case errors.As(err, &act):
		t.Failure = v.Act(act.err)
		if present.Unsure(act.err) {
			t.Code = "perhaps_done"
		}
		if act.now != "" {
			t.Details = append([]string{act.now}, t.Details...)
		}
	case errors.Is(err, ebox.ErrBadEmail):
		t.Failure = v.Act(err)
	case errors.As(err, &file), codeOf(err) != "":
		t.Failure = v.ReplyTrouble(err)
	default:
		return trouble{}, false
	}
	if t.Code == "" {
		t.Code = cmp.Or(codeOf(err), w.otherCode(err))
	}
	return t, true
}

// stateFailure says what is known of a reply, what that means and what to do.
func (w *wiring) stateFailure(v present.Voice, e *stateError) present.Failure {
	s, portal := &w.t.Reply.States, w.t.Label(w.t.Reply.States.Portal, e.portal)
	f := v.ReplyTrouble(e.err)
	switch {
	case e.rec.State == ebox.ReplyPerhaps:
		var why []string
		if e.sent {
			why = append([]string{f.What}, f.Details...)
		}
		f = present.Failure{
			What: fmt.Sprintf(s.PerhapsOn, w.t.DateTime(e.rec.Begun)), Means: s.PerhapsMeans + " " + s.PerhapsNever, Todo: s.PerhapsTodo,
			Details: append([]string{portal, "ebox reply " + e.ref + " --again"}, why...),
		}
	case e.rec.State == ebox.ReplySent && !errors.Is(e.err, ebox.ErrReplyUnrecorded):
		f.What = fmt.Sprintf(s.SentAt, w.t.DateTime(e.rec.Changed))
		if e.rec.Code != "" && e.rec.ReplyID == "" {
			f.What = fmt.Sprintf(s.SentBefore, w.t.DateTime(e.rec.Changed))
		}
	case e.rec.State == ebox.ReplyRefused && e.sent:
		f.Details = append([]string{portal}, f.Details...)
	case e.sent && codeOf(e.err) == "": // nothing left this computer
		why := f
		f = toFailure(w.t.Reply.Errors.NotSent)
		f.Details = append([]string{why.What}, why.Details...)
	}
	return f
}

// otherCode is the code of an error that also happens elsewhere.
func (w *wiring) otherCode(err error) string {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return "file"
	}
	for _, c := range mailCodes {
		if errors.Is(err, c.is) {
			return c.code
		}
	}
	return "failed"
}

// codeOf is the code of an error of replies or consent, or "".
func codeOf(err error) string {
	for _, c := range slices.Concat(replyCodes, consentCodes) {
		if errors.Is(err, c.is) {
			return c.code
		}
	}
	return ""
}

func toFailure(a lang.Advice) present.Failure {
	return present.Failure{What: a.What, Means: a.Means, Todo: a.Todo}
}
