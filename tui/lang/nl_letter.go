package lang

var nlLetter = Letter{
	File:        "my-ebox-intrekking-toestemming",
	Title:       "Brief: intrekking van de toestemming, My eBox",
	From:        "Afzender",
	Name:        "Naam en voornamen:",
	Address:     "Adres:",
	Number:      "Rijksregisternummer:",
	Contact:     "Telefoon of e-mailadres:",
	To:          "Bestemmeling",
	WhereTo:     "Postadres: zie de officiële pagina",
	PlaceDate:   "Plaats en datum:",
	SubjectLine: "Betreft: intrekking van mijn toestemming, My eBox (eBox Burger)",
	Salutation:  "Geachte heer, geachte mevrouw,",
	Request:     "Ik trek mijn toestemming in om documenten van overheidsdiensten elektronisch te ontvangen in My eBox. Gelieve mijn toestemming te verwijderen en My eBox voor mij te deactiveren.",
	Known:       "Ik weet dat er nog berichten kunnen aankomen tot deze brief verwerkt is, en dat die hun rechtsgevolgen behouden. Daarna verwacht ik documenten via andere kanalen, zoals de post.",
	Term:        "Ik weet dat de verwerking tot 30 dagen na ontvangst van deze brief kan duren.",
	Tell:        "Gelieve mij via de bovenstaande contactgegevens te laten weten wanneer dit gebeurd is.",
	Enclosed:    "Bijlage: een leesbare kopie van beide zijden van mijn identiteitskaart, met het adres.",
	Closing:     "Met de meeste hoogachting,",
	Signature:   "Handtekening:",
}
