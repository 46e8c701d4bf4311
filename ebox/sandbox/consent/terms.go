package consent

import (
	"embed"
	"time"

	"myebox/ebox"
)

// termsVersion is the version of the terms of use in force; it also stands in the texts.
const termsVersion = "2025-09"

// termsDate is when they came into force.
var termsDate = time.Date(2025, 9, 1, 0, 0, 0, 0, ebox.Brussels())

// langs are the languages of texts and mails.
var langs = []string{"nl", "fr", "de", "en"}

//go:embed texts
var files embed.FS

// Terms are the terms of use and the privacy statement that an activation accepts: the sandbox's own, and they say so.
type Terms struct {
	Version string            `json:"version"`
	Date    string            `json:"date"` // yyyy-MM-dd
	Text    map[string]string `json:"text"` // by language, paragraphs of plain text
	Privacy map[string]string `json:"privacy"`
}

// Current are the terms in force.
func Current() (Terms, error) {
	t := Terms{Version: termsVersion, Date: termsDate.Format(time.DateOnly), Text: map[string]string{}, Privacy: map[string]string{}}
	for _, l := range langs {
		for name, into := range map[string]map[string]string{"terms": t.Text, "privacy": t.Privacy} {
			b, err := files.ReadFile("texts/" + name + "." + l + ".txt")
			if err != nil {
				return Terms{}, err
			}
			into[l] = string(b)
		}
	}
	return t, nil
}
