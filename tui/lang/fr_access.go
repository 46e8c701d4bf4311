package lang

var frAccess = Access{
	Chosen:      "choisi",
	FlagLayout:  "default, ou reader : le plein écran pour lecteurs d'écran et plages braille",
	FlagBraille: "cellules de la plage braille : l'essentiel d'une ligne tient dans cette largeur",
	FlagTheme:   "default, dark, light, high-contrast ou no-colour",
	FlagAlt:     "ouvrir un écran à part dans le terminal ; avec no, ce qui a été affiché reste dans la mémoire du terminal",
	News:        "la dernière annonce en entier",
	NewsTitle:   "Dernière annonce",
	NoNews:      "Rien n'a encore été annoncé.",
}
