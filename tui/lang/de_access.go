package lang

var deAccess = Access{
	Chosen:      "gewählt",
	FlagLayout:  "default, oder reader: der Vollbildmodus für Screenreader und Braillezeilen",
	FlagBraille: "Zellen der Braillezeile: das Wichtige einer Zeile steht innerhalb davon",
	FlagTheme:   "default, dark, light, high-contrast oder no-colour",
	FlagAlt:     "einen eigenen Bildschirm im Terminal öffnen; mit no bleibt das Angezeigte im Speicher des Terminals",
	News:        "die letzte Meldung ganz",
	NewsTitle:   "Letzte Meldung",
	NoNews:      "Es gab noch keine Meldung.",
}
