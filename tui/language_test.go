package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"myebox/tui/lang"
)

// withoutNews is the screen without its last news, which stays in the language in which it was said.
func (d *driver) withoutNews() string {
	was := d.app.status
	rows := len(d.app.statusLines())
	d.app.status = note{}
	d.app.resized()
	text := d.text()
	d.app.status = was
	d.app.resized()
	lines := strings.Split(text, "\n")
	if rows == 0 {
		return text
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// way leads to a screen.
type way struct {
	name string
	set  setup
	show func(d *driver)
}

// ways are all screens in all their states.
func ways() []way {
	var out []way
	for _, s := range shows {
		if s.typed {
			continue
		}
		out = append(out, way{s.name, s.set, func(d *driver) {
			d.keys(s.keys...)
			if s.after > 0 {
				d.wait(s.after)
			}
		}})
	}
	for _, s := range consentShows {
		out = append(out, way{s.name, s.set, func(d *driver) {
			d.press(s.keys...)
			if s.keys == nil {
				d.withdraw()
			}
			for _, top := range d.app.stack {
				if a, ok := top.(*activation); ok {
					a.given.Notifications.Lang = "fr" // chosen when it was opened, in the language of then
					a.layout()
				}
			}
		}})
	}
	return out
}

// TestEveryScreenChangesItsLanguage goes from English to French on every screen. It must then look as if it had been
// French all the time, with the cursor where it was.
func TestEveryScreenChangesItsLanguage(t *testing.T) {
	changed := 0
	for _, s := range ways() {
		t.Run(s.name, func(t *testing.T) {
			var french string
			var x, y int
			drive(t, 80, 24, "fr", s.set, func(d *driver) {
				s.show(d)
				french = d.withoutNews()
				x, y = d.app.View().Cursor.X, d.app.View().Cursor.Y
			})
			drive(t, 80, 24, "en", s.set, func(d *driver) {
				s.show(d)
				before := len(d.app.stack)
				if helpHint(d.app.stack[before-1]) == "" {
					d.keys("l")
					if d.app.kit.t.Code != "en" {
						t.Error("the language changes where there is no help")
					}
					return
				}
				changed++
				d.exec(d.app.speak(lang.For("fr")))
				d.send(nil)
				if d.app.kit.t.Code != "fr" || len(d.app.stack) != before {
					t.Fatalf("language %s, %d screens, want fr, %d", d.app.kit.t.Code, len(d.app.stack), before)
				}
				got := d.withoutNews()
				if got != french {
					t.Errorf("after the change:\n%s\n\nin French from the beginning:\n%s", got, french)
				}
				if c := d.app.View().Cursor; got == french && (c.X != x || c.Y != y) {
					t.Errorf("the cursor is at %d,%d, want %d,%d", c.X, c.Y, x, y)
				}
			})
		})
	}
	if changed < 50 {
		t.Errorf("only %d screens changed their language", changed)
	}
}

func TestLanguageIsAnnounced(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("down", "l")
		d.says("Taal: Nederlands. Om ze te behouden: EBOX_LANG=nl")
		at := d.row()
		d.keys("l", "l", "l")
		if d.app.kit.t.Code != "en" {
			t.Errorf("four times: %s", d.app.kit.t.Code)
		}
		if ansi.Strip(at) == "" {
			t.Error("the cursor is nowhere")
		}
	})
}

// TestLanguageOfTheLogin: who logs in is spoken to in the language of the login, unless a language was asked for.
func TestLanguageOfTheLogin(t *testing.T) {
	for name, tt := range map[string]struct {
		guess bool
		lang  string
		keys  []string
		want  string
	}{
		"guessed":     {true, "de", nil, "de"},
		"asked for":   {false, "de", nil, "en"},
		"not known":   {true, "", nil, "en"},
		"none of our": {true, "xx", nil, "en"},
		"then chosen": {true, "de", []string{"l"}, "en"},
	} {
		t.Run(name, func(t *testing.T) {
			set := func(_ *fake, l *fakeLogin, d *Deps) { d.LangGuess, l.session.Lang = tt.guess, tt.lang }
			drive(t, 80, 24, "en", set, func(d *driver) {
				d.keys(tt.keys...)
				if got := d.app.kit.t.Code; got != tt.want {
					t.Errorf("language %s, want %s", got, tt.want)
				}
				d.send(nil)
				if d.app.kit.deps.LangGuess != (tt.guess && tt.keys == nil) {
					t.Errorf("still guessing: %t", d.app.kit.deps.LangGuess)
				}
			})
		})
	}
}
