package ebox

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a reply. The first two are the contract's; it says nothing on the others, which are this client's own, below
// what gateways usually let pass.
const (
	MaxReplyFiles   = 6        // files
	MaxReplyName    = 255      // characters of a file name
	MaxReplyComment = 10_000   // characters
	MaxReplyFile    = 20 << 20 // bytes of a file
	MaxReplyTotal   = 40 << 20 // bytes of all files together

	maxDataValue = 256 // characters of a value of business data (contract)
)

// replyTypes are the media types that a publication may carry (registry contract, DocumentType), by extension.
var replyTypes = map[string]string{
	".pdf": "application/pdf", ".zip": "application/zip", ".csv": "text/csv", ".html": "text/html", ".htm": "text/html",
	".txt": "text/plain", ".text": "text/plain", ".xml": "text/xml",
	".odt": "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
	".odp": "application/vnd.oasis.opendocument.presentation", ".odg": "application/vnd.oasis.opendocument.graphics",
	".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint", ".doc": "application/msword",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// ReplyTypes are the endings of file names that can be sent, in order.
func ReplyTypes() []string {
	list := make([]string, 0, len(replyTypes))
	for ext := range replyTypes {
		list = append(list, ext)
	}
	slices.Sort(list)
	return list
}

// NewReplyFile judges a file by its name, its size in bytes and its first bytes (1 KiB is enough), and gives what will be
// sent of it but for hash and copy. The error is a *ReplyProblem.
func NewReplyFile(name string, size int64, head []byte) (ReplyFile, error) {
	name = filepath.Base(name)
	kind := replyTypes[strings.ToLower(filepath.Ext(name))]
	f := ReplyFile{Name: SafeName(Untrusted(name), kind), MediaType: kind, Size: size}
	switch {
	case utf8.RuneCountInString(name) > MaxReplyName:
		return f, &ReplyProblem{Is: ErrReplyFileName, File: f.Name, Most: MaxReplyName}
	case kind == "" || size > 0 && !looksLike(kind, head):
		return f, &ReplyProblem{Is: ErrReplyFileType, File: f.Name}
	}
	return f, checkReplySize(f)
}

func checkReplySize(f ReplyFile) error {
	switch {
	case f.Size <= 0:
		return &ReplyProblem{Is: ErrReplyFileEmpty, File: f.Name}
	case f.Size > MaxReplyFile:
		return &ReplyProblem{Is: ErrReplyFileLarge, File: f.Name, Most: MaxReplyFile}
	}
	return nil
}

// looksLike tells whether a file may be what its name says: a picture that is called .pdf is none.
func looksLike(kind string, head []byte) bool {
	switch {
	case kind == "application/pdf":
		return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-"))
	case kind == "application/zip", strings.HasPrefix(kind, "application/vnd.o"): // OpenDocument and Office Open XML are archives
		return bytes.HasPrefix(head, []byte("PK"))
	case strings.HasPrefix(kind, "text/"): // of any encoding but one that nobody uses in files without a mark
		return !bytes.Contains(head, []byte{0}) || bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF})
	}
	return true
}

// AddReplyFile adds a file to those of a reply. Two that have the same name get different ones, but for one that is there
// already: ErrReplyFileTwice. The error is a *ReplyProblem.
func AddReplyFile(files []ReplyFile, f ReplyFile) ([]ReplyFile, error) {
	taken := func(name string) bool {
		return slices.ContainsFunc(files, func(o ReplyFile) bool { return strings.EqualFold(o.Name, name) })
	}
	if slices.ContainsFunc(files, func(o ReplyFile) bool { return o.SHA256 == f.SHA256 && strings.EqualFold(o.Name, f.Name) }) {
		return files, &ReplyProblem{Is: ErrReplyFileTwice, File: f.Name}
	}
	name := f.Name
	for n := 2; taken(f.Name) && n <= MaxReplyFiles; n++ {
		f.Name = numbered(name, n)
	}
	more := append(slices.Clone(files), f)
	if err := CheckReplyFiles(more); err != nil {
		return files, err
	}
	return more, nil
}

// CheckReplyFiles judges the files of a reply together. The error is a *ReplyProblem.
func CheckReplyFiles(files []ReplyFile) error {
	if len(files) > MaxReplyFiles {
		return &ReplyProblem{Is: ErrReplyFiles, Most: MaxReplyFiles}
	}
	var total int64
	for i, f := range files {
		if err := checkReplySize(f); err != nil {
			return err
		}
		ext := strings.ToLower(filepath.Ext(f.Name))
		if replyTypes[ext] == "" || replyTypes[ext] != f.MediaType || f.Name != SafeName(Untrusted(f.Name), f.MediaType) {
			return &ReplyProblem{Is: ErrReplyFileType, File: f.Name}
		}
		if total += f.Size; total > MaxReplyTotal {
			return &ReplyProblem{Is: ErrReplyFileLarge, Most: MaxReplyTotal} // no file is named: it is about all of them
		}
		if slices.ContainsFunc(files[:i], func(o ReplyFile) bool { return strings.EqualFold(o.Name, f.Name) }) {
			return &ReplyProblem{Is: ErrReplyFileTwice, File: f.Name}
		}
	}
	return nil
}

// CheckReply judges what is wrong with a reply to m before anything is sent; nil: it can be sent. The error is a
// *ReplyProblem.
func CheckReply(c ReplyChoices, m *Message, d *ReplyDraft) error {
	if !m.ReplyAuthorized || !companyPattern.MatchString(m.SenderOrganizationID) {
		return &ReplyProblem{Is: ErrReplyNotAllowed}
	}
	if !slices.Contains([]string{"nl", "fr", "de"}, d.Lang) {
		return &ReplyProblem{Is: ErrReplyLanguage}
	}
	form := c.Form(m)
	choice, chosen := form.Choice(d.Choice)
	own := ownWords(d.Comment)
	switch {
	case chosen != (len(form.Choices) > 0), !chosen && d.Choice != "", chosen && choice.Label.In(d.Lang).IsZero():
		return &ReplyProblem{Is: ErrReplyChoice}
	case !form.Comment && (own != "" || len(d.Files) > 0):
		return &ReplyProblem{Is: ErrReplyComment}
	case !chosen && strings.TrimSpace(own) == "":
		return &ReplyProblem{Is: ErrReplyEmpty}
	case utf8.RuneCountInString(own) > MaxReplyComment:
		return &ReplyProblem{Is: ErrReplyTooLong, Most: MaxReplyComment}
	}
	return CheckReplyFiles(d.Files)
}

// companyPattern is a CBE number (registry contract, Company).
var companyPattern = regexp.MustCompile(`^[01][0-9]{9}$`)

// ownWords is a comment as it is sent: what cannot be seen in the review is not sent either.
func ownWords(comment string) string { return strings.TrimRight(Untrusted(comment).Block(), " \n") }

// checkOutgoing judges what only sending needs.
func checkOutgoing(r *Reply) error {
	if r.Company != "" && !companyPattern.MatchString(r.Company) {
		return fmt.Errorf("replying for a company: %w: not a company number", ErrReplyNotAllowed)
	}
	if len(r.Draft.Files) > 0 && r.Open == nil {
		return &ReplyProblem{Is: ErrReplyFileLost, File: r.Draft.Files[0].Name}
	}
	return nil
}
