package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// fit cuts s, which may be styled, to w cells; an ellipsis tells that something is missing.
func fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	return ansi.Truncate(s, w, "…")
}

// pad makes s exactly w cells wide.
func pad(s string, w int) string {
	s = fit(s, w)
	return s + strings.Repeat(" ", max(w-ansi.StringWidth(s), 0))
}

// ends puts l at the left and r at the right of a line of w cells; when there is no room for both, r loses.
func ends(l, r string, w int) string {
	l = fit(l, w)
	room := w - ansi.StringWidth(l)
	if room < ansi.StringWidth(r)+1 {
		r = ""
	}
	return l + blanks(room-ansi.StringWidth(r)) + r
}

// wrap breaks text at blanks into lines of at most w cells; a word that is too long is broken anywhere. Line breaks stay.
func wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(s, w, ""), "\n")
}

// join puts the parts that are not empty together.
func join(sep string, parts ...string) string {
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, sep)
}

// rule is a line across the screen.
func rule(th theme, w int) string { return th.rule.Render(strings.Repeat(th.border.Top, max(w, 0))) }

// boxed draws a border around lines, each of them padded to w cells. Where there is no room for a border there is none.
func boxed(th theme, lines []string, w int) []string {
	out := make([]string, 0, len(lines)+2)
	b := th.border
	bar := th.rule.Render(b.Left)
	out = append(out, th.rule.Render(b.TopLeft+strings.Repeat(b.Top, w+2)+b.TopRight))
	for _, l := range lines {
		out = append(out, bar+" "+pad(l, w)+" "+bar)
	}
	return append(out, th.rule.Render(b.BottomLeft+strings.Repeat(b.Bottom, w+2)+b.BottomRight))
}

// over puts box on top of base with its upper left corner at x, y.
func over(base, box []string, x, y int) []string {
	c := lipgloss.NewCompositor(
		lipgloss.NewLayer(strings.Join(base, "\n")),
		lipgloss.NewLayer(strings.Join(box, "\n")).X(x).Y(y).Z(1),
	)
	return strings.Split(c.Render(), "\n")
}

// width is that of the widest line.
func width(lines []string) int {
	w := 0
	for _, l := range lines {
		w = max(w, ansi.StringWidth(l))
	}
	return w
}

// blanks is n blanks.
func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }
