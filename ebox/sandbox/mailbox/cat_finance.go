package mailbox

// The provider of FPS Finance. Some of its messages are only a notice that a document waits in MyMinfin.

var financeOrgs = []organization{
	{
		key: "finance", id: cbe(19990011), short: tri{"FOD Financiën", "SPF Finances", "FÖD Finanzen"},
		long: tri{"Federale Overheidsdienst Financiën", "Service public fédéral Finances", "Föderaler Öffentlicher Dienst Finanzen"},
		url:  tri{"https://financien.belgium.be/nl", "https://finances.belgium.be/fr", "https://finanzen.belgium.be/de"}, logoPerLanguage: true,
	},
	{
		key: "collection", id: cbe(19990012), short: tri{"AAII", "AGPR", "GVEB"},
		long: tri{"Algemene Administratie van de Inning en de Invordering", "Administration générale de la Perception et du Recouvrement", "Generalverwaltung Einnahme und Beitreibung"},
		url:  tri{"https://financien.belgium.be/nl", "https://finances.belgium.be/fr", "https://finanzen.belgium.be/de"},
	},
	{
		key: "customs", id: cbe(19990013), short: tri{"Douane en Accijnzen", "Douanes et Accises", "Zoll und Akzisen"},
		long: tri{"Algemene Administratie van de Douane en Accijnzen", "Administration générale des Douanes et Accises", "Generalverwaltung Zoll und Akzisen"},
		url:  tri{"https://financien.belgium.be/nl", "https://finances.belgium.be/fr", "https://finanzen.belgium.be/de"},
	},
}

var financeApps = []application{
	{
		id: "finance:myminfin", name: same("MyMinfin"),
		description: tri{"Uw dossier bij de FOD Financiën", "Votre dossier au SPF Finances", "Ihre Akte beim FÖD Finanzen"},
		url:         same("https://www.myminfin.be"), logo: true,
	},
	{
		id: "finance:tax-on-web", name: same("Tax-on-web"),
		description: tri{"Aangifte in de personenbelasting", "Déclaration à l'impôt des personnes physiques", "Erklärung zur Steuer der natürlichen Personen"},
		url:         same("https://www.taxonweb.be"),
	},
	{
		id: "finance:intervat", name: same("Intervat"),
		description: tri{"Btw-aangiften en btw-rekening", "Déclarations et compte TVA", "MwSt.-Erklärungen und MwSt.-Konto"},
	},
	{
		id: "finance:biztax", name: same("Biztax"),
		description: tri{"Vennootschapsbelasting", "Impôt des sociétés", "Gesellschaftssteuer"},
	},
	{
		id: "finance:patrimony", name: tri{"Patrimoniumdocumentatie", "Documentation patrimoniale", "Vermögensdokumentation"},
		description: tri{"Kadaster en registratie", "Cadastre et enregistrement", "Kataster und Registrierung"},
	},
	{
		id: "finance:plda", name: same("PLDA"),
		description: tri{"Papierloze douane", "Douane sans papier", "Papierlose Zollabwicklung"},
	},
}

var financeTypes = []messageType{
	{"tax:pit:assessment", tri{"Aanslagbiljet personenbelasting", "Avertissement-extrait de rôle – impôt des personnes physiques", "Steuerbescheid – Steuer der natürlichen Personen"}, tri{"Afrekening van de belasting", "Décompte de l'impôt", "Abrechnung der Steuer"}, years(3)},
	{"tax:pit:simplified-declaration", tri{"Voorstel van vereenvoudigde aangifte", "Proposition de déclaration simplifiée", "Vorschlag einer vereinfachten Erklärung"}, tri{}, years(1)},
	{"tax:certificate", tri{"Fiscaal attest", "Attestation fiscale", "Steuerbescheinigung"}, tri{}, years(3)},
	{"myminfin:notice", tri{"Document beschikbaar in MyMinfin", "Document disponible dans MyMinfin", "Dokument verfügbar in MyMinfin"}, tri{"Bericht met een link", "Avis avec un lien", "Mitteilung mit einem Link"}, months(3)},
	{"collection:reminder", tri{"Herinnering of aanmaning", "Rappel ou sommation", "Erinnerung oder Mahnung"}, tri{}, years(3)},
	{"patrimony:lease", tri{"Registratie van een huurcontract", "Enregistrement d'un bail", "Registrierung eines Mietvertrags"}, tri{}, years(2)},
	{"patrimony:cadastral-income", tri{"Kennisgeving van het kadastraal inkomen", "Notification du revenu cadastral", "Mitteilung des Katastereinkommens"}, tri{}, years(3)},
	{"vat:current-account", tri{"Uittreksel van de btw-rekening", "Extrait du compte TVA", "Auszug des MwSt.-Kontos"}, tri{}, years(1)},
	{"vat:declaration-missing", tri{"Btw-aangifte ontbreekt", "Déclaration TVA manquante", "MwSt.-Erklärung fehlt"}, tri{}, months(6)},
	{"tax:cit:assessment", tri{"Aanslagbiljet vennootschapsbelasting", "Avertissement-extrait de rôle – impôt des sociétés", "Steuerbescheid – Gesellschaftssteuer"}, tri{}, years(3)},
	{"customs:declaration", tri{"Douaneaangifte", "Déclaration en douane", "Zollanmeldung"}, tri{}, years(3)},
}

var financeCatalogue = catalogue{
	orgs: financeOrgs, apps: financeApps, types: financeTypes,
	kinds:    [boxTypes][]kind{citizen: financeCitizen, enterprise: financeEnterprise},
	showcase: [boxTypes][]shown{citizen: financeCitizenShowcase, enterprise: financeEnterpriseShowcase},
}
