package ebox

import "time"

// ReplyForm is how a sender wants to be answered.
type ReplyForm struct {
	Choices []ReplyChoice // the fixed answers, one of which is chosen; empty: the reply is free text
	Comment bool          // words of one's own and files may be added; always set without Choices
}

// ReplyChoice is a fixed answer.
type ReplyChoice struct {
	ID      string     // as the provider knows it
	Label   Translated // the answer itself
	Meaning Translated // what it means and what follows from it
}

// Choice is the fixed answer of that ID.
func (f ReplyForm) Choice(id string) (ReplyChoice, bool) {
	for _, c := range f.Choices {
		if c.ID == id {
			return c, true
		}
	}
	return ReplyChoice{}, false
}

// ReplyState is how far a reply is. The zero value is that nothing is known of one.
type ReplyState int

// The states of a reply.
const (
	ReplyNone    ReplyState = iota
	ReplyDrafted            // written here, never sent: the sender has nothing
	ReplySending            // the request may be on its way right now, from this or another process
	ReplySent               // the provider confirmed it, or said that there is one already
	ReplyRefused            // the provider refused it: the sender has nothing
	ReplyPerhaps            // nobody knows: the request was begun and no answer was seen
)

// ReplyRecord is what this client knows of the reply to one message. It holds nothing of what the reply says.
type ReplyRecord struct {
	Key     Key
	State   ReplyState
	Changed time.Time // of State
	Begun   time.Time // of the request; zero: none was begun
	ReplyID string    // messageId of the reply; "" when the provider did not say
	HTTP    int       // status of a refusal; 0: none
	Code    string    // of a refusal or of a conflict, as the provider gave it
	Ref     string    // the provider's reference of a refusal: the help desk asks for it
	Tries   int       // requests that were begun
}

// ReplyDraft is a reply that is being written, or, once it was sent, what was sent. It is kept encrypted.
type ReplyDraft struct {
	Key     Key
	Subject Text   // of the message that is answered, for lists
	Sender  Text   // of it, by name: whoever reads the copy may not have the message any more
	Choice  string // ID of the fixed answer; "" with free text, or while none is chosen
	Answer  Text   // its label in Lang, for the same reader
	Comment string // as it was typed
	Lang    string // of the reply: "nl", "fr" or "de"
	Files   []ReplyFile
	Changed time.Time
}

// ReplyFile is a document that goes with a reply. The bytes were copied when it was added, so that what was reviewed is
// what is sent.
type ReplyFile struct {
	Name      string // the base name, cleaned, as it will be sent
	MediaType string // one of the contract's
	Size      int64  // bytes
	SHA256    [32]byte
	Blob      string // names the sealed copy; "" before it was added
}
