package lang

// Remote is what is said about logging in without a browser, with a key file, and about stores without a desktop.
type Remote struct {
	OverSSH         string
	Forward         string `max:"60"`
	ForwardHow      string // then the command on a line of its own
	ForwardHost     string // the word HOST in the command
	PasteBack       string `max:"60"`
	PasteHow        string
	PasteWarning    string
	PastePrompt     string `max:"60"` // a prompt
	Pasted          string `max:"76"`
	OtherDevice     string `max:"60"`
	DeviceHow       string // then the address on a line of its own
	DeviceCode      string `max:"40"` // code
	DeviceWarning   string
	DeviceWaiting   string `max:"76"` // time left
	CodeToScan      string `max:"60"` // a QR code follows
	AddressIn       string // file
	FlagNoBrowser   string `max:"60"`
	FlagPort        string `max:"60"`
	FlagDevice      string `max:"60"`
	FlagAddressFile string `max:"60"`
	StoreAsk        string `max:"60"` // a prompt
	StoreNew        string `max:"60"` // a prompt
	StoreAgain      string `max:"60"` // a prompt
	StoreDiffer     string `max:"76"`
	StoreChanged    string `max:"76"`
	StoreWhere      string // directory
	StoreForgotten  string

	KeyMissing          Advice // no such file
	KeyMode             Advice // others can read it
	KeyOwner            Advice // of another user
	KeyLink             Advice // a link, a pipe, a directory
	NotAKey             Advice
	KeyFormat           Advice // encrypted in a way not known here
	KeyCost             Advice // its derivation asks for absurdly much
	KeyPassphraseNeeded Advice // nobody could be asked
	KeyPassphrase       Advice
	KeyKind             Advice // not RSA, or too short
	KeyExpired          Advice
	KeyNotYetValid      Advice
	KeyMismatch         Advice
	NotACertificate     Advice
	SoftwareRefused     Advice // no reason given
	SoftwareUnknown     Advice
	SoftwareAudience    Advice
	SoftwareSignature   Advice
	SoftwareReplayed    Advice
	SoftwareScope       Advice
	ClockBehind         Advice // difference in words
	ClockAhead          Advice // difference in words
	NotAddress          Advice // a code alone, other text
	OtherAddress        Advice
	OtherLogin          Advice // unknown state
	CutShort            Advice // incomplete, or from another server
	Answered            Advice
	DeviceExpired       Advice
	NoDevice            Advice // the server does not offer it
	StoreWrong          Advice // passphrase
	StoreNobody         Advice // nobody to ask
	StoreDamaged        Advice
	StoreNewer          Advice
	StoreWeak           Advice
	StorePlace          Advice // mode, owner or link of file or directory
}
