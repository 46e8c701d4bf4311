package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// notify changes notifications and the e-mail address. What changes is saved by an item of its own, after a question
// when something is switched off or the address is another.
type notify struct {
	sheet
	box   backend.Box
	was   *ebox.Profile
	now   ebox.Notifications
	email string // "": as it was
	field *field // nil: the address is not being typed
	busy  bool
}

// emailItem is the address, as something to change; saveItem saves the changes.
type (
	emailItem struct{}
	saveItem  struct{}
)

// saveChangesMsg is the decision to change.
type saveChangesMsg struct{ of *notify }

func newNotify(k *kit, b backend.Box, p *ebox.Profile) *notify {
	n := &notify{box: b, was: p, now: p.Notifications}
	n.kit, n.fill = k, n.text
	return n
}

// Init puts the focus on the first choice.
func (n *notify) Init() outcome {
	n.nextItem(1)
	return outcome{wipe: wipeErrors}
}

// Resize wraps the text for the room there is.
func (n *notify) Resize(w, h int) {
	n.sheet.Resize(w, h)
	if n.field != nil {
		n.field.resize(w)
	}
}

// View is the page, or the field in the place of the address.
func (n *notify) View(th theme) page {
	p := n.sheet.View(th)
	if n.field != nil && p.y < len(p.lines) {
		p.lines[p.y], p.x = typingRow(th, n.field)
	}
	return p
}

func (n *notify) text(w int) []line {
	t, v := n.kit.t.Consent, n.kit.voice()
	out := append(prose(w, lookStrong, t.Notify.Change), line{})
	out = append(out, n.kit.choices(w, n.now)...)
	email := n.email
	if email == "" {
		email = n.was.Email.String()
	}
	out = append(out, act(w, n.kit.t.Label(t.State.Email, ebox.Sanitize(email)), emailItem{}), line{})
	if n.busy {
		out = append(out, prose(w, lookStrong, t.Notify.Saving)...)
	} else {
		out = append(out, act(w, t.Notify.Save, saveItem{}))
	}
	out = append(out, line{})
	if off := v.NotificationsOff(n.was.Notifications, n.now); off != "" {
		out = append(append(out, prose(w, lookWarn, off)...), line{})
	}
	for _, x := range append(v.NotificationNotes(), v.Extension()) {
		out = append(out, prose(w, lookPlain, x)...)
	}
	return out
}

// Update takes keys and answers.
func (n *notify) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return n.key(msg)
	case tea.PasteMsg:
		if n.field != nil {
			n.field.paste(msg)
		}
	case tea.MouseWheelMsg:
		if n.field == nil {
			n.wheel(msg)
		}
	case tea.MouseClickMsg:
		if n.field == nil && n.click(msg.Y) {
			return n.choose()
		}
	case saveChangesMsg:
		if msg.of == n && !n.busy {
			return n.save()
		}
	case profileMsg:
		if msg.by == n {
			return n.saved(msg)
		}
	case reopenMsg:
		n.box = msg.box
	}
	return outcome{}
}

// Keys are those of a page, or of a field.
func (n *notify) Keys() []binding {
	k := n.kit
	switch {
	case n.field != nil:
		return k.bind(hinted(cmdChoose), hinted(cmdCancel))
	case n.busy:
		return append(k.bind(hinted(cmdHelp), when(false, cmdBack, k.t.Why.NotLoaded)), k.walking(true)...)
	}
	bs := append(n.items(), k.bind(hinted(cmdHelp), hinted(cmdBack))...)
	bs[0].text = k.t.Consent.Keys.Change
	return bs
}

func (n *notify) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, n.Keys())
	if why != "" {
		return n.kit.off(why)
	}
	if n.field != nil {
		return n.typed(k, cmd)
	}
	if o, ok := n.moved(cmd); ok {
		return o
	}
	switch cmd {
	case cmdChoose:
		return n.choose()
	case cmdHelp:
		return opened(newHelp(n.kit, n.Keys()))
	case cmdBack:
		o := outcome{pop: true}
		if n.dirty() {
			o.say = note{n.kit.t.Consent.Notify.Unsaved, noteWarn}
		}
		return o
	}
	return outcome{}
}

// dirty tells whether anything is not as it was.
func (n *notify) dirty() bool { return n.now != n.was.Notifications || n.email != "" }

// typed takes a key while the address is typed.
func (n *notify) typed(k tea.KeyPressMsg, cmd command) outcome {
	switch cmd {
	case cmdCancel:
		n.field = nil
	case cmdChoose:
		email := strings.TrimSpace(n.field.input.Value())
		if email != "" && ebox.CheckEmail(email) != nil {
			return told(noteWarn, n.kit.t.Consent.Activation.EmailBad)
		}
		n.email, n.field = email, nil
		n.layout()
		return outcome{wipe: wipeAll}
	default:
		n.field.typed(k)
	}
	return outcome{}
}

// choose changes what is focused, or saves.
func (n *notify) choose() outcome {
	t := n.kit.t.Consent
	switch i := n.item().(type) {
	case choice:
		now, said := n.kit.changed(n.now, i)
		n.now = now
		n.layout()
		return outcome{say: said}
	case emailItem:
		n.field = newField(n.kit.t.Consent.Activation.EmailField, n.email, n.w)
		n.field.input.CharLimit = 254
		return outcome{}
	case saveItem:
		off := n.kit.voice().NotificationsOff(n.was.Notifications, n.now)
		moved := ""
		if n.email != "" {
			moved = t.Notify.Moved
		}
		switch {
		case !n.dirty():
			return n.kit.off(n.kit.t.Why.NothingHere)
		case off != "":
			return opened(newConfirm(n.kit, t.Notify.OffTitle, t.Notify.OffYes, saveChangesMsg{n}, off, moved))
		case moved != "":
			return opened(newConfirm(n.kit, t.Notify.Change, n.kit.t.Words.Confirm, saveChangesMsg{n}, ebox.Sanitize(n.email), moved))
		}
		return n.save()
	}
	return n.jump(1)
}

func (n *notify) save() outcome {
	n.busy = true
	n.layout()
	from, ctx, work, now, email := n.box.Profiles, n.kit.ctx, n.kit.work, n.now, n.email
	return outcome{wipe: wipeAll, cmd: func() tea.Msg {
		work.Add(1)
		defer work.Done()
		got, err := from.Notify(ctx, now, email)
		return profileMsg{n, didNotify, got, err}
	}}
}

// saved takes the answer; an address that must be verified is asked for its code at once.
func (n *notify) saved(msg profileMsg) outcome {
	n.busy = false
	n.layout()
	if msg.err != nil {
		o := n.kit.actFailed(msg.err)
		o.pop = o.login == nil && (present.Unsure(msg.err) || refusedState(msg.err))
		return o
	}
	o := outcome{pop: true, say: note{n.kit.t.Consent.Notify.Saved, noteGood}}
	if n.email != "" && msg.got.State == ebox.BoxUnvalidated {
		o.push = newCode(n.kit, n.box, msg.got)
	}
	return o
}

// Close has nothing to end.
func (n *notify) Close() {}
