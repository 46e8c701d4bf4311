package consent

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// kinds are the kinds of some mails with their addresses.
func kinds(mails []Mail) []string {
	var out []string
	for _, m := range mails {
		out = append(out, m.Kind+" "+m.To)
	}
	return out
}

func TestMails(t *testing.T) {
	var heard []Mail
	s, _ := open(t, Active, func(c *Config) { c.Mailed = func(m Mail) { heard = append(heard, m) } })
	if _, err := s.Change(owner, Change{Email: new("other@example.org"), Expiry: new(false)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Notify(KindNew); err != nil { // goes nowhere: the address is not validated
		t.Fatal(err)
	}
	if _, err := s.Validate(owner, lastCode(t, s)); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{KindNew, KindReminder, KindExpiry} {
		if err := s.Notify(kind); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Withdraw(owner); err != nil {
		t.Fatal(err)
	}
	if err := s.Notify(KindNew); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"moved specimen@sandbox.invalid", "code other@example.org", "active other@example.org", "new other@example.org",
		"reminder other@example.org", "withdrawn other@example.org",
	}
	if !slices.Equal(kinds(s.Mails()), want) || !slices.Equal(kinds(heard), want) {
		t.Errorf("mails %q, heard %q", kinds(s.Mails()), kinds(heard))
	}
	if err := s.Notify(kindCode); err == nil {
		t.Error("a code is no notification")
	}
	if s.ForgetMails(); len(s.Mails()) > 0 {
		t.Error("mails were not forgotten")
	}
}

func TestMailsAreWhole(t *testing.T) {
	for _, lang := range langs {
		for _, kind := range MailKinds() {
			for _, html := range []bool{false, true} {
				b := &box{Profile: Profile{Email: "t@example.org", Notifications: Notifications{Lang: lang, HTML: html}}, code: code{digits: "012345"}}
				m := b.mail(kind)
				if kind == kindCode {
					m = b.mailCode(90 * time.Second)
				}
				if m.Subject == "" || mailFoot[lang] == "" || !strings.Contains(m.Body, "My eBox") || strings.Contains(m.Body, "%") {
					t.Errorf("%s %s: %q: %q", lang, kind, m.Subject, m.Body)
				}
				if strings.HasPrefix(m.Body, `<!DOCTYPE html><html lang="`+lang+`">`) != html {
					t.Errorf("%s %s: HTML %t: %q", lang, kind, html, m.Body)
				}
				code := strings.Contains(m.Body, "012345") && strings.Contains(strings.ToLower(m.Body), " 2 min")
				if code != (kind == kindCode) || (m.Code == "012345") != (kind == kindCode) {
					t.Errorf("%s %s: the code: %q", lang, kind, m.Body)
				}
			}
		}
	}
}

func TestOutboxIsBounded(t *testing.T) {
	s, _ := open(t, Active)
	s.Get(owner)
	for range maxMails + 5 {
		if err := s.Notify(KindNew); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.Mails()); n != maxMails {
		t.Errorf("%d mails", n)
	}
}

func TestMailInALog(t *testing.T) {
	if got := (Mail{Kind: "code", To: "a\n@example.org", Code: "000001"}).String(); got != `mail code to "a\n@example.org": 000001` {
		t.Error(got)
	}
}

func TestTerms(t *testing.T) {
	now, err := Current()
	if err != nil {
		t.Fatal(err)
	}
	if now.Version != termsVersion || now.Date != "2025-09-01" {
		t.Errorf("version %s of %s", now.Version, now.Date)
	}
	words := map[string][]string{ // what may not be missing: whose text it is, and what the law wants said
		"nl": {"de tekst van de sandbox", "niet de tekst van My eBox", "rechtsgevolgen", "6-cijferige verificatiecode", "intrekken"},
		"fr": {"le texte du bac à sable", "pas le texte de My eBox", "effets juridiques", "code de vérification à 6 chiffres", "retirer votre consentement"},
		"de": {"der Text der Sandbox", "nicht der Text von My eBox", "Rechtswirkungen", "6-stelliger Bestätigungscode", "widerrufen"},
		"en": {"the text of the sandbox", "not the text of My eBox", "legal effects", "6-digit verification code", "withdraw your consent"},
	}
	for _, l := range langs {
		for _, w := range words[l] {
			if !strings.Contains(now.Text[l], w) {
				t.Errorf("%s: the terms do not say %q", l, w)
			}
		}
		for _, text := range []string{now.Text[l], now.Privacy[l]} {
			if !strings.Contains(text, termsVersion) || len(text) < 1000 || strings.ContainsAny(text, "\t\r\u2019") {
				t.Errorf("%s: %.80q", l, text)
			}
		}
		if n := strings.Count(now.Text[l], "\n\n"); n != strings.Count(now.Text["en"], "\n\n") {
			t.Errorf("%s: %d paragraphs", l, n)
		}
	}
}
