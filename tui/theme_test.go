package tui

import (
	"image/color"
	"math"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// The sixteen colours as the xterm and the text mode of the PC show them: what the terminals of today are between.
var terminals = map[string][16]uint32{
	"xterm": {
		0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
		0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
	},
	"VGA": {
		0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
		0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
	},
}

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(rgb uint32) float64 {
	part := func(shift uint) float64 {
		c := float64(rgb>>shift&0xFF) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

// contrast is that of two colours, from 1 to 21 (WCAG 2.2).
func contrast(a, b uint32) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// TestContrast computes the contrast of every colour of every theme on black and on white. Reverse video, the focus, has
// the same.
func TestContrast(t *testing.T) {
	const black, white = 0x000000, 0xFFFFFF
	if got := contrast(black, white); math.Abs(got-21) > 0.01 {
		t.Fatalf("black on white has a contrast of %f", got)
	}
	for _, c := range []struct {
		name  string
		theme Theme
		least float64
		on    map[ground]uint32 // what the terminal tells, and what is there
	}{
		{"default", ThemeDefault, 4.5, map[ground]uint32{groundDark: black, groundLight: white}},
		{"dark", ThemeDark, 4.5, map[ground]uint32{groundUnknown: black, groundDark: black}},
		{"light", ThemeLight, 4.5, map[ground]uint32{groundUnknown: white, groundLight: white}},
		{"high contrast", ThemeContrast, 7, map[ground]uint32{groundDark: black, groundLight: white}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for g, back := range c.on {
				th := newTheme(looks{theme: c.theme, ground: g})
				for name, st := range th.styles() {
					for terminal, colours := range terminals {
						i, ok := st.GetForeground().(ansi.BasicColor)
						if !ok {
							continue // the terminal's own
						}
						if got := contrast(colours[i], back); got < c.least {
							t.Errorf("%s on %06x of %s: %.1f, want at least %.1f", name, back, terminal, got, c.least)
						}
					}
				}
			}
		})
	}
}

// styles are all styles of a theme.
func (t theme) styles() map[string]lipgloss.Style {
	return map[string]lipgloss.Style{
		"plain": t.plain, "strong": t.strong, "name": t.name, "label": t.label, "key": t.key, "good": t.good, "warn": t.warn,
		"bad": t.bad, "rule": t.rule,
	}
}

// TestThemesWithoutColours uses none where the background is not known, nor where nobody wants any, and marks the focus
// by reverse video all the same.
func TestThemesWithoutColours(t *testing.T) {
	for name, l := range map[string]looks{
		"default, not known":       {theme: ThemeDefault},
		"high contrast, not known": {theme: ThemeContrast},
		"no colours":               {theme: ThemePlain, ground: groundDark},
	} {
		for of, st := range newTheme(l).styles() {
			if c := st.GetForeground(); c != (lipgloss.NoColor{}) && c != color.Color(nil) {
				t.Errorf("%s: %s has the colour %v", name, of, c)
			}
			if !newTheme(l).focused(st).GetReverse() {
				t.Errorf("%s: the focus of %s is not in reverse video", name, of)
			}
		}
	}
}

// TestStatesWithoutStyle finds a word or a sign for every state on screens that are stripped of all styling.
func TestStatesWithoutStyle(t *testing.T) {
	for _, reader := range []bool{false, true} {
		set := func(f *fake, l *fakeLogin, d *Deps) { missing(f, l, d); d.Reader = reader }
		drive(t, 100, 40, "en", set, func(d *driver) {
			settled(d, 3*time.Second)
			words := []string{">U", "!3 d", "UR", "[1 Inbox]", "[SANDBOX]", "session until you quit", "does not answer"}
			if reader {
				words = []string{"unread, 3 days left", "unread, registered mail", "Inbox, ", "SANDBOX", "session until you quit", "does not answer"}
			}
			d.says(words...)
			d.keys("f")
			settled(d, 2*time.Second)
			d.says("unread only")
			d.keys("esc", "?")
			settled(d, 2*time.Second)
			d.says("not now: no filter is active")
		})
	}
}
