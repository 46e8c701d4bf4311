package lang

import (
	"strings"
	"testing"
)

// oneWord are words that stand for a thing that has another word in that language; the glossary's own phrases may hold
// them.
var oneWord = map[string]map[string]string{
	"nl": {
		"sleutelhanger": "sleutelbos", "brievenbus": "box", "pijp": "pipe", "commando": "opdracht", "weggooi": "verwijderen",
		"verwijzing": "referentie", "attachment": "bijlage", "bewaarplaats": "versleuteld bestand", "inlog": "aanmelden",
	},
	"fr": {
		"afficheur": "plage braille", "coffre": "fichier chiffré", "porte-clés": "trousseau", "par mail": "par e-mail",
	},
	"de": {
		"Bildschirmleser": "Screenreader", "Briefkasten": "Box", "Briefkästen": "Box", "Rechner": "Computer", "amtlich": "offiziell",
		"Kommando": "Befehl", "Verweis": "Referenz", "Kennwort": "Passphrase", "einloggen": "anmelden",
	},
	"en": {"cancelation": "cancellation", "e-mail": "email", "screenreader": "screen reader", "sign in": "log in"},
}

// TestOneWordForOneThing: whoever learned a word finds the thing under it everywhere.
func TestOneWordForOneThing(t *testing.T) {
	for code, words := range oneWord {
		own := For(code).App.WhatItIs
		for _, x := range texts(For(code)) {
			text := strings.ReplaceAll(x.value, own, "")
			for wrong, right := range words {
				if strings.Contains(text, wrong) {
					t.Errorf("%s: %s says %q, elsewhere it is %q: %q", code, x.path, wrong, right, x.value)
				}
			}
		}
	}
}
