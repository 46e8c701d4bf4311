package mailbox

var regionEnterprise = []kind{
	{
		name: "permit", weight: 3, org: local, app: "local:environment desk/public inquiry", typ: "region:environmental-permit",
		subject: tri{"Omgevingsvergunning {ref}: volledig dossier", "Permis d'environnement {ref} : dossier complet", "Umweltgenehmigung {ref}: vollständige Akte"},
		body: tri{
			"Uw aanvraag {ref} is volledig verklaard. De beslissing valt vóór {due}.",
			"Votre demande {ref} est déclarée complète. La décision tombera avant le {due}.",
			"Ihr Antrag {ref} ist für vollständig erklärt worden. Der Beschluss fällt vor dem {due}.",
		},
		docs: everyMedia, domain: "ENVIRONMENT",
	},
	{
		name: "training", weight: 5, org: regional, app: "region:premiums", typ: "region:training-aid",
		subject: tri{"Steun voor opleiding {ref}: een stuk ontbreekt", "Aide à la formation {ref} : une pièce manque", "Ausbildungsbeihilfe {ref}: Ein Beleg fehlt"},
		body: tri{
			"Bezorg ons het aanwezigheidsattest door op dit bericht te antwoorden. De steun bedraagt {amount}.",
			"Transmettez-nous l'attestation de présence en répondant à ce message. L'aide s'élève à {amount}.",
			"Übermitteln Sie die Anwesenheitsbescheinigung, indem Sie auf diese Nachricht antworten. Die Beihilfe beträgt {amount}.",
		},
		docs:  []docKind{{media: pdf, main: true, title: tri{"Vraag om aanvulling", "Demande de complément", "Bitte um Ergänzung"}}},
		reply: &replyKind{}, attention: true, domain: "ECONOMY",
	},
	{
		name: "fee", weight: 5, org: local, app: "local:citizen-desk", typ: "local:fee",
		subject: tri{"Retributie voor het innemen van de openbare weg", "Redevance pour occupation de la voie publique", "Gebühr für die Nutzung des öffentlichen Raums"},
		body: tri{
			"Betaal {amount} vóór {due}. Vermeld als mededeling uw dossiernummer {ref}.",
			"Payez {amount} avant le {due}. Indiquez en communication votre numéro de dossier {ref}.",
			"Zahlen Sie {amount} vor dem {due}. Geben Sie als Mitteilung Ihre Aktennummer {ref} an.",
		},
		bodyMain: true, pay: payFree, domain: "MOBILITY",
	},
	{
		name: "road-tax", weight: 6, org: regional, app: "region:taxes", typ: "region:road-tax",
		subject: tri{"Verkeersbelasting van uw wagenpark – {month} {year}", "Taxe de circulation de votre parc automobile – {month} {year}", "Verkehrssteuer Ihres Fuhrparks – {month} {year}"},
		body: tri{
			"De verkeersbelasting van uw voertuigen bedraagt {amount}. Betaal vóór {due}.",
			"La taxe de circulation de vos véhicules s'élève à {amount}. Payez avant le {due}.",
			"Die Verkehrssteuer Ihrer Fahrzeuge beträgt {amount}. Zahlen Sie vor dem {due}.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Aanslagbiljet", "Avertissement-extrait de rôle", "Bescheid"}},
			{media: csv, title: tri{"Voertuigen", "Véhicules", "Fahrzeuge"}},
			{media: txt, title: tri{"Toelichting", "Explications", "Erläuterung"}},
		},
		pay: payStructured, domain: "MOBILITY",
	},
	{
		name: "id-notice", weight: 4, org: same("brussels"), app: "local:citizen-desk", typ: "local:id-card",
		subject: tri{"Uw uittreksel staat klaar – beschikbaar tot een maand na ontvangst", "Votre extrait est prêt – disponible un mois après réception", "Ihr Auszug liegt bereit – verfügbar bis einen Monat nach Erhalt"},
		body: tri{
			"Het gevraagde uittreksel vindt u in de bijlage.",
			"L'extrait demandé se trouve en annexe.",
			"Den gewünschten Auszug finden Sie im Anhang.",
		},
		docs:   []docKind{{media: pdf, main: true, title: tri{"Uittreksel", "Extrait", "Auszug"}}},
		domain: "HOME_AFFAIRS",
	},
	{
		name: "property-tax", weight: 4, org: regional, app: "region:taxes", typ: "region:property-tax",
		subject: tri{"Onroerende voorheffing {year} van uw bedrijfsgebouwen", "Précompte immobilier {year} de vos bâtiments", "Immobiliensteuervorabzug {year} Ihrer Betriebsgebäude"},
		body: tri{
			"Het aanslagbiljet voor {year} is klaar. Betaal {amount} vóór {due}.",
			"L'avertissement-extrait de rôle pour {year} est prêt. Payez {amount} avant le {due}.",
			"Der Bescheid für {year} liegt vor. Zahlen Sie {amount} vor dem {due}.",
		},
		docs: []docKind{{media: pdf, main: true, large: 3 << 10, title: tri{"Aanslagbiljet {year}", "Avertissement-extrait de rôle {year}", "Bescheid {year}"}}},
		pay:  payStructured, domain: "HOUSING",
	},
	{
		name: "sanction", weight: 2, org: local, app: "local:citizen-desk", typ: "local:sanction",
		subject: tri{"Aangetekend – administratieve geldboete, dossier {ref}", "Recommandé – amende administrative, dossier {ref}", "Einschreiben – Verwaltungsbuße, Akte {ref}"},
		body: tri{
			"Wegens sluikstorten legt de sanctionerend ambtenaar een geldboete van {amount} op.",
			"Pour dépôt clandestin, le fonctionnaire sanctionnateur inflige une amende de {amount}.",
			"Wegen illegaler Müllablagerung verhängt der sanktionierende Beamte eine Geldbuße von {amount}.",
		},
		docs:       []docKind{{media: pdf, main: true, signed: true, title: tri{"Beslissing", "Décision", "Beschluss"}}},
		registered: true, pay: payStructured, domain: "JUSTICE",
	},
}

var regionEnterpriseShowcase = []shown{
	{kind: "permit", hours: 4, unread: true},
	{kind: "training", hours: 2*24 + 12, unread: true},
	{kind: "fee", hours: 6*24 + 2},
	{kind: "road-tax", hours: 12 * 24, wild: true, unread: true},
	{kind: "property-tax", hours: 16*24 + 1, hidden: true},
	{kind: "id-notice", hours: 19 * 24, long: true}, // some ten days left
	{kind: "sanction", hours: 48 * 24},
}
