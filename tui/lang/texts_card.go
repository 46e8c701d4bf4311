package lang

// Card is the identity card: readers, PIN prompts, what stands on the card.
type Card struct {
	Title        string `max:"40"` // of the screen with readers and cards
	LogIn        string `max:"40"`
	Readers      string `max:"40"` // leads to the screen with readers and cards
	Looking      string `max:"76"`
	NoReader     string
	Empty        string // reader
	Present      string // reader
	Foreign      string // reader
	Mute         string // reader
	CardIn       string // reader; news
	CardOut      string // reader; news
	ReaderIn     string // reader; news
	ReaderOut    string // reader; news
	Several      string // there are several cards
	Simulated    string `max:"20"` // marks a simulated card wherever it appears
	SimulatedAll string // the same as a sentence
	Show         string `max:"40"`
	Change       string `max:"40"`
	Reading      string `max:"76"`
	LoggingIn    string `max:"76"`
	Signing      string `max:"76"`
	Intro        string // how a login with the card works

	PINTitle   string `max:"40"`
	PINField   string `max:"32"` // before the field
	OldPIN     string `max:"32"`
	NewPIN     string `max:"32"`
	NewAgain   string `max:"32"`
	TriesLeft  Plural
	TriesAsked string // the card does not tell its tries
	LastTry    string
	LastTryYes string `max:"40"` // the key that goes on all the same
	PINHint    string
	Hidden     string // what a field without echo does
	Typed      Plural // digits
	NoPaste    string
	OnlyDigits string
	Length     string
	Pad        string
	PadHint    string
	PadChange  string
	Differ     string // the two new PINs
	Changing   string `max:"76"`
	Changed    string
	SayDigits  string `max:"32"` // key
	Erase      string `max:"32"` // key
	ShowNumber string `max:"40"` // key
	DrawPhoto  string `max:"32"` // key
	MaskNumber string `max:"40"` // key

	Identity       string `max:"32"`
	Name           string `max:"24"`
	BirthDate      string `max:"24"`
	BirthPlace     string `max:"24"`
	Sex            string `max:"24"`
	Man            string `max:"12"`
	Woman          string `max:"12"`
	Nationality    string `max:"24"`
	NationalNumber string `max:"32"`
	CardNumber     string `max:"24"`
	Kind           string `max:"24"`
	KindCitizen    string
	KindKids       string
	KindForeigner  string
	Validity       string `max:"24"`
	FromTo         string // two dates
	Municipality   string `max:"24"`
	Applet         string `max:"24"`
	Address        string `max:"32"`
	Street         string `max:"24"`
	Town           string `max:"24"`
	Photo          string `max:"32"`
	PhotoSize      string // width, height, size
	NoPhoto        string
	Certificates   string `max:"32"`
	CertAuth       string `max:"32"`
	CertSign       string `max:"32"`
	CertCA         string `max:"32"`
	CertRoot       string `max:"32"`
	CertRRN        string `max:"32"`
	CertNone       string
	CertExpired    string // date
	CertNotYet     string // date
	CertNote       string
	Integrity      string `max:"32"`
	Genuine        string
	Altered        string
	Unchecked      string
	IntegrityNote  string
}

// CardErrors are the cases of a card that cannot be read or used.
type CardErrors struct {
	NoPCSC        Advice // built without
	NoService     Advice
	NotAllowed    Advice
	NoReader      Advice
	ReaderGone    Advice
	NoCard        Advice
	Removed       Advice
	Reset         Advice
	Busy          Advice
	Mute          Advice
	Comm          Advice
	Foreign       Advice
	TooOld        Advice
	Fault         Advice
	NotActivated  Advice
	NoCertificate Advice
	WrongPIN      Advice
	Blocked       Advice
	BadPIN        Advice
	PINsDiffer    Advice
	PadTimeout    Advice
	PadCancelled  Advice
	Outcome       Advice
	Expired       Advice
	NotYet        Advice
	Revoked       Advice
	Refused       Advice
	Issuer        Advice
	Scheme        Advice
	Swapped       Advice
	Several       Advice
	NoEntry       Advice
	NoTerminal    Advice
}

// CardChecks are what ebox doctor says of cards.
type CardChecks struct {
	Support    string `max:"28"`
	BuiltIn    string
	NotBuiltIn string
	Service    string `max:"28"`
	Running    string
	Readers    string `max:"28"`
	Card       string `max:"28"`
	Cert       string `max:"28"`
	WithPad    string // reader has keys of its own
}
