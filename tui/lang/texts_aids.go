package lang

// Aids are what `ebox accessibility` says: each aid, its switch, what holds now, and what the terminal can do.
type Aids struct {
	Short      string
	Long       string
	Title      string `max:"40"` // heading of the aids
	Switch     string // how to change it: the switches
	NowBecause string // value, why
	NowDefault string // value, when nobody said anything

	ByFlag   string // the flag
	ByVar    string // the variable
	ByConfig string // the setting
	ByAnswer string

	On, Off, Yes, No, Unknown, Own, Guess string `max:"40"`

	Linear, LinearWhat     string
	Layout, LayoutWhat     string
	Braille, BrailleWhat   string
	Theme, ThemeWhat       string
	Colour, ColourWhat     string
	Bell, BellWhat         string
	Keys, KeysWhat         string
	Language, LanguageWhat string
	Alt, AltWhat           string
	Motion, MotionWhat     string

	Terminal   string `max:"40"` // heading of the test of the terminal
	NoTerminal string
	Name       string `max:"30"`
	Size       string `max:"30"`
	SizeIs     string // columns, rows
	SizeSmall  string // columns, rows
	Colours    string `max:"30"`
	ColoursN   Plural
	Characters string `max:"30"`
	NotUTF8    string
	Cursor     string `max:"30"`
	CursorIs   string
	Copy       string `max:"30"`
	Links      string `max:"30"`
	Within     string `max:"30"`
	NoneOf     string `max:"40"`
	Reader     string `max:"30"`
	ReaderIs   string // what was found in the environment
	ReaderNone string
	Cells      Plural
	NoCells    string `max:"40"`
	OwnKeys    Plural
}
