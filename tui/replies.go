package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// journal is the list of all replies that this program knows of, the latest first.
type journal struct {
	kit   *kit
	src   backend.Replies
	names *names
	all   []journalEntry
	ready bool
	flow
	w int
}

// journalEntry is one of them; its copy may be nil.
type journalEntry struct {
	rec   ebox.ReplyRecord
	draft *ebox.ReplyDraft
}

// journalMsg is what was read.
type journalMsg struct {
	of  *journal
	all []journalEntry
	err error
}

func newJournal(k *kit, src backend.Replies, n *names) *journal {
	return &journal{kit: k, src: src, names: n}
}

// Init reads the records and the copies.
func (j *journal) Init() outcome {
	j.layout()
	return outcome{cmd: j.load(), wipe: wipeErrors}
}

func (j *journal) load() tea.Cmd {
	ctx, src := j.kit.ctx, j.src
	return func() tea.Msg {
		records, err := src.Records(ctx)
		all := make([]journalEntry, len(records))
		for i, rec := range records {
			d, err := src.Draft(ctx, rec.Key)
			if err != nil {
				d = nil // the list is there without its copy
			}
			all[i] = journalEntry{rec, d}
		}
		return journalMsg{of: j, all: all, err: err}
	}
}

// Update walks, opens a copy, or goes back.
func (j *journal) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case journalMsg:
		if msg.of != j {
			return outcome{}
		}
		j.all, j.ready = msg.all, true
		j.layout()
		j.moveTo(0)
		j.nextItem(1)
		if msg.err != nil { // some could not be read; the others are there
			return j.kit.replyFailed(j.voice(), msg.err)
		}
	case tea.KeyPressMsg:
		return j.key(msg)
	case tea.MouseWheelMsg:
		j.wheel(msg)
	case repliedMsg:
		return outcome{cmd: j.load()}
	case reopenMsg:
		if msg.box.Replies != nil {
			j.src = msg.box.Replies
			return outcome{cmd: j.load()}
		}
	}
	return outcome{}
}

func (j *journal) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, j.Keys())
	if why != "" {
		return j.kit.off(why)
	}
	if j.walk(cmd) {
		return outcome{}
	}
	switch cmd {
	case cmdOpen:
		if e, ok := j.item().(journalEntry); ok {
			return opened(newReplyCopy(j.kit, j.names, present.Replying{
				Record: e.rec, Draft: e.draft, Kept: j.src.Kept(), Enterprise: j.kit.deps.Enterprise,
			}))
		}
		if !j.nextItem(1) {
			j.nextItem(-1)
		}
	case cmdNextItem:
		j.nextItem(1)
	case cmdPrevItem:
		j.nextItem(-1)
	case cmdRefresh:
		return outcome{cmd: j.load()}
	case cmdHelp:
		return opened(newHelp(j.kit, j.Keys(), j.kit.t.Reply.Journal.Note))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// Keys are those of a list.
func (j *journal) Keys() []binding {
	bs := j.kit.bind(when(len(j.all) > 0, cmdOpen, j.kit.t.Why.NothingHere), on(cmdNextItem), on(cmdPrevItem), on(cmdRefresh),
		hinted(cmdHelp), on(cmdBack))
	bs[0].hint, bs[5].hint = bs[0].why == "", true
	return append(bs, j.kit.walking(true)...)
}

// Resize wraps the list for the room there is.
func (j *journal) Resize(w, h int) {
	j.w = w
	j.resize(h)
	j.layout()
}

// layout makes one line of every reply, as far as it fits; all of it is in the copy.
func (j *journal) layout() {
	if j.w <= 0 {
		j.set(nil)
		return
	}
	t, v := j.kit.t, j.voice()
	p := pageLines{v: v, w: max(j.kit.textWidth(j.w), 1), tight: j.kit.deps.Reader}
	p.para(lookStrong, t.Reply.Journal.Title)
	switch {
	case !j.ready:
		p.para(lookPlain, t.Words.Loading)
	case len(j.all) == 0:
		p.para(lookPlain, t.Reply.Journal.Empty)
	}
	p.gap()
	for i, e := range j.all {
		p.out = append(p.out, line{text: fit(sign+strconv.Itoa(i+1)+". "+v.ReplyLine(e.rec, e.draft), p.w), item: e})
	}
	p.para(lookLabel, t.Reply.Journal.Note)
	indent := min(1, max(j.w-1, 0))
	if j.kit.deps.Reader {
		indent = 0
	}
	j.set(indented(p.out, indent))
}

func (j *journal) voice() present.Voice {
	return present.Voice{Texts: j.kit.t, Now: j.kit.now(), Names: j.names}
}

// View is the list.
func (j *journal) View(th theme) page {
	lines, x, y := j.view(th, max(j.w-1, 0))
	return page{lines: j.kit.more(th, &j.flow, lines, j.w), x: x, y: y}
}

// Close has nothing to end.
func (j *journal) Close() {}

// replyCopy shows what was written, and how far that reply is.
type replyCopy struct {
	kit      *kit
	names    *names
	replying present.Replying
	flow
	w int
}

func newReplyCopy(k *kit, n *names, r present.Replying) *replyCopy {
	return &replyCopy{kit: k, names: n, replying: r}
}

// Init has nothing to start.
func (c *replyCopy) Init() outcome { return outcome{wipe: wipeErrors} }

// Update walks and closes.
func (c *replyCopy) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		c.wheel(msg)
	case tea.KeyPressMsg:
		cmd, _ := match(msg, c.Keys())
		switch {
		case c.walk(cmd):
		case cmd == cmdHelp:
			return opened(newHelp(c.kit, c.Keys()))
		case cmd == cmdDetails:
			return opened(newReplyDetails(c.kit, c.page().Details))
		case cmd == cmdBack:
			return outcome{pop: true}
		}
	}
	return outcome{}
}

func (c *replyCopy) page() present.ReplyPage {
	return present.Voice{Texts: c.kit.t, Now: c.kit.now(), Names: c.names}.ReplyCopy(c.replying)
}

// Keys are those of a text.
func (c *replyCopy) Keys() []binding {
	bs := c.kit.bind(hinted(cmdHelp), hinted(cmdBack))
	if len(c.page().Details) > 0 {
		bs = append(bs, c.kit.bind(hinted(cmdDetails))...)
	}
	return append(bs, c.kit.walking(true)...)
}

// Resize wraps the text for the room there is.
func (c *replyCopy) Resize(w, h int) {
	c.w = w
	c.resize(h)
	if w <= 0 {
		c.set(nil)
		return
	}
	p := pageLines{v: present.Voice{Texts: c.kit.t}, w: max(c.kit.textWidth(w), 1), tight: c.kit.deps.Reader}
	page := c.page()
	p.head(page)
	p.body(page)
	indent := min(1, max(w-1, 0))
	if c.kit.deps.Reader {
		indent = 0
	}
	c.set(indented(p.out, indent))
}

// View is the text.
func (c *replyCopy) View(th theme) page {
	lines, x, y := c.view(th, max(c.w-1, 0))
	return page{lines: c.kit.more(th, &c.flow, lines, c.w), x: x, y: y}
}

// Close has nothing to end.
func (c *replyCopy) Close() {}
