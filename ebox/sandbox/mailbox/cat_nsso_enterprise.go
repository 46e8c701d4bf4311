package mailbox

var nssoEnterprise = []kind{
	{
		name: "dmfa-anomaly", weight: 10, org: same("nsso"), app: "nsso:dmfa", typ: "dmfa:anomaly",
		subject: tri{"DmfA {qth} kwartaal {year}: anomalieën te verbeteren vóór {due}", "DmfA {qth} trimestre {year} : anomalies à corriger avant le {due}", "DmfA {qth} Quartal {year}: Anomalien vor dem {due} zu berichtigen"},
		body: tri{
			"Uw aangifte voor het {qth} kwartaal van {year} bevat anomalieën. Verbeter ze vóór {due} in de onlinedienst DmfA; daarna verbetert de RSZ ze ambtshalve.\n\nDe lijst vindt u als tekstbestand, als rekenblad en in XML.",
			"Votre déclaration du {qth} trimestre {year} contient des anomalies. Corrigez-les avant le {due} dans le service en ligne DmfA ; passé ce délai, l'ONSS les corrige d'office.\n\nLa liste est jointe en texte, en tableau et en XML.",
			"Ihre Meldung für das {qth} Quartal {year} enthält Anomalien. Berichtigen Sie sie vor dem {due} im Online-Dienst DmfA; danach berichtigt das LSS sie von Amts wegen.\n\nDie Liste liegt als Text, als Tabelle und in XML bei.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Kennisgeving van anomalieën", "Notification d'anomalies", "Mitteilung von Anomalien"}},
			{media: csv, title: tri{"Lijst van de anomalieën", "Liste des anomalies", "Liste der Anomalien"}},
			{media: xlsx, title: tri{"Lijst per werknemer", "Liste par travailleur", "Liste pro Arbeitnehmer"}},
			{media: xml, title: same("DmfA-ANOM")},
		},
		due: 30, domain: "SOCIAL_SECURITY",
	},
	{
		name: "account-statement", weight: 10, org: same("nsso"), app: "nsso:collection", typ: "dmfa:account-statement",
		subject: tri{"Rekeninguittreksel {month} {year} – te betalen vóór {due}", "Extrait de compte {month} {year} – à payer avant le {due}", "Kontoauszug {month} {year} – zahlbar bis {due}"},
		body: tri{
			"Het saldo van uw werkgeversrekening bedraagt {amount} in ons voordeel. Betaal met de gestructureerde mededeling van de betaalgegevens.",
			"Le solde de votre compte employeur est de {amount} en notre faveur. Payez avec la communication structurée des données de paiement.",
			"Der Saldo Ihres Arbeitgeberkontos beträgt {amount} zu unseren Gunsten. Zahlen Sie mit der strukturierten Mitteilung der Zahlungsdaten.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Rekeninguittreksel", "Extrait de compte", "Kontoauszug"}},
			{media: ods, title: tri{"Verrichtingen", "Opérations", "Buchungen"}},
		},
		pay: payStructured, domain: "SOCIAL_SECURITY",
	},
	{
		name: "dimona", weight: 14, org: same("nsso"), app: "nsso:dimona", typ: "dimona:notification",
		subject: tri{"Dimona: bevestiging van uw aangifte {ref}", "Dimona : confirmation de votre déclaration {ref}", "Dimona: Bestätigung Ihrer Meldung {ref}"},
		body: tri{
			"Uw aangifte {ref} is aanvaard. Deze kennisgeving blijft 30 dagen beschikbaar.",
			"Votre déclaration {ref} est acceptée. Cette notification reste disponible 30 jours.",
			"Ihre Meldung {ref} wurde angenommen. Diese Mitteilung bleibt 30 Tage verfügbar.",
		},
		docs: []docKind{
			{media: xml, main: true, title: same("Dimona-Notification")},
			{media: txt, title: tri{"Leesbare versie", "Version lisible", "Lesbare Fassung"}},
		},
		domain: "EMPLOYMENT",
	},
	{
		name: "dimona-cancelled", weight: 4, org: same("nsso"), app: "nsso:dimona", typ: "dimona:notification",
		subject: tri{"Dimona: periode {ref} geannuleerd", "Dimona : période {ref} annulée", "Dimona: Zeitraum {ref} storniert"},
		body: tri{
			"De periode {ref} is op uw vraag geannuleerd. Bewaar dit bericht als bewijs: het verdwijnt na 30 dagen.",
			"La période {ref} a été annulée à votre demande. Conservez ce message comme preuve : il disparaît après 30 jours.",
			"Der Zeitraum {ref} wurde auf Ihren Antrag storniert. Bewahren Sie diese Nachricht als Nachweis auf: Sie verschwindet nach 30 Tagen.",
		},
		bodyMain: true, domain: "EMPLOYMENT",
	},
	{
		name: "formal-notice", weight: 3, org: same("nsso"), app: "nsso:collection", typ: "contributions:formal-notice",
		subject: tri{"Aangetekende aanmaning – bijdragen {qth} kwartaal {year}", "Mise en demeure recommandée – cotisations {qth} trimestre {year}", "Mahnung per Einschreiben – Beiträge {qth} Quartal {year}"},
		body: tri{
			"Volgens onze gegevens zijn de bijdragen van het {qth} kwartaal niet volledig betaald. Betaal {amount} of vraag een afbetalingsplan.",
			"Selon nos données, les cotisations du {qth} trimestre ne sont pas entièrement payées. Payez {amount} ou demandez un plan d'apurement.",
			"Nach unseren Angaben sind die Beiträge des {qth} Quartals nicht vollständig bezahlt. Zahlen Sie {amount} oder beantragen Sie einen Tilgungsplan.",
		},
		docs:       []docKind{{media: pdf, main: true, signed: true, title: tri{"Aanmaning", "Mise en demeure", "Mahnung"}}},
		registered: true, pay: payStructured, domain: "SOCIAL_SECURITY",
	},
	{
		name: "career-break-employer", weight: 5, org: same("employment"), app: "rva-onem:career-break:online", typ: "career-break:decision",
		subject: tri{"Tijdskrediet van een werknemer – bevestig vóór {due}", "Crédit-temps d'un travailleur – confirmez avant le {due}", "Zeitkredit eines Arbeitnehmers – bestätigen Sie vor dem {due}"},
		body: tri{
			"Een werknemer vraagt tijdskrediet aan. Bevestig dat u de aanvraag hebt ontvangen of laat weten waarom u ze uitstelt. Dossier {ref}.",
			"Un travailleur demande un crédit-temps. Confirmez que vous avez reçu la demande ou indiquez pourquoi vous la reportez. Dossier {ref}.",
			"Ein Arbeitnehmer beantragt Zeitkredit. Bestätigen Sie den Erhalt des Antrags oder teilen Sie mit, warum Sie ihn aufschieben. Akte {ref}.",
		},
		docs: []docKind{{media: pdf, main: true, title: tri{"Kopie van de aanvraag", "Copie de la demande", "Kopie des Antrags"}}},
		due:  14, attention: true, domain: "EMPLOYMENT",
		reply: &replyKind{choices: []choice{
			{
				tri{"Aanvraag ontvangen", "Demande reçue", "Antrag erhalten"},
				tri{"Het tijdskrediet begint op de gevraagde datum.", "Le crédit-temps commence à la date demandée.", "Der Zeitkredit beginnt am beantragten Datum."},
			},
			{
				tri{"Uitstel van hoogstens zes maanden", "Report de six mois au plus", "Aufschub um höchstens sechs Monate"},
				tri{"Het tijdskrediet begint later. U deelt de werknemer de reden mee.", "Le crédit-temps commence plus tard. Vous en communiquez la raison au travailleur.", "Der Zeitkredit beginnt später. Sie teilen dem Arbeitnehmer den Grund mit."},
			},
		}},
	},
	{
		name: "inspection", weight: 3, org: same("labour"), app: "db2b.SPFETCS-FODWASO.fgov.be", typ: "inspection/summons to interview",
		subject: tri{"Uitnodiging voor een verhoor – dossier {ref}", "Convocation à une audition – dossier {ref}", "Vorladung zu einer Anhörung – Akte {ref}"},
		body: tri{
			"U wordt uitgenodigd voor een verhoor op {due}. Lees vooraf de verklaring van uw rechten.\n\nAntwoord op dit bericht als u verhinderd bent en stel een andere datum voor.",
			"Vous êtes invité à une audition le {due}. Lisez au préalable la déclaration de vos droits.\n\nRépondez à ce message en cas d'empêchement et proposez une autre date.",
			"Sie werden zu einer Anhörung am {due} geladen. Lesen Sie vorher die Erklärung Ihrer Rechte.\n\nAntworten Sie auf diese Nachricht, falls Sie verhindert sind, und schlagen Sie ein anderes Datum vor.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Uitnodiging", "Convocation", "Vorladung"}},
			{media: doc, title: tri{"Verklaring van rechten", "Déclaration des droits", "Erklärung der Rechte"}},
		},
		due: 28, attention: true, reply: &replyKind{}, domain: "EMPLOYMENT",
	},
	{
		name: "holiday-list", weight: 4, org: same("holidays"), app: "rjv-onva:workerholidayrights:cova2", typ: "YearlyVacationAccountExtract",
		subject: tri{"Vakantierechten van uw arbeiders in {year}", "Droits de vacances de vos ouvriers en {year}", "Urlaubsansprüche Ihrer Arbeiter im Jahr {year}"},
		body: tri{
			"De lijst geeft voor elke arbeider het aantal vakantiedagen van {year}.",
			"La liste donne pour chaque ouvrier le nombre de jours de vacances de {year}.",
			"Die Liste nennt für jeden Arbeiter die Zahl der Urlaubstage im Jahr {year}.",
		},
		docs: []docKind{
			{media: zip, main: true, large: 3 << 10, title: tri{"Alle arbeiders", "Tous les ouvriers", "Alle Arbeiter"}},
			{media: xls, title: tri{"Samenvatting", "Résumé", "Zusammenfassung"}},
		},
		domain: "HUMAN_RESSOURCE",
	},
	{
		name: "answer", weight: 2, org: same("nsso"), app: "nsso:collection", typ: "question:answer",
		subject: tri{"Antwoord op uw vraag van {past}", "Réponse à votre question du {past}", "Antwort auf Ihre Frage vom {past}"},
		body: tri{
			"Uw afbetalingsplan is aangepast zoals u vroeg. Het dossiernummer is {ref}.",
			"Votre plan d'apurement a été adapté comme vous le demandiez. Le numéro de dossier est {ref}.",
			"Ihr Tilgungsplan wurde wie gewünscht angepasst. Die Aktennummer ist {ref}.",
		},
		bodyMain: true, answer: true, domain: "SOCIAL_SECURITY",
		docs: []docKind{{media: odt, title: tri{"Aangepast plan", "Plan adapté", "Angepasster Plan"}}},
	},
}

var nssoEnterpriseShowcase = []shown{
	{kind: "career-break-employer", hours: 2, unread: true},
	{kind: "formal-notice", hours: 19, unread: true},
	{kind: "dmfa-anomaly", hours: 2*24 + 6, unread: true},
	{kind: "account-statement", hours: 5*24 - 2, unread: true},
	{kind: "holiday-list", hours: 7 * 24},
	{kind: "inspection", hours: 10*24 + 3},
	{kind: "answer", hours: 15 * 24},
	{kind: "dimona", hours: 20 * 24, unread: true},
	{kind: "dimona", hours: 25*24 - 2, unread: true}, // 5 days left
	{kind: "dimona-cancelled", hours: 30*24 - 30},    // gone tomorrow
}
