package consent

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"myebox/ebox"
)

// State is how far a box is from receiving messages.
type State string

// The states.
const (
	Inactive    State = "inactive"    // never activated
	Active      State = "active"      // with a validated address
	Unvalidated State = "unvalidated" // activated, the address is not validated
	Withdrawn   State = "withdrawn"   // the consent was withdrawn
)

// States are the states that a box may begin in.
func States() []State { return []State{Inactive, Active, Unvalidated, Withdrawn} }

// Profile is a citizen's consent and what belongs to it.
type Profile struct {
	State         State         `json:"state"`
	Email         string        `json:"email,omitempty"`
	CodeSent      Moment        `json:"codeSent,omitzero"` // when the code that may be typed in was sent; zero: there is none
	Consented     Moment        `json:"consented,omitzero"`
	Withdrawn     Moment        `json:"withdrawn,omitzero"`
	Effective     Moment        `json:"effective,omitzero"` // of the withdrawal
	Terms         string        `json:"terms,omitempty"`    // version that was accepted
	Notifications Notifications `json:"notifications"`
}

// Notifications are the mails that a person wants, and how.
type Notifications struct {
	New      bool   `json:"new"`      // a new document is available
	Reminder bool   `json:"reminder"` // a new document is still unread after two weeks
	Expiry   bool   `json:"expiry"`   // an unread document is going to be removed
	Lang     string `json:"lang"`     // nl, fr, de, en
	HTML     bool   `json:"html"`     // else plain text
}

// Moment is a time in whole seconds, in Belgium.
type Moment struct{ time.Time }

func momentOf(t time.Time) Moment { return Moment{t.In(ebox.Brussels()).Truncate(time.Second)} }

// MarshalJSON writes RFC 3339.
func (m Moment) MarshalJSON() ([]byte, error) { return json.Marshal(m.Format(time.RFC3339)) }

// Activation is a consent as it is given.
type Activation struct {
	Terms         string
	Email         string
	Notifications Notifications
}

// Change is a merge patch of a profile (RFC 7396); what is nil stays.
type Change struct {
	Email                 *string
	New, Reminder, Expiry *bool
	Lang                  *string
	HTML                  *bool
}

// Codes of a Refusal.
const (
	CodeState   = "WRONG_STATE"    // not possible in this state
	CodeTerms   = "TERMS_CHANGED"  // other terms apply
	CodeEmail   = "INVALID_EMAIL"  // not an address by its form
	CodeWrong   = "WRONG_CODE"     // not the code that was sent; TriesLeft says how often one may try
	CodeExpired = "CODE_EXPIRED"   // its time is over
	CodeTries   = "TOO_MANY_TRIES" // it was typed wrong too often
	CodeNone    = "NO_CODE"        // none was sent, or it was used
	CodeInvalid = "INVALID_INPUT"  // the request is not one of the contract
)

// Refusal is why something was not done.
type Refusal struct {
	Code      string
	Message   string
	TriesLeft int // with CodeWrong, else 0
}

// Error gives the code.
func (r *Refusal) Error() string { return "consent: " + r.Code }

func refuse(code, message string) *Refusal { return &Refusal{Code: code, Message: message} }

func wrongState(s State) *Refusal {
	return refuse(CodeState, fmt.Sprintf("the box is %s", s))
}

// checkLang refuses other languages than those of the notifications.
func checkLang(l string) error {
	if !slices.Contains(langs, l) {
		return refuse(CodeInvalid, "lang must be nl, fr, de or en")
	}
	return nil
}

// checkEmail refuses what is no address by its form.
func checkEmail(s string) error {
	if ebox.CheckEmail(s) != nil {
		return refuse(CodeEmail, "the address is not an email address")
	}
	return nil
}

// with is n after a change.
func (n Notifications) with(c Change) Notifications {
	for _, b := range []struct {
		to   *bool
		from *bool
	}{{&n.New, c.New}, {&n.Reminder, c.Reminder}, {&n.Expiry, c.Expiry}, {&n.HTML, c.HTML}} {
		if b.from != nil {
			*b.to = *b.from
		}
	}
	if c.Lang != nil {
		n.Lang = *c.Lang
	}
	return n
}
