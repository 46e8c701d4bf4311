package tui

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// field is one row of text to type into, its label before it, with the real cursor where typing goes.
type field struct {
	label string
	input textinput.Model
	w     int
}

func newField(label, value string, w int) *field {
	f := &field{label: label + " ", input: textinput.New()}
	f.input.Prompt = ""
	f.input.CharLimit = 200
	f.input.SetVirtualCursor(false)
	f.input.SetValue(value)
	f.input.CursorEnd()
	f.input.Focus()
	f.resize(w)
	return f
}

// resize says how wide the row is.
func (f *field) resize(w int) {
	f.w = w
	f.input.SetWidth(max(w-ansi.StringWidth(f.label)-3, 1))
}

// typed takes a key of typing.
func (f *field) typed(k tea.KeyPressMsg) { f.input, _ = f.input.Update(k) }

// paste takes what was pasted.
func (f *field) paste(p tea.PasteMsg) { f.input, _ = f.input.Update(p) }

// view is the row, and the cursor's column on it.
func (f *field) view(th theme) (string, int) {
	f.input.SetStyles(textinput.Styles{})
	x := 1 + ansi.StringWidth(f.label)
	if c := f.input.Cursor(); c != nil {
		x += c.X
	}
	return " " + th.label.Render(f.label) + f.input.View(), min(x, max(f.w-1, 0))
}
