package lang

// Access is what is said about accessibility: layouts, braille displays, themes.
type Access struct {
	Chosen      string `max:"20"` // after the choice that holds now
	FlagLayout  string // options of the full screen
	FlagBraille string
	FlagTheme   string
	FlagAlt     string
	News        string `max:"40"` // what a key does: the last line of news, which may have been cut off
	NewsTitle   string `max:"40"`
	NoNews      string
}
