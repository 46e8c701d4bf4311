package mailbox

// The provider of regions, communities and municipalities, which also serves authorities without a registry of their
// own. Which of them is competent depends on the language here, as a stand-in for the place.

var regionOrgs = []organization{
	{
		key: "flanders", id: cbe(19990031), short: same("Vlaamse Belastingdienst"),
		long: same("Vlaamse Overheid – Vlaamse Belastingdienst"), url: same("https://www.vlaanderen.be"),
	},
	{
		key: "wallonia", id: cbe(19990032), short: same("SPW Fiscalité"),
		long: same("Service public de Wallonie – Fiscalité"), url: same("https://www.wallonie.be"),
	},
	{
		key: "ostbelgien", id: cbe(19990033), short: same("Ostbelgien"),
		long: same("Ministerium der Deutschsprachigen Gemeinschaft Belgiens"), url: same("https://ostbelgienlive.be"),
	},
	{
		key: "brussels", id: cbe(19990034), short: tri{"Brussel Fiscaliteit", "Bruxelles Fiscalité", "Brüssel Steuerverwaltung"},
		long: tri{"Gewestelijke Overheidsdienst Brussel Fiscaliteit", "Service public régional de Bruxelles Fiscalité", "Regionaler Öffentlicher Dienst Brüssel Steuerverwaltung"},
		url:  tri{"https://fiscaliteit.brussels", "https://fiscalite.brussels", "https://fiscalite.brussels"}, logoPerLanguage: true,
	},
	{key: "gent", id: cbe(19990035), short: same("Stad Gent"), long: same("Stadsbestuur Gent"), url: same("https://stad.gent")},
	{key: "namur", id: cbe(19990036), short: same("Ville de Namur"), long: same("Administration communale de Namur"), url: same("https://www.namur.be")},
	{key: "eupen", id: cbe(19990037), short: same("Stadt Eupen"), long: same("Stadtverwaltung Eupen"), url: same("https://www.eupen.be")},
	{
		key: "opgroeien", id: cbe(19990038), short: same("Opgroeien – Uitbetaler"),
		long: same("Agentschap Opgroeien, uitbetaler van het Groeipakket"), url: same("https://www.groeipakket.be"),
	},
	{
		key: "famiwal", id: cbe(19990039), short: same("Famiwal"),
		long: same("Caisse publique wallonne d'allocations familiales"), url: same("https://www.famiwal.be"),
	},
	{
		key: "justice", id: cbe(19990040), short: tri{"FOD Justitie", "SPF Justice", "FÖD Justiz"},
		long: tri{"Federale Overheidsdienst Justitie", "Service public fédéral Justice", "Föderaler Öffentlicher Dienst Justiz"},
		url:  tri{"https://justitie.belgium.be/nl", "https://justice.belgium.be/fr", "https://justice.belgium.be/de"},
	},
}

var regionApps = []application{
	{
		id: "local:citizen-desk", name: tri{"E-loket", "E-guichet", "E-Schalter"},
		description: tri{"Digitaal loket van de gemeente", "Guichet électronique de la commune", "Elektronischer Schalter der Gemeinde"}, logo: true,
	},
	{
		id: "local:environment desk/public inquiry", name: tri{"Omgevingsloket", "Guichet de l'environnement", "Umweltschalter"},
		description: tri{"Vergunningen en openbare onderzoeken", "Permis et enquêtes publiques", "Genehmigungen und öffentliche Untersuchungen"},
	},
	{
		id: "region:premiums", name: tri{"Premies", "Primes", "Prämien"},
		description: tri{"Premies voor wonen en energie", "Primes au logement et à l'énergie", "Wohnungs- und Energieprämien"}, logo: true,
	},
	{
		id: "region:taxes", name: tri{"Gewestbelastingen", "Impôts régionaux", "Regionalsteuern"},
		description: tri{"Onroerende voorheffing en verkeersbelasting", "Précompte immobilier et taxe de circulation", "Immobiliensteuervorabzug und Verkehrssteuer"},
	},
	{
		id: "family:benefits", name: tri{"Groeipakket", "Allocations familiales", "Kindergeld"},
		description: tri{"Kinderbijslag en toeslagen", "Allocations et suppléments", "Kindergeld und Zuschläge"}, logo: true,
	},
	{
		id: "justice:crossborder", name: tri{"Verkeersboetes", "Amendes routières", "Verkehrsbußgelder"},
		description: tri{"Onmiddellijke inningen en minnelijke schikkingen", "Perceptions immédiates et transactions", "Sofortige Erhebungen und Vergleiche"}, url: same("https://www.verkeersboeten.be"),
	},
}

var regionTypes = []messageType{
	{"local:public-inquiry", tri{"Openbaar onderzoek", "Enquête publique", "Öffentliche Untersuchung"}, tri{"Dossier met plannen", "Dossier avec plans", "Akte mit Plänen"}, months(6)},
	{"local:id-card", tri{"Oproeping identiteitskaart", "Convocation carte d'identité", "Vorladung Personalausweis"}, tri{}, months(1)},
	{"local:election", tri{"Oproepingsbrief verkiezingen", "Convocation électorale", "Wahlaufforderung"}, tri{}, months(3)},
	{"local:sanction", tri{"Gemeentelijke administratieve sanctie", "Sanction administrative communale", "Kommunale Verwaltungssanktion"}, tri{}, years(1)},
	{"local:fee", tri{"Retributie", "Redevance", "Gebühr"}, tri{}, years(1)},
	{"region:premium", tri{"Premiedossier", "Dossier de prime", "Prämienakte"}, tri{}, years(2)},
	{"region:property-tax", tri{"Onroerende voorheffing", "Précompte immobilier", "Immobiliensteuervorabzug"}, tri{}, years(3)},
	{"region:road-tax", tri{"Verkeersbelasting", "Taxe de circulation", "Verkehrssteuer"}, tri{}, years(2)},
	{"family:decision", tri{"Beslissing over kinderbijslag", "Décision d'allocations familiales", "Beschluss über Kindergeld"}, tri{}, years(3)},
	{"justice:traffic-fine", tri{"Verkeersboete", "Amende routière", "Verkehrsbußgeld"}, tri{}, years(1)},
	{"region:environmental-permit", tri{"Omgevingsvergunning", "Permis d'environnement", "Umweltgenehmigung"}, tri{}, years(3)},
	{"region:training-aid", tri{"Steun voor opleiding", "Aide à la formation", "Ausbildungsbeihilfe"}, tri{}, years(1)},
}

// everyMedia is a dossier that has a document of each media type of the contract.
var everyMedia = []docKind{
	{media: pdf, main: true, title: tri{"Bekendmaking", "Avis", "Bekanntmachung"}},
	{media: odt, title: tri{"Nota", "Note", "Vermerk"}},
	{media: ods, title: tri{"Oppervlakten", "Superficies", "Flächen"}},
	{media: odp, title: tri{"Presentatie", "Présentation", "Präsentation"}},
	{media: odg, title: tri{"Inplantingsplan", "Plan d'implantation", "Lageplan"}},
	{media: docx, title: tri{"Verklarende nota", "Note explicative", "Erläuternder Vermerk"}},
	{media: xlsx, title: tri{"Verkeersmetingen", "Comptages du trafic", "Verkehrszählungen"}},
	{media: doc, title: tri{"Advies van de brandweer", "Avis des pompiers", "Gutachten der Feuerwehr"}},
	{media: xls, title: tri{"Geluidsmetingen", "Mesures de bruit", "Lärmmessungen"}},
	{media: ppt, title: tri{"Infovergadering", "Réunion d'information", "Informationsversammlung"}},
	{media: csv, title: tri{"Metingen", "Mesures", "Messwerte"}},
	{media: xml, title: tri{"Geografische gegevens", "Données géographiques", "Geodaten"}},
	{media: html, title: tri{"Webversie", "Version web", "Webfassung"}},
	{media: txt, title: tri{"Leesmij", "Lisez-moi", "Liesmich"}},
	{media: zip, large: 4 << 10, title: tri{"Alle plannen", "Tous les plans", "Alle Pläne"}},
}

var regionCatalogue = catalogue{
	orgs: regionOrgs, apps: regionApps, types: regionTypes,
	kinds:    [boxTypes][]kind{citizen: regionCitizen, enterprise: regionEnterprise},
	showcase: [boxTypes][]shown{citizen: regionCitizenShowcase, enterprise: regionEnterpriseShowcase},
}
