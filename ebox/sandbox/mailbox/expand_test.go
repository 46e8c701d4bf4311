package mailbox

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// glanceAt is a message of a kind that came on a day.
func glanceAt(t *testing.T, k *kind, day time.Time) *glance {
	t.Helper()
	return &glance{key: 77, sent: &sentKind{kind: k}, receipt: day.Unix(), lang: fr}
}

func TestPlaceholders(t *testing.T) {
	march := glanceAt(t, &kind{due: 10}, time.Date(2026, 3, 30, 9, 0, 0, 0, brussels))
	august := glanceAt(t, &kind{}, time.Date(2025, 8, 1, 0, 30, 0, 0, brussels)) // still July in UTC
	for _, test := range []struct {
		name string
		g    *glance
		lang lang
		in   string
		want string
	}{
		{"years", march, nl, "{prev}–{year}", "2025–2026"},
		{"month", march, de, "im {month}", "im März"},
		{"of a month", march, fr, "carte {ofmonth}", "carte de mars"},
		{"of a month with a vowel", august, fr, "carte {ofmonth} {year}", "carte d'août 2025"},
		{"quarter, Dutch", march, nl, "{qth} kwartaal", "1e kwartaal"},
		{"quarter, French, first", march, fr, "{qth} trimestre", "1er trimestre"},
		{"quarter, French", august, fr, "{qth} trimestre", "3e trimestre"},
		{"quarter, German", august, de, "{qth} Quartal", "3. Quartal"},
		{"day", march, nl, "op {day}", "op 30/03/2026"},
		{"day, German", march, de, "am {day}", "am 30.03.2026"},
		{"due over the change of months", march, fr, "avant le {due}", "avant le 09/04/2026"},
		{"unknown", march, fr, "{nothing}", "{nothing}"},
		{"not closed", march, fr, "a {year", "a {year"},
		{"none", march, fr, "texte", "texte"},
		{"empty", march, fr, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.g.expanded(test.in, test.lang); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestValuesOfAMessageStayTheSame(t *testing.T) {
	g := glanceAt(t, &kind{}, noon)
	for _, name := range []string{"{ref}", "{amount}", "{comm}", "{past}", "{due}"} {
		first, second := g.expanded(name, fr), g.expanded(name, fr)
		if first != second || first == name || first == "" {
			t.Errorf("%s is %q, then %q", name, first, second)
		}
		if other := (&glance{key: 78, sent: g.sent, receipt: g.receipt}).expanded(name, fr); other == first {
			t.Errorf("%s of two messages is %q", name, first)
		}
	}
	past, err := time.ParseInLocation("02/01/2006", g.expanded("{past}", nl), brussels)
	if err != nil || !past.Before(noon.AddDate(0, 0, -6)) || past.Before(noon.AddDate(0, 0, -33)) {
		t.Errorf("past is %v, %v", past, err)
	}
	if n := g.cents(); n < 1500 || n > 901_500 {
		t.Errorf("an amount of %d cents", n)
	}
}

func TestSubjects(t *testing.T) {
	k := &kind{subject: tri{"Onderwerp", "Objet", "Betreff"}}
	for _, test := range []struct {
		name       string
		wild, long bool
		check      func(s string) bool
	}{
		{"plain", false, false, func(s string) bool { return s == "Objet" }},
		{"long", false, true, func(s string) bool {
			return utf8.RuneCountInString(s) <= maxSubject && utf8.RuneCountInString(s) > 350 && strings.HasPrefix(s, "Objet\r\n") && utf8.ValidString(s)
		}},
		{"wild", true, false, func(s string) bool {
			return strings.Contains(s, "Objet") && strings.Contains(s, "\x1b[2J") && strings.Contains(s, "\u202e") && strings.Contains(s, "\u009b") && utf8.ValidString(s)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := glanceAt(t, k, noon)
			g.wild, g.long = test.wild, test.long
			if s := string(g.appendSubject(nil, fr)); !test.check(s) {
				t.Errorf("got %q", s)
			}
		})
	}
}

func TestForms(t *testing.T) {
	text := func(l lang) string { return l.code() }
	for _, test := range []struct {
		name string
		form form
		want Translated
		has  [langs]bool
	}{
		{"once", once, Translated{FR: "fr"}, [langs]bool{fr: true}},
		{"thrice", thrice, Translated{NL: "fr", FR: "fr", DE: "fr"}, [langs]bool{true, true, true}},
		{"translated", truly, Translated{NL: "nl", FR: "fr", DE: "de"}, [langs]bool{true, true, true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := &glance{lang: fr, form: test.form}
			if got := g.translated(text); got != test.want {
				t.Errorf("got %+v", got)
			}
			for l := range lang(langs) {
				from, ok := g.in(l)
				if ok != test.has[l] || ok && from.code() != test.want.In(l.code()) {
					t.Errorf("in %s: %s, %t", l.code(), from.code(), ok)
				}
			}
		})
	}
}

func TestHostileFileNamesKeepTheirWildness(t *testing.T) {
	seen := map[string]bool{}
	eachBox(t, newWorld(t, Config{Seed: 1, Size: 25}), func(_, _ string, b *Box) {
		for i := range b.time.n {
			if g := b.glance(i); g.wild {
				for j := range g.sent.docs {
					seen[g.fileName(j)] = true
				}
			}
		}
	})
	for _, want := range []string{"../../.bashrc", "facture\u202efdp.exe"} {
		if !seen[want] {
			t.Errorf("no %q among %v", want, seen)
		}
	}
	g := &glance{wild: true, sent: &sentKind{kind: &kind{docs: make([]docKind, len(wildNames))}}}
	for j := range wildNames {
		name := g.fileName(j)
		if strings.Contains(name, "\x00") || name == "" {
			t.Errorf("name %q", name)
		}
		seen[name] = true
	}
	if len(seen) < len(wildNames) || !seen["CON.pdf"] || !seen["a/b\\c.pdf"] {
		t.Errorf("names %v", seen)
	}
}
