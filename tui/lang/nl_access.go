package lang

var nlAccess = Access{
	Chosen:      "gekozen",
	FlagLayout:  "default, of reader: het volledige scherm voor schermlezers en brailleleesregels",
	FlagBraille: "cellen van de brailleleesregel: wat telt van een rij staat daarbinnen",
	FlagTheme:   "default, dark, light, high-contrast of no-colour",
	FlagAlt:     "open een eigen scherm in de terminal; met no blijft wat er stond in het geheugen van de terminal",
	News:        "de laatste melding voluit",
	NewsTitle:   "Laatste melding",
	NoNews:      "Er is nog niets gemeld.",
}
