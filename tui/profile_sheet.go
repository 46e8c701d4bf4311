package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/present"
)

// sheet is a page of sections to read, with things to act on among them: what the screens of profile and consent are.
type sheet struct {
	kit *kit
	flow
	w    int
	fill func(w int) []line // the lines for a width
}

// pageItem is an official page, as something to act on.
type pageItem struct{ url string }

// Resize wraps the text for the room there is.
func (s *sheet) Resize(w, h int) {
	s.w = w
	s.resize(h)
	s.layout()
}

// layout makes the lines. What is focused keeps the focus, wherever it is now.
func (s *sheet) layout() {
	item := s.item()
	w := max(min(s.kit.textWidth(s.w), readWidth), 1)
	s.set(indented(s.fill(w), min(1, max(s.w-1, 0))))
	if item == nil || item == s.item() {
		return
	}
	for i, l := range s.lines {
		if l.item == item {
			s.moveTo(i)
			return
		}
	}
}

// View is the page.
func (s *sheet) View(th theme) page {
	lines, x, y := s.view(th, max(s.w-1, 0))
	return page{lines: lines, x: x, y: y}
}

// jump goes to the next thing to act on, and from the last one to the first.
func (s *sheet) jump(d int) outcome {
	if !s.nextItem(d) {
		was := s.focus
		if s.focus = -1; d < 0 {
			s.focus = s.n
		}
		if !s.nextItem(d) {
			s.focus = was
			return told(noteInfo, s.kit.t.Why.NothingHere)
		}
	}
	s.reveal()
	return outcome{}
}

// moved does what a key of movement asks for, or one that goes to an item; ok is false when it is no such key.
func (s *sheet) moved(c command) (o outcome, ok bool) {
	switch {
	case c == cmdNextItem:
		return s.jump(1), true
	case c == cmdPrevItem:
		return s.jump(-1), true
	case s.walk(c):
		s.reveal()
		return outcome{}, true
	}
	return outcome{}, false
}

// items are the keys of a page with things to act on.
func (s *sheet) items() []binding {
	return append(s.kit.bind(hinted(cmdChoose), hinted(cmdNextItem), on(cmdPrevItem)), s.kit.walking(true)...)
}

// click focuses a line; it tells whether that was focused already and can be acted on.
func (s *sheet) click(y int) bool {
	from, to := s.visible()
	i := from + y
	if y < 0 || i >= to {
		return false
	}
	again := i == s.focus && s.item() != nil
	s.moveTo(i)
	return again
}

// openPage opens an official page, or copies its address where nothing can be opened.
func (s *sheet) openPage(by screen, url string) outcome {
	ctx, o := s.kit.ctx, s.kit.deps.Opener
	if o == nil {
		return s.copyPage(url)
	}
	return outcome{cmd: func() tea.Msg { return pageMsg{by, url, o.OpenURL(ctx, url)} }}
}

// pageMsg tells that the system was asked to open an official page.
type pageMsg struct {
	by  screen
	url string
	err error
}

// opened says what came of it. Where there is no browser the address is what helps.
func (s *sheet) opened(msg pageMsg) outcome {
	if msg.err == nil {
		return told(noteGood, sprintf(s.kit.t.Download.Opened, msg.url))
	}
	o := told(noteWarn, s.kit.t.Consent.Ways.NotOpened)
	o.cmd = tea.SetClipboard(msg.url)
	return o
}

// copyPage sends an address to the terminal's clipboard.
func (s *sheet) copyPage(url string) outcome {
	o := told(noteGood, s.kit.t.Consent.Ways.Copied)
	o.cmd = tea.SetClipboard(url)
	return o
}

// page is the official page that is focused; "" if none is.
func (s *sheet) page() string {
	p, _ := s.item().(pageItem)
	return p.url
}

// section is a section as lines: its title, then what it says. An official page can be acted on.
func (s *sheet) section(w int, p present.Section) []line {
	out := prose(w, lookStrong, p.Title)
	for _, i := range p.Items {
		st := levelLook(i.Level)
		switch {
		case i.URL != "":
			for n, part := range wrapHard(sign+i.URL, w) {
				l := line{text: part, link: i.URL}
				if n == 0 {
					l.item = pageItem{i.URL}
				}
				out = append(out, l)
			}
		case i.Label != "":
			for n, t := range present.Wrap(s.kit.t.Label(i.Label, i.Text), max(w-2, 1)) {
				out = append(out, line{text: t, style: st, indent: 2 * min(n, 1)})
			}
		default:
			out = append(out, prose(w, st, i.Text)...)
		}
	}
	return out
}

// sections are sections with an empty line between them.
func (s *sheet) sections(w int, ps ...present.Section) []line {
	var out []line
	for _, p := range ps {
		if len(out) > 0 {
			out = append(out, line{})
		}
		out = append(out, s.section(w, p)...)
	}
	return out
}

// levelLook is the look of what matters.
func levelLook(l present.Level) look {
	switch l {
	case present.Notice:
		return lookStrong
	case present.Warning:
		return lookWarn
	}
	return lookPlain
}

// act is something to do, as a line that Enter acts on.
func act(w int, text string, item any) line { return line{text: fit(sign+text, w), item: item} }

// prose is text as paragraphs with an empty line between them, broken at blanks only; empty ones are left out.
func prose(w int, st look, texts ...string) []line {
	var out []line
	for _, t := range texts {
		if t == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, line{})
		}
		for _, s := range present.Wrap(t, max(w, 1)) {
			out = append(out, line{text: s, style: st})
		}
	}
	return out
}

// typingRow is a field's row, and the cursor's column on it.
func typingRow(th theme, f *field) (string, int) {
	row, x := f.view(th)
	if th.still { // no blank before the words
		return strings.TrimPrefix(row, " "), max(x-1, 0)
	}
	return row, x
}
