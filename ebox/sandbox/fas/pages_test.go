package fas

import (
	"fmt"
	"math"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// everyPage opens each page there is, in that language, and hands it to look.
func everyPage(t *testing.T, lang string, look func(t *testing.T, b *browser)) {
	t.Helper()
	w := newWorld(t, Config{AskBox: true, Device: true, CardURL: func(string) string { return testBase + "/card" }})
	start := newAttempt("acr_values", "urn:be:fedict:iam:fas:Level200", "ui_locales", lang).url(w)
	for _, tt := range []struct {
		name string
		walk func(b *browser)
	}{
		{"choice", func(b *browser) { b.open(start) }},
		{"eid", func(b *browser) { b.open(start).click("key-eid") }},
		{"itsme", func(b *browser) { b.open(start).click("key-itsme") }},
		{"totp", func(b *browser) { b.open(start).click("key-totp") }},
		{"password", func(b *browser) { b.open(start).click("key-password") }},
		{"box", func(b *browser) { b.open(start).click("key-itsme").click("itsme-success") }},
		{"time-out", func(b *browser) { b.open(start).click("key-itsme").click("itsme-timeout") }},
		{"refused", func(b *browser) { b.open(w.Issuer() + "/authorize?ui_locales=" + lang) }},
		{"log out", func(b *browser) {
			b.open(start).click("key-itsme").click("itsme-success").click("identity-citizen").arrived()
			b.open(w.Issuer() + "/connect/endSession?ui_locales=" + lang)
		}},
		{"device", func(b *browser) { b.open(w.BaseURL() + "/fasui/device?user_code=BCDF-GHJK&lang=" + lang) }},
		{"device, unknown code", func(b *browser) {
			b.open(w.BaseURL() + "/fasui/device?lang=" + lang)
			b.click("lang-"+lang).click("device-continue", "user_code", "BCDF-GHJK", "lang", lang)
		}},
		{"device, done", func(b *browser) { b.open(w.BaseURL() + "/fasui/device-done?lang=" + lang) }},
		{"device, refused", func(b *browser) { b.open(w.BaseURL() + "/fasui/device-refused?lang=" + lang) }},
		{"logged out", func(b *browser) { b.open(w.BaseURL() + "/fasui/logged-out?lang=" + lang) }},
	} {
		t.Run(lang+" "+tt.name, func(t *testing.T) {
			b := w.in(t).browser()
			tt.walk(b)
			if b.doc == nil {
				t.Fatalf("no page, but %s", b.at)
			}
			look(t, b)
		})
	}
}

func all(n *html.Node, tag string) (out []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == tag {
			out = append(out, d)
		}
	}
	return out
}

// text is what a reader hears of a node: its text with spaces made single.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestPagesAreAccessible(t *testing.T) {
	for _, lang := range order {
		everyPage(t, lang, func(t *testing.T, b *browser) {
			if got := attr(all(b.doc, "html")[0], "lang"); got != lang {
				t.Errorf("lang is %q", got)
			}
			if h1 := all(b.doc, "h1"); len(h1) != 1 || text(h1[0]) == "" {
				t.Errorf("%d main headings", len(h1))
			}
			if title := all(b.doc, "title"); len(title) != 1 || !strings.Contains(text(title[0]), "Sandbox") {
				t.Error("the title does not say that it is a sandbox")
			}
			if !strings.HasPrefix(text(all(b.doc, "body")[0]), translations[lang].Sandbox) {
				t.Error("the page does not begin with saying what it is")
			}
			for _, tag := range []string{"script", "iframe", "object", "style", "img", "table", "pre"} {
				if len(all(b.doc, tag)) > 0 {
					t.Errorf("there is a <%s>", tag)
				}
			}
			for _, landmark := range []string{"header", "nav", "main"} {
				if len(all(b.doc, landmark)) != 1 {
					t.Errorf("not one <%s>", landmark)
				}
			}
			checkNames(t, b.doc)
			checkWords(t, b.doc)
		})
	}
}

// checkNames: every field, button, link and group has a name, every reference leads somewhere, no id comes twice, no
// handler or style hides in an attribute, nothing comes from elsewhere.
func checkNames(t *testing.T, doc *html.Node) {
	t.Helper()
	ids, labelled := map[string]bool{}, map[string]bool{}
	for n := range doc.Descendants() {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q comes twice", id)
			}
			ids[id] = true
		}
		if n.Data == "label" && text(n) != "" {
			labelled[attr(n, "for")] = true
		}
		for _, a := range n.Attr {
			local := strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "//") || strings.HasPrefix(a.Val, testBase+"/")
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "tabindex":
				t.Errorf("<%s %s>", n.Data, a.Key)
			case slices.Contains([]string{"src", "href", "action"}, a.Key) && !local:
				t.Errorf("%s %q leads elsewhere", a.Key, a.Val)
			}
		}
	}
	for n := range doc.Descendants() {
		if ref := attr(n, "aria-describedby") + attr(n, "aria-labelledby"); ref != "" && !ids[ref] {
			t.Errorf("nothing has the id %q", ref)
		}
		switch {
		case n.Data == "input" && attr(n, "type") != "hidden" && !labelled[attr(n, "id")]:
			t.Errorf("field without a label: %s", render(n))
		case (n.Data == "button" || n.Data == "a" || n.Data == "legend") && n.Type == html.ElementNode && text(n) == "":
			t.Errorf("nothing to hear: %s", render(n))
		case n.Data == "fieldset" && (n.FirstChild == nil || len(all(n, "legend")) != 1):
			t.Error("a group without a name")
		}
	}
}

// checkWords: no word is too long for 40 columns.
func checkWords(t *testing.T, doc *html.Node) {
	t.Helper()
	for word := range strings.FieldsSeq(text(all(doc, "body")[0])) {
		if len([]rune(word)) > 38 {
			t.Errorf("%q does not fit 40 columns", word)
		}
	}
}

func TestPageHeaders(t *testing.T) {
	everyPage(t, "nl", func(t *testing.T, b *browser) {
		csp := b.head.Get("Content-Security-Policy")
		for _, want := range []string{
			"default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
		} {
			if !strings.Contains(csp, want) {
				t.Errorf("policy %q lacks %s", csp, want)
			}
		}
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") {
			t.Errorf("policy %q", csp)
		}
		for name, want := range map[string]string{
			"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
			"Content-Type": "text/html; charset=utf-8",
		} {
			if got := b.head.Get(name); got != want {
				t.Errorf("%s: %q", name, got)
			}
		}
	})
}

func TestFormsMayEndAtTheClient(t *testing.T) {
	for target, want := range map[string]string{
		"": "form-action 'self'", testCallback: "form-action 'self' http://127.0.0.1:8765",
		"http://[::1]:8765/callback": "form-action 'self' http:",
	} {
		if got := policy(target); !strings.HasSuffix(got, want) {
			t.Errorf("policy for %q: %s", target, got)
		}
	}
}

func TestLanguages(t *testing.T) {
	for _, tt := range []struct{ name, locales, accept, want string }{
		{"nothing said", "", "", "fr"},
		{"the client's first", "de fr", "nl", "de"},
		{"the client's second", "it nl", "", "nl"},
		{"with a region", "nl-BE", "", "nl"},
		{"the browser's", "", "nl-BE,nl;q=0.9,en;q=0.5", "nl"},
		{"the browser's second", "", "it,de;q=0.4", "de"},
		{"nothing we have", "it", "", "fr"},
		{"nonsense", "\x00 --", ";;;", "fr"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, Config{})
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, newAttempt("ui_locales", tt.locales).url(w), nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept-Language", tt.accept)
			b := w.browser()
			b.do(r)
			if got := attr(all(b.doc, "html")[0], "lang"); got != tt.want {
				t.Errorf("the page is in %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLanguageSwitchStays(t *testing.T) {
	w := newWorld(t, Config{})
	b := w.browser().open(newAttempt("ui_locales", "nl").url(w)).click("lang-de").click("key-itsme")
	if got := attr(all(b.doc, "html")[0], "lang"); got != "de" {
		t.Fatalf("the next page is in %q", got)
	}
	b.click("lang-en").click("itsme-timeout")
	if got := attr(all(b.doc, "html")[0], "lang"); got != "en" || !b.has("timed-out") {
		t.Errorf("the last page is in %q", got)
	}
}

func TestPersonIsPreselected(t *testing.T) {
	people := DefaultPersons()
	for hint, want := range map[string]string{
		"": people[0].ID, people[2].ID: people[2].ID, people[1].NationalNumber: people[1].ID, "x": people[0].ID,
	} {
		w := newWorld(t, Config{})
		b := w.browser().open(newAttempt("login_hint", hint).url(w)).click("key-itsme")
		if got := fields(all(b.doc, "form")[0]).Get("person"); got != want {
			t.Errorf("hint %q chooses %q, want %q", hint, got, want)
		}
	}
}

func TestTextsAreComplete(t *testing.T) {
	verbs := regexp.MustCompile(`%[a-z]`)
	en := reflect.ValueOf(english)
	for _, lang := range order {
		v := reflect.ValueOf(translations[lang])
		for i := range v.NumField() {
			name, s := v.Type().Field(i).Name, v.Field(i).String()
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s lacks %s", lang, name)
			}
			want := verbs.FindAllString(en.Field(i).String(), -1)
			if got := verbs.FindAllString(s, -1); !slices.Equal(got, want) {
				t.Errorf("%s %s has %v, want %v", lang, name, got, want)
			}
		}
	}
	if len(translations) != len(order) {
		t.Errorf("%d languages, %d in the switch", len(translations), len(order))
	}
}

func TestAssets(t *testing.T) {
	w := newWorld(t, Config{})
	for path, want := range map[string]string{
		"/fasui/style.css": "text/css; charset=utf-8", "/fasui/icon.svg": "image/svg+xml", "/fasui/layout.html": "", "/fasui/": "", "/fas/": "",
	} {
		b := w.browser().open(w.BaseURL() + path)
		if want == "" {
			if b.code != http.StatusNotFound {
				t.Errorf("%s: %d", path, b.code)
			}
			continue
		}
		if b.code != http.StatusOK || b.head.Get("Content-Type") != want || b.body == "" {
			t.Errorf("%s: %d %s", path, b.code, b.head.Get("Content-Type"))
		}
	}
}

func TestContrast(t *testing.T) {
	css, err := pageFiles.ReadFile("pages/style.css")
	if err != nil {
		t.Fatal(err)
	}
	value := regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`)
	light, dark, ok := strings.Cut(string(css), "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("no dark colours")
	}
	for name, part := range map[string]string{"light": light, "dark": dark} {
		colour := map[string]string{}
		for _, m := range value.FindAllStringSubmatch(part, -1) {
			colour[m[1]] = m[2]
		}
		for _, pair := range []struct {
			fore, back string
			least      float64 // WCAG 2.2: 7 for text (1.4.6), 3 for edges and focus (1.4.11)
		}{
			{"text", "sheet", 7},
			{"text", "ground", 7},
			{"text", "hover", 7},
			{"quiet", "sheet", 7},
			{"quiet", "ground", 6},
			{"accent", "sheet", 7},
			{"accent", "hover", 6},
			{"on-accent", "accent", 7},
			{"on-notice", "notice", 7},
			{"edge", "sheet", 3},
			{"accent", "ground", 3},
		} {
			if got := contrast(t, colour[pair.fore], colour[pair.back]); got < pair.least {
				t.Errorf("%s: %s on %s has %.1f, want %.1f", name, pair.fore, pair.back, got, pair.least)
			}
		}
	}
}

// contrast is the ratio of WCAG 2.2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	light := func(hex string) float64 {
		var rgb [3]int
		if _, err := fmt.Sscanf(hex, "%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
			t.Fatalf("colour %q: %v", hex, err)
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			c := float64(rgb[i]) / 255
			if c <= 0.04045 {
				sum += weight * c / 12.92
				continue
			}
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
