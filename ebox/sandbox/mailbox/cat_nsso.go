package mailbox

// The provider of social security: NSSO and the institutions around it.

var nssoOrgs = []organization{
	{
		key: "nsso", id: cbe(19990001), short: tri{"RSZ", "ONSS", "LSS"},
		long: tri{"Rijksdienst voor Sociale Zekerheid", "Office national de sécurité sociale", "Landesamt für soziale Sicherheit"},
		url:  tri{"https://www.rsz.be", "https://www.onss.be", "https://www.lss.be"}, logoPerLanguage: true,
	},
	{
		key: "holidays", id: cbe(19990002), short: tri{"RJV", "ONVA", "LJU"},
		long: tri{"Rijksdienst voor Jaarlijkse Vakantie", "Office national des vacances annuelles", "Landesamt für den Jahresurlaub"},
		url:  tri{"https://www.rjv.be", "https://www.onva.be", "https://www.onva-rjv.be"},
	},
	{
		key: "employment", id: cbe(19990003), short: tri{"RVA", "ONEM", "LfA"},
		long: tri{"Rijksdienst voor Arbeidsvoorziening", "Office national de l'emploi", "Landesamt für Arbeitsbeschaffung"},
		url:  tri{"https://www.rva.be", "https://www.onem.be", "https://www.lfa.be"},
	},
	{
		key: "benefits", id: cbe(19990004), short: tri{"HVW", "CAPAC", "HfA"},
		long: tri{"Hulpkas voor Werkloosheidsuitkeringen", "Caisse auxiliaire de paiement des allocations de chômage", "Hilfskasse für Arbeitslosenunterstützungen"},
		url:  tri{"https://www.hvw.be", "https://www.capac.be", "https://www.capac.be"},
	},
	{
		key: "healthfund", id: cbe(19990005), short: tri{"HZIV", "CAAMI", "HKIV"},
		long: tri{"Hulpkas voor Ziekte- en Invaliditeitsverzekering", "Caisse auxiliaire d'assurance maladie-invalidité", "Hilfskasse für Kranken- und Invalidenversicherung"},
		url:  tri{"https://www.caami-hziv.fgov.be", "https://www.caami-hziv.fgov.be", "https://www.caami-hziv.fgov.be"},
	},
	{
		key: "risks", id: cbe(19990006), short: tri{"Fedris", "Fedris", "Fedris"},
		long: tri{"Federaal agentschap voor beroepsrisico's", "Agence fédérale des risques professionnels", "Föderalagentur für Berufsrisiken"},
		url:  tri{"https://www.fedris.be", "https://www.fedris.be", "https://www.fedris.be"},
	},
	{
		key: "labour", id: cbe(19990007), short: tri{"FOD WASO", "SPF ETCS", "FÖD BASK"},
		long: tri{"FOD Werkgelegenheid, Arbeid en Sociaal Overleg", "SPF Emploi, Travail et Concertation sociale", "FÖD Beschäftigung, Arbeit und Soziale Konzertierung"},
		url:  tri{"https://werk.belgie.be", "https://emploi.belgique.be", "https://beschaeftigung.belgien.be"},
	},
}

var nssoApps = []application{
	{
		id: "rjv-onva:workerholidayrights:cova2", name: tri{"Mijn vakantierekening", "Mon compte de vacances", "Mein Urlaubskonto"},
		description: tri{"Vakantierechten van arbeiders", "Droits de vacances des ouvriers", "Urlaubsansprüche der Arbeiter"},
		url:         tri{"https://www.rjv.be/nl", "https://www.onva.be/fr", "https://www.onva.be/de"}, logo: true,
	},
	{
		id: "rva-onem:career-break:online", name: tri{"Loopbaanonderbreking online", "Interruption de carrière en ligne", "Laufbahnunterbrechung online"},
		description: tri{"Aanvragen van tijdskrediet en thematische verloven", "Demandes de crédit-temps et de congés thématiques", "Anträge auf Zeitkredit und thematischen Urlaub"},
	},
	{
		id: "hvw-capac:payments", name: tri{"Betaling van uitkeringen", "Paiement des allocations", "Auszahlung der Leistungen"},
		description: tri{"Betalingen en controlekaarten", "Paiements et cartes de contrôle", "Zahlungen und Kontrollkarten"},
	},
	{
		id: "hziv-caami:insured", name: tri{"Dossier van de verzekerde", "Dossier de l'assuré", "Akte des Versicherten"},
		description: tri{"Terugbetalingen en arbeidsongeschiktheid", "Remboursements et incapacité de travail", "Erstattungen und Arbeitsunfähigkeit"}, logo: true,
	},
	{
		id: "fedris:accidents", name: tri{"Arbeidsongevallen", "Accidents du travail", "Arbeitsunfälle"},
		description: tri{"Dossiers van arbeidsongevallen en beroepsziekten", "Dossiers d'accidents du travail et de maladies professionnelles", "Akten zu Arbeitsunfällen und Berufskrankheiten"},
	},
	{
		id: "nsso:dmfa", name: tri{"DmfA", "DmfA", "DmfA"},
		description: tri{"Multifunctionele aangifte van de werkgever", "Déclaration multifonctionnelle de l'employeur", "Multifunktionelle Meldung des Arbeitgebers"}, logo: true,
	},
	{
		id: "nsso:dimona", name: tri{"Dimona", "Dimona", "Dimona"},
		description: tri{"Onmiddellijke aangifte van tewerkstelling", "Déclaration immédiate de l'emploi", "Unmittelbare Beschäftigungsmeldung"},
	},
	{
		id: "nsso:collection", name: tri{"Inning van de bijdragen", "Perception des cotisations", "Einziehung der Beiträge"},
		description: tri{"Rekeninguittreksels en aanmaningen", "Extraits de compte et mises en demeure", "Kontoauszüge und Mahnungen"},
	},
	{
		id: "db2b.SPFETCS-FODWASO.fgov.be", name: tri{"Inspectie en attesten", "Inspection et attestations", "Inspektion und Bescheinigungen"},
		description: tri{"Toezicht op de sociale wetten", "Contrôle des lois sociales", "Kontrolle der Sozialgesetze"},
	},
}

var nssoTypes = []messageType{
	{"YearlyVacationAccountExtract", tri{"Jaarlijks uittreksel van de vakantierekening", "Extrait annuel du compte de vacances", "Jährlicher Auszug des Urlaubskontos"}, tri{"Vakantiedagen en vakantiegeld", "Jours et pécule de vacances", "Urlaubstage und Urlaubsgeld"}, years(3)},
	{"HolidayPayNotice", tri{"Bericht van betaling van vakantiegeld", "Avis de paiement du pécule de vacances", "Mitteilung über die Zahlung des Urlaubsgeldes"}, tri{}, years(1)},
	{"career-break:decision", tri{"Loopbaanonderbreking of tijdskrediet", "Interruption de carrière ou crédit-temps", "Laufbahnunterbrechung oder Zeitkredit"}, tri{"Beslissingen en vragen", "Décisions et demandes", "Beschlüsse und Anfragen"}, years(3)},
	{"control-card:monthly", tri{"Maandelijkse controlekaart", "Carte de contrôle mensuelle", "Monatliche Kontrollkarte"}, tri{}, days(30)},
	{"healthfund:reimbursements", tri{"Overzicht van terugbetalingen", "Relevé des remboursements", "Übersicht der Erstattungen"}, tri{}, months(6)},
	{"healthfund:incapacity", tri{"Arbeidsongeschiktheid", "Incapacité de travail", "Arbeitsunfähigkeit"}, tri{"Vragenlijsten en beslissingen", "Questionnaires et décisions", "Fragebögen und Beschlüsse"}, years(1)},
	{"fedris:decision", tri{"Beslissing over een arbeidsongeval", "Décision relative à un accident du travail", "Beschluss über einen Arbeitsunfall"}, tri{}, years(3)},
	{"employment:job-attest:werkkaart", tri{"Werkkaart", "Carte de travail", "Arbeitskarte"}, tri{"Attest van arbeidsdagen", "Attestation de jours de travail", "Bescheinigung über Arbeitstage"}, years(3)},
	{"question:answer", tri{"Antwoord op uw vraag", "Réponse à votre question", "Antwort auf Ihre Frage"}, tri{}, months(6)},
	{"dmfa:anomaly", tri{"Anomalie in een aangifte", "Anomalie dans une déclaration", "Anomalie in einer Meldung"}, tri{}, years(1)},
	{"dmfa:account-statement", tri{"Rekeninguittreksel van de werkgever", "Extrait de compte de l'employeur", "Kontoauszug des Arbeitgebers"}, tri{}, years(3)},
	{"dimona:notification", tri{"Kennisgeving Dimona", "Notification Dimona", "Dimona-Mitteilung"}, tri{}, days(30)},
	{"contributions:formal-notice", tri{"Aanmaning", "Mise en demeure", "Mahnung"}, tri{}, years(3)},
	{"inspection/summons to interview", tri{"Uitnodiging van de inspectie", "Convocation de l'inspection", "Vorladung der Inspektion"}, tri{"Verhoor of controle", "Audition ou contrôle", "Anhörung oder Kontrolle"}, months(6)},
}

var nssoCatalogue = catalogue{
	orgs: nssoOrgs, apps: nssoApps, types: nssoTypes,
	kinds:    [boxTypes][]kind{citizen: nssoCitizen, enterprise: nssoEnterprise},
	showcase: [boxTypes][]shown{citizen: nssoCitizenShowcase, enterprise: nssoEnterpriseShowcase},
}
