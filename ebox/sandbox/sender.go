package sandbox

import (
	"encoding/json"
	"net/http"

	"myebox/ebox/sandbox/mailbox"
)

// link: linkMessage. No provider here offers it, as the one of the social security does not.
func (c *call) link() {
	c.refuse(http.StatusBadRequest, codeNotImplemented, "this provider does not link messages")
}

// messageStatus is MessageStatus; so is its request, of which only the first two fields count.
type messageStatus struct {
	MessageID      string            `json:"messageId"`
	EboxID         mailbox.EboxID    `json:"eboxId"`
	ExpirationDate *mailbox.DateTime `json:"expirationDate,omitempty"`
	ReadStatus     bool              `json:"readStatus"`
	Visible        bool              `json:"visible"`
}

// searchStatus: getStatus. Success is 201. It answers for messages in the token's own box; others are left out, and when
// nothing that was asked for is there the answer is 404.
func (c *call) searchStatus() {
	body, ok := c.read("application/json")
	if !ok {
		return
	}
	var asked []messageStatus
	if err := json.Unmarshal(body, &asked); err != nil || asked == nil {
		c.refuse(http.StatusBadRequest, codeInvalid, "the body must be a list of messageId and eboxId")
		return
	}
	own := mailbox.EboxID{EboxType: c.boxType, EboxIDValue: c.grant.Owner}
	known := []messageStatus{}
	for _, a := range asked {
		m, found := c.box.Get(a.MessageID)
		if !found || a.EboxID != own && a.EboxID != (mailbox.EboxID{}) {
			continue
		}
		known = append(known, messageStatus{m.MessageID, own, &m.ExpirationDate, m.ReadStatus, m.Visible})
	}
	if len(known) == 0 && len(asked) > 0 {
		c.refuse(http.StatusNotFound, codeNotFound, noMessage)
		return
	}
	c.ok(http.StatusCreated, known)
}
