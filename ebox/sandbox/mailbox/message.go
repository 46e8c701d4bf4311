package mailbox

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// message writes a message out.
func (b *Box) message(g *glance, read, visible bool) Message {
	k := g.sent
	m := Message{
		MessageID:            b.ids.id(g.index),
		Subject:              g.translated(func(l lang) string { return string(g.appendSubject(nil, l)) }),
		ReceiptDate:          DateTime{g.received()},
		ExpirationDate:       g.expires(),
		ReadStatus:           read,
		Visible:              visible,
		RegisteredMail:       k.registered,
		MessageTypeID:        k.typ,
		SenderOrganizationID: k.sender[g.lang].id,
		SenderApplicationID:  k.app,
		Attachments:          b.attachments(g),
		BodyMainContent:      k.bodyMain,
		PaymentData:          b.payment(g),
		ReplyAuthorized:      k.reply != nil,
	}
	if k.answer {
		m.OriginalMessageID = fmt.Sprintf("%016x", at(g.key, slotOriginal))
	}
	if p, ok := b.attention(g); ok {
		m.ForTheAttentionOf = &p
	}
	if data := b.appendBusiness(nil, g); len(data) > 0 {
		list := &BusinessDataList{TotalItems: len(data)}
		for i := range data {
			list.Items = append(list.Items, data[i].contract(g))
		}
		m.BusinessDataList = list
	}
	return m
}

// expires is the end of availability; one that never comes keeps UTC, or it would fall into the year 10000.
func (g *glance) expires() DateTime {
	if g.expiry == noEnd {
		return DateTime{time.Unix(noEnd, 0).UTC()}
	}
	return DateTime{time.Unix(g.expiry, 0).In(brussels)}
}

var (
	salutation = tri{"Geachte mevrouw, geachte heer,", "Madame, Monsieur,", "Sehr geehrte Damen und Herren,"}
	closing    = tri{"Met de meeste hoogachting,", "Veuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées.", "Mit freundlichen Grüßen"}
)

// body is the text of a message in language l, empty for kinds without one.
func (g *glance) body(l lang) string {
	text := g.sent.body[l]
	if text == "" {
		return ""
	}
	lines := []string{salutation[l], g.expanded(text, l), closing[l], g.sent.sender[g.lang].long[l]}
	if g.wild {
		lines[1] += "\n\n\x1b[8mhidden\x1b[0m \u202etxet desrever\u202c <script>alert(1)</script>"
	}
	return strings.Join(lines, "\n\n")
}

// payment is what the message asks to be paid, nil for nothing.
func (b *Box) payment(g *glance) *PaymentData {
	k := g.sent
	if k.pay == noPayment {
		return nil
	}
	p := &PaymentData{
		PaymentDataID: fmt.Sprintf("%012x", at(g.key, slotAccount)>>16),
		Amount:        euros(g.cents()),
		Currency:      "EUR",
		DueDate:       DateTime{endOfDay(g.due())},
		IBAN:          belgianIBAN(at(keyOf(0, k.sender[g.lang].id), slotAccount)),
		BIC:           testBIC,
		Reference:     Reference{Structured: g.communication(), Plain: b.world.cfg.PlainReference},
	}
	switch k.pay {
	case payFree:
		p.Reference.Structured, p.Reference.Free = "", labelFile[g.lang]+" "+string(g.appendRef(nil))
		p.BIC = ""
	case payVAT:
		net := int(math.Round(float64(g.cents()) / 1.21))
		p.Amount, p.VATAmount = euros(net), euros(g.cents()-net)
	}
	return p
}

func euros(cents int) float64 { return float64(cents) / 100 }

func endOfDay(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 23, 59, 59, 0, t.Location())
}
