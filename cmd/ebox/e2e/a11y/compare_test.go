package a11y

import (
	"strings"
	"unicode"
)

// spelled are the words that Fenrir says for signs, and the ones that it begins with; they are left out on both sides.
var spelled = strings.Fields("dash slash plus blank underscore")

// plain is text as it is compared: letters and figures only, one blank between words.
func plain(s string) string {
	s = strings.NewReplacer("has attribute", " ", "pychant is not installed", " ", "Start Fenrir", " ").Replace(s)
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kept := words[:0]
	for _, w := range words {
		said := false
		for _, x := range spelled {
			said = said || w == x
		}
		if !said {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// ratio is how much was spoken of what should have been: 1 is perfect.
func ratio(said, item string) float64 {
	want := len([]rune(plain(item)))
	if want == 0 {
		return 0
	}
	return float64(len([]rune(plain(said)))) / float64(want)
}

// missing are the words of an item that were not heard.
func missing(said, item string) []string {
	heard := map[string]bool{}
	for _, w := range strings.Fields(plain(said)) {
		heard[w] = true
	}
	var out []string
	for _, w := range strings.Fields(plain(item)) {
		if !heard[w] {
			out = append(out, w)
		}
	}
	return out
}

// foreign are words that were heard, stand in one row only, and that is not the item's.
func foreign(said, item string, rows []string) []string {
	in := map[string]int{}
	for _, r := range rows {
		seen := map[string]bool{}
		for _, w := range strings.Fields(plain(r)) {
			if !seen[w] {
				seen[w] = true
				in[w]++
			}
		}
	}
	of := map[string]bool{}
	for _, w := range strings.Fields(plain(item)) {
		of[w] = true
	}
	var out []string
	for _, w := range strings.Fields(plain(said)) {
		if in[w] == 1 && !of[w] {
			out = append(out, w)
		}
	}
	return out
}
