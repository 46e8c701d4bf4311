package mailbox

import (
	"bytes"
	"strconv"

	"github.com/go-pdf/fpdf"
	"golang.org/x/text/encoding/charmap"
)

// pdf is a letter on A4. It is not compressed: its bytes then depend on no compressor's version.
func (p *paper) pdf() []byte {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCompression(false)
	f.SetCatalogSort(true)
	f.SetCreationDate(p.created)
	f.SetModificationDate(p.created)
	f.SetLang(p.lang.code() + "-BE")
	f.SetTitle(p.title, true)
	f.SetAuthor(p.sender, true)
	f.SetSubject(p.subject, true)
	f.SetMargins(25, 20, 20)
	f.SetAutoPageBreak(true, 25)
	f.SetFooterFunc(func() {
		f.SetY(-18)
		f.SetFont("Helvetica", "I", 8)
		f.CellFormat(0, 4, latin(specimenNote[p.lang]), "", 1, "C", false, 0, "")
		f.CellFormat(0, 4, strconv.Itoa(f.PageNo()), "", 0, "C", false, 0, "")
	})
	f.AddPage()
	p.pdfLetter(f)
	p.pdfTable(f)
	var out bytes.Buffer
	must(f.Output(&out))
	if p.fill > 0 {
		return enlarge(out.Bytes(), p.filling())
	}
	return out.Bytes()
}

func (p *paper) pdfLetter(f *fpdf.Fpdf) {
	f.SetFont("Helvetica", "B", 12)
	f.MultiCell(0, 6, latin(p.sender), "", "L", false)
	f.SetFont("Helvetica", "", 9)
	f.MultiCell(0, 5, latin(p.url), "", "L", false)
	f.Ln(8)
	f.SetFont("Helvetica", "", 10)
	for _, s := range []string{wordReference[p.lang] + ": " + p.ref, wordDate[p.lang] + ": " + p.date, wordSubject[p.lang] + ": " + p.subject} {
		f.MultiCell(0, 5, latin(s), "", "L", false)
	}
	f.Ln(6)
	f.SetFont("Helvetica", "B", 14)
	f.MultiCell(0, 7, latin(p.title), "", "L", false)
	f.Ln(3)
	f.SetFont("Helvetica", "", 11)
	for _, s := range p.paras {
		f.MultiCell(0, 5.5, latin(s), "", "L", false)
		f.Ln(3)
	}
}

func (p *paper) pdfTable(f *fpdf.Fpdf) {
	widths := [3]float64{45, 80, 40}
	aligns := [3]string{"L", "L", "R"}
	line := func(cells [3]string) {
		for i, c := range cells {
			f.CellFormat(widths[i], 6, latin(c), "1", 0, aligns[i], false, 0, "")
		}
		f.Ln(-1)
	}
	f.Ln(2)
	f.SetFont("Helvetica", "B", 10)
	line(p.head)
	f.SetFont("Helvetica", "", 10)
	for _, r := range p.rows {
		line([3]string{r.period, r.label, r.amount() + " €"})
	}
}

// latin turns a text into Windows-1252, the encoding of the built-in fonts: it has every letter of the three languages.
func latin(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		if r == 0x202F { // narrow no-break space, between the thousands in French
			r = 0xA0
		}
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			c = '?'
		}
		b = append(b, c)
	}
	return string(b)
}
