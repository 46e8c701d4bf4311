package ebox

import (
	"errors"
	"fmt"
)

// Why a reply cannot be written or sent; test with errors.Is. With each of them nothing left this computer.
var (
	ErrReplyNotAllowed = errors.New("the sender takes no reply to this message")
	ErrReplied         = errors.New("the message was answered already")
	ErrReplyPerhaps    = errors.New("the message was perhaps answered already")
	ErrReplyBusy       = errors.New("a reply to this message is being sent")
	ErrReplyChoice     = errors.New("none of the sender's answers is chosen") // or one that is not offered any more
	ErrReplyComment    = errors.New("the sender takes neither comment nor files")
	ErrReplyEmpty      = errors.New("the reply says nothing")
	ErrReplyLanguage   = errors.New("the language of the reply is not nl, fr or de")
	ErrReplyTooLong    = errors.New("the comment is too long")
	ErrReplyChanged    = errors.New("the draft was changed elsewhere") // what was reviewed is not what would be sent

	ErrReplyFiles     = errors.New("more than six files")
	ErrReplyFileType  = errors.New("file type is not one that can be sent")
	ErrReplyFileEmpty = errors.New("file is empty")
	ErrReplyFileLarge = errors.New("file is too large")
	ErrReplyFileName  = errors.New("file name is too long")
	ErrReplyFileTwice = errors.New("file is there already")
	ErrReplyFileLost  = errors.New("the copy of the file is gone or damaged")
	ErrReplyNotFile   = errors.New("not a regular file")

	ErrReplyJournal = errors.New("the record of the reply cannot be read") // so it may have been sent
	ErrReplyDisk    = errors.New("the reply cannot be kept on this computer")
	ErrReplyKey     = errors.New("the key of the draft is not there, or is another one")
	ErrReplyDamaged = errors.New("the draft is damaged")
)

// ErrReplyUnrecorded comes from a sending whose outcome is known, and told, but could not be written down: after the
// program has ended, the reply counts as perhaps sent.
var ErrReplyUnrecorded = errors.New("the outcome of the reply could not be recorded")

// ReplyProblem is one of the reasons above with what it is about.
type ReplyProblem struct {
	Is   error  // one of the reasons
	File string // base name, cleaned; "": it is not about a file
	Most int64  // bytes or characters that are allowed; 0: that is not the question
}

// Error names the reason and nothing of what the reply says.
func (p *ReplyProblem) Error() string {
	if p.File != "" {
		return fmt.Sprintf("checking %q: %v", Sanitize(p.File), p.Is)
	}
	return fmt.Sprintf("checking the reply: %v", p.Is)
}

// Unwrap is the reason.
func (p *ReplyProblem) Unwrap() error { return p.Is }
