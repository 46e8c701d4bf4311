package auth

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Identity is what is known about the person, or which company the software is that logged in. Name is untrusted text: sanitize it before it reaches a terminal.
type Identity struct {
	Name           string         // given name and surname; may be empty
	Language       string         // nl, fr, de, en, or "" when not said
	NationalNumber NationalNumber // only in the process that logged in; prints masked
	ACR            string         // level of the login, e.g. urn:be:fedict:iam:fas:Level500; untrusted text
	AuthTime       time.Time      // when the person logged in; zero when not said
	Expires        time.Time      // when the session ends on our side, however much it is used; zero for a company's software
	Company        string         // CBE number, 10 digits, when a company's software logged in and the number is known; else ""
}

// maxName is how many bytes of a name are kept: the keyring's items are small.
const maxName = 128

// displayName joins the two names that FAS gives (surname, givenName; login.md 4).
func displayName(given, surname string) string {
	name := strings.TrimSpace(given + " " + surname)
	for len(name) > maxName {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return name
}

// knownLanguage gives the language when it is one of ours, whatever its case or region.
func knownLanguage(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(s), "-")
	switch s {
	case "nl", "fr", "de", "en":
		return s
	}
	return ""
}
