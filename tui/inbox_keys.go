package tui

import (
	tea "charm.land/bubbletea/v2"
)

// Keys are the bindings of the inbox, or of the search while one is typed. The order is that of the help.
func (m *inbox) Keys() []binding {
	k, why := m.kit, m.kit.t.Why
	if m.search != nil {
		bs := k.bind(hinted(cmdChoose), hinted(cmdCancel))
		bs[0].text = k.t.Keys.Search
		return bs
	}
	hide := cmdHide
	if m.query.Hidden {
		hide = cmdShow
	}
	some := m.n > 0
	open := when(some, cmdOpen, why.NoMessage)
	open.hint = true
	put := when(some, hide, why.NoMessage)
	put.hint = true
	bs := k.bind(open, hinted(cmdSearch), hinted(cmdFilter), put, hinted(cmdHelp), hinted(cmdQuit),
		on(cmdFolder), on(cmdInbox), on(cmdHidden), on(cmdUnread), on(cmdRegistered), on(cmdExpiring),
		when(m.filters() != "", cmdClear, why.NoFilter), when(some, cmdSort, why.NoMessage),
		when(m.undo != nil, cmdUndo, why.NothingToUndo), when(some, cmdMark, why.NoMessage),
		when(len(m.marks) > 0, cmdUnmark, k.t.Palette.WhyNone), on(cmdRefresh), on(cmdNotices), on(cmdProfile))
	if m.book.offered() {
		bs = append(bs, k.bind(on(cmdReplies))...)
	}
	if k.deps.Cards != nil {
		bs = append(bs, k.bind(on(cmdCards))...)
	}
	if k.deps.Accounts != nil {
		bs = append(bs, k.bind(on(cmdBoxes))...)
	}
	if m.logout != nil {
		bs = append(bs, k.bind(on(cmdLogOut))...)
	}
	if m.lost != nil {
		bs = append(k.bind(hinted(cmdDetails)), bs...)
		if !final(m.lost) {
			bs = append(k.bind(hinted(cmdRetry)), bs...)
		}
	}
	return append(bs, k.walking(true)...)
}

// run does what a key asks for that is not a key of movement.
func (m *inbox) run(c command) outcome {
	if m.feed.busy != workLoad {
		m.then = nil // what a slow provider adds is no news to somebody who went on
	}
	switch c {
	case cmdOpen:
		if msg := m.focused(); msg != nil {
			r := newReader(m.kit, m.box, m.names, m, msg)
			r.book = m.book
			return opened(r)
		}
	case cmdInbox, cmdHidden, cmdFolder:
		return m.folder(c)
	case cmdSearch:
		m.search = newField(m.kit.t.Filter.Search+":", m.query.Q, m.w)
		return told(noteInfo, m.kit.t.Filter.SearchHint)
	case cmdFilter:
		return m.pickFilter()
	case cmdUnread, cmdRegistered, cmdExpiring:
		return m.chosen(queryMsg{m.toggled(c)})
	case cmdClear:
		o := m.change(m.cleared())
		m.then = func() note { return note{join(" ", m.kit.t.Filter.Cleared, m.result().text), noteInfo} }
		return o
	case cmdSort:
		return m.pickOrder()
	case cmdNotices:
		return opened(newNotices(m.kit, m))
	case cmdReplies:
		return opened(newJournal(m.kit, m.book.src, m.names))
	case cmdProfile:
		return opened(newProfile(m.kit, m.box))
	case cmdCards:
		return opened(newCards(m.kit))
	case cmdBoxes:
		return opened(newBoxes(m.kit))
	case cmdLogOut:
		return m.logOut()
	case cmdRefresh:
		return m.anew()
	case cmdRetry:
		return m.retry()
	case cmdDetails:
		var retry any
		if !final(m.lost) {
			retry = listAgainMsg{}
		}
		p := newProblem(m.kit, m.said, retry)
		p.details = true
		return opened(p)
	case cmdHide, cmdShow:
		return m.hide()
	case cmdUndo:
		return m.undoHiding()
	case cmdMark:
		return m.mark()
	case cmdUnmark:
		return m.unmark()
	case cmdHelp:
		return opened(m.help())
	case cmdQuit:
		return outcome{quit: true}
	}
	return outcome{}
}

// listAgainMsg is the decision to try again after the list failed.
type listAgainMsg struct{}

// folder changes to a folder; the conditions stay behind.
func (m *inbox) folder(c command) outcome {
	q := m.query
	q.Hidden = c == cmdHidden || c == cmdFolder && !q.Hidden
	if q.Hidden == m.query.Hidden {
		return outcome{say: m.where()}
	}
	m.query = q
	return m.change(m.cleared())
}

// retry tries again what failed: the rest of a list that began well, or all of it.
func (m *inbox) retry() outcome {
	if m.n == 0 {
		return m.anew()
	}
	m.then = m.result
	return outcome{cmd: m.feed.retry(), say: note{m.kit.t.Inbox.Fetching, noteInfo}}
}

// where is what is on the screen, in one line; nothing before the first answer.
func (m *inbox) where() note {
	if !m.count.known {
		return note{}
	}
	return m.result()
}

// anew fetches everything again, the names that could not be had too.
func (m *inbox) anew() outcome {
	m.names.forget()
	failed, before := m.lost != nil, m.feed.view.Notices
	m.listen()
	o := m.open()
	if !failed {
		m.then = m.refreshed(before)
	}
	return o
}

// chosen takes what was chosen in a dialog.
func (m *inbox) chosen(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case queryMsg:
		return m.change(msg.query)
	case orderMsg:
		return m.reorder(msg.order)
	case listAgainMsg:
		return m.retry()
	case pickMsg:
		return m.pickSeen(msg.kind)
	case hideMsg:
		return m.hideNow(msg.msgs)
	}
	return outcome{}
}

// help lists the keys, and what the letters before a message mean.
func (m *inbox) help() *helper {
	t := m.kit.t
	reply := t.Row.MarkReply + " " + t.Row.LegendReply
	if m.book.offered() {
		reply = join(", ", m.voice().ReplyLegend()...)
	}
	legend := t.Row.LegendTitle + ": " + join(", ",
		t.Row.MarkUnread+" "+t.Row.LegendUnread, t.Row.MarkRegistered+" "+t.Row.LegendRegistered,
		t.Row.MarkAction+" "+t.Row.LegendAction, reply) + ". " +
		marksign + " " + t.Palette.LegendMark + ", " + markExpiring + " " + t.Terms.AboutToExpire + "."
	return newHelp(m.kit, m.Keys(), legend, t.Hiding.Explain, t.Help.WhereHelp)
}
