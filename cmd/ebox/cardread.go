package main

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"image/jpeg"
	"strings"

	"myebox/cardreader"
	"myebox/ebox"
	"myebox/tui/present"
)

// read gives all that stands on the card in a reader.
func (s *cardSource) read(ctx context.Context, r present.CardReader) (out *present.Card, err error) {
	err = s.with(ctx, r.Name, func(c *cardreader.Card) error {
		out, err = readCard(ctx, c)
		return err
	})
	if err != nil {
		return nil, err
	}
	out.Reader = r
	return out, nil
}

func readCard(ctx context.Context, c *cardreader.Card) (*present.Card, error) {
	info, err := c.Info(ctx)
	if err != nil {
		return nil, err
	}
	v, err := readVerified(ctx, c)
	if err != nil {
		return nil, err
	}
	out := &present.Card{Applet: info.Applet.String()}
	putIdentity(out, v.Identity)
	out.Street, out.PostalCode, out.Town = ebox.Untrusted(v.Address.Street), ebox.Untrusted(v.Address.PostalCode), ebox.Untrusted(v.Address.Municipality)
	out.Photo, out.Picture = measure(v.Photo), v.Photo
	if v.RRN != nil {
		out.Identity, out.Address = checked(v.IdentityErr), checked(v.AddressErr)
		out.PhotoFits, out.Register = checked(v.PhotoErr), checked(v.RRNErr)
	}
	for _, k := range []struct {
		kind present.CertKind
		from cardreader.CertificateKind
		have *x509.Certificate
	}{
		{present.CertAuth, cardreader.CertAuthentication, nil},
		{present.CertSign, cardreader.CertSignature, nil},
		{present.CertCA, cardreader.CertCA, nil},
		{present.CertRoot, cardreader.CertRoot, v.Root},
		{present.CertRRN, cardreader.CertRRN, v.RRN},
	} {
		cert := k.have
		if cert == nil {
			if cert, err = c.Certificate(ctx, k.from); err != nil && !lacking(err) {
				return nil, err
			}
		}
		f := present.CardCertificate{Kind: k.kind, Missing: cert == nil}
		if cert != nil {
			f.From, f.Until = cert.NotBefore, cert.NotAfter
		}
		out.Certificates = append(out.Certificates, f)
	}
	return out, nil
}

// lacking tells an error of a card that answers, but does not have what was asked for or has it in a strange form.
func lacking(err error) bool {
	return errors.Is(err, cardreader.ErrNoCertificate) || errors.Is(err, cardreader.ErrNoFile) || errors.Is(err, cardreader.ErrCardFault)
}

// readVerified reads the data with its signatures; where a card lacks those, without: then nothing was checked.
func readVerified(ctx context.Context, c *cardreader.Card) (*cardreader.Verified, error) {
	v, err := c.ReadVerified(ctx)
	if err == nil || !lacking(err) {
		return v, err
	}
	v = &cardreader.Verified{Address: &cardreader.Address{}}
	if v.Identity, err = c.Identity(ctx); err != nil {
		return nil, err
	}
	if a, err := c.Address(ctx); err == nil {
		v.Address = a
	} else if !lacking(err) {
		return nil, err
	}
	if v.Photo, err = c.Photo(ctx); err != nil && !lacking(err) {
		return nil, err
	}
	return v, nil
}

func checked(err error) present.CardCheck {
	switch {
	case err == nil:
		return present.CheckGood
	case errors.Is(err, cardreader.ErrIntegrity):
		return present.CheckBad
	}
	return present.CheckUnknown
}

func putIdentity(out *present.Card, id *cardreader.Identity) {
	given := strings.TrimSpace(id.GivenNames + " " + id.ThirdInitial)
	out.Surname, out.GivenNames = ebox.Untrusted(id.Surname), ebox.Untrusted(given)
	out.BirthDate, out.BirthPlace = cardDate(id.BirthDate), ebox.Untrusted(id.BirthPlace)
	out.Nationality, out.NationalNumber = ebox.Untrusted(id.Nationality), ebox.Untrusted(id.NationalNumber)
	out.CardNumber, out.DocumentType = ebox.Untrusted(id.CardNumber), id.DocumentType
	out.From, out.Until, out.Municipality = cardDate(id.ValidFrom), cardDate(id.ValidUntil), ebox.Untrusted(id.Municipality)
	switch id.Sex {
	case cardreader.SexMale:
		out.Sex = present.SexMan
	case cardreader.SexFemale:
		out.Sex = present.SexWoman
	}
}

func cardDate(d cardreader.Date) present.CardDate {
	day, _ := d.Time()
	return present.CardDate{Day: day, Text: ebox.Untrusted(d.Text)}
}

// measure reads the photo's size from its header; nothing is decoded.
func measure(photo []byte) present.CardPhoto {
	p := present.CardPhoto{Bytes: len(photo)}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(photo)); err == nil {
		p.Width, p.Height = c.Width, c.Height
	}
	return p
}
