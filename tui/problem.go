package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// ended is err if only a new login helps, else nil.
func ended(err error) error {
	var l *backend.LoginError
	if errors.As(err, &l) {
		if l.Case == present.LoginEnded || l.Case == present.LoginRequired || l.Case == present.LoginStepUp {
			return err
		}
		return nil
	}
	var p *ebox.PartialError
	if errors.Is(err, ebox.ErrUnauthorized) && !errors.As(err, &p) {
		return err
	}
	return nil
}

// ending is the end of a session in words: a refused token that no refresh cured has none better than that it ended.
func (k *kit) ending(err error) present.Failure {
	var l *backend.LoginError
	if errors.As(err, &l) {
		return k.failure(err)
	}
	return present.Voice{Texts: k.t, Now: k.now()}.Problem(present.LoginEnded, present.Said{})
}

// failure is err in words; the zero Failure for what is none, such as something the person cancelled.
// known are providers whose names are to be said.
func (k *kit) failure(err error, known ...ebox.Provider) present.Failure {
	v := present.Voice{Texts: k.t, Now: k.now()}
	var l *backend.LoginError
	if errors.As(err, &l) {
		return v.Problem(l.Case, l.Said)
	}
	var told *backend.ToldError
	if errors.As(err, &told) {
		return told.Failure
	}
	var c *backend.CardError
	if errors.As(err, &c) && !errors.Is(err, context.Canceled) {
		return v.Card(c.Case, c.Tries)
	}
	return v.Error(err, known...)
}

// oneLine is a failure for the status line: what happened, and what to do.
func (k *kit) oneLine(f present.Failure) note {
	if f.IsZero() {
		return note{k.t.Words.Cancelled, noteInfo}
	}
	return note{k.t.Label(k.t.Words.Error, f.What) + " " + f.Todo, noteBad}
}

// problem shows a failure as a whole: what happened, what it means, what to do, and the details on a key.
type problem struct {
	panel
	kit     *kit
	failure present.Failure
	retry   any // what the screens below get when the person wants to try again; nil: that is not offered
	details bool
	about   string // what was not done; "": that is plain
}

// final tells that trying again is of no use: the right to do it is missing.
func final(err error) bool {
	var p *ebox.PartialError
	if !errors.As(err, &p) {
		return errors.Is(err, ebox.ErrForbidden)
	}
	for _, e := range p.Failed {
		if !errors.Is(e, ebox.ErrForbidden) {
			return false
		}
	}
	return len(p.Failed) > 0
}

// failed is the outcome of an act that did not work: its problem, or a new login where only that helps. Cancelling is
// said, no more.
func (k *kit) failed(err error, retry any, known ...ebox.Provider) outcome {
	f := k.failure(err, known...)
	if final(err) {
		retry = nil
	}
	switch {
	case f.IsZero():
		return outcome{say: k.oneLine(f)}
	case ended(err) != nil:
		return outcome{say: k.oneLine(k.ending(err)), login: err}
	}
	return outcome{say: k.oneLine(f), push: newProblem(k, f, retry)}
}

func newProblem(k *kit, f present.Failure, retry any) *problem {
	p := &problem{kit: k, failure: f, retry: retry}
	p.title = k.t.Words.Error
	p.foot = foot(p.Keys())
	p.fill = p.text
	return p
}

// text is the failure as lines; the details come last.
func (p *problem) text(w int) []line {
	f := p.failure
	out := paragraphs(w, lookStrong, p.about, f.What)
	out = append(append(out, line{}), paragraphs(w, lookPlain, f.Means)...)
	if f.Todo != "" {
		out = append(out, line{})
		out = append(out, paragraphs(w, lookLabel, p.kit.t.Words.WhatToDo)...)
		out = append(out, paragraphs(w, lookPlain, f.Todo)...)
	}
	if p.details && len(f.Details) > 0 {
		out = append(out, line{})
		out = append(out, paragraphs(w, lookLabel, p.kit.t.Words.Details)...)
		for _, d := range f.Details {
			out = append(out, paragraphs(w, lookPlain, d)...)
		}
	}
	return out
}

// Init has nothing to start.
func (p *problem) Init() outcome { return outcome{} }

// Update walks, shows the details, tries again or closes.
func (p *problem) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, why := match(msg, p.Keys())
		switch {
		case why != "":
			return p.kit.off(why)
		case p.walk(cmd):
		case cmd == cmdDetails:
			p.details = !p.details
			p.layout()
		case cmd == cmdRetry:
			return outcome{pop: true, act: p.retry}
		case cmd == cmdBack, cmd == cmdChoose:
			return outcome{pop: true}
		}
	case tea.MouseWheelMsg:
		p.wheel(msg)
	}
	return outcome{}
}

// Keys are those of a text, and what can be done about the failure.
func (p *problem) Keys() []binding {
	bs := p.kit.bind(when(len(p.failure.Details) > 0, cmdDetails, p.kit.t.Words.None))
	if p.retry != nil {
		bs = append(bs, p.kit.bind(on(cmdRetry))...)
	}
	bs = append(bs, p.kit.bind(on(cmdBack))...)
	return append(bs, p.kit.walking(true)...)
}

// Close has nothing to end.
func (p *problem) Close() {}
