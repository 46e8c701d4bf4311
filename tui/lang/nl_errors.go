package lang

var nlErrors = Errors{
	Unauthorized: Advice{
		"De sessie wordt niet meer aanvaard.",
		"Ze is misschien elders beëindigd, bijvoorbeeld omdat de toestemming is ingetrokken of u zich hebt afgemeld.",
		"Meld u opnieuw aan.",
	},
	Forbidden: Advice{
		"Dit is niet toegestaan.",
		"Uw sessie is geldig, maar geeft dit recht niet. Opnieuw proberen helpt niet.",
		"Gebruik hiervoor het officiële portaal, of vraag het aan degene die de toegang beheert.",
	},
	NotFound: Advice{
		"Het bericht of document zit niet in de box.",
		"Het is verwijderd omdat de beschikbaarheid voorbij is, of het was er nooit.",
		"Vraag een kopie aan de afzender als u het nodig hebt.",
	},
	NoBox: Advice{
		"Er is hier geen eBox voor u.",
		"De dienst werd naar uw berichten gevraagd en zegt geen box voor u te hebben. Er is niets gewijzigd.",
		"Kijk op het officiële portaal of uw eBox geactiveerd is; is dat zo, probeer het dan later opnieuw.",
	},
	NoProviders: Advice{
		"Er is hier geen lijst van aanbieders.",
		"Zonder die lijst kunnen uw berichten nergens worden gevraagd. Ze zijn veilig.",
		"Probeer het later opnieuw; blijft het zo, dan controleert ebox doctor de instellingen.",
	},
	Throttled: Advice{
		"De dienst vraagt om te wachten.",
		"Er kwamen te veel vragen binnen. Er is niets verloren.",
		"Probeer het straks opnieuw.",
	},
	RetryAfter: "Probeer het opnieuw over %s.",
	Unavailable: Advice{
		"De dienst antwoordt niet.",
		"Hij is even buiten werking, of uw verbinding is weg. Er is niets verloren.",
		"Controleer uw verbinding en probeer het later opnieuw.",
	},
	Timeout: Advice{
		"De dienst deed te lang over een antwoord.",
		"Hij is traag, of uw verbinding is dat. Er is niets verloren.",
		"Probeer het opnieuw.",
	},
	Malformed: Advice{
		"Het antwoord van de dienst is niet te begrijpen.",
		"Het is beschadigd of te groot. Uw berichten zijn veilig.",
		"Probeer het later opnieuw; blijft het zo, meld het dan aan de aanbieder.",
	},
	Digest: Advice{
		"Het document is niet wat was aangekondigd.",
		"Het is onderweg beschadigd of gewijzigd, en is daarom niet bewaard.",
		"Probeer het opnieuw; blijft het zo, vraag het dan aan de afzender.",
	},
	Length: Advice{
		"Het document is niet volledig aangekomen.",
		"De overdracht werd onderbroken, en het is daarom niet bewaard.",
		"Probeer het opnieuw.",
	},
	TooLarge: Advice{
		"Het document is te groot om hier te tonen.",
		"Het werd maar gedeeltelijk opgehaald en er werd niets van bewaard.",
		"Download het en open het met een ander programma.",
	},
	NotAllowed: Advice{
		"Het adres van het document hoort niet bij de aanbieder.",
		"Het is niet opgehaald, zodat niemand anders uw sessie krijgt.",
		"Gebruik het officiële portaal en meld het aan de aanbieder.",
	},
	BadRequest: Advice{
		"De dienst weigerde de vraag.",
		"Dit programma vroeg iets wat de dienst niet aanvaardt. Er is niets gewijzigd.",
		"Meld het aan de makers van dit programma, met de details hieronder.",
	},
	NotOffered: Advice{
		"Deze aanbieder biedt dat niet aan.",
		"Niet elke aanbieder kan alles. Er is niets gewijzigd.",
		"Gebruik hiervoor het officiële portaal.",
	},
	Partial: Advice{
		"Het is bij meerdere aanbieders niet gelukt.",
		"Ze staan hieronder, elk met de reden. Wat bij andere lukte, is gedaan.",
		"Probeer het later opnieuw.",
	},
	NoSpace: Advice{
		"Er is geen ruimte meer op de schijf.",
		"Het document is niet bewaard; er blijft niets van over.",
		"Maak ruimte of kies een andere map, en probeer het opnieuw.",
	},
	NoWrite: Advice{
		"Het bestand kan daar niet worden geschreven.",
		"De map bestaat niet, of u mag er niet in schrijven. Er is niets bewaard.",
		"Kies een andere map.",
	},
	Unknown: Advice{
		"Er is iets niet gelukt.",
		"Dit programma weet niet waarom. Uw berichten zijn veilig.",
		"Probeer het opnieuw; de details hieronder helpen degenen die het onderzoeken.",
	},
	Reference: "Referentie voor de helpdesk: %s",
	Contact:   "Contact: %s",
	Code:      "Code: %s",
	Technical: "Melding van de dienst: %s",
	Program:   "Melding van het programma, in het Engels: %s",
	Operation: "Bewerking: %s",
}

var nlLoginErrors = LoginErrors{
	Cancelled: Advice{
		"De aanmelding is geannuleerd.",
		"Er is niets gebeurd: u bent niet aangemeld.",
		"Probeer het opnieuw wanneer u wilt.",
	},
	Timeout: Advice{
		"De aanmelding is niet op tijd afgerond.",
		"Dit programma wachtte 10 minuten op de browser. U bent niet aangemeld.",
		"Probeer het opnieuw.",
	},
	WeakKey: Advice{
		"Deze digitale sleutel is niet sterk genoeg voor uw eBox.",
		"U werd herkend, maar de aanmelding wordt niet gebruikt.",
		"Probeer het opnieuw met een andere sleutel: itsme, uw eID-kaart, of een beveiligingscode via app of sms.",
	},
	StepUp: Advice{
		"Hiervoor is een aanmelding met een sterkere digitale sleutel nodig.",
		"Uw sessie blijft zoals ze is.",
		"Meld u nog eens aan met een sterkere sleutel, bijvoorbeeld itsme of uw eID-kaart.",
	},
	CodeRefused: Advice{
		"De aanmelding kwam te laat of was al gebruikt.",
		"Zo'n antwoord telt één keer en maar kort. U bent niet aangemeld.",
		"Begin opnieuw.",
	},
	ServerDown: Advice{
		"De aanmelddienst is buiten werking.",
		"U kunt zich nu niet aanmelden; met uw eBox is er niets aan de hand.",
		"Probeer het later opnieuw.",
	},
	Clock: Advice{
		"De klok van deze computer staat verkeerd.",
		"De aanmelding kan niet worden gecontroleerd en wordt dus niet gebruikt.",
		"Stel datum en uur juist in en probeer het opnieuw.",
	},
	SessionEnded: Advice{
		"Uw sessie is beëindigd.",
		"Ze was te oud, of ze is elders beëindigd: door af te melden, of omdat de toestemming is ingetrokken.",
		"Meld u opnieuw aan; het scherm blijft zoals het was.",
	},
	LoginRequired: Advice{
		"U bent niet aangemeld.",
		"Er is geen sessie op deze computer.",
		"Meld u aan.",
	},
	Refused: Advice{
		"De aanmelddienst weigerde de aanmelding.",
		"U bent niet aangemeld.",
		"Probeer het opnieuw; blijft het zo, toon dan de details hieronder aan degene die dit programma heeft ingesteld.",
	},
	Untrusted: Advice{
		"Het antwoord op de aanmelding was niet te vertrouwen.",
		"Het is niet zeker dat het van de aanmelddienst komt, en het wordt dus niet gebruikt.",
		"Begin opnieuw. Gebeurt het nog eens, meld het dan aan degene die dit programma heeft ingesteld.",
	},
	Setup: Advice{
		"Dit programma past niet bij de aanmelddienst.",
		"Het adres of de registratie klopt niet. U bent niet aangemeld.",
		"Toon de details hieronder aan degene die dit programma heeft ingesteld; ebox doctor controleert de instellingen.",
	},
	NoBrowser: Advice{
		"Er kon geen browser worden geopend.",
		"De aanmelding loopt gewoon door.",
		"Open het getoonde adres in een browser op deze computer.",
	},
	Listen: Advice{
		"Deze computer laat het antwoord van de browser niet binnen.",
		"Het lokale adres ervoor is bezet of geblokkeerd.",
		"Sluit andere lopende aanmeldingen of controleer de firewall, en probeer het opnieuw.",
	},
	Keyring: Advice{
		"De sleutelbos van deze computer antwoordt niet.",
		"Misschien is hij vergrendeld en wacht hij in een ander venster op het wachtwoord. Uw sessie is niet bewaard.",
		"Ontgrendel de sleutelbos, of ga zonder verder: u blijft dan aangemeld tot u afsluit.",
	},
	NoKeyring: Advice{
		"Er is geen sleutelbos op deze computer.",
		"Uw sessie kan niet worden bewaard: u blijft aangemeld tot u afsluit.",
		"U hoeft niets te doen. Om langer aangemeld te blijven, installeert u een sleutelbos (op Linux gnome-keyring of KeePassXC); via SSH start u de sessie met dbus-run-session.",
	},
	Busy: Advice{
		"Een ander venster van dit programma is bezig met aanmelden.",
		"Twee aanmeldingen tegelijk zouden elkaar ongedaan maken.",
		"Rond de andere af of sluit ze, en probeer het opnieuw.",
	},
	ErrorCode: "Code van de aanmelddienst: %s",
	ErrorText: "Melding van de aanmelddienst: %s",
	ErrorPage: "Pagina erover: %s",
}
