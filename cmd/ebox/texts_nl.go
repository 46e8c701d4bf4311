package main

import "myebox/tui/lang"

var wordsNL = words{
	ArgRef:     "REF",
	ArgOptions: "[OPTIE]...",
	Topics:     "Onderwerpen van de hulp",
	Keyring: lang.Advice{
		What:  "De aanmelding kan niet worden bewaard.",
		Means: "Een opdracht bewaart de sessie in de sleutelbos van deze computer, en er is er geen die open is. Er werd niets opgeslagen.",
		Todo:  "Ontgrendel of installeer een sleutelbos (ebox doctor zegt meer), of gebruik het volledige scherm: ebox.",
	},

	Card:  cardNL,
	Usage: usageNL,

	FlagNoColor:      "zonder kleuren (net als de variabele NO_COLOR)",
	FlagLevel:        "zwakste aanvaarde sleutel: 100, 200, 300, 400, 450 of 500",
	FlagFolder:       "inbox of hidden (verborgen berichten)",
	FlagExpiring:     "alleen wat hoogstens zoveel dagen beschikbaar is",
	FlagSender:       "ondernemingsnummer of deel van de naam van de afzender",
	FlagType:         "berichttype: de code of een deel van de naam",
	FlagEverything:   "alle berichten",
	FlagWide:         "hele regels met de volledige referentie",
	FlagOpenMain:     "de hoofdinhoud openen: markeert als gelezen",
	FlagRegisteredOK: "aangetekende zending openen: dat wordt geregistreerd",
	FlagAttachment:   "nummer of code van één bijlage",
	FlagOffline:      "alleen nagaan wat geen netwerk vraagt",

	LoginLong: "Opent de aanmeldpagina in uw browser en wacht tot u terug bent. Het adres wordt ook getoond, " +
		"alleen op zijn regel. De sessie wordt bewaard in de sleutelbos van deze computer, nooit in een bestand; de andere opdrachten en het volledige scherm gebruiken ze.",
	LogoutLong: "Beëindigt de sessie bij de aanmelddienst en wist ze uit de sleutelbos. Uw browser is misschien nog aangemeld: het adres dat daar een eind aan maakt, wordt getoond.",
	ListLong: "Eén regel per bericht: wat telt, afzender, onderwerp, datum, en aan het eind een korte referentie die read en download aanvaarden. " +
		"De regels passen in de terminal, of in 79 kolommen in een pipe. Aanbieders die ontbreken, staan op de foutuitvoer. Een lijst markeert niets als gelezen.",
	ReadLong: "Toont wat over een bericht bekend is: afzender, data, tekst, gegevens, betaling, bijlagen. Niets wordt als gelezen gemarkeerd. " +
		"Met --open wordt de hoofdinhoud opgehaald en als tekst getoond, en wordt het bericht als gelezen gemarkeerd, wat niet ongedaan kan worden gemaakt; bij een aangetekende zending komt eerst een vraag, of --registered-ok.",
	DownloadLong: "Bewaart het hoofddocument, één bijlage of alles. De controlesom die de afzender aankondigde, wordt nagegaan; nooit wordt een bestand overschreven. " +
		"Het hoofddocument bewaren markeert het bericht als gelezen, wat niet ongedaan kan worden gemaakt; bij een aangetekende zending komt eerst een vraag, of --registered-ok.",
	DoctorLong:     "Elke regel is één controle: of het in orde is, wat er werd gevonden, en wat u kunt doen. Er wordt niets veranderd en geen bericht geopend.",
	VersionLong:    "Zegt uit welke bron en met welke compiler het programma is gebouwd.",
	CompletionLong: "Laad het in het opstartbestand van de shell, bijvoorbeeld: source <(ebox completion bash)",
	Docs:           "Handleidingen, aanvulscripts en de toetsentabel schrijven",
	DocsLong:       "Voor wie het programma verpakt: alles komt onder de genoemde map.",

	TopicExit:     "afsluitcodes, voor scripts",
	TopicExitLong: "Een opdracht eindigt met een van deze codes:",
	TopicJSON:     "wat --json schrijft",
	TopicJSONLong: "Met --json schrijft een opdracht één JSON-document. Het veld version verandert als een ander veld van naam, type of betekenis verandert of verdwijnt; nieuwe velden kunnen er altijd bijkomen. " +
		"Tijden zijn RFC 3339. Teksten van afzenders zijn ontdaan van alles waar een terminal gehoor aan zou geven. Fouten zijn ook JSON, op de foutuitvoer: code blijft gelijk." +
		" In list is atLeast true als een aanbieder ontbreekt, om welke reden ook, ook onderhoud: total is dan het minste dat er is. complete is alleen false, en de exitcode 3, als er bij een aanbieder iets misging of als hij niet antwoordde.",
	TopicEnv: "variabelen en bestanden",
	TopicEnvLong: `Variabelen:
  EBOX_CONFIG      configuratiebestand
  EBOX_PROFILE     profiel: production, acceptance, of een uit het bestand
  EBOX_LANG        taal: nl, fr, de of en; zonder deze variabele en
                   zonder lang in het bestand die van de aanmelding,
                   anders die van het systeem
  EBOX_CLIENT_ID, EBOX_ISSUER, EBOX_FEDERATION, EBOX_CONSENT, EBOX_BOX,
  EBOX_SCOPES, EBOX_ACR_VALUES
                   in plaats van de waarde in het profiel
  EBOX_KEYRING     off: de sessie blijft in het geheugen en eindigt met het
                   programma; file: ze staat in een versleuteld bestand
  EBOX_ACCOUNT     te gebruiken box, met de naam uit de lijst van boxen
  EBOX_ACCOUNTS    bestand met de lijst van boxen
  EBOX_SCREEN_READER
                   1: lineaire modus, 0: niet; gaat voor ACCESSIBLE
  ACCESSIBLE       alles behalve 0, false, no, off: lineaire modus
  EBOX_LAYOUT      default, of reader: het volledige scherm op gehoor
  EBOX_BRAILLE_WIDTH
                   cellen van de brailleleesregel
  EBOX_THEME       default, dark, light, high-contrast of no-colour
  EBOX_ALT_SCREEN  no: wat er stond, blijft in het geheugen van de terminal
  EBOX_BELL        new: een geluid bij nieuwe berichten; off
  NO_COLOR         elke waarde: geen kleuren
  PCSCLITE_CSOCK_NAME
                   socket van een smartcarddienst, ook van een andere
                   machine
  HTTPS_PROXY, NO_PROXY   zoals gewoonlijk

Bestanden:
  %s
      configuratie; zonder geheimen
  %s
      grendels; zonder geheimen
  %s
      de laatste lijst van aanbieders: openbare gegevens
De sessie zelf zit in de sleutelbos van het systeem, onder "ebox".`,

	ExitForbidden:   "niet toegelaten",
	NoSuchShort:     "ebox list toont de referenties. Een korte wordt gezocht in de 1.000 recentste berichten; de volledige (ebox list --wide) werkt altijd.",
	RegisteredMeans: "Ze openen wordt geregistreerd, met het tijdstip, en kan niet ongedaan worden gemaakt. Er is geen terminal om het u te vragen.",
	RegisteredTodo:  "Voeg --registered-ok toe als u ze wilt openen.",
	RunLogin:        "Meld u aan: ebox login",
	BadConfig:       "Het configuratiebestand %s kan niet worden gebruikt.",
	KnownProfiles:   "Er zijn: %s.",
	WriteIt:         "Schrijf ze onder [profiles.%s] in dat bestand, of stel de genoemde variabele in.",
	WrongAddress:    "dit is geen adres",
	WrongNotLocal:   "een sandbox staat op deze computer: een adres met 127.0.0.1",
	WrongNotHTTPS:   "het adres moet met https beginnen",
	WrongScopes:     "openid is er niet bij",
	OnlySandbox:     "een testpersoon is er alleen in een profiel van de sandbox",
	OpenThis:        "Open dit adres in een browser op deze computer:",
	CtrlC:           "Ctrl-C annuleert.",
	BrowserStill:    "Uw browser is misschien nog aangemeld. Dit adres maakt daar een eind aan:",
	AllShowsRest:    "--all toont ze allemaal.",
	TypeYes:         "Typ “%s” of “%s”:",
	HowOpen:         "De hoofdinhoud werd niet geopend. Om die te openen of te bewaren:",
	HowSave:         "Het document werd niet geopend. Om het te bewaren:",
	NoDocument:      "Het bericht heeft dat document niet.",
	MarkUnknown:     "Er kwam geen antwoord dat zegt of het bericht nu gemarkeerd is als gelezen. ebox read toont het.",
	NoMatch:         "--%s “%s” past bij geen van de recentste berichten.",
	SeveralMatch:    "--%s “%s” past bij meer dan één: %s.",
	Directories:     "Eigen mappen",
	Federation:      "Lijst van aanbieders",
	SmallTerminal:   "Het volledige scherm is gemaakt voor 80 kolommen of meer.",
	KeyringOff:      "uitgeschakeld door EBOX_KEYRING: de sessie eindigt met het programma",
	KeyringInstall:  "Installeer op Linux gnome-keyring of KeePassXC; start via SSH de sessie met dbus-run-session.",
	NoDisplay:       "er is een programma, maar hier geen bureaublad: het adres wordt getoond, om elders op deze computer te openen",
}
