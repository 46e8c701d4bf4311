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
	sieve
	kit   *kit
	all   []binding // nil: a text without keys, such as the notices
	more  []string  // paragraphs after the keys
	asked command   // on the screen below
}

// newHelp is the help for bindings; more is what else there is to say about that screen.
func newHelp(k *kit, bs []binding, more ...string) *helper {
	bs = append(bs[:len(bs):len(bs)], k.bind(on(cmdPalette), on(cmdTongue), on(cmdAgain))...)
	h := &helper{kit: k, all: bs, more: more, asked: cmdHelp}
	h.fill = h.filtered
	h.heading()
	return h
}

// heading says in title and foot what state there is.
func (h *helper) heading() {
	h.title = h.after(h.kit.t, h.kit.t.Help.KeysTitle)
	h.foot = foot(h.Keys())
}

// filtered is the table and the rest, or what the filter leaves of the table.
func (h *helper) filtered(w int) []line {
	if h.what == "" || h.typing && h.kit.deps.Reader {
		return append(h.table(h.all, w), h.rest(w)...)
	}
	var bs []binding
	for _, b := range h.all {
		if h.lets(h.kit.names(b)...) {
			bs = append(bs, b)
		}
	}
	if len(bs) == 0 {
		return paragraphs(w, lookPlain, sprintf(h.kit.t.Palette.None, strings.TrimSpace(h.what)))
	}
	return h.table(bs, w)
}

// View draws the panel; the cursor is behind what is typed, or on a line.
func (h *helper) View(th theme) page { return h.place(&h.panel, h.panel.View(th)) }

// Init has nothing to start.
func (h *helper) Init() outcome { return outcome{} }

// Update walks and closes.
func (h *helper) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return h.key(msg)
	case tea.PasteMsg:
		if h.typing && h.add(msg.Content) {
			h.again()
		}
	case tea.MouseWheelMsg:
		h.wheel(msg)
	case fedMsg:
		h.layout() // what it tells may have changed; the screen below was told first
	}
	return outcome{}
}

func (h *helper) key(k tea.KeyPressMsg) outcome {
	if h.typing {
		if h.typed(k, h.Keys()) {
			h.again()
		}
		return outcome{}
	}
	cmd, _ := match(k, h.Keys())
	switch {
	case h.walk(cmd):
	case cmd == cmdSearch:
		h.typing = true
		h.heading()
		h.layout()
	default:
		return outcome{pop: cmd == cmdBack || cmd == cmdHelp}
	}
	return outcome{}
}

// again lays the table out after a change of the filter.
func (h *helper) again() {
	h.heading()
	h.layout()
	h.moveTo(0)
}

// Keys are those of a text, or of the filter while it is typed.
func (h *helper) Keys() []binding {
	if h.typing {
		return h.sieve.keys(h.kit)
	}
	bs := append(h.kit.walking(true), h.kit.bind(on(cmdBack), on(cmdHelp))...)
	if h.all != nil {
		bs = append(bs, h.kit.bind(on(cmdSearch))...)
		bs[len(bs)-1].text = h.kit.t.Palette.FilterKey
	}
	return bs
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

func (h *helper) rest(w int) []line {
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
