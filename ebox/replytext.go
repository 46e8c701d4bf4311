package ebox

import (
	"strings"
	"unicode/utf8"
)

// MaxSubject is how many characters the subject of a publication may have (Message Registry 2.1, messageToPublish).
const MaxSubject = 400

// replyWords stand before the subject of the message that is answered.
var replyWords = map[string]string{"nl": "Antwoord: ", "fr": "Réponse : ", "de": "Antwort: "}

// ReplySubject is the subject of a reply to m in lang ("nl", "fr" or "de"), as it is sent.
func ReplySubject(m *Message, lang string) string {
	s := replyWords[lang] + m.Subject.In(lang).String()
	if utf8.RuneCountInString(s) > MaxSubject {
		s = string([]rune(s)[:MaxSubject-1]) + "…"
	}
	return strings.TrimSpace(s)
}

// ReplyText is the text of a reply, as it is sent: the label of the chosen answer in the language of d, and after an
// empty line what was added. Without choices it is the comment alone. Blank lines and blanks at its end are left out, and
// characters that nobody could see in a review.
func ReplyText(f ReplyForm, d *ReplyDraft) string {
	var parts []string
	if c, ok := f.Choice(d.Choice); ok {
		parts = append(parts, c.Label.In(d.Lang).Raw())
	}
	if own := ownWords(d.Comment); own != "" && f.Comment {
		parts = append(parts, own)
	}
	return strings.Join(parts, "\n\n")
}
