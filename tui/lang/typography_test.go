package lang

import (
	"regexp"
	"strings"
	"testing"
)

// foreign are small words that betray a text in the wrong language; each stands in no text of the language it is listed
// for. Words that two languages share are left out.
var foreign = map[string]string{
	"nl": "the and with your message messages this are cannot please file les des vous votre und nicht ist der das Sie",
	"fr": "the and with your this are cannot please file het een niet van wordt und nicht ist der Sie",
	"de": "the and with your message messages this are cannot please file het een niet wordt les vous votre pas",
	"en": "het een niet wordt les vous votre pas und nicht ist das Sie der",
}

// typed is what a person types as it stands, whatever the language.
var typed = regexp.MustCompile(`EBOX_[A-Z_]+=\S+`)

func TestNoForeignWords(t *testing.T) {
	word := regexp.MustCompile(`[\p{L}']+`)
	for _, code := range Codes() {
		stop := map[string]bool{}
		for _, w := range strings.Fields(foreign[code]) {
			stop[w] = true
		}
		for _, x := range texts(For(code)) {
			for _, w := range word.FindAllString(typed.ReplaceAllString(x.value, ""), -1) {
				if stop[w] {
					t.Errorf("%s: %q in %s: %q", code, w, x.path, x.value)
				}
			}
		}
	}
}

// TestTextsAreTranslated finds texts of two words and more that are the same as in English.
func TestTextsAreTranslated(t *testing.T) {
	letters := regexp.MustCompile(`\p{L}{4,}.*\s.*\p{L}{3,}`) // two words at least
	english := texts(For("en"))
	for _, code := range []string{"nl", "fr", "de"} {
		for i, x := range texts(For(code)) {
			if x.value == english[i].value && letters.MatchString(x.value) && x.path != "App.Enterprise" && x.path != "Payment.BIC" {
				t.Errorf("%s: %s is English: %q", code, x.path, x.value)
			}
		}
	}
}

func TestTypography(t *testing.T) {
	for _, code := range Codes() {
		for _, x := range texts(For(code)) {
			for _, bad := range typography[code] {
				if m := bad.pattern.FindString(x.value); m != "" {
					t.Errorf("%s: %s: %s: %q in %q", code, x.path, bad.why, m, x.value)
				}
			}
			if strings.ContainsAny(x.value, "’`\"") || strings.Contains(x.value, "...") {
				t.Errorf("%s: %s: apostrophes are ', quotation marks those of the language, an ellipsis is one sign: %q", code, x.path, x.value)
			}
			if strings.ContainsAny(x.value, "\n\t\r\x1b") {
				t.Errorf("%s: %s holds a control character: %q", code, x.path, x.value)
			}
		}
	}
}

type rule struct {
	pattern *regexp.Regexp
	why     string
}

var typography = map[string][]rule{
	"fr": {
		{regexp.MustCompile(`[^\s\x{00a0}\x{202f}:/] ?:([^/\d]|$)`), "no-break space before a colon"},
		{regexp.MustCompile(`[^\x{202f}\x{00a0} ][;!?]`), "narrow no-break space before ; ! ?"},
		{regexp.MustCompile(` [;!]| \?([^ ]|$)`), "no breaking space before ; ! ?"},
		{regexp.MustCompile(`«[^\x{00a0}]|[^\x{00a0}]»`), "no-break spaces inside « »"},
		{regexp.MustCompile(`[“”„]`), "quotation marks are « »"},
	},
	"nl": {{regexp.MustCompile(`[«»„]| [:;!]([^\w]|$)| \?([^ ]|$)`), "quotation marks are “ ”, no space before signs"}},
	"de": {{regexp.MustCompile(`[«»”]| [:;!]([^\w]|$)| \?([^ ]|$)`), "quotation marks are „ “, no space before signs"}},
	"en": {{regexp.MustCompile(`[«»„]| [:;!]([^\w]|$)| \?([^ ]|$)`), "quotation marks are “ ”, no space before signs"}},
}

// TestFormOfAddress looks for the familiar forms: people are addressed with u, vous and Sie.
func TestFormOfAddress(t *testing.T) {
	familiar := map[string]*regexp.Regexp{
		"nl": regexp.MustCompile(`\b([Jj]e|[Jj]ij|[Jj]ouw?|jullie)\b`),
		"fr": regexp.MustCompile(`(^|[ '])([Tt]u|[Tt]oi|[Tt]on|[Tt]a|[Tt]es)\b`),
		"de": regexp.MustCompile(`\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Ee]uch|[Ee]uer)\b`),
	}
	for code, pattern := range familiar {
		for _, x := range texts(For(code)) {
			if m := pattern.FindString(x.value); m != "" {
				t.Errorf("%s: %s says %q: %q", code, x.path, m, x.value)
			}
		}
	}
}

// TestNothingSaysValid: how long a message can be looked at is availability, never validity.
func TestNothingSaysValid(t *testing.T) {
	for _, code := range Codes() {
		for _, x := range texts(For(code)) {
			low := strings.ToLower(x.value)
			for _, wrong := range []string{"valid until", "geldig tot", "valable jusqu", "gültig bis"} {
				if strings.Contains(low, wrong) {
					t.Errorf("%s: %s says %q", code, x.path, wrong)
				}
			}
		}
	}
}
