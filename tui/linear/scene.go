package linear

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"myebox/tui/lang"
)

// Ways out of a session or of a place.
var (
	errQuit      = errors.New("the person quits")
	errFull      = errors.New("the person wants the full screen")
	errLoggedOut = errors.New("logged out")
	errOther     = errors.New("another person has logged in")
)

// scene is a place: what there is to walk through, what can be done, and what it is called.
type scene struct {
	track  *track          // nil: nothing to walk through
	where  func() string   // where one is
	offers func() []offer  // beside those of everywhere
	help   []string        // sentences after the commands
	number func(n int) int // the line that a number means, -1: none; nil: typed numbers are positions
	fresh  func() bool     // whether something changed under the person's feet: then choose gives cmdNone
	advice func() []string // help in the language that is spoken now; nil: help
	retell func()          // makes what the place keeps in words anew, in another language; nil: that is not changed here
}

// everywhere are the commands that all places have.
func (s *session) everywhere(sc *scene) []offer {
	var out []offer
	if sc.track != nil {
		out = on(cmdNext, cmdPrevious, cmdPage, cmdPageBack, cmdFirst, cmdLast, cmdGoTo, cmdReturn, cmdPosition)
	}
	out = append(out, on(cmdAgain, cmdWhere, cmdHelp, cmdType, cmdNews)...)
	if sc.retell != nil {
		out = append(out, on(cmdTongue)...)
	}
	if s.d.Full {
		out = append(out, on(cmdFull)...)
	}
	return append(out, on(cmdQuit)...)
}

// choose waits for a command of this place and gives it; what all places have in common it does itself. "" is a change
// that sc.fresh told of.
func (s *session) choose(ctx context.Context, sc *scene) (c command, arg string, err error) {
	for {
		offers := append(sc.offers(), s.everywhere(sc)...)
		c, arg, err = s.command(ctx, sc, offers)
		if err != nil {
			return "", "", err
		}
		if c == "" {
			if sc.fresh != nil && sc.fresh() {
				return "", "", nil
			}
			continue
		}
		if sc.track != nil {
			if ok, err := s.walk(ctx, sc.track, c, arg); ok {
				if err = s.settled(ctx, err); err != nil {
					return "", "", err
				}
				continue
			}
		}
		done, err := s.common(ctx, sc, c)
		if err != nil {
			return "", "", err
		}
		if !done {
			return c, arg, nil
		}
	}
}

// common does what is the same in every place.
func (s *session) common(ctx context.Context, sc *scene, c command) (done bool, err error) {
	switch c {
	case cmdWhere:
		where := sc.where()
		if sc.track != nil && sc.track.n() > 0 {
			where += ", " + s.position(sc.track)
		}
		s.Say(where)
		if sc.track != nil {
			return true, s.settled(ctx, s.here(ctx, sc.track))
		}
	case cmdHelp:
		if err := s.help(ctx, sc); err != nil {
			return true, err
		}
		return true, s.backIn(ctx, sc)
	case cmdNews:
		s.quiet = !s.quiet
		if s.quiet {
			s.Say(s.t.Linear.NewsOff)
			break
		}
		s.Say(append([]string{s.t.Linear.NewsOn}, s.unsaid...)...)
		s.unsaid = nil
	case cmdTongue:
		s.nextLanguage(sc)
		return true, s.backIn(ctx, sc)
	case cmdFull:
		return true, errFull
	case cmdQuit:
		return true, errQuit
	default:
		return false, nil
	}
	return true, nil
}

// command waits for one command among offers. "" is something that happened meanwhile.
func (s *session) command(ctx context.Context, sc *scene, offers []offer) (command, string, error) {
	if !s.con.keys {
		return s.commandLine(ctx, sc, offers)
	}
	k, ok, err := s.next(ctx)
	if err != nil || !ok {
		return "", "", err
	}
	if k == "ctrl+c" {
		return cmdQuit, "", nil
	}
	o, known := s.pressed(k, offers)
	if o.cmd == cmdAgain && o.why == "" {
		s.out.again()
		return "", "", nil
	}
	s.out.begin()
	if n, digit := number(string(k)); digit && !known && sc.number != nil {
		return s.numbered(sc, n)
	}
	switch {
	case !known:
		s.Say(fmt.Sprintf(s.t.Linear.UnknownKey, lang.Capital(s.name(s.keysOf(cmdHelp)[0]))))
		return "", "", nil
	case o.why != "":
		s.Say(fmt.Sprintf(s.t.Help.Off, o.why))
		return "", "", nil
	case o.cmd == cmdType:
		return s.typed(ctx, offers)
	}
	return o.cmd, "", nil
}

// numbered goes to what a number means in a place with numbered things.
func (s *session) numbered(sc *scene, n int) (command, string, error) {
	i := sc.number(n)
	if i < 0 {
		s.Say(lang.Capital(s.t.Why.NothingHere) + ".")
		return "", "", nil
	}
	return cmdGoTo, strconv.Itoa(i + 1), nil
}

// typed asks for a command in words.
func (s *session) typed(ctx context.Context, offers []offer) (command, string, error) {
	line, err := s.Line(ctx, s.t.Linear.CommandPrompt)
	if err != nil || line == "" {
		return "", "", s.leftAlone(err)
	}
	return s.meant(line, offers)
}

// commandLine reads a command where lines come: a word, a number, or a key.
func (s *session) commandLine(ctx context.Context, sc *scene, offers []offer) (command, string, error) {
	line, ok, err := s.con.line(ctx, s.events)
	if err != nil || !ok {
		return "", "", err
	}
	s.out.typed(true)
	line = strings.TrimPrefix(strings.TrimSpace(line), ":")
	if line == "" || among(line, ".") || among(line, s.words(cmdAgain)...) {
		s.out.again()
		return "", "", nil
	}
	s.out.begin()
	if n, ok := number(line); ok && sc.number != nil {
		return s.numbered(sc, n)
	} else if ok && sc.track != nil {
		return cmdGoTo, line, nil
	}
	if o, known := s.pressed(key(line), offers); known {
		return s.meant(string(o.cmd), offers)
	}
	return s.meant(line, offers)
}

// meant is the command that a word means.
func (s *session) meant(word string, offers []offer) (command, string, error) {
	if _, ok := number(word); ok {
		return cmdGoTo, word, nil
	}
	found, arg := s.named(word, offers)
	if i := slices.IndexFunc(found, func(o offer) bool { return o.why == "" }); i > 0 {
		found = found[i:] // the same word twice: hide and show
	}
	switch {
	case len(found) == 0:
		s.Say(fmt.Sprintf(s.t.Words.UnknownCommand, word))
	case len(found) > 1 && found[0].cmd != found[1].cmd:
		var names []string
		for _, o := range found {
			names = append(names, entries[o.cmd].text(s.t))
		}
		s.Say(fmt.Sprintf(s.t.Linear.WhichCommand, strings.Join(names, ", ")))
	case found[0].why != "":
		s.Say(fmt.Sprintf(s.t.Help.Off, found[0].why))
	case found[0].cmd == cmdAgain:
		s.out.again()
	case found[0].cmd == cmdType:
	default:
		return found[0].cmd, arg, nil
	}
	return "", "", nil
}

// leftAlone says that nothing was done when a question was left; other errors go on.
func (s *session) leftAlone(err error) error {
	if err == nil || errors.Is(err, ErrLeft) || errors.Is(err, ErrAborted) && s.con.tty {
		s.Say(s.t.Words.Cancelled)
		return nil
	}
	return err
}

// backIn says what one comes back to.
func (s *session) backIn(ctx context.Context, sc *scene) error {
	if sc.track != nil && sc.track.n() > 0 {
		return s.settled(ctx, s.here(ctx, sc.track))
	}
	s.Say(sc.where())
	return nil
}

// help is a place of its own: the commands that work, one a line.
func (s *session) help(ctx context.Context, of *scene) error {
	var all []string
	for _, o := range append(of.offers(), s.everywhere(of)...) {
		e := entries[o.cmd]
		var keys []string
		for _, k := range s.keysOf(o.cmd) {
			if !strings.HasPrefix(string(k), "ctrl+") {
				keys = append(keys, s.name(k))
			}
		}
		line := s.t.Label(strings.Join(keys, ", "), e.text(s.t))
		if o.why != "" {
			line += " (" + fmt.Sprintf(s.t.Help.Off, o.why) + ")"
		}
		all = append(all, line)
	}
	if of.advice != nil {
		of.help = of.advice()
	}
	all = append(all, s.wrapped(of.help...)...)
	return s.pages(ctx, s.t.Help.KeysTitle, all, nil)
}

// pages is a place with nothing but lines to walk through. more may be nil: further commands, and what they do.
func (s *session) pages(ctx context.Context, title string, all []string, more map[command]func(ctx context.Context) error) error {
	sc := &scene{
		track: lines(func() []string { return all }),
		where: func() string { return title },
		offers: func() []offer {
			var out []offer
			for c := range more {
				out = append(out, on(c)...)
			}
			slices.SortFunc(out, func(a, b offer) int { return strings.Compare(string(a.cmd), string(b.cmd)) })
			return append(out, on(cmdBack)...)
		},
	}
	s.Say(fmt.Sprintf(s.t.Linear.Lines, title, s.t.Number(int64(len(all)))))
	if err := s.here(ctx, sc.track); err != nil {
		return err
	}
	for {
		c, _, err := s.choose(ctx, sc)
		switch {
		case err != nil:
			return err
		case c == cmdBack:
			return nil
		case more[c] != nil:
			if err := more[c](ctx); err != nil {
				return err
			}
		}
	}
}
