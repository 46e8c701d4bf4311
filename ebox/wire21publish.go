package ebox

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// publication is a reply as every version of the contract needs it.
type publication struct {
	original  string // messageId of what is answered
	recipient string // CBE number of its sender
	company   string // CBE number of the company that replies; "": a citizen
	lang      string
	subject   string
	body      string
	data      []ReplyData
	files     []ReplyFile
}

// The JSON part messageToPublish. What is absent is left out: null is refused.
type (
	publishWire struct {
		Recipient   eboxIDWire          `json:"recipient"`
		Original    string              `json:"originalMessageId"`
		Subject     map[string]string   `json:"subject"`
		Company     string              `json:"senderOrganizationId,omitempty"`
		BodyMain    bool                `json:"bodyMainContent"`
		Body        map[string]string   `json:"bodyContent"`
		Attachments []attachedWire      `json:"attachments,omitempty"`
		Data        []publishedDataWire `json:"businessDataList,omitempty"`
		Reply       bool                `json:"replyAuthorized"`
	}
	eboxIDWire struct {
		Type  string `json:"eboxType"`
		Value string `json:"eboxIdValue"`
	}
	attachedWire struct {
		Part   string     `json:"httpPartName"`
		Main   bool       `json:"mainContent"`
		Digest digestWire `json:"digest"`
	}
	digestWire struct {
		Method string `json:"digestMethod"`
		Value  string `json:"digestValue"`
	}
	publishedDataWire struct {
		Key    string              `json:"key"`
		Values []map[string]string `json:"values"`
	}
)

func (wire21) publication(p publication) ([]byte, error) {
	in := func(s string) map[string]string { return map[string]string{p.lang: s} }
	w := publishWire{
		Recipient: eboxIDWire{"enterprise", p.recipient}, Original: p.original, Subject: in(p.subject), Company: p.company,
		BodyMain: true, Body: in(p.body),
	}
	for i, f := range p.files {
		w.Attachments = append(w.Attachments, attachedWire{
			Part: partName(i), Digest: digestWire{"sha_256", base64.RawURLEncoding.EncodeToString(f.SHA256[:])},
		})
	}
	for _, d := range p.data {
		w.Data = append(w.Data, publishedDataWire{d.Key, []map[string]string{in(d.Value)}})
	}
	b, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("writing the reply: %w", err)
	}
	return b, nil
}

// idempotent: there is no such header in 2.x.
func (wire21) idempotent() bool { return false }

// receiptWire is PublicationStatusMessage.
type receiptWire struct {
	ID      ident `json:"messageId"`
	Expires stamp `json:"expirationDate"`
	Code    ident `json:"code"`
	Message Text  `json:"message"`
}

func (w receiptWire) receipt() (Receipt, bool) {
	return Receipt{ReplyID: string(w.ID), Expires: w.Expires.t, Code: string(w.Code), Message: w.Message}, w.ID != ""
}
