package mailbox

import "strings"

// lang is a language of the registries, an index into tri.
type lang uint8

const (
	nl lang = iota
	fr
	de
	langs = 3
)

func langOf(s string) (lang, bool) {
	switch s {
	case "nl":
		return nl, true
	case "fr":
		return fr, true
	case "de":
		return de, true
	}
	return 0, false
}

// code is the language as the contract writes it.
func (l lang) code() string { return [langs]string{"nl", "fr", "de"}[l] }

// tri is a text in Dutch, French and German.
type tri [langs]string

// same is a text that reads alike in all languages.
func same(s string) tri { return tri{s, s, s} }

// translated is the text as the contract writes it.
func (t tri) translated() Translated { return Translated{NL: t[nl], FR: t[fr], DE: t[de]} }

// only is a text in one language.
func only(l lang, s string) Translated {
	switch l {
	case nl:
		return Translated{NL: s}
	case fr:
		return Translated{FR: s}
	}
	return Translated{DE: s}
}

// each builds a translation language by language.
func each(f func(l lang) string) Translated { return Translated{NL: f(nl), FR: f(fr), DE: f(de)} }

var monthNames = [langs][12]string{
	nl: {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	fr: {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	de: {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
}

// paragraphs splits a text at its empty lines.
func paragraphs(s string) []string { return strings.Split(s, "\n\n") }
