package mailbox

import (
	"encoding/json"
	"fmt"
	"time"
)

// Translated is TranslatedString. The registry knows nl, fr and de; only the federation has English.
type Translated struct {
	NL string `json:"nl,omitempty"`
	FR string `json:"fr,omitempty"`
	DE string `json:"de,omitempty"`
	EN string `json:"en,omitempty"`
}

// In is the text in one language, empty when there is none; there is no fallback.
func (t Translated) In(lang string) string {
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
	return ""
}

// DateTime encodes as yyyy-MM-dd'T'HH:mm:ssXXX: seconds, no fraction, the offset of its location.
type DateTime struct{ time.Time }

const dateTimeLayout = "2006-01-02T15:04:05Z07:00"

// MarshalJSON writes the form that the contract prescribes.
func (d DateTime) MarshalJSON() ([]byte, error) {
	return []byte(`"` + d.Format(dateTimeLayout) + `"`), nil
}

// UnmarshalJSON reads any RFC 3339 date-time.
func (d *DateTime) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("reading date-time: %w", err)
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return fmt.Errorf("reading date-time: %w", err)
	}
	d.Time = t
	return nil
}

// Message is Message of the registry contract. ContentHref of its attachments is left empty: only the server knows its
// address.
type Message struct {
	MessageID            string             `json:"messageId"`
	OriginalMessageID    string             `json:"originalMessageId,omitempty"`
	Subject              Translated         `json:"subject"`
	ReceiptDate          DateTime           `json:"receiptDate"`
	ExpirationDate       DateTime           `json:"expirationDate"`
	ReadStatus           bool               `json:"readStatus"`
	Visible              bool               `json:"visible"`
	RegisteredMail       bool               `json:"registeredMail"`
	ForTheAttentionOf    *ForTheAttentionOf `json:"forTheAttentionOf,omitempty"`
	MessageTypeID        string             `json:"messageTypeId"`
	SenderOrganizationID string             `json:"senderOrganizationId"`
	SenderApplicationID  string             `json:"senderApplicationId,omitempty"`
	Attachments          *Attachments       `json:"attachments,omitempty"`
	BodyMainContent      bool               `json:"bodyMainContent"`
	PaymentData          *PaymentData       `json:"paymentData,omitempty"`
	BusinessDataList     *BusinessDataList  `json:"businessDataList,omitempty"`
	ReplyAuthorized      bool               `json:"replyAuthorized"`
}

// Messages is one page of a list; Items is never nil.
type Messages struct {
	Items      []Message `json:"items"`
	TotalItems int       `json:"totalItems"`
}

// Attachments is the whole list of a message's attachments; it has no pages.
type Attachments struct {
	Items      []Attachment `json:"items"`
	TotalItems int          `json:"totalItems"`
}

// Attachment is a document's metadata.
type Attachment struct {
	AttachmentID     string      `json:"attachmentId,omitempty"`
	AttachmentTitle  *Translated `json:"attachmentTitle,omitempty"`
	FileName         string      `json:"fileName"` // as a sender would give it: some are hostile on purpose
	MainContent      bool        `json:"mainContent"`
	MediaType        string      `json:"mediaType"`
	Size             float64     `json:"size"` // kB of 1024 bytes
	Digest           *Digest     `json:"digest,omitempty"`
	AttachmentSigned bool        `json:"attachmentSigned"`
	ContentHref      string      `json:"contentHref,omitempty"`
}

// Digest is the SHA-256 of a document's bytes in base64url without padding.
type Digest struct {
	DigestValue  string `json:"digestValue"`
	DigestMethod string `json:"digestMethod"`
}

// ForTheAttentionOf names a person in a company; Type is always "person".
type ForTheAttentionOf struct {
	ID   string `json:"id,omitempty"`
	Type string `json:"type,omitempty"`
	Name string `json:"name,omitempty"`
}

// BusinessDataList is the labelled values of a message.
type BusinessDataList struct {
	Items      []BusinessData `json:"items"`
	TotalItems int            `json:"totalItems"`
}

// BusinessData is one labelled list of values.
type BusinessData struct {
	Key         string       `json:"key"`
	Name        Translated   `json:"name"`
	Description *Translated  `json:"description,omitempty"`
	Values      []Translated `json:"values"`
}

// PaymentData is what to pay, to whom and until when.
type PaymentData struct {
	PaymentDataID string    `json:"paymentDataId"`
	Amount        float64   `json:"amount"` // without VAT
	VATAmount     float64   `json:"vatAmount"`
	Currency      string    `json:"currency"`
	DueDate       DateTime  `json:"dueDate"`
	IBAN          string    `json:"iban"`
	BIC           string    `json:"bic,omitempty"`
	Reference     Reference `json:"reference,omitzero"`
}

// Reference is the communication of a payment. The contract types it as an object and says nothing of its fields; Plain
// encodes it as the bare text that is seen in practice.
type Reference struct {
	Structured string // +++ddd/dddd/ddddd+++
	Free       string
	Plain      bool
}

// MarshalJSON writes {"structuredCommunication":…}, {"freeCommunication":…} or the bare text.
func (r Reference) MarshalJSON() ([]byte, error) {
	switch {
	case r.Plain:
		return json.Marshal(r.Structured + r.Free)
	case r.Structured != "":
		return json.Marshal(map[string]string{"structuredCommunication": r.Structured})
	}
	return json.Marshal(map[string]string{"freeCommunication": r.Free})
}

// Ebox is the summary of a box; it counts hidden messages too.
type Ebox struct {
	NumberOfMessages       int       `json:"numberOfMessages"`
	NumberOfUnreadMessages int       `json:"numberOfUnreadMessages"`
	LastReceiptDate        *DateTime `json:"lastReceiptDate,omitempty"`
	LastConsultationDate   *DateTime `json:"lastConsultationDate,omitempty"`
	EboxSize               *float64  `json:"eboxSize,omitempty"` // kB of 1024 bytes; left out for large boxes
}
