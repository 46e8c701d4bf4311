package tui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"myebox/tui/present"
)

// Items of a page.
type (
	optionItem struct{ present.ReplyOption }
	replyField struct{}
)

// Resize wraps the page for the room there is. What was typed stays, and nothing is answered by it.
func (r *replier) Resize(w, h int) {
	if w != r.w { // the lines are others
		r.shown = nil
	}
	r.w, r.h = w, h
	r.resize(h)
	if r.field != nil {
		r.field.resize(w)
	}
	r.layout()
	r.settleField()
	r.looked()
}

// say is the page that the mode shows.
func (r *replier) say() present.ReplyPage {
	v := r.voice()
	switch r.mode {
	case replyStep, replyWriting, replyPath, replyAdding:
		return v.ReplyPage(r.step, r.replying)
	case replyLeaving:
		return v.ReplyLeaving(r.replying)
	case replySending:
		return v.ReplySending(r.replying)
	case replyState:
		return v.ReplyState(r.replying)
	case replyAgain:
		return v.ReplyAgain(r.replying)
	}
	return present.ReplyPage{Title: r.kit.t.Reply.Title, Sections: []present.Section{{Items: []present.Item{{Text: r.kit.t.Words.Loading}}}}}
}

// layout makes the lines of the page.
func (r *replier) layout() {
	if r.w <= 0 {
		r.set(nil)
		return
	}
	r.page = r.say()
	w := max(r.kit.textWidth(r.w), 1)
	p := pageLines{v: r.voice(), w: w, tight: r.kit.deps.Reader}
	p.head(r.page)
	if r.mode == replyPath || r.mode == replyAdding && r.field != nil {
		p.para(lookPlain, r.kit.t.Reply.Types, r.kit.t.Reply.Copied)
		p.gap()
		r.at = len(p.out)
		p.out = append(p.out, line{item: replyField{}})
		p.para(lookPlain, r.kit.t.Reply.PathHint)
	} else {
		p.body(r.page)
		if r.page.Word != "" {
			p.gap()
			r.at = len(p.out)
			p.out = append(p.out, line{item: replyField{}})
		}
		p.options(r.page.Options)
	}
	r.set(indented(p.out, r.indent()))
	if r.editor != nil {
		r.editor.resize(w, r.h-r.editorTop())
	}
	r.reveal()
}

func (r *replier) indent() int {
	if r.kit.deps.Reader {
		return 0
	}
	return min(1, max(r.w-1, 0))
}

// fieldLabel is a label as it stands before a field.
func (k *kit) fieldLabel(label string) string { return strings.TrimRight(k.t.Label(label, ""), " ") }

// settleField puts the focus where typing goes, if there is room for all that stands before it.
func (r *replier) settleField() {
	if r.field != nil && r.at < r.n {
		r.moveTo(r.at)
		if r.n > r.rows && r.mode == replyStep && r.at >= r.rows && r.field.input.Value() == "" {
			r.moveTo(0) // the question is read before it is answered
		}
	}
}

// editorTop is how many rows stand above the text that is typed.
func (r *replier) editorTop() int { return min(3, max(r.h-1, 0)) }

// View is the page, with the cursor on the line that has the focus, or where typing goes.
func (r *replier) View(th theme) page {
	if r.mode == replyWriting && r.editor != nil {
		return r.writingView(th)
	}
	lines, x, y := r.view(th, max(r.w-1, 0))
	p := page{lines: r.kit.more(th, &r.flow, lines, r.w), x: x, y: y}
	if from, to := r.visible(); r.field != nil && r.at >= from && r.at < to {
		row, col := r.field.view(th)
		if r.kit.deps.Reader {
			row, col = strings.TrimLeft(row, " "), max(col-1, 0)
		}
		lines[r.at-from] = row
		if r.focus == r.at {
			p.x = col
		}
	}
	return p
}

// more puts signs in the last column where the text goes on beyond the screen; in the reader layout there are none.
func (k *kit) more(th theme, f *flow, lines []string, w int) []string {
	from, to := f.visible()
	if k.deps.Reader || w < widthForSigns || len(lines) == 0 {
		return lines
	}
	if from > 0 {
		lines[0] = pad(lines[0], w-1) + th.key.Render(up)
	}
	if to < f.n {
		lines[len(lines)-1] = pad(lines[len(lines)-1], w-1) + th.key.Render(down)
	}
	return lines
}

// widthForSigns is from which width on there are signs that there is more.
const widthForSigns = 20

// writingView is the text that is typed, under what it is and how typing ends.
func (r *replier) writingView(th theme) page {
	pad := blanks(r.indent())
	w := max(r.kit.textWidth(r.w), 1)
	head := []string{
		pad + th.strong.Render(fit(r.voice().ReplyWordsLabel(r.replying.Form), w)),
		pad + fit(r.kit.t.Reply.EditHint, w), "",
	}
	if hint := wrap(r.kit.t.Reply.EditHint, w); len(hint) == 2 {
		head = []string{head[0], pad + hint[0], pad + hint[1]}
	}
	lines := head[:r.editorTop()]
	rows, x, y := r.editor.view()
	for _, s := range rows {
		lines = append(lines, pad+fit(s, w))
	}
	return page{lines: lines, x: x + r.indent(), y: y + r.editorTop()}
}

// looked keeps which lines of the review have been on the screen. Going to its end is not enough: all of them must have been.
func (r *replier) looked() {
	if r.mode != replyStep || r.step != present.ReplyReview || r.read || r.n == 0 {
		return
	}
	if len(r.shown) != r.n {
		r.shown = make([]bool, r.n)
	}
	from, to := r.visible()
	for i := from; i < min(to, r.n); i++ {
		r.shown[i] = true
	}
	r.read = !slices.Contains(r.shown, false)
}

// pageLines are the lines of a page of a reply.
type pageLines struct {
	v     present.Voice
	w     int
	tight bool // the reader layout: no empty rows
	out   []line
}

// gap is an empty line between parts.
func (p *pageLines) gap() {
	if !p.tight && len(p.out) > 0 && p.out[len(p.out)-1] != (line{}) {
		p.out = append(p.out, line{})
	}
}

func (p *pageLines) para(st look, texts ...string) {
	for _, t := range texts {
		p.gap()
		for _, s := range present.Wrap(t, p.w) {
			p.out = append(p.out, line{text: s, style: st})
		}
	}
}

// head is the heading, and which step it is.
func (p *pageLines) head(page present.ReplyPage) {
	for _, s := range present.Wrap(page.Title, p.w) {
		p.out = append(p.out, line{text: s, style: lookStrong})
	}
	if page.Step != "" {
		for _, s := range present.Wrap(page.Step, p.w) {
			p.out = append(p.out, line{text: s, style: lookLabel})
		}
	}
}

// body is what the page says.
func (p *pageLines) body(page present.ReplyPage) {
	for _, s := range page.Sections {
		p.gap()
		if s.Title != "" {
			for _, text := range present.Wrap(s.Title, p.w) {
				p.out = append(p.out, line{text: text, style: lookStrong})
			}
		}
		for i, item := range s.Items {
			if i > 0 && item.Label == "" && s.Title == "" {
				p.gap()
			}
			for _, text := range p.v.ItemLines(item, p.w) {
				l := line{text: text, style: lookOf(item.Level)}
				if item.URL != "" && text == p.v.Texts.Label(item.Label, item.URL) {
					l.link = item.URL
				}
				p.out = append(p.out, l)
			}
		}
	}
}

// options are what can be chosen, numbered.
func (p *pageLines) options(options []present.ReplyOption) {
	p.gap()
	one := slices.ContainsFunc(options, func(o present.ReplyOption) bool { return o.On })
	for i, o := range options {
		mark := sign
		switch {
		case o.On:
			mark += held
		case one:
			mark += unsigned
		}
		mark += strconv.Itoa(i+1) + ". "
		n := ansi.StringWidth(mark)
		for row, s := range present.Wrap(o.Text, max(p.w-n, 1)) {
			if row > 0 {
				p.out = append(p.out, line{text: blanks(n) + s})
				continue
			}
			p.out = append(p.out, line{text: mark + s, item: optionItem{o}})
		}
	}
}
