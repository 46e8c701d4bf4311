package lang

// Access is what is said about accessibility: layouts, braille displays, themes.
type Access struct {
	Chosen      string `max:"20"` // after the choice that holds now
	FlagLayout  string // options of the full screen
	FlagBraille string
	FlagTheme   string
	FlagAlt     string
}
