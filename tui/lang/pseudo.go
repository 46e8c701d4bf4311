package lang

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// PseudoCode is the code of a language that nobody speaks: English with accents, longer by two fifths, each text between
// marks and beginning with a right-to-left mark. It shows at a glance, and to the tests, what is cut off, what has no
// room, and what does not come out of this package. It is not among Codes.
const PseudoCode = "qps"

// The marks that a text of the pseudo-language begins and ends with.
const (
	PseudoBegin = "⟦\u200f"
	PseudoEnd   = "⟧"
)

var pseudoTexts = sync.OnceValue(func() *Texts {
	t := Pseudo(en)
	t.Code, t.Name = PseudoCode, en.Name
	return &t
})

// Pseudo is a struct of English texts in the pseudo-language. A text that has a greatest width stays within it; one
// that is hardly wider than the marks has none.
func Pseudo[T any](texts T) T {
	v := reflect.New(reflect.TypeFor[T]()).Elem()
	v.Set(reflect.ValueOf(texts))
	pseudo(v, 0)
	return v.Interface().(T)
}

func pseudo(v reflect.Value, most int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(PseudoText(v.String(), most))
	case reflect.Struct:
		for i := range v.NumField() {
			m := most
			if n, err := strconv.Atoi(v.Type().Field(i).Tag.Get("max")); err == nil {
				m = n
			}
			pseudo(v.Field(i), m)
		}
	}
}

// kept is what a pseudo-text takes over as it stands: verbs, and what a person types.
var (
	pseudoVerb = regexp.MustCompile(`%(\[\d+\])?[+#]?\d*[a-zA-Z]`)
	kept       = regexp.MustCompile(pseudoVerb.String() + `|EBOX_[A-Z_]+(=\S+)?|--[a-z-]+`)
)

// PseudoText is one English text in the pseudo-language, at most that many columns wide; 0: as wide as it gets.
func PseudoText(s string, most int) string {
	var b strings.Builder
	at := 0
	for _, m := range kept.FindAllStringIndex(s, -1) {
		b.WriteString(accented.Replace(s[at:m[0]]) + s[m[0]:m[1]])
		at = m[1]
	}
	b.WriteString(accented.Replace(s[at:]))
	text := b.String()
	if most > 0 && most < pseudoLeast {
		return text
	}
	n := ansi.StringWidth(pseudoVerb.ReplaceAllString(s, "")) + 2 // of the marks; what fills verbs is not counted
	if more := n * 2 / 5; !strings.Contains(s, "\n") && (most == 0 || n < most) {
		if most > 0 {
			more = min(more, most-n)
		}
		for i := range more {
			if i%5 == 0 && more-i > 1 && strings.Contains(s, " ") { // what is one word stays one
				text += " "
			} else {
				text += "ẋ"
			}
		}
	}
	if most > 0 && n > most && !kept.MatchString(s) {
		text = ansi.Truncate(text, most-2, "")
	}
	return PseudoBegin + text + PseudoEnd
}

// pseudoLeast is the least width that has room for marks.
const pseudoLeast = 4

var accented = strings.NewReplacer(
	"a", "á", "b", "ƀ", "c", "ç", "d", "đ", "e", "é", "f", "ƒ", "g", "ĝ", "h", "ĥ", "i", "í", "j", "ĵ", "k", "ķ", "l", "ļ", "m", "ɱ",
	"n", "ñ", "o", "ó", "p", "ƥ", "q", "ɋ", "r", "ŕ", "s", "š", "t", "ţ", "u", "ú", "v", "ṽ", "w", "ŵ", "x", "ẋ", "y", "ý", "z", "ž",
	"A", "Á", "B", "Ɓ", "C", "Ç", "D", "Đ", "E", "É", "F", "Ƒ", "G", "Ĝ", "H", "Ĥ", "I", "Í", "J", "Ĵ", "K", "Ķ", "L", "Ļ", "M", "Ṁ",
	"N", "Ñ", "O", "Ó", "P", "Ƥ", "Q", "Ɋ", "R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Ú", "V", "Ṽ", "W", "Ŵ", "X", "Ẋ", "Y", "Ý", "Z", "Ž",
)
