package tui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// title is the window's title, always: a subject or a name would end up in task bars, in screen sharing and in tmux.
const title = "ebox"

// New is the program's model, ready to run. ctx ends what it started when the program ends.
func New(ctx context.Context, d Deps) tea.Model { return app{ctx: ctx, deps: d} }

// Run shows the full screen until the person leaves or ctx ends. Leaving is no error, whatever the way.
func Run(ctx context.Context, d Deps, opts ...tea.ProgramOption) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	opts = append([]tea.ProgramOption{tea.WithContext(ctx)}, opts...)
	if _, err := tea.NewProgram(New(ctx, d), opts...).Run(); err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("running the full screen: %w", err)
	}
	return nil
}

// app is the root: it alone builds a tea.View.
type app struct {
	ctx  context.Context
	deps Deps
}

func (a app) Init() tea.Cmd { return nil }

func (a app) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && (k.String() == "q" || k.String() == "ctrl+c") {
		return a, tea.Quit
	}
	return a, nil
}

func (a app) View() tea.View {
	v := tea.NewView(title)
	v.AltScreen, v.WindowTitle, v.Cursor = true, title, tea.NewCursor(0, 0)
	return v
}
