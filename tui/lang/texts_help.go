package lang

// Help is the help screen.
type Help struct {
	Title      string `max:"24"`
	KeysTitle  string `max:"40"`
	EveryTitle string `max:"40"`
	Short      string `max:"60"` // the bottom row of a screen, last part
	Filter     string `max:"40"`
	Off        string // why a key is off
	WhereHelp  string
}

// Keys say what a key does. Keys do not change with the language.
type Keys struct {
	Up           string `max:"30"`
	Down         string `max:"30"`
	PageUp       string `max:"30"`
	PageDown     string `max:"30"`
	First        string `max:"30"`
	Last         string `max:"30"`
	Open         string `max:"30"`
	Back         string `max:"30"`
	Quit         string `max:"30"`
	Help         string `max:"30"`
	Search       string `max:"30"`
	Filter       string `max:"30"`
	ClearFilter  string `max:"30"`
	Sort         string `max:"30"`
	Folder       string `max:"30"`
	Refresh      string `max:"30"`
	Download     string `max:"30"`
	DownloadAll  string `max:"30"`
	OtherFolder  string `max:"30"` // to save in
	View         string `max:"30"`
	OpenWith     string `max:"30"`
	Print        string `max:"30"`
	Hide         string `max:"30"`
	Show         string `max:"30"`
	Undo         string `max:"30"`
	Copy         string `max:"30"`
	Language     string `max:"30"`
	TextLanguage string `max:"30"`
	NextMessage  string `max:"30"`
	PrevMessage  string `max:"30"`
	NextPart     string `max:"30"`
	PrevPart     string `max:"30"`
	Notices      string `max:"30"`
	LogOut       string `max:"30"`
	Confirm      string `max:"30"`
	Cancel       string `max:"30"`
	Choose       string `max:"30"`
	Where        string `max:"30"`
	Palette      string `max:"30"`
	Redraw       string `max:"30"`
}

// Why are the reasons for a key being off; they follow Help.Off.
type Why struct {
	NoMessage     string `max:"40"`
	NoAttachment  string `max:"40"`
	NotLoaded     string `max:"40"`
	NothingToUndo string `max:"40"`
	OneLanguage   string `max:"40"`
	NoViewer      string `max:"40"`
	NoPrinter     string `max:"40"`
	NoFilter      string `max:"40"`
	NothingHere   string `max:"40"`
	CannotView    string `max:"40"`
	NotAllowed    string `max:"40"`
	AtEnd         string `max:"40"`
}
