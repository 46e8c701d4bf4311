package lang

var enManual = Manual{
	Name:        "NAME",
	Synopsis:    "SYNOPSIS",
	Description: "DESCRIPTION",
	Options:     "OPTIONS",
	Everywhere:  "OPTIONS OF EVERY COMMAND",
	Examples:    "EXAMPLES",
	SeeAlso:     "SEE ALSO",
}

var enPlaceholders = Placeholders{
	Name:    "NAME",
	File:    "FILE",
	Dir:     "DIR",
	Date:    "DATE",
	Time:    "TIME",
	Text:    "TEXT",
	Number:  "NUMBER",
	Lang:    "LANG",
	Format:  "FORMAT",
	Command: "COMMAND",
	Shell:   "SHELL",
	Box:     "BOX",
}
