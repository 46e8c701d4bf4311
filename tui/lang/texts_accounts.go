package lang

// Accounts is what is said about several boxes: accounts, status, watching.
type Accounts struct {
	Accounts     string `max:"70"`
	AccountsLong string
	List         string `max:"70"`
	ListLong     string
	Add          string `max:"70"`
	AddLong      string
	Remove       string `max:"70"`
	RemoveLong   string
	Choose       string `max:"70"`
	ChooseLong   string

	FlagAccount     string `max:"60"`
	FlagBox         string `max:"60"`
	FlagCompany     string `max:"60"`
	FlagClientID    string `max:"60"`
	FlagKey         string `max:"60"`
	FlagCertificate string `max:"60"`
	FlagDefault     string `max:"60"`
	FlagResume      string
	FlagNone        string `max:"60"`

	None           string
	IsDefault      string `max:"20"`
	SessionStored  string `max:"24"`
	SessionNone    string `max:"24"`
	SessionKey     string `max:"36"`
	SessionUnknown string `max:"36"`
	InProfile      string `max:"30"` // profile
	ProfileUnknown string `max:"44"`
	Added          string // account
	NowLogIn       string // command
	Removed        string // account
	NoDefault      string
	DefaultIs      string // account

	BadName   Advice // what was typed
	Taken     Advice // account
	NoSuch    Advice // account
	Known     string // names
	NoneYet   string
	BadKey    Advice
	BadNumber Advice

	Status       string `max:"70"`
	StatusLong   string
	FlagEveryBox string `max:"60"`
	FlagFormat   string `max:"60"`
	Unread       string
	Urgent       string
	Expiring     string
	ForAction    string
	Registered   string
	LastReceipt  string

	Watch          string `max:"70"`
	WatchLong      string
	FlagJSONLines  string `max:"60"`
	FlagInterval   string `max:"60"`
	FlagExec       string `max:"60"`
	FlagOnce       string `max:"60"`
	FlagBell       string `max:"60"`
	FlagUnit       string
	UnitTitle      string
	UnitSave       string // where
	UnitLinger     string
	UnitCron       string
	Watching       string // box, interval in words
	WatchBack      string
	AlreadyWatched Advice
	HookFailed     Advice

	Hide               string `max:"70"`
	HideLong           string
	Show               string `max:"70"`
	ShowLong           string
	FlagUndo           string `max:"60"`
	FlagHideRegistered string `max:"60"`
	UndoWith           string // command
	NothingToUndo      Advice
	RegisteredStays    Advice

	FlagQR       string `max:"60"`
	OpenAnywhere string

	Store               string `max:"70"`
	StoreLong           string
	StorePassphrase     string `max:"70"`
	StorePassphraseLong string
	StoreForget         string `max:"70"`
	StoreForgetLong     string
	StoreGone           string
	NoStore             Advice

	AskPassphrase     string // file
	KeyWorks          string // company number
	ActsForCompany    string
	KeyIsPlain        string
	PassphraseKept    string
	PassphraseInFile  string
	PassphraseNotKept string
	PassphraseGone    string
	NoSession         string // where a session would be ended
	Skew              string // difference in words

	TokenEndpoint   string
	Audience        string
	KeyFile         string
	CertificateFile string
	WrongPath       string
	WrongCompany    string
}
