package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"myebox/tui/lang"
)

// commands is every command that the screen below offers now, by name, with its keys, and with the reason when it does not
// work. It opens with a filter to type into; Enter runs the command that the cursor is on.
type commands struct {
	panel
	sieve
	kit *kit
	all []binding
}

// pressMsg is a command that was chosen, as the key that asks for it.
type pressMsg struct{ key tea.KeyPressMsg }

// offered tells whether the commands of everywhere work: where there is help, so never where letters are typed, and not
// in a question that is to be answered first.
func (a *app) offered(c command, k tea.KeyPressMsg) bool {
	if len(a.stack) == 0 {
		return false
	}
	got, _ := match(k, a.kit.bind(on(c)))
	top := a.stack[len(a.stack)-1]
	if _, ok := top.(*helper); ok {
		return false
	}
	return got == c && helpHint(top) != ""
}

// openCommands shows the commands of the top screen.
func (a *app) openCommands() tea.Cmd {
	return a.push(newCommands(a.kit, a.stack[len(a.stack)-1].Keys()))
}

// newCommands lists the commands among bindings that a key reaches.
func newCommands(k *kit, bs []binding) *commands {
	p := &commands{kit: k, sieve: sieve{typing: true}}
	for _, b := range append(bs[:len(bs):len(bs)], k.bind(on(cmdTongue), on(cmdAgain))...) {
		if _, ok := reach(b, bs); ok || b.cmd == cmdTongue || b.cmd == cmdAgain {
			p.all = append(p.all, b)
		}
	}
	p.fill = p.table
	p.heading()
	return p
}

// reach is a key that asks for a command among bindings: the first of its keys that means nothing else there.
func reach(b binding, bs []binding) (tea.KeyPressMsg, bool) {
	for _, name := range b.Keys() {
		k := pressOf(name)
		if cmd, why := match(k, bs); cmd == b.cmd || cmd == cmdNone && b.why != "" && why == b.why {
			return k, true
		}
	}
	return tea.KeyPressMsg{}, false
}

// heading says in title and foot what state there is.
func (p *commands) heading() {
	p.title = p.after(p.kit.t, lang.Capital(p.kit.t.Palette.Key))
	p.foot = foot(p.Keys())
}

// table is one line a command.
func (p *commands) table(w int) []line {
	t := p.kit.t
	var out []line
	col := 0
	for _, b := range p.all {
		col = max(col, ansi.StringWidth(b.text))
	}
	for _, b := range p.all {
		if !p.lets(p.kit.names(b)...) && (!p.typing || !p.kit.deps.Reader) {
			continue
		}
		text := lang.Capital(b.text)
		keys := strings.Join(b.names(), " ")
		if p.bare {
			text = t.Label(text, keys)
		} else {
			text = sign + pad(text, min(col, max(w-14, 0))) + "  " + keys
		}
		if b.why != "" {
			text = lang.Capital(b.text) + " (" + sprintf(t.Help.Off, b.why) + ")"
			if !p.bare {
				text = sign + text
			}
		}
		out = append(out, line{text: fit(text, w), item: b})
	}
	if len(out) == 0 {
		return paragraphs(w, lookPlain, sprintf(t.Palette.None, strings.TrimSpace(p.what)))
	}
	return out
}

// Init has nothing to start.
func (p *commands) Init() outcome { return outcome{} }

// Update types, walks, runs and closes.
func (p *commands) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if p.typing {
			return p.typedKey(msg)
		}
		return p.key(msg)
	case tea.PasteMsg:
		if p.typing && p.add(msg.Content) {
			p.again()
		}
	case tea.MouseWheelMsg:
		p.wheel(msg)
	}
	return outcome{}
}

// typedKey takes a key of the filter. Enter runs what the filter leaves when that is one command, which is on the screen.
func (p *commands) typedKey(k tea.KeyPressMsg) outcome {
	cmd, _ := match(k, p.Keys())
	if cmd == cmdCancel && p.what == "" {
		return outcome{pop: true}
	}
	live := !p.kit.deps.Reader
	if p.typed(k, p.Keys()) {
		p.again()
	}
	if cmd == cmdChoose && live && p.n == 1 && p.what != "" {
		return p.run()
	}
	return outcome{}
}

// again lays the list out after a change of the filter.
func (p *commands) again() {
	p.heading()
	p.layout()
	p.moveTo(0)
}

func (p *commands) key(k tea.KeyPressMsg) outcome {
	cmd, _ := match(k, p.Keys())
	switch {
	case p.walk(cmd):
	case cmd == cmdSearch:
		p.typing = true
		p.heading()
		p.layout()
	case cmd == cmdChoose:
		return p.run()
	case cmd == cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// run does what the focused command does, or says why not.
func (p *commands) run() outcome {
	b, ok := p.item().(binding)
	switch {
	case !ok:
		return outcome{}
	case b.why != "":
		return p.kit.off(b.why)
	}
	k, ok := reach(b, append(p.all, p.kit.bind(on(cmdTongue), on(cmdAgain))...))
	if !ok {
		return outcome{}
	}
	return outcome{pop: true, act: pressMsg{k}}
}

// Keys are those of a list, or of the filter while it is typed.
func (p *commands) Keys() []binding {
	if p.typing {
		return p.sieve.keys(p.kit)
	}
	bs := p.kit.bind(on(cmdChoose), on(cmdSearch), on(cmdBack))
	bs[1].text = p.kit.t.Palette.FilterKey
	return append(bs, p.kit.walking(true)...)
}

// View draws the panel; the cursor is behind what is typed, or on the focused command.
func (p *commands) View(th theme) page { return p.place(&p.panel, p.panel.View(th)) }

// Close has nothing to end.
func (p *commands) Close() {}

// pressed are the keys that are no characters.
var pressed = map[string]rune{
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	"home": tea.KeyHome, "end": tea.KeyEnd, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "insert": tea.KeyInsert,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12,
}

// pressOf is the press of a key that the table writes so.
func pressOf(name string) tea.KeyPressMsg {
	var mod tea.KeyMod
	if rest, ok := strings.CutPrefix(name, "shift+"); ok && rest != "" {
		mod, name = tea.ModShift, rest
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok && rest != "" {
		return tea.KeyPressMsg{Code: []rune(rest)[0], Mod: tea.ModCtrl}
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	if code, ok := pressed[name]; ok {
		return tea.KeyPressMsg{Code: code, Mod: mod}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}
