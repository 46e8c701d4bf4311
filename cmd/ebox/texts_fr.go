package main

import "myebox/tui/lang"

var wordsFR = words{
	ArgRef:     "REF",
	ArgOptions: "[OPTION]...",
	Topics:     "Sujets d'aide",
	Keyring: lang.Advice{
		What:  "La connexion ne peut pas être conservée.",
		Means: "Une commande garde la session dans le trousseau de cet ordinateur, et aucun n'est ouvert. Rien n'a été enregistré.",
		Todo:  "Déverrouillez ou installez un trousseau (ebox doctor en dit plus), ou utilisez le plein écran\u00a0: ebox.",
	},

	Card:  cardFR,
	Usage: usageFR,

	FlagNoColor:      "sans couleurs (comme la variable NO_COLOR)",
	FlagLevel:        "clé la plus faible admise\u00a0: 100, 200, 300, 400, 450, 500",
	FlagFolder:       "inbox (boîte de réception) ou hidden (masqués)",
	FlagExpiring:     "seulement ce qui n'est disponible que ce nombre de jours",
	FlagSender:       "numéro d'entreprise ou partie du nom de l'expéditeur",
	FlagType:         "type de message\u00a0: identifiant ou partie du nom",
	FlagEverything:   "tous les messages",
	FlagWide:         "lignes entières avec la référence complète",
	FlagOpenMain:     "ouvrir le contenu principal\u00a0: marque comme lu",
	FlagRegisteredOK: "accepter d'ouvrir un recommandé\u00a0: cela est enregistré",
	FlagAttachment:   "numéro ou identifiant d'une pièce jointe",
	FlagOffline:      "vérifier seulement ce qui se passe du réseau",

	LoginLong: "Ouvre la page de connexion dans votre navigateur et attend votre retour. L'adresse est aussi affichée, " +
		"seule sur sa ligne. La session est gardée dans le trousseau de cet ordinateur, jamais dans un fichier\u00a0; les autres commandes et le plein écran l'utilisent.",
	LogoutLong: "Termine la session auprès du service de connexion et l'efface du trousseau. Votre navigateur est peut-être encore connecté\u00a0: l'adresse qui y met fin est affichée.",
	ListLong: "Une ligne par message\u00a0: ce qui importe, expéditeur, objet, date, et à la fin une référence courte que read et download acceptent. " +
		"Les lignes tiennent dans le terminal, ou en 79 colonnes dans un tube. Les fournisseurs qui manquent sont nommés sur la sortie d'erreur. Lister ne marque rien comme lu.",
	ReadLong: "Affiche ce qu'on sait d'un message\u00a0: expéditeur, dates, texte, données, paiement, pièces jointes. Rien n'est marqué comme lu. " +
		"Avec --open, le contenu principal est demandé et affiché en texte, et le message est marqué comme lu, définitivement\u00a0; pour un recommandé, une question est posée d'abord, ou il faut --registered-ok.",
	DownloadLong: "Enregistre le document principal, une pièce jointe ou tout. L'empreinte annoncée par l'expéditeur est vérifiée\u00a0; aucun fichier n'est jamais écrasé. " +
		"Enregistrer le document principal marque le message comme lu, définitivement\u00a0; pour un recommandé, une question est posée d'abord, ou il faut --registered-ok.",
	DoctorLong:     "Chaque ligne est une vérification\u00a0: si tout va bien, ce qui a été trouvé, et que faire. Rien n'est modifié, aucun message n'est ouvert.",
	VersionLong:    "Dit à partir de quelle source et avec quel compilateur le programme a été construit.",
	CompletionLong: "À charger dans le fichier de démarrage du shell, par exemple\u00a0: source <(ebox completion bash)",
	Docs:           "Écrire les pages de manuel, la complétion et la table des touches",
	DocsLong:       "Pour ceux qui empaquettent le programme\u00a0: tout est écrit sous le dossier indiqué.",

	TopicExit:     "codes de sortie, pour les scripts",
	TopicExitLong: "Une commande se termine par l'un de ces codes\u00a0:",
	TopicJSON:     "ce que --json écrit",
	TopicJSONLong: "Avec --json, une commande écrit un document JSON. Son champ version change quand un autre champ change de nom, de type ou de sens, ou disparaît\u00a0; de nouveaux champs peuvent venir à tout moment. " +
		"Les moments sont en RFC 3339. Les textes des expéditeurs sont nettoyés de tout ce à quoi un terminal pourrait obéir. Les erreurs sont aussi en JSON, sur la sortie d'erreur\u00a0: code est stable." +
		" Dans list, atLeast est true quand un fournisseur manque pour une raison quelconque, entretien compris\u00a0: total est alors un minimum. complete n'est false, et le code de sortie 3, que si un fournisseur a échoué ou n'a pas répondu.",
	TopicEnv: "variables et fichiers",
	TopicEnvLong: `Variables :
  EBOX_CONFIG      fichier de configuration
  EBOX_PROFILE     profil : production, acceptance, ou un profil du fichier
  EBOX_LANG        langue : nl, fr, de ou en ; sans elle, et sans lang
                   dans le fichier, celle de la connexion, sinon celle
                   du système
  EBOX_CLIENT_ID, EBOX_ISSUER, EBOX_FEDERATION, EBOX_CONSENT, EBOX_BOX,
  EBOX_SCOPES, EBOX_ACR_VALUES
                   au lieu de la valeur du profil
  EBOX_KEYRING     off : la session reste en mémoire et finit avec
                   le programme ; file : elle est dans un fichier chiffré
  EBOX_ACCOUNT     boîte à utiliser, par son nom dans la liste des boîtes
  EBOX_ACCOUNTS    fichier de la liste des boîtes
  EBOX_SCREEN_READER
                   1 : mode linéaire, 0 : non ; passe avant ACCESSIBLE
  ACCESSIBLE       tout sauf 0, false, no, off : mode linéaire
  EBOX_LAYOUT      default, ou reader : le plein écran à l'oreille
  EBOX_BRAILLE_WIDTH
                   cellules de la plage braille
  EBOX_THEME       default, dark, light, high-contrast ou no-colour
  EBOX_ALT_SCREEN  no : ce qui a été affiché reste dans la mémoire
                   du terminal
  EBOX_BELL        new : un son quand il y a du courrier ; off
  NO_COLOR         toute valeur : pas de couleurs
  PCSCLITE_CSOCK_NAME
                   socket d'un service de cartes à puce, même lointain
  HTTPS_PROXY, NO_PROXY   comme d'habitude

Fichiers :
  %s
      configuration ; sans secrets
  %s
      verrous ; sans secrets
  %s
      la dernière liste des fournisseurs : données publiques
La session elle-même est dans le trousseau du système, sous « ebox ».`,

	ExitForbidden:   "ce n'est pas permis",
	NoSuchShort:     "ebox list montre les références. Une référence courte est cherchée parmi les 1\u202f000 messages les plus récents\u00a0; la complète (ebox list --wide) fonctionne toujours.",
	RegisteredMeans: "L'ouvrir est enregistré, avec l'heure, et ne peut être annulé. Il n'y a pas de terminal pour vous interroger.",
	RegisteredTodo:  "Ajoutez --registered-ok si vous voulez l'ouvrir.",
	RunLogin:        "Connectez-vous\u00a0: ebox login",
	BadConfig:       "Le fichier de configuration %s ne peut pas être utilisé.",
	KnownProfiles:   "Il y a\u00a0: %s.",
	WriteIt:         "Écrivez-les sous [profiles.%s] dans ce fichier, ou définissez la variable indiquée.",
	WrongAddress:    "ce n'est pas une adresse",
	WrongNotLocal:   "un bac à sable est sur cet ordinateur\u00a0: une adresse avec 127.0.0.1",
	WrongNotHTTPS:   "l'adresse doit commencer par https",
	WrongScopes:     "openid n'y est pas",
	OnlySandbox:     "il n'y a de personne de test que dans un profil de bac à sable",
	OpenThis:        "Ouvrez cette adresse dans un navigateur sur cet ordinateur\u00a0:",
	CtrlC:           "Ctrl-C annule.",
	BrowserStill:    "Votre navigateur est peut-être encore connecté. Cette adresse y met fin\u00a0:",
	AllShowsRest:    "--all les montre tous.",
	TypeYes:         "Tapez «\u00a0%s\u00a0» ou «\u00a0%s\u00a0»\u00a0:",
	HowOpen:         "Le contenu principal n'a pas été ouvert. Pour l'ouvrir ou l'enregistrer\u00a0:",
	HowSave:         "Le document n'a pas été ouvert. Pour l'enregistrer\u00a0:",
	NoDocument:      "Le message n'a pas ce document.",
	MarkUnknown:     "Aucune réponse n'a dit si le message est maintenant marqué comme lu. ebox read le montre.",
	NoMatch:         "--%s «\u00a0%s\u00a0» ne correspond à aucun des messages récents.",
	SeveralMatch:    "--%s «\u00a0%s\u00a0» correspond à plusieurs\u00a0: %s.",
	Directories:     "Dossiers du programme",
	Federation:      "Liste des fournisseurs",
	SmallTerminal:   "Le plein écran est fait pour 80 colonnes ou plus.",
	KeyringOff:      "désactivé par EBOX_KEYRING\u00a0: la session finit avec le programme",
	KeyringInstall:  "Sous Linux, installez gnome-keyring ou KeePassXC\u00a0; par SSH, démarrez la session avec dbus-run-session.",
	NoDisplay:       "il y a un programme, mais pas de bureau ici\u00a0: l'adresse est affichée, à ouvrir ailleurs sur cet ordinateur",
}
