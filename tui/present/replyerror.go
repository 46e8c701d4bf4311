package present

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// ReplyTrouble is an error of writing or sending a reply in words: what happened, what it means, and where one can reply
// instead. Other errors are said as everywhere.
func (v Voice) ReplyTrouble(err error) Failure {
	if err == nil || errors.Is(err, context.Canceled) {
		return Failure{}
	}
	e := v.Texts.Reply.Errors
	var status *ebox.StatusError
	if errors.As(err, &status) && status.HTTP >= 400 && status.HTTP < 500 || errors.Is(err, ebox.ErrNotOffered) {
		return v.refusedSend(err, status)
	}
	a, ok := replyAdvice(e, err)
	if !ok {
		return v.Error(err)
	}
	f := advice(a)
	if e := strings.TrimSpace(err.Error()); errors.Is(err, ebox.ErrReplyJournal) || errors.Is(err, ebox.ErrReplyUnrecorded) {
		for l := range strings.SplitSeq(e, "\n") {
			f.Details = append(f.Details, ebox.Sanitize(l))
		}
	}
	var p *ebox.ReplyProblem
	if errors.As(err, &p) {
		if p.File != "" {
			f.What = v.Texts.Label(ebox.Sanitize(p.File), f.What)
		}
		switch {
		case p.Most <= 0:
		case p.Is == ebox.ErrReplyTooLong, p.Is == ebox.ErrReplyFileName:
			f.Means += " " + sprintf(e.MostChars, v.Texts.Number(p.Most)) + "."
		case p.Is == ebox.ErrReplyFileLarge:
			f.Means += " " + sprintf(e.Most, v.Texts.Size(p.Most)) + "."
		}
	}
	return f
}

// ReplyNotSent is an error of a sending of which nothing left this computer.
func (v Voice) ReplyNotSent(err error) Failure {
	f := v.ReplyTrouble(err)
	if errors.Is(err, ebox.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
		not := advice(v.Texts.Reply.Errors.NotSent)
		not.Details = f.Details
		return not
	}
	return f
}

// NoCompany is said of a company's box whose number nobody knows: no reply can be sent from it.
func (v Voice) NoCompany() Failure { return advice(v.Texts.Reply.Errors.Company) }

// refusedSend is a refusal with the server's own words in the details.
func (v Voice) refusedSend(err error, status *ebox.StatusError) Failure {
	if errors.Is(err, ebox.ErrUnauthorized) || errors.Is(err, ebox.ErrThrottled) {
		return v.Error(err)
	}
	if status == nil {
		return advice(v.Texts.Reply.Errors.NotOffered)
	}
	f := advice(v.refusal(status.HTTP, status.Code.String()))
	f.Details = v.statusDetails(status)
	return f
}

// refusal finds the words for a status and a code.
func (v Voice) refusal(status int, code string) lang.Advice {
	e := v.Texts.Reply.Errors
	switch {
	case status == http.StatusNotImplemented, strings.EqualFold(code, "NOT_IMPLEMENTED"):
		return e.NotOffered
	case status == http.StatusForbidden:
		return e.Forbidden
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed:
		return e.NotFound
	case status == http.StatusRequestEntityTooLarge:
		return e.TooLarge
	case strings.EqualFold(code, "INVALID_SENDER"):
		return e.Sender
	case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity:
		return e.Invalid
	}
	return e.Refused
}

// replyAdvice are the words for what this client itself finds wrong.
func replyAdvice(e lang.ReplyErrors, err error) (lang.Advice, bool) {
	for _, c := range []struct {
		is     error
		advice lang.Advice
	}{
		{ebox.ErrReplyNotAllowed, e.NotAllowed},
		{ebox.ErrReplied, e.Replied},
		{ebox.ErrReplyPerhaps, e.Perhaps},
		{ebox.ErrReplyBusy, e.Busy},
		{ebox.ErrReplyChoice, e.Choice},
		{ebox.ErrReplyComment, e.Comment},
		{ebox.ErrReplyEmpty, e.Empty},
		{ebox.ErrReplyTooLong, e.TooLong},
		{ebox.ErrReplyChanged, e.Changed},
		{ebox.ErrReplyFiles, e.Files},
		{ebox.ErrReplyFileType, e.FileType},
		{ebox.ErrReplyFileEmpty, e.FileEmpty},
		{ebox.ErrReplyFileLarge, e.FileLarge},
		{ebox.ErrReplyFileName, e.FileName},
		{ebox.ErrReplyFileTwice, e.FileTwice},
		{ebox.ErrReplyFileLost, e.FileLost},
		{ebox.ErrReplyNotFile, e.NotFile},
		{ebox.ErrReplyJournal, e.Journal},
		{ebox.ErrReplyDisk, e.Disk},
		{ebox.ErrReplyKey, e.Key},
		{ebox.ErrReplyDamaged, e.Damaged},
		{ebox.ErrReplyUnrecorded, e.Unrecorded},
		{fs.ErrNotExist, e.NoFile},
		{fs.ErrPermission, e.NoRead},
	} {
		if errors.Is(err, c.is) {
			return c.advice, true
		}
	}
	return lang.Advice{}, false
}
