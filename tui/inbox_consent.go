package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// consentMsg is how the box stands, read once after the login. Where that cannot be read nothing is said: the profile
// itself says why.
type consentMsg struct {
	of  *inbox
	got *ebox.Profile
}

// consent reads how the box stands, in the background.
func (m *inbox) consent() tea.Cmd {
	from, ctx := m.box.Profiles, m.kit.ctx
	if from == nil || m.kit.deps.Enterprise {
		return nil
	}
	return func() tea.Msg {
		got, err := from.Profile(ctx)
		if err != nil {
			return consentMsg{of: m}
		}
		return consentMsg{m, got}
	}
}

// warned says that the box is not in order.
func (m *inbox) warned(msg consentMsg) outcome {
	if msg.of != m || msg.got == nil {
		return outcome{}
	}
	key := m.kit.bind(on(cmdProfile))[0].names()[0]
	if text := m.voice().ConsentWarning(msg.got, key); text != "" {
		return told(noteWarn, text)
	}
	return outcome{}
}
