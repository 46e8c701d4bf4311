package linear

import (
	"strings"
	"testing"
)

// TestLanguageChanges goes to the next language in the list and in a message: one stays where one was.
func TestLanguageChanges(t *testing.T) {
	drive(t, "en", nil, func(d *driver) {
		d.keys("down", "down")
		english := d.keys("w")
		d.keys("up")
		if got := d.keys("l"); !strings.HasPrefix(got, "Taal: Nederlands.\n") || !strings.Contains(got, "EBOX_LANG=nl") {
			t.Errorf("said %q", got)
		}
		if got := d.keys("down", "w"); got == english || !strings.Contains(got, "3 van") {
			t.Errorf("where: %q, in English %q", got, english)
		}
		d.keys("up", "enter", "]", "]")
		dutch := d.keys("w")
		d.keys("l")
		if got := d.keys("w"); got == dutch || !strings.Contains(got, "\u00a0: ") {
			t.Errorf("in French %q, in Dutch %q", got, dutch)
		}
		if got := d.keys("esc"); !strings.Contains(got, "aujourd'hui") && !strings.Contains(got, "hier") {
			t.Errorf("back in the list: %q", got)
		}
		d.keys("l", "l")
		if got := d.keys("?"); !strings.Contains(got, "commands") && !strings.Contains(got, "Keys") {
			t.Errorf("four times: %q", got)
		}
	})
}

// TestLanguageOfTheLogin: who logs in is spoken to in the language of the login, unless a language was asked for.
func TestLanguageOfTheLogin(t *testing.T) {
	for name, tt := range map[string]struct {
		guess bool
		lang  string
		want  string
	}{
		"guessed":   {true, "de", "Nachricht"},
		"asked for": {false, "de", "message"},
		"not known": {true, "", "message"},
	} {
		t.Run(name, func(t *testing.T) {
			set := func(_ *fake, l *fakeLogin, d *Deps) { d.LangGuess, l.session.Lang = tt.guess, tt.lang }
			drive(t, "en", set, func(d *driver) {
				if got := d.keys("w"); !strings.Contains(strings.ToLower(d.said()), strings.ToLower(tt.want)) {
					t.Errorf("said %q, want %q in it", got, tt.want)
				}
			})
		})
	}
}
