package main

import (
	"strings"
	"time"

	"myebox/ebox"
	"myebox/tui/present"
)

// readJSON is the result of read.
type readJSON struct {
	head
	Message  messageJSON     `json:"message"`
	Subjects ebox.Translated `json:"subjects"`
	// Attention is the person in a company that the message is for; the number is never printed.
	Attention    string           `json:"attention,omitempty"`
	Service      namedJSON        `json:"service"`
	AnswersTo    string           `json:"answersTo,omitempty"` // id of the message that this one answers
	MainContent  string           `json:"mainContent"`         // body, attachment or none
	Opened       bool             `json:"opened"`              // main content was fetched: marked as read
	Body         *ebox.Translated `json:"body,omitempty"`      // left out: none, or not opened
	Attachments  []attachmentJSON `json:"attachments"`
	BusinessData []dataJSON       `json:"businessData"`
	Payment      *paymentJSON     `json:"payment,omitempty"`
	Contact      string           `json:"contact,omitempty"`
	Document     *documentJSON    `json:"document,omitempty"` // the main document as text, when it was opened
}

type attachmentJSON struct {
	Number    int     `json:"number"` // for download --attachment
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	FileName  string  `json:"fileName"`
	MediaType string  `json:"mediaType"`
	SizeKB    float64 `json:"sizeKB"` // approximate; 1 kB is 1024 bytes
	Main      bool    `json:"main"`
	Signed    bool    `json:"signed"` // the file itself carries a signature, which nobody checked
}

type dataJSON struct {
	Key    string            `json:"key"`
	Name   ebox.Translated   `json:"name"`
	Values []ebox.Translated `json:"values"`
}

type paymentJSON struct {
	Amount    float64   `json:"amount"` // without VAT
	VAT       float64   `json:"vat"`
	Currency  string    `json:"currency"`
	Due       time.Time `json:"due,omitzero"`
	IBAN      ebox.Text `json:"iban"`
	BIC       ebox.Text `json:"bic,omitzero"`
	Reference ebox.Text `json:"reference,omitzero"`
}

type documentJSON struct {
	Number int      `json:"number"`
	Shown  bool     `json:"shown"` // false: it is no text; save it with download
	Notes  []string `json:"notes"`
	Text   string   `json:"text"`
}

func (w *wiring) readJSON(d *desk, n *names, r *reading) readJSON {
	v, m := w.voice(n), r.m
	j := readJSON{
		head: newHead(d.profile), Message: newMessageJSON(v, m), Subjects: m.Subject, Service: namedJSON{ID: ebox.Sanitize(m.SenderApplicationID)},
		AnswersTo: ebox.Sanitize(m.OriginalMessageID), MainContent: "none", Opened: r.opened, Body: r.parts.Body,
		Attachments: []attachmentJSON{}, BusinessData: []dataJSON{}, Payment: newPaymentJSON(m.PaymentData),
	}
	j.Message.Unread = j.Message.Unread && !r.opened
	if m.ForTheAttentionOf != nil {
		j.Attention = m.ForTheAttentionOf.Name.String()
	}
	if n.Application(m.Key.Provider, m.SenderApplicationID) != nil {
		j.Service.Name = v.Application(m)
	}
	if o := n.Organization(m.Key.Provider, m.SenderOrganizationID); o != nil {
		j.Contact = o.Contact.String()
	}
	switch {
	case m.BodyMainContent:
		j.MainContent = "body"
	case m.Main() != nil:
		j.MainContent = "attachment"
	}
	for i := range m.Attachments {
		a := newAttachmentJSON(v, m, i)
		j.Attachments = append(j.Attachments, a)
		if r.main == &m.Attachments[i] {
			j.Document = &documentJSON{Number: a.Number, Shown: r.doc.Shown, Notes: r.doc.Notes, Text: strings.Join(r.doc.Lines, "\n")}
		}
	}
	for _, b := range m.BusinessData {
		j.BusinessData = append(j.BusinessData, dataJSON{ebox.Sanitize(b.Key), b.Name, b.Values})
	}
	return j
}

func newAttachmentJSON(v present.Voice, m *ebox.Message, i int) attachmentJSON {
	a, f := &m.Attachments[i], v.File(m, i)
	return attachmentJSON{
		Number: f.Number, ID: ebox.Sanitize(a.ID), Title: f.Title, FileName: f.Name, MediaType: ebox.Sanitize(a.MediaType),
		SizeKB: a.SizeKB, Main: f.Main, Signed: a.Signed,
	}
}

func newPaymentJSON(p *ebox.PaymentData) *paymentJSON {
	if p == nil {
		return nil
	}
	return &paymentJSON{
		Amount: p.Amount, VAT: p.VATAmount, Currency: ebox.Sanitize(p.Currency), Due: belgian(p.DueDate),
		IBAN: p.IBAN, BIC: p.BIC, Reference: p.Reference,
	}
}
