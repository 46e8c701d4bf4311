package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// termsMsg is what an activation accepts, as the server gave it.
type termsMsg struct {
	by  screen
	got *ebox.Terms
	err error
}

// askTerms asks for the terms of use and the privacy statement.
func askTerms(ctx context.Context, by screen, from backend.Profiles) tea.Cmd {
	return func() tea.Msg {
		got, err := from.Terms(ctx)
		return termsMsg{by, got, err}
	}
}

// legal shows the terms of use or the privacy statement to read, and nothing more.
type legal struct {
	sheet
	box     backend.Box
	privacy bool
	terms   *ebox.Terms
	ctx     context.Context
	cancel  context.CancelFunc
}

func newLegal(k *kit, b backend.Box, privacy bool) *legal {
	l := &legal{box: b, privacy: privacy}
	l.kit, l.fill = k, l.text
	l.ctx, l.cancel = context.WithCancel(k.ctx)
	return l
}

// Init fetches the text.
func (l *legal) Init() outcome {
	return outcome{cmd: askTerms(l.ctx, l, l.box.Profiles), wipe: wipeErrors}
}

// Update takes keys and the text.
func (l *legal) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, why := match(msg, l.Keys())
		switch {
		case why != "":
			return l.kit.off(why)
		case l.walk(cmd):
		case cmd == cmdHelp:
			return opened(newHelp(l.kit, l.Keys()))
		case cmd == cmdBack:
			return outcome{pop: true}
		}
	case tea.MouseWheelMsg:
		l.wheel(msg)
	case termsMsg:
		if msg.by != l {
			return outcome{}
		}
		if msg.err != nil {
			o := l.kit.failed(msg.err, nil)
			o.pop = o.login == nil
			return o
		}
		l.terms = msg.got
		l.layout()
	case reopenMsg:
		if l.box = msg.box; l.terms == nil && l.box.Profiles != nil {
			return l.Init()
		}
	}
	return outcome{}
}

func (l *legal) text(w int) []line {
	v := l.kit.voice()
	out := append(prose(w, lookStrong, v.Extension()), line{})
	if l.terms == nil {
		return append(out, prose(w, lookPlain, l.kit.t.Words.Loading)...)
	}
	return append(out, l.section(w, legalSection(v, l.terms, l.privacy))...)
}

// legalSection is one of the two texts.
func legalSection(v present.Voice, t *ebox.Terms, privacy bool) present.Section {
	if privacy {
		return v.Privacy(t)
	}
	return v.Terms(t)
}

// Keys are those of a text.
func (l *legal) Keys() []binding {
	return append(l.kit.bind(hinted(cmdHelp), hinted(cmdBack)), l.kit.walking(true)...)
}

// Close ends the fetching.
func (l *legal) Close() { l.cancel() }
