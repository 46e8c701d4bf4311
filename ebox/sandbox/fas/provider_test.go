package fas

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestDefaultPersonsAreWellFormed(t *testing.T) {
	languages, numbers := map[string]bool{}, map[string]bool{}
	for _, p := range DefaultPersons() {
		t.Run(p.ID, func(t *testing.T) {
			if !validNationalNumber(p.NationalNumber) || p.NationalNumber[:2] != "99" {
				t.Error("national number is not well formed, or of somebody who lives")
			}
			if n := p.NationalNumber; check(n[9:]) == 97-mod97(n[:9]) {
				t.Error("the number is also one of 1999")
			}
			if p.Company != nil && !validCompanyNumber(p.Company.Number) {
				t.Error("company number has wrong check digits")
			}
			if !strings.HasSuffix(p.Mail, ".invalid") || p.GivenName != "Test" {
				t.Errorf("looks like a real person: %s, %s", p.Name(), p.Mail)
			}
			languages[p.Language], numbers[p.NationalNumber] = true, true
		})
	}
	if len(languages) != 3 || len(numbers) != 3 {
		t.Errorf("languages %v, %d numbers", languages, len(numbers))
	}
}

// validNationalNumber checks the form for births from 2000 on, which is all that test persons may have.
func validNationalNumber(n string) bool { return len(n) == 11 && check(n[9:]) == 97-mod97("2"+n[:9]) }

func validCompanyNumber(n string) bool {
	return len(n) == 10 && n[0] <= '1' && check(n[8:]) == 97-mod97(n[:8])
}

func check(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

func mod97(s string) int {
	r := 0
	for _, c := range s {
		r = (r*10 + int(c-'0')) % 97
	}
	return r
}

func TestSubjectsTellNothing(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range DefaultPersons() {
		for _, client := range []string{ClientID, "another"} {
			s := p.subject(client)
			if seen[s] || strings.Contains(s, p.NationalNumber) || s != p.subject(client) {
				t.Errorf("subject %q", s)
			}
			seen[s] = true
		}
		if !regexp.MustCompile(`^[0-9a-f]{40}$`).MatchString(p.fedID()) {
			t.Errorf("federal identifier %q", p.fedID())
		}
	}
}

func TestCookies(t *testing.T) {
	for _, tt := range []struct {
		base, name string
		secure     bool
	}{
		{"http://127.0.0.1:4444", "sandbox_fas_browser_4444", false},
		{"https://sandbox.invalid", "sandbox_fas_browser", true},
	} {
		t.Run(tt.base, func(t *testing.T) {
			w := newWorld(t, Config{})
			if err := w.SetBaseURL(tt.base); err != nil {
				t.Fatal(err)
			}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, testBase+issuerPath+"/authorize?"+newAttempt().params.Encode(), nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := w.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			cookies := resp.Cookies()
			if len(cookies) != 1 {
				t.Fatalf("%d cookies", len(cookies))
			}
			c := cookies[0]
			if c.Name != tt.name || c.Secure != tt.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || len(c.Value) != 43 {
				t.Errorf("cookie %s", c.String())
			}
			if got := resp.Header.Get("Referrer-Policy") + resp.Header.Get("Cache-Control"); got != "no-referrerno-store" {
				t.Errorf("redirect with %q", got)
			}
		})
	}
}

func TestSessionCookieIsFresh(t *testing.T) {
	w := newWorld(t, Config{})
	b := w.loggedIn()
	at, err := url.Parse(testBase)
	if err != nil {
		t.Fatal(err)
	}
	value := func() (session string) {
		for _, c := range b.http.Jar.Cookies(at) {
			if c.Name == "sandbox_fas_session_4444" {
				session = c.Value
			}
		}
		return session
	}
	first := value()
	b.open(newAttempt("prompt", "login").url(w)).click("key-eid").click("eid-success").arrived()
	if second := value(); first == "" || second == first {
		t.Error("a login keeps the session's cookie")
	}
}

func TestLogHoldsNoSecret(t *testing.T) {
	var out bytes.Buffer
	w := newWorld(t, Config{Logger: slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	a, v := w.code()
	first := w.form("/access_token", v)
	w.form("/access_token", v)
	w.refreshed(first.Refresh)
	b := w.browser().open(newAttempt("code_challenge_method", "plain", "state", a.state).url(w))
	b.open(newAttempt("redirect_uri", "http://example.org/?secret="+a.nonce).url(w))
	w.form("/revoke", url.Values{"token": {first.Refresh}, "client_id": {"x"}})
	w.form("/introspect", url.Values{"token": {first.Access}}, RegistryClient, "wrong-secret")
	got := out.String()
	if !strings.Contains(got, "invalid_grant") || !strings.Contains(got, "authorization refused") {
		t.Errorf("the log lacks refusals:\n%s", got)
	}
	for name, s := range map[string]string{
		"state": a.state, "nonce": a.nonce, "verifier": a.verifier, "code": v.Get("code"), "access token": first.Access,
		"refresh token": first.Refresh, "secret": "wrong-secret", "number": DefaultPersons()[0].NationalNumber,
		"start of the library": "registered route",
	} {
		if strings.Contains(got, s) {
			t.Errorf("the log holds the %s:\n%s", name, got)
		}
	}
}
