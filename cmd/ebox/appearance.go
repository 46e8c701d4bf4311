package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"myebox/tui"
)

// appearance is how the full screen looks: as flags say, else EBOX_LAYOUT, EBOX_BRAILLE_WIDTH, EBOX_THEME,
// EBOX_ALT_SCREEN and EBOX_BELL, else the configuration.
type appearance struct {
	Layout  string `toml:"layout"`        // default or reader
	Braille int    `toml:"braille_width"` // cells; 0: none
	Theme   string `toml:"theme"`         // see themes
	Alt     string `toml:"alt_screen"`    // yes or no
	Bell    string `toml:"bell"`          // off or new: a sound for new mail
	// Keys are the person's own, by the names of commands.
	Keys map[string]keyList `toml:"keys"`
}

// Values of the settings; the first one is what holds when nobody says.
var (
	layouts    = []string{"default", "reader"}
	themeNames = []string{"default", "dark", "light", "high-contrast", "no-colour"}
	yesNo      = []string{"yes", "no"}
	bells      = []string{"off", "new"}
)

// themes are the themes by name.
var themes = map[string]tui.Theme{
	"": tui.ThemeDefault, "default": tui.ThemeDefault, "dark": tui.ThemeDark, "light": tui.ThemeLight,
	"high-contrast": tui.ThemeContrast, "no-colour": tui.ThemePlain,
}

// leastBraille is the shortest braille display that there is.
const leastBraille = 12

// flags adds the options of the full screen to the program's own.
func (a *appearance) flags(w *wiring, cmd *cobra.Command) {
	t, f := w.t.Access, cmd.Flags()
	f.Var(newText(&a.Layout, "", "NAME"), "layout", t.FlagLayout)
	f.Var(newNumber(&a.Braille, 0, leastBraille), "braille-width", t.FlagBraille)
	f.Var(newText(&a.Theme, "", "NAME"), "theme", t.FlagTheme)
	f.Var(newText(&a.Alt, "", "yes|no"), "alt-screen", t.FlagAlt)
}

// check refuses what is not possible; names are those of the settings where they were written.
func (a *appearance) check(layout, theme, alt string) error {
	for _, s := range []struct {
		name, value string
		among       []string
	}{{layout, a.Layout, layouts}, {theme, a.Theme, themeNames}, {alt, a.Alt, yesNo}} {
		if s.value != "" && !slices.Contains(s.among, s.value) {
			return notAmong(s.name, s.value, s.among...)
		}
	}
	return nil
}

// inConfig checks the settings of the configuration, whose words are English.
func (a *appearance) inConfig() error {
	for _, s := range []struct {
		ok   bool
		text string
	}{
		{a.Layout == "" || slices.Contains(layouts, a.Layout), "layout: want " + strings.Join(layouts, " or ")},
		{a.Theme == "" || slices.Contains(themeNames, a.Theme), "theme: want " + strings.Join(themeNames, ", ")},
		{a.Bell == "" || slices.Contains(bells, a.Bell), "bell: want off or new"},
		{a.Alt == "" || slices.Contains(yesNo, a.Alt), "alt_screen: want yes or no"},
		{a.Braille == 0 || a.Braille >= leastBraille, "braille_width: want " + strconv.Itoa(leastBraille) + " cells or more"},
	} {
		if !s.ok {
			return errors.New(s.text)
		}
	}
	return nil
}

// appearance is what holds, of all that was said.
func (w *wiring) appearance() (appearance, error) {
	flags := w.flags.looks
	if err := flags.check("--layout", "--theme", "--alt-screen"); err != nil {
		return flags, err
	}
	said := appearance{
		Layout: w.sys.getenv("EBOX_LAYOUT"), Theme: w.sys.getenv("EBOX_THEME"), Alt: w.sys.getenv("EBOX_ALT_SCREEN"),
	}
	if s := w.sys.getenv("EBOX_BRAILLE_WIDTH"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < leastBraille {
			return said, notAmong("EBOX_BRAILLE_WIDTH", s, strconv.Itoa(leastBraille)+"…")
		}
		said.Braille = n
	}
	if said.Bell = w.sys.getenv("EBOX_BELL"); said.Bell != "" && !slices.Contains(bells, said.Bell) {
		return said, notAmong("EBOX_BELL", said.Bell, bells...)
	}
	if err := said.check("EBOX_LAYOUT", "EBOX_THEME", "EBOX_ALT_SCREEN"); err != nil {
		return said, err
	}
	out := w.cfg.appearance
	for _, over := range []appearance{said, flags} {
		for to, s := range map[*string]string{&out.Layout: over.Layout, &out.Theme: over.Theme, &out.Alt: over.Alt, &out.Bell: over.Bell} {
			if s != "" {
				*to = s
			}
		}
		if over.Braille != 0 {
			out.Braille = over.Braille
		}
	}
	return out, nil
}

// dress puts what holds into the screens' settings. A braille display needs the reader layout.
func (a appearance) dress(d *tui.Deps) {
	d.Reader = a.Layout == "reader" || a.Layout == "" && a.Braille > 0
	d.BrailleWidth, d.Theme, d.NoAltScreen, d.Bell = a.Braille, themes[a.Theme], a.Alt == "no", a.Bell == "new"
}
