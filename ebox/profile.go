package ebox

import "time"

// BoxState is how far a citizen's box is from receiving messages.
type BoxState int

// The states of a box.
const (
	BoxUnknown     BoxState = iota
	BoxInactive             // never activated
	BoxActive               // activated, the e-mail address is validated
	BoxUnvalidated          // activated, but the address is not validated: the consent will be removed
	BoxWithdrawn            // the consent was withdrawn
)

// Profile is a citizen's consent and what belongs to it. No public API has it: it comes from an extension that only the
// sandbox has.
type Profile struct {
	State         BoxState
	Email         Text      // masked or whole, as the server gives it
	CodeSent      time.Time // when the last verification code was sent; zero: none is open
	Consented     time.Time // when the terms were accepted
	Withdrawn     time.Time // when withdrawal was asked for
	Effective     time.Time // when withdrawal has been, or will be, processed; messages until then keep their legal effect
	Terms         string    // version of the terms that were accepted
	Notifications Notifications
}

// Notifications are the e-mails that a person wants about messages. They never name a sender or say what is in a message.
type Notifications struct {
	New      bool   // a new document is available
	Reminder bool   // a new document is still unread after two weeks
	Expiry   bool   // an unread document is going to be removed
	Lang     string // "nl", "fr", "de" or "en"
	HTML     bool   // else plain text
}

// Terms are the terms of use and the privacy statement that an activation accepts.
type Terms struct {
	Version string
	Date    time.Time
	Text    Translated // of the terms of use, in full
	Privacy Translated // of the privacy statement, in full
}

// Activation is the consent as it is given.
type Activation struct {
	Terms         string // the version that was read and accepted
	Email         string
	Notifications Notifications
}

// Preferences is EboxPreferences of the federation specification: a company's choice about paper.
type Preferences struct {
	EnterpriseNumber   string    // CBE number, 10 digits
	ExclusivelyEbox    bool      // no paper copies
	LastConnectionDate time.Time // of the official portal; zero: never or not said
}
