package main

import "myebox/tui/lang"

var wordsDE = words{
	ArgRef:     "REF",
	ArgOptions: "[OPTION]...",
	Topics:     "Hilfethemen",
	Keyring: lang.Advice{
		What:  "Die Anmeldung kann nicht behalten werden.",
		Means: "Ein Befehl behält die Sitzung im Schlüsselbund dieses Computers, und es ist keiner offen. Nichts wurde gespeichert.",
		Todo:  "Entsperren oder installieren Sie einen Schlüsselbund (ebox doctor sagt mehr), oder verwenden Sie den Vollbildschirm: ebox.",
	},

	Card:  cardDE,
	Usage: usageDE,

	FlagNoColor:      "ohne Farben (wie die Variable NO_COLOR)",
	FlagLevel:        "schwächster Schlüssel: 100, 200, 300, 400, 450 oder 500",
	FlagFolder:       "inbox (Posteingang) oder hidden (ausgeblendet)",
	FlagExpiring:     "nur was höchstens so viele Tage verfügbar ist",
	FlagSender:       "Unternehmensnummer oder Teil des Namens des Absenders",
	FlagType:         "Nachrichtentyp: Kennung oder Teil des Namens",
	FlagEverything:   "alle Nachrichten",
	FlagWide:         "ganze Zeilen mit der vollständigen Referenz",
	FlagOpenMain:     "den Hauptinhalt öffnen: markiert als gelesen",
	FlagRegisteredOK: "Einschreiben öffnen: dies wird festgehalten",
	FlagAttachment:   "Nummer oder Kennung eines Anhangs",
	FlagOffline:      "nur prüfen, was kein Netz braucht",

	LoginLong: "Öffnet die Anmeldeseite in Ihrem Browser und wartet, bis Sie zurück sind. Die Adresse wird auch gezeigt, " +
		"allein auf ihrer Zeile. Die Sitzung bleibt im Schlüsselbund dieses Computers, nie in einer Datei; die anderen Befehle und der Vollbildschirm verwenden sie.",
	LogoutLong: "Beendet die Sitzung beim Anmeldedienst und löscht sie aus dem Schlüsselbund. Ihr Browser ist vielleicht noch angemeldet: Die Adresse, die das beendet, wird gezeigt.",
	ListLong: "Eine Zeile je Nachricht: was wichtig ist, Absender, Betreff, Datum, und am Ende eine kurze Referenz, die read und download annehmen. " +
		"Die Zeilen passen ins Terminal, oder in 79 Spalten in einer Pipe. Fehlende Anbieter stehen in der Fehlerausgabe. Auflisten markiert nichts als gelesen.",
	ReadLong: "Zeigt, was über eine Nachricht bekannt ist: Absender, Daten, Text, Angaben, Zahlung, Anhänge. Nichts wird als gelesen markiert. " +
		"Mit --open wird der Hauptinhalt geholt und als Text gezeigt, und die Nachricht wird als gelesen markiert, was nicht rückgängig zu machen ist; bei Einschreiben kommt zuerst eine Frage, oder --registered-ok.",
	DownloadLong: "Speichert das Hauptdokument, einen Anhang oder alles. Die vom Absender angekündigte Prüfsumme wird verglichen; nie wird eine Datei überschrieben. " +
		"Das Hauptdokument zu speichern markiert die Nachricht als gelesen, was nicht rückgängig zu machen ist; bei Einschreiben kommt zuerst eine Frage, oder --registered-ok.",
	DoctorLong:     "Jede Zeile ist eine Prüfung: ob alles in Ordnung ist, was gefunden wurde, und was zu tun ist. Nichts wird verändert und keine Nachricht geöffnet.",
	VersionLong:    "Sagt, aus welcher Quelle und mit welchem Compiler das Programm gebaut wurde.",
	CompletionLong: "Laden Sie es in der Startdatei der Shell, zum Beispiel: source <(ebox completion bash)",
	Docs:           "Handbuchseiten, Vervollständigung und Tastentabelle schreiben",
	DocsLong:       "Für alle, die das Programm paketieren: Alles wird unter den genannten Ordner geschrieben.",

	TopicExit:     "Rückgabewerte, für Skripte",
	TopicExitLong: "Ein Befehl endet mit einem dieser Werte:",
	TopicJSON:     "was --json ausgibt",
	TopicJSONLong: "Mit --json gibt ein Befehl ein JSON-Dokument aus. Sein Feld version ändert sich, wenn ein anderes Feld Namen, Typ oder Bedeutung ändert oder wegfällt; neue Felder können jederzeit kommen. " +
		"Zeiten sind RFC 3339. Texte der Absender sind von allem befreit, dem ein Terminal gehorchen könnte. Fehler sind auch JSON, in der Fehlerausgabe: code bleibt gleich." +
		" In list ist atLeast true, wenn ein Anbieter fehlt, aus welchem Grund auch immer, auch wegen Wartung: total ist dann das Mindeste. complete ist nur dann false, und der Rückgabewert 3, wenn ein Anbieter versagte oder nicht antwortete.",
	TopicEnv: "Variablen und Dateien",
	TopicEnvLong: `Variablen:
  EBOX_CONFIG      Konfigurationsdatei
  EBOX_PROFILE     Profil: production, acceptance, oder eines der Datei
  EBOX_LANG        Sprache: nl, fr, de oder en; ohne sie und ohne lang in
                   der Datei die der Anmeldung, sonst die des Systems
  EBOX_CLIENT_ID, EBOX_ISSUER, EBOX_FEDERATION, EBOX_CONSENT, EBOX_BOX,
  EBOX_SCOPES, EBOX_ACR_VALUES
                   statt des Werts im Profil
  EBOX_KEYRING     off: die Sitzung bleibt im Speicher und endet mit
                   dem Programm; file: sie ist in einer verschlüsselten
                   Datei
  EBOX_ACCOUNT     welche Box, mit dem Namen aus der Liste der Boxen
  EBOX_ACCOUNTS    Datei mit der Liste der Boxen
  EBOX_SCREEN_READER
                   1: linearer Modus, 0: nicht; geht vor ACCESSIBLE
  ACCESSIBLE       alles außer 0, false, no, off: linearer Modus
  EBOX_LAYOUT      default, oder reader: der Vollbildmodus zum Hören
  EBOX_BRAILLE_WIDTH
                   Zellen der Braillezeile
  EBOX_THEME       default, dark, light, high-contrast oder no-colour
  EBOX_ALT_SCREEN  no: das Angezeigte bleibt im Speicher des Terminals
  EBOX_BELL        new: ein Ton bei neuer Post; off
  NO_COLOR         jeder Wert: keine Farben
  PCSCLITE_CSOCK_NAME
                   Socket eines Smartcard-Dienstes, auch eines anderen
                   Computers
  HTTPS_PROXY, NO_PROXY   wie üblich

Dateien:
  %s
      Konfiguration; ohne Geheimes
  %s
      Sperren; ohne Geheimes
  %s
      die letzte Liste der Anbieter: öffentliche Daten
Die Sitzung selbst ist im Schlüsselbund des Systems, unter "ebox".`,

	ExitForbidden:   "nicht erlaubt",
	NoSuchShort:     "ebox list zeigt die Referenzen. Eine kurze wird unter den neuesten 1.000 Nachrichten gesucht; die vollständige (ebox list --wide) geht immer.",
	RegisteredMeans: "Es zu öffnen wird mit der Zeit festgehalten und ist nicht rückgängig zu machen. Es gibt kein Terminal, um Sie zu fragen.",
	RegisteredTodo:  "Fügen Sie --registered-ok hinzu, wenn Sie es öffnen wollen.",
	RunLogin:        "Melden Sie sich an: ebox login",
	BadConfig:       "Die Konfigurationsdatei %s kann nicht verwendet werden.",
	KnownProfiles:   "Es gibt: %s.",
	WriteIt:         "Schreiben Sie sie unter [profiles.%s] in diese Datei, oder setzen Sie die genannte Variable.",
	WrongAddress:    "das ist keine Adresse",
	WrongNotLocal:   "eine Sandbox ist auf diesem Computer: eine Adresse mit 127.0.0.1",
	WrongNotHTTPS:   "die Adresse muss mit https beginnen",
	WrongScopes:     "openid ist nicht dabei",
	OnlySandbox:     "eine Testperson gibt es nur in einem Profil der Sandbox",
	OpenThis:        "Öffnen Sie diese Adresse in einem Browser auf diesem Computer:",
	CtrlC:           "Strg-C bricht ab.",
	BrowserStill:    "Ihr Browser ist vielleicht noch angemeldet. Diese Adresse beendet das:",
	AllShowsRest:    "--all zeigt alle.",
	TypeYes:         "Tippen Sie „%s“ oder „%s“:",
	HowOpen:         "Der Hauptinhalt wurde nicht geöffnet. Zum Öffnen oder Speichern:",
	HowSave:         "Das Dokument wurde nicht geöffnet. Zum Speichern:",
	NoDocument:      "Die Nachricht hat dieses Dokument nicht.",
	MarkUnknown:     "Keine Antwort sagte, ob die Nachricht jetzt als gelesen markiert ist. ebox read zeigt es.",
	NoMatch:         "--%s „%s“ passt zu keiner der neuesten Nachrichten.",
	SeveralMatch:    "--%s „%s“ passt zu mehreren: %s.",
	Directories:     "Eigene Ordner",
	Federation:      "Liste der Anbieter",
	SmallTerminal:   "Der Vollbildschirm ist für 80 Spalten oder mehr gemacht.",
	KeyringOff:      "durch EBOX_KEYRING ausgeschaltet: die Sitzung endet mit dem Programm",
	KeyringInstall:  "Installieren Sie unter Linux gnome-keyring oder KeePassXC; starten Sie die Sitzung über SSH mit dbus-run-session.",
	NoDisplay:       "es gibt ein Programm, aber hier keine Arbeitsfläche: die Adresse wird gezeigt, um sie anderswo auf diesem Computer zu öffnen",
}
