package cardreader

import (
	"context"
	"strings"
	"time"
)

// Identity is EF(ID#RRN) (IDA v5 section 1). Texts are as on the card, untrusted; any may be empty.
type Identity struct {
	CardNumber     string
	ChipNumber     []byte // 16 bytes, equals Info.Serial
	ValidFrom      Date
	ValidUntil     Date
	Municipality   string // of delivery
	NationalNumber string // 11 digits: show it masked
	Surname        string
	GivenNames     string // the first two
	ThirdInitial   string
	Nationality    string
	BirthPlace     string
	BirthDate      Date
	Sex            Sex
	Nobility       string
	DocumentType   int // see the content documents; 0 when absent
	SpecialStatus  int
	PhotoHash      []byte // SHA-1, SHA-256 or SHA-384, told by its length
	BasicKeyHash   []byte // 1.8
	Raw            []byte // the whole file, which the register signed
}

// Address is EF(ID#Address) (IDA v5 section 2).
type Address struct {
	Street       string // and number
	PostalCode   string
	Municipality string
	Raw          []byte // the whole file
}

// Sex is what the card says: SexUnknown, SexMale or SexFemale.
type Sex int

// The values of Sex.
const (
	SexUnknown Sex = iota
	SexMale
	SexFemale
)

// maxFile is the longest file of DF01 that is read: offsets have 15 bits.
const maxFile = 0x7FFF

// Identity reads and parses the identity file. It is personal data: read it only when the person asks.
func (c *Card) Identity(ctx context.Context) (*Identity, error) {
	raw, err := c.readFile(ctx, fileIdentity, maxFile)
	if err != nil {
		return nil, err
	}
	return parseIdentity(raw)
}

// Address reads and parses the address file.
func (c *Card) Address(ctx context.Context) (*Address, error) {
	raw, err := c.readFile(ctx, fileAddress, maxFile)
	if err != nil {
		return nil, err
	}
	return parseAddress(raw)
}

// Photo reads the photo: a JPEG, grey.
func (c *Card) Photo(ctx context.Context) ([]byte, error) { return c.readFile(ctx, filePhoto, maxFile) }

func parseIdentity(raw []byte) (*Identity, error) {
	fields, err := parseTLV(raw)
	if err != nil {
		return nil, err
	}
	id := &Identity{Raw: raw}
	texts := map[byte]*string{
		0x01: &id.CardNumber, 0x05: &id.Municipality, 0x06: &id.NationalNumber, 0x07: &id.Surname, 0x08: &id.GivenNames,
		0x09: &id.ThirdInitial, 0x0A: &id.Nationality, 0x0B: &id.BirthPlace, 0x0E: &id.Nobility,
	}
	for _, f := range fields {
		text := strings.TrimSpace(string(f.value))
		if p := texts[f.tag]; p != nil {
			*p = text
			continue
		}
		switch f.tag {
		case 0x02:
			id.ChipNumber = f.value
		case 0x03:
			id.ValidFrom = parseDate(text)
		case 0x04:
			id.ValidUntil = parseDate(text)
		case 0x0C:
			id.BirthDate = parseDate(text)
		case 0x0D:
			id.Sex = parseSex(text)
		case 0x0F:
			id.DocumentType = small(text)
		case 0x10:
			id.SpecialStatus = small(text)
		case 0x11:
			id.PhotoHash = f.value
		case 0x1A:
			id.BasicKeyHash = f.value
		}
	}
	return id, nil
}

func parseAddress(raw []byte) (*Address, error) {
	fields, err := parseTLV(raw)
	if err != nil {
		return nil, err
	}
	a := &Address{Raw: raw}
	for _, f := range fields {
		text := strings.TrimSpace(string(f.value))
		switch f.tag {
		case 0x01:
			a.Street = text
		case 0x02:
			a.PostalCode = text
		case 0x03:
			a.Municipality = text
		}
	}
	return a, nil
}

func parseSex(s string) Sex {
	switch s {
	case "M":
		return SexMale
	case "F", "V", "W":
		return SexFemale
	}
	return SexUnknown
}

// small reads a code of one or two digits, 0 for anything else: "1" and "01" both occur.
func small(s string) int {
	n := 0
	for _, d := range s {
		if d < '0' || d > '9' || n > 9 {
			return 0
		}
		n = n*10 + int(d-'0')
	}
	return n
}

// Date is a date of the card: parts may be unknown (0), and what stands there is kept.
type Date struct {
	Year, Month, Day int
	Text             string // as on the card
}

// Time is midnight UTC of a date that is fully known.
func (d Date) Time() (t time.Time, ok bool) {
	if d.Year == 0 || d.Month == 0 || d.Day == 0 {
		return time.Time{}, false
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC), true
}

// months are the names in the card's languages, upper case (IDA, dates).
var months = map[string]int{
	"JAN": 1, "FEV": 2, "FEB": 2, "MARS": 3, "MAAR": 3, "MAR": 3, "MÄR": 3, "MRZ": 3, "AVR": 4, "APR": 4, "MAI": 5, "MEI": 5,
	"JUIN": 6, "JUN": 6, "JUIL": 7, "JUL": 7, "AOUT": 8, "AUG": 8, "SEPT": 9, "SEP": 9, "OCT": 10, "OKT": 10, "NOV": 11, "DEC": 12, "DEZ": 12,
}

// parseDate reads DD.MM.YYYY, DD mmmm YYYY, DD.mmm.YYYY and a year alone.
func parseDate(s string) Date {
	d := Date{Text: s}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '.' })
	switch len(parts) {
	case 1:
		d.Year = number(parts[0], 4)
	case 2:
		d.Month, d.Year = month(parts[0]), number(parts[1], 4)
	case 3:
		d.Day, d.Month, d.Year = number(parts[0], 2), month(parts[1]), number(parts[2], 4)
	}
	if t, ok := d.Time(); ok && (t.Day() != d.Day || int(t.Month()) != d.Month) {
		d.Day, d.Month = 0, 0 // 31 February: only the year can be believed
	}
	return d
}

func month(s string) int {
	if m := months[strings.ToUpper(s)]; m != 0 {
		return m
	}
	if m := number(s, 2); m <= 12 {
		return m
	}
	return 0
}

// number reads at most n digits, 0 for anything else.
func number(s string, n int) int {
	if len(s) == 0 || len(s) > n {
		return 0
	}
	v := 0
	for _, d := range []byte(s) {
		if d < '0' || d > '9' {
			return 0
		}
		v = v*10 + int(d-'0')
	}
	return v
}
