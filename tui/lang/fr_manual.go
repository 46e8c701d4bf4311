package lang

var frManual = Manual{
	Name:        "NOM",
	Synopsis:    "SYNOPSIS",
	Description: "DESCRIPTION",
	Options:     "OPTIONS",
	Everywhere:  "OPTIONS DE TOUTES LES COMMANDES",
	Examples:    "EXEMPLES",
	SeeAlso:     "VOIR AUSSI",
}

var frPlaceholders = Placeholders{
	Name:    "NOM",
	File:    "FICHIER",
	Dir:     "DOSSIER",
	Date:    "DATE",
	Time:    "DURÉE",
	Text:    "TEXTE",
	Number:  "NUMÉRO",
	Lang:    "LANGUE",
	Format:  "FORMAT",
	Command: "COMMANDE",
	Shell:   "SHELL",
	Box:     "BOÎTE",
}
