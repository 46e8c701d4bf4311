// Command bare is a Bubble Tea program that does nothing: what ebox costs while nothing happens is measured beside it.
package main

import (
	"os"

	tea "charm.land/bubbletea/v2"
)

// model shows one word and waits for q.
type model struct{}

// Init implements tea.Model.
func (model) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "q" {
		return m, tea.Quit
	}
	return m, nil
}

// View implements tea.Model.
func (model) View() tea.View {
	v := tea.NewView("bare")
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(model{}).Run(); err != nil {
		os.Exit(1)
	}
}
