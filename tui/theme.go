package tui

import (
	"charm.land/lipgloss/v2"
)

// theme is how things look. Colours are the terminal's own sixteen, so that the person's palette wins; no meaning hangs
// on any of them. Reverse video is the focus, in every theme.
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
}

// newTheme is the palette for a dark or a light background. ascii draws lines with characters that every terminal and
// every character set has.
func newTheme(dark, ascii bool) theme {
	pick := lipgloss.LightDark(dark)
	plain := lipgloss.NewStyle()
	t := theme{
		plain:  plain,
		strong: plain.Bold(true),
		name:   plain.Bold(true).Foreground(pick(lipgloss.Blue, lipgloss.BrightCyan)),
		label:  plain.Foreground(pick(lipgloss.Blue, lipgloss.Cyan)),
		key:    plain.Bold(true),
		good:   plain.Foreground(pick(lipgloss.Green, lipgloss.BrightGreen)),
		warn:   plain.Bold(true).Foreground(pick(lipgloss.Magenta, lipgloss.BrightYellow)),
		bad:    plain.Bold(true).Foreground(pick(lipgloss.Red, lipgloss.BrightRed)),
		rule:   plain.Foreground(pick(lipgloss.Blue, lipgloss.Cyan)),
		border: lipgloss.NormalBorder(),
	}
	if ascii {
		t.border = lipgloss.ASCIIBorder()
	}
	return t
}

// focused is s on the focused item.
func (theme) focused(s lipgloss.Style) lipgloss.Style { return s.Reverse(true) }
