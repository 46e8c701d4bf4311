package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// grace is how long a question must have been on the screen before a key answers it.
const grace = 400 * time.Millisecond

// confirm asks a question before an act that cannot be taken back. It has no default: Enter, a paste and the mouse answer
// nothing, and neither does a key that was typed before the question could be read.
type confirm struct {
	panel
	kit   *kit
	yes   any    // handed on when the answer is yes
	yesTo string // what yes means, in words
	armed bool
	seen  *confirmToken
}

// confirmToken tells one question's timers from another's.
type confirmToken struct{ drawn bool }

// confirmMsg is a step of the grace period: first the question has been drawn, then it has been there long enough.
type confirmMsg struct{ token *confirmToken }

// newConfirm asks: yes is the act that the screens below get when the answer is yes; yesTo says what that does.
func newConfirm(k *kit, title, yesTo string, yes any, text ...string) *confirm {
	c := &confirm{kit: k, yes: yes, yesTo: yesTo, seen: &confirmToken{}}
	c.title = title
	c.foot = foot(c.Keys())
	c.fill = func(w int) []line { return paragraphs(w, lookPlain, text...) }
	return c
}

// Init starts the grace period. The message goes through the program's loop once, so that the question is drawn first.
func (c *confirm) Init() outcome {
	return outcome{cmd: func() tea.Msg { return confirmMsg{c.seen} }}
}

// Update takes yes or no.
func (c *confirm) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case confirmMsg:
		return c.step(msg)
	case tea.KeyPressMsg:
		cmd, _ := match(msg, c.Keys())
		if c.walk(cmd) || !c.armed {
			return outcome{}
		}
		switch cmd {
		case cmdYes:
			return outcome{pop: true, act: c.yes}
		case cmdNo:
			return outcome{pop: true}
		}
	}
	return outcome{}
}

func (c *confirm) step(msg confirmMsg) outcome {
	switch {
	case msg.token != c.seen:
	case c.seen.drawn:
		c.armed = true
	default:
		c.seen.drawn = true
		return outcome{cmd: tea.Tick(grace, func(time.Time) tea.Msg { return msg })}
	}
	return outcome{}
}

// Keys are yes, no and the ways through a long text.
func (c *confirm) Keys() []binding {
	bs := c.kit.bind(on(cmdYes), on(cmdNo))
	bs[0].text = c.yesTo
	return append(bs, c.kit.walking(c.n > c.rows)...)
}

// Close has nothing to end.
func (c *confirm) Close() {}
