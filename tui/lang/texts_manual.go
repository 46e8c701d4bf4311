package lang

// Manual are the headings of a manual page.
type Manual struct {
	Name        string
	Synopsis    string
	Description string
	Options     string
	Everywhere  string // options that every command has
	Examples    string
	SeeAlso     string
}

// Placeholders stand in usage lines and with options for what a person types: one word in capitals each.
type Placeholders struct {
	Name    string `max:"10"`
	File    string `max:"10"`
	Dir     string `max:"10"`
	Date    string `max:"10"`
	Time    string `max:"10"`
	Text    string `max:"10"`
	Number  string `max:"10"`
	Lang    string `max:"10"`
	Format  string `max:"10"`
	Command string `max:"10"`
	Shell   string `max:"10"`
	Box     string `max:"10"`
}
