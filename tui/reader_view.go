package tui

import (
	"github.com/charmbracelet/x/ansi"

	"myebox/tui/lang"
	"myebox/tui/present"
)

// Resize wraps the message for the room there is.
func (r *reader) Resize(w, h int) {
	r.w = w
	r.resize(h)
	r.layout()
}

// View is the message, line by line, with the cursor on one of them.
func (r *reader) View(th theme) page {
	lines, x, y := r.view(th, max(r.w-1, 0))
	return page{lines: lines, x: x, y: y}
}

// layout makes the lines of what is known; the focus stays on its row.
func (r *reader) layout() {
	if r.kit.deps.Reader {
		r.plainLayout()
		return
	}
	w := max(min(r.w-2, readWidth), 1)
	v := r.voice()
	var out []line
	for _, s := range v.Message(r.msg, r.parts) {
		ls := r.section(v, s, w)
		if len(ls) == 0 {
			continue
		}
		if s.Kind != present.Header && s.Kind != present.Availability {
			out = append(out, line{})
		}
		if titled(s.Kind) {
			out = append(out, line{text: fit(s.Title, w), style: lookStrong})
		}
		out = append(out, ls...)
	}
	if reply := r.replyLine(w); reply.item != nil {
		out = append(out, line{}, reply)
	}
	if r.busy {
		out = append(out, line{}, line{text: fit(r.kit.t.Reader.BodyLoading, w)})
	}
	r.set(indented(out, min(1, max(r.w-1, 0))))
	r.reveal()
}

// readWidth is the most cells a line of text has: longer ones are hard to read.
const readWidth = 96

// titled tells whether a section's title is shown: the first ones speak for themselves.
func titled(k present.Kind) bool {
	return k != present.Header && k != present.State && k != present.Availability
}

// section is one section's lines. Labels of a section stand in a column of their own where there is room.
func (r *reader) section(v present.Voice, s present.Section, w int) []line {
	col := 0
	for _, i := range s.Items {
		if i.Label != "" {
			col = max(col, ansi.StringWidth(r.kit.t.Label(i.Label, ""))+1)
		}
	}
	if col > w/2 || r.kit.deps.Reader {
		col = 0
	}
	var out []line
	for n, i := range s.Items {
		ls := r.itemLines(v, i, w, col)
		if s.Kind == present.Header && n == 0 {
			for j := range ls {
				ls[j].style = lookStrong
			}
		}
		if s.Kind == present.Body && n == 0 && r.msg.BodyMainContent && r.parts.Body == nil {
			ls = append([]line{{text: fit("> "+lang.Capital(r.kit.t.Reader.BodyShort), w), item: bodyItem{}}}, ls...)
		}
		if s.Kind == present.Body && n == 1 {
			out = append(out, line{}) // the links are no part of the text
		}
		out = append(out, ls...)
	}
	return out
}

// itemLines is one item's lines, its label in a column of col cells; 0 puts label and text on one line.
func (r *reader) itemLines(v present.Voice, i present.Item, w, col int) []line {
	style := lookOf(i.Level)
	var out []line
	if i.Label == "" || col == 0 {
		for _, l := range v.ItemLines(i, w) {
			out = append(out, line{text: l, style: style})
		}
	} else {
		for n, l := range present.Wrap(i.Text, w-col) {
			label := blanks(col)
			if n == 0 {
				label = pad(r.kit.t.Label(i.Label, ""), col)
			}
			out = append(out, line{label: label, text: l, style: style})
		}
	}
	switch {
	case i.File != nil:
		out[0].item = attachmentItem{i.File.Number - 1}
		if i.File.Main && !r.msg.ReadStatus {
			out = append(out, indented(paragraphs(w-2, lookPlain, r.kit.t.Reader.OpenMarks), 2)...)
		}
	case i.URL != "":
		out[0].item = linkItem{i.URL}
	}
	return out
}

// lookOf is how something that matters that much looks.
func lookOf(l present.Level) look {
	switch l {
	case present.Notice:
		return lookWarn
	case present.Warning:
		return lookBad
	}
	return lookPlain
}
