package present

import (
	"fmt"
	"testing"

	"myebox/ebox"
)

func TestCompanyNumber(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"0308357159", "0308.357.159"},
		{"308357159", "0308.357.159"},
		{"0308.357.159", "0308.357.159"},
		{"BE 0308", "BE 0308"},
		{"", ""},
		{"12345678901", "12345678901"},
		{"030\x1b[1m8357159", "0308357159"},
	} {
		if got := CompanyNumber(c.in); got != c.want {
			t.Errorf("CompanyNumber(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestMaskNumber(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"99123199961", "••.••.••-•••.61"},
		{"99.12.31-999.61", "••.••.••-•••.61"},
		{"9912319996", "••.••.••-•••.••"},
		{"a name in the wrong place", "••.••.••-•••.••"},
		{"", "••.••.••-•••.••"},
	} {
		if got := MaskNumber(ebox.Untrusted(c.in)); got != c.want {
			t.Errorf("MaskNumber(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestIBAN(t *testing.T) {
	for _, c := range []struct {
		in, want string
		valid    bool
	}{
		{"BE71096123456769", "BE71 0961 2345 6769", true},
		{"be71 0961 2345 6769", "BE71 0961 2345 6769", true},
		{"BE72096123456769", "BE72 0961 2345 6769", false},
		{"BE7109612345676", "BE71 0961 2345 676", false},
		{"GB33BUKB20201555555555", "GB33 BUKB 2020 1555 5555 55", true},
		{"not an account!", "not an account!", false},
		{"", "", false},
	} {
		tx := ebox.Untrusted(c.in)
		if got := IBAN(tx); got != c.want {
			t.Errorf("IBAN(%q) = %q, want %q", c.in, got, c.want)
		}
		if got := ValidIBAN(tx); got != c.valid {
			t.Errorf("ValidIBAN(%q) = %t", c.in, got)
		}
	}
}

func TestStructured(t *testing.T) {
	for _, c := range []struct {
		in, want  string
		valid, ok bool
	}{
		{"090933755493", "+++090/9337/55493+++", true, true},
		{"+++090/9337/55493+++", "+++090/9337/55493+++", true, true},
		{"***090/9337/55493***", "+++090/9337/55493+++", true, true},
		{"123456789012", "+++123/4567/89012+++", false, true},
		{"000000009797", "+++000/0000/09797+++", true, true}, // remainder 0 is written 97
		{"000000009700", "+++000/0000/09700+++", false, true},
		{"invoice 090933755493", "", false, false},
		{"09093375549", "", false, false},
		{"", "", false, false},
	} {
		text, valid, ok := Structured(ebox.Untrusted(c.in))
		if got, want := fmt.Sprint(text, valid, ok), fmt.Sprint(c.want, c.valid, c.ok); got != want {
			t.Errorf("Structured(%q) = %s, want %s", c.in, got, want)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	f.Add("090933755493")
	f.Add("BE71 0961 2345 6769")
	f.Add("99.12.31-999.61\x1b[1m")
	f.Fuzz(func(t *testing.T, s string) {
		tx := ebox.Untrusted(s)
		ref, _, ok := Structured(tx)
		if ok != (len(ref) == len("+++123/4567/89012+++")) {
			t.Errorf("Structured(%q) = %q, %t", s, ref, ok)
		}
		if ValidIBAN(tx) && len(IBAN(tx)) < 15 {
			t.Errorf("IBAN(%q) = %q", s, IBAN(tx))
		}
		for _, out := range []string{ref, IBAN(tx), MaskNumber(tx), CompanyNumber(s)} {
			if ebox.Sanitize(out) != out {
				t.Errorf("not safe: %q", out)
			}
		}
		if d, _ := digits(MaskNumber(tx)); len(d) > 2 {
			t.Errorf("MaskNumber shows %q", d)
		}
	})
}
