package lang

var deManual = Manual{
	Name:        "NAME",
	Synopsis:    "ÜBERSICHT",
	Description: "BESCHREIBUNG",
	Options:     "OPTIONEN",
	Everywhere:  "OPTIONEN ALLER BEFEHLE",
	Examples:    "BEISPIELE",
	SeeAlso:     "SIEHE AUCH",
}

var dePlaceholders = Placeholders{
	Name:    "NAME",
	File:    "DATEI",
	Dir:     "ORDNER",
	Date:    "DATUM",
	Time:    "ZEIT",
	Text:    "TEXT",
	Number:  "NUMMER",
	Lang:    "SPRACHE",
	Format:  "FORMAT",
	Command: "BEFEHL",
	Shell:   "SHELL",
	Box:     "BOX",
}
