package present

import (
	"errors"
	"strings"

	"myebox/tui/present/pdftext"
)

// pdf is the text of a PDF document, page by page. Layout, pictures and signatures are not shown, and it says so.
func (v Voice) pdf(data []byte) Document {
	t := v.Texts.Viewer
	doc, err := pdftext.Read(data)
	switch {
	case errors.Is(err, pdftext.ErrProtected):
		return Document{Notes: []string{t.Protected}}
	case errors.Is(err, pdftext.ErrNoText) && doc != nil && doc.Cut:
		return Document{Notes: []string{t.TooLarge}}
	case errors.Is(err, pdftext.ErrNoText):
		return Document{Notes: []string{t.NoText}}
	case err != nil:
		return Document{Notes: []string{sprintf(t.Broken, v.MediaType("application/pdf"))}}
	}
	d := Document{Shown: true, Cut: doc.Cut, Notes: []string{t.TextOnly}}
	for i, page := range doc.Pages {
		lines, part := textLines(page)
		d.Cut = d.Cut || part
		if len(lines) == 0 {
			lines = []string{t.PageEmpty}
		}
		if doc.Total > 1 {
			if i > 0 {
				d.Lines = append(d.Lines, "")
			}
			d.Lines = append(d.Lines, sprintf(t.Page, i+1, doc.Total))
		}
		d.Lines = append(d.Lines, lines...)
	}
	d.Links = Links(strings.Join(d.Lines, "\n"))
	return d
}
