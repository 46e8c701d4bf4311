package main

import (
	"cmp"
	"time"

	"myebox/ebox"
	"myebox/tui/present"
)

// consentJSON is the result of consent show, give, code and withdraw, and of profile.
type consentJSON struct {
	head
	Offered bool         `json:"offered"`               // the server has operations for consent: an extension that only the sandbox has
	State   string       `json:"state"`                 // unknown, inactive, active, unvalidated, withdrawn
	Text    string       `json:"text"`                  // the state in words
	Changed bool         `json:"changed"`               // by this very command
	Profile *profileJSON `json:"profileData,omitempty"` // left out: the server has no operations
	Paper   *paperJSON   `json:"paper,omitempty"`       // a company's choice; left out: there is none to make
	Terms   *termsJSON   `json:"terms,omitempty"`       // what an activation accepts, when it was asked for
	Ways    []wayJSON    `json:"ways"`                  // the official ways to withdraw, in their order
	// What --confirm and --confirm-again have to be for what was asked; left out: nothing is to be confirmed.
	Confirm      string `json:"confirm,omitempty"`
	ConfirmAgain string `json:"confirmAgain,omitempty"`
}

// profileJSON is what the server knows of a citizen's consent.
type profileJSON struct {
	Email     string    `json:"email,omitempty"`
	CodeSent  time.Time `json:"codeSent,omitzero"` // when a verification code was sent that is still open
	Consented time.Time `json:"consented,omitzero"`
	Withdrawn time.Time `json:"withdrawn,omitzero"`
	Effective time.Time `json:"effective,omitzero"` // when the withdrawal takes effect: until then messages keep their legal effect
	Terms     string    `json:"terms,omitempty"`    // version that was accepted
	Notify    []string  `json:"notify"`             // new, reminder, expiry
	MailLang  string    `json:"mailLang,omitempty"`
	HTML      bool      `json:"html"`
}

// paperJSON is a company's choice about paper.
type paperJSON struct {
	Company         string    `json:"company"`
	ExclusivelyEbox bool      `json:"exclusivelyEbox"` // no paper copies
	LastConnection  time.Time `json:"lastConnection,omitzero"`
}

// termsJSON are the texts that an activation accepts.
type termsJSON struct {
	Version string          `json:"version"`
	Date    time.Time       `json:"date,omitzero"`
	Text    ebox.Translated `json:"text"`
	Privacy ebox.Translated `json:"privacy"`
}

// wayJSON is an official way.
type wayJSON struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	URL    string `json:"url,omitempty"`
}

// boxStates are the states as scripts see them.
var boxStates = map[ebox.BoxState]string{
	ebox.BoxUnknown: "unknown", ebox.BoxInactive: "inactive", ebox.BoxActive: "active", ebox.BoxUnvalidated: "unvalidated",
	ebox.BoxWithdrawn: "withdrawn",
}

// newConsentJSON says how things stand; p is nil where the server has no operations, paper where there is no choice.
func newConsentJSON(v present.Voice, d *consentDesk, p *ebox.Profile, paper *ebox.Preferences) *consentJSON {
	j := &consentJSON{head: newHead(d.profile), Offered: d.offered(), State: "unknown", Ways: []wayJSON{}}
	if d.profile.Box == boxCitizen {
		j.Text = v.BoxState(cmp.Or(p, &ebox.Profile{}))
		for i, way := range v.Ways() {
			j.Ways = append(j.Ways, wayJSON{i + 1, way.Text, way.URL})
		}
	}
	if p != nil {
		j.State = boxStates[p.State]
		j.Profile = &profileJSON{
			Email: p.Email.String(), CodeSent: belgian(p.CodeSent), Consented: belgian(p.Consented), Withdrawn: belgian(p.Withdrawn),
			Effective: belgian(p.Effective), Terms: ebox.Sanitize(p.Terms), Notify: agreedKinds(p.Notifications),
			MailLang: ebox.Sanitize(p.Notifications.Lang), HTML: p.Notifications.HTML,
		}
	}
	if paper != nil {
		j.Paper = &paperJSON{ebox.Sanitize(paper.EnterpriseNumber), paper.ExclusivelyEbox, belgian(paper.LastConnectionDate)}
	}
	return j
}

func newTermsJSON(t *ebox.Terms) *termsJSON {
	return &termsJSON{ebox.Sanitize(t.Version), belgian(t.Date), t.Text, t.Privacy}
}

// letterJSON is the result of consent letter.
type letterJSON struct {
	head
	Paths []string `json:"paths"` // absolute: the letter as PDF, and as text
}

// everythingJSON is the result of consent download.
type everythingJSON struct {
	head
	Folder    string            `json:"folder"`   // absolute
	Complete  bool              `json:"complete"` // every message of every provider was listed and saved
	Documents int               `json:"documents"`
	Messages  int               `json:"messages"` // that were saved whole
	Left      int               `json:"left"`     // registered mail that nobody agreed to open
	Failed    []failedEntryJSON `json:"failed"`
}

// failedEntryJSON is a message that could not be saved whole.
type failedEntryJSON struct {
	Ref  string `json:"ref"`
	Code string `json:"code"` // of the error
	Text string `json:"text"`
}
