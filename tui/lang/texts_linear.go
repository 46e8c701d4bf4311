package lang

// Linear is what only the linear mode says: its commands, prompts and announcements.
type Linear struct {
	On               string
	OnBy             string // what turned it on
	StartKeys        string // key for help, key for the full screen
	StartHelp        string // key for help
	StartWords       string // word for help
	TypeWord         string // the word, in quotation marks
	NotTheWord       string // the word
	WordSoon         string // it was pasted, or Enter came too soon
	Choices          string // title, count
	HoldsNow         string `max:"16"`
	ChooseHelp       string
	WhichOne         string // count
	Next             string `max:"40"`
	Previous         string `max:"40"`
	Page             string `max:"40"`
	PageBack         string `max:"40"`
	GoTo             string `max:"40"`
	GoToWhich        string
	Return           string `max:"40"`
	NoReturn         string
	Again            string `max:"40"`
	Position         string `max:"40"`
	Type             string `max:"40"`
	CommandPrompt    string
	WhichCommand     string // names of commands
	UnknownKey       string // the key for help
	News             string `max:"40"`
	NewsOn           string
	NewsOff          string
	Full             string `max:"40"`
	NextSection      string `max:"40"`
	PrevSection      string `max:"40"`
	SayIt            string // what
	SayAddress       string `max:"40"`
	Lines            string // title, count
	EndOfMessage     string
	StartOfMessage   string
	Still            string
	StillLogin       string
	WaitKeys         string
	PINKeys          string
	SearchPrompt     string
	DownloadKeys     string
	FolderPrompt     string `max:"40"`
	NoFailure        string
	NeedsPerson      string
	KeyUp            string `max:"24"`
	KeyDown          string `max:"24"`
	KeyLeft          string `max:"24"`
	KeyRight         string `max:"24"`
	KeyPageUp        string `max:"24"`
	KeyPageDown      string `max:"24"`
	KeyHome          string `max:"24"`
	KeyEnd           string `max:"24"`
	KeyEnter         string `max:"24"`
	KeyEscape        string `max:"24"`
	KeyTab           string `max:"24"`
	KeyShiftTab      string `max:"24"`
	KeySpace         string `max:"24"`
	KeyBackspace     string `max:"24"`
	KeyDot           string `max:"24"`
	KeyColon         string `max:"24"`
	KeyQuestion      string `max:"24"`
	KeyEquals        string `max:"24"`
	KeyNumber        string `max:"24"`
	KeySlash         string `max:"24"`
	KeyLeftBracket   string `max:"24"`
	KeyRightBracket  string `max:"24"`
	KeyControl       string // letter
	KeyCapital       string // letter
	CodeAnother      string // the word for another code
	CodeNew          string `max:"16"`
	EndOfText        string
	ComposeHow       string
	ComposeLine      string // number
	ComposeNew       string // number
	ComposeEmpty     string `max:"24"`
	ComposeDeleted   string // the line
	ComposeLines     Plural
	AddLines         string `max:"40"`
	ChangeLine       string `max:"40"`
	InsertLine       string `max:"40"`
	DeleteLine       string `max:"40"`
	FlagScreenReader string
	FlagLinear       string
	WhyConfig        string // configuration key
	WhyPipe          string `max:"30"`
	WhyAnswer        string `max:"30"`
	FirstQuestion    string // yes, no
	FirstKept        string
}
