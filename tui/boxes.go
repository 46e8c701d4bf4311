package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// boxes lists the person's boxes. What is in them is counted on a key only, in all of them at once; each row changes when
// its box answers, and stays where it is. Enter goes to the box that the cursor is on.
type boxes struct {
	kit   *kit
	src   backend.Accounts
	all   []boxState
	ready bool
	asked int // boxes that have not answered
	flow
	w      int
	cancel context.CancelFunc // of the counting; nil: none
}

// boxState is what is known of one box.
type boxState struct {
	account backend.Account
	counts  *ebox.Overview
	lost    error // why there are none
	waiting bool
}

// Answers for the boxes.
type (
	boxesMsg struct {
		of  *boxes
		all []backend.Account
		err error
	}
	countedMsg struct {
		of     *boxes
		name   string
		counts *ebox.Overview
		err    error
	}
	enteredMsg struct {
		of  *boxes
		to  backend.Account
		in  *backend.Entrance
		err error
	}
)

func newBoxes(k *kit) *boxes { return &boxes{kit: k, src: k.deps.Accounts} }

// Init reads which boxes there are; no server is asked.
func (b *boxes) Init() outcome {
	b.layout()
	ctx, src := b.kit.ctx, b.src
	return outcome{wipe: wipeErrors, cmd: func() tea.Msg {
		all, err := src.List(ctx)
		return boxesMsg{b, all, err}
	}}
}

// Update walks, counts, and goes to another box.
func (b *boxes) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case boxesMsg:
		if msg.of == b {
			return b.listed(msg)
		}
	case countedMsg:
		if msg.of == b {
			return b.counted(msg)
		}
	case enteredMsg:
		if msg.of == b {
			return b.entered(msg)
		}
	case tea.KeyPressMsg:
		return b.key(msg)
	case tea.MouseWheelMsg:
		b.wheel(msg)
	}
	return outcome{}
}

func (b *boxes) listed(msg boxesMsg) outcome {
	if msg.err != nil {
		o := b.kit.failed(msg.err, nil)
		o.pop = true
		return o
	}
	b.ready = true
	for _, a := range msg.all {
		b.all = append(b.all, boxState{account: a})
	}
	b.layout()
	b.moveTo(0)
	b.nextItem(1)
	for i, l := range b.lines {
		if n, ok := l.item.(int); ok && b.all[n].account.Name == b.kit.deps.Account.Name {
			b.moveTo(i)
		}
	}
	return outcome{}
}

// counted puts the numbers of one box in their row; the others stay as they are.
func (b *boxes) counted(msg countedMsg) outcome {
	for i := range b.all {
		s := &b.all[i]
		if s.account.Name != msg.name || !s.waiting {
			continue
		}
		s.waiting, s.counts = false, msg.counts
		b.asked--
		s.lost = msg.err
	}
	b.layout()
	if b.asked > 0 {
		return outcome{}
	}
	n := 0
	for _, s := range b.all {
		if s.counts != nil {
			n++
		}
	}
	kind := noteGood
	if n < len(b.all) {
		kind = noteWarn
	}
	return told(kind, b.kit.t.Count(b.kit.t.Palette.Counted, n))
}

// count asks every box what is in it.
func (b *boxes) count() outcome {
	if b.asked > 0 {
		return told(noteInfo, b.kit.t.Count(b.kit.t.Palette.Counting, b.asked))
	}
	ctx, cancel := context.WithCancel(b.kit.ctx)
	b.cancel = cancel
	var cmds []tea.Cmd
	for i := range b.all {
		s, name := &b.all[i], b.all[i].account.Name
		s.waiting, s.counts, s.lost = true, nil, nil
		cmds = append(cmds, func() tea.Msg {
			o, err := b.src.Overview(ctx, name)
			if err != nil {
				o = nil
			}
			return countedMsg{b, name, o, err}
		})
	}
	b.asked = len(b.all)
	b.layout()
	return outcome{cmd: tea.Batch(cmds...), say: note{b.kit.t.Count(b.kit.t.Palette.Counting, b.asked), noteInfo}}
}

// enter prepares the way into the focused box.
func (b *boxes) enter() outcome {
	i, ok := b.item().(int)
	if !ok {
		b.nextItem(1)
		return outcome{}
	}
	to := b.all[i].account
	if to.Name == b.kit.deps.Account.Name {
		return outcome{pop: true}
	}
	ctx, src := b.kit.ctx, b.src
	return outcome{cmd: func() tea.Msg {
		in, err := src.Enter(ctx, to.Name)
		return enteredMsg{b, to, in, err}
	}, say: note{b.kit.t.Words.Loading, noteInfo}}
}

// entered leaves everything of the box that was open, when there is a way into the other one.
func (b *boxes) entered(msg enteredMsg) outcome {
	if msg.err != nil {
		o := b.kit.failed(msg.err, nil)
		text := sprintf(b.kit.t.Palette.NotOpened, b.title(msg.to))
		o.login = nil // that is the other box's business
		o.say = note{join(" · ", text, b.kit.oneLine(b.kit.failure(msg.err)).text), noteBad}
		if p, ok := o.push.(*problem); ok {
			p.about = text
		}
		return o
	}
	return outcome{enter: msg.in}
}

func (b *boxes) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, b.Keys())
	switch {
	case why != "":
		return b.kit.off(why)
	case cmd == cmdUp, cmd == cmdDown: // from box to box
		d := 1
		if cmd == cmdUp {
			d = -1
		}
		if !b.nextItem(d) {
			b.walk(cmd)
		}
		return outcome{}
	case b.walk(cmd):
		return outcome{}
	}
	switch cmd {
	case cmdOpen:
		return b.enter()
	case cmdRefresh:
		return b.count()
	case cmdDetails:
		return b.details()
	case cmdHelp:
		return opened(newHelp(b.kit, b.Keys(), b.kit.t.Palette.BoxesHow, b.kit.t.Accounts.StatusLong))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// Keys are those of a list.
func (b *boxes) Keys() []binding {
	t := b.kit.t
	some := len(b.all) > 0
	bs := b.kit.bind(when(some, cmdOpen, t.Why.NothingHere), when(some, cmdRefresh, t.Why.NothingHere), on(cmdDetails), hinted(cmdHelp), hinted(cmdBack))
	bs[0].hint, bs[1].hint = true, true
	bs[0].text, bs[1].text, bs[2].text = t.Palette.OpenSwitch, t.Palette.Count, t.Palette.Details
	return append(bs, b.kit.walking(true)...)
}

// Resize wraps the list for the room there is.
func (b *boxes) Resize(w, h int) {
	b.w = w
	b.resize(h)
	b.layout()
}

// layout makes one row of every box.
func (b *boxes) layout() {
	if b.w <= 0 {
		b.set(nil)
		return
	}
	t := b.kit.t
	p := pageLines{v: b.voice(), w: max(b.kit.textWidth(b.w), 1), tight: b.kit.deps.Reader}
	p.para(lookStrong, t.Palette.BoxesTitle)
	switch {
	case !b.ready:
		p.para(lookPlain, t.Words.Loading)
	case len(b.all) == 0:
		p.para(lookPlain, t.Palette.NoBoxes)
	}
	p.gap()
	for i, s := range b.all {
		st := lookPlain
		if s.lost != nil {
			st = lookBad
		}
		title, what := b.row(s)
		if b.kit.deps.Reader {
			p.out = append(p.out, line{text: fit(join(". ", title, what), p.w), item: i, style: st})
			continue
		}
		p.out = append(p.out, line{text: fit(sign+title, p.w), item: i}, line{text: fit(what, max(p.w-4, 0)), style: st, indent: 4})
	}
	p.gap()
	p.para(lookLabel, t.Palette.BoxesHow)
	indent := min(1, max(b.w-1, 0))
	if b.kit.deps.Reader {
		indent = 0
	}
	b.set(indented(p.out, indent))
}

// row is one box: which one it is, and what is in it. However much is known, both take one row, so that no row moves.
func (b *boxes) row(s boxState) (title, what string) {
	t := b.kit.t
	open := ""
	if s.account.Name == b.kit.deps.Account.Name {
		open = t.Palette.OpenNow
	}
	what = t.Palette.NotCounted
	switch {
	case s.waiting:
		what = t.Palette.Waiting
	case s.counts != nil:
		what = b.voice().Glance(s.counts)
	case s.lost != nil:
		what = t.Label(t.Words.Error, b.kit.failure(s.lost).What)
	}
	return join(", ", b.title(s.account), open), lang.Capital(what)
}

// details is all that was counted in the focused box, or why nothing was.
func (b *boxes) details() outcome {
	i, ok := b.item().(int)
	if !ok {
		return b.kit.off(b.kit.t.Why.NothingHere)
	}
	s := b.all[i]
	h := &helper{kit: b.kit, asked: cmdDetails}
	h.title = b.title(s.account)
	h.foot = foot(h.Keys())
	h.fill = func(w int) []line {
		var texts []string
		switch {
		case s.counts != nil:
			texts = b.voice().Overview(s.counts)
		case s.lost != nil:
			f := b.kit.failure(s.lost)
			texts = append([]string{f.What, f.Means, f.Todo}, f.Details...)
		default:
			texts = []string{lang.Capital(b.kit.t.Palette.NotCounted)}
		}
		var out []line
		for _, text := range texts {
			out = append(out, paragraphs(w, lookPlain, text)...)
		}
		return out
	}
	return opened(h)
}

func (b *boxes) title(a backend.Account) string { return b.kit.accountTitle(a) }

// accountTitle is which box it is.
func (k *kit) accountTitle(a backend.Account) string {
	v := present.Voice{Texts: k.t}
	return v.BoxTitle(ebox.Sanitize(a.Name), a.Enterprise, a.Company)
}

func (b *boxes) voice() present.Voice { return present.Voice{Texts: b.kit.t, Now: b.kit.now()} }

// View is the list.
func (b *boxes) View(th theme) page {
	lines, x, y := b.view(th, max(b.w-1, 0))
	return page{lines: b.kit.more(th, &b.flow, lines, b.w), x: x, y: y}
}

// Close ends the counting.
func (b *boxes) Close() {
	if b.cancel != nil {
		b.cancel()
	}
}
