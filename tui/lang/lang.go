// Package lang holds every word that the client says, in Dutch, French, German and English, and the ways in which
// these languages write dates, amounts, numbers and plurals. It is data and pure functions: no I/O, no clock.
//
// The words follow the operators' glossary (Terms). People are addressed with vous, u and Sie. A text with verbs is
// meant for fmt.Sprintf; the verbs are the same, in the same order, in every language. A struct tag max:"n" is the
// number of terminal columns that the text may take.
package lang

// Texts is everything that is said in one language. The values that For returns are shared: do not change them.
type Texts struct {
	Code string // "nl", "fr", "de" or "en"
	Name string // the language's own name

	App         App
	Words       Words
	Dates       Dates
	Terms       Terms
	Login       Login
	DigitalKeys DigitalKeys
	Sandbox     Sandbox
	Profile     Profile
	Inbox       Inbox
	Row         Row
	Filter      Filter
	Hiding      Hiding
	Notices     Notices
	Reader      Reader
	Data        Data
	Payment     Payment
	Attachments Attachments
	Viewer      Viewer
	Download    Download
	Errors      Errors
	LoginErrors LoginErrors
	Help        Help
	Keys        Keys
	Why         Why
	Commands    Commands
	Doctor      Doctor
	Card        Card
	CardErrors  CardErrors
	CardChecks  CardChecks

	Reply    Reply
	Consent  Consent
	Letter   Letter
	Linear   Linear
	Access   Access
	Accounts Accounts
	Remote   Remote

	ReplyCommands ReplyCommands
	Manual        Manual
	Placeholders  Placeholders
	Palette       Palette
	Aids          Aids
}

// Codes are the languages, in the order in which they are offered.
func Codes() []string { return []string{"nl", "fr", "de", "en"} }

// For is the language of that code ("nl", "fr", "de", "en", or PseudoCode); English for anything else.
func For(code string) *Texts {
	switch code {
	case "nl":
		return &nl
	case "fr":
		return &fr
	case "de":
		return &de
	case PseudoCode:
		return pseudoTexts()
	}
	return &en
}

// Next is the language after this one in the order of Codes: what the key for another language goes to.
func (t *Texts) Next() *Texts {
	codes := Codes()
	for i, c := range codes {
		if c == t.Code {
			return For(codes[(i+1)%len(codes)])
		}
	}
	return &en
}

// Advice is what a person is told when something did not work.
type Advice struct {
	What  string // what happened
	Means string // what it means for the person
	Todo  string // what they can do
}
