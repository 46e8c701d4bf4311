package linear

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"myebox/tui/keymap"
	"myebox/tui/lang"
)

// ErrNoTerminal is a question that only a person at a terminal may answer: of a pipe nobody knows whether a line was
// written after the question.
var ErrNoTerminal = errors.New("a question needs a terminal")

// Asker puts questions and says what is to be said, in lines. There is one for a whole session, since it is the one
// reader of the input. Its methods are called from one goroutine.
type Asker struct {
	t      *lang.Texts
	con    *console
	out    *printer
	ahead  []key        // typed while something else was under way
	own    keymap.Table // keys that the person gave to commands; nil: none
	events chan func()  // what happened meanwhile; run while nobody is in the middle of an answer
}

// Options say what the input is.
type Options struct {
	Terminal bool // In is a terminal: its modes can be set
	Keys     bool // one key is one command; else commands are lines. Only with Terminal
}

// NewAsker begins to read in. ctx ends the reading; of a terminal one Read may then still be under way.
func NewAsker(ctx context.Context, in Input, out io.Writer, t *lang.Texts, o Options) (*Asker, error) {
	o.Keys = o.Keys && o.Terminal
	if o.Keys {
		if err := in.Set(Keys); err != nil {
			return nil, fmt.Errorf("reading single keys: %w", err)
		}
	}
	return &Asker{
		t: t, con: newConsole(ctx, in, o.Terminal, o.Keys), out: newPrinter(out, !o.Keys), events: make(chan func()),
	}, nil
}

// Say says sentences, in lines of at most Width columns. It is part of the answer under way.
func (a *Asker) Say(texts ...string) { a.out.say(texts...) }

// Item says one thing in one line of at most Width columns.
func (a *Asker) Item(text string) { a.out.item(text) }

// End leaves the cursor at the beginning of a line: the last thing that is done.
func (a *Asker) End() { a.out.end() }

// next is the next key; ok is false when something else happened.
func (a *Asker) next(ctx context.Context) (k key, ok bool, err error) {
	if len(a.ahead) > 0 {
		k, a.ahead = a.ahead[0], a.ahead[1:]
		return k, true, nil
	}
	return a.con.key(ctx, a.events)
}

// drain throws away what was typed before a question could be heard.
func (a *Asker) drain() {
	a.ahead = nil
	a.con.drain()
}

// line asks for a line, in a mode. What was typed ahead as keys is its beginning.
func (a *Asker) line(ctx context.Context, prompt string, m Mode) (string, error) {
	a.out.prompt(prompt)
	for i := len(a.ahead) - 1; i >= 0; i-- {
		s := string(a.ahead[i])
		if s == "enter" {
			s = "\n"
		} else if len([]rune(s)) > 1 {
			s = ""
		}
		a.con.buf = append([]byte(s), a.con.buf...)
	}
	a.ahead = nil
	if m == Lines && a.con.keys && len(a.con.buf) > 0 { // it was typed without being shown
		shown, _, ended := strings.Cut(string(a.con.buf), "\n")
		a.out.text(strings.Map(printed, shown))
		if ended {
			s, _, err := a.con.line(ctx, nil)
			a.out.typed(false)
			return s, err
		}
	}
	s, err := a.con.ask(ctx, m)
	a.out.typed(a.con.tty && m == Lines && err == nil)
	return s, err
}

// Line asks for a line of text; "" is Enter alone, and ErrLeft the Escape key alone.
func (a *Asker) Line(ctx context.Context, prompt string) (string, error) {
	s, err := a.line(ctx, prompt, Lines)
	if s == "\x1b" {
		return "", ErrLeft
	}
	return strings.TrimSpace(s), err
}

// Confirm asks until it hears yes or no. There is no default, and the end of the input is ErrAborted, never an answer.
// What was typed before the question is thrown away.
func (a *Asker) Confirm(ctx context.Context, question string) (bool, error) {
	if !a.con.tty {
		return false, ErrNoTerminal
	}
	a.drain()
	question += " " + a.t.Words.YesNo
	for {
		var s string
		var err error
		if a.con.keys {
			a.out.prompt(question)
			s, err = a.keyOf(ctx)
		} else {
			s, err = a.Line(ctx, question)
		}
		switch {
		case errors.Is(err, ErrLeft):
			return false, nil
		case err != nil:
			return false, err
		case among(s, "y", "yes", a.t.Words.Yes):
			return true, nil
		case among(s, "n", "no", a.t.Words.No):
			return false, nil
		}
		question = a.t.Words.YesNo
	}
}

// keyOf is the next printed key, whatever happens meanwhile; ErrLeft is the Escape key.
func (a *Asker) keyOf(ctx context.Context) (string, error) {
	for {
		k, ok, err := a.next(ctx)
		switch {
		case err != nil:
			return "", err
		case ok && leaves(k):
			return "", ErrLeft
		case ok && k != "":
			return string(k), nil
		}
	}
}

// Choose lets one of several things be chosen: by its number, or by walking through them, and Enter. now is what holds;
// -1: nothing does. ErrLeft is leaving all as it was.
func (a *Asker) Choose(ctx context.Context, title string, options []string, now int) (int, error) {
	a.Say(fmt.Sprintf(a.t.Linear.Choices, title, a.t.Number(int64(len(options)))))
	at := max(now, 0)
	if !a.con.keys {
		return a.chooseLine(ctx, options, now)
	}
	a.option(options, at, now)
	typed := 0
	for {
		k, ok, err := a.next(ctx)
		if err != nil {
			return 0, err
		}
		if !ok {
			continue
		}
		a.out.begin()
		if d, err := strconv.Atoi(string(k)); err == nil {
			if typed = typed*10 + d; typed < 1 || typed > len(options) {
				typed = d
			}
			if typed < 1 || typed > len(options) {
				a.Say(fmt.Sprintf(a.t.Words.NotANumber, len(options)))
				continue
			}
			at = typed - 1
			a.option(options, at, now)
			continue
		}
		typed = 0
		switch k {
		case "enter", "right":
			return at, nil
		case "esc", "left", "q", "ctrl+g":
			return 0, ErrLeft
		default:
			at = a.stepped(k, at, options, now)
		}
	}
}

// stepped walks through options.
func (a *Asker) stepped(k key, at int, options []string, now int) int {
	to := at
	switch k {
	case "down", "j":
		to++
	case "up", "k":
		to--
	case "home", "g":
		to = 0
	case "end", "G":
		to = len(options) - 1
	case ".":
	default:
		a.Say(a.t.Linear.ChooseHelp)
		return at
	}
	switch {
	case to < 0:
		a.Say(a.t.Inbox.StartOfList)
	case to >= len(options):
		a.Say(a.t.Inbox.EndOfList)
	default:
		a.option(options, to, now)
		return to
	}
	return at
}

// option says one of several choices.
func (a *Asker) option(options []string, i, now int) {
	s := a.t.Number(int64(i+1)) + ". " + options[i]
	if i == now {
		s += ", " + a.t.Linear.HoldsNow
	}
	a.Item(s)
}

// chooseLine is Choose where lines come: all options, then the question.
func (a *Asker) chooseLine(ctx context.Context, options []string, now int) (int, error) {
	for i := range options {
		a.option(options, i, now)
	}
	for {
		s, err := a.Line(ctx, fmt.Sprintf(a.t.Linear.WhichOne, len(options)))
		if err != nil {
			return 0, err
		}
		if s == "" {
			return 0, ErrLeft
		}
		if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(options) {
			return n - 1, nil
		}
		a.Say(fmt.Sprintf(a.t.Words.NotANumber, len(options)))
	}
}

// among tells whether s is one of the words, whatever its case.
func among(s string, words ...string) bool {
	for _, w := range words {
		if strings.EqualFold(s, w) {
			return true
		}
	}
	return false
}
