package mailbox

// The provider of the Federal Pensions Service: its documents stay without end.

var pensionsCatalogue = catalogue{
	orgs: []organization{
		{
			key: "pensions", id: cbe(19990021), short: tri{"FPD", "SFP", "FPD"},
			long: tri{"Federale Pensioendienst", "Service fédéral des Pensions", "Föderaler Pensionsdienst"},
			url:  tri{"https://www.sfpd.fgov.be/nl", "https://www.sfpd.fgov.be/fr", "https://www.sfpd.fgov.be/de"}, logoPerLanguage: true,
		},
		{
			key: "supplementary", id: cbe(19990022), short: same("Sigedis"),
			long: tri{"Sociale Individuele Gegevens (Sigedis)", "Données individuelles sociales (Sigedis)", "Soziale individuelle Daten (Sigedis)"},
			url:  same("https://www.sigedis.be"),
		},
	},
	apps: []application{
		{
			id: "mypension:dossier", name: tri{"mypension.be", "mypension.be", "mypension.be"},
			description: tri{"Uw pensioendossier", "Votre dossier de pension", "Ihre Pensionsakte"}, url: same("https://www.mypension.be"), logo: true,
		},
		{
			id: "sigedis:db2p", name: same("DB2P"),
			description: tri{"Databank aanvullende pensioenen", "Banque de données des pensions complémentaires", "Datenbank der Zusatzpensionen"},
		},
	},
	types: []messageType{
		{"pension:fiscal-slip", tri{"Fiscale fiche 281.11", "Fiche fiscale 281.11", "Steuerkarte 281.11"}, tri{"Jaarlijks overzicht van uw pensioen", "Relevé annuel de votre pension", "Jährliche Übersicht Ihrer Pension"}, stay{}},
		{"pension:payment-notice", tri{"Betalingsbericht", "Avis de paiement", "Zahlungsmitteilung"}, tri{}, stay{}},
		{"pension:decision", tri{"Pensioenbeslissing", "Décision de pension", "Pensionsbeschluss"}, tri{}, stay{}},
		{"supplementary:declaration", tri{"Aangifte aanvullend pensioen", "Déclaration de pension complémentaire", "Meldung der Zusatzpension"}, tri{}, stay{}},
	},
	kinds: [boxTypes][]kind{
		citizen: {
			{
				name: "slip", weight: 3, org: same("pensions"), app: "mypension:dossier", typ: "pension:fiscal-slip",
				subject: tri{"Uw fiscale fiche 281.11 – inkomsten {prev}", "Votre fiche fiscale 281.11 – revenus {prev}", "Ihre Steuerkarte 281.11 – Einkünfte {prev}"},
				body: tri{
					"De fiche vermeldt het bedrag van uw pensioen dat we voor {prev} aan de fiscus hebben meegedeeld. Ze blijft hier zonder tijdslimiet.",
					"La fiche reprend le montant de votre pension communiqué au fisc pour {prev}. Elle reste ici sans limite de temps.",
					"Die Karte nennt den Betrag Ihrer Pension, den wir dem Finanzamt für {prev} gemeldet haben. Sie bleibt hier ohne zeitliche Begrenzung.",
				},
				docs:   []docKind{{media: pdf, main: true, title: tri{"Fiche 281.11 – {prev}", "Fiche 281.11 – {prev}", "Karte 281.11 – {prev}"}}},
				domain: "SOCIAL_SECURITY",
			},
			{
				name: "payment", weight: 10, org: same("pensions"), app: "mypension:dossier", typ: "pension:payment-notice",
				subject: tri{"Uw pensioen van {month}: nieuw bedrag", "Votre pension {ofmonth} : nouveau montant", "Ihre Pension für {month}: neuer Betrag"},
				body: tri{
					"Vanaf {month} {year} ontvangt u {amount} netto per maand. De wijziging is het gevolg van de index.",
					"À partir {ofmonth} {year}, vous recevez {amount} net par mois. Ce changement résulte de l'index.",
					"Ab {month} {year} erhalten Sie {amount} netto im Monat. Die Änderung folgt aus dem Index.",
				},
				bodyMain: true, domain: "SOCIAL_SECURITY",
			},
			{
				name: "decision", weight: 2, org: same("pensions"), app: "mypension:dossier", typ: "pension:decision",
				subject: tri{"Beslissing over uw pensioen – dossier {ref}", "Décision relative à votre pension – dossier {ref}", "Beschluss über Ihre Pension – Akte {ref}"},
				body: tri{
					"De beslissing vermeldt uw loopbaan, de berekening en hoe u beroep aantekent bij de arbeidsrechtbank.",
					"La décision reprend votre carrière, le calcul et la manière de faire appel devant le tribunal du travail.",
					"Der Beschluss nennt Ihre Laufbahn, die Berechnung und wie Sie beim Arbeitsgericht Berufung einlegen.",
				},
				docs: []docKind{
					{media: pdf, main: true, signed: true, title: tri{"Pensioenbeslissing", "Décision de pension", "Pensionsbeschluss"}},
					{media: pdf, title: tri{"Loopbaanoverzicht", "Aperçu de carrière", "Laufbahnübersicht"}},
				},
				domain: "SOCIAL_SECURITY",
			},
		},
		enterprise: {
			{
				name: "db2p-receipt", weight: 6, org: same("supplementary"), app: "sigedis:db2p", typ: "supplementary:declaration",
				subject: tri{"DB2P: aangifte {ref} verwerkt", "DB2P : déclaration {ref} traitée", "DB2P: Meldung {ref} verarbeitet"},
				body: tri{
					"Uw aangifte {ref} is verwerkt. Het verslag vermeldt per aansluiting of de gegevens aanvaard zijn.",
					"Votre déclaration {ref} est traitée. Le rapport indique pour chaque affiliation si les données sont acceptées.",
					"Ihre Meldung {ref} ist verarbeitet. Der Bericht nennt für jeden Anschluss, ob die Angaben angenommen wurden.",
				},
				docs: []docKind{
					{media: csv, main: true, title: tri{"Verwerkingsverslag", "Rapport de traitement", "Verarbeitungsbericht"}},
					{media: pdf, title: tri{"Toelichting", "Notice", "Erläuterung"}},
				},
				attention: true, domain: "SOCIAL_SECURITY",
			},
			{
				name: "capelo", weight: 3, org: same("pensions"), app: "mypension:dossier", typ: "pension:decision",
				subject: tri{"Capelo: attest van een personeelslid – {ref}", "Capelo : attestation d'un agent – {ref}", "Capelo: Bescheinigung eines Personalmitglieds – {ref}"},
				body: tri{
					"Het elektronische loopbaandossier van een personeelslid is vervolledigd. U hoeft niets te doen.",
					"Le dossier électronique de carrière d'un agent est complété. Vous n'avez rien à faire.",
					"Die elektronische Laufbahnakte eines Personalmitglieds ist vervollständigt. Sie brauchen nichts zu tun.",
				},
				bodyMain: true, domain: "HUMAN_RESSOURCE",
			},
		},
	},
	showcase: [boxTypes][]shown{
		citizen: {
			{kind: "slip", hours: 2*24 + 2, unread: true},
			{kind: "payment", hours: 35 * 24},
			{kind: "decision", hours: 90 * 24},
		},
		enterprise: {
			{kind: "db2p-receipt", hours: 2*24 + 1, unread: true},
			{kind: "capelo", hours: 34 * 24},
		},
	},
}
