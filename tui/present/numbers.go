package present

import (
	"fmt"
	"strings"

	"myebox/ebox"
)

// sprintf is fmt.Sprintf for formats out of package lang, which a test checks.
func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// digits are the decimal digits of s, and whether s holds nothing else but the usual separators.
func digits(s string) (d string, clean bool) {
	var b strings.Builder
	clean = true
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case !strings.ContainsRune(" .-/+", r):
			clean = false
		}
	}
	return b.String(), clean
}

// CompanyNumber is a CBE number as people write it, 0123.456.789; nine digits get their leading zero. What is no such
// number is shown as it is.
func CompanyNumber(id string) string {
	d, clean := digits(id)
	if len(d) == 9 {
		d = "0" + d
	}
	if !clean || len(d) != 10 {
		return ebox.Sanitize(id)
	}
	return d[:4] + "." + d[4:7] + "." + d[7:]
}

// MaskNumber hides a national register number but for its last two digits, and is the same for whatever else is given
// in its place: nobody reads a number over a shoulder.
func MaskNumber(id ebox.Text) string {
	d, _ := digits(id.String())
	if len(d) != 11 {
		return "••.••.••-•••.••"
	}
	return "••.••.••-•••." + d[9:]
}

// IBAN is an account number in groups of four.
func IBAN(iban ebox.Text) string {
	s := strings.ReplaceAll(iban.String(), " ", "")
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return iban.String() // not an account number: as it is
		}
	}
	var b strings.Builder
	for i, r := range strings.ToUpper(s) {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// ValidIBAN checks the length of Belgian accounts and the check digits of all (ISO 13616, mod 97).
func ValidIBAN(iban ebox.Text) bool {
	s := strings.ToUpper(strings.ReplaceAll(iban.String(), " ", ""))
	if len(s) < 15 || len(s) > 34 || strings.HasPrefix(s, "BE") && len(s) != 16 {
		return false
	}
	rest := 0
	for _, r := range s[4:] + s[:4] {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}

// Structured reads a communication as a structured one: twelve digits, with or without its signs. text is
// +++123/4567/89012+++; valid tells whether the last two digits are the first ten modulo 97, or 97 for 0.
func Structured(ref ebox.Text) (text string, valid, ok bool) {
	d, clean := digits(strings.Trim(ref.String(), "+* "))
	if !clean || len(d) != 12 {
		return "", false, false
	}
	n, check := 0, int(d[10]-'0')*10+int(d[11]-'0')
	for _, r := range d[:10] {
		n = (n*10 + int(r-'0')) % 97
	}
	if n == 0 {
		n = 97
	}
	return "+++" + d[:3] + "/" + d[3:7] + "/" + d[7:] + "+++", n == check, true
}
