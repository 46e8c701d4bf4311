package mailbox

// local and regional are the authorities of each language.
var (
	local    = tri{"gent", "namur", "eupen"}
	regional = tri{"flanders", "wallonia", "ostbelgien"}
	family   = tri{"opgroeien", "famiwal", "ostbelgien"}
)

var regionCitizen = []kind{
	{
		name: "inquiry", weight: 3, org: local, app: "local:environment desk/public inquiry", typ: "local:public-inquiry",
		subject: tri{"Openbaar onderzoek in uw buurt – dossier {ref}", "Enquête publique dans votre quartier – dossier {ref}", "Öffentliche Untersuchung in Ihrer Nachbarschaft – Akte {ref}"},
		body: tri{
			"Voor een perceel in uw buurt is een omgevingsvergunning aangevraagd. Het openbaar onderzoek loopt tot {due}; alle stukken vindt u in de bijlagen.",
			"Un permis d'environnement est demandé pour une parcelle de votre quartier. L'enquête publique se clôture le {due} ; toutes les pièces sont annexées.",
			"Für eine Parzelle in Ihrer Nachbarschaft wurde eine Umweltgenehmigung beantragt. Die öffentliche Untersuchung läuft bis {due}; alle Unterlagen sind beigefügt.",
		},
		docs: everyMedia, domain: "ENVIRONMENT",
	},
	{
		name: "premium", weight: 5, org: regional, app: "region:premiums", typ: "region:premium",
		subject: tri{"Uw renovatiepremie {ref}: een document ontbreekt", "Votre prime à la rénovation {ref} : un document manque", "Ihre Renovierungsprämie {ref}: Ein Dokument fehlt"},
		body: tri{
			"Voor uw aanvraag ontbreekt de factuur van de aannemer. Bezorg ze ons door op dit bericht te antwoorden. De premie bedraagt hoogstens {amount}.",
			"Il manque à votre demande la facture de l'entrepreneur. Transmettez-la-nous en répondant à ce message. La prime s'élève au plus à {amount}.",
			"Zu Ihrem Antrag fehlt die Rechnung des Unternehmers. Übermitteln Sie sie, indem Sie auf diese Nachricht antworten. Die Prämie beträgt höchstens {amount}.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Vraag om aanvulling", "Demande de complément", "Bitte um Ergänzung"}},
			{media: odt, title: tri{"Modelverklaring", "Déclaration type", "Mustererklärung"}},
		},
		reply: &replyKind{}, domain: "HOUSING",
	},
	{
		name: "id-card", weight: 5, org: local, app: "local:citizen-desk", typ: "local:id-card",
		subject: tri{"Uw identiteitskaart vervalt: maak een afspraak vóór {due}", "Votre carte d'identité expire : prenez rendez-vous avant le {due}", "Ihr Personalausweis läuft ab: Vereinbaren Sie einen Termin vor dem {due}"},
		body: tri{
			"Uw elektronische identiteitskaart vervalt binnenkort. Maak een afspraak aan het loket bevolking en breng een recente pasfoto mee.",
			"Votre carte d'identité électronique expire bientôt. Prenez rendez-vous au service population et apportez une photo récente.",
			"Ihr elektronischer Personalausweis läuft bald ab. Vereinbaren Sie einen Termin beim Bevölkerungsdienst und bringen Sie ein neues Passfoto mit.",
		},
		bodyMain: true, due: 25, domain: "HOME_AFFAIRS",
	},
	{
		name: "fine", weight: 4, org: same("justice"), app: "justice:crossborder", typ: "justice:traffic-fine",
		subject: tri{"Onmiddellijke inning – verkeersovertreding van {past}", "Perception immédiate – infraction routière du {past}", "Sofortige Erhebung – Verkehrsverstoß vom {past}"},
		body: tri{
			"Op {past} is met uw voertuig een snelheidsovertreding vastgesteld. Betaal {amount} vóór {due} met de mededeling {comm}, of betwist de overtreding online.",
			"Le {past}, un excès de vitesse a été constaté avec votre véhicule. Payez {amount} avant le {due} avec la communication {comm}, ou contestez l'infraction en ligne.",
			"Am {past} wurde mit Ihrem Fahrzeug eine Geschwindigkeitsüberschreitung festgestellt. Zahlen Sie {amount} vor dem {due} mit der Mitteilung {comm} oder fechten Sie den Verstoß online an.",
		},
		docs: []docKind{{media: pdf, main: true, title: tri{"Voorstel tot onmiddellijke inning", "Proposition de perception immédiate", "Vorschlag zur sofortigen Erhebung"}}},
		pay:  payStructured, domain: "MOBILITY",
	},
	{
		name: "fee", weight: 4, org: local, app: "local:citizen-desk", typ: "local:fee",
		subject: tri{"Retributie voor uw afspraak – te betalen vóór {due}", "Redevance pour votre rendez-vous – à payer avant le {due}", "Gebühr für Ihren Termin – zahlbar bis {due}"},
		body: tri{
			"Betaal {amount} vóór {due}. Vermeld als mededeling uw dossiernummer {ref}.",
			"Payez {amount} avant le {due}. Indiquez en communication votre numéro de dossier {ref}.",
			"Zahlen Sie {amount} vor dem {due}. Geben Sie als Mitteilung Ihre Aktennummer {ref} an.",
		},
		bodyMain: true, pay: payFree, domain: "HOME_AFFAIRS",
	},
	{
		name: "child-benefit", weight: 8, org: family, app: "family:benefits", typ: "family:decision",
		subject: tri{"Uw Groeipakket vanaf {month} {year}", "Vos allocations familiales à partir {ofmonth} {year}", "Ihr Kindergeld ab {month} {year}"},
		body: tri{
			"Vanaf {month} ontvangt u {amount} per maand. De beslissing legt uit hoe het bedrag is samengesteld.",
			"À partir {ofmonth}, vous recevez {amount} par mois. La décision explique la composition du montant.",
			"Ab {month} erhalten Sie {amount} im Monat. Der Beschluss erklärt, wie sich der Betrag zusammensetzt.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Beslissing", "Décision", "Beschluss"}},
			{media: csv, title: tri{"Samenstelling van het bedrag", "Composition du montant", "Zusammensetzung des Betrags"}},
			{media: txt, title: tri{"Toelichting", "Explications", "Erläuterung"}},
		},
		domain: "SOCIAL_SECURITY",
	},
	{
		name: "election", weight: 1, org: local, app: "local:citizen-desk", typ: "local:election",
		subject: tri{"Oproepingsbrief voor de verkiezingen", "Lettre de convocation aux élections", "Wahlaufforderung"},
		body: tri{
			"U wordt opgeroepen om te stemmen op {due}. Breng deze brief en uw identiteitskaart mee.",
			"Vous êtes convoqué pour voter le {due}. Apportez cette lettre et votre carte d'identité.",
			"Sie werden aufgefordert, am {due} zu wählen. Bringen Sie dieses Schreiben und Ihren Personalausweis mit.",
		},
		docs:   []docKind{{media: pdf, main: true, title: tri{"Oproepingsbrief", "Convocation", "Wahlaufforderung"}}},
		domain: "HOME_AFFAIRS",
	},
	{
		name: "property-tax", weight: 5, org: regional, app: "region:taxes", typ: "region:property-tax",
		subject: tri{"Onroerende voorheffing {year}: {amount} te betalen", "Précompte immobilier {year} : {amount} à payer", "Immobiliensteuervorabzug {year}: {amount} zu zahlen"},
		body: tri{
			"Het aanslagbiljet voor {year} is klaar. Betaal vóór {due} met de mededeling {comm}.",
			"L'avertissement-extrait de rôle pour {year} est prêt. Payez avant le {due} avec la communication {comm}.",
			"Der Bescheid für {year} liegt vor. Zahlen Sie vor dem {due} mit der Mitteilung {comm}.",
		},
		docs: []docKind{{media: pdf, main: true, large: 3 << 10, title: tri{"Aanslagbiljet {year}", "Avertissement-extrait de rôle {year}", "Bescheid {year}"}}},
		pay:  payStructured, domain: "HOUSING",
	},
	{
		name: "sanction", weight: 2, org: local, app: "local:citizen-desk", typ: "local:sanction",
		subject: tri{"Aangetekend – administratieve geldboete, dossier {ref}", "Recommandé – amende administrative, dossier {ref}", "Einschreiben – Verwaltungsbuße, Akte {ref}"},
		body: tri{
			"De sanctionerend ambtenaar legt u een geldboete van {amount} op. U kunt binnen een maand beroep aantekenen bij de politierechtbank.",
			"Le fonctionnaire sanctionnateur vous inflige une amende de {amount}. Vous pouvez faire appel dans le mois devant le tribunal de police.",
			"Der sanktionierende Beamte verhängt gegen Sie eine Geldbuße von {amount}. Sie können binnen eines Monats beim Polizeigericht Berufung einlegen.",
		},
		docs:       []docKind{{media: pdf, main: true, signed: true, title: tri{"Beslissing", "Décision", "Beschluss"}}},
		registered: true, pay: payStructured, domain: "JUSTICE",
	},
}

var regionCitizenShowcase = []shown{
	{kind: "inquiry", hours: 5, unread: true},
	{kind: "premium", hours: 2*24 + 13, unread: true},
	{kind: "fee", hours: 6*24 + 3},
	{kind: "fine", hours: 11*24 + 1, hidden: true},
	{kind: "child-benefit", hours: 16 * 24, wild: true, unread: true},
	{kind: "id-card", hours: 19 * 24, long: true}, // some ten days left
	{kind: "property-tax", hours: 45 * 24},
	{kind: "election", hours: 50 * 24},
}
