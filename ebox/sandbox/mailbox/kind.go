package mailbox

// boxType tells whose box it is.
type boxType uint8

const (
	citizen boxType = iota
	enterprise
	boxTypes = 2
)

// String is the word in addresses and in EboxId.
func (b boxType) String() string {
	if b == enterprise {
		return "enterprise"
	}
	return "citizen"
}

func boxTypeOf(s string) (boxType, bool) {
	switch s {
	case "citizen":
		return citizen, true
	case "enterprise":
		return enterprise, true
	}
	return 0, false
}

// kind is one sort of message: who sends it, what it says, what comes with it. Its texts hold the placeholders that
// expand knows.
type kind struct {
	name       string // unique in its provider; the showcase names kinds by it
	weight     int    // how often, among the kinds of its provider and box
	org        tri    // keys of organisations: the competent one may depend on the language
	app, typ   string
	subject    tri
	body       tri // paragraphs without salutation and closing; empty: no body at all
	bodyMain   bool
	docs       []docKind // one of them main, unless bodyMain
	registered bool
	due        int // days in which to act; 0: not for action
	pay        payKind
	reply      *replyKind
	answer     bool // answers a message that the owner once sent
	domain     string
	attention  bool // for one person in the company
}

// docKind is a document that comes with a kind of message.
type docKind struct {
	media  media
	title  tri
	main   bool
	signed bool
	large  int // kB of filling in the showcase and now and then elsewhere; 0: as it comes
}

type payKind uint8

const (
	noPayment payKind = iota
	payStructured
	payFree
	payVAT // structured communication, and VAT on top
)

// replyKind is how the sender wants to be answered; no choices: in the owner's own words only.
type replyKind struct {
	choices []choice
	comment bool // a comment may be added to the choice
}

type choice struct{ label, meaning tri }

// organization, application and messageType are the catalogue's entries behind the reference data.
type organization struct {
	key, id          string
	short, long, url tri
	logoPerLanguage  bool
}

type application struct {
	id                string
	name, description tri
	url               tri
	logo              bool
}

type messageType struct {
	id                string
	name, description tri
	stay              stay
}

// stay is how long messages of a type are available; the zero stay has no end.
type stay struct {
	n    int
	unit string
}

func days(n int) stay   { return stay{n, "day"} }
func months(n int) stay { return stay{n, "month"} }
func years(n int) stay  { return stay{n, "year"} }

// shown is one entry of a box's showcase: the newest messages of every box, in every size, so that a small box already
// has one of each.
type shown struct {
	kind   string
	hours  int // age
	unread bool
	hidden bool
	wild   bool // hostile subject and file names
	long   bool // subject of nearly 400 characters
}

// catalogue is what one provider sends. Its showcase is in order of age.
type catalogue struct {
	orgs     []organization
	apps     []application
	types    []messageType
	kinds    [boxTypes][]kind
	showcase [boxTypes][]shown
}
