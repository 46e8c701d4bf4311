package mailbox

import (
	"crypto/sha256"
	"fmt"
	"io"
)

// EboxID names a box: EboxType is enterprise or citizen, EboxIDValue a CBE number or an SSIN.
type EboxID struct {
	EboxType    string `json:"eboxType"`
	EboxIDValue string `json:"eboxIdValue"`
}

// MessageToUpdate asks for one message to be hidden or shown again.
type MessageToUpdate struct {
	MessageID string `json:"messageId"`
	Visible   bool   `json:"visible"`
}

// MessageToPublish is the JSON part of a publication. Here it can only be a reply.
type MessageToPublish struct {
	Recipient            EboxID                  `json:"recipient"`
	ForTheAttentionOf    *ForTheAttentionOf      `json:"forTheAttentionOf,omitempty"`
	OriginalMessageID    string                  `json:"originalMessageId,omitempty"`
	Subject              Translated              `json:"subject"`
	MessageTypeID        string                  `json:"messageTypeId,omitempty"`
	ExpirationDate       *DateTime               `json:"expirationDate,omitempty"`
	SenderOrganizationID string                  `json:"senderOrganizationId,omitempty"`
	SenderApplicationID  string                  `json:"senderApplicationId,omitempty"`
	RegisteredMail       bool                    `json:"registeredMail,omitempty"`
	Attachments          []AttachmentToPublish   `json:"attachments,omitempty"`
	BodyMainContent      bool                    `json:"bodyMainContent"`
	BodyContent          *Translated             `json:"bodyContent,omitempty"`
	BusinessDataList     []BusinessDataToPublish `json:"businessDataList,omitempty"`
	HasPaymentData       bool                    `json:"-"` // paymentData was there: no registry here takes it
	ReplyAuthorized      bool                    `json:"replyAuthorized"`
}

// AttachmentToPublish describes the file in the multipart part HTTPPartName.
type AttachmentToPublish struct {
	AttachmentTitle  *Translated `json:"attachmentTitle,omitempty"`
	HTTPPartName     string      `json:"httpPartName"`
	MainContent      bool        `json:"mainContent"`
	Digest           *Digest     `json:"digest,omitempty"`
	AttachmentSigned bool        `json:"attachmentSigned,omitempty"`
}

// BusinessDataToPublish is one labelled list of values in a publication.
type BusinessDataToPublish struct {
	Key         string       `json:"key"`
	Name        *Translated  `json:"name,omitempty"`
	Description *Translated  `json:"description,omitempty"`
	Values      []Translated `json:"values"`
}

// PublicationStatusMessage answers a publication.
type PublicationStatusMessage struct {
	MessageID      string   `json:"messageId"`
	ExpirationDate DateTime `json:"expirationDate"`
	Code           string   `json:"code,omitempty"`
	Message        string   `json:"message,omitempty"`
}

// Part is a file that came with a publication; only its hash is kept.
type Part struct {
	Name      string // name of the multipart part, upfile1 to upfile6
	FileName  string // filename parameter as it came, percent-encoding included
	MediaType string
	Size      int64
	SHA256    [sha256.Size]byte
}

// NewPart reads a part to its end and hashes it.
func NewPart(name, fileName, mediaType string, r io.Reader) (Part, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return Part{}, fmt.Errorf("reading part: %w", err)
	}
	p := Part{Name: name, FileName: fileName, MediaType: mediaType, Size: n}
	h.Sum(p.SHA256[:0])
	return p, nil
}

// Refusal says why a publication or an update is not accepted: a StatusMessage with status 400.
type Refusal struct {
	Code    string // INVALID_INPUT, INVALID_SENDER, DIGEST_DO_NOT_MATCH, NOT_IMPLEMENTED
	Message string // English, for developers; holds nothing of the sender's text
}

// Error gives code and message.
func (r *Refusal) Error() string { return "mailbox: " + r.Code + ": " + r.Message }
