package tui

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// Theme is a choice of colours. All of them are the terminal's own sixteen, so that the person's palette wins, and no
// meaning hangs on any: every state has a word or a sign of its own.
type Theme int

// The themes.
const (
	ThemeDefault  Theme = iota // fits the background once the terminal has told it; without colours before
	ThemeDark                  // for a black background, whatever the terminal tells
	ThemeLight                 // for a white one
	ThemeContrast              // colours of 7:1 at least
	ThemePlain                 // no colours
)

// ground is the background as far as it is known.
type ground int

const (
	groundUnknown ground = iota
	groundDark
	groundLight
)

// theme is how things look. Reverse video is the focus, in every theme.
type theme struct {
	plain  lipgloss.Style // text
	strong lipgloss.Style // headings, unread messages
	name   lipgloss.Style // the program, the active folder
	label  lipgloss.Style // column headings and labels
	key    lipgloss.Style // a key to press
	good   lipgloss.Style
	warn   lipgloss.Style
	bad    lipgloss.Style
	rule   lipgloss.Style // lines between parts
	border lipgloss.Border
	chosen string // the word for the choice that holds now
	still  bool   // the reader layout: nothing is written because the focus moves, and nothing is decoration
}

// palette are the colours of a theme on one background; nil is the terminal's own.
type palette struct{ name, label, good, warn, bad, rule color.Color }

// palettes are those of the themes with colours. On a background that is not known no colour is readable for sure.
var palettes = map[Theme]map[ground]palette{
	ThemeDefault: {
		groundDark:  {lipgloss.BrightCyan, lipgloss.Cyan, lipgloss.BrightGreen, lipgloss.BrightYellow, lipgloss.BrightRed, lipgloss.Cyan},
		groundLight: {lipgloss.Blue, lipgloss.Blue, lipgloss.Blue, lipgloss.Magenta, lipgloss.Red, lipgloss.Blue},
	},
	ThemeContrast: {
		groundDark:  {lipgloss.BrightCyan, lipgloss.BrightCyan, lipgloss.BrightGreen, lipgloss.BrightYellow, nil, nil},
		groundLight: {lipgloss.Blue, lipgloss.Blue, nil, nil, nil, nil},
	},
}

// looks is what a theme depends on.
type looks struct {
	theme  Theme
	ground ground
	ascii  bool // lines are drawn with characters that every terminal and every character set has
	still  bool
	chosen string // the word for what holds now, in the reader layout
}

// newTheme makes the styles.
func newTheme(l looks) theme {
	of := l.theme
	switch of {
	case ThemeDark:
		of, l.ground = ThemeDefault, groundDark
	case ThemeLight:
		of, l.ground = ThemeDefault, groundLight
	}
	p := palettes[of][l.ground]
	plain := lipgloss.NewStyle()
	in := func(c color.Color) lipgloss.Style {
		if c == nil {
			return plain
		}
		return plain.Foreground(c)
	}
	t := theme{
		plain:  plain,
		strong: plain.Bold(true),
		name:   in(p.name).Bold(true),
		label:  in(p.label),
		key:    plain.Bold(true),
		good:   in(p.good),
		warn:   in(p.warn).Bold(true),
		bad:    in(p.bad).Bold(true),
		rule:   in(p.rule),
		border: lipgloss.NormalBorder(),
		still:  l.still,
		chosen: l.chosen,
	}
	if l.ascii {
		t.border = lipgloss.ASCIIBorder()
	}
	return t
}

// focused is s on the focused item. In the reader layout the cursor alone says where the focus is.
func (t theme) focused(s lipgloss.Style) lipgloss.Style {
	if t.still {
		return s
	}
	return s.Reverse(true)
}

// held is the sign before the choice that holds now.
const held = "* "

// words is the text of something to act on without the sign before it, and with the word for it after it.
func (t theme) words(s string) string {
	s = strings.TrimPrefix(s, sign)
	if rest, ok := strings.CutPrefix(s, held); ok {
		return rest + ", " + t.chosen
	}
	return strings.TrimLeft(s, " ")
}
