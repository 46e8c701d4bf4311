package lang

var frLetter = Letter{
	File:        "my-ebox-retrait-du-consentement",
	Title:       "Lettre\u00a0: retrait du consentement, My eBox",
	From:        "Expéditeur",
	Name:        "Nom et prénoms\u00a0:",
	Address:     "Adresse\u00a0:",
	Number:      "Numéro de registre national\u00a0:",
	Contact:     "Téléphone ou adresse e-mail\u00a0:",
	To:          "Destinataire",
	WhereTo:     "Adresse postale\u00a0: voir la page officielle",
	PlaceDate:   "Lieu et date\u00a0:",
	SubjectLine: "Objet\u00a0: retrait de mon consentement, My eBox (eBox Citoyen)",
	Salutation:  "Madame, Monsieur,",
	Request:     "Je retire mon consentement à recevoir les documents des services publics par voie électronique dans My eBox. Je vous prie de supprimer mon consentement et de désactiver My eBox pour moi.",
	Known:       "Je sais que des messages peuvent encore arriver jusqu'à ce que cette lettre soit traitée, et qu'ils gardent leurs effets juridiques. Ensuite, j'attends les documents par d'autres canaux, comme la poste.",
	Term:        "Je sais que le traitement peut prendre jusqu'à 30 jours après la réception de cette lettre.",
	Tell:        "Je vous prie de me faire savoir, aux coordonnées ci-dessus, quand ce sera fait.",
	Enclosed:    "Annexe\u00a0: une copie lisible des deux faces de ma carte d'identité, adresse comprise.",
	Closing:     "Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées.",
	Signature:   "Signature\u00a0:",
}
