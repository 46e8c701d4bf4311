package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// codeScreen takes the 6 digits that were mailed, and has others mailed.
type codeScreen struct {
	sheet
	box   backend.Box
	got   *ebox.Profile
	field *field
	busy  string // what is under way, in words
}

func newCode(k *kit, b backend.Box, p *ebox.Profile) *codeScreen {
	c := &codeScreen{box: b, got: p}
	c.kit, c.fill = k, c.text
	c.clear()
	return c
}

// clear empties the field: a code is good once.
func (c *codeScreen) clear() {
	c.field = newField(c.kit.t.Consent.Activation.CodeField, "", c.w)
	c.field.input.CharLimit = 11 // 6 digits, with blanks between them
}

// Init has nothing to start.
func (c *codeScreen) Init() outcome { return outcome{wipe: wipeErrors} }

// Resize wraps the text for the room there is.
func (c *codeScreen) Resize(w, h int) {
	c.sheet.Resize(w, h)
	c.field.resize(w)
}

// View is the field below the title, and what is to be known.
func (c *codeScreen) View(th theme) page {
	p := c.sheet.View(th)
	for i, l := range c.lines {
		if l.item == (fieldItem{}) && len(p.lines) > 0 {
			p.y = min(i, len(p.lines)-1)
			p.lines[p.y], p.x = typingRow(th, c.field)
		}
	}
	return p
}

func (c *codeScreen) text(w int) []line {
	v := c.kit.voice()
	s := v.Code(c.got)
	out := append(prose(w, lookStrong, s.Title), line{}, line{item: fieldItem{}}, line{})
	if c.busy != "" {
		out = append(append(out, prose(w, lookStrong, c.busy)...), line{})
	}
	for _, i := range s.Items {
		out = append(out, prose(w, levelLook(i.Level), i.Text)...)
	}
	return append(append(out, line{}), prose(w, lookPlain, v.Extension())...)
}

// Update takes keys and answers. A paste goes into the field and no further.
func (c *codeScreen) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return c.key(msg)
	case tea.PasteMsg:
		if c.busy == "" {
			c.field.paste(tea.PasteMsg{Content: onlyDigits(msg.Content)})
		}
	case profileMsg:
		if msg.by == c {
			return c.answered(msg)
		}
	case reopenMsg:
		c.box = msg.box
	}
	return outcome{}
}

// onlyDigits are the digits of what was pasted, a code's at most.
func onlyDigits(s string) string {
	var out []rune
	for _, r := range s {
		if r >= '0' && r <= '9' && len(out) < 6 {
			out = append(out, r)
		}
	}
	return string(out)
}

// Keys are those of a field of digits: letters are free for keys.
func (c *codeScreen) Keys() []binding {
	k := c.kit
	if c.busy != "" {
		return k.bind(hinted(cmdHelp), when(false, cmdCancel, k.t.Why.NotLoaded))
	}
	bs := k.bind(hinted(cmdSend), hinted(cmdNewCode), hinted(cmdHelp), hinted(cmdCancel))
	bs[0].text = k.t.Words.Confirm
	return bs
}

func (c *codeScreen) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, c.Keys())
	if why != "" {
		return c.kit.off(why)
	}
	t := c.kit.t.Consent.Activation
	switch cmd {
	case cmdSend:
		code, ok := present.CodeDigits(c.field.input.Value())
		if !ok {
			return told(noteWarn, t.CodeLength)
		}
		c.clear()
		return c.run(t.CodeChecking, didValidate, func(p backend.Profiles) (*ebox.Profile, error) {
			return p.Validate(c.kit.ctx, code)
		})
	case cmdNewCode:
		return c.run(t.Sending, didSendCode, func(p backend.Profiles) (*ebox.Profile, error) {
			return p.SendCode(c.kit.ctx)
		})
	case cmdHelp:
		return opened(newHelp(c.kit, c.Keys(), t.CodeHint))
	case cmdCancel:
		return outcome{pop: true, say: note{t.CodeLater, noteWarn}}
	}
	if c.busy == "" && (k.Text == "" || k.Text == " " || k.Text >= "0" && k.Text <= "9" && len(k.Text) == 1) {
		c.field.typed(k)
		return outcome{}
	}
	if c.busy == "" {
		return told(noteInfo, t.CodeLength)
	}
	return outcome{}
}

// run does one act; a second one has to wait.
func (c *codeScreen) run(busy string, d did, do func(backend.Profiles) (*ebox.Profile, error)) outcome {
	c.busy = busy
	c.layout()
	from, work := c.box.Profiles, c.kit.work
	return outcome{wipe: wipeAll, cmd: func() tea.Msg {
		work.Add(1)
		defer work.Done()
		got, err := do(from)
		return profileMsg{c, d, got, err}
	}}
}

// answered takes the end of an act.
func (c *codeScreen) answered(msg profileMsg) outcome {
	c.busy = ""
	t := c.kit.t.Consent.Activation
	if msg.err != nil {
		c.layout()
		o := c.kit.actFailed(msg.err)
		o.pop = o.login == nil && (present.Unsure(msg.err) || refusedState(msg.err))
		return o
	}
	c.got = msg.got
	c.layout()
	if msg.did == didSendCode {
		return told(noteGood, t.SentAgain)
	}
	return outcome{pop: true, say: note{t.Done, noteGood}}
}

// Close has nothing to end: an act under way is not taken back.
func (c *codeScreen) Close() {}
