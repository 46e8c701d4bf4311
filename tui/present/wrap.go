package present

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks s into lines of at most width columns, between words; line breaks in s stay. A web address is kept on one
// line if it fits a line of its own, and a word that does not fit is broken. Width 0 or less leaves lines as they are.
func Wrap(s string, width int) []string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		out = append(out, wrapLine(strings.TrimRight(line, " "), width)...)
	}
	return out
}

func wrapLine(s string, width int) []string {
	if width <= 0 || ansi.StringWidth(s) <= width {
		return []string{s}
	}
	var out []string
	indent := s[:len(s)-len(strings.TrimLeft(s, " "))]
	if len(indent) > width/2 || width < 8 {
		indent = ""
	}
	cur, curWidth := indent, len(indent)
	fresh := true // nothing but the indent is on cur
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' }) {
		w := ansi.StringWidth(word)
		if !fresh && curWidth+1+w > width {
			out = append(out, cur)
			cur, curWidth, fresh = indent, len(indent), true
		}
		for fresh && curWidth+w > width {
			head := ansi.Truncate(word, width-curWidth, "")
			if head == "" { // not even one character fits: a wide one in a width of 1
				break
			}
			out = append(out, cur+head)
			word = word[len(head):]
			w, cur, curWidth = ansi.StringWidth(word), indent, len(indent)
		}
		if !fresh {
			cur, curWidth = cur+" ", curWidth+1
		}
		cur, curWidth, fresh = cur+word, curWidth+w, false
	}
	return append(out, cur)
}

// Lines are the section's items as lines of at most width columns, without its title: "Label: value" or text, an item
// that goes on in a further line indented by two.
func (v Voice) Lines(s Section, width int) []string {
	var out []string
	for _, i := range s.Items {
		out = append(out, v.ItemLines(i, width)...)
	}
	return out
}

// ItemLines are the lines of one item.
func (v Voice) ItemLines(i Item, width int) []string {
	text := i.Text
	if i.Label != "" {
		text = v.Texts.Label(i.Label, text)
	}
	lines := Wrap(text, width)
	if i.Label == "" && i.File == nil || width < 20 {
		return lines
	}
	if len(lines) < 2 {
		return lines
	}
	rest := strings.TrimLeft(strings.TrimPrefix(text, lines[0]), " ")
	out := []string{lines[0]}
	for _, l := range Wrap(rest, width-2) {
		out = append(out, "  "+l)
	}
	return out
}
