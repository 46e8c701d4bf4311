package lang

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// each is a value for nl, fr, de, en.
type each [4]string

func (e each) of(code string) string {
	return e[map[string]int{"nl": 0, "fr": 1, "de": 2, "en": 3}[code]]
}

func forAll(t *testing.T, name string, want each, got func(*Texts) string) {
	t.Helper()
	for _, code := range Codes() {
		if g := got(For(code)); g != want.of(code) {
			t.Errorf("%s, %s: %q, want %q", name, code, g, want.of(code))
		}
	}
}

func TestDates(t *testing.T) {
	newYear := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC) // half past midnight in Belgium
	forAll(t, "date", each{"01/01/2027", "01/01/2027", "01.01.2027", "1 January 2027"}, func(l *Texts) string { return l.Date(newYear) })
	day := time.Date(2026, 12, 31, 13, 5, 0, 0, time.UTC)
	forAll(t, "date", each{"31/12/2026", "31/12/2026", "31.12.2026", "31 December 2026"}, func(l *Texts) string { return l.Date(day) })
	forAll(t, "short", each{"31/12/2026", "31/12/2026", "31.12.2026", "31 Dec 2026"}, func(l *Texts) string { return l.DateShort(day) })
	forAll(t, "time", each{"14:05", "14:05", "14:05", "14:05"}, func(l *Texts) string { return l.Time(day) })
	forAll(t, "date and time", each{"31/12/2026 om 14:05", "31/12/2026 à 14:05", "31.12.2026 um 14:05 Uhr", "31 December 2026 at 14:05"}, func(l *Texts) string { return l.DateTime(day) })
	forAll(t, "none", each{}, func(l *Texts) string {
		return l.Date(time.Time{}) + l.DateShort(time.Time{}) + l.DateTime(time.Time{}) + l.Relative(time.Time{}, day)
	})
	summer := time.Date(2026, 7, 1, 22, 30, 0, 0, time.UTC)
	forAll(t, "summer time", each{"02/07/2026 om 00:30", "02/07/2026 à 00:30", "02.07.2026 um 00:30 Uhr", "2 July 2026 at 00:30"}, func(l *Texts) string { return l.DateTime(summer) })
}

func TestRelativeDates(t *testing.T) {
	now := time.Date(2026, 3, 28, 23, 30, 0, 0, time.UTC) // half past midnight of the 29th, when summer time begins
	for _, c := range []struct {
		hours int
		want  each
	}{
		{0, each{"vandaag", "aujourd'hui", "heute", "today"}},
		{-1, each{"gisteren", "hier", "gestern", "yesterday"}},
		{22, each{"vandaag", "aujourd'hui", "heute", "today"}},
		{23, each{"morgen", "demain", "morgen", "tomorrow"}},
		{3 * 24, each{"over 3 dagen", "dans 3 jours", "in 3 Tagen", "in 3 days"}},
		{-2 * 24, each{"2 dagen geleden", "il y a 2 jours", "vor 2 Tagen", "2 days ago"}},
		{8 * 24, each{"06/04/2026", "06/04/2026", "06.04.2026", "6 April 2026"}},
		{-8 * 24, each{"21/03/2026", "21/03/2026", "21.03.2026", "21 March 2026"}},
	} {
		d := now.Add(time.Duration(c.hours) * time.Hour)
		forAll(t, d.String(), c.want, func(l *Texts) string { return l.Relative(d, now) })
	}
}

func TestLeft(t *testing.T) {
	now := time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name        string
		until       time.Time
		want, short each
	}{
		{"three days", now.AddDate(0, 0, 3), each{"nog 3 dagen", "encore 3 jours", "noch 3 Tage", "3 days left"}, each{"3 d", "3 j", "3 T", "3 d"}},
		{"one day", now.AddDate(0, 0, 1), each{"nog 1 dag", "encore 1 jour", "noch 1 Tag", "1 day left"}, each{"1 d", "1 j", "1 T", "1 d"}},
		{"today", now.Add(time.Hour), each{"laatste dag", "dernier jour", "letzter Tag", "last day"}, each{"vandaag", "auj.", "heute", "today"}},
		{"over", now.Add(-time.Hour), each{"niet meer beschikbaar", "plus disponible", "nicht mehr verfügbar", "no longer available"}, each{"0 d", "0 j", "0 T", "0 d"}},
		{"a year", now.AddDate(1, 0, 0), each{"nog 365 dagen", "encore 365 jours", "noch 365 Tage", "365 days left"}, each{"12 mnd", "12 mois", "12 Mon", "12 mo"}},
	} {
		forAll(t, c.name, c.want, func(l *Texts) string { return l.Left(c.until, now) })
		forAll(t, c.name+", short", c.short, func(l *Texts) string { return l.LeftShort(c.until, now) })
	}
	for _, code := range Codes() {
		for days := range 4000 {
			if s := For(code).LeftShort(now.AddDate(0, 0, days), now); ansi.StringWidth(s) > 8 {
				t.Fatalf("%s: %q is wider than 8", code, s)
			}
		}
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		n    int
		want each
	}{
		{0, each{"0 berichten", "0 message", "0 Nachrichten", "0 messages"}},
		{1, each{"1 bericht", "1 message", "1 Nachricht", "1 message"}},
		{2, each{"2 berichten", "2 messages", "2 Nachrichten", "2 messages"}},
		{100000, each{"100.000 berichten", "100\u202f000 messages", "100.000 Nachrichten", "100,000 messages"}},
		{1000000, each{"1.000.000 berichten", "1\u202f000\u202f000 messages", "1.000.000 Nachrichten", "1,000,000 messages"}},
	} {
		forAll(t, "messages", c.want, func(l *Texts) string { return l.Count(l.Inbox.Count, c.n) })
	}
	forAll(t, "further arguments", each{"2 berichten bevatten “a%sb”", "2 messages contiennent «\u00a0a%sb\u00a0»", "2 Nachrichten enthalten „a%sb“", "2 messages contain “a%sb”"},
		func(l *Texts) string { return l.Count(l.Filter.Found, 2, "a%sb") })
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		v        float64
		currency string
		want     each
	}{
		{1234.56, "EUR", each{"1.234,56\u00a0€", "1\u202f234,56\u00a0€", "1.234,56\u00a0€", "€1,234.56"}},
		{0, "", each{"0,00\u00a0€", "0,00\u00a0€", "0,00\u00a0€", "€0.00"}},
		{-1234567.8, "EUR", each{"-1.234.567,80\u00a0€", "-1\u202f234\u202f567,80\u00a0€", "-1.234.567,80\u00a0€", "-€1,234,567.80"}},
		{-0.001, "EUR", each{"0,00\u00a0€", "0,00\u00a0€", "0,00\u00a0€", "€0.00"}},
		{12.5, "USD", each{"12,50\u00a0USD", "12,50\u00a0USD", "12,50\u00a0USD", "USD\u00a012.50"}},
	} {
		forAll(t, c.currency, c.want, func(l *Texts) string { return l.Amount(c.v, c.currency) })
	}
	inf := 1e308
	if got := For("en").Decimal(inf*10, 2); got != "?" {
		t.Errorf("infinity is %q", got)
	}
}

func TestSizes(t *testing.T) {
	for _, c := range []struct {
		n    int64
		want each
	}{
		{0, each{"0 bytes", "0 octet", "0 Bytes", "0 bytes"}},
		{1, each{"1 byte", "1 octet", "1 Byte", "1 byte"}},
		{1023, each{"1.023 bytes", "1\u202f023 octets", "1.023 Bytes", "1,023 bytes"}},
		{1024, each{"1,0\u00a0kB", "1,0\u00a0ko", "1,0\u00a0kB", "1.0\u00a0kB"}},
		{1800 * 1024, each{"1,8\u00a0MB", "1,8\u00a0Mo", "1,8\u00a0MB", "1.8\u00a0MB"}},
		{1<<20 - 1, each{"1,0\u00a0MB", "1,0\u00a0Mo", "1,0\u00a0MB", "1.0\u00a0MB"}},
		{250 << 20, each{"250\u00a0MB", "250\u00a0Mo", "250\u00a0MB", "250\u00a0MB"}},
		{5000 << 30, each{"5.000\u00a0GB", "5\u202f000\u00a0Go", "5.000\u00a0GB", "5,000\u00a0GB"}},
		{-1, each{"0 bytes", "0 octet", "0 Bytes", "0 bytes"}},
	} {
		forAll(t, "size", c.want, func(l *Texts) string { return l.Size(c.n) })
	}
}

func TestDurations(t *testing.T) {
	for _, c := range []struct {
		d    time.Duration
		want each
	}{
		{0, each{"0 seconden", "0 seconde", "0 Sekunden", "0 seconds"}},
		{400 * time.Millisecond, each{"1 seconde", "1 seconde", "1 Sekunde", "1 second"}},
		{119 * time.Second, each{"119 seconden", "119 secondes", "119 Sekunden", "119 seconds"}},
		{120 * time.Second, each{"2 minuten", "2 minutes", "2 Minuten", "2 minutes"}},
		{121 * time.Second, each{"3 minuten", "3 minutes", "3 Minuten", "3 minutes"}},
	} {
		forAll(t, c.d.String(), c.want, func(l *Texts) string { return l.Duration(c.d) })
	}
	for d, want := range map[time.Duration]string{0: "0:00", 7 * time.Second: "0:07", 750 * time.Second: "12:30", -time.Second: "0:00"} {
		if got := Elapsed(d); got != want {
			t.Errorf("Elapsed(%s) = %q, want %q", d, got, want)
		}
	}
}

func TestSmallParts(t *testing.T) {
	forAll(t, "label", each{"Onderwerp: x", "Objet\u00a0: x", "Betreff: x", "Subject: x"}, func(l *Texts) string { return l.Label(l.Reader.Subject, "x") })
	forAll(t, "quote", each{"“x”", "«\u00a0x\u00a0»", "„x“", "“x”"}, func(l *Texts) string { return l.Quote("x") })
	forAll(t, "position", each{"3 van ten minste 1.200", "3 sur au moins 1\u202f200", "3 von mindestens 1.200", "3 of at least 1,200"}, func(l *Texts) string { return l.Position(3, 1200, true) })
	forAll(t, "position", each{"3 van 20", "3 sur 20", "3 von 20", "3 of 20"}, func(l *Texts) string { return l.Position(3, 20, false) })
	forAll(t, "language", each{"Duits", "allemand", "Deutsch", "German"}, func(l *Texts) string { return l.LanguageName("de") })
	forAll(t, "another language", each{"lb", "lb", "lb", "lb"}, func(l *Texts) string { return l.LanguageName("lb") })
	for in, want := range map[string]string{"": "", "élan": "Élan", "x": "X", "1a": "1a", "\xff": "\xff"} {
		if got := Capital(in); got != want {
			t.Errorf("Capital(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name string
		tags []string
		want string
	}{
		{"nothing", nil, "en"},
		{"flag first", []string{"de", "fr", "nl_BE.UTF-8"}, "de"},
		{"empty ones are passed over", []string{"", "", "nl"}, "nl"},
		{"locale", []string{"nl_BE.UTF-8"}, "nl"},
		{"locale with modifier", []string{"fr_BE@euro"}, "fr"},
		{"tag", []string{"fr-BE"}, "fr"},
		{"capitals", []string{"FR"}, "fr"},
		{"list", []string{"it:de_BE:fr"}, "de"},
		{"C", []string{"C", "POSIX", "C.UTF-8"}, "en"},
		{"C, then another", []string{"C.UTF-8", "nl"}, "nl"},
		{"unknown", []string{"it_IT.UTF-8"}, "en"},
		{"unknown, then another", []string{"it", "fr"}, "fr"},
		{"nonsense", []string{"\x1b[0m", "-----", strings.Repeat("x", 1000), "de"}, "de"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Match(c.tags...); got != c.want {
				t.Errorf("Match(%q) = %q, want %q", c.tags, got, c.want)
			}
		})
	}
}

func TestForAndNext(t *testing.T) {
	seen := map[string]bool{}
	l := For("nl")
	for range Codes() {
		seen[l.Code] = true
		l = l.Next()
	}
	if len(seen) != 4 || l.Code != "nl" || For("xx").Code != "en" {
		t.Errorf("the languages %v, back at %s, unknown is %s", seen, l.Code, For("xx").Code)
	}
	if Known("xx") || !Known("fr") {
		t.Error("Known knows the wrong languages")
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("nl_BE.UTF-8")
	f.Add("de:fr-BE@euro")
	f.Fuzz(func(t *testing.T, tag string) {
		if got := Match(tag); !Known(got) {
			t.Errorf("Match(%q) = %q", tag, got)
		}
	})
}
