package present

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"myebox/ebox"
)

// maxIndent is the depth from which on elements are no longer indented further.
const maxIndent = 16

// xml says a document element by element: "name: text" for one that holds text only, and its children indented below it
// for the others. Attributes stand in brackets behind the name. Entities that the document declares are not expanded.
func (v Voice) xml(s string) Document {
	w := xmlWriter{label: v.Texts.Label}
	cut := len(s) > maxText
	err := w.read(s[:min(len(s), maxText)])
	if len(w.lines) == 0 || err != nil && !cut && !w.full {
		return v.broken(s, "text/xml")
	}
	return Document{Shown: true, Cut: cut || w.full, Lines: w.lines, Links: Links(strings.Join(w.lines, "\n"))}
}

// xmlWriter makes lines of a stream of tokens; nothing in it recurses.
type xmlWriter struct {
	label func(label, value string) string
	lines []string
	open  string // an element whose first child has not come yet
	depth int
	text  strings.Builder
	full  bool
}

func (w *xmlWriter) read(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // it is UTF-8 by now
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			w.flush()
			w.open = xmlName(tok)
			w.depth++
		case xml.EndElement:
			w.flush()
			w.depth--
		case xml.CharData:
			w.text.Write(tok)
		}
		if len(w.lines) >= maxLines {
			w.full = true
			return nil
		}
	}
}

// flush writes what is known of the innermost element.
func (w *xmlWriter) flush() {
	text := ebox.Sanitize(w.text.String())
	w.text.Reset()
	switch {
	case w.open != "" && text != "":
		w.line(w.depth-1, w.label(w.open, text))
	case w.open != "":
		w.line(w.depth-1, w.open)
	case text != "":
		w.line(w.depth, text)
	}
	w.open = ""
}

func (w *xmlWriter) line(depth int, s string) {
	w.lines = append(w.lines, strings.Repeat("  ", min(max(depth, 0), maxIndent))+s)
}

// xmlName is an element's name without its name space, with its attributes.
func xmlName(e xml.StartElement) string {
	var attrs []string
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Local == "schemaLocation" {
			continue
		}
		attrs = append(attrs, ebox.Sanitize(a.Name.Local)+"="+ebox.Sanitize(a.Value))
	}
	name := ebox.Sanitize(e.Name.Local)
	if len(attrs) > 0 {
		name += " (" + strings.Join(attrs, ", ") + ")"
	}
	return name
}
