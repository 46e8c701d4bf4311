package mailbox

import (
	archzip "archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"strings"
	"time"
)

// packed is a file to go into an archive.
type packed struct {
	name string
	data []byte
}

// archive packs files in their order, stored and dated alike: the bytes depend on no compressor's version, no clock and
// no machine. Sizes stand in the local headers, as OpenDocument wants of its first file.
func (p *paper) archive(files ...packed) []byte {
	size := 0
	for _, f := range files {
		size += len(f.data) + 2*len(f.name) + 128
	}
	b := bytes.NewBuffer(make([]byte, 0, size))
	w := archzip.NewWriter(b)
	for _, f := range files {
		h := &archzip.FileHeader{
			Name: f.name, Method: archzip.Store,
			CRC32: crc32.ChecksumIEEE(f.data), CompressedSize64: uint64(len(f.data)), UncompressedSize64: uint64(len(f.data)),
		}
		// CreateRaw writes these two as they are; Modified would have no effect there.
		h.ModifiedDate, h.ModifiedTime = dosDate(p.created), 0 //lint:ignore SA1019 the only fields that CreateRaw reads
		if !isASCII(f.name) {
			h.Flags |= 0x800 // the name is UTF-8
		}
		fw, err := w.CreateRaw(h)
		must(err)
		_, err = fw.Write(f.data)
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// dosDate is a day as archives write it.
func dosDate(t time.Time) uint16 {
	return uint16(t.Year()-1980)<<9 | uint16(t.Month())<<5 | uint16(t.Day())
}

// zip is an archive with a letter, its table and, for large ones, a file that takes a while.
func (p *paper) zip() []byte {
	files := []packed{
		{p.title + ".pdf", (&paper{
			key: p.key, lang: p.lang, created: p.created, title: p.title, subject: p.subject, sender: p.sender, url: p.url,
			ref: p.ref, date: p.date, paras: p.paras, head: p.head, rows: p.rows,
		}).pdf()},
		{"data/" + p.ref + ".csv", p.csv()},
		{"data/" + p.ref + ".xml", p.xml()},
	}
	if p.fill > 0 {
		files = append(files, packed{"data/annex.bin", p.filling()})
	}
	return p.archive(files...)
}

// openDocument is a text, a table, slides or a drawing in OpenDocument 1.2.
func (p *paper) openDocument(m media) []byte {
	name := mediaTypes[m].name
	content := map[media]func() string{odt: p.odText, ods: p.odTable, odp: p.odSlides, odg: p.odDrawing}[m]()
	return p.archive(
		packed{"mimetype", []byte(name)},
		packed{"META-INF/manifest.xml", []byte(xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">` +
			`<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="` + name + `"/>` +
			`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
			`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`)},
		packed{"content.xml", []byte(odHead + "<office:automatic-styles>" + odStyles + "</office:automatic-styles><office:body>" + content + "</office:body></office:document-content>")},
		packed{"meta.xml", []byte(xmlHead + `<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:meta>` +
			"<dc:title>" + esc(p.title) + "</dc:title><dc:creator>" + esc(p.sender) + "</dc:creator><dc:date>" + p.created.Format("2006-01-02T15:04:05") + "</dc:date><dc:language>" + p.lang.code() + "-BE</dc:language></office:meta></office:document-meta>")},
	)
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	odHead  = xmlHead + `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
		` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
		` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"` +
		` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
		` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2">`
	odStyles = `<style:style style:name="B" style:family="paragraph"><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>`
)

func (p *paper) odText() string {
	var b strings.Builder
	b.WriteString("<office:text>")
	par := func(s string) { b.WriteString("<text:p>" + esc(s) + "</text:p>") }
	par(p.sender)
	par(wordReference[p.lang] + ": " + p.ref + ", " + wordDate[p.lang] + ": " + p.date)
	b.WriteString(`<text:h text:outline-level="1" text:style-name="B">` + esc(p.title) + "</text:h>")
	for _, s := range p.paras {
		par(s)
	}
	par(specimenNote[p.lang])
	b.WriteString("</office:text>")
	return b.String()
}

func (p *paper) odTable() string {
	var b strings.Builder
	cell := func(s string) {
		b.WriteString(`<table:table-cell office:value-type="string"><text:p>` + esc(s) + `</text:p></table:table-cell>`)
	}
	b.WriteString(`<office:spreadsheet><table:table table:name="` + esc(sheetName(p.title)) + `"><table:table-column table:number-columns-repeated="3"/><table:table-row>`)
	for _, h := range p.head {
		cell(h)
	}
	b.WriteString("</table:table-row>")
	for _, r := range p.rows {
		b.WriteString("<table:table-row>")
		cell(r.period)
		cell(r.label)
		fmt.Fprintf(&b, `<table:table-cell office:value-type="float" office:value="%s"><text:p>%s</text:p></table:table-cell></table:table-row>`, r.number(), r.amount())
	}
	b.WriteString("<table:table-row>")
	cell(specimenNote[p.lang])
	b.WriteString("</table:table-row></table:table></office:spreadsheet>")
	return b.String()
}

// sheetName is a title without what spreadsheets forbid in names of sheets, 31 characters at most.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return '-'
		}
		return r
	}, s)
	return string(cutRunes([]byte(s), 0, 31))
}

func (p *paper) odSlides() string {
	var b strings.Builder
	b.WriteString("<office:presentation>")
	for i, s := range append([]string{p.subject}, p.paras...) {
		fmt.Fprintf(&b, `<draw:page draw:name="%d"><draw:frame svg:x="2cm" svg:y="1cm" svg:width="24cm" svg:height="3cm"><draw:text-box><text:p text:style-name="B">%s</text:p></draw:text-box></draw:frame>`+
			`<draw:frame svg:x="2cm" svg:y="5cm" svg:width="24cm" svg:height="12cm"><draw:text-box><text:p>%s</text:p><text:p>%s</text:p></draw:text-box></draw:frame></draw:page>`,
			i+1, esc(p.title), esc(s), esc(specimenNote[p.lang]))
	}
	b.WriteString("</office:presentation>")
	return b.String()
}

func (p *paper) odDrawing() string {
	var b strings.Builder
	b.WriteString(`<office:drawing><draw:page draw:name="1">`)
	lots := draws{key: p.key}
	for i := range 6 {
		fmt.Fprintf(&b, `<draw:rect svg:x="%dmm" svg:y="%dmm" svg:width="%dmm" svg:height="%dmm"><text:p>%d</text:p></draw:rect>`,
			lots.between(10, 120), lots.between(30, 180), lots.between(15, 60), lots.between(15, 60), i+1)
	}
	fmt.Fprintf(&b, `<draw:frame svg:x="1cm" svg:y="1cm" svg:width="18cm" svg:height="2cm"><draw:text-box><text:p text:style-name="B">%s</text:p><text:p>%s</text:p></draw:text-box></draw:frame>`, esc(p.title), esc(specimenNote[p.lang]))
	b.WriteString("</draw:page></office:drawing>")
	return b.String()
}
