package lang

// Consent is what is said about consent, profile, activation, withdrawal and its letter.
type Consent struct {
	Extension  string // marks what only the sandbox has
	About      ConsentAbout
	State      ConsentState
	Notify     ConsentNotify
	Activation ConsentActivation
	Meaning    ConsentMeaning
	Withdrawal ConsentWithdrawal
	Ways       ConsentWays
	Providers  ConsentProviders
	Paper      ConsentPaper
	Everything ConsentEverything
	Letter     ConsentLetter
	Keys       ConsentKeys
	Errors     ConsentErrors
	Commands   ConsentCommands
}

// ConsentAbout says what the box is.
type ConsentAbout struct {
	Title            string `max:"60"`
	What             string
	Activate         string
	Links            string
	Others           string
	Unused           string
	TitleEnterprise  string `max:"60"`
	Enterprise       string
	EnterpriseDuty   string
	EnterpriseManage string
}

// ConsentState is the state of a citizen's box.
type ConsentState struct {
	Title            string `max:"24"`
	Box              string `max:"24"` // label
	Loading          string `max:"76"`
	Unknown          string
	Inactive         string
	Active           string
	Unvalidated      string
	Withdrawing      string // withdrawn, not processed yet
	Withdrawn        string
	UnknownMeans     string
	Warn             string // in the inbox: the state in a few words, the key of the profile
	NoOperations     string // the services of this box have no operations for consent
	InactiveMeans    string
	ActiveMeans      string
	UnvalidatedMeans string // a warning
	WithdrawnOn      string // date and time
	EffectiveOn      string // date and time, to come
	EffectiveSince   string // date and time, past
	UntilThen        string
	Afterwards       string
	Keep             string // download in time
	Consented        string `max:"32"` // label
	Terms            string // version accepted
	Email            string `max:"24"` // label
	EmailVerified    string // address
	EmailUnverified  string // address
	CodeSent         string // date and time
}

// ConsentNotify are the notifications by e-mail.
type ConsentNotify struct {
	Title      string `max:"40"`
	Change     string `max:"60"` // leads to the screen that changes them
	New        string `max:"60"`
	Reminder   string `max:"60"`
	Expiry     string `max:"60"`
	Language   string `max:"32"` // label
	Form       string `max:"32"` // label
	HTML       string `max:"32"`
	Plain      string `max:"32"`
	Never      string
	Registered string
	Messages   string // the language of messages is the sender's affair
	Off        string // consequences of switching off
	OffTitle   string `max:"60"` // question
	OffYes     string `max:"40"` // key
	Save       string `max:"40"` // item
	Saving     string `max:"76"`
	Saved      string
	Moved      string // the address is another: it must be verified
	Unsaved    string // leaving without saving
}

// ConsentActivation are the steps of an activation.
type ConsentActivation struct {
	Title         string `max:"40"`
	Intro         string
	Step          string `max:"24"` // number, of how many
	Version       string // version, date
	ReadAll       string
	ReadFirst     string `max:"40"` // why it cannot be accepted yet
	AtEnd         string
	NoText        string // in none of the languages
	OtherLanguage string // language
	AcceptTerms   string `max:"40"` // key
	AcceptPrivacy string `max:"40"` // key
	EmailField    string `max:"24"`
	EmailWhy      string
	EmailBad      string
	EmailNeeded   string
	Choose        string
	Continue      string `max:"40"` // item
	Review        string `max:"40"` // title of what is sent
	Question      string `max:"60"`
	Yes           string `max:"40"` // key
	Giving        string `max:"76"`
	CodeTitle     string `max:"40"`
	CodeMailed    string // address
	CodeField     string `max:"24"`
	CodeHint      string
	CodeLength    string
	CodeChecking  string `max:"76"`
	CodeLater     string
	SendAgain     string `max:"40"` // key
	Sending       string `max:"76"`
	SentAgain     string
	Done          string
	Cancelled     string
}

// ConsentMeaning is what consent means.
type ConsentMeaning struct {
	Title   string `max:"60"`
	Receive string
	Paper   string
	All     string
	Effects string
	Terms   string // run whether somebody looks or not
	Email   string // unverified: consent is removed
	Later   string // how it is withdrawn
}

// ConsentWithdrawal is what withdrawing means, and the confirmations.
type ConsentWithdrawal struct {
	Title     string `max:"40"`
	What      string
	Until     string
	After     string
	First     string // download first
	NotLogout string
	Others    string
	ByServer  string // withdrawing here
	Start     string `max:"60"` // item
	Question  string `max:"60"` // first confirmation
	Yes       string `max:"40"` // key
	Second    string `max:"60"` // second confirmation
	Type      string // the word
	Word      string `max:"16"` // without accents and capitals
	WordField string `max:"24"`
	WordOther string // what was typed is another word: the word
	WordPause string // Enter came too soon
	NoPaste   string
	Running   string `max:"76"`
	Done      string
	NotDone   string
}

// ConsentWays are the official ways to withdraw, in their order.
type ConsentWays struct {
	Title     string `max:"60"`
	Intro     string
	Activate  string // where it is activated
	Profile   string
	Provider  string
	Self      string
	Letter    string
	Copied    string
	NotOpened string // the address was copied
}

// ConsentProviders are the others who show the same box.
type ConsentProviders struct {
	Title   string `max:"60"`
	Intro   string
	Public  string `max:"32"`
	Private string `max:"32"`
	App     string `max:"32"`
	Manage  string
	Repeat  string
}

// ConsentPaper is a company's choice about paper.
type ConsentPaper struct {
	Title      string `max:"60"`
	Label      string `max:"24"`
	Only       string
	Both       string
	LastVisit  string `max:"40"` // label
	ToOnly     string `max:"60"` // item
	ToBoth     string `max:"60"` // item
	OnlyMeans  string
	BothMeans  string
	AskOnly    string `max:"60"` // question
	AskBoth    string `max:"60"` // question
	YesOnly    string `max:"40"` // key
	YesBoth    string `max:"40"` // key
	Changing   string `max:"76"`
	Changed    string // how it is now
	NotOffered string
}

// ConsentEverything is the download of all messages.
type ConsentEverything struct {
	Title       string `max:"40"`
	Item        string `max:"60"` // leads there
	Looking     string `max:"76"`
	Found       string // number so far
	Marks       string
	Ordinary    Plural
	Registered  Plural
	Hidden      Plural
	Unread      Plural
	NoneUnread  string
	ApartNote   string // about registered mail
	HiddenNote  string
	Missing     string
	Nothing     string
	Start       string `max:"60"` // item
	StartReg    string `max:"60"` // item
	StartHidden string `max:"60"` // item
	Question    string `max:"60"`
	QuestionReg string `max:"60"`
	Yes         string `max:"40"` // key
	Progress    string // message, of how many
	Saved       Plural // documents
	Failed      Plural // messages
	FailedTitle string `max:"60"`
	Again       string `max:"60"` // item
	AllSaved    string
	Stopped     string
	Stop        string `max:"40"` // key
}

// ConsentLetter is the letter that withdraws by post.
type ConsentLetter struct {
	Item    string `max:"60"`
	Writing string `max:"76"`
	Written string // paths
	Next    string
	None    string
}

// ConsentKeys are the keys of these screens.
type ConsentKeys struct {
	Profile string `max:"30"`
	Change  string `max:"30"` // switches a choice
}

// ConsentErrors are the cases of these acts.
type ConsentErrors struct {
	WrongCode    Advice
	Tries        Plural // that are left with a code
	CodeOver     Advice
	TermsChanged Advice
	BadEmail     Advice
	Refused      Advice // the state of the box does not allow it
	Unsure       Advice // no answer: it may have been done
	NoLetter     Advice
}

// ConsentCommands are the commands.
type ConsentCommands struct {
	Profile       string `max:"70"`
	Consent       string `max:"70"`
	Show          string `max:"70"`
	Give          string `max:"70"`
	Code          string `max:"70"`
	Withdraw      string `max:"70"`
	Letter        string `max:"70"`
	FlagTerms     string `max:"60"`
	FlagEmail     string `max:"60"`
	FlagNotify    string `max:"60"`
	FlagMailLang  string `max:"60"`
	FlagHTML      string `max:"60"`
	FlagConfirm   string `max:"60"`
	FlagFull      string `max:"60"`
	FlagSendAgain string `max:"60"`
	AskDownload   string `max:"60"` // question
	FoundDone     string // no answer arrived, and it was done
	SpellOff      string // spelled confirmation: notifications are switched off
	SpellAddress  string // spelled confirmation: address
}
