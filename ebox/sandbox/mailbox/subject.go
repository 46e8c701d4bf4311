package mailbox

import "unicode/utf8"

// maxSubject is how many characters a subject may have.
const maxSubject = 400

// appendSubject appends the subject in language l as it stands in the message: plain, very long with line breaks, or
// hostile.
func (g *glance) appendSubject(dst []byte, l lang) []byte {
	if g.wild {
		dst = append(dst, wildBefore...)
	}
	from := len(dst)
	dst = g.appendExpanded(dst, g.sent.subject[l], l)
	if g.long {
		dst = append(dst, "\r\n"...)
		dst = append(dst, longTail[l]...)
		dst = cutRunes(dst, from, maxSubject)
	}
	if g.wild {
		dst = append(dst, wildAfter...)
	}
	return dst
}

// cutRunes shortens dst so that at most n characters follow its first from bytes.
func cutRunes(dst []byte, from, n int) []byte {
	i := from
	for ; n > 0 && i < len(dst); n-- {
		_, w := utf8.DecodeRune(dst[i:])
		i += w
	}
	return dst[:i]
}

// What surrounds a hostile subject: clearing the screen, a colour, a window title, a bell, carriage return and backspaces
// over what stands before, a bidirectional override, a zero-width space, a C1 control.
const (
	wildBefore = "\x1b[2J\x1b[31m\x1b]0;title\x07"
	wildAfter  = "\x1b[0m \u202egpj.xoff\u202c \u200b\u2066\u2069\u0085\r\b\b\u009b"
)

// longTail makes a subject as long as it may be.
var longTail = tri{
	"met in de bijlagen: de beslissing, de motivering, de berekening, het overzicht van de gebruikte gegevens en hun bron, de toepasselijke bepalingen, de termijn en de wijze waarop u beroep kunt aantekenen, de gegevens van de dienst die uw dossier behandelt,\nde verklaring over de bescherming van uw persoonsgegevens en het formulier waarmee u een verbetering kunt vragen van gegevens die niet juist zijn",
	"avec en annexe : la décision, la motivation, le calcul, le relevé des données utilisées et de leur source, les dispositions applicables, le délai et les modalités de recours, les coordonnées du service qui traite votre dossier,\nla déclaration relative à la protection de vos données à caractère personnel et le formulaire qui vous permet de demander la rectification de données inexactes ou incomplètes",
	"mit im Anhang: dem Beschluss, der Begründung, der Berechnung, der Übersicht der verwendeten Angaben und ihrer Quelle, den anwendbaren Bestimmungen, der Frist und den Modalitäten der Beschwerde, den Angaben des Dienstes, der Ihre Akte bearbeitet,\nder Erklärung über den Schutz Ihrer personenbezogenen Daten und dem Formular, mit dem Sie die Berichtigung unrichtiger Angaben beantragen können",
}
