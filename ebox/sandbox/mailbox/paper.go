package mailbox

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"time"
)

// paper is what a document says, whatever its format.
type paper struct {
	key     uint64
	lang    lang
	created time.Time // the day of the message, without time: nothing in a document comes from the clock
	title   string
	subject string
	sender  string
	url     string
	ref     string
	date    string
	paras   []string
	head    [3]string
	rows    []row
	fill    int // bytes of filling, for documents that take a while to fetch
}

// row is a line of a document's table.
type row struct {
	period, label string
	cents         int
}

// amount is the sum in euros with the comma of the three languages.
func (r row) amount() string { return fmt.Sprintf("%d,%02d", r.cents/100, r.cents%100) }

// number is the sum in euros for machines.
func (r row) number() string { return fmt.Sprintf("%d.%02d", r.cents/100, r.cents%100) }

// must stops at a mistake in this package. Documents are written to memory, which takes everything, from texts and fonts
// that are part of the program.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

var (
	tableHead = [langs][3]string{
		nl: {"Periode", "Omschrijving", "Bedrag"},
		fr: {"Période", "Libellé", "Montant"},
		de: {"Zeitraum", "Bezeichnung", "Betrag"},
	}
	lineNames = [langs][]string{
		nl: {"Basisbedrag", "Toeslag", "Inhouding", "Verrekening", "Saldo vorige periode"},
		fr: {"Montant de base", "Supplément", "Retenue", "Régularisation", "Solde de la période précédente"},
		de: {"Grundbetrag", "Zuschlag", "Einbehaltung", "Verrechnung", "Saldo des vorigen Zeitraums"},
	}
	specimenNote = tri{
		"Voorbeeld uit een oefenomgeving, zonder waarde en zonder rechtsgevolgen.",
		"Exemple d'un environnement d'essai, sans valeur et sans effets juridiques.",
		"Muster aus einer Übungsumgebung, ohne Wert und ohne Rechtswirkungen.",
	}
	wordReference = tri{"Ons kenmerk", "Notre référence", "Unser Zeichen"}
	wordDate      = tri{"Datum", "Date", "Datum"}
	wordSubject   = tri{"Onderwerp", "Objet", "Betreff"}
)

// paper composes document j of a message, in the message's language.
func (b *Box) paper(g *glance, j int) *paper {
	d, l := &g.sent.docs[j], g.lang
	y, m, day := g.received().Date()
	p := &paper{
		key:     at(g.key, slotDocument+uint64(j)),
		lang:    l,
		created: time.Date(y, m, day, 0, 0, 0, 0, time.UTC),
		title:   g.expanded(d.title[l], l),
		subject: g.expanded(g.sent.subject[l], l),
		sender:  g.sent.sender[l].long[l],
		url:     g.sent.sender[l].url[l],
		ref:     string(g.appendRef(nil)),
		date:    string(appendDay(nil, g.received(), l)),
		head:    tableHead[l],
	}
	if g.shown || p.key%8 == 0 {
		p.fill = d.large << 10
	}
	p.paras = append(p.paras, salutation[l])
	p.paras = append(p.paras, paragraphs(g.expanded(g.sent.body[l], l))...)
	p.paras = append(p.paras, closing[l])
	lots := draws{key: p.key}
	n := lots.between(5, 14)
	if lots.below(5) == 0 {
		n += 50 // goes over several pages
	}
	for range n {
		month := p.created.AddDate(0, -lots.between(1, 12), 0)
		p.rows = append(p.rows, row{
			period: monthNames[l][month.Month()-1] + " " + strconv.Itoa(month.Year()),
			label:  lineNames[l][lots.below(len(lineNames[l]))],
			cents:  lots.between(5, 2400)*100 + lots.between(10, 99),
		})
	}
	return p
}

// write gives the bytes of the document in a format.
func (p *paper) write(m media) []byte {
	switch m {
	case pdf:
		return p.pdf()
	case zip:
		return p.zip()
	case csv:
		return p.csv()
	case html:
		return p.html()
	case txt:
		return p.txt()
	case xml:
		return p.xml()
	case odt, ods, odp, odg:
		return p.openDocument(m)
	case xlsx:
		return p.xlsx()
	case docx:
		return p.docx()
	case xls:
		return p.xls()
	case ppt:
		return p.ppt()
	case doc:
		return p.rtf()
	}
	return nil
}

// filling is bytes that no compressor makes smaller.
func (p *paper) filling() []byte {
	b := make([]byte, p.fill&^7)
	lots := draws{key: p.key}
	for i := 0; i < len(b); i += 8 {
		binary.LittleEndian.PutUint64(b[i:], lots.next())
	}
	return b
}
