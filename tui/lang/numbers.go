package lang

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	noBreak       = "\u00a0" // no-break space
	narrowNoBreak = "\u202f" // narrow no-break space
)

// separators are the signs between thousands and before decimals.
func (t *Texts) separators() (group, decimal string) {
	switch t.Code {
	case "nl", "de":
		return ".", ","
	case "fr":
		return narrowNoBreak, ","
	}
	return ",", "."
}

// Number is n with its thousands set apart.
func (t *Texts) Number(n int64) string { return t.group(strconv.FormatInt(n, 10), "") }

// Decimal is f with that many digits after the sign for decimals. What is no finite number is a question mark.
func (t *Texts) Decimal(f float64, digits int) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "?"
	}
	whole, frac, _ := strings.Cut(strconv.FormatFloat(f, 'f', max(digits, 0), 64), ".")
	if strings.Trim(whole+frac, "-0") == "" {
		whole = strings.TrimPrefix(whole, "-") // never -0
	}
	return t.group(whole, frac)
}

func (t *Texts) group(whole, frac string) string {
	sep, point := t.separators()
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(c)
	}
	if frac != "" {
		b.WriteString(point + frac)
	}
	return b.String()
}

// Amount is a sum of money with two decimals: 1.234,56 € in Dutch and German, with a narrow no-break space between the
// thousands in French, €1,234.56 in English. The euro is "EUR" or ""; other currencies keep their code, which the
// caller has made safe to print.
func (t *Texts) Amount(v float64, currency string) string {
	s := t.Decimal(v, 2)
	if currency == "" || currency == "EUR" {
		currency = "€"
	}
	if t.Code != "en" {
		return s + noBreak + currency
	}
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	if currency != "€" {
		currency += noBreak
	}
	return sign + currency + s
}

// Size is a number of bytes in words: whole bytes below 1,024, then kB, MB and GB (1 kB is 1,024 bytes), with one
// decimal below ten.
func (t *Texts) Size(bytes int64) string {
	bytes = max(bytes, 0)
	if bytes < 1024 {
		return t.Count(t.Dates.Bytes, int(bytes))
	}
	units := [...]string{"kB", "MB", "GB"}
	if t.Code == "fr" {
		units = [...]string{"ko", "Mo", "Go"}
	}
	v, u := float64(bytes)/1024, 0
	for v >= 1023.5 && u < len(units)-1 {
		v, u = v/1024, u+1
	}
	digits := 0
	if v < 9.95 {
		digits = 1
	}
	return t.Decimal(v, digits) + noBreak + units[u]
}

// Label is a label with its value: "Subject: …". French has a no-break space before the colon.
func (t *Texts) Label(label, value string) string {
	if t.Code == "fr" {
		label += noBreak
	}
	return label + ": " + value
}

// Quote is s between the language's quotation marks.
func (t *Texts) Quote(s string) string {
	switch t.Code {
	case "fr":
		return "«" + noBreak + s + noBreak + "»"
	case "de":
		return "„" + s + "“"
	}
	return "“" + s + "”"
}

// AtLeast is a count that is a lower bound, while something is missing.
func (t *Texts) AtLeast(n int) string { return fmt.Sprintf(t.Words.AtLeast, t.Number(int64(n))) }

// Position is where one is in a list: "3 of 20", "3 of at least 20".
func (t *Texts) Position(at, total int, atLeast bool) string {
	of := t.Number(int64(total))
	if atLeast {
		of = t.AtLeast(total)
	}
	return fmt.Sprintf(t.Words.Position, t.Number(int64(at)), of)
}

// LanguageName is the name of a language of texts ("nl", "fr", "de", "en") in this language; the code itself for others.
func (t *Texts) LanguageName(code string) string {
	switch code {
	case "nl":
		return t.Reader.LangNL
	case "fr":
		return t.Reader.LangFR
	case "de":
		return t.Reader.LangDE
	case "en":
		return t.Reader.LangEN
	}
	return code
}

// Capital is s with its first letter as a capital: glossary words at the start of a line.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
