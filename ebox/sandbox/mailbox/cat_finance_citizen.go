package mailbox

var financeCitizen = []kind{
	{
		name: "assessment", weight: 10, org: same("finance"), app: "finance:tax-on-web", typ: "tax:pit:assessment",
		subject: tri{"Aanslagbiljet personenbelasting – aanslagjaar {year}", "Avertissement-extrait de rôle – impôt des personnes physiques, exercice {year}", "Steuerbescheid – Steuer der natürlichen Personen, Steuerjaar {year}"},
		body: tri{
			"Uw aanslagbiljet voor het aanslagjaar {year} (inkomsten van {prev}) is klaar. U betaalt {amount} vóór {due}.\n\nGebruik de gestructureerde mededeling {comm}. Hoe u bezwaar indient, leest u op de laatste bladzijde.",
			"Votre avertissement-extrait de rôle pour l'exercice d'imposition {year} (revenus de {prev}) est prêt. Vous payez {amount} avant le {due}.\n\nUtilisez la communication structurée {comm}. La dernière page explique comment introduire une réclamation.",
			"Ihr Steuerbescheid für das Steuerjahr {year} (Einkünfte {prev}) liegt vor. Sie zahlen {amount} vor dem {due}.\n\nVerwenden Sie die strukturierte Mitteilung {comm}. Wie Sie Widerspruch einlegen, steht auf der letzten Seite.",
		},
		docs: []docKind{{media: pdf, main: true, title: tri{"Aanslagbiljet {year}", "Avertissement-extrait de rôle {year}", "Steuerbescheid {year}"}}},
		pay:  payStructured, domain: "FINANCE",
	},
	{
		name: "simplified", weight: 4, org: same("finance"), app: "finance:tax-on-web", typ: "tax:pit:simplified-declaration",
		subject: tri{"Voorstel van vereenvoudigde aangifte {year}: controleer vóór {due}", "Proposition de déclaration simplifiée {year} : vérifiez avant le {due}", "Vorschlag einer vereinfachten Erklärung {year}: Prüfen Sie vor dem {due}"},
		body: tri{
			"U hoeft geen aangifte in te dienen als de gegevens juist en volledig zijn. Zijn ze dat niet, verbeter ze dan vóór {due} via Tax-on-web.",
			"Vous ne devez pas introduire de déclaration si les données sont exactes et complètes. Sinon, corrigez-les avant le {due} via Tax-on-web.",
			"Sie brauchen keine Erklärung einzureichen, wenn die Angaben richtig und vollständig sind. Andernfalls berichtigen Sie sie vor dem {due} über Tax-on-web.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Voorstel van vereenvoudigde aangifte", "Proposition de déclaration simplifiée", "Vorschlag einer vereinfachten Erklärung"}},
			{media: odt, title: tri{"Antwoordformulier", "Formulaire de réponse", "Antwortformular"}},
		},
		due: 40, domain: "FINANCE",
		reply: &replyKind{choices: []choice{
			{
				tri{"Ik ga akkoord", "Je suis d'accord", "Ich bin einverstanden"},
				tri{"Het voorstel geldt als uw aangifte. U ontvangt het aanslagbiljet in het najaar.", "La proposition vaut déclaration. Vous recevrez l'avertissement-extrait de rôle à l'automne.", "Der Vorschlag gilt als Ihre Erklärung. Den Steuerbescheid erhalten Sie im Herbst."},
			},
			{
				tri{"Ik dien zelf een aangifte in", "J'introduis moi-même une déclaration", "Ich reiche selbst eine Erklärung ein"},
				tri{"Het voorstel vervalt. Zonder aangifte binnen de termijn kan een belastingverhoging volgen.", "La proposition devient caduque. Sans déclaration dans le délai, un accroissement d'impôt est possible.", "Der Vorschlag verfällt. Ohne fristgerechte Erklärung ist eine Steuererhöhung möglich."},
			},
		}},
	},
	{
		name: "myminfin", weight: 10, org: same("finance"), app: "finance:myminfin", typ: "myminfin:notice",
		subject: tri{"Een nieuw document staat klaar in MyMinfin", "Un nouveau document est disponible dans MyMinfin", "Ein neues Dokument steht in MyMinfin bereit"},
		body: tri{
			"Er staat een nieuw document voor u klaar in MyMinfin: https://www.myminfin.be/documents/{ref}\n\nMeld u aan met een digitale sleutel om het te lezen. Dit bericht bevat het document niet.",
			"Un nouveau document vous attend dans MyMinfin : https://www.myminfin.be/documents/{ref}\n\nIdentifiez-vous avec une clé numérique pour le lire. Ce message ne contient pas le document.",
			"In MyMinfin liegt ein neues Dokument für Sie bereit: https://www.myminfin.be/documents/{ref}\n\nMelden Sie sich mit einem digitalen Schlüssel an, um es zu lesen. Diese Nachricht enthält das Dokument nicht.",
		},
		bodyMain: true, domain: "FINANCE",
	},
	{
		name: "reminder", weight: 3, org: same("collection"), app: "finance:myminfin", typ: "collection:reminder",
		subject: tri{"Aangetekend – aanmaning voor onbetaalde belasting, dossier {ref}", "Recommandé – sommation pour impôt impayé, dossier {ref}", "Einschreiben – Mahnung wegen unbezahlter Steuer, Akte {ref}"},
		body: tri{
			"Volgens onze gegevens is {amount} nog niet betaald. Betaal vóór {due} of vraag een afbetalingsplan, zo vermijdt u kosten.",
			"Selon nos données, {amount} restent impayés. Payez avant le {due} ou demandez un plan de paiement : vous éviterez des frais.",
			"Nach unseren Angaben sind {amount} noch nicht bezahlt. Zahlen Sie vor dem {due} oder beantragen Sie einen Zahlungsplan, um Kosten zu vermeiden.",
		},
		docs: []docKind{
			{media: pdf, main: true, signed: true, title: tri{"Aanmaning", "Sommation", "Mahnung"}},
			{media: xlsx, title: tri{"Overzicht van de schuld", "Décompte de la dette", "Aufstellung der Schuld"}},
		},
		registered: true, pay: payStructured, domain: "FINANCE",
	},
	{
		name: "certificates", weight: 5, org: same("finance"), app: "finance:myminfin", typ: "tax:certificate",
		subject: tri{"Uw fiscale attesten voor {prev}", "Vos attestations fiscales pour {prev}", "Ihre Steuerbescheinigungen für {prev}"},
		body: tri{
			"Alle attesten die wij voor {prev} ontvingen, vindt u samen in één bestand.",
			"Toutes les attestations que nous avons reçues pour {prev} sont réunies dans un fichier.",
			"Alle Bescheinigungen, die wir für {prev} erhalten haben, finden Sie in einer Datei.",
		},
		docs: []docKind{
			{media: zip, main: true, large: 6 << 10, title: tri{"Attesten {prev}", "Attestations {prev}", "Bescheinigungen {prev}"}},
			{media: txt, title: tri{"Inhoud", "Contenu", "Inhalt"}},
		},
		domain: "FINANCE",
	},
	{
		name: "lease", weight: 4, org: same("finance"), app: "finance:patrimony", typ: "patrimony:lease",
		subject: tri{"Uw huurcontract is geregistreerd – {ref}", "Votre bail est enregistré – {ref}", "Ihr Mietvertrag ist registriert – {ref}"},
		body: tri{
			"Het huurcontract is op {day} kosteloos geregistreerd. In de bijlagen vindt u het relaas van de registratie, het contract en de plaatsbeschrijving.",
			"Le bail a été enregistré gratuitement le {day}. Vous trouverez en annexe la relation de l'enregistrement, le contrat et l'état des lieux.",
			"Der Mietvertrag wurde am {day} kostenlos registriert. Im Anhang finden Sie den Registrierungsvermerk, den Vertrag und die Ortsbeschreibung.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Relaas van de registratie", "Relation de l'enregistrement", "Registrierungsvermerk"}},
			{media: docx, title: tri{"Huurcontract", "Bail", "Mietvertrag"}},
			{media: odp, title: tri{"Plaatsbeschrijving", "État des lieux", "Ortsbeschreibung"}},
		},
		domain: "HOUSING",
	},
	{
		name: "cadastral", weight: 4, org: same("finance"), app: "finance:patrimony", typ: "patrimony:cadastral-income",
		subject: tri{"Kennisgeving van een nieuw kadastraal inkomen", "Notification d'un nouveau revenu cadastral", "Mitteilung eines neuen Katastereinkommens"},
		body: tri{
			"Na uw verbouwing bedraagt het kadastraal inkomen van uw woning {amount}. U kunt binnen twee maanden bezwaar indienen.",
			"Après vos travaux, le revenu cadastral de votre habitation est de {amount}. Vous pouvez introduire une réclamation dans les deux mois.",
			"Nach Ihrem Umbau beträgt das Katastereinkommen Ihrer Wohnung {amount}. Sie können binnen zwei Monaten Widerspruch einlegen.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Kennisgeving", "Notification", "Mitteilung"}},
			{media: odg, title: tri{"Schets van het perceel", "Croquis de la parcelle", "Skizze der Parzelle"}},
		},
		domain: "HOUSING",
	},
}

var financeCitizenShowcase = []shown{
	{kind: "myminfin", hours: 1, unread: true},
	{kind: "assessment", hours: 30, unread: true},
	{kind: "simplified", hours: 4 * 24, unread: true},
	{kind: "reminder", hours: 9*24 + 2},
	{kind: "certificates", hours: 15 * 24},
	{kind: "lease", hours: 22*24 + 4},
	{kind: "cadastral", hours: 41 * 24},
}
