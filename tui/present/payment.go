package present

import (
	"math"

	"myebox/ebox"
	"myebox/tui/lang"
)

// payment is what to pay, to whom, until when. The total comes first: it is what people need.
func (v Voice) payment(p *ebox.PaymentData) Section {
	t := v.Texts
	s := Section{Kind: Pay, Title: t.Payment.Title}
	if p == nil {
		return s
	}
	add := func(label, text string, l Level) {
		s.Items = append(s.Items, Item{Label: label, Text: text, Level: l})
	}
	currency := ebox.Sanitize(p.Currency)
	add(t.Payment.Total, t.Amount(total(p), currency), Plain)
	if p.VATAmount != 0 {
		add(t.Payment.Amount, t.Amount(p.Amount, currency), Plain)
		add(t.Payment.VAT, t.Amount(p.VATAmount, currency), Plain)
	}
	if !p.DueDate.IsZero() {
		due, level := t.Date(p.DueDate), Plain
		if lang.Days(v.Now, p.DueDate) < 0 {
			due, level = due+", "+t.Payment.Overdue, Notice
		}
		add(t.Payment.Due, due, level)
	}
	if !p.IBAN.IsZero() {
		text, level := IBAN(p.IBAN), Plain
		if !ValidIBAN(p.IBAN) {
			text, level = text+" ("+t.Payment.BadCheck+")", Warning
		}
		add(t.Payment.IBAN, text, level)
	}
	if bic := p.BIC.String(); bic != "" {
		add(t.Payment.BIC, bic, Plain)
	}
	if ref, valid, ok := Structured(p.Reference); ok {
		level := Plain
		if !valid {
			ref, level = ref+" ("+t.Payment.BadCheck+")", Warning
		}
		add(t.Payment.Structured, ref, level)
	} else if free := p.Reference.String(); free != "" {
		add(t.Payment.Communication, free, Plain)
	}
	s.Items = append(s.Items, Item{Text: t.Payment.NotHere})
	return s
}

// total adds the VAT in whole cents, so that no binary fraction shows.
func total(p *ebox.PaymentData) float64 {
	return (math.Round(p.Amount*100) + math.Round(p.VATAmount*100)) / 100
}
