package mailbox

import "io"

// Box is one owner's box at one provider. It is safe for concurrent use; what it returns belongs to the caller.
type Box struct{}

// Document is an attachment with its bytes.
type Document struct {
	Attachment
	Bytes   int64 // exact length
	Content io.ReadSeeker
}

// List is a page (from 1) of the messages that f selects, newest first, and how many f selects over all pages. Beyond the
// end the page is empty, never nil.
func (b *Box) List(f Filter, page, pageSize int) (items []Message, total int) {
	return []Message{}, 0
}

// Get is one message.
func (b *Box) Get(id string) (Message, bool) { return Message{}, false }

// Body is the text of a message; main tells that fetching it must mark the message as read. It is false when there is no
// such message or it has no text.
func (b *Box) Body(id string) (text Translated, main, ok bool) { return Translated{}, false, false }

// PaymentData is false when there is no such message or nothing to pay.
func (b *Box) PaymentData(id string) (PaymentData, bool) { return PaymentData{}, false }

// Open is a document; when MainContent is set, fetching it must mark the message as read. Opening marks nothing.
func (b *Box) Open(id, attachmentID string) (*Document, bool) { return nil, false }

// MarkRead records that the main content was fetched; repeating it changes nothing. Errors: ErrNotFound, or the journal
// could not be written and nothing changed.
func (b *Box) MarkRead(id string) error { return nil }

// SetVisible hides messages or shows them again, all of them or, when one id is unknown (ErrNotFound) or the journal
// cannot be written, none.
func (b *Box) SetVisible(updates []MessageToUpdate) error { return nil }

// Publish accepts a reply. The error is a *Refusal, or the journal could not be written and nothing was accepted.
func (b *Box) Publish(m MessageToPublish, parts []Part) (PublicationStatusMessage, error) {
	return PublicationStatusMessage{}, nil
}

// Summary counts the box, hidden messages included.
func (b *Box) Summary() Ebox { return Ebox{} }
