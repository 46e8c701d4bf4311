package ebox

import "encoding/json"

// The objects of the 2.1 contract as they come. Unknown fields are passed over, null is absent, and flags whose default
// is true are pointers.

type listWire struct {
	Items []json.RawMessage `json:"items"`
	Total *number           `json:"totalItems"`
}

type messageWire struct {
	ID              ident      `json:"messageId"`
	OriginalID      ident      `json:"originalMessageId"`
	Subject         Translated `json:"subject"`
	Receipt         stamp      `json:"receiptDate"`
	Expiration      stamp      `json:"expirationDate"`
	Read            bool       `json:"readStatus"`
	Visible         *bool      `json:"visible"`
	Registered      bool       `json:"registeredMail"`
	Reply           bool       `json:"replyAuthorized"`
	BodyMainContent bool       `json:"bodyMainContent"`
	Attention       *struct {
		ID   Text `json:"id"`
		Name Text `json:"name"`
	} `json:"forTheAttentionOf"`
	TypeID         ident `json:"messageTypeId"`
	OrganizationID cbe   `json:"senderOrganizationId"`
	ApplicationID  ident `json:"senderApplicationId"`
	Attachments    struct {
		Items []attachmentWire `json:"items"`
	} `json:"attachments"`
	Payment      *paymentWire `json:"paymentData"`
	BusinessData struct {
		Items []businessWire `json:"items"`
	} `json:"businessDataList"`
}

func (w messageWire) message() (Message, bool) {
	m := Message{
		Key: Key{ID: string(w.ID)}, OriginalMessageID: string(w.OriginalID), Subject: w.Subject,
		ReceiptDate: w.Receipt.t, ExpirationDate: w.Expiration.t,
		ReadStatus: w.Read, Visible: w.Visible == nil || *w.Visible, RegisteredMail: w.Registered,
		ReplyAuthorized: w.Reply, BodyMainContent: w.BodyMainContent,
		MessageTypeID: string(w.TypeID), SenderOrganizationID: string(w.OrganizationID),
		SenderApplicationID: string(w.ApplicationID),
	}
	if w.Attention != nil {
		m.ForTheAttentionOf = &ForTheAttentionOf{ID: w.Attention.ID, Name: w.Attention.Name}
	}
	for _, a := range w.Attachments.Items {
		if d, ok := a.attachment(); ok {
			m.Attachments = append(m.Attachments, d)
		}
	}
	if w.Payment != nil {
		p, _ := w.Payment.payment()
		m.PaymentData = &p
	}
	for _, b := range w.BusinessData.Items {
		m.BusinessData = append(m.BusinessData, BusinessData{
			Key: string(b.Key), Name: b.Name, Description: b.Description, Values: b.Values,
		})
	}
	return m, w.ID != ""
}

type attachmentWire struct {
	ID        ident      `json:"attachmentId"`
	Title     Translated `json:"attachmentTitle"`
	FileName  Text       `json:"fileName"`
	Main      bool       `json:"mainContent"`
	MediaType media      `json:"mediaType"`
	Size      number     `json:"size"`
	Digest    *struct {
		Value  ident `json:"digestValue"`
		Method ident `json:"digestMethod"`
	} `json:"digest"`
	Signed bool   `json:"attachmentSigned"`
	Href   string `json:"contentHref"`
}

func (w attachmentWire) attachment() (Attachment, bool) {
	a := Attachment{
		ID: string(w.ID), Title: w.Title, FileName: w.FileName, MainContent: w.Main, MediaType: string(w.MediaType),
		SizeKB: max(0, float64(w.Size)), Signed: w.Signed, href: w.Href,
	}
	if w.Digest != nil && w.Digest.Value != "" {
		a.Digest = &Digest{Method: string(w.Digest.Method), Value: string(w.Digest.Value)}
	}
	return a, w.ID != "" || w.Href != "" || !w.FileName.IsZero()
}

type businessWire struct {
	Key         ident        `json:"key"`
	Name        Translated   `json:"name"`
	Description Translated   `json:"description"`
	Values      []Translated `json:"values"`
}

type paymentWire struct {
	ID        ident  `json:"paymentDataId"`
	Amount    number `json:"amount"`
	VAT       number `json:"vatAmount"`
	Currency  ident  `json:"currency"`
	Due       stamp  `json:"dueDate"`
	IBAN      Text   `json:"iban"`
	BIC       Text   `json:"bic"`
	Reference loose  `json:"reference"`
}

func (w paymentWire) payment() (PaymentData, bool) {
	return PaymentData{
		ID: string(w.ID), Amount: float64(w.Amount), VATAmount: float64(w.VAT), Currency: string(w.Currency),
		DueDate: w.Due.t, IBAN: w.IBAN, BIC: w.BIC, Reference: Untrusted(string(w.Reference)),
	}, true
}

type boxWire struct {
	Messages     number `json:"numberOfMessages"`
	Unread       number `json:"numberOfUnreadMessages"`
	LastReceipt  stamp  `json:"lastReceiptDate"`
	Consultation stamp  `json:"lastConsultationDate"`
	Size         number `json:"eboxSize"`
}

func (w boxWire) box() (Box, bool) {
	return Box{
		NumberOfMessages: w.Messages.count(), NumberOfUnreadMessages: w.Unread.count(),
		LastReceiptDate: w.LastReceipt.t, LastConsultationDate: w.Consultation.t, SizeKB: max(0, float64(w.Size)),
	}, true
}

type organizationWire struct {
	ID      cbe         `json:"organizationId"`
	Short   Translated  `json:"organizationShortName"`
	Long    Translated  `json:"organizationLongName"`
	URL     Translated  `json:"organizationUrl"`
	Contact Text        `json:"contactBusiness"`
	Logos   []imageWire `json:"organizationLogos"`
}

func (w organizationWire) organization() (Organization, bool) {
	return Organization{
		ID: string(w.ID), ShortName: w.Short, LongName: w.Long, URL: w.URL, Contact: w.Contact, Logos: images(w.Logos),
	}, w.ID != ""
}

type messageTypeWire struct {
	ID          ident      `json:"messageTypeId"`
	Name        Translated `json:"messageTypeName"`
	Description Translated `json:"messageTypeDescription"`
}

func (w messageTypeWire) messageType() (MessageType, bool) {
	return MessageType{ID: string(w.ID), Name: w.Name, Description: w.Description}, w.ID != ""
}

type applicationWire struct {
	ID          ident       `json:"applicationId"`
	Name        Translated  `json:"applicationName"`
	Description Translated  `json:"applicationDescription"`
	URL         Translated  `json:"applicationUrl"`
	Contact     Text        `json:"contactBusiness"`
	Logos       []imageWire `json:"applicationLogos"`
}

func (w applicationWire) application() (Application, bool) {
	return Application{
		ID: string(w.ID), Name: w.Name, Description: w.Description, URL: w.URL, Contact: w.Contact, Logos: images(w.Logos),
	}, w.ID != ""
}

type imageWire struct {
	ID        ident  `json:"imageId"`
	Size      number `json:"size"`
	MediaType media  `json:"mediaType"`
	Language  ident  `json:"language"`
	Href      string `json:"contentHref"`
}

func images(list []imageWire) []Image {
	var out []Image
	for _, w := range list {
		out = append(out, Image{
			ID: string(w.ID), SizeKB: max(0, float64(w.Size)), MediaType: string(w.MediaType), Language: string(w.Language),
			href: w.Href,
		})
	}
	return out
}
