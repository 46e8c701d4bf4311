package lang

var deErrors = Errors{
	Unauthorized: Advice{
		"Die Sitzung wird nicht mehr angenommen.",
		"Sie wurde vielleicht anderswo beendet, zum Beispiel weil die Zustimmung widerrufen wurde oder Sie sich abgemeldet haben.",
		"Melden Sie sich erneut an.",
	},
	Forbidden: Advice{
		"Das ist nicht erlaubt.",
		"Ihre Sitzung ist gültig, gibt aber dieses Recht nicht. Ein neuer Versuch hilft nicht.",
		"Verwenden Sie dafür das offizielle Portal, oder fragen Sie die Person, die den Zugang verwaltet.",
	},
	NotFound: Advice{
		"Die Nachricht oder das Dokument ist nicht in der Box.",
		"Es wurde entfernt, weil die Verfügbarkeit endete, oder es war nie da.",
		"Bitten Sie den Absender um eine Kopie, wenn Sie es brauchen.",
	},
	NoBox: Advice{
		"Hier gibt es keine eBox für Sie.",
		"Der Dienst wurde nach Ihren Nachrichten gefragt und meldet, keine Box für Sie zu haben. Nichts wurde geändert.",
		"Sehen Sie im offiziellen Portal nach, ob Ihre eBox aktiviert ist; wenn ja, versuchen Sie es später erneut.",
	},
	NoProviders: Advice{
		"Hier gibt es keine Liste der Anbieter.",
		"Ohne sie kann niemand nach Ihren Nachrichten gefragt werden. Sie sind sicher.",
		"Versuchen Sie es später erneut; wenn es so bleibt, prüft ebox doctor die Einstellungen.",
	},
	Throttled: Advice{
		"Der Dienst bittet zu warten.",
		"Er hat zu viele Anfragen erhalten. Nichts ist verloren.",
		"Versuchen Sie es später erneut.",
	},
	RetryAfter: "Versuchen Sie es in %s erneut.",
	Unavailable: Advice{
		"Der Dienst antwortet nicht.",
		"Er ist vorübergehend außer Betrieb, oder Ihre Verbindung ist unterbrochen. Nichts ist verloren.",
		"Prüfen Sie Ihre Verbindung, und versuchen Sie es später erneut.",
	},
	Timeout: Advice{
		"Der Dienst brauchte zu lange für eine Antwort.",
		"Er ist langsam, oder Ihre Verbindung ist es. Nichts ist verloren.",
		"Versuchen Sie es erneut.",
	},
	Malformed: Advice{
		"Die Antwort des Dienstes ist nicht zu verstehen.",
		"Sie ist beschädigt oder zu groß. Ihre Nachrichten sind sicher.",
		"Versuchen Sie es später erneut; wenn es so bleibt, melden Sie es dem Anbieter.",
	},
	Digest: Advice{
		"Das Dokument ist nicht das angekündigte.",
		"Es wurde unterwegs beschädigt oder verändert und deshalb nicht behalten.",
		"Versuchen Sie es erneut; wenn es so bleibt, fragen Sie den Absender.",
	},
	Length: Advice{
		"Das Dokument ist nicht vollständig angekommen.",
		"Die Übertragung wurde unterbrochen, deshalb wurde es nicht behalten.",
		"Versuchen Sie es erneut.",
	},
	TooLarge: Advice{
		"Das Dokument ist zu groß, um hier angezeigt zu werden.",
		"Es wurde nur zum Teil geholt, und nichts davon wurde behalten.",
		"Laden Sie es herunter und öffnen Sie es mit einem anderen Programm.",
	},
	NotAllowed: Advice{
		"Die Adresse des Dokuments gehört nicht zum Anbieter.",
		"Es wurde nicht geholt, damit niemand sonst Ihre Sitzung erhält.",
		"Verwenden Sie das offizielle Portal, und melden Sie es dem Anbieter.",
	},
	BadRequest: Advice{
		"Der Dienst hat die Anfrage abgelehnt.",
		"Dieses Programm hat etwas verlangt, was der Dienst nicht annimmt. Es wurde nichts geändert.",
		"Melden Sie es den Autoren dieses Programms, mit den Einzelheiten unten.",
	},
	NotOffered: Advice{
		"Dieser Anbieter bietet das nicht an.",
		"Nicht jeder Anbieter kann alles. Es wurde nichts geändert.",
		"Verwenden Sie dafür das offizielle Portal.",
	},
	Partial: Advice{
		"Es hat bei mehreren Anbietern nicht funktioniert.",
		"Sie stehen unten, jeder mit dem Grund. Was bei anderen funktionierte, ist getan.",
		"Versuchen Sie es später erneut.",
	},
	NoSpace: Advice{
		"Auf dem Datenträger ist kein Platz mehr.",
		"Das Dokument wurde nicht gespeichert; nichts davon bleibt zurück.",
		"Schaffen Sie Platz oder wählen Sie einen anderen Ordner, und versuchen Sie es erneut.",
	},
	NoWrite: Advice{
		"Die Datei kann dort nicht geschrieben werden.",
		"Der Ordner existiert nicht, oder Sie dürfen nicht hineinschreiben. Es wurde nichts gespeichert.",
		"Wählen Sie einen anderen Ordner.",
	},
	Unknown: Advice{
		"Etwas hat nicht funktioniert.",
		"Dieses Programm weiß nicht, warum. Ihre Nachrichten sind sicher.",
		"Versuchen Sie es erneut; die Einzelheiten unten helfen denen, die es untersuchen.",
	},
	Reference: "Referenz für die Hilfestelle: %s",
	Contact:   "Kontakt: %s",
	Code:      "Code: %s",
	Technical: "Meldung des Dienstes: %s",
	Program:   "Meldung des Programms, auf Englisch: %s",
	Operation: "Vorgang: %s",
}

var deLoginErrors = LoginErrors{
	Cancelled: Advice{
		"Die Anmeldung wurde abgebrochen.",
		"Es ist nichts geschehen: Sie sind nicht angemeldet.",
		"Versuchen Sie es erneut, wann Sie möchten.",
	},
	Timeout: Advice{
		"Die Anmeldung wurde nicht rechtzeitig abgeschlossen.",
		"Dieses Programm hat 10 Minuten auf den Browser gewartet. Sie sind nicht angemeldet.",
		"Versuchen Sie es erneut.",
	},
	WeakKey: Advice{
		"Dieser digitale Schlüssel ist für Ihre eBox nicht stark genug.",
		"Sie wurden erkannt, aber die Anmeldung wird nicht verwendet.",
		"Versuchen Sie es mit einem anderen Schlüssel: itsme, Ihrer eID-Karte oder einem Sicherheitscode über App oder SMS.",
	},
	StepUp: Advice{
		"Dafür ist eine Anmeldung mit einem stärkeren digitalen Schlüssel nötig.",
		"Ihre Sitzung bleibt, wie sie ist.",
		"Melden Sie sich noch einmal mit einem stärkeren Schlüssel an, zum Beispiel itsme oder Ihrer eID-Karte.",
	},
	CodeRefused: Advice{
		"Die Anmeldung kam zu spät oder wurde schon verwendet.",
		"Eine solche Antwort gilt einmal und nur kurz. Sie sind nicht angemeldet.",
		"Beginnen Sie neu.",
	},
	ServerDown: Advice{
		"Der Anmeldedienst ist außer Betrieb.",
		"Sie können sich im Moment nicht anmelden; Ihre eBox ist nicht betroffen.",
		"Versuchen Sie es später erneut.",
	},
	Clock: Advice{
		"Die Uhr dieses Computers geht falsch.",
		"Die Anmeldung kann nicht geprüft werden und wird daher nicht verwendet.",
		"Stellen Sie Datum und Uhrzeit ein, und versuchen Sie es erneut.",
	},
	SessionEnded: Advice{
		"Ihre Sitzung ist beendet.",
		"Sie war zu alt oder wurde anderswo beendet: durch Abmelden, oder weil die Zustimmung widerrufen wurde.",
		"Melden Sie sich erneut an; der Bildschirm bleibt, wie er war.",
	},
	LoginRequired: Advice{
		"Sie sind nicht angemeldet.",
		"Auf diesem Computer gibt es keine Sitzung.",
		"Melden Sie sich an.",
	},
	Refused: Advice{
		"Der Anmeldedienst hat die Anmeldung abgelehnt.",
		"Sie sind nicht angemeldet.",
		"Versuchen Sie es erneut; wenn es so bleibt, zeigen Sie die Einzelheiten unten der Person, die dieses Programm eingerichtet hat.",
	},
	Untrusted: Advice{
		"Der Antwort auf die Anmeldung war nicht zu trauen.",
		"Es ist nicht sicher, dass sie vom Anmeldedienst kommt; sie wird daher nicht verwendet.",
		"Beginnen Sie neu. Geschieht es wieder, sagen Sie es der Person, die dieses Programm eingerichtet hat.",
	},
	Setup: Advice{
		"Dieses Programm passt nicht zum Anmeldedienst.",
		"Seine Adresse oder seine Registrierung stimmt nicht. Sie sind nicht angemeldet.",
		"Zeigen Sie die Einzelheiten unten der Person, die dieses Programm eingerichtet hat; ebox doctor prüft die Einstellungen.",
	},
	NoBrowser: Advice{
		"Es konnte kein Browser geöffnet werden.",
		"Die Anmeldung läuft trotzdem weiter.",
		"Öffnen Sie die angezeigte Adresse in einem Browser auf diesem Computer.",
	},
	Listen: Advice{
		"Dieser Computer lässt die Antwort des Browsers nicht herein.",
		"Die lokale Adresse dafür ist belegt oder gesperrt.",
		"Schließen Sie andere laufende Anmeldungen oder prüfen Sie die Firewall, und versuchen Sie es erneut.",
	},
	Keyring: Advice{
		"Der Schlüsselbund dieses Computers antwortet nicht.",
		"Vielleicht ist er gesperrt und wartet in einem anderen Fenster auf sein Passwort. Ihre Sitzung ist nicht gespeichert.",
		"Entsperren Sie den Schlüsselbund, oder machen Sie ohne ihn weiter: Sie bleiben dann angemeldet, bis Sie das Programm beenden.",
	},
	NoKeyring: Advice{
		"Auf diesem Computer gibt es keinen Schlüsselbund.",
		"Ihre Sitzung kann nicht aufbewahrt werden: Sie bleiben angemeldet, bis Sie das Programm beenden.",
		"Sie brauchen nichts zu tun. Um länger angemeldet zu bleiben, installieren Sie einen Schlüsselbund (unter Linux gnome-keyring oder KeePassXC); über SSH starten Sie die Sitzung mit dbus-run-session.",
	},
	Busy: Advice{
		"Ein anderes Fenster dieses Programms meldet sich gerade an.",
		"Zwei Anmeldungen zugleich würden einander aufheben.",
		"Schließen Sie die andere ab oder brechen Sie sie ab, und versuchen Sie es erneut.",
	},
	ErrorCode: "Code des Anmeldedienstes: %s",
	ErrorText: "Meldung des Anmeldedienstes: %s",
	ErrorPage: "Seite dazu: %s",
}
