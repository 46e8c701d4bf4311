package letter

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/go-pdf/fpdf"
)

// Measures of the page, in millimetres: A4 with the margins of a letter.
const (
	margin     = 25.0
	pageWidth  = 210.0
	fieldStart = 82.0 // where the empty lines begin
	lineHeight = 5.6
	fieldGap   = 9.4 // from one empty line to the next: room for handwriting
	signRoom   = 24.0
)

// producer names the program in the document, without its version: the same letter is the same bytes.
const producer = "ebox"

// PDF is the letter as a PDF document on one page of A4. The same language and time give the same bytes; the time is only
// in the document's properties, the letter is dated by hand.
func (l *Letter) PDF(made time.Time) ([]byte, error) {
	p := fpdf.New("P", "mm", "A4", "")
	p.SetCatalogSort(true)
	p.SetCreationDate(made.UTC().Truncate(time.Second))
	p.SetModificationDate(made.UTC().Truncate(time.Second))
	p.SetProducer(producer, true)
	p.SetCreator(producer, true)
	p.SetTitle(l.title, true)
	p.SetLang(l.code + "-BE")
	p.SetLineWidth(0.15)
	p.SetMargins(margin, 20, margin)
	p.SetAutoPageBreak(false, 0)
	p.AddPage()
	for i, x := range l.blocks {
		if i > 0 && x.kind == heading {
			p.Ln(5)
		}
		draw(p, x)
	}
	if y := p.GetY(); y > 297-15 {
		return nil, fmt.Errorf("writing letter: it is longer than a page by %.0f mm", y-(297-15))
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("writing letter: %w", err)
	}
	return out.Bytes(), nil
}

// draw puts a block below the one before.
func draw(p *fpdf.Fpdf, x block) {
	p.SetFont("Helvetica", map[bool]string{true: "B"}[x.kind == heading], 11)
	text := winAnsi(x.text)
	switch x.kind {
	case heading, line:
		p.MultiCell(0, lineHeight, text, "", "L", false)
	case field:
		p.CellFormat(fieldStart-margin, fieldGap, text, "", 0, "LB", false, 0, "")
		y := p.GetY() + fieldGap - 1.2
		p.Line(fieldStart, y, pageWidth-margin, y)
		p.Ln(fieldGap)
	case room:
		p.Ln(5)
	case signature:
		p.CellFormat(fieldStart-margin, signRoom, text, "", 0, "LB", false, 0, "")
		y := p.GetY() + signRoom - 1.2
		p.Line(fieldStart, y, pageWidth-margin, y)
		p.Ln(signRoom + 2)
	case paragraph:
		p.Ln(2.4)
		p.MultiCell(0, lineHeight, text, "", "L", false)
	}
}

// winAnsi is text in the encoding of the built-in fonts (ISO 32000-2 annex D.2): Windows code page 1252. Narrow no-break
// spaces become wide ones; a character that the encoding lacks becomes a question mark, which a test looks for.
func winAnsi(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\u202f':
			b.WriteByte(0xA0)
		case r < 0x80, r >= 0xA0 && r <= 0xFF:
			b.WriteByte(byte(r))
		case winAnsiSigns[r] != 0:
			b.WriteByte(winAnsiSigns[r])
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// winAnsiSigns are the signs that code page 1252 has in the place of control characters.
var winAnsiSigns = map[rune]byte{
	'€': 0x80, '‚': 0x82, '„': 0x84, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, 'œ': 0x9C,
}
