package consent

// mailText is a mail; the body of kindCode takes the code and how many minutes it can be used.
type mailText struct{ subject, body string }

// mailFoot ends every mail.
var mailFoot = map[string]string{
	"nl": "Dit bericht komt van de sandbox van My eBox en niet van een overheid.",
	"fr": "Ce message vient du bac à sable de My eBox et non d'une autorité.",
	"de": "Diese Mitteilung kommt von der Sandbox von My eBox und nicht von einer Behörde.",
	"en": "This message comes from the sandbox of My eBox and not from an authority.",
}

// mailTexts are all mails, by language and kind.
var mailTexts = map[string]map[string]mailText{
	"nl": {
		kindCode: {
			"My eBox: uw verificatiecode",
			"Uw 6-cijferige verificatiecode is %s. De code is %d minuten bruikbaar.\n\nNiemand vraagt u ooit per e-mail of telefoon om deze code. Hebt u hem niet aangevraagd, dan hoeft u niets te doen.",
		},
		kindActive:    {"My eBox: uw e-mailadres is gevalideerd", "Uw e-mailadres is gevalideerd. My eBox is geactiveerd."},
		kindMoved:     {"My eBox: uw e-mailadres is gewijzigd", "In uw profiel staat nu een ander e-mailadres. Op dit adres krijgt u geen meldingen meer."},
		kindWithdrawn: {"My eBox: uw toestemming is ingetrokken", "U hebt uw toestemming ingetrokken. Berichten die tot de verwerking aankomen, behouden hun rechtsgevolgen."},
		KindNew:       {"My eBox: nieuw document", "Er is een nieuw document beschikbaar in My eBox."},
		KindReminder:  {"My eBox: herinnering", "Een document in My eBox is na twee weken nog ongelezen."},
		KindExpiry:    {"My eBox: een document wordt verwijderd", "Een ongelezen document in My eBox wordt binnenkort verwijderd."},
	},
	"fr": {
		kindCode: {
			"My eBox\u00a0: votre code de vérification",
			"Votre code de vérification à 6 chiffres est %s. Il est utilisable pendant %d minutes.\n\nPersonne ne vous demande jamais ce code par e-mail ou par téléphone. Si vous ne l'avez pas demandé, vous n'avez rien à faire.",
		},
		kindActive:    {"My eBox\u00a0: votre adresse e-mail est validée", "Votre adresse e-mail est validée. My eBox est activée."},
		kindMoved:     {"My eBox\u00a0: votre adresse e-mail a changé", "Votre profil contient maintenant une autre adresse e-mail. Vous ne recevez plus de notifications à cette adresse-ci."},
		kindWithdrawn: {"My eBox\u00a0: votre consentement est retiré", "Vous avez retiré votre consentement. Les messages qui arrivent jusqu'au traitement gardent leurs effets juridiques."},
		KindNew:       {"My eBox\u00a0: nouveau document", "Un nouveau document est disponible dans My eBox."},
		KindReminder:  {"My eBox\u00a0: rappel", "Un document dans My eBox est toujours non lu après deux semaines."},
		KindExpiry:    {"My eBox\u00a0: un document va être supprimé", "Un document non lu dans My eBox va bientôt être supprimé."},
	},
	"de": {
		kindCode: {
			"My eBox: Ihr Bestätigungscode",
			"Ihr 6-stelliger Bestätigungscode lautet %s. Er kann %d Minuten lang benutzt werden.\n\nNiemand fragt Sie je per E-Mail oder Telefon nach diesem Code. Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun.",
		},
		kindActive:    {"My eBox: Ihre E-Mail-Adresse ist bestätigt", "Ihre E-Mail-Adresse ist bestätigt. My eBox ist aktiviert."},
		kindMoved:     {"My eBox: Ihre E-Mail-Adresse wurde geändert", "In Ihrem Profil steht jetzt eine andere E-Mail-Adresse. An diese hier erhalten Sie keine Benachrichtigungen mehr."},
		kindWithdrawn: {"My eBox: Ihre Zustimmung ist widerrufen", "Sie haben Ihre Zustimmung widerrufen. Nachrichten, die bis zur Bearbeitung eintreffen, behalten ihre Rechtswirkungen."},
		KindNew:       {"My eBox: neues Dokument", "In My eBox ist ein neues Dokument verfügbar."},
		KindReminder:  {"My eBox: Erinnerung", "Ein Dokument in My eBox ist nach zwei Wochen noch nicht gelesen."},
		KindExpiry:    {"My eBox: Ein Dokument wird gelöscht", "Ein nicht gelesenes Dokument in My eBox wird bald gelöscht."},
	},
	"en": {
		kindCode: {
			"My eBox: your verification code",
			"Your 6-digit verification code is %s. It can be used for %d minutes.\n\nNobody ever asks you for this code by email or telephone. If you did not ask for it, you need not do anything.",
		},
		kindActive:    {"My eBox: your email address is verified", "Your email address is verified. My eBox is activated."},
		kindMoved:     {"My eBox: your email address has changed", "Your profile now has another email address. You no longer get notifications at this one."},
		kindWithdrawn: {"My eBox: your consent is withdrawn", "You have withdrawn your consent. Messages that arrive until this is processed keep their legal effects."},
		KindNew:       {"My eBox: new document", "A new document is available in My eBox."},
		KindReminder:  {"My eBox: reminder", "A document in My eBox is still unread after two weeks."},
		KindExpiry:    {"My eBox: a document is going to be removed", "An unread document in My eBox is about to be removed."},
	},
}
