package lang

var enAccess = Access{
	Chosen:      "chosen",
	FlagLayout:  "default, or reader: the full screen for screen readers and braille displays",
	FlagBraille: "cells of the braille display: what matters of a row stands within them",
	FlagTheme:   "default, dark, light, high-contrast or no-colour",
	FlagAlt:     "open a screen of its own in the terminal; with no, what was said stays in the terminal's memory",
	News:        "the last announcement in full",
	NewsTitle:   "Last announcement",
	NoNews:      "Nothing was announced yet.",
}
