package mailbox

import (
	"bytes"
	enccsv "encoding/csv"
	"fmt"
	enchtml "html"
	"strings"
)

// txt is plain text in UTF-8 with the line ends of Windows, as senders write it.
func (p *paper) txt() []byte {
	var b bytes.Buffer
	line := func(s string) { b.WriteString(s + "\r\n") }
	line(p.sender)
	line(p.url)
	line("")
	line(wordReference[p.lang] + ": " + p.ref)
	line(wordDate[p.lang] + ": " + p.date)
	line(wordSubject[p.lang] + ": " + p.subject)
	line("")
	line(p.title)
	line(strings.Repeat("=", len([]rune(p.title))))
	for _, s := range p.paras {
		line("")
		line(s)
	}
	line("")
	for _, r := range p.rows {
		line(fmt.Sprintf("%-18s %-32s %12s EUR", r.period, r.label, r.amount()))
	}
	line("")
	line(specimenNote[p.lang])
	return b.Bytes()
}

// csv is the table with semicolons, as spreadsheets of this country expect, in UTF-8 without byte order mark.
func (p *paper) csv() []byte {
	var b bytes.Buffer
	w := enccsv.NewWriter(&b)
	w.Comma = ';'
	records := [][]string{p.head[:]}
	for _, r := range p.rows {
		records = append(records, []string{r.period, r.label, r.amount()})
	}
	if p.key%5 == 0 { // what a spreadsheet would take for a formula
		records = append(records, []string{`=HYPERLINK("http://sandbox.invalid";"x")`, "@SUM(1)", "-1,00"})
	}
	must(w.WriteAll(records))
	return b.Bytes()
}

// esc escapes a text for XML and HTML.
func esc(s string) string { return enchtml.EscapeString(s) }

// xml is the same data for machines.
func (p *paper) xml() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	fmt.Fprintf(&b, "<document xmlns=\"urn:sandbox:document:1\" xml:lang=\"%s\" reference=\"%s\" date=\"%s\">\n", p.lang.code(), esc(p.ref), p.created.Format("2006-01-02"))
	fmt.Fprintf(&b, "  <sender>%s</sender>\n  <title>%s</title>\n  <subject>%s</subject>\n", esc(p.sender), esc(p.title), esc(p.subject))
	for _, r := range p.rows {
		fmt.Fprintf(&b, "  <line period=\"%s\" label=\"%s\" currency=\"EUR\">%s</line>\n", esc(r.period), esc(r.label), r.number())
	}
	fmt.Fprintf(&b, "  <note>%s</note>\n</document>\n", esc(specimenNote[p.lang]))
	return b.Bytes()
}

// html is a page of its own.
func (p *paper) html() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n", p.lang.code(), esc(p.title))
	fmt.Fprintf(&b, "<p>%s<br><a href=\"%s\">%s</a></p>\n<h1>%s</h1>\n<p>%s: %s · %s: %s</p>\n", esc(p.sender), esc(p.url), esc(p.url), esc(p.title), wordReference[p.lang], esc(p.ref), wordDate[p.lang], p.date)
	for _, s := range p.paras {
		fmt.Fprintf(&b, "<p>%s</p>\n", esc(s))
	}
	fmt.Fprintf(&b, "<table>\n<tr><th>%s</th><th>%s</th><th>%s</th></tr>\n", p.head[0], p.head[1], p.head[2])
	for _, r := range p.rows {
		fmt.Fprintf(&b, "<tr><td>%s</td><td>%s</td><td>%s €</td></tr>\n", esc(r.period), esc(r.label), r.amount())
	}
	fmt.Fprintf(&b, "</table>\n<footer>%s</footer>\n</body>\n</html>\n", esc(specimenNote[p.lang]))
	return b.Bytes()
}

// rtf is what many administrations name .doc: every version of the usual word processors opens it.
func (p *paper) rtf() []byte {
	var b bytes.Buffer
	b.WriteString(`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}` + "\n")
	fmt.Fprintf(&b, "{\\info{\\title %s}}\n\\f0\\fs22\n", rtfText(p.title))
	par := func(s string) { b.WriteString(rtfText(s) + "\\par\n") }
	par(p.sender)
	par(wordReference[p.lang] + ": " + p.ref + ", " + wordDate[p.lang] + ": " + p.date)
	b.WriteString("\\par{\\b\\fs28 " + rtfText(p.title) + "}\\par\\par\n")
	for _, s := range p.paras {
		par(s)
		b.WriteString("\\par\n")
	}
	for _, r := range p.rows {
		par(r.period + "\t" + r.label + "\t" + r.amount() + " €")
	}
	par(specimenNote[p.lang])
	b.WriteString("}\n")
	return b.Bytes()
}

// rtfText escapes a text for RTF; what is not ASCII becomes \uN, N being a signed 16-bit number, with ? for old readers.
func rtfText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || r == '{' || r == '}':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t':
			b.WriteString(`\tab `)
		case r < 0x80:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%d?`, int16(r)) // the texts here stay within the basic plane
		}
	}
	return b.String()
}
