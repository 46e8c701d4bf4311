package tui

import (
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// editor is a text of several lines to type, with the real cursor where typing goes.
type editor struct{ input textarea.Model }

func newEditor(value string, w, h int) *editor {
	e := &editor{input: textarea.New()}
	e.input.SetVirtualCursor(false)
	e.input.SetStyles(textarea.Styles{})
	e.input.Prompt, e.input.ShowLineNumbers = "", false
	e.input.CharLimit, e.input.MaxHeight = ebox.MaxReplyComment, 0
	e.input.KeyMap.Paste.SetEnabled(false) // the clipboard is never read; what a terminal pastes comes as such
	e.input.KeyMap.CopySelection.SetEnabled(false)
	e.resize(w, h)
	e.input.Focus()
	e.input.SetValue(value)
	return e
}

// resize says how much room there is.
func (e *editor) resize(w, h int) {
	e.input.SetWidth(max(w, 1))
	e.input.SetHeight(max(h, 1))
}

// typed takes a key; what it would start in the background is nothing that is wanted.
func (e *editor) typed(msg tea.KeyPressMsg) {
	if msg.String() == "tab" || msg.String() == "shift+tab" {
		return
	}
	e.input, _ = e.input.Update(msg)
}

// paste takes what was pasted, without anything that cannot be seen.
func (e *editor) paste(p tea.PasteMsg) {
	e.input, _ = e.input.Update(tea.PasteMsg{Content: ebox.Untrusted(p.Content).Block()})
}

// value is the text as it was typed.
func (e *editor) value() string { return e.input.Value() }

// view is the rows, and the cursor's place in them.
func (e *editor) view() (rows []string, x, y int) {
	rows = strings.Split(e.input.View(), "\n")
	if c := e.input.Cursor(); c != nil {
		x, y = c.X, c.Y
	}
	return rows, x, y
}
