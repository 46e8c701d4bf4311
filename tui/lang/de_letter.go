package lang

var deLetter = Letter{
	File:        "my-ebox-widerruf-der-zustimmung",
	Title:       "Brief: Widerruf der Zustimmung, My eBox",
	From:        "Absender",
	Name:        "Name und Vornamen:",
	Address:     "Anschrift:",
	Number:      "Nationalregisternummer:",
	Contact:     "Telefon oder E-Mail-Adresse:",
	To:          "Empfänger",
	WhereTo:     "Postanschrift: siehe die offizielle Seite",
	PlaceDate:   "Ort und Datum:",
	SubjectLine: "Betreff: Widerruf meiner Zustimmung, My eBox (eBox Bürger)",
	Salutation:  "Sehr geehrte Damen und Herren,",
	Request:     "hiermit widerrufe ich meine Zustimmung, Dokumente von Behörden elektronisch in My eBox zu erhalten. Bitte löschen Sie meine Zustimmung und deaktivieren Sie My eBox für mich.",
	Known:       "Mir ist bekannt, dass noch Nachrichten eintreffen können, bis dieser Brief bearbeitet ist, und dass sie ihre Rechtswirkungen behalten. Danach erwarte ich Dokumente auf anderen Wegen, etwa mit der Post.",
	Term:        "Mir ist bekannt, dass die Bearbeitung bis zu 30 Tage nach Eingang dieses Briefes dauern kann.",
	Tell:        "Bitte teilen Sie mir unter den oben genannten Kontaktdaten mit, wann dies geschehen ist.",
	Enclosed:    "Anlage: eine lesbare Kopie beider Seiten meines Personalausweises, einschließlich der Adresse.",
	Closing:     "Mit freundlichen Grüßen",
	Signature:   "Unterschrift:",
}
