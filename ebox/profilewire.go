package ebox

import (
	"encoding/json"
	"strings"
)

// notificationsWire is Notifications of the sandbox's contract.
type notificationsWire struct {
	New      bool   `json:"new"`
	Reminder bool   `json:"reminder"`
	Expiry   bool   `json:"expiry"`
	Lang     string `json:"lang"`
	HTML     bool   `json:"html"`
}

// activationWire is Activation of the sandbox's contract.
type activationWire struct {
	Terms         string            `json:"terms"`
	Email         string            `json:"email"`
	Notifications notificationsWire `json:"notifications"`
}

// profileWire is Profile of the sandbox's contract, as it comes.
type profileWire struct {
	State         ident `json:"state"`
	Email         Text  `json:"email"`
	CodeSent      stamp `json:"codeSent"`
	Consented     stamp `json:"consented"`
	Withdrawn     stamp `json:"withdrawn"`
	Effective     stamp `json:"effective"`
	Terms         ident `json:"terms"`
	Notifications struct {
		New      bool  `json:"new"`
		Reminder bool  `json:"reminder"`
		Expiry   bool  `json:"expiry"`
		Lang     ident `json:"lang"`
		HTML     bool  `json:"html"`
	} `json:"notifications"`
}

// boxStates are the states by their names.
var boxStates = map[string]BoxState{
	"inactive": BoxInactive, "active": BoxActive, "unvalidated": BoxUnvalidated, "withdrawn": BoxWithdrawn,
}

// String is the state's name at the server; "" for BoxUnknown.
func (s BoxState) String() string {
	for name, state := range boxStates {
		if s == state {
			return name
		}
	}
	return ""
}

// decodeProfile reads a profile. A state that is not known is BoxUnknown; none at all is an error, as nothing may be
// concluded from it.
func decodeProfile(b []byte) (*Profile, error) {
	var w profileWire
	if json.Unmarshal(b, &w) != nil || w.State == "" {
		return nil, malformed("profile")
	}
	n := w.Notifications
	p := &Profile{
		State: boxStates[string(w.State)], Email: w.Email, CodeSent: w.CodeSent.t, Consented: w.Consented.t,
		Withdrawn: w.Withdrawn.t, Effective: w.Effective.t, Terms: string(w.Terms),
		Notifications: Notifications{New: n.New, Reminder: n.Reminder, Expiry: n.Expiry, Lang: noticeLang(string(n.Lang)), HTML: n.HTML},
	}
	return p, nil
}

// noticeLang is one of the four languages, "" for anything else.
func noticeLang(s string) string {
	switch l := strings.ToLower(s); l {
	case "nl", "fr", "de", "en":
		return l
	}
	return ""
}

// decodeTerms reads terms of use. Without a version, a text or a privacy statement nobody could accept them: an error.
func decodeTerms(b []byte) (*Terms, error) {
	var w struct {
		Version ident      `json:"version"`
		Date    stamp      `json:"date"`
		Text    Translated `json:"text"`
		Privacy Translated `json:"privacy"`
	}
	if json.Unmarshal(b, &w) != nil || w.Version == "" || w.Text.In().IsZero() || w.Privacy.In().IsZero() {
		return nil, malformed("terms of use")
	}
	return &Terms{Version: string(w.Version), Date: w.Date.t, Text: w.Text, Privacy: w.Privacy}, nil
}
