package linear

import (
	"context"
	"slices"
	"strings"

	"myebox/tui/lang"
	"myebox/tui/present"
)

// sheet is a page of sections to read, with things to act on among them: the places of replies, profile and consent.
type sheet struct {
	s     *session
	title func() string // said first: where one is
	fill  func() []line // what there is to read, and to act on
	act   func(ctx context.Context, item any) (leave bool, err error)
	more  func() []offer // further commands
	run   func(ctx context.Context, c command) (leave bool, err error)
	leave func(ctx context.Context) (stay bool, err error) // before going back; nil: nothing is asked
	help  []string
	lines []line
	heard map[int]bool // the lines that were said
	track *track
}

// pageItem is an official page, as something to act on.
type pageItem struct{ url string }

// open shows the page until somebody leaves it.
func (sh *sheet) open(ctx context.Context) error {
	s := sh.s
	sh.track = &track{n: func() int { return len(sh.lines) }, read: sh.read, tail: func() string { return s.t.Linear.EndOfText }}
	sc := &scene{track: sh.track, where: sh.title, offers: sh.offers, help: sh.help, number: func(n int) int {
		return nth(n, len(sh.lines), func(i int) bool { return sh.lines[i].item != nil })
	}}
	sh.lines, sh.heard = sh.fill(), map[int]bool{}
	s.Say(sh.title())
	if err := s.here(ctx, sh.track); err != nil {
		return err
	}
	for {
		c, _, err := s.choose(ctx, sc)
		if err != nil {
			return err
		}
		leave, err := sh.do(ctx, c)
		if err = s.settled(ctx, err); err != nil || leave {
			return err
		}
		sh.lines = sh.fill()
		sh.track.clamp()
	}
}

// again shows another page in the same place, from its beginning.
func (sh *sheet) again(ctx context.Context) error {
	sh.reset()
	sh.s.Say(sh.title())
	return sh.s.here(ctx, sh.track)
}

// nth is the n-th of the lines that can be acted on; -1: there are fewer.
func nth(n, lines int, acts func(i int) bool) int {
	for i := range lines {
		if acts(i) {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

// reset makes the page anew.
func (sh *sheet) reset() {
	sh.lines, sh.track.at, sh.track.was, sh.heard = sh.fill(), 0, nil, map[int]bool{}
}

// read is a line, which has been heard then.
func (sh *sheet) read(_ context.Context, i int) (string, error) {
	sh.heard[i] = true
	return sh.lines[i].text, nil
}

// all tells whether every line was said that is to be read; jumping over some is not reading.
func (sh *sheet) all() bool {
	for i, l := range sh.lines {
		if l.item == nil && !sh.heard[i] {
			return false
		}
	}
	return true
}

// offers are the commands of a page.
func (sh *sheet) offers() []offer {
	some := slices.ContainsFunc(sh.lines, func(l line) bool { return l.item != nil })
	out := []offer{when(some, cmdChoose, sh.s.t.Why.NothingHere)}
	out = append(out, on(cmdNextPart, cmdPrevPart)...)
	if sh.more != nil {
		out = append(out, sh.more()...)
	}
	return append(out, on(cmdDetails, cmdBack)...)
}

// do does what a command of the page asks for.
func (sh *sheet) do(ctx context.Context, c command) (leave bool, err error) {
	s := sh.s
	switch c {
	case cmdBack:
		if sh.leave != nil {
			stay, err := sh.leave(ctx)
			return !stay, err
		}
		return true, nil
	case cmdDetails:
		s.details()
	case cmdNextPart, cmdPrevPart:
		return false, sh.jump(ctx, c)
	case cmdChoose:
		switch i := sh.lines[sh.track.at].item.(type) {
		case nil:
			return false, sh.jump(ctx, cmdNextPart)
		case pageItem:
			return false, s.openPage(ctx, i.url)
		default:
			return sh.act(ctx, i)
		}
	default:
		return sh.run(ctx, c)
	}
	return false, nil
}

// jump goes to the next thing to act on, and from the last one to the first.
func (sh *sheet) jump(ctx context.Context, c command) error {
	n, d := len(sh.lines), 1
	if c == cmdPrevPart {
		d = n - 1
	}
	for i, k := (sh.track.at+d)%n, 0; k < n; i, k = (i+d)%n, k+1 {
		if sh.lines[i].item != nil {
			sh.track.jump(i)
			return sh.s.here(ctx, sh.track)
		}
	}
	sh.s.Say(lang.Capital(sh.s.t.Why.NothingHere) + ".")
	return nil
}

// openPage opens an official page, or says its address where nothing can be opened.
func (s *session) openPage(ctx context.Context, url string) error {
	s.out.raw(url)
	if s.d.Opener == nil {
		return nil
	}
	return s.launch(ctx, s.t.Words.Done, func(ctx context.Context) error { return s.d.Opener.OpenURL(ctx, url) })
}

// text are sentences as lines; empty lines are left out.
func (s *session) text(texts ...string) []line {
	var out []line
	for _, l := range s.wrapped(texts...) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, line{text: l})
		}
	}
	return out
}

// section is a section as lines: its title, then what it says. An official page can be acted on.
func (s *session) section(secs ...present.Section) []line {
	var out []line
	for _, sec := range secs {
		out = append(out, s.text(sec.Title)...)
		for _, i := range sec.Items {
			text := i.Text
			if i.Label != "" {
				text = s.t.Label(i.Label, text)
			}
			ls := s.text(text)
			if i.URL != "" && len(ls) > 0 {
				ls[0].item = pageItem{i.URL}
			}
			out = append(out, ls...)
		}
	}
	return out
}

// option is something to act on, as a line.
func option(text string, item any) line { return line{text: text, item: item} }
