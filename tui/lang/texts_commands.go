package lang

// Commands are the command line: what each command and flag is for.
type Commands struct {
	Root              string `max:"70"`
	RootLong          string
	Login             string `max:"70"`
	Logout            string `max:"70"`
	List              string `max:"70"`
	Read              string `max:"70"`
	Download          string `max:"70"`
	Doctor            string `max:"70"`
	Version           string `max:"70"`
	HelpCommand       string `max:"70"`
	Completion        string `max:"70"`
	Usage             string `max:"20"` // headings of the help of a command
	AvailableCommands string `max:"30"`
	Flags             string `max:"30"`
	GlobalFlags       string `max:"40"`
	Examples          string `max:"20"`
	ExitCodes         string `max:"20"`
	MoreHelp          string // the program's name
	ExitOK            string `max:"70"`
	ExitFailed        string `max:"70"`
	ExitCancelled     string `max:"70"`
	ExitUsage         string `max:"70"`
	ExitLogin         string `max:"70"`
	ExitPartial       string `max:"70"`
	ExitNotFound      string `max:"70"`
	FlagHelp          string `max:"60"`
	FlagJSON          string `max:"60"`
	FlagLang          string `max:"60"`
	FlagProfile       string `max:"60"`
	FlagConfig        string `max:"60"`
	FlagLog           string `max:"60"`
	FlagHidden        string `max:"60"`
	FlagUnread        string `max:"60"`
	FlagRead          string `max:"60"`
	FlagRegistered    string `max:"60"`
	FlagExpiring      string `max:"60"`
	FlagSender        string `max:"60"`
	FlagType          string `max:"60"`
	FlagSearch        string `max:"60"`
	FlagSearchLang    string `max:"60"`
	FlagAfter         string `max:"60"`
	FlagBefore        string `max:"60"`
	FlagLimit         string `max:"60"`
	FlagBody          string `max:"60"`
	FlagAttachment    string `max:"60"`
	FlagView          string `max:"60"`
	FlagAll           string `max:"60"`
	FlagDir           string `max:"60"`
	FlagOpen          string `max:"60"`
	FlagPrint         string `max:"60"`
	FlagYes           string `max:"60"`
	FlagNoBrowser     string `max:"60"`
	FlagTestPerson    string `max:"60"`
	FlagFresh         string `max:"60"`
	FlagEndBrowser    string `max:"60"`
	ArgMessage        string `max:"60"`
	BadReference      string // what was typed
	BadFlag           string // flag, value
	BadUsage          string // what the parser said, English
	SeeHelp           string // command
	NeedsTerminal     string
	NeedsYes          string // an act that marks as read in a script
	VersionLine       string // version
	Built             string // commit, Go version
}

// Doctor are the checks of ebox doctor.
type Doctor struct {
	Title         string `max:"40"`
	OK            string `max:"10"`
	Warn          string `max:"16"`
	Fail          string `max:"16"`
	Skipped       string `max:"18"`
	AllGood       string
	Problems      Plural
	Terminal      string `max:"28"`
	NoTerminal    string
	Locale        string `max:"28"`
	NotUTF8       string
	Config        string `max:"28"`
	Profile       string `max:"28"`
	Keyring       string `max:"28"`
	KeyringOK     string
	KeyringNone   string
	KeyringLocked string
	Browser       string `max:"28"`
	BrowserNone   string
	LoginService  string `max:"28"`
	Session       string `max:"28"`
	Providers     string `max:"28"`
	Clock         string `max:"28"`
	ClockOff      string // difference in words
	Folder        string `max:"28"`
	Printing      string `max:"28"`
	Viewer        string `max:"28"`
	NotFound      string `max:"30"`
}
