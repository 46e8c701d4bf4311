package fas

import "testing"

func TestDefaultPersonsAreWellFormed(t *testing.T) {
	for _, p := range DefaultPersons() {
		t.Run(p.ID, func(t *testing.T) {
			if !validNationalNumber(p.NationalNumber) {
				t.Errorf("national number of %s has wrong check digits", p.ID)
			}
			if p.Company != nil && !validCompanyNumber(p.Company.Number) {
				t.Errorf("company number of %s has wrong check digits", p.ID)
			}
		})
	}
}

// validNationalNumber checks the form for births from 2000 on, which is all that test persons may have.
func validNationalNumber(n string) bool { return len(n) == 11 && check(n[9:]) == 97-mod97("2"+n[:9]) }

func validCompanyNumber(n string) bool {
	return len(n) == 10 && n[0] <= '1' && check(n[8:]) == 97-mod97(n[:8])
}

func check(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

func mod97(s string) int {
	r := 0
	for _, c := range s {
		r = (r*10 + int(c-'0')) % 97
	}
	return r
}
