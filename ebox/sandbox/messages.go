package sandbox

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"

	"myebox/ebox/sandbox/mailbox"
)

// maxJSON is how many bytes of JSON a request may bring.
const maxJSON = 1 << 20

const noMessage = "there is no such message in this box"

// ok answers with JSON.
func (c *call) ok(status int, v any) { writeJSON(c.w, status, "application/json", v) }

// summary: getEBoxById. A box without messages is 404, as the contract has it.
func (c *call) summary() {
	sum := c.box.Summary()
	if sum.NumberOfMessages == 0 {
		c.refuse(http.StatusNotFound, codeNotFound, "there are no messages in this box")
		return
	}
	c.ok(http.StatusOK, sum)
}

// listMessages: getMessagesByEBoxId.
func (c *call) listMessages() {
	q := parseQuery(c.r.URL.RawQuery)
	page, size := q.page()
	f := q.filter()
	if q.err != nil {
		c.refuse(http.StatusBadRequest, codeInvalid, q.err.Error())
		return
	}
	items, total := c.box.List(f, page, size)
	for i := range items {
		c.address(&items[i])
	}
	c.ok(http.StatusOK, mailbox.Messages{Items: items, TotalItems: total})
}

// address fills in where the documents are: under the base URL that the federation announces.
func (c *call) address(m *mailbox.Message) {
	if m.Attachments == nil {
		return
	}
	base := c.base() + "/ebox/messages/" + url.PathEscape(m.MessageID) + "/attachments/"
	for i := range m.Attachments.Items {
		a := &m.Attachments.Items[i]
		a.ContentHref = base + url.PathEscape(a.AttachmentID) + "/content"
	}
}

// base is the registry's announced base URL.
func (c *call) base() string {
	if c.announced == "" {
		c.announced = c.s.RegistryURL(c.provider, c.boxType)
	}
	return c.announced
}

// find gives the message of the path, or answers 404.
func (c *call) find() (mailbox.Message, bool) {
	m, ok := c.box.Get(c.vars["messageId"])
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, noMessage)
		return m, false
	}
	c.address(&m)
	return m, true
}

// message: getMessageById.
func (c *call) message() {
	if m, ok := c.find(); ok {
		c.ok(http.StatusOK, m)
	}
}

// attachments: getAttachmentByMessageId.
func (c *call) attachments() {
	if m, ok := c.find(); ok {
		list := mailbox.Attachments{Items: []mailbox.Attachment{}}
		if m.Attachments != nil {
			list = *m.Attachments
		}
		c.ok(http.StatusOK, list)
	}
}

// attachment: getAttachmentById.
func (c *call) attachment() {
	m, ok := c.find()
	if !ok {
		return
	}
	if m.Attachments != nil {
		for _, a := range m.Attachments.Items {
			if a.AttachmentID == c.vars["attachmentId"] {
				c.ok(http.StatusOK, a)
				return
			}
		}
	}
	c.refuse(http.StatusNotFound, codeNotFound, "the message has no such attachment")
}

// paymentData: getPaymentDataByMessageId.
func (c *call) paymentData() {
	p, ok := c.box.PaymentData(c.vars["messageId"])
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, "there is no such message, or nothing to pay")
		return
	}
	c.ok(http.StatusOK, p)
}

// patchMessages: patchMessagesByEBoxId. Only visible can be changed, for all of the list or none.
func (c *call) patchMessages() {
	body, ok := c.read("application/merge-patch+json")
	if !ok {
		return
	}
	updates, err := mailbox.ParseUpdates(body)
	if err == nil {
		err = c.box.SetVisible(updates)
	}
	if err != nil {
		c.fail(err)
		return
	}
	c.w.Header().Set("Cache-Control", "no-store")
	c.w.Header().Set("Content-Length", "0")
	c.w.WriteHeader(http.StatusOK)
}

// read gives a request's body when it has that media type and is not too long.
func (c *call) read(mediaType string) ([]byte, bool) {
	got, _, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if err != nil || got != mediaType {
		c.refuse(http.StatusUnsupportedMediaType, codeMediaType, "the body must be "+mediaType)
		return nil, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, maxJSON))
	if err != nil {
		c.fail(err)
		return nil, false
	}
	return body, true
}

// fail turns an error of the mailbox, or of reading a request, into an answer.
func (c *call) fail(err error) {
	var no *mailbox.Refusal
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &no):
		c.refuse(http.StatusBadRequest, no.Code, no.Message)
	case errors.Is(err, mailbox.ErrNotFound):
		c.refuse(http.StatusNotFound, codeNotFound, noMessage)
	case errors.As(err, &long), errors.Is(err, errTooLarge):
		c.refuse(http.StatusRequestEntityTooLarge, codeTooLarge, "the request is larger than allowed")
	case errors.Is(err, errUnreadable):
		c.refuse(http.StatusBadRequest, codeInvalid, "the request cannot be read")
	default:
		c.refuse(http.StatusInternalServerError, codeInternal, "what happened could not be kept")
	}
}
