// Package pdftext takes the text out of PDF documents (ISO 32000-2), for reading: no pictures, no layout, no scripts, no
// links followed. It is pure and bounded: a document can spend so many steps and unpacked bytes and no more, nothing
// recurses without a limit, and what is broken is passed over. Documents of authorities are usually honest; the bytes of
// a mailbox are foreign all the same.
//
// Objects are found by looking for them, not by the cross-reference table, so a damaged or hostile table costs nothing.
// Encrypted documents are read when they open without a password.
package pdftext

import (
	"bytes"
	"errors"
	"strings"
)

// Bounds of one document.
const (
	maxSteps  = 6_000_000 // tokens, characters and table entries
	maxBytes  = 96 << 20  // unpacked bytes in all
	maxStream = 32 << 20  // unpacked bytes of one stream
	maxPages  = 1_000     // pages that are read
	maxText   = 2 << 20   // bytes of text
	maxDepth  = 40        // arrays and dictionaries in each other
)

// Conditions a caller can act on; test with errors.Is.
var (
	ErrNotPDF    = errors.New("not a PDF document")
	ErrProtected = errors.New("PDF document is protected with a password")
	ErrNoText    = errors.New("PDF document holds no readable text")
)

// Document is the text of a PDF document. It is as untrusted as the document.
type Document struct {
	Pages []string // of the pages that were read; a page without text is ""
	Total int      // pages of the document
	Cut   bool     // a bound was reached: there is more
}

// Read is the text of data. Whatever data holds, it ends, and what it costs is bounded.
func Read(data []byte) (*Document, error) {
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return nil, ErrNotPDF
	}
	f := newFile(data)
	if err := f.unlock(); err != nil {
		return nil, err
	}
	f.indexStreams()
	pages := f.pages()
	if len(pages) == 0 {
		return nil, ErrNotPDF
	}
	d := &Document{Total: len(pages)}
	size, shown, unknown := 0, 0, 0
	for _, p := range pages[:min(len(pages), maxPages)] {
		in := f.run(p)
		text := clean(layOut(in.frags))
		shown, unknown, size = shown+in.shown, unknown+in.unknown, size+len(text)
		if size > maxText {
			d.Cut = true
			break
		}
		d.Pages = append(d.Pages, text)
	}
	d.Cut = d.Cut || f.spent() || len(pages) > len(d.Pages)
	if size == 0 || unknown > shown {
		return d, ErrNoText
	}
	return d, nil
}

// clean takes apart the ligatures that fonts use as characters, and maps the bullets of symbol fonts.
func clean(s string) string { return cleaner.Replace(s) }

var cleaner = strings.NewReplacer(
	"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	"\uf0b7", "•", "\uf0a7", "▪", "\uf02d", "-", "\u00ad\n", "-\n",
)
