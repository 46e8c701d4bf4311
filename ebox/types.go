package ebox

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Key identifies a message in the federation: a messageId is unique in its provider only.
type Key struct {
	Provider string // messageProviderId
	ID       string // messageId
}

// String is the key as a person types it: provider and message id, each path-escaped, with a slash between.
func (k Key) String() string { return url.PathEscape(k.Provider) + "/" + url.PathEscape(k.ID) }

// MarshalText is String.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// ParseKey reads what Key.String wrote.
func ParseKey(s string) (Key, error) {
	p, id, ok := strings.Cut(s, "/")
	if !ok || p == "" || id == "" {
		return Key{}, fmt.Errorf("reading message reference %q: want provider/message", Sanitize(s))
	}
	pu, err1 := url.PathUnescape(p)
	iu, err2 := url.PathUnescape(id)
	if err1 != nil || err2 != nil {
		return Key{}, fmt.Errorf("reading message reference %q: bad escape", Sanitize(s))
	}
	return Key{pu, iu}, nil
}

// Translated is a TranslatedString. English comes only from the federation.
type Translated struct {
	NL Text `json:"nl,omitzero"`
	FR Text `json:"fr,omitzero"`
	DE Text `json:"de,omitzero"`
	EN Text `json:"en,omitzero"`
}

// In is the text in the first of the languages that has one ("nl", "fr", "de", "en"), else any, else the zero Text.
func (t Translated) In(langs ...string) Text {
	for _, l := range append(langs[:len(langs):len(langs)], "fr", "nl", "de", "en") {
		if s := t.get(l); !s.IsZero() {
			return s
		}
	}
	return Text{}
}

// Has tells whether there is a text of its own in that language.
func (t Translated) Has(lang string) bool { return !t.get(lang).IsZero() }

func (t Translated) get(lang string) Text {
	switch lang {
	case "nl":
		return t.NL
	case "fr":
		return t.FR
	case "de":
		return t.DE
	case "en":
		return t.EN
	}
	return Text{}
}

// Message is a message's metadata: Message of the registry specification, whatever its version. Here and in the other
// types, fields of type string are identifiers and codes: what is not printable was left out when they were read. Times
// are in Europe/Brussels; a zero time was absent or no time.
type Message struct {
	Key                  Key
	OriginalMessageID    string // set when the message answers another one
	Subject              Translated
	ReceiptDate          time.Time
	ExpirationDate       time.Time
	ReadStatus           bool
	Visible              bool
	RegisteredMail       bool
	ReplyAuthorized      bool
	BodyMainContent      bool // the body text is the main content: fetching it makes the message read
	ForTheAttentionOf    *ForTheAttentionOf
	MessageTypeID        string
	SenderOrganizationID string // CBE number, 10 digits
	SenderApplicationID  string
	Attachments          []Attachment
	PaymentData          *PaymentData
	BusinessData         []BusinessData
}

// NoLimit tells that the message stays without end: the date is so far that it can mean nothing else.
func (m *Message) NoLimit() bool { return m.ExpirationDate.IsZero() || m.ExpirationDate.Year() >= 9000 }

// Main is the attachment that is the main content: the one flagged so, else the first when the body is not it, else nil.
func (m *Message) Main() *Attachment {
	for i := range m.Attachments {
		if m.Attachments[i].MainContent {
			return &m.Attachments[i]
		}
	}
	if !m.BodyMainContent && len(m.Attachments) > 0 {
		return &m.Attachments[0]
	}
	return nil
}

// Marks tells whether fetching this attachment makes the message read: it is the main content. In doubt it is.
func (m *Message) Marks(a *Attachment) bool {
	if a.MainContent {
		return true
	}
	main := m.Main()
	return main != nil && main.ID == a.ID && (a.ID != "" || main.href == a.href && main.FileName == a.FileName)
}

// ForAction tells whether the message asks for an act (business data FOR_ACTION), and until when; due is zero when no
// date was given.
func (m *Message) ForAction() (due time.Time, ok bool) {
	for _, d := range m.BusinessData {
		if len(d.Values) == 0 {
			continue
		}
		switch v := d.Values[0].In().Raw(); d.Key {
		case "FOR_ACTION":
			ok = strings.EqualFold(v, "true")
		case "FOR_ACTION_DUE_DATE":
			due, _ = time.ParseInLocation(time.DateOnly, v, Brussels())
		}
	}
	return due, ok
}

// Attachment is a document of a message, without its bytes.
type Attachment struct {
	ID          string
	Title       Translated // shown when present, else FileName
	FileName    Text       // as the sender gave it: never a path to write to
	MainContent bool       // fetching it makes the message read
	MediaType   string
	SizeKB      float64 // approximate; 1 kB is 1024 bytes
	Digest      *Digest // nil: none announced
	Signed      bool    // the file itself carries a signature
	href        string  // contentHref: never called without a look at where it leads
}

// Digest is the announced hash of an attachment's bytes.
type Digest struct {
	Method string // "sha_256"
	Value  string // base64url of the hash, with or without padding
}

// ForTheAttentionOf names a person in a company.
type ForTheAttentionOf struct {
	ID   Text // SSIN: show it masked
	Name Text
}

// BusinessData is a labelled value list.
type BusinessData struct {
	Key         string
	Name        Translated
	Description Translated
	Values      []Translated
}

// PaymentData is what to pay, to whom and until when.
type PaymentData struct {
	ID        string
	Amount    float64 // without VAT
	VATAmount float64
	Currency  string // ISO 4217
	DueDate   time.Time
	IBAN      Text
	BIC       Text
	Reference Text // structured or free communication
}

// Box is GET /ebox: counters of one provider's box, invisible messages included.
type Box struct {
	NumberOfMessages       int
	NumberOfUnreadMessages int
	LastReceiptDate        time.Time
	LastConsultationDate   time.Time
	SizeKB                 float64
}

// Organization is a SenderOrganization.
type Organization struct {
	ID        string
	ShortName Translated
	LongName  Translated
	URL       Translated
	Contact   Text // contactBusiness: help desk for the user
	Logos     []Image
}

// MessageType is reference data of a message type.
type MessageType struct {
	ID          string
	Name        Translated
	Description Translated
}

// Application is a SenderApplication.
type Application struct {
	ID          string
	Name        Translated
	Description Translated
	URL         Translated
	Contact     Text
	Logos       []Image
}

// Image is a logo, without its bytes.
type Image struct {
	ID        string
	SizeKB    float64
	MediaType string
	Language  string
	href      string
}
