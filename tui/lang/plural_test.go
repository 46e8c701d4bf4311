package lang

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// invariable are plurals with one form: their noun has none of its own, or there is no noun.
var invariable = map[string]bool{
	"nl Words.AndMore": true, "de Words.AndMore": true, "en Words.AndMore": true,
	"nl Consent.Everything.Unread": true, "de Consent.Everything.Unread": true, "en Consent.Everything.Unread": true,
	"de Consent.Everything.Registered": true, "nl Inbox.Unread": true, "de Inbox.Unread": true, "en Inbox.Unread": true,
	"nl Inbox.UnreadAtLeast": true, "de Inbox.UnreadAtLeast": true, "en Inbox.UnreadAtLeast": true,
	"en Palette.Soon": true, "en Palette.Recorded": true, "nl Palette.Recorded": true, "de Palette.Recorded": true, "fr Palette.Soon": true,
}

// eachPlural calls f for every plural of t.
func eachPlural(t *Texts, f func(path string, p Plural)) {
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		if p, ok := v.Interface().(Plural); ok {
			f(strings.TrimPrefix(path, "."), p)
			return
		}
		if v.Kind() == reflect.Struct {
			for i := range v.NumField() {
				walk(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		}
	}
	walk(reflect.ValueOf(*t), "")
}

// TestPluralForms: a plural has two forms where the language has them, and says the number once.
func TestPluralForms(t *testing.T) {
	met := map[string]bool{}
	for _, code := range Codes() {
		l := For(code)
		eachPlural(l, func(path string, p Plural) {
			name := code + " " + path
			if p.One == p.Other {
				met[name] = true
				if !invariable[name] {
					t.Errorf("%s: one form for one and for several: %q", name, p.One)
				}
			}
			for _, form := range []string{p.One, p.Other} {
				if !strings.Contains(form, "%s") && !strings.Contains(form, "%[1]s") {
					t.Errorf("%s does not say the number: %q", name, form)
				}
			}
			more := make([]any, strings.Count(p.Other, "%")-1)
			for i := range more {
				more[i] = "x"
			}
			for n, form := range map[int]string{0: map[bool]string{true: p.One, false: p.Other}[code == "fr"], 1: p.One, 2: p.Other, 21: p.Other, 101: p.Other} {
				want := strings.Replace(form, "%s", l.Number(int64(n)), 1)
				if got := l.Count(p, n, more...); len(more) == 0 && got != want {
					t.Errorf("%s of %d: %q, want %q", name, n, got, want)
				} else if strings.Contains(got, "%!") {
					t.Errorf("%s of %d: %q", name, n, got)
				}
			}
		})
	}
	for name := range invariable {
		if !met[name] {
			t.Errorf("%s has two forms now", name)
		}
	}
}

// TestDatesFitTheirColumn: the short date of every day of a year takes 11 columns at most, and no date breaks over lines
// in the middle of a number.
func TestDatesFitTheirColumn(t *testing.T) {
	for _, code := range append(Codes(), PseudoCode) {
		l := For(code)
		for day := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
			if s := l.DateShort(day); ansi.StringWidth(s) > 11 {
				t.Errorf("%s: %q is wider than its column", code, s)
			}
			if s := l.Date(day); !strings.Contains(s, "2026") || strings.Contains(s, "%!") {
				t.Errorf("%s: %q", code, s)
			}
		}
	}
}

// TestSummerAndWinterTime: the clock is Belgium's on both sides of the change, whatever the zone of the moment.
func TestSummerAndWinterTime(t *testing.T) {
	for moment, want := range map[string]string{
		"2026-03-29T00:59:59Z": "01:59", "2026-03-29T01:00:00Z": "03:00", "2026-10-25T00:59:59Z": "02:59", "2026-10-25T01:00:00Z": "02:00",
		"2026-12-31T22:59:00Z": "23:59", "2026-12-31T23:00:00+09:00": "15:00",
	} {
		m, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		forAll(t, moment, each{want, want, want, want}, func(l *Texts) string { return l.Time(m) })
	}
}
