package main

// cardWords are the texts of the commands for the identity card.
type cardWords struct {
	Short, Long             string
	PINShort, PINLong       string
	ChangeShort, ChangeLong string
	FlagCard                string
	FlagReader              string
	FlagNumber              string
	Waiting                 string // for a card that nobody has put in yet
	TypeSure                string // on the last try: the words for yes and no
	NoSuchReader            string // name
	OnlyWithCard            string // an option without --card
}

var cardEN = cardWords{
	Short: "Show what is on the eID card",
	Long: "Reads identity, address, photo and certificates from the card and checks the signatures of the national register. " +
		"No PIN code is needed for that. The national register number is masked unless --show-number asks for it.",
	PINShort: "The PIN code of the eID card",
	PINLong:  "What can be done about the PIN code.",

	ChangeShort: "Change the PIN code of the eID card",
	ChangeLong: "Asks for the current PIN code and twice for the new one, at the terminal without echo or on the keys of the reader. " +
		"A wrong current PIN code costs one of three tries.",
	FlagCard:     "log in with the eID card in a reader, without a browser",
	FlagReader:   "the card reader to use: its name or part of it",
	FlagNumber:   "show the national register number whole",
	Waiting:      "Waiting for an eID card. Ctrl-C cancels.",
	TypeSure:     "Type “%s” to use the last try, “%s” to stop:",
	NoSuchReader: "No card reader is called “%s”.",
	OnlyWithCard: "only together with --card",
}

var cardFR = cardWords{
	Short: "Montrer ce qui est sur la carte eID",
	Long: "Lit l'identité, l'adresse, la photo et les certificats de la carte et vérifie les signatures du registre national. " +
		"Aucun code PIN n'est nécessaire pour cela. Le numéro de registre national est caché, sauf avec --show-number.",
	PINShort: "Le code PIN de la carte eID",
	PINLong:  "Ce qui peut être fait du code PIN.",

	ChangeShort: "Changer le code PIN de la carte eID",
	ChangeLong: "Demande le code PIN actuel et deux fois le nouveau, au terminal sans affichage ou sur les touches du lecteur. " +
		"Un code PIN actuel faux coûte un essai sur trois.",
	FlagCard:     "se connecter avec la carte eID d'un lecteur, sans navigateur",
	FlagReader:   "le lecteur de carte à utiliser\u00a0: son nom ou une partie",
	FlagNumber:   "montrer le numéro de registre national en entier",
	Waiting:      "En attente d'une carte eID. Ctrl-C annule.",
	TypeSure:     "Tapez «\u00a0%s\u00a0» pour utiliser le dernier essai, «\u00a0%s\u00a0» pour arrêter\u00a0:",
	NoSuchReader: "Aucun lecteur de carte ne s'appelle «\u00a0%s\u00a0».",
	OnlyWithCard: "seulement avec --card",
}

var cardNL = cardWords{
	Short: "Tonen wat op de eID-kaart staat",
	Long: "Leest identiteit, adres, foto en certificaten van de kaart en gaat de handtekeningen van het Rijksregister na. " +
		"Daarvoor is geen pincode nodig. Het rijksregisternummer is verborgen, behalve met --show-number.",
	PINShort: "De pincode van de eID-kaart",
	PINLong:  "Wat er met de pincode kan gebeuren.",

	ChangeShort: "De pincode van de eID-kaart wijzigen",
	ChangeLong: "Vraagt de huidige pincode en tweemaal de nieuwe, aan de terminal zonder dat ze te zien is of op de toetsen van de lezer. " +
		"Een foute huidige pincode kost een van drie pogingen.",
	FlagCard:     "aanmelden met de eID-kaart in een lezer, zonder browser",
	FlagReader:   "de kaartlezer om te gebruiken: zijn naam of een deel ervan",
	FlagNumber:   "het rijksregisternummer volledig tonen",
	Waiting:      "Wachten op een eID-kaart. Ctrl-C annuleert.",
	TypeSure:     "Typ “%s” om de laatste poging te gebruiken, “%s” om te stoppen:",
	NoSuchReader: "Geen kaartlezer heet “%s”.",
	OnlyWithCard: "alleen samen met --card",
}

var cardDE = cardWords{
	Short: "Zeigen, was auf der eID-Karte steht",
	Long: "Liest Identität, Adresse, Foto und Zertifikate von der Karte und prüft die Unterschriften des Nationalregisters. " +
		"Dafür ist kein PIN-Kode nötig. Die Nationalregisternummer ist verdeckt, außer mit --show-number.",
	PINShort: "Der PIN-Kode der eID-Karte",
	PINLong:  "Was mit dem PIN-Kode geschehen kann.",

	ChangeShort: "Den PIN-Kode der eID-Karte ändern",
	ChangeLong: "Fragt nach dem jetzigen PIN-Kode und zweimal nach dem neuen, am Terminal ohne Anzeige oder auf den Tasten des Lesers. " +
		"Ein falscher jetziger PIN-Kode kostet einen von drei Versuchen.",
	FlagCard:     "mit der eID-Karte in einem Leser anmelden, ohne Browser",
	FlagReader:   "der Kartenleser: sein Name oder ein Teil davon",
	FlagNumber:   "die Nationalregisternummer ganz zeigen",
	Waiting:      "Warten auf eine eID-Karte. Strg-C bricht ab.",
	TypeSure:     "Tippen Sie „%s“, um den letzten Versuch zu verwenden, „%s“, um aufzuhören:",
	NoSuchReader: "Kein Kartenleser heißt „%s“.",
	OnlyWithCard: "nur zusammen mit --card",
}
