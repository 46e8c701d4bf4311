package mailbox

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"ascii", "SOME Random 42", "some random 42"},
		{"accents", "Épinards à la Crème brûlée", "epinards a la creme brulee"},
		{"cedilla", "François", "francois"},
		{"decomposed", "Franc\u0327ois e\u0301te\u0301", "francois ete"},
		{"umlauts", "ÄÖÜ äöü", "aou aou"},
		{"sharp s", "Straße STRASSE", "strasse strasse"},
		{"diaeresis on i", "Financiën naïef", "financien naief"},
		{"vietnamese, two marks", "ế", "e"},
		{"greek", "ΆΒΓ", "αβγ"},
		{"broken", "a\xffb", "a\ufffdb"},
		{"empty", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := folded(test.in); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Épinards", "e\u0301", "ß", "\xff", "İ", "한글"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := folded(s)
		if strings.ContainsFunc(once, func(r rune) bool { return unicode.Is(unicode.Mn, r) }) {
			t.Errorf("%q keeps a mark: %q", s, once)
		}
		if got := folded(once); got != once {
			t.Errorf("folding %q again makes %q", once, got)
		}
		if norm.NFC.IsNormalString(s) && folded(norm.NFD.String(s)) != once {
			t.Errorf("%q folds to %q, decomposed to %q", s, once, folded(norm.NFD.String(s)))
		}
	})
}

// fields are the texts that a search in a language covers, read from the contract's JSON.
func fields(w *World, provider string, m *Message, language string) []string {
	list := []string{m.Subject.In(language)}
	if m.BusinessDataList != nil {
		for _, d := range m.BusinessDataList.Items {
			for _, v := range d.Values {
				list = append(list, v.In(language))
			}
		}
	}
	if p := m.ForTheAttentionOf; p != nil {
		list = append(list, p.ID, p.Name)
	}
	in := func(t *Translated) string {
		if t == nil {
			return ""
		}
		return t.In(language)
	}
	o, _ := w.Organization(provider, m.SenderOrganizationID)
	a, _ := w.Application(provider, m.SenderApplicationID)
	k, _ := w.MessageType(provider, m.MessageTypeID)
	return append(list, in(&o.OrganizationShortName), in(o.OrganizationLongName), in(&a.ApplicationName), in(a.ApplicationDescription), in(&k.MessageTypeName), in(k.MessageTypeDescription))
}

// plain is a second way to drop case and accents.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return strings.ReplaceAll(b.String(), "ß", "ss")
}

func TestSearchFindsWhatReadingFinds(t *testing.T) {
	w := newWorld(t, Config{Seed: 8, Size: 100})
	eachBox(t, w, func(provider, boxType string, b *Box) {
		every := all(b, Filter{})
		for _, q := range []string{"e", "EP", "ép", "Financiën", "FINANCE", "spécimen", "2026-1", "me rando", "tijdskrediet", "Steuer", "myminfin", "91", "true", "zzz", "\x1b[2J", " – "} {
			for _, language := range []string{"nl", "fr", "de"} {
				want := []string{}
				for i := range every {
					for _, s := range fields(w, provider, &every[i], language) {
						if strings.Contains(plain(s), plain(q)) {
							want = append(want, every[i].MessageID)
							break
						}
					}
				}
				if d := cmp.Diff(want, append([]string{}, ids(all(b, Filter{Q: q, QLang: language}))...)); d != "" {
					t.Errorf("%s/%s: %q in %s: %s", provider, boxType, q, language, d)
				}
			}
		}
	})
}

func TestSearchRules(t *testing.T) {
	w := newWorld(t, Config{Seed: 8, Size: 25, Lang: "fr"})
	b := openBox(t, w, "nsso", "enterprise")
	find := func(kind string) Message {
		for i := range b.time.n {
			if g := b.glance(i); g.sent.name == kind {
				m, _ := b.Get(b.ids.id(i))
				return m
			}
		}
		t.Fatalf("no message of kind %s", kind)
		return Message{}
	}
	m := find("career-break-employer") // Crédit-temps d'un travailleur – confirmez avant le ...
	body, _, _ := b.Body(m.MessageID)
	for _, test := range []struct {
		name, q, lang string
		want          bool
	}{
		{"a word", "travailleur", "fr", true},
		{"capitals", "TRAVAILLEUR", "fr", true},
		{"without accent", "credit-temps", "fr", true},
		{"accent too many", "trâvaîlleur", "fr", true},
		{"middle of words", "s d'un trav", "fr", true},
		{"words in another order", "travailleur crédit-temps", "fr", false},
		{"words apart", "crédit-temps travailleur", "fr", false},
		{"over two fields", m.Subject.FR + " true", "fr", false},
		{"another language of the subject", "travailleur", "de", m.Subject.DE != ""},
		{"value of business data", "employment", "fr", true},
		{"label of business data", "Numéro ONSS", "fr", false},
		{"key of business data", "BUSINESS_DOMAIN", "fr", false},
		{"number for the attention of", m.ForTheAttentionOf.ID, "nl", true},
		{"name for the attention of", strings.ToUpper(m.ForTheAttentionOf.Name[:6]), "de", true},
		{"sender", "office national de l'emploi", "fr", true},
		{"sender, short", "onem", "fr", true},
		{"sender in another language", "rijksdienst voor arbeidsvoorziening", "nl", true},
		{"sender in the wrong language", "rijksdienst voor arbeidsvoorziening", "fr", false},
		{"application", "interruption de carriere en ligne", "fr", true},
		{"application's description", "conges thematiques", "fr", true},
		{"message type", "ou crédit-temps", "fr", true},
		{"type's description", "décisions et demandes", "fr", true},
		{"body", strings.Fields(body.FR)[5] + " " + strings.Fields(body.FR)[6], "fr", false},
		{"file name", ".pdf", "fr", false},
		{"title of the document", "copie de la demande", "fr", false},
		{"unknown language", "travailleur", "en", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := false
			for _, id := range ids(all(b, Filter{Q: test.q, QLang: test.lang})) {
				found = found || id == m.MessageID
			}
			if found != test.want {
				t.Errorf("q=%q found: %t, want %t", test.q, found, test.want)
			}
		})
	}
}

func TestSearchGoesWithOtherCriteria(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 8, Size: 3000, Lang: "nl"}), "finance", "citizen")
	f := Filter{Q: "een nieuw document", QLang: "nl", ReadStatus: Yes, ReceivedBefore: Date{2026, 11, 15}}
	got := all(b, f)
	if len(got) == 0 {
		t.Fatal("nothing found")
	}
	for i := range got {
		if !selects(f, &got[i]) || got[i].MessageTypeID != "myminfin:notice" {
			t.Errorf("found %s of %v, read %t", got[i].MessageTypeID, got[i].ReceiptDate, got[i].ReadStatus)
		}
	}
}
