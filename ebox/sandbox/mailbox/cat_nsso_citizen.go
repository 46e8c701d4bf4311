package mailbox

var nssoCitizen = []kind{
	{
		name: "holiday-account", weight: 10, org: same("holidays"), app: "rjv-onva:workerholidayrights:cova2", typ: "YearlyVacationAccountExtract",
		subject: tri{"Uittreksel van uw vakantierekening {year}", "Extrait de votre compte de vacances {year}", "Auszug Ihres Urlaubskontos {year}"},
		body: tri{
			"In de bijlage vindt u het uittreksel van uw vakantierekening voor het vakantiejaar {year}. Het vermeldt de dagen en het vakantiegeld waarop u recht hebt op basis van uw prestaties in {prev}.\n\nControleer uw gegevens. Uw rekeningnummer wijzigt u in de onlinedienst Mijn vakantierekening.",
			"Vous trouverez en annexe l'extrait de votre compte de vacances pour l'exercice {year}. Il reprend les jours et le pécule de vacances auxquels vous avez droit sur la base de vos prestations de {prev}.\n\nVérifiez vos données. Vous modifiez votre numéro de compte dans le service en ligne Mon compte de vacances.",
			"Im Anhang finden Sie den Auszug Ihres Urlaubskontos für das Urlaubsjahr {year}. Er nennt die Tage und das Urlaubsgeld, auf die Sie aufgrund Ihrer Leistungen im Jahr {prev} Anspruch haben.\n\nBitte prüfen Sie Ihre Angaben. Ihre Kontonummer ändern Sie im Online-Dienst Mein Urlaubskonto.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Vakantierekening {year}", "Compte de vacances {year}", "Urlaubskonto {year}"}},
			{media: csv, title: tri{"Prestaties per kwartaal", "Prestations par trimestre", "Leistungen pro Quartal"}},
		},
		domain: "SOCIAL_SECURITY",
	},
	{
		name: "holiday-pay", weight: 8, org: same("holidays"), app: "rjv-onva:workerholidayrights:cova2", typ: "HolidayPayNotice",
		subject: tri{"Uw vakantiegeld {year} wordt betaald", "Paiement de votre pécule de vacances {year}", "Auszahlung Ihres Urlaubsgeldes {year}"},
		body: tri{
			"Uw vakantiegeld voor {year} bedraagt {amount} netto. Het wordt in de week van {due} op uw rekening gestort.\n\nU hoeft niets te doen. De berekening vindt u op https://www.rjv.be.",
			"Votre pécule de vacances pour {year} s'élève à {amount} net. Il sera versé sur votre compte dans la semaine du {due}.\n\nVous n'avez rien à faire. Le calcul se trouve sur https://www.onva.be.",
			"Ihr Urlaubsgeld für {year} beträgt {amount} netto. Es wird in der Woche vom {due} auf Ihr Konto überwiesen.\n\nSie brauchen nichts zu tun. Die Berechnung finden Sie auf https://www.onva.be.",
		},
		bodyMain: true, domain: "SOCIAL_SECURITY",
	},
	{
		name: "career-break-question", weight: 4, org: same("employment"), app: "rva-onem:career-break:online", typ: "career-break:decision",
		subject: tri{"Tijdskrediet – bevestig de einddatum van uw onderbreking vóór {due}", "Crédit-temps – confirmez la date de fin de votre interruption avant le {due}", "Zeitkredit – bestätigen Sie das Enddatum Ihrer Unterbrechung vor dem {due}"},
		body: tri{
			"Volgens uw werkgever eindigt uw tijdskrediet met motief op {due}. Laat ons weten of deze datum juist is.\n\nZonder antwoord passen we uw dossier {ref} aan op basis van de gegevens van de werkgever.",
			"Selon votre employeur, votre crédit-temps avec motif prend fin le {due}. Dites-nous si cette date est exacte.\n\nSans réponse de votre part, nous adapterons votre dossier {ref} sur la base des données de l'employeur.",
			"Laut Ihrem Arbeitgeber endet Ihr Zeitkredit mit Begründung am {due}. Teilen Sie uns mit, ob dieses Datum stimmt.\n\nOhne Antwort passen wir Ihre Akte {ref} auf der Grundlage der Angaben des Arbeitgebers an.",
		},
		docs: []docKind{{media: pdf, main: true, title: tri{"Vraag om bevestiging", "Demande de confirmation", "Bitte um Bestätigung"}}},
		due:  21, domain: "EMPLOYMENT",
		reply: &replyKind{comment: true, choices: []choice{
			{
				tri{"De datum is juist", "La date est exacte", "Das Datum stimmt"},
				tri{"U bevestigt de einddatum. Uw uitkering stopt op die dag en u kunt dit antwoord niet meer wijzigen.", "Vous confirmez la date de fin. Votre allocation s'arrête ce jour-là et vous ne pourrez plus modifier cette réponse.", "Sie bestätigen das Enddatum. Ihre Zulage endet an diesem Tag, und Sie können diese Antwort nicht mehr ändern."},
			},
			{
				tri{"De datum is niet juist", "La date n'est pas exacte", "Das Datum stimmt nicht"},
				tri{"Uw uitkering wordt voorlopig geschorst tot uw werkgever de datum heeft verbeterd. Vermeld de juiste datum.", "Votre allocation est provisoirement suspendue jusqu'à ce que votre employeur ait corrigé la date. Indiquez la date exacte.", "Ihre Zulage wird vorläufig ausgesetzt, bis Ihr Arbeitgeber das Datum berichtigt hat. Geben Sie das richtige Datum an."},
			},
		}},
	},
	{
		name: "career-break-decision", weight: 5, org: same("employment"), app: "rva-onem:career-break:online", typ: "career-break:decision",
		subject: tri{"Beslissing over uw loopbaanonderbreking – dossier {ref}", "Décision relative à votre interruption de carrière – dossier {ref}", "Beschluss über Ihre Laufbahnunterbrechung – Akte {ref}"},
		body: tri{
			"Uw aanvraag is goedgekeurd. De beslissing en de berekening van uw uitkering van {amount} per maand vindt u in de bijlagen.",
			"Votre demande est acceptée. La décision et le calcul de votre allocation de {amount} par mois se trouvent en annexe.",
			"Ihrem Antrag wurde stattgegeben. Den Beschluss und die Berechnung Ihrer Zulage von {amount} im Monat finden Sie im Anhang.",
		},
		docs: []docKind{
			{media: pdf, main: true, signed: true, title: tri{"Beslissing C62", "Décision C62", "Beschluss C62"}},
			{media: xlsx, title: tri{"Berekening van de uitkering", "Calcul de l'allocation", "Berechnung der Zulage"}},
		},
		domain: "EMPLOYMENT",
	},
	{
		name: "control-card", weight: 5, org: same("benefits"), app: "hvw-capac:payments", typ: "control-card:monthly",
		subject: tri{"Uw controlekaart van {month} {year}", "Votre carte de contrôle {ofmonth} {year}", "Ihre Kontrollkarte für {month} {year}"},
		body: tri{
			"Uw elektronische controlekaart is bevestigd. Download ze als u een kopie wilt bewaren: ze blijft hier maar 30 dagen beschikbaar.",
			"Votre carte de contrôle électronique est confirmée. Téléchargez-la si vous voulez en garder une copie : elle ne reste disponible ici que 30 jours.",
			"Ihre elektronische Kontrollkarte ist bestätigt. Laden Sie sie herunter, wenn Sie eine Kopie behalten möchten: Sie bleibt hier nur 30 Tage verfügbar.",
		},
		docs:   []docKind{{media: pdf, main: true, title: tri{"Controlekaart {month}", "Carte de contrôle {month}", "Kontrollkarte {month}"}}},
		domain: "SOCIAL_SECURITY",
	},
	{
		name: "benefit-payment", weight: 6, org: same("benefits"), app: "hvw-capac:payments", typ: "control-card:monthly",
		subject: tri{"Betaling van uw uitkering voor {month}: {amount}", "Paiement de votre allocation pour {month} : {amount}", "Auszahlung Ihrer Leistung für {month}: {amount}"},
		body: tri{
			"We hebben {amount} gestort voor de maand {month}. Het bedrag staat binnen twee werkdagen op uw rekening.",
			"Nous avons versé {amount} pour le mois {ofmonth}. Le montant sera sur votre compte dans les deux jours ouvrables.",
			"Wir haben {amount} für den Monat {month} überwiesen. Der Betrag ist binnen zwei Werktagen auf Ihrem Konto.",
		},
		bodyMain: true, domain: "SOCIAL_SECURITY",
	},
	{
		name: "reimbursements", weight: 12, org: same("healthfund"), app: "hziv-caami:insured", typ: "healthfund:reimbursements",
		subject: tri{"Overzicht van uw terugbetalingen – {month} {year}", "Relevé de vos remboursements – {month} {year}", "Übersicht Ihrer Erstattungen – {month} {year}"},
		body: tri{
			"In {month} hebben we u {amount} terugbetaald. De prestaties staan in het overzicht; u kunt ze ook als rekenblad openen.",
			"En {month}, nous vous avons remboursé {amount}. Les prestations figurent dans le relevé ; vous pouvez aussi les ouvrir dans un tableur.",
			"Im {month} haben wir Ihnen {amount} erstattet. Die Leistungen stehen in der Übersicht; Sie können sie auch als Tabelle öffnen.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Overzicht terugbetalingen", "Relevé des remboursements", "Erstattungsübersicht"}},
			{media: xls, title: tri{"Prestaties", "Prestations", "Leistungen"}},
			{media: ods, title: tri{"Prestaties (OpenDocument)", "Prestations (OpenDocument)", "Leistungen (OpenDocument)"}},
		},
		domain: "HEALTHCARE",
	},
	{
		name: "incapacity-form", weight: 4, org: same("healthfund"), app: "hziv-caami:insured", typ: "healthfund:incapacity",
		subject: tri{"Arbeidsongeschiktheid: vul de vragenlijst in vóór {due}", "Incapacité de travail : complétez le questionnaire avant le {due}", "Arbeitsunfähigkeit: Füllen Sie den Fragebogen vor dem {due} aus"},
		body: tri{
			"U bent arbeidsongeschikt verklaard. Vul de vragenlijst in en bezorg ze aan de adviserend arts vóór {due}.\n\nU vindt de vragenlijst in twee formaten; één ervan volstaat.",
			"Vous êtes reconnu en incapacité de travail. Complétez le questionnaire et transmettez-le au médecin-conseil avant le {due}.\n\nLe questionnaire existe en deux formats ; l'un des deux suffit.",
			"Sie sind als arbeitsunfähig anerkannt. Füllen Sie den Fragebogen aus und übermitteln Sie ihn dem Vertrauensarzt vor dem {due}.\n\nDen Fragebogen gibt es in zwei Formaten; eines davon genügt.",
		},
		docs: []docKind{
			{media: docx, main: true, title: tri{"Vragenlijst", "Questionnaire", "Fragebogen"}},
			{media: odt, title: tri{"Vragenlijst (OpenDocument)", "Questionnaire (OpenDocument)", "Fragebogen (OpenDocument)"}},
			{media: doc, title: tri{"Toelichting", "Notice explicative", "Erläuterungen"}},
		},
		due: 14, domain: "HEALTHCARE",
	},
	{
		name: "accident-decision", weight: 2, org: same("risks"), app: "fedris:accidents", typ: "fedris:decision",
		subject: tri{"Aangetekend – beslissing over uw arbeidsongeval, dossier {ref}", "Recommandé – décision relative à votre accident du travail, dossier {ref}", "Einschreiben – Beschluss über Ihren Arbeitsunfall, Akte {ref}"},
		body: tri{
			"Fedris heeft een beslissing genomen over uw dossier {ref}. De termijn om beroep aan te tekenen staat in de beslissing.",
			"Fedris a pris une décision dans votre dossier {ref}. Le délai de recours est indiqué dans la décision.",
			"Fedris hat in Ihrer Akte {ref} einen Beschluss gefasst. Die Beschwerdefrist steht im Beschluss.",
		},
		docs: []docKind{
			{media: pdf, main: true, signed: true, title: tri{"Beslissing", "Décision", "Beschluss"}},
			{media: pdf, title: tri{"Medisch verslag (uittreksel)", "Rapport médical (extrait)", "Ärztlicher Bericht (Auszug)"}},
		},
		registered: true, domain: "SOCIAL_SECURITY",
	},
	{
		name: "work-card", weight: 6, org: same("employment"), app: "db2b.SPFETCS-FODWASO.fgov.be", typ: "employment:job-attest:werkkaart",
		subject: tri{"Uw werkkaart – {month} {year}", "Votre carte de travail – {month} {year}", "Ihre Arbeitskarte – {month} {year}"},
		body: tri{
			"De werkkaart bewijst aan uw werkgever dat u voldoet aan de voorwaarden voor de maatregel. Bezorg hem de kaart bij uw aanwerving.",
			"La carte de travail prouve à votre employeur que vous remplissez les conditions de la mesure. Remettez-la-lui à l'engagement.",
			"Die Arbeitskarte weist Ihrem Arbeitgeber nach, dass Sie die Voraussetzungen der Maßnahme erfüllen. Übergeben Sie sie ihm bei der Einstellung.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Werkkaart", "Carte de travail", "Arbeitskarte"}},
			{media: xml, title: tri{"Gestructureerde gegevens", "Données structurées", "Strukturierte Daten"}},
		},
		domain: "EMPLOYMENT",
	},
	{
		name: "answer", weight: 2, org: same("employment"), app: "rva-onem:career-break:online", typ: "question:answer",
		subject: tri{"Antwoord op uw vraag van {past}", "Réponse à votre question du {past}", "Antwort auf Ihre Frage vom {past}"},
		body: tri{
			"U vroeg ons naar de gevolgen van deeltijds werk voor uw uitkering. Zolang u minder dan een kwart werkt, verandert er niets.\n\nUw dossiernummer is {ref}.",
			"Vous nous avez demandé les conséquences d'un travail à temps partiel sur votre allocation. Tant que vous travaillez moins d'un quart temps, rien ne change.\n\nVotre numéro de dossier est {ref}.",
			"Sie haben uns nach den Folgen einer Teilzeitarbeit für Ihre Zulage gefragt. Solange Sie weniger als ein Viertel arbeiten, ändert sich nichts.\n\nIhre Aktennummer ist {ref}.",
		},
		bodyMain: true, answer: true, domain: "EMPLOYMENT",
		docs: []docKind{{media: txt, title: tri{"Uw vraag", "Votre question", "Ihre Frage"}}},
	},
}

var nssoCitizenShowcase = []shown{
	{kind: "career-break-question", hours: 2, unread: true},
	{kind: "accident-decision", hours: 20, unread: true},
	{kind: "holiday-account", hours: 3*24 + 1, unread: true},
	{kind: "incapacity-form", hours: 5*24 - 3, unread: true},
	{kind: "holiday-pay", hours: 8 * 24},
	{kind: "reimbursements", hours: 12*24 + 5},
	{kind: "answer", hours: 14*24 + 7},
	{kind: "work-card", hours: 17 * 24, unread: true},
	{kind: "control-card", hours: 25*24 - 2, unread: true}, // 5 days left
	{kind: "control-card", hours: 30*24 - 30},              // gone tomorrow
	{kind: "career-break-decision", hours: 36 * 24},
}
