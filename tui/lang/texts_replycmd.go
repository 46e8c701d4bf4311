package lang

// ReplyCommands are the commands for replies, consent and profile: their help, and what they ask line by line. What the
// screens say too is in Reply and Consent.
type ReplyCommands struct {
	Reply           string `max:"70"`
	ReplyLong       string
	Replies         string `max:"70"`
	RepliesLong     string
	RepliesShow     string `max:"70"`
	RepliesShowLong string
	ConsentLong     string
	ShowLong        string
	GiveLong        string
	CodeLong        string
	WithdrawLong    string
	LetterLong      string
	ProfileLong     string
	Everything      string `max:"70"`
	EverythingLong  string

	FlagChoice       string `max:"60"`
	FlagComment      string `max:"60"`
	FlagAttach       string `max:"60"`
	FlagLang         string `max:"60"`
	FlagConfirm      string `max:"60"`
	FlagConfirmAgain string `max:"60"`
	FlagAgain        string `max:"60"`
	FlagDiscard      string `max:"60"`
	FlagShow         string `max:"60"`
	FlagDryRun       string `max:"60"`
	FlagCode         string `max:"60"`
	FlagLetterDir    string `max:"60"`
	FlagExclusively  string `max:"60"`

	NeedsTerminal string
	Draft         string // date and time
	WhichAnswer   string // a number is typed behind it
	NoSuchAnswer  string
	TypeText      string // lines, ended by a dot
	NoComment     string // a dot at once
	KeepText      string // the words for yes and no
	TypeFiles     string // how files are added and taken away
	FileField     string // a path is typed behind it
	FileAdded     string // name, size
	FileRemoved   string // name
	NoSuchFile    string
	TypeWord      string // the word
	WordField     string
	NotSent       string
	DraftKept     string
	DraftLost     string // without a keyring
	Again         string // stands before what is confirmed when a reply may be there already
	FreeText      string // stands for the answer where there is none to choose
	ToSend        string // before a command
	ToGoOn        string // before a command
	ToSendAgain   string // before a command
	NeedsConfirm  Advice
	WrongConfirm  Advice
	NeedsAct      Advice // an act on consent
	WrongAct      Advice
	NotOpened     Advice
	Discarded     string
	NoDraft       string
	NoReplies     string
	NothingKnown  string // of a reply to this message
	AfterLogout   string

	Drafts            string `max:"28"` // title of doctor's check
	DraftsSealed      string
	DraftsInFile      string
	DraftsMemory      string
	DraftsKey         Advice // the key is damaged
	ExitNotOffered    string `max:"70"`
	DownloadFirst     string // before a command
	TypeToWithdraw    string // the word
	CodeNeedsTerminal string
	NeedsOption       string // option
	ConfirmFirst      string // what --confirm must be
	ConfirmSecond     string // what --confirm-again must be
	Exclusively       string // spelled confirmation: company number
	NotExclusively    string // spelled confirmation: company number
	GiveConsent       string // spelled confirmation: version of the terms, address
	WithdrawConsent   string // spelled confirmation
	WithdrawAgain     string // second spelled confirmation
	NoOperation       string
	NoOperationTodo   string
	NothingChanged    string
	OnlyCompany       string // an option for companies
	OnlyCitizen       string // an option for citizens
}
