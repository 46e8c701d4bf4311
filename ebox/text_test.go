package ebox

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSanitize(t *testing.T) {
	tests := map[string]struct{ in, line, block string }{
		"plain":            {"Précompte immobilier 2026", "Précompte immobilier 2026", "Précompte immobilier 2026"},
		"empty":            {"", "", ""},
		"spaces":           {"  a \t b  ", "a b", "  a   b  "},
		"only spaces":      {" \t\n", "", "  \n"},
		"lines":            {"a\nb\r\nc\rd", "a b c d", "a\nb\nc\nd"},
		"other lines":      {"a\vb\fc\u0085d\u2028e\u2029f", "a b c d e f", "a\nb\nc\nd\ne\nf"},
		"overwriting":      {"ham\rspam", "ham spam", "ham\nspam"},
		"backspaces":       {"ham\b\b\bspam\x7f", "hamspam", "hamspam"},
		"bell and null":    {"a\x00b\x07c", "abc", "abc"},
		"colour":           {"\x1b[31mred\x1b[0m", "red", "red"},
		"cursor":           {"a\x1b[2J\x1b[1;1Hb", "ab", "ab"},
		"C1 CSI":           {"a\u009b31mb", "ab", "ab"},
		"raw C1 byte":      {"a\x9b31mb", "a\uFFFD31mb", "a\uFFFD31mb"},
		"title, BEL":       {"a\x1b]0;pwned\x07b", "ab", "ab"},
		"title, ST":        {"a\x1b]0;pwned\x1b\\b", "ab", "ab"},
		"title, C1":        {"a\u009d0;pwned\u009cb", "ab", "ab"},
		"link":             {"\x1b]8;;https://evil.test\x1b\\click\x1b]8;;\x1b\\", "click", "click"},
		"clipboard":        {"a\x1b]52;c;ZXZpbA==\x07b", "ab", "ab"},
		"no end":           {"a\x1b]0;title", "a0;title", "a0;title"},
		"no end, sequence": {"a\x1b]0;t\x1b[31mb", "a0;tb", "a0;tb"},
		"no end on line":   {"a\x1b]0;t\nb\x07", "a0;t b", "a0;t\nb"},
		"device string":    {"a\x1bPq#0\x1b\\b", "ab", "ab"},
		"C1 device string": {"a\u0090q#0\u009cb", "ab", "ab"},
		"APC, PM, SOS":     {"a\x1b_x\x1b\\b\x1b^y\x1b\\c\x1bXz\x1b\\d", "abcd", "abcd"},
		"charset":          {"a\x1b(0b\x1b%Gc", "abc", "abc"},
		"reset":            {"a\x1bcb", "ab", "ab"},
		"escape at end":    {"a\x1b", "a", "a"},
		"CSI at end":       {"a\x1b[", "a", "a"},
		"CSI without end":  {"a\x1b[12\nb", "a12 b", "a12\nb"},
		"escape in escape": {"a\x1b\x1b[31mb", "ab", "ab"},
		"built by removal": {"a\x1b\x00[31mb", "a[31mb", "a[31mb"},
		"bidi override":    {"fdp.\u202Egnp", "fdp.gnp", "fdp.gnp"},
		"bidi isolates":    {"\u2066a\u2069\u200Eb\u061C", "ab", "ab"},
		"zero width":       {"a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf\u00ADg", "abcdefg", "abcdefg"},
		"tags":             {"a\U000E0041\U000E007Fb", "ab", "ab"},
		"fillers":          {"a\u3164\u115F\u1160\uFFA0\u2800b", "ab", "ab"},
		"variation":        {"☎\uFE0F a\U000E0100", "☎ a", "☎ a"},
		"private use":      {"a\uE000\U000F0000b", "ab", "ab"},
		"unassigned":       {"a\u0378\uFFFEb", "ab", "ab"},
		"broken UTF-8":     {"a\xff\xc3(b\xe2\x82", "a\uFFFD\uFFFD(b\uFFFD\uFFFD", "a\uFFFD\uFFFD(b\uFFFD\uFFFD"},
		"surrogate":        {"a\xed\xa0\x80b", "a\uFFFD\uFFFD\uFFFDb", "a\uFFFD\uFFFD\uFFFDb"},
		"amount":           {"1\u202F234,56\u00A0€", "1\u202F234,56\u00A0€", "1\u202F234,56\u00A0€"},
		"wide spaces":      {"a\u2003\u3000b", "a b", "a  b"},
		"accents":          {"e\u0301tat", "e\u0301tat", "e\u0301tat"},
		"mark flood":       {"a" + strings.Repeat("\u0301", 500) + "b", "a" + strings.Repeat("\u0301", 8) + "b", "a" + strings.Repeat("\u0301", 8) + "b"},
		"hidden flood":     {"a" + strings.Repeat("\u0301\u200B", 500), "a" + strings.Repeat("\u0301", 8), "a" + strings.Repeat("\u0301", 8)},
		"vowel flood":      {"\u1100" + strings.Repeat("\u1161", 500), "\u1100" + strings.Repeat("\u1161", 8), "\u1100" + strings.Repeat("\u1161", 8)},
		"mark first":       {"\u0301a", "a", "a"},
		"mark on new line": {"a\n\u0301b", "a \u0301b", "a\nb"},
		"mark after space": {" \u0301a", "a", " \u0301a"},
		"emoji":            {"👨\u200D👩\u200D👧 ok", "👨👩👧 ok", "👨👩👧 ok"},
		"Greek, Arabic":    {"Ελληνικά العربية", "Ελληνικά العربية", "Ελληνικά العربية"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			text := Untrusted(tt.in)
			if diff := cmp.Diff([]string{tt.line, tt.block}, []string{text.String(), text.Block()}); diff != "" {
				t.Errorf("String and Block (-want +got):\n%s", diff)
			}
			if got := fmt.Sprint(text); got != tt.line {
				t.Errorf("fmt prints %q", got)
			}
			if text.Raw() != tt.in {
				t.Error("Raw changed")
			}
		})
	}
}

// TestSanitizeTakesTheTimeOfItsLength: each of these made a naive scanner look at the rest of the text once more for
// every introducer. With a quadratic one this test would take many minutes.
func TestSanitizeTakesTheTimeOfItsLength(t *testing.T) {
	for name, unit := range map[string]string{
		"OSC": "\x1b]", "C1 OSC": "\u009d", "CSI": "\x1b[1", "DCS": "\x1bP", "nF": "\x1b(", "broken": "\x1b]\xc2",
	} {
		t.Run(name, func(t *testing.T) {
			if got := Sanitize(strings.Repeat(unit, 256<<10)); strings.ContainsAny(got, "\x1b\u009d") {
				t.Error("an introducer is left")
			}
		})
	}
}

func TestTextJSON(t *testing.T) {
	in := Untrusted("a\x1b[31m\u202Eb\nc")
	b, err := json.Marshal(in)
	if err != nil || string(b) != `"ab\nc"` {
		t.Errorf("got %s, %v", b, err)
	}
	var out Text
	if err := json.Unmarshal([]byte(`"a\u001bb"`), &out); err != nil || out.Raw() != "a\x1bb" {
		t.Errorf("got %q, %v", out.Raw(), err)
	}
	if err := json.Unmarshal([]byte(`null`), &out); err != nil {
		t.Error(err)
	}
	if err := json.Unmarshal([]byte(`{"a":1}`), &out); err == nil {
		t.Error("want an error for an object")
	}
}

// safe tells what is wrong with sanitized text, "" when nothing is.
func safe(s string, block bool) string {
	if !utf8.ValidString(s) {
		return "no UTF-8"
	}
	marks, base := 0, false
	for i, r := range s {
		switch {
		case r == '\n' && block:
			base = false
			continue
		case r != 0xA0 && r != 0x202F && !unicode.IsPrint(r):
			return fmt.Sprintf("%U at %d is not printable", r, i)
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Bidi_Control, unicode.Variation_Selector):
			return fmt.Sprintf("%U at %d is not visible", r, i)
		case unicode.IsMark(r):
			if marks++; marks > maxMarks || !base {
				return fmt.Sprintf("mark %U at %d: number %d, base %v", r, i, marks, base)
			}
			continue
		}
		marks, base = 0, true
	}
	if !block && (strings.Contains(s, "  ") || strings.TrimSpace(s) != s && !strings.ContainsAny(s, "\u00A0\u202F")) {
		return "spaces are left"
	}
	return ""
}

func FuzzSanitize(f *testing.F) {
	for _, s := range []string{
		"a b", "\x1b[31mred\x1b[0m", "\x1b]0;t\x07", "\u202Eabc\u2066", "a\u0301\u0301", "\r\n\v\u0085", "\xff\xc2\x9b", " \u0301",
		"👨\u200D👩", "1\u202F0\u00A0€",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, block := range []bool{false, true} {
			once := sanitize(s, block)
			if problem := safe(once, block); problem != "" {
				t.Errorf("%q gives %q: %s", s, once, problem)
			}
			if twice := sanitize(once, block); twice != once {
				t.Errorf("%q gives %q, then %q", s, once, twice)
			}
		}
	})
}
