package mailbox

import (
	"fmt"
	"strings"
)

const (
	ooTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
	ooRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>`
)

// docx is the letter in WordprocessingML (ISO/IEC 29500), with the fewest parts that readers ask for.
func (p *paper) docx() []byte {
	const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	var b strings.Builder
	b.WriteString(xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	par := func(props, s string) {
		b.WriteString(`<w:p><w:r>` + props + `<w:t xml:space="preserve">` + esc(s) + `</w:t></w:r></w:p>`)
	}
	par("", p.sender)
	par("", wordReference[p.lang]+": "+p.ref+", "+wordDate[p.lang]+": "+p.date)
	par(`<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>`, p.title)
	for _, s := range p.paras {
		par("", s)
	}
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="4500"/><w:gridCol w:w="1800"/></w:tblGrid>`)
	line := func(cells ...string) {
		b.WriteString("<w:tr>")
		for _, c := range cells {
			b.WriteString("<w:tc><w:tcPr/><w:p><w:r><w:t>" + esc(c) + "</w:t></w:r></w:p></w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	line(p.head[:]...)
	for _, r := range p.rows {
		line(r.period, r.label, r.amount())
	}
	b.WriteString("</w:tbl>")
	par(`<w:rPr><w:i/></w:rPr>`, specimenNote[p.lang])
	b.WriteString("</w:body></w:document>")
	return p.archive(
		packed{"[Content_Types].xml", []byte(ooTypes + `<Override PartName="/word/document.xml" ContentType="` + main + `"/></Types>`)},
		packed{"_rels/.rels", fmt.Appendf(nil, ooRels, "officeDocument", "word/document.xml")},
		packed{"word/document.xml", []byte(b.String())},
	)
}

// xlsx is the table in SpreadsheetML (ISO/IEC 29500), its texts inline.
func (p *paper) xlsx() []byte {
	const main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	text := func(col string, row int, s string) {
		fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, col, row, esc(s))
	}
	b.WriteString(`<row r="1">`)
	for i, h := range p.head {
		text("ABC"[i:i+1], 1, h)
	}
	b.WriteString("</row>")
	for i, r := range p.rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+2)
		text("A", i+2, r.period)
		text("B", i+2, r.label)
		fmt.Fprintf(&b, `<c r="C%d"><v>%s</v></c></row>`, i+2, r.number())
	}
	fmt.Fprintf(&b, `<row r="%d">`, len(p.rows)+2)
	text("A", len(p.rows)+2, specimenNote[p.lang])
	b.WriteString("</row></sheetData></worksheet>")
	return p.archive(
		packed{"[Content_Types].xml", []byte(ooTypes + `<Override PartName="/xl/workbook.xml" ContentType="` + main + `sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + main + `worksheet+xml"/></Types>`)},
		packed{"_rels/.rels", fmt.Appendf(nil, ooRels, "officeDocument", "xl/workbook.xml")},
		packed{"xl/workbook.xml", []byte(xmlHead + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="` +
			esc(sheetName(p.title)) + `" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
		packed{"xl/_rels/workbook.xml.rels", fmt.Appendf(nil, ooRels, "worksheet", "worksheets/sheet1.xml")},
		packed{"xl/worksheets/sheet1.xml", []byte(b.String())},
	)
}
