package present

import (
	"testing"
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
)

// now is the moment from which the tests look at things: a summer day, a quarter past two in the afternoon in Belgium.
var now = time.Date(2026, 7, 15, 12, 15, 0, 0, time.UTC)

// day is noon of the n-th day from now, in Belgium.
func day(n int) time.Time { return time.Date(2026, 7, 15+n, 10, 0, 0, 0, time.UTC) }

func same(s string) ebox.Translated {
	return ebox.Translated{NL: ebox.Untrusted(s), FR: ebox.Untrusted(s), DE: ebox.Untrusted(s)}
}

func translated(nl, fr, de string) ebox.Translated {
	return ebox.Translated{NL: ebox.Untrusted(nl), FR: ebox.Untrusted(fr), DE: ebox.Untrusted(de)}
}

// names knows one organisation, one type and one application; an id with "?" is not known yet.
type names struct{}

func (names) Organization(_, id string) *ebox.Organization {
	if id != "0308357159" {
		return nil
	}
	return &ebox.Organization{
		ID:        id,
		ShortName: translated("FOD Financiën", "SPF Finances", "FÖD Finanzen"),
		LongName:  translated("Federale Overheidsdienst Financiën", "Service public fédéral Finances", "Föderaler Öffentlicher Dienst Finanzen"),
		URL:       translated("https://fin.example/nl", "https://fin.example/fr", "https://fin.example/de"),
		Contact:   ebox.Untrusted("Contact centre, weekdays 8.30-17.00"),
	}
}

func (names) MessageType(_, id string) *ebox.MessageType {
	if id != "tax-assessment" {
		return nil
	}
	return &ebox.MessageType{ID: id, Name: translated("Aanslagbiljet", "Avertissement-extrait de rôle", "Steuerbescheid")}
}

func (names) Application(_, id string) *ebox.Application {
	if id != "taxi" {
		return nil
	}
	return &ebox.Application{ID: id, Name: same("Tax-on-web")}
}

func voice(t *testing.T, code string) Voice {
	t.Helper()
	texts := lang.For(code)
	if texts.Code != code {
		t.Fatalf("no language %q", code)
	}
	return Voice{Texts: texts, Now: now, Names: names{}}
}

// plain is an ordinary message: read, without marks, available for a long time.
func plainMessage() *ebox.Message {
	return &ebox.Message{
		Key:                  ebox.Key{Provider: "finance", ID: "m1"},
		Subject:              translated("Uw betalingsbewijs", "Votre preuve de paiement", "Ihr Zahlungsnachweis"),
		ReceiptDate:          day(-40),
		ExpirationDate:       day(400),
		ReadStatus:           true,
		Visible:              true,
		MessageTypeID:        "tax-assessment",
		SenderOrganizationID: "0308357159",
		SenderApplicationID:  "taxi",
	}
}

// fullMessage has everything that a message can have.
func fullMessage() *ebox.Message {
	m := plainMessage()
	m.Key = ebox.Key{Provider: "finance", ID: "job/werkkaart:7"}
	m.Subject = translated("Uw aanslagbiljet inkomsten 2025", "Votre avertissement-extrait de rôle revenus 2025", "Ihr Steuerbescheid Einkünfte 2025")
	m.ReceiptDate, m.ExpirationDate = day(-1), day(3)
	m.ReadStatus, m.RegisteredMail, m.ReplyAuthorized, m.BodyMainContent = false, true, true, true
	m.OriginalMessageID = "m0"
	m.ForTheAttentionOf = &ebox.ForTheAttentionOf{ID: ebox.Untrusted("99123199961"), Name: ebox.Untrusted("Test Specimen")}
	m.BusinessData = []ebox.BusinessData{
		{Key: "FOR_ACTION", Name: same("FOR_ACTION"), Values: []ebox.Translated{same("true")}},
		{Key: "FOR_ACTION_DUE_DATE", Name: same("FOR_ACTION_DUE_DATE"), Values: []ebox.Translated{same("2026-07-31")}},
		{Key: "MESSAGE_NATURE", Name: same("nature"), Values: []ebox.Translated{same("ORIGINAL")}},
		{Key: "BUSINESS_DOMAIN", Name: same("domain"), Values: []ebox.Translated{same("FINANCE"), same("HUMAN_RESSOURCE")}},
		{Key: "EMPNOSSBECBE", Name: translated("Ondernemingsnummer", "Numéro d'entreprise", "Unternehmensnummer"), Values: []ebox.Translated{same("406798006")}},
		{Key: "DOSSIER", Name: translated("Dossier", "Dossier", "Akte"), Values: []ebox.Translated{same("2026/117"), same("")}},
		{Key: "SANDBOX_REPLY_OPTION_1", Name: same("option"), Values: []ebox.Translated{same("I agree")}},
		{Key: "EMPTY", Name: same("Empty")},
	}
	m.PaymentData = &ebox.PaymentData{
		ID: "p1", Amount: 1020.30, VATAmount: 214.26, Currency: "EUR", DueDate: day(14),
		IBAN: ebox.Untrusted("BE71096123456769"), BIC: ebox.Untrusted("GKCCBEBB"), Reference: ebox.Untrusted("090933755493"),
	}
	m.Attachments = []ebox.Attachment{
		{ID: "a1", Title: translated("Aanslagbiljet", "Avertissement-extrait de rôle", "Steuerbescheid"), FileName: ebox.Untrusted("assessment.pdf"), MediaType: "application/pdf", SizeKB: 1800, Signed: true},
		{ID: "a2", FileName: ebox.Untrusted("detail.csv"), MediaType: "text/csv", SizeKB: 0.5},
		{ID: "a3", FileName: ebox.Untrusted("odd.bin"), MediaType: "application/x-odd"},
	}
	return m
}

// fullBody is its text.
func fullBody() *ebox.Translated {
	b := translated(
		"Geachte,\r\n\r\nUw aanslagbiljet is beschikbaar op MyMinfin:\nhttps://fin.example/myminfin/documents?year=2025&lang=nl.\n\n\n\nMet vriendelijke groeten",
		"Madame, Monsieur,\r\n\r\nVotre avertissement est disponible sur MyMinfin :\nhttps://fin.example/myminfin/documents?year=2025&lang=fr.\n\n\n\nCordialement",
		"Sehr geehrte Damen und Herren,\r\n\r\nIhr Bescheid ist in MyMinfin verfügbar:\nhttps://fin.example/myminfin/documents?year=2025&lang=de.\n\n\n\nMit freundlichen Grüßen",
	)
	return &b
}
