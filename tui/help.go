package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// helper shows the keys of the screen below, as they are now, with the reason of each one that does not work.
type helper struct {
	panel
	kit   *kit
	more  []string // paragraphs after the keys
	asked command  // on the screen below
}

// newHelp is the help for bindings; more is what else there is to say about that screen.
func newHelp(k *kit, bs []binding, more ...string) *helper {
	bs = append(bs[:len(bs):len(bs)], k.bind(on(cmdTongue))...)
	h := &helper{kit: k, more: more, asked: cmdHelp}
	h.title = k.t.Help.KeysTitle
	h.foot = foot(h.Keys())
	h.fill = func(w int) []line { return append(h.table(bs, w), h.text(w)...) }
	return h
}

// Init has nothing to start.
func (h *helper) Init() outcome { return outcome{} }

// Update walks and closes.
func (h *helper) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, _ := match(msg, h.Keys())
		if h.walk(cmd) {
			return outcome{}
		}
		return outcome{pop: cmd == cmdBack || cmd == cmdHelp}
	case tea.MouseWheelMsg:
		h.wheel(msg)
	case fedMsg:
		h.layout() // what it tells may have changed; the screen below was told first
	}
	return outcome{}
}

// Keys are those of a text.
func (h *helper) Keys() []binding {
	return append(h.kit.walking(true), h.kit.bind(on(cmdBack), on(cmdHelp))...)
}

// Close has nothing to end.
func (h *helper) Close() {}

// table is one line a command: its keys, what it does, and why not now. Keys that do not fit beside the words stand alone.
func (h *helper) table(bs []binding, w int) []line {
	col := 0
	for _, b := range bs {
		col = max(col, ansi.StringWidth(strings.Join(b.names(), " ")))
	}
	var out []line
	for _, b := range bs {
		if h.bare {
			text := strings.Join(b.names(), " ") + ": " + b.text
			if b.why != "" {
				text += " (" + fmt.Sprintf(h.kit.t.Help.Off, b.why) + ")"
			}
			out = append(out, paragraphs(w, lookPlain, text)...)
			continue
		}
		text, st := b.text, lookPlain
		if b.why != "" {
			text += " (" + fmt.Sprintf(h.kit.t.Help.Off, b.why) + ")"
		}
		keys := strings.Join(b.names(), " ")
		if col+20 > w {
			out = append(out, line{text: keys, style: lookStrong})
			out = append(out, indented(paragraphs(w-2, st, text), 2)...)
			continue
		}
		for i, l := range wrap(text, w-col-2) {
			if i > 0 {
				keys = ""
			}
			out = append(out, line{text: pad(keys, col+2) + l, style: st})
		}
	}
	return out
}

func (h *helper) text(w int) []line {
	var out []line
	for _, p := range h.more {
		out = append(out, line{})
		out = append(out, paragraphs(w, lookPlain, p)...)
	}
	return out
}

// indented moves lines n cells to the right.
func indented(ls []line, n int) []line {
	for i := range ls {
		ls[i].indent += n
	}
	return ls
}

// wheel moves by three lines, as terminals do.
func (l *list) wheel(m tea.MouseWheelMsg) bool {
	switch m.Button {
	case tea.MouseWheelUp:
		return l.move(-3)
	case tea.MouseWheelDown:
		return l.move(3)
	}
	return false
}
