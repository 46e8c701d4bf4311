package lang

var nlManual = Manual{
	Name:        "NAAM",
	Synopsis:    "SAMENVATTING",
	Description: "BESCHRIJVING",
	Options:     "OPTIES",
	Everywhere:  "OPTIES VAN ELKE OPDRACHT",
	Examples:    "VOORBEELDEN",
	SeeAlso:     "ZIE OOK",
}

var nlPlaceholders = Placeholders{
	Name:    "NAAM",
	File:    "BESTAND",
	Dir:     "MAP",
	Date:    "DATUM",
	Time:    "TIJD",
	Text:    "TEKST",
	Number:  "NUMMER",
	Lang:    "TAAL",
	Format:  "VORM",
	Command: "OPDRACHT",
	Shell:   "SHELL",
	Box:     "BOX",
}
