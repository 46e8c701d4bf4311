package main

import (
	"errors"
	"time"

	"myebox/cardreader"
	"myebox/ebox"
	"myebox/tui/present"
)

// cardJSON is the result of card. The national number is masked unless it was asked for.
type cardJSON struct {
	head
	Reader       string           `json:"reader"`
	Simulated    bool             `json:"simulated"` // not a real card
	Applet       string           `json:"applet"`
	Identity     identityJSON     `json:"identity"`
	Address      addressJSON      `json:"address"`
	Photo        photoJSON        `json:"photo"`
	Certificates []certJSON       `json:"certificates"`
	Integrity    cardCheckedsJSON `json:"integrity"`
}

// identityJSON is the identity file. Dates are YYYY-MM-DD where the card has a whole one, else as on the card.
type identityJSON struct {
	Surname        ebox.Text `json:"surname"`
	GivenNames     ebox.Text `json:"givenNames"`
	BirthDate      string    `json:"birthDate"`
	BirthPlace     ebox.Text `json:"birthPlace"`
	Sex            string    `json:"sex"` // M, F or empty
	Nationality    ebox.Text `json:"nationality"`
	NationalNumber string    `json:"nationalNumber"`
	Masked         bool      `json:"nationalNumberMasked"`
	CardNumber     ebox.Text `json:"cardNumber"`
	DocumentType   int       `json:"documentType"`
	From           string    `json:"from"`
	Until          string    `json:"until"`
	Municipality   ebox.Text `json:"municipality"`
}

type addressJSON struct {
	Street     ebox.Text `json:"street"`
	PostalCode ebox.Text `json:"postalCode"`
	Town       ebox.Text `json:"town"`
}

type photoJSON struct {
	Width  int `json:"width"`
	Height int `json:"height"`
	Bytes  int `json:"bytes"`
}

type certJSON struct {
	Kind    string    `json:"kind"` // authentication, signature, ca, root or rrn
	Present bool      `json:"present"`
	From    time.Time `json:"from,omitzero"`
	Until   time.Time `json:"until,omitzero"`
	Current bool      `json:"current"` // today lies between the two; says nothing of revocation
}

// cardCheckedsJSON says ok, altered or unchecked of each.
type cardCheckedsJSON struct {
	Identity string `json:"identity"`
	Address  string `json:"address"`
	Photo    string `json:"photo"`
	Register string `json:"register"` // the national register's certificate
}

var certNames = map[present.CertKind]string{
	present.CertAuth: "authentication", present.CertSign: "signature", present.CertCA: "ca", present.CertRoot: "root", present.CertRRN: "rrn",
}

func newCardJSON(p *profile, c *present.Card, number bool, now time.Time) cardJSON {
	national := present.MaskNumber(c.NationalNumber)
	if number {
		national = c.NationalNumber.String()
	}
	j := cardJSON{
		head: newHead(p), Reader: ebox.Sanitize(c.Reader.Name), Simulated: c.Reader.Simulated, Applet: ebox.Sanitize(c.Applet),
		Identity: identityJSON{
			Surname: c.Surname, GivenNames: c.GivenNames, BirthDate: dateJSON(c.BirthDate), BirthPlace: c.BirthPlace,
			Sex: [...]string{"", "M", "F"}[c.Sex], Nationality: c.Nationality, NationalNumber: national, Masked: !number,
			CardNumber: c.CardNumber, DocumentType: c.DocumentType, From: dateJSON(c.From), Until: dateJSON(c.Until), Municipality: c.Municipality,
		},
		Address:      addressJSON{c.Street, c.PostalCode, c.Town},
		Photo:        photoJSON{c.Photo.Width, c.Photo.Height, c.Photo.Bytes},
		Certificates: []certJSON{},
		Integrity:    cardCheckedsJSON{checkJSON(c.Identity), checkJSON(c.Address), checkJSON(c.PhotoFits), checkJSON(c.Register)},
	}
	for _, k := range c.Certificates {
		j.Certificates = append(j.Certificates, certJSON{
			Kind: certNames[k.Kind], Present: !k.Missing, From: k.From.UTC(), Until: k.Until.UTC(),
			Current: !k.Missing && now.After(k.From) && now.Before(k.Until),
		})
	}
	return j
}

func dateJSON(d present.CardDate) string {
	if d.Day.IsZero() {
		return d.Text.String()
	}
	return d.Day.Format(time.DateOnly)
}

func checkJSON(c present.CardCheck) string {
	return [...]string{"unchecked", "ok", "altered"}[c]
}

// isNoPad tells a reader that turned out not to take PINs on its keys: then the keyboard is used.
func isNoPad(err error) bool { return errors.Is(err, cardreader.ErrNoPad) }
