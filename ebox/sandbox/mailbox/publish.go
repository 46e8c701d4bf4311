package mailbox

import (
	"fmt"
	"time"
)

// Codes of refusals, as far as they are known of the registries.
const (
	codeInput          = "INVALID_INPUT"
	codeSender         = "INVALID_SENDER"
	codeDigest         = "DIGEST_DO_NOT_MATCH"
	codeNotImplemented = "NOT_IMPLEMENTED"
)

// Reply is what an authority received as the answer to a message.
type Reply struct {
	MessageID         string     `json:"messageId"`
	OriginalMessageID string     `json:"originalMessageId"`
	Received          DateTime   `json:"received"`
	Option            string     `json:"option,omitempty"` // key of the chosen answer
	Subject           Translated `json:"subject"`
	Body              Translated `json:"body,omitzero"`
	Files             []string   `json:"files,omitempty"` // media types
}

// Publish accepts a reply. The error is a *Refusal, or the journal could not be written and nothing was accepted.
func (b *Box) Publish(m MessageToPublish, parts []Part) (PublicationStatusMessage, error) {
	original, err := b.answered(&m)
	if err != nil {
		return PublicationStatusMessage{}, err
	}
	for _, check := range []func() *Refusal{
		func() *Refusal { return b.checkSender(&m, original) },
		func() *Refusal { return checkLanguage(&m) },
		func() *Refusal { return checkLengths(&m, parts) },
		func() *Refusal { return checkParts(m.Attachments, parts) },
		func() *Refusal { return checkMain(&m) },
		func() *Refusal { return checkDigests(m.Attachments, parts) },
		func() *Refusal { return original.sent.reply.check(&m, original) },
	} {
		if r := check(); r != nil {
			return PublicationStatusMessage{}, r
		}
	}
	now := b.world.now().In(brussels).Truncate(time.Second)
	reply := Reply{
		MessageID: fmt.Sprintf("%016x", at(original.key, slotReply)), OriginalMessageID: m.OriginalMessageID,
		Received: DateTime{now}, Subject: m.Subject,
	}
	if m.BodyContent != nil {
		reply.Body = *m.BodyContent
	}
	if len(m.BusinessDataList) > 0 {
		reply.Option = m.BusinessDataList[0].Key
	}
	for _, p := range parts {
		reply.Files = append(reply.Files, p.MediaType)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, twice := b.state.replies[m.OriginalMessageID]; twice {
		return PublicationStatusMessage{}, refuse("originalMessageId was answered before: a message takes one reply")
	}
	if err := b.record(event{Reply: &reply}); err != nil {
		return PublicationStatusMessage{}, err
	}
	b.state.replies[m.OriginalMessageID] = reply
	return PublicationStatusMessage{MessageID: reply.MessageID, ExpirationDate: DateTime{now.AddDate(1, 0, 0)}}, nil
}

// Reply is what was answered to a message, false when nothing was.
func (b *Box) Reply(id string) (Reply, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, ok := b.state.replies[id]
	return r, ok
}

func refuse(format string, args ...any) *Refusal {
	return &Refusal{Code: codeInput, Message: fmt.Sprintf(format, args...)}
}

// answered finds the message that m answers and tells whether it may be answered.
func (b *Box) answered(m *MessageToPublish) (*glance, error) {
	if m.OriginalMessageID == "" {
		return nil, &Refusal{Code: codeNotImplemented, Message: "originalMessageId is missing: this registry takes replies only"}
	}
	g, ok := b.lookup(m.OriginalMessageID)
	if !ok {
		return nil, refuse("originalMessageId is no message of this box")
	}
	if g.sent.reply == nil {
		return nil, refuse("originalMessageId allows no reply")
	}
	return &g, nil
}
