package mailbox

import (
	"fmt"
	"strconv"
	"strings"
)

// cbe completes eight digits to a company number: the last two are 97 - (first eight mod 97).
//
// The numbers made here begin with 1999: well formed, and far from those given out.
func cbe(eight int) string { return fmt.Sprintf("%08d%02d", eight, 97-eight%97) }

// futureSSIN is a well-formed national register number that was never issued: its birth date lies in 2091, and only
// with the 2 that is written before the nine digits of births from 2000 on do its check digits fit.
func futureSSIN(n int) string {
	nine := 910000000 + (1+n%12)*100000 + (1+n/12%28)*1000 + 1 + n/336%997
	return fmt.Sprintf("%09d%02d", nine, 97-(2000000000+nine)%97)
}

// structured is a structured communication: ten digits and their remainder mod 97, with 97 written for 0.
func structured(ten uint64) string {
	ten %= 1e10
	check := ten % 97
	if check == 0 {
		check = 97
	}
	s := fmt.Sprintf("%010d%02d", ten, check)
	return "+++" + s[:3] + "/" + s[3:7] + "/" + s[7:] + "+++"
}

// belgianIBAN is an account number with right check digits (national: mod 97, 97 for 0; ISO 13616: mod 97-10) at bank
// code 999, which is no bank's.
func belgianIBAN(seven uint64) string {
	ten := 9990000000 + seven%1e7
	check := ten % 97
	if check == 0 {
		check = 97
	}
	bban := ten*100 + check
	n := bban*1_000_000 + 111_400 // B = 11, E = 14, 00 in the place of the check digits
	return fmt.Sprintf("BE%02d%012d", 98-n%97, bban)
}

// testBIC has the form of ISO 9362 and belongs to nobody.
const testBIC = "TESTBEBBXXX"

// euro writes cents as an amount of money in a language; French has a narrow no-break space between the thousands.
func euro(cents int, l lang) string {
	sep := "."
	if l == fr {
		sep = "\u202f"
	}
	s := strconv.Itoa(cents / 100)
	var b strings.Builder
	for i, d := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(d)
	}
	fmt.Fprintf(&b, ",%02d\u00a0€", cents%100)
	return b.String()
}
