package present

import (
	"math"
	"strings"

	"myebox/ebox"
)

// FileInfo is an attachment in words.
type FileInfo struct {
	Number int      // from 1, in the order of the message
	Title  string   // the sender's title, else the file name
	Name   string   // the file name, safe to print; not a path to write to
	Type   string   // kind of document in words
	Size   string   // approximate
	Marks  []string // main document, signed
	Main   bool     // fetching it marks the message as read
	View   bool     // Document can show it as text
}

// File is the attachment with that index in m.Attachments, in words.
func (v Voice) File(m *ebox.Message, index int) FileInfo {
	t, a := v.Texts, &m.Attachments[index]
	f := FileInfo{
		Number: index + 1,
		Title:  v.in(a.Title).String(),
		Name:   a.FileName.String(),
		Type:   v.MediaType(a.MediaType),
		Main:   m.Marks(a),
		View:   CanView(a.MediaType),
	}
	if f.Title == "" {
		f.Title = f.Name
	}
	if kb := a.SizeKB; kb > 0 && kb < 1<<40 {
		f.Size = sprintf(t.Words.About, t.Size(int64(math.Ceil(kb*1024))))
	}
	if f.Main {
		f.Marks = append(f.Marks, t.Attachments.Main)
	}
	if a.Signed {
		f.Marks = append(f.Marks, t.Attachments.Signed)
	}
	return f
}

// String is the attachment on one line: title, marks, type, size, and the file name where it is not the title.
func (f FileInfo) String() string {
	parts := append([]string{f.Title}, f.Marks...)
	parts = append(parts, f.Type)
	if f.Size != "" {
		parts = append(parts, f.Size)
	}
	if f.Name != f.Title && f.Name != "" {
		parts = append(parts, f.Name)
	}
	return strings.Join(parts, ", ")
}

func (v Voice) documents(m *ebox.Message) Section {
	s := Section{Kind: Documents, Title: v.Texts.Attachments.Title}
	for i := range m.Attachments {
		f := v.File(m, i)
		s.Items = append(s.Items, Item{Text: v.Texts.Number(int64(f.Number)) + ". " + f.String(), File: &f, Att: &m.Attachments[i]})
	}
	if len(m.Attachments) == 0 {
		s.Items = []Item{{Text: v.Texts.Attachments.None}}
	}
	return s
}

// MediaType is a kind of document in words: the 15 that the registry specification has; all others are "other file".
func (v Voice) MediaType(mediaType string) string {
	w := v.Texts.Attachments
	switch baseType(mediaType) {
	case "application/pdf":
		return w.PDF
	case "application/zip":
		return w.ZIP
	case "text/csv":
		return w.CSV
	case "text/html":
		return w.HTML
	case "text/plain":
		return w.Plain
	case "text/xml":
		return w.XML
	case "application/vnd.oasis.opendocument.text":
		return w.ODT
	case "application/vnd.oasis.opendocument.spreadsheet":
		return w.ODS
	case "application/vnd.oasis.opendocument.presentation":
		return w.ODP
	case "application/vnd.oasis.opendocument.graphics":
		return w.ODG
	case "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
		return w.Excel
	case "application/vnd.ms-powerpoint":
		return w.PowerPoint
	case "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return w.Word
	}
	return w.Other
}

// baseType is a media type in lower case without its parameters.
func baseType(mediaType string) string {
	base, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(base))
}

// CanView tells whether Document shows documents of this type as text.
func CanView(mediaType string) bool {
	switch baseType(mediaType) {
	case "text/plain", "text/csv", "text/xml", "text/html", "application/pdf":
		return true
	}
	return false
}
