package lang

import (
	"reflect"
	"strings"
	"testing"
)

// glossary are the operators' words for a field of Terms, in French, Dutch, German and English, as the field has them.
var glossary = map[string][4]string{
	"Message":                 {"message", "bericht", "Nachricht", "message"},
	"Document":                {"document", "document", "Dokument", "document"},
	"Attachment":              {"pièce jointe", "bijlage", "Anhang", "attachment"},
	"Sender":                  {"expéditeur", "afzender", "Absender", "sender"},
	"Recipient":               {"destinataire", "bestemmeling", "Empfänger", "recipient"},
	"PublicService":           {"service public", "overheidsdienst", "Behörde", "public service"},
	"Subject":                 {"objet", "onderwerp", "Betreff", "subject"},
	"MessageType":             {"type de message", "berichttype", "Nachrichtentyp", "message type"},
	"ReceivedOn":              {"reçu le", "ontvangen op", "erhalten am", "received on"},
	"AvailableUntil":          {"disponible jusqu'au", "beschikbaar tot", "verfügbar bis", "available until"},
	"AvailabilityPeriod":      {"période de consultation", "raadplegingsperiode", "Einsichtnahmezeit", "availability period"},
	"NoLimit":                 {"sans limite de temps", "zonder tijdslimiet", "ohne zeitliche Begrenzung", "no time limit"},
	"Validity":                {"validité", "geldigheid", "Gültigkeit", "validity"},
	"ValidityPeriod":          {"durée de validité", "geldigheidsduur", "Gültigkeitsdauer", "validity period"},
	"AboutToExpire":           {"sur le point d'expirer", "staat op het punt te vervallen", "läuft bald ab", "about to expire"},
	"Read":                    {"lu", "gelezen", "gelesen", "read"},
	"Unread":                  {"non lu", "ongelezen", "nicht gelesen", "unread"},
	"Open":                    {"ouvrir", "openen", "öffnen", "open"},
	"View":                    {"consulter", "raadplegen", "einsehen", "view"},
	"Download":                {"télécharger", "downloaden", "herunterladen", "download"},
	"Print":                   {"imprimer", "afdrukken", "drucken", "print"},
	"Hide":                    {"masquer", "verbergen", "ausblenden", "hide"},
	"Show":                    {"afficher", "tonen", "einblenden", "show"},
	"Search":                  {"rechercher", "zoeken", "suchen", "search"},
	"Filter":                  {"filtrer", "filteren", "filtern", "filter"},
	"Reply":                   {"répondre", "antwoorden", "antworten", "reply"},
	"YourReply":               {"votre réponse", "uw antwoord", "Ihre Antwort", "your reply"},
	"FixedAnswer":             {"réponse fixe", "vast antwoord", "vorgegebene Antwort", "fixed answer"},
	"OwnComment":              {"commentaire personnel", "eigen opmerking", "eigene Bemerkung", "comment of your own"},
	"Consequences":            {"conséquences", "gevolgen", "Folgen", "consequences"},
	"Confirm":                 {"confirmer", "bevestigen", "bestätigen", "confirm"},
	"Cancel":                  {"annuler", "annuleren", "abbrechen", "cancel"},
	"YouReplied":              {"vous avez répondu le %s", "u hebt geantwoord op %s", "Sie haben am %s geantwortet", "you replied on %s"},
	"LegalValue":              {"valeur légale", "wettelijke waarde", "Rechtswert", "legal value"},
	"LegalEffects":            {"effets juridiques", "rechtsgevolgen", "Rechtswirkungen", "legal effects"},
	"RegisteredMail":          {"recommandé", "aangetekende zending", "Einschreiben", "registered mail"},
	"TrustProvider":           {"prestataire de services de confiance qualifié", "gekwalificeerde verlener van vertrouwensdiensten", "qualifizierter Vertrauensdiensteanbieter", "qualified trust service provider"},
	"Notification":            {"notification", "melding", "Benachrichtigung", "notification"},
	"Reminder":                {"rappel", "herinnering", "Erinnerung", "reminder"},
	"EmailAddress":            {"adresse e-mail", "e-mailadres", "E-Mail-Adresse", "email address"},
	"VerificationCode":        {"code de vérification à 6 chiffres", "6-cijferige verificatiecode", "6-stelliger Bestätigungscode", "6-digit verification code"},
	"Verify":                  {"valider", "valideren", "bestätigen", "verify"},
	"Profile":                 {"Profil", "Profiel", "Profil", "Profile"},
	"Activate":                {"activer", "activeren", "aktivieren", "activate"},
	"Deactivate":              {"désactiver My eBox", "My eBox deactiveren", "My eBox deaktivieren", "deactivate My eBox"},
	"Consent":                 {"consentement", "toestemming", "Zustimmung", "consent"},
	"WithdrawConsent":         {"retirer le consentement", "toestemming intrekken", "Zustimmung widerrufen", "withdraw consent"},
	"TermsOfUse":              {"conditions d'utilisation", "gebruiksvoorwaarden", "Nutzungsbedingungen", "terms of use"},
	"PrivacyStatement":        {"déclaration de confidentialité", "privacyverklaring", "Datenschutzerklärung", "privacy statement"},
	"ServiceProvider":         {"prestataire de services", "dienstverlener", "Dienstleister", "service provider"},
	"Recognised":              {"agréé", "erkend", "anerkannt", "accredited"},
	"DigitalKey":              {"clé numérique", "digitale sleutel", "digitaler Schlüssel", "digital key"},
	"LogIn":                   {"se connecter", "aanmelden", "anmelden", "log in"},
	"LogOut":                  {"se déconnecter", "afmelden", "abmelden", "log out"},
	"IdentityCard":            {"carte d'identité électronique", "elektronische identiteitskaart", "elektronischer Personalausweis", "eID"},
	"CardReader":              {"lecteur de carte", "kaartlezer", "Kartenleser", "card reader"},
	"PINCode":                 {"code PIN", "pincode", "PIN-Kode", "PIN code"},
	"NationalNumber":          {"numéro de registre national", "rijksregisternummer", "Nationalregisternummer", "national register number"},
	"CompanyNumber":           {"numéro d'entreprise", "ondernemingsnummer", "Unternehmensnummer", "enterprise number"},
	"Partition":               {"partition", "partitie", "Partition", "partition"},
	"GeneralPartition":        {"Partition générale", "Algemene partitie", "Allgemeine Partition", "general partition"},
	"ManageBox":               {"Gestion e-Box", "Beheer e-Box", "Verwaltung e-Box", "manage e-Box"},
	"AccessManager":           {"Gestionnaire d'Accès", "Toegangsbeheerder", "Zugangsverwalter", "access manager"},
	"User":                    {"utilisateur", "gebruiker", "Benutzer", "user"},
	"ForAction":               {"message pour action", "bericht voor actie", "Nachricht mit Handlungsbedarf", "message for action"},
	"Attention":               {"à l'attention de", "ter attentie van", "zu Händen von", "for the attention of"},
	"StructuredCommunication": {"communication structurée", "gestructureerde mededeling", "strukturierte Mitteilung", "structured communication"},
	"Maintenance":             {"en maintenance", "in onderhoud", "in Wartung", "under maintenance"},
	"BOSA":                    {"SPF Stratégie et Appui (BOSA)", "FOD Beleid en Ondersteuning (BOSA)", "FÖD Politik und Unterstützung (BOSA)", "FPS Policy and Support (BOSA)"},
	"NSSO":                    {"ONSS", "RSZ", "LSS", "NSSO"},
	"Pensions":                {"Service fédéral des Pensions", "Federale Pensioendienst", "Föderaler Pensionsdienst", "Federal Pensions Service"},
	"Finance":                 {"SPF Finances", "FOD Financiën", "FÖD Finanzen", "FPS Finance"},
	"Phishing":                {"hameçonnage", "phishing", "Phishing", "phishing"},
	"Box":                     {"eBox", "eBox", "eBox", "eBox"},
}

// where says which texts of the screens must hold a term of the glossary, whatever the case of its first letter.
var where = map[string][]string{
	"Unread":                  {"Row.Unread", "Row.LegendUnread", "Reader.Unread", "Filter.Unread", "Inbox.Unread.One"},
	"Read":                    {"Reader.Read", "Filter.Read", "Inbox.MarkedRead"},
	"RegisteredMail":          {"Row.Registered", "Row.LegendRegistered", "Reader.Registered", "Reader.OpenRegistered", "Hiding.Confirm", "Filter.Registered"},
	"ForAction":               {"Row.LegendAction", "Data.ForAction"},
	"NoLimit":                 {"Row.NoLimit"},
	"AboutToExpire":           {"Filter.Expiring", "Reader.AboutToExpire"},
	"AvailableUntil":          {"Reader.Available", "Reader.AvailableUntil", "Reader.AvailableUntilDate"},
	"Sender":                  {"Reader.Sender", "Row.ColSender", "Filter.Sender", "Inbox.SortSender"},
	"Subject":                 {"Reader.Subject", "Row.ColSubject", "Inbox.SortSubject"},
	"MessageType":             {"Reader.Type", "Filter.Type"},
	"ReceivedOn":              {"Reader.Received"},
	"Attention":               {"Reader.Attention"},
	"StructuredCommunication": {"Payment.Structured"},
	"Maintenance":             {"Notices.Maintenance", "Notices.StateMaintenance"},
	"Download":                {"Keys.Download", "Download.Title"},
	"Print":                   {"Keys.Print"},
	"Hide":                    {"Keys.Hide"},
	"Open":                    {"Keys.Open", "Words.Open"},
	"View":                    {"Keys.View"},
	"Search":                  {"Keys.Search", "Filter.Search"},
	"Filter":                  {"Keys.Filter", "Filter.Title"},
	"Confirm":                 {"Words.Confirm", "Keys.Confirm"},
	"Cancel":                  {"Words.Cancel", "Keys.Cancel"},
	"LogIn":                   {"Login.Title"},
	"LogOut":                  {"Keys.LogOut"},
	"CardReader":              {"DigitalKeys.EID", "Login.HintReader", "Card.NoReader", "Card.Pad", "CardErrors.NoReader.What"},
	"PINCode":                 {"Login.Intro", "Login.Safety", "Card.PINTitle", "Card.PINField", "Card.LastTry", "CardErrors.WrongPIN.What", "CardErrors.Blocked.What"},
	"NationalNumber":          {"Card.NationalNumber", "Card.ShowNumber"},
	"Message":                 {"Reader.Title", "Inbox.Count.One"},
	"Attachment":              {"Row.Attachments.One"},
	"Document":                {"Viewer.Title", "Download.SavedMany.One"},
	"Profile":                 {"Profile.Title"},
	"ManageBox":               {"Profile.HowEnterprise"},
	"AccessManager":           {"Profile.HowEnterprise"},
	"BOSA":                    {"Profile.HowCitizen"},
	"NSSO":                    {"Help.WhereHelp"},
	"CompanyNumber":           {"Commands.FlagSender"},
	"LegalEffects":            {"Hiding.Explain"},
	"Consent":                 {"Login.NotConsent", "Errors.Unauthorized.Means"},
}

func TestTermsFollowTheGlossary(t *testing.T) {
	fields := reflect.TypeFor[Terms]()
	if fields.NumField() != len(glossary) {
		t.Errorf("Terms has %d fields, the glossary %d words", fields.NumField(), len(glossary))
	}
	for term, words := range glossary {
		for i, code := range []string{"fr", "nl", "de", "en"} {
			f := reflect.ValueOf(For(code).Terms).FieldByName(term)
			if !f.IsValid() || f.String() != words[i] {
				t.Errorf("%s: Terms.%s is %q, the glossary has %q", code, term, f, words[i])
			}
		}
	}
}

func TestScreensUseTheGlossary(t *testing.T) {
	for _, code := range Codes() {
		byPath := map[string]string{}
		for _, x := range texts(For(code)) {
			byPath[x.path] = x.value
		}
		for term, paths := range where {
			want := strings.ToLower(byPath["Terms."+term])
			if want == "" {
				t.Fatalf("no term %s", term)
			}
			for _, p := range paths {
				got, ok := byPath[p]
				if !ok {
					t.Errorf("%s is no text", p)
				}
				if !strings.Contains(strings.ToLower(got), want) {
					t.Errorf("%s: %s does not say %q: %q", code, p, want, got)
				}
			}
		}
	}
}

func TestNamesOfTheBoxes(t *testing.T) {
	for code, want := range map[string]string{"fr": "eBox Citoyen", "nl": "eBox Burger", "de": "eBox Bürger", "en": "eBox Citizen"} {
		a := For(code).App
		if a.Name != "My eBox" || a.Citizen != want || a.Enterprise != "e-Box Enterprise" {
			t.Errorf("%s: %q, %q, %q", code, a.Name, a.Citizen, a.Enterprise)
		}
	}
	for code, want := range map[string]string{
		"fr": "boîte aux lettres électronique sécurisée", "nl": "beveiligde elektronische brievenbus",
		"de": "gesicherter elektronischer Briefkasten", "en": "secure electronic mailbox",
	} {
		if got := For(code).App.WhatItIs; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}
