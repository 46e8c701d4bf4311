package ebox

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMainContent(t *testing.T) {
	tests := map[string]struct {
		m     Message
		main  int // index, -1: none
		marks []bool
	}{
		"flagged":                 {Message{Attachments: []Attachment{{ID: "a"}, {ID: "b", MainContent: true}}}, 1, []bool{false, true}},
		"nobody flagged":          {Message{Attachments: []Attachment{{ID: "a"}, {ID: "b"}}}, 0, []bool{true, false}},
		"body":                    {Message{BodyMainContent: true, Attachments: []Attachment{{ID: "a"}}}, -1, []bool{false}},
		"body, and one flagged":   {Message{BodyMainContent: true, Attachments: []Attachment{{ID: "a"}, {ID: "b", MainContent: true}}}, 1, []bool{false, true}},
		"two flagged":             {Message{Attachments: []Attachment{{ID: "a", MainContent: true}, {ID: "b", MainContent: true}}}, 0, []bool{true, true}},
		"nothing":                 {Message{}, -1, nil},
		"without ids":             {Message{Attachments: []Attachment{{href: "1"}, {href: "2"}}}, 0, []bool{true, false}},
		"without ids and address": {Message{Attachments: []Attachment{{FileName: Untrusted("a")}, {FileName: Untrusted("b")}}}, 0, []bool{true, false}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := -1
			var marks []bool
			for i := range tt.m.Attachments {
				if tt.m.Main() == &tt.m.Attachments[i] {
					got = i
				}
				a := tt.m.Attachments[i] // a copy marks as well
				marks = append(marks, tt.m.Marks(&a))
			}
			if got != tt.main {
				t.Errorf("main content is %d, want %d", got, tt.main)
			}
			if diff := cmp.Diff(tt.marks, marks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestForAction(t *testing.T) {
	data := func(pairs ...string) (list []BusinessData) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, BusinessData{Key: pairs[i], Values: []Translated{{NL: Untrusted(pairs[i+1])}}})
		}
		return list
	}
	tests := map[string]struct {
		data []BusinessData
		ok   bool
		due  string
	}{
		"nothing":       {nil, false, ""},
		"yes":           {data("FOR_ACTION", "true"), true, ""},
		"no":            {data("FOR_ACTION", "false"), false, ""},
		"with a date":   {data("FOR_ACTION_DUE_DATE", "2026-07-01", "FOR_ACTION", "TRUE"), true, "2026-07-01"},
		"with another":  {data("FOR_ACTION", "true", "FOR_ACTION_DUE_DATE", "soon"), true, ""},
		"without value": {[]BusinessData{{Key: "FOR_ACTION"}}, false, ""},
		"other keys":    {data("CONFIDENTIAL", "true"), false, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			due, ok := (&Message{BusinessData: tt.data}).ForAction()
			if ok != tt.ok || !due.Equal(parseTime(tt.due)) {
				t.Errorf("got %v, %v", due, ok)
			}
		})
	}
}

func TestTranslated(t *testing.T) {
	u := Untrusted
	text := Translated{NL: u("n"), DE: u("d")}
	for lang, want := range map[string]string{"nl": "n", "de": "d", "fr": "n", "en": "n", "": "n"} {
		if got := text.In(lang).String(); got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
	if got := text.In("fr", "de").String(); got != "d" {
		t.Errorf("second choice: %s", got)
	}
	if !text.Has("nl") || text.Has("fr") || text.Has("xx") || !(Translated{}).In("fr").IsZero() {
		t.Error("Has or In is wrong about what is not there")
	}
}

func TestKey(t *testing.T) {
	for _, k := range []Key{{"finance", "1"}, {"a/b", "c d/é%2F"}, {"x", ".."}, {"a\x1b[31m", "b\n"}} {
		s := k.String()
		if s != Sanitize(s) {
			t.Errorf("%q cannot be shown", s)
		}
		if got, err := ParseKey(s); err != nil || got != k {
			t.Errorf("%q gives %v, %v", s, got, err)
		}
		if b, err := k.MarshalText(); err != nil || string(b) != s {
			t.Errorf("as text: %s, %v", b, err)
		}
	}
	for _, s := range []string{"", "/", "a", "a/", "/b", "a/%zz", "%/b"} {
		if k, err := ParseKey(s); err == nil {
			t.Errorf("%q gives %v", s, k)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add("finance/1")
	f.Add("a%2Fb/c%20d")
	f.Fuzz(func(t *testing.T, s string) {
		k, err := ParseKey(s)
		if err != nil {
			if problem := safe(err.Error(), false); problem != "" {
				t.Errorf("error %q: %s", err, problem)
			}
			return
		}
		if again, err := ParseKey(k.String()); err != nil || again != k {
			t.Errorf("%q gives %v, then %v, %v", s, k, again, err)
		}
	})
}

func TestBrussels(t *testing.T) {
	for at, want := range map[string]string{"2026-01-15T12:00:00Z": "13:00 CET", "2026-07-15T12:00:00Z": "14:00 CEST"} {
		if got := mustTime(t, at).In(Brussels()).Format("15:04 MST"); got != want {
			t.Errorf("%s: %s", at, got)
		}
	}
}
