package mailbox

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func mod97(t *testing.T, digits string) int64 {
	t.Helper()
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		t.Fatalf("%q is not a number", digits)
	}
	return n.Mod(n, big.NewInt(97)).Int64()
}

func TestCompanyNumber(t *testing.T) {
	for _, eight := range []int{19990001, 19990040, 2067316, 4740288} {
		s := cbe(eight)
		check, _ := strconv.ParseInt(s[8:], 10, 64)
		if !regexp.MustCompile(`^[01]\d{9}$`).MatchString(s) || check != 97-mod97(t, s[:8]) {
			t.Errorf("cbe(%d) = %s", eight, s)
		}
	}
	if got := cbe(4740288); got != "0474028805" { // a number that the contract's examples use
		t.Errorf("cbe(4740288) = %s, want 0474028805", got)
	}
}

func TestRegisterNumberWasNeverIssued(t *testing.T) {
	seen := map[string]bool{}
	for n := range 400 {
		s := futureSSIN(n)
		check, _ := strconv.ParseInt(s[9:], 10, 64)
		if len(s) != 11 || check != 97-mod97(t, "2"+s[:9]) {
			t.Fatalf("futureSSIN(%d) = %s: not valid for a birth from 2000 on", n, s)
		}
		month, _ := strconv.Atoi(s[2:4])
		day, _ := strconv.Atoi(s[4:6])
		if s[:2] != "91" || month < 1 || month > 12 || day < 1 || day > 28 {
			t.Fatalf("futureSSIN(%d) = %s: no date in 2091", n, s)
		}
		if seen[s] {
			t.Fatalf("futureSSIN(%d) = %s came before", n, s)
		}
		seen[s] = true
	}
}

func TestStructuredCommunication(t *testing.T) {
	form := regexp.MustCompile(`^\+\+\+\d{3}/\d{4}/\d{5}\+\+\+$`)
	if got := structured(1234567890); got != "+++123/4567/89002+++" {
		t.Errorf("structured(1234567890) = %s", got)
	}
	for _, n := range []uint64{0, 1, 96, 97, 970, 9_999_999_999, 1 << 60} {
		s := structured(n)
		digits := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
		want := mod97(t, digits[:10])
		if want == 0 {
			want = 97
		}
		if got, _ := strconv.ParseInt(digits[10:], 10, 64); !form.MatchString(s) || got != want {
			t.Errorf("structured(%d) = %s, want check digits %d", n, s, want)
		}
	}
}

func TestAccountNumber(t *testing.T) {
	for _, n := range []uint64{0, 1, 4242424, 9999999, 1 << 50} {
		s := belgianIBAN(n)
		if !regexp.MustCompile(`^BE\d{14}$`).MatchString(s) {
			t.Fatalf("belgianIBAN(%d) = %s", n, s)
		}
		if mod97(t, s[4:]+"1114"+s[2:4]) != 1 {
			t.Errorf("%s: ISO 13616 check digits are wrong", s)
		}
		national, _ := strconv.ParseInt(s[14:], 10, 64)
		if want := mod97(t, s[4:14]); national != want && (want != 0 || national != 97) {
			t.Errorf("%s: national check digits are wrong", s)
		}
	}
}

func TestAmounts(t *testing.T) {
	for _, test := range []struct {
		name  string
		cents int
		lang  lang
		want  string
	}{
		{"dutch", 123456, nl, "1.234,56\u00a0€"},
		{"french has a narrow space", 123456, fr, "1\u202f234,56\u00a0€"},
		{"german", 123456789, de, "1.234.567,89\u00a0€"},
		{"small", 5, nl, "0,05\u00a0€"},
		{"three digits have no mark", 99900, de, "999,00\u00a0€"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := euro(test.cents, test.lang); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
