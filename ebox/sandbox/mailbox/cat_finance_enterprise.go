package mailbox

var financeEnterprise = []kind{
	{
		name: "vat-account", weight: 10, org: same("collection"), app: "finance:intervat", typ: "vat:current-account",
		subject: tri{"Uittreksel van uw btw-rekening – {month} {year}", "Extrait de votre compte TVA – {month} {year}", "Auszug Ihres MwSt.-Kontos – {month} {year}"},
		body: tri{
			"Uw btw-rekening vertoont een saldo van {amount}. Betaal vóór {due} met de mededeling {comm}.",
			"Votre compte TVA présente un solde de {amount}. Payez avant le {due} avec la communication {comm}.",
			"Ihr MwSt.-Konto weist einen Saldo von {amount} auf. Zahlen Sie vor dem {due} mit der Mitteilung {comm}.",
		},
		docs: []docKind{
			{media: pdf, main: true, title: tri{"Rekeninguittreksel btw", "Extrait de compte TVA", "Kontoauszug MwSt."}},
			{media: csv, title: tri{"Verrichtingen", "Opérations", "Buchungen"}},
		},
		pay: payStructured, domain: "FINANCE",
	},
	{
		name: "vat-missing", weight: 4, org: same("finance"), app: "finance:intervat", typ: "vat:declaration-missing",
		subject: tri{"Uw btw-aangifte van {month} ontbreekt – dien ze in vóór {due}", "Votre déclaration TVA {ofmonth} manque – introduisez-la avant le {due}", "Ihre MwSt.-Erklärung für {month} fehlt – reichen Sie sie vor dem {due} ein"},
		body: tri{
			"Wij ontvingen geen btw-aangifte voor {month} {year}. Zonder aangifte volgt een geldboete en een ambtshalve aanslag.",
			"Nous n'avons pas reçu de déclaration TVA pour {month} {year}. À défaut, une amende et une taxation d'office suivront.",
			"Wir haben keine MwSt.-Erklärung für {month} {year} erhalten. Andernfalls folgen eine Geldbuße und eine Veranlagung von Amts wegen.",
		},
		docs: []docKind{{media: pdf, main: true, title: tri{"Herinnering", "Rappel", "Erinnerung"}}},
		due:  20, domain: "FINANCE",
		reply: &replyKind{comment: true, choices: []choice{
			{
				tri{"Wij dienen de aangifte in", "Nous introduisons la déclaration", "Wir reichen die Erklärung ein"},
				tri{"U hebt nog tien dagen. Daarna wordt de boete berekend.", "Vous disposez encore de dix jours. Ensuite l'amende sera calculée.", "Sie haben noch zehn Tage. Danach wird die Geldbuße berechnet."},
			},
			{
				tri{"Er was geen activiteit", "Il n'y a pas eu d'activité", "Es gab keine Tätigkeit"},
				tri{"Wij boeken een nihilaangifte. Een onjuist antwoord is strafbaar.", "Nous enregistrons une déclaration nulle. Une réponse inexacte est punissable.", "Wir verbuchen eine Nullmeldung. Eine unrichtige Antwort ist strafbar."},
			},
		}},
	},
	{
		name: "corporate-assessment", weight: 4, org: same("finance"), app: "finance:biztax", typ: "tax:cit:assessment",
		subject: tri{"Aanslagbiljet vennootschapsbelasting – aanslagjaar {year}", "Avertissement-extrait de rôle – impôt des sociétés, exercice {year}", "Steuerbescheid – Gesellschaftssteuer, Steuerjaar {year}"},
		body: tri{
			"Het aanslagbiljet voor het aanslagjaar {year} is klaar. Te betalen: {amount}, vóór {due}.",
			"L'avertissement-extrait de rôle pour l'exercice {year} est prêt. À payer : {amount}, avant le {due}.",
			"Der Steuerbescheid für das Steuerjahr {year} liegt vor. Zu zahlen: {amount}, vor dem {due}.",
		},
		docs: []docKind{
			{media: pdf, main: true, signed: true, title: tri{"Aanslagbiljet", "Avertissement-extrait de rôle", "Steuerbescheid"}},
			{media: xlsx, title: tri{"Berekening", "Calcul", "Berechnung"}},
		},
		pay: payStructured, domain: "FINANCE",
	},
	{
		name: "myminfin", weight: 8, org: same("finance"), app: "finance:myminfin", typ: "myminfin:notice",
		subject: tri{"Een nieuw document voor uw onderneming in MyMinfin", "Un nouveau document pour votre entreprise dans MyMinfin", "Ein neues Dokument für Ihr Unternehmen in MyMinfin"},
		body: tri{
			"Er staat een nieuw document klaar in MyMinfin: https://www.myminfin.be/enterprise/documents/{ref}\n\nU hebt er een rol voor nodig die uw toegangsbeheerder toekent. Dit bericht bevat het document niet.",
			"Un nouveau document est disponible dans MyMinfin : https://www.myminfin.be/enterprise/documents/{ref}\n\nIl vous faut un rôle que votre gestionnaire d'accès attribue. Ce message ne contient pas le document.",
			"In MyMinfin liegt ein neues Dokument bereit: https://www.myminfin.be/enterprise/documents/{ref}\n\nSie brauchen dafür eine Rolle, die Ihr Zugangsverwalter vergibt. Diese Nachricht enthält das Dokument nicht.",
		},
		bodyMain: true, domain: "FINANCE",
	},
	{
		name: "vat-penalty", weight: 2, org: same("collection"), app: "finance:intervat", typ: "collection:reminder",
		subject: tri{"Aangetekend – proportionele btw-geldboete, dossier {ref}", "Recommandé – amende TVA proportionnelle, dossier {ref}", "Einschreiben – proportionale MwSt.-Geldbuße, Akte {ref}"},
		body: tri{
			"Een geldboete van {amount} is opgelegd. U kunt binnen de termijn van de beslissing een verzoek tot kwijtschelding richten aan de adviseur-generaal.",
			"Une amende de {amount} est infligée. Vous pouvez adresser une requête en remise au conseiller général dans le délai indiqué.",
			"Eine Geldbuße von {amount} wurde verhängt. Sie können binnen der angegebenen Frist einen Antrag auf Erlass an den Generalberater richten.",
		},
		docs:       []docKind{{media: pdf, main: true, signed: true, title: tri{"Beslissing", "Décision", "Beschluss"}}},
		registered: true, pay: payVAT, domain: "FINANCE",
	},
	{
		name: "customs", weight: 8, org: same("customs"), app: "finance:plda", typ: "customs:declaration",
		subject: tri{"Douaneaangifte {ref}: vrijgave", "Déclaration en douane {ref} : mainlevée", "Zollanmeldung {ref}: Überlassung"},
		body: tri{
			"De goederen van aangifte {ref} zijn vrijgegeven. De kosten van de opslag komen met de btw op {amount}.",
			"Les marchandises de la déclaration {ref} sont libérées. Les frais d'entreposage s'élèvent, TVA comprise, à {amount}.",
			"Die Waren der Anmeldung {ref} sind überlassen. Die Lagerkosten betragen mit MwSt. {amount}.",
		},
		docs: []docKind{
			{media: xml, main: true, title: tri{"Enig document", "Document administratif unique", "Einheitspapier"}},
			{media: html, title: tri{"Leesbare versie", "Version lisible", "Lesbare Fassung"}},
			{media: ods, title: tri{"Kosten", "Frais", "Kosten"}},
		},
		pay: payVAT, attention: true, domain: "ECONOMY",
	},
	{
		name: "certificates", weight: 3, org: same("finance"), app: "finance:myminfin", typ: "tax:certificate",
		subject: tri{"Ontvangstbewijzen van uw fiscale fiches {prev}", "Accusés de réception de vos fiches fiscales {prev}", "Empfangsbestätigungen Ihrer Steuerkarten {prev}"},
		body: tri{
			"Uw fiches voor {prev} zijn verwerkt. Het archief bevat alle ontvangstbewijzen.",
			"Vos fiches pour {prev} sont traitées. L'archive contient tous les accusés de réception.",
			"Ihre Steuerkarten für {prev} sind verarbeitet. Das Archiv enthält alle Empfangsbestätigungen.",
		},
		docs: []docKind{
			{media: zip, main: true, large: 8 << 10, title: tri{"Ontvangstbewijzen", "Accusés de réception", "Empfangsbestätigungen"}},
			{media: txt, title: tri{"Inhoud", "Contenu", "Inhalt"}},
		},
		domain: "FINANCE",
	},
}

var financeEnterpriseShowcase = []shown{
	{kind: "myminfin", hours: 1, unread: true},
	{kind: "vat-account", hours: 28, unread: true},
	{kind: "vat-missing", hours: 3*24 + 4, unread: true},
	{kind: "vat-penalty", hours: 8 * 24},
	{kind: "customs", hours: 13*24 + 3, unread: true},
	{kind: "certificates", hours: 21 * 24},
	{kind: "corporate-assessment", hours: 40 * 24},
}
