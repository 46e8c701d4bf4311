// Package letter writes the letter by which a citizen withdraws consent by post, for those who have no other way: as
// plain text and as a PDF document of one page. It is pure: no I/O, no clock. Nothing of the person is in it or in its
// name; they fill it in by hand.
package letter

import (
	"strings"
	"unicode/utf8"

	"myebox/tui/lang"
)

// OfficialPage is where the operator says how to reach it. No postal address is printed: it is to be looked up there.
const OfficialPage = "https://mycitizenebox.belgium.be/myebox/"

// Letter is the letter in one language.
type Letter struct {
	code   string // of the language
	title  string
	file   string
	blocks []block
}

// kind is what a block is.
type kind int

const (
	paragraph kind = iota
	heading        // in bold
	field          // a label and an empty line to fill in
	line           // a line of its own, close to the one before
	signature      // a label and room for a signature
	room           // nothing but room on paper
)

// block is a part of the letter, from top to bottom.
type block struct {
	kind kind
	text string
}

// New is the letter in the language of t.
func New(t *lang.Texts) *Letter {
	w := &t.Letter
	return &Letter{
		code: t.Code, title: w.Title, file: w.File,
		blocks: []block{
			{heading, w.From},
			{field, w.Name},
			{field, w.Address},
			{field, ""},
			{field, w.Number},
			{field, w.Contact},
			{heading, w.To},
			{line, t.Terms.BOSA},
			{line, w.WhereTo},
			{line, OfficialPage},
			{field, ""},
			{field, ""},
			{room, ""},
			{field, w.PlaceDate},
			{heading, w.SubjectLine},
			{paragraph, w.Salutation},
			{paragraph, w.Request},
			{paragraph, w.Known},
			{paragraph, w.Term},
			{paragraph, w.Tell},
			{paragraph, w.Closing},
			{signature, w.Signature},
			{paragraph, w.Enclosed},
		},
	}
}

// Title is what the document is called.
func (l *Letter) Title() string { return l.title }

// FileName is the suggested name of a file with that ending (".pdf", ".txt"): the same for everybody.
func (l *Letter) FileName(ending string) string { return l.file + ending }

// Measures of the text, in characters.
const (
	textWidth  = 72
	labelWidth = 32
)

// Text is the letter as plain text, in lines of at most 72 characters.
func (l *Letter) Text() string {
	var b strings.Builder
	for i, x := range l.blocks {
		if x.kind == room {
			continue
		}
		if i > 0 && apart(l.blocks[i-1].kind, x.kind) {
			b.WriteByte('\n')
		}
		switch x.kind {
		case field, signature:
			gap := max(labelWidth-utf8.RuneCountInString(x.text), 1)
			b.WriteString(x.text + strings.Repeat(" ", gap) + strings.Repeat("_", textWidth-utf8.RuneCountInString(x.text)-gap) + "\n")
		default:
			for _, row := range wrap(x.text, textWidth) {
				b.WriteString(row + "\n")
			}
		}
	}
	return b.String()
}

// apart tells whether there is room between two blocks.
func apart(before, after kind) bool {
	switch {
	case before == heading && after == line:
		return false
	case before == line && after == line:
		return false
	}
	return true
}

// wrap breaks a text at its spaces; no-break spaces keep what they join. A word that is too long has its own line.
func wrap(text string, width int) []string {
	var rows []string
	row := ""
	for word := range strings.SplitSeq(text, " ") {
		if row != "" && utf8.RuneCountInString(row)+1+utf8.RuneCountInString(word) > width {
			rows = append(rows, row)
			row = ""
		}
		if row != "" {
			row += " "
		}
		row += word
	}
	return append(rows, row)
}
