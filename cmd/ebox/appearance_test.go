package main

import (
	"strings"
	"testing"

	"myebox/tui"
)

// TestAppearance goes through what decides how the full screen looks: flags, variables, the configuration.
func TestAppearance(t *testing.T) {
	for _, c := range []struct {
		name, config string
		env          map[string]string
		flags        appearance
		want         tui.Deps
		refused      string
	}{
		{name: "nothing said"},
		{
			name: "configuration", config: "layout = \"reader\"\nbraille_width = 40\ntheme = \"high-contrast\"\nalt_screen = \"no\"\n",
			want: tui.Deps{Reader: true, BrailleWidth: 40, Theme: tui.ThemeContrast, NoAltScreen: true},
		},
		{
			name: "variables win", config: "layout = \"reader\"\ntheme = \"light\"\n",
			env:  map[string]string{"EBOX_LAYOUT": "default", "EBOX_THEME": "no-colour", "EBOX_ALT_SCREEN": "no"},
			want: tui.Deps{Theme: tui.ThemePlain, NoAltScreen: true},
		},
		{
			name: "flags win", env: map[string]string{"EBOX_LAYOUT": "default", "EBOX_BRAILLE_WIDTH": "80"},
			flags: appearance{Layout: "reader", Braille: 20, Theme: "dark"}, want: tui.Deps{Reader: true, BrailleWidth: 20, Theme: tui.ThemeDark},
		},
		{name: "a braille display means the reader layout", flags: appearance{Braille: 40}, want: tui.Deps{Reader: true, BrailleWidth: 40}},
		{name: "unknown layout", flags: appearance{Layout: "large"}, refused: "--layout"},
		{name: "unknown theme", env: map[string]string{"EBOX_THEME": "pink"}, refused: "EBOX_THEME"},
		{name: "no number", env: map[string]string{"EBOX_BRAILLE_WIDTH": "wide"}, refused: "EBOX_BRAILLE_WIDTH"},
		{name: "no braille display is that short", env: map[string]string{"EBOX_BRAILLE_WIDTH": "4"}, refused: "EBOX_BRAILLE_WIDTH"},
		{name: "neither yes nor no", env: map[string]string{"EBOX_ALT_SCREEN": "perhaps"}, refused: "EBOX_ALT_SCREEN"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWiring(&system{getenv: func(k string) string { return c.env[k] }})
			w.cfg = &config{}
			if err := parseConfig(c.config, w.cfg); err != nil {
				t.Fatal(err)
			}
			w.flags.looks = c.flags
			a, err := w.appearance()
			if c.refused != "" {
				if err == nil || !strings.Contains(err.Error(), c.refused) {
					t.Errorf("%v, want a word about %s", err, c.refused)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got tui.Deps
			if a.dress(&got); got.Reader != c.want.Reader || got.BrailleWidth != c.want.BrailleWidth || got.Theme != c.want.Theme || got.NoAltScreen != c.want.NoAltScreen {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// TestAppearanceInConfig refuses settings that mean nothing: a typing mistake must be told.
func TestAppearanceInConfig(t *testing.T) {
	for _, text := range []string{`layout = "large"`, `theme = "pink"`, `alt_screen = "maybe"`, `braille_width = 3`} {
		name, _, _ := strings.Cut(text, " ")
		if err := parseConfig(text, &config{}); err == nil || !strings.HasPrefix(err.Error(), name+": want ") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
