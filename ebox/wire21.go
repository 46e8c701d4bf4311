package ebox

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// wire21 is the format of Message Registry API 2.x.
type wire21 struct{}

// calls21 are the operations of the 2.1 contract; {} stands for an id.
var calls21 = map[resource][2]string{
	resBox:               {"getEBoxById", "ebox"},
	resMessages:          {"getMessagesByEBoxId", "ebox/messages"},
	resVisibility:        {"patchMessagesByEBoxId", "ebox/messages"},
	resMessage:           {"getMessageById", "ebox/messages/{}"},
	resAttachments:       {"getAttachmentByMessageId", "ebox/messages/{}/attachments"},
	resAttachment:        {"getAttachmentById", "ebox/messages/{}/attachments/{}"},
	resContent:           {"getAttachmentContentById", "ebox/messages/{}/attachments/{}/content"},
	resBody:              {"getBodyContent", "ebox/messages/{}/body"},
	resPayment:           {"getPaymentDataByMessageId", "ebox/messages/{}/paymentData"},
	resMessageTypes:      {"getAllMessagesTypes", "referenceData/messageTypes"},
	resMessageType:       {"getMessageTypeById", "referenceData/messageTypes/{}"},
	resApplications:      {"findAllSenderApplications", "referenceData/senderApplications"},
	resApplication:       {"getSenderApplicationById", "referenceData/senderApplications/{}"},
	resApplicationImage:  {"getImageForSenderApplication", "referenceData/senderApplications/{}/images/{}/content"},
	resOrganizations:     {"findAllSenderOrganizations", "referenceData/senderOrganizations"},
	resOrganization:      {"getSenderOrganizationById", "referenceData/senderOrganizations/{}"},
	resOrganizationImage: {"getImageForSenderOrganization", "referenceData/senderOrganizations/{}/images/{}/content"},
	resPublication:       {"postMessage", "publishMessage"},
}

func (wire21) call(r resource, ids ...string) (string, []string) {
	c := calls21[r]
	path := strings.Split(c[1], "/")
	for i, e := range path {
		if e == "{}" {
			path[i], ids = ids[0], ids[1:]
		}
	}
	return c[0], path
}

func (wire21) query(o ListOptions) url.Values {
	v := url.Values{
		"page":     {strconv.Itoa(o.Page)},
		"pageSize": {strconv.Itoa(o.PageSize)},
		"visible":  {strconv.FormatBool(!o.Hidden)}, // left out it means nothing that is written down
	}
	flag := func(name string, b *bool) {
		if b != nil {
			v.Set(name, strconv.FormatBool(*b))
		}
	}
	text := func(name, s string) {
		if s != "" {
			v.Set(name, s)
		}
	}
	day := func(name string, t time.Time, wider int) {
		if !t.IsZero() {
			v.Set(name, t.In(Brussels()).AddDate(0, 0, wider).Format(time.DateOnly))
		}
	}
	flag("readStatus", o.ReadStatus)
	flag("registeredMail", o.RegisteredMail)
	text("messageTypeId", o.MessageTypeID)
	text("senderOrganizationId", o.SenderOrganizationID)
	text("senderApplicationId", o.SenderApplicationID)
	// Whether a boundary day is in or out is not defined: ask for a day more, and let Query.selects decide.
	day("receivedAfter", o.ReceivedAfter, -1)
	day("receivedBefore", o.ReceivedBefore, 1)
	day("expiredAfter", o.ExpiredAfter, -1)
	day("expiredBefore", o.ExpiredBefore, 1)
	if o.Q != "" {
		v.Set("q", o.Q)
		v.Set("qlang", o.QLang)
	}
	return v
}

func (wire21) visibility(visible bool, ids []string) ([]byte, string, error) {
	type item struct {
		ID      string `json:"messageId"`
		Visible bool   `json:"visible"`
	}
	body := struct {
		Items []item `json:"items"`
		Total int    `json:"totalItems"`
	}{make([]item, len(ids)), len(ids)}
	for i, id := range ids {
		body.Items[i] = item{id, visible}
	}
	b, err := json.Marshal(body)
	if err != nil {
		return nil, "", fmt.Errorf("writing visibility: %w", err)
	}
	return b, "application/merge-patch+json", nil
}

func (wire21) decode(b []byte, into any) error {
	switch into := into.(type) {
	case *Page:
		return decodePage(b, into)
	case *Message:
		return decodeOne(b, "message", into, messageWire.message)
	case *[]Attachment:
		list, _, _, err := decodeList(b, "attachments", attachmentWire.attachment)
		*into = list
		return err
	case *Attachment:
		return decodeOne(b, "attachment", into, attachmentWire.attachment)
	case *Translated:
		return decodeOne(b, "body", into, func(t Translated) (Translated, bool) { return t, true })
	case *PaymentData:
		return decodeOne(b, "payment data", into, paymentWire.payment)
	case *Receipt:
		return decodeOne(b, "receipt of the reply", into, receiptWire.receipt)
	case *Box:
		return decodeOne(b, "summary", into, boxWire.box)
	case *Organization:
		return decodeOne(b, "organisation", into, organizationWire.organization)
	case *MessageType:
		return decodeOne(b, "message type", into, messageTypeWire.messageType)
	case *Application:
		return decodeOne(b, "application", into, applicationWire.application)
	case *References[Organization]:
		return decodeReferences(b, "organisations", into, organizationWire.organization)
	case *References[MessageType]:
		return decodeReferences(b, "message types", into, messageTypeWire.messageType)
	case *References[Application]:
		return decodeReferences(b, "applications", into, applicationWire.application)
	}
	return fmt.Errorf("reading %T: no such answer in version 2", into)
}

// decodeOne reads one object. The conversion tells whether it holds what makes it usable.
func decodeOne[W, D any](b []byte, what string, into *D, convert func(W) (D, bool)) error {
	var w *W
	if json.Unmarshal(b, &w) != nil || w == nil {
		return malformed(what)
	}
	d, ok := convert(*w)
	if !ok {
		return malformed(what)
	}
	*into = d
	return nil
}

// decodeList reads an {items, totalItems} wrapper item by item: one that cannot be read costs itself, not the list.
func decodeList[W, D any](b []byte, what string, convert func(W) (D, bool)) (list []D, total, skipped int, err error) {
	var w *listWire
	if json.Unmarshal(b, &w) != nil || w == nil {
		return nil, -1, 0, malformed(what)
	}
	list = make([]D, 0, len(w.Items))
	for _, raw := range w.Items {
		var d D
		if decodeOne(raw, what, &d, convert) != nil {
			skipped++
			continue
		}
		list = append(list, d)
	}
	return list, w.Total.or(-1), skipped, nil
}

func decodePage(b []byte, into *Page) error {
	list, total, skipped, err := decodeList(b, "messages", messageWire.message)
	if err != nil {
		return err
	}
	*into = Page{Items: make([]*Message, len(list)), TotalItems: total, Skipped: skipped}
	for i := range list {
		into.Items[i] = &list[i]
	}
	return nil
}

func decodeReferences[W, D any](b []byte, what string, into *References[D], convert func(W) (D, bool)) error {
	list, total, skipped, err := decodeList(b, what, convert)
	if err != nil {
		return err
	}
	*into = References[D]{Items: make([]*D, len(list)), TotalItems: total, Skipped: skipped}
	for i := range list {
		into.Items[i] = &list[i]
	}
	return nil
}
