package sandbox

import (
	"io"
	"net/http"
	"strconv"
)

// content: getAttachmentContentById. The main content makes the message read before its first byte is sent; a HEAD
// request makes nothing read. Ranges are not in the contract and ignored.
func (c *call) content() {
	id := c.vars["messageId"]
	doc, ok := c.box.Open(id, c.vars["attachmentId"])
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, "there is no such message or attachment")
		return
	}
	if closer, ok := doc.Content.(io.Closer); ok {
		defer closer.Close()
	}
	if doc.MainContent && !c.markRead(id) {
		return
	}
	h := c.w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Length", strconv.FormatInt(doc.Bytes, 10))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	c.w.WriteHeader(http.StatusOK)
	if c.r.Method != http.MethodHead {
		io.Copy(c.w, doc.Content) // a client that has gone is not our failure
	}
}

// body: getBodyContent. Where the text is the main content it makes the message read.
func (c *call) body() {
	id := c.vars["messageId"]
	text, isMain, ok := c.box.Body(id)
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, "there is no such message, or it has no body")
		return
	}
	if isMain && !c.markRead(id) {
		return
	}
	c.ok(http.StatusOK, text)
}

// markRead records the reading, except for HEAD; it answers itself when that cannot be kept.
func (c *call) markRead(id string) bool {
	if c.r.Method == http.MethodHead {
		return true
	}
	if err := c.box.MarkRead(id); err != nil {
		c.fail(err)
		return false
	}
	return true
}
