package present

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
)

// specimen is a card with something in every field; its number was never issued.
func specimen() *Card {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	return &Card{
		Reader: CardReader{Name: "Test reader 00", Card: CardBelgian, Simulated: true}, Applet: "1.8",
		Surname: ebox.Untrusted("SPECIMEN\x1b[2J"), GivenNames: ebox.Untrusted("Test Élodie A"),
		BirthDate: CardDate{Day: day(2099, 12, 31)}, BirthPlace: ebox.Untrusted("Brussel"), Sex: SexWoman,
		Nationality: ebox.Untrusted("Belg"), NationalNumber: ebox.Untrusted("99123199969"), CardNumber: ebox.Untrusted("000000000000"),
		DocumentType: 1, From: CardDate{Day: day(2020, 1, 2)}, Until: CardDate{Day: day(2030, 1, 2)}, Municipality: ebox.Untrusted("Brussel"),
		Street: ebox.Untrusted("Specimenstraat 12"), PostalCode: ebox.Untrusted("1000"), Town: ebox.Untrusted("Brussel"),
		Photo: CardPhoto{140, 200, 3000},
		Certificates: []CardCertificate{
			{Kind: CertAuth, From: day(2020, 1, 2), Until: day(2030, 1, 2)},
			{Kind: CertSign, Missing: true},
			{Kind: CertCA, From: day(2010, 1, 2), Until: day(2020, 1, 2)},
			{Kind: CertRoot, From: day(2040, 1, 2), Until: day(2050, 1, 2)},
		},
		Identity: CheckGood, Address: CheckBad, PhotoFits: CheckUnknown, Register: CheckGood,
	}
}

// told is a card as "label: value" lines.
func told(v Voice, c *Card, number bool) []string {
	var out []string
	for _, s := range v.CardSections(c, number) {
		out = append(out, s.Title)
		for _, f := range s.Facts {
			out = append(out, f.Label+": "+f.Value)
		}
	}
	return out
}

func TestCardSections(t *testing.T) {
	v := Voice{Texts: lang.For("en"), Now: time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC)}
	want := []string{
		"Identity", "Name: Test Élodie A SPECIMEN", "Date of birth: 31 December 2099", "Place of birth: Brussel", "Sex: woman",
		"Nationality: Belg", "National register number: ••.••.••-•••.69", "Kind of card: eID card of a Belgian",
		"Card number: 000000000000", "Validity: from 2 January 2020 to 2 January 2030", "Issued in: Brussel", "Card application: 1.8",
		"Address", "Street and number: Specimenstraat 12", "Town: 1000 Brussel",
		"Photo", "Photo: 140 by 200 dots, 2.9\u00a0kB",
		"Certificates", "Authentication (login): from 2 January 2020 to 2 January 2030", "Signature: not on this card",
		"Issuer: expired on 2 January 2020", "Root: begins on 2 January 2040",
		"Integrity", "Identity: as signed by the national register", "Address: does not fit the signature of the national register",
		"Photo: could not be checked", "National register: as signed by the national register",
	}
	if diff := cmp.Diff(want, told(v, specimen(), false)); diff != "" {
		t.Error(diff)
	}
	if got := strings.Join(told(v, specimen(), true), "\n"); !strings.Contains(got, "99.12.31-999.69") {
		t.Errorf("the number is not shown when asked for:\n%s", got)
	}
}

// TestCardMasked has the number nowhere unless it was asked for, in any language.
func TestCardMasked(t *testing.T) {
	for _, code := range lang.Codes() {
		got := strings.Join(told(Voice{Texts: lang.For(code)}, specimen(), false), "\n")
		if strings.Contains(got, "99123199969") || strings.Contains(got, "99.12") || strings.Contains(got, "\x1b") {
			t.Errorf("%s:\n%s", code, got)
		}
	}
}

func TestCardEmpty(t *testing.T) {
	v := Voice{Texts: lang.For("nl")}
	got := told(v, &Card{BirthDate: CardDate{Text: ebox.Untrusted("1971")}, Photo: CardPhoto{Bytes: 3}}, true)
	for _, want := range []string{"Geboortedatum: 1971", "Foto: kan niet worden getoond"} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("%q is missing: %q", want, got)
		}
	}
	for _, line := range got {
		if strings.HasSuffix(line, ": ") {
			t.Errorf("a label without a value: %q", line)
		}
	}
}

func TestCardKinds(t *testing.T) {
	v := Voice{Texts: lang.For("en")}
	for n, want := range map[int]string{
		0: "", 1: "eID card of a Belgian", 6: "Kids-ID", 65: "Kids-ID", 11: "eID card of a foreign national", 99: "",
	} {
		if got := v.cardKind(n); got != want {
			t.Errorf("kind %d is %q, want %q", n, got, want)
		}
	}
}

func TestReader(t *testing.T) {
	v := Voice{Texts: lang.For("en")}
	for _, c := range []struct {
		r    CardReader
		want string
	}{
		{CardReader{Name: "A\x1b[2J"}, "The card reader A is empty: put the card in."},
		{CardReader{Name: "A", Card: CardBelgian}, "There is an eID card in the reader A."},
		{CardReader{Name: "A", Card: CardBelgian, Simulated: true}, "There is an eID card in the reader A [simulated card]."},
		{CardReader{Name: "A", Card: CardOther}, "The card in the reader A is not a Belgian eID card."},
		{CardReader{Name: "A", Card: CardSilent}, "The card in the reader A does not answer: is it upside down?"},
	} {
		if got := v.Reader(c.r); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestCardProblems has words of its own for every case, in every language, and says the tries that are left.
func TestCardProblems(t *testing.T) {
	for _, code := range lang.Codes() {
		v := Voice{Texts: lang.For(code)}
		seen := map[string]CardProblem{}
		for p := CardNoPCSC; p <= CardNoTerminal; p++ {
			f := v.Card(p, -1)
			if f.What == "" || f.Means == "" || f.Todo == "" {
				t.Errorf("%s: case %d says too little: %+v", code, p, f)
			}
			if was, ok := seen[f.What]; ok {
				t.Errorf("%s: cases %d and %d say the same: %s", code, was, p, f.What)
			}
			seen[f.What] = p
		}
		if f := v.Card(CardWrongPIN, 2); !strings.Contains(f.What, "2") {
			t.Errorf("%s: two tries left: %q", code, f.What)
		}
		if f := v.Card(CardWrongPIN, 1); !strings.Contains(f.What, v.Texts.Card.LastTry) {
			t.Errorf("%s: one try left: %q", code, f.What)
		}
		if diff := cmp.Diff(v.Card(CardBlocked, -1), v.Card(CardWrongPIN, 0)); diff != "" {
			t.Errorf("%s: no try left: %s", code, diff)
		}
	}
}

func TestNationalNumber(t *testing.T) {
	for in, want := range map[string]string{"99123199969": "99.12.31-999.69", "99.12.31-999.69": "99.12.31-999.69", "x": "x", "": ""} {
		if got := NationalNumber(ebox.Untrusted(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
