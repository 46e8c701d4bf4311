package present

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"myebox/ebox"
)

// Bounds of what Document shows, whatever a document holds.
const (
	// MaxDocument is the size in bytes from which on a document is not looked into at all.
	MaxDocument = 32 << 20
	maxText     = 2 << 20 // bytes of text that are shown
	maxLines    = 40_000
	maxTab      = 8 // columns of a tab stop
)

// Document is a document as plain text.
type Document struct {
	Shown bool     // false: only the notes say something
	Cut   bool     // the bounds left something out; a note says so
	Notes []string // sentences about what is shown and what is not; they come before the lines
	Lines []string // safe for a terminal, not wrapped
	Links []string // web addresses, in full, in the order of the text
	Table *Table   // of a CSV document; Lines say the same row by row
}

// Document turns the bytes of a document into plain lines. It fetches nothing, runs nothing and is bounded in memory
// and time; what cannot be shown is said in a note. The type is the announced one: the bytes may be anything.
func (v Voice) Document(data []byte, mediaType string) Document {
	t := v.Texts.Viewer
	switch {
	case !CanView(mediaType):
		return Document{Notes: []string{sprintf(t.CannotShow, v.MediaType(mediaType))}}
	case len(data) > MaxDocument:
		return Document{Notes: []string{t.TooLarge}}
	case len(data) == 0:
		return Document{Notes: []string{t.Empty}}
	}
	var d Document
	switch baseType(mediaType) {
	case "text/csv":
		d = v.csv(decode(data, mediaType))
	case "text/xml":
		d = v.xml(decode(data, mediaType))
	case "text/html":
		d = v.html(decodeHTML(data, mediaType))
	case "application/pdf":
		d = v.pdf(data)
	default:
		d = v.plain(decode(data, mediaType))
	}
	switch {
	case d.Shown && len(d.Lines) == 0 && d.Cut:
		return Document{Notes: []string{t.TooLarge}}
	case d.Shown && len(d.Lines) == 0:
		return Document{Notes: []string{t.Empty}}
	case d.Cut:
		d.Notes = append(d.Notes, t.Cut)
	}
	return d
}

// plain is text as it is, without what a terminal could obey.
func (v Voice) plain(s string) Document {
	lines, cut := textLines(s)
	return Document{Shown: true, Cut: cut, Lines: lines, Links: Links(strings.Join(lines, "\n"))}
}

// broken is a document that does not hold what its type says, and can be shown as plain text all the same.
func (v Voice) broken(s, mediaType string) Document {
	d := v.plain(s)
	d.Notes = []string{sprintf(v.Texts.Viewer.Broken, v.MediaType(mediaType))}
	return d
}

// textLines makes safe lines of s: tabs become spaces up to the next stop, form feeds line breaks. cut tells that the
// bounds left something out.
func textLines(s string) (lines []string, cut bool) {
	if len(s) > maxText {
		s, cut = strings.ToValidUTF8(s[:maxText], ""), true
	}
	s = strings.ReplaceAll(s, "\f", "\n")
	safe := tidy(ebox.Untrusted(expandTabs(s)).Block())
	if safe == "" {
		return nil, cut
	}
	lines = strings.Split(safe, "\n")
	if len(lines) > maxLines {
		lines, cut = lines[:maxLines], true
	}
	return lines, cut
}

func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		col := 0
		for {
			head, rest, ok := strings.Cut(line, "\t")
			b.WriteString(head)
			if !ok {
				break
			}
			col += ansi.StringWidth(head)
			n := maxTab - col%maxTab
			b.WriteString(strings.Repeat(" ", n))
			col, line = col+n, rest
		}
	}
	return b.String()
}
