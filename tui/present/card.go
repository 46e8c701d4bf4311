package present

import (
	"time"

	"myebox/ebox"
)

// CardState is what a card reader holds.
type CardState int

// The states of a reader.
const (
	CardNone    CardState = iota // the reader is empty
	CardBelgian                  // a card that answers like a Belgian one
	CardOther                    // a card of something else
	CardSilent                   // it does not answer: upside down, or no chip card
)

// CardReader is a reader that is connected. Its name is what the system calls it: untrusted.
type CardReader struct {
	Name      string
	Card      CardState
	Simulated bool // not a reader: a card of the sandbox
}

// ReaderName is the name of a reader, with a mark when it is a simulated one.
func (v Voice) ReaderName(r CardReader) string {
	name := Clip(ebox.Sanitize(r.Name), 48)
	if r.Simulated {
		name += " [" + v.Texts.Card.Simulated + "]"
	}
	return name
}

// Reader says what a reader holds.
func (v Voice) Reader(r CardReader) string {
	t := v.Texts.Card
	format := t.Empty
	switch r.Card {
	case CardBelgian:
		format = t.Present
	case CardOther:
		format = t.Foreign
	case CardSilent:
		format = t.Mute
	}
	return sprintf(format, v.ReaderName(r))
}

// Card is what stands on an identity card, checked as far as that goes. Texts are the card's: untrusted.
type Card struct {
	Reader         CardReader
	Applet         string // "1.8"
	Surname        ebox.Text
	GivenNames     ebox.Text // with the initial of the third
	BirthDate      CardDate
	BirthPlace     ebox.Text
	Sex            CardSex
	Nationality    ebox.Text
	NationalNumber ebox.Text
	CardNumber     ebox.Text
	DocumentType   int // as the national register counts them; 0: unknown
	From, Until    CardDate
	Municipality   ebox.Text
	Street         ebox.Text
	PostalCode     ebox.Text
	Town           ebox.Text
	Photo          CardPhoto
	Picture        []byte // of the photo: a JPEG
	Certificates   []CardCertificate

	Identity, Address, PhotoFits, Register CardCheck
}

// CardDate is a date as far as it is known, and as it is written on the card.
type CardDate struct {
	Day  time.Time // zero: not a whole date
	Text ebox.Text
}

// CardSex is what the card says.
type CardSex int

// The values of CardSex.
const (
	SexUnknown CardSex = iota
	SexMan
	SexWoman
)

// CardPhoto is the photo's measure.
type CardPhoto struct {
	Width, Height int // dots; 0: not a picture
	Bytes         int
}

// CertKind is one of the certificates on a card.
type CertKind int

// The certificates, in the order in which they are shown.
const (
	CertAuth CertKind = iota
	CertSign
	CertCA
	CertRoot
	CertRRN
)

// CardCertificate is a certificate on the card.
type CardCertificate struct {
	Kind        CertKind
	Missing     bool
	From, Until time.Time
}

// CardCheck is how a signature of the national register was found.
type CardCheck int

// The results of a check.
const (
	CheckUnknown CardCheck = iota // not done
	CheckGood
	CheckBad
)

// CardSection is a part of what a card says.
type CardSection struct {
	Title string
	Facts []CardFact
	Note  string // a sentence below; may be empty
}

// CardFact is one line of a section.
type CardFact struct {
	Label, Value string
	Level        Level
}

// CardSections are what the card says, part by part. The national number is masked unless number is set.
func (v Voice) CardSections(c *Card, number bool) []CardSection {
	t := v.Texts.Card
	var out []CardSection
	for _, s := range []CardSection{
		{Title: t.Identity, Facts: v.cardIdentity(c, number)},
		{Title: t.Address, Facts: []CardFact{
			{Label: t.Street, Value: c.Street.String()},
			{Label: t.Town, Value: joined(c.PostalCode.String(), c.Town.String())},
		}},
		{Title: t.Photo, Facts: []CardFact{{Label: t.Photo, Value: v.cardPhoto(c.Photo)}}},
		{Title: t.Certificates, Facts: v.cardCertificates(c), Note: t.CertNote},
		{Title: t.Integrity, Facts: v.cardIntegrity(c), Note: t.IntegrityNote},
	} {
		var facts []CardFact
		for _, f := range s.Facts {
			if f.Value != "" {
				facts = append(facts, f)
			}
		}
		if s.Facts = facts; len(facts) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (v Voice) cardIdentity(c *Card, number bool) []CardFact {
	t := v.Texts.Card
	national := ""
	if !c.NationalNumber.IsZero() {
		national = MaskNumber(c.NationalNumber)
		if number {
			national = NationalNumber(c.NationalNumber)
		}
	}
	validity := ""
	if from, until := v.cardDate(c.From), v.cardDate(c.Until); from != "" || until != "" {
		validity = sprintf(t.FromTo, from, until)
	}
	return []CardFact{
		{Label: t.Name, Value: joined(c.GivenNames.String(), c.Surname.String())},
		{Label: t.BirthDate, Value: v.cardDate(c.BirthDate)},
		{Label: t.BirthPlace, Value: c.BirthPlace.String()},
		{Label: t.Sex, Value: [...]string{"", t.Man, t.Woman}[c.Sex]},
		{Label: t.Nationality, Value: c.Nationality.String()},
		{Label: t.NationalNumber, Value: national},
		{Label: t.Kind, Value: v.cardKind(c.DocumentType)},
		{Label: t.CardNumber, Value: c.CardNumber.String()},
		{Label: t.Validity, Value: validity, Level: v.cardValidity(c)},
		{Label: t.Municipality, Value: c.Municipality.String()},
		{Label: t.Applet, Value: ebox.Sanitize(c.Applet)},
	}
}

// cardKind names the kind of document (IDA v5, tag 0F).
func (v Voice) cardKind(n int) string {
	t := v.Texts.Card
	switch {
	case n == 1:
		return t.KindCitizen
	case n == 6, n >= 61 && n <= 69:
		return t.KindKids
	case n >= 11 && n <= 36:
		return t.KindForeigner
	}
	return ""
}

func (v Voice) cardDate(d CardDate) string {
	if d.Day.IsZero() {
		return d.Text.String()
	}
	return v.Texts.Date(d.Day)
}

func (v Voice) cardValidity(c *Card) Level {
	if !c.Until.Day.IsZero() && v.Now.After(c.Until.Day.AddDate(0, 0, 1)) {
		return Warning
	}
	return Plain
}

func (v Voice) cardPhoto(p CardPhoto) string {
	t := v.Texts.Card
	switch {
	case p.Bytes == 0:
		return ""
	case p.Width == 0:
		return t.NoPhoto
	}
	return sprintf(t.PhotoSize, p.Width, p.Height, v.Texts.Size(int64(p.Bytes)))
}

func (v Voice) cardCertificates(c *Card) []CardFact {
	t := v.Texts.Card
	labels := [...]string{t.CertAuth, t.CertSign, t.CertCA, t.CertRoot, t.CertRRN}
	var out []CardFact
	for _, k := range c.Certificates {
		f := CardFact{Label: labels[k.Kind]}
		f.Value, f.Level = v.Certificate(k)
		out = append(out, f)
	}
	return out
}

// Certificate says how it is with the dates of a certificate.
func (v Voice) Certificate(k CardCertificate) (string, Level) {
	t := v.Texts.Card
	switch {
	case k.Missing:
		return t.CertNone, Notice
	case v.Now.After(k.Until):
		return sprintf(t.CertExpired, v.Texts.Date(k.Until)), Warning
	case v.Now.Before(k.From):
		return sprintf(t.CertNotYet, v.Texts.Date(k.From)), Warning
	}
	return sprintf(t.FromTo, v.Texts.Date(k.From), v.Texts.Date(k.Until)), Plain
}

func (v Voice) cardIntegrity(c *Card) []CardFact {
	t := v.Texts.Card
	fact := func(label string, k CardCheck) CardFact {
		switch k {
		case CheckGood:
			return CardFact{Label: label, Value: t.Genuine}
		case CheckBad:
			return CardFact{Label: label, Value: t.Altered, Level: Warning}
		}
		return CardFact{Label: label, Value: t.Unchecked, Level: Notice}
	}
	return []CardFact{
		fact(t.Identity, c.Identity), fact(t.Address, c.Address), fact(t.Photo, c.PhotoFits), fact(t.CertRRN, c.Register),
	}
}

// NationalNumber is a national register number as people write it; what is none is printed as it is.
func NationalNumber(id ebox.Text) string {
	d, clean := digits(id.String())
	if !clean || len(d) != 11 {
		return id.String()
	}
	return d[:2] + "." + d[2:4] + "." + d[4:6] + "-" + d[6:9] + "." + d[9:]
}

// joined puts two words together, either of which may be missing.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
